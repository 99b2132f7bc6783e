"""The desk: any entry to merge into, what is told of an undo, and whose keys are heard there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.review import Decision
from explorer.ui.actions import ON_LIBRARY
from explorer.ui.panels.review import ReviewPanel
from explorer.ui.panels.review_merge import MergePane
from explorer.ui.workbench import Workbench
from tests.journeys.desks import (
    CONTROL,
    at_rest,
    decide,
    desk_of,
    item_of,
    read_in,
    review_of,
    statement,
)
from tests.journeys.windows import focused, open_window, press, settle

Key = Qt.Key
GROUP = "isro-kasa-joint-working-group"
QUOTED = """Joint Statement

India and Korea launched “Innovation bridges” in key sectors on 12 March 2026.
"""


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def look_for(qtbot: QtBot, window: Workbench, text: str) -> MergePane:
    """Type into what has the focus; the pane, when it shows what these words find."""
    pane = window.parts.review.card.merge_pane
    for letter in text:
        QTest.keyClicks(focused(), letter)
    qtbot.waitUntil(lambda: bool(pane.rows) and pane.text == pane.answered, timeout=10_000)
    return pane


def merging(panel: ReviewPanel) -> bool:
    return panel.card.merging


def fund(qtbot: QtBot, window: Workbench, folder: Path) -> ReviewPanel:
    """The desk with the open card of the battery fund, which looks like nothing of the library."""
    read_in(qtbot, window, statement(folder))
    panel = desk_of(qtbot, window)
    press(qtbot, Key.Key_J)
    at_rest(qtbot, window)
    assert "Fund" in item_of(panel).proposal.title
    return panel


def test_any_entry_is_found_by_its_words_to_merge_into(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    panel = fund(qtbot, window, tmp_path)
    key = item_of(panel).key
    press(qtbot, Key.Key_M)
    likely = [row.likeness.entry_id for row in panel.card.merge_pane.rows]
    assert GROUP not in likely
    pane = look_for(qtbot, window, "joint working gr")  # letters are no orders, on a row neither
    assert focused() is pane.field
    assert pane.field.text() == "joint working gr"
    assert pane.rows[0].likeness.entry_id == GROUP
    press(qtbot, Key.Key_Down)
    assert focused() is pane.rows[0]
    press(qtbot, Key.Key_Up)
    assert focused() is pane.field
    with qtbot.waitSignal(window.reviewing.stepped, timeout=20_000):
        press(qtbot, Key.Key_Return)
    at_rest(qtbot, window)
    merged = review_of(panel).item(key)
    assert merged is not None
    assert (merged.decision, merged.entry_id) == (Decision.MERGED, GROUP)


def test_an_answer_to_older_words_neither_comes_nor_is_taken(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    panel = fund(qtbot, window, tmp_path)
    press(qtbot, Key.Key_M)
    pane = look_for(qtbot, window, "joint working group")
    found = pane.rows[0].likeness
    QTest.keyClicks(focused(), "s of nobody")
    press(qtbot, Key.Key_Return)  # the rows still answer the words before
    assert merging(panel)
    pane.show_entries("joint working group", (found,))
    qtbot.waitUntil(lambda: pane.answered == pane.text, timeout=10_000)
    pane.show_entries("joint working group", (found, found, found, found))
    assert len(pane.rows) != 4
    assert review_of(panel).reviewed == 0
    pane.field.clear()
    at_rest(qtbot, window)
    assert [row.likeness for row in pane.rows] == list(panel.card.likely_found or ())
    press(qtbot, Key.Key_Escape)
    assert not merging(panel)
    assert focused() is panel.list


def test_an_undo_is_told_and_what_was_told_goes_when_it_is_old(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "bridges.txt"
    path.write_text(QUOTED, encoding="utf-8")
    read_in(qtbot, window, path)
    panel = desk_of(qtbot, window)
    foot = panel.foot
    standing = foot.said.full_text()
    assert "until you accept it" in standing
    item = decide(qtbot, window, Key.Key_D)
    assert item.proposal.title.startswith("“")
    assert foot.said.full_text().startswith("Dismissed: “‘Innovation bridges’")
    with qtbot.waitSignal(window.reviewing.stepped, timeout=20_000):
        press(qtbot, Key.Key_U)
    at_rest(qtbot, window)
    assert foot.said.full_text().startswith("Undone: “‘Innovation bridges’")
    assert foot.passing.isActive()
    foot.passing.setInterval(0)
    qtbot.waitUntil(lambda: foot.said.full_text() == standing, timeout=5_000)
    with qtbot.waitSignal(window.reviewing.stepped, timeout=20_000):
        window.actions_by_name["redo"].trigger()
    at_rest(qtbot, window)
    assert foot.said.full_text().startswith("Done again: “‘Innovation bridges’")


def test_the_library_behind_the_desk_hears_no_keys(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    parts = window.parts
    window.selection.enter_list()
    settle(qtbot, window)
    before = {name: window.actions_by_name[name].isEnabled() for name in ON_LIBRARY}
    assert before["put_aside"]
    assert before["filters"]
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    shown = (parts.facets.isHidden(), parts.timeline.isHidden(), parts.right.isHidden())
    for key in (Key.Key_F7, Key.Key_F8, Key.Key_F9):
        press(qtbot, key)
    for key in (Key.Key_D, Key.Key_B, Key.Key_E):
        press(qtbot, key, CONTROL)
    assert (parts.facets.isHidden(), parts.timeline.isHidden(), parts.right.isHidden()) == shown
    assert not window.binder.ids
    assert not window.briefing.is_open
    assert review_of(panel).reviewed == 0
    assert not any(window.actions_by_name[name].isEnabled() for name in ON_LIBRARY)
    press(qtbot, Key.Key_Escape)
    settle(qtbot, window)
    assert not parts.shows("review")
    assert {name: window.actions_by_name[name].isEnabled() for name in ON_LIBRARY} == before
    press(qtbot, Key.Key_F9)
    assert parts.facets.isHidden() != shown[0]
