"""While a word is typed, what stands between the search and the list stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Query
from explorer.ui.workbench import Workbench
from tests.journeys.windows import open_window, settle

WORDS = ("space", "joint working group", "semiconductors", "minerals", "zeppelin")


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    found = open_window(qtbot, library_folder)
    settle(qtbot, found)
    yield found
    found.frame.close()


def places(window: Workbench) -> tuple[int, ...]:
    """Where axis, overview, the undated and the list begin."""
    timeline, results = window.parts.timeline, window.parts.results
    undated = timeline.tray.y() if timeline.tray.isVisible() else timeline.toggle.y() + 24
    return timeline.axis.y(), timeline.axis.height(), undated, results.y()


@pytest.mark.parametrize("word", WORDS)
def test_nothing_moves_from_letter_to_letter(qtbot: QtBot, window: Workbench, word: str) -> None:
    """But once: with the first dated result the legend comes. What has no room gets it."""
    timeline = window.parts.timeline
    field = window.parts.bar.search.edit
    seen = [places(window)]
    for letter in word:
        QTest.keyClicks(field, letter)
        settle(qtbot, window)
        page = window.page
        assert page is not None
        if page.undated:
            seen.append(places(window))
        axis = timeline.axis
        assert axis.height() >= min(axis.preferred_height(axis.width()), seen[0][1])
    lists = {place[3] for place in seen}
    assert len(lists) == 1
    changes = sum(one != other for one, other in pairwise(seen))
    assert changes <= 1


def test_another_question_is_arranged_anew(qtbot: QtBot, window: Workbench) -> None:
    """What was kept while typing is not kept for a filter, and not for an empty field."""
    timeline = window.parts.timeline
    first = places(window)
    field = window.parts.bar.search.edit
    QTest.keyClicks(field, "space")
    settle(qtbot, window)
    assert timeline.legend.isVisible()
    field.clear()
    settle(qtbot, window)
    assert places(window) == first
    assert not timeline.legend.isVisible()
    QTest.keyClicks(field, "space")
    settle(qtbot, window)
    window.visit(Query(text="space").toggled(Facet.STAGE, "proposed"))
    settle(qtbot, window)
    assert not timeline.legend.isVisible()  # there is no such entry, dated or not


def test_a_button_of_the_legend_stays_that_of_its_colour(qtbot: QtBot, window: Workbench) -> None:
    window.visit(Query(text="space"))
    settle(qtbot, window)
    legend = window.parts.timeline.legend
    before = {button.meaning.row: button for button in legend.buttons}
    assert before
    focused = next(iter(before.values()))
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    window.visit(Query(text="visit"))
    settle(qtbot, window)
    after = {button.meaning.row: button for button in legend.buttons}
    assert all(after[row] is before[row] for row in set(before) & set(after))
    assert {button for button in legend.buttons if not button.isVisible()} == set()
    hidden = [button for row, button in before.items() if row not in after]
    assert not any(button.isVisible() for button in hidden)
    places_ = [button.x() for button in legend.buttons]
    assert places_ == sorted(places_)


def test_what_is_chosen_in_the_reader_is_followed_without_a_jump(
    qtbot: QtBot, window: Workbench
) -> None:
    """List and timeline show it; what is in sight already stays where it is."""
    parts = window.parts
    axis, tray = parts.timeline.axis, parts.timeline.tray
    window.selection.select("india-rok-space-day")
    settle(qtbot, window)
    before = axis.view_shown, places(window)
    for name in ("president-lee-visit", "forge", "india-rok-joint-strategic-vision"):
        parts.reader.entry_wanted.emit(name)
        settle(qtbot, window)
        assert parts.results.selected() == name
        assert parts.reader.detail is not None
        assert parts.reader.detail.entry.id == name
        assert (axis.view_shown, places(window)) == before
    seen = [chip.key for chip in tray.layout_shown.chips if in_sight(window, chip.key)]
    assert len(seen) > 3
    for name in seen[:4]:
        scrolled = tray.verticalScrollBar().value()
        parts.reader.entry_wanted.emit(name)
        settle(qtbot, window)
        assert tray.verticalScrollBar().value() == scrolled
        assert (axis.view_shown, places(window)) == before
    last = tray.layout_shown.chips[-1].key
    assert not in_sight(window, last)
    parts.reader.entry_wanted.emit(last)
    settle(qtbot, window)
    assert in_sight(window, last)  # only what was out of sight is scrolled to
    assert (axis.view_shown, places(window)) == before


def in_sight(window: Workbench, entry: str) -> bool:
    """Whether a chip of the tray is seen whole."""
    tray = window.parts.timeline.tray
    chip = next(chip for chip in tray.layout_shown.chips if chip.key == entry)
    box, view = tray.box_of(chip), tray.viewport().rect()
    corner = box.topLeft() + QPointF(1, 1)  # names of columns may stand over it
    return view.contains(box.toRect()) and tray.chip_at(corner) == chip
