"""The window as somebody lives in it: all commands by a few letters, what is remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Query, Sort
from explorer.settings import Settings, load_settings
from explorer.ui import words
from explorer.ui.application import fill
from explorer.ui.frame import Frame
from explorer.ui.narrow import ENOUGH
from explorer.ui.panels.chips import Chip
from explorer.ui.workbench import Workbench
from tests.journeys.windows import focused, ids, open_window, press, settle
from tests.ui.fitting import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    found = open_window(qtbot, library_folder)
    settle(qtbot, found)
    yield found
    found.frame.close()


def run_command(qtbot: QtBot, window: Workbench, letters: str) -> None:
    """Ctrl+K, some letters, Enter."""
    press(qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: window.command_palette.is_open)
    QTest.keyClicks(focused(), letters)
    press(qtbot, Qt.Key.Key_Return)
    assert not window.command_palette.is_open


def test_every_command_is_listed_with_its_key(qtbot: QtBot, window: Workbench) -> None:
    press(qtbot, Qt.Key.Key_K, CONTROL)
    rows = window.command_palette.panel.list.commands.rows
    listed = {row.action.objectName() for row in rows}
    assert listed >= set(window.actions_by_name) - {"palette"}
    assert {"theme-dark", "sort-date"} <= listed
    assert all(row.keys for row in rows if row.action.shortcuts())


def test_a_command_by_some_letters(qtbot: QtBot, window: Workbench) -> None:
    edit = window.parts.bar.search.edit
    edit.setText("space")
    settle(qtbot, window)
    assert window.parts.timeline.isVisible()
    run_command(qtbot, window, "timel")
    assert not window.parts.timeline.isVisible()
    assert focused() is edit
    assert edit.text() == "space"  # Ctrl+K is not the field's own key for deleting
    press(qtbot, Qt.Key.Key_K, CONTROL)
    assert window.command_palette.panel.list.commands.rows[0].action.objectName() == "timeline"


def test_the_order_is_remembered(qtbot: QtBot, window: Workbench, library_folder: Path) -> None:
    run_command(qtbot, window, "sort date")
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.query.sort is Sort.DATE
    window.frame.close()
    kept = load_settings()
    assert (kept.sort, kept.commands) == ("date", ("sort-date",))
    frame = Frame()
    qtbot.addWidget(frame)
    again = fill(frame, kept, library_folder)
    frame.show()
    settle(qtbot, again)
    assert again.page is not None
    assert again.page.query.sort is Sort.DATE
    again.parts.bar.search.clear()
    assert again.history.current.sort is Sort.DATE
    frame.close()


def drop(widget: QWidget, data: QMimeData, place: QPoint) -> bool:
    """Drop there what is dragged; whether it was taken."""
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(place, action, data, button, none))
    event = QDropEvent(place.toPointF(), action, data, button, none)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_entries_are_dragged_into_the_brief(qtbot: QtBot, window: Workbench) -> None:
    results = window.parts.results.list.results
    entries = ids(window)[:3]
    first, second, third = (results.mimeData([results.index(place)]) for place in range(3))
    assert first.text() == results.index(0).data()
    assert drop(window.parts.bar.brief, first, QPoint(5, 5))
    assert list(window.binder.ids) == entries[:1]
    window.actions_by_name["brief"].trigger()
    settle(qtbot, window)
    brief = window.parts.brief.list
    assert drop(brief.viewport(), second, QPoint(10, 2))
    assert list(window.binder.ids) == [entries[1], entries[0]]
    settle(qtbot, window)
    assert drop(brief.viewport(), third, QPoint(10, brief.viewport().height() - 4))
    assert list(window.binder.ids) == [entries[1], entries[0], entries[2]]
    strange = QMimeData()
    strange.setText(entries[0])
    assert not drop(window.parts.bar.brief, strange, QPoint(5, 5))


def undo_offered(window: Workbench, words_of: str) -> QPushButton:
    """The button beside what is said."""
    toast = window.toasts.current
    assert toast is not None
    assert words_of in toast.label.text()
    assert toast.button is not None
    return toast.button


def test_putting_aside_and_taking_out_can_be_undone_at_a_click(
    qtbot: QtBot, window: Workbench
) -> None:
    entry = ids(window)[0]
    window.parts.results.binder_toggled.emit(entry)
    undo_offered(window, "1 entry").click()
    assert not window.binder.ids
    window.binder.add(ids(window)[:3])
    before = window.binder.ids
    window.binder.reorder(before[:1])
    undo_offered(window, "2 entries").click()
    assert window.binder.ids == before
    window.parts.results.binder_toggled.emit(entry)
    undo = undo_offered(window, "1 entry")
    window.actions_by_name["undo"].trigger()
    assert not undo.isVisible()  # it is undone: nothing is left to offer
    settle(qtbot, window)


def test_cleared_filters_come_back(qtbot: QtBot, window: Workbench) -> None:
    asked = Query(text="research").toggled(Facet.SECTOR, "science-research")
    window.visit(asked)
    settle(qtbot, window)
    window.actions_by_name["clear"].trigger()
    settle(qtbot, window)
    assert window.history.current.is_everything
    undo_offered(window, "cleared").click()
    settle(qtbot, window)
    assert window.history.current == asked
    assert window.parts.bar.search.edit.text() == "research"


def test_an_entry_is_copied_with_its_sources_and_as_text(qtbot: QtBot, window: Workbench) -> None:
    results = window.parts.results
    results.list.setFocus()
    with qtbot.waitSignal(window.copying.copied):
        press(qtbot, Qt.Key.Key_C, CONTROL)
    title = str(results.list.results.index(0).data())
    cited = QApplication.clipboard().text()
    assert cited.startswith(title)
    detail = window.parts.reader.detail
    assert detail is not None
    quotation = detail.quotations[0]
    document = detail.documents[quotation.document]
    for part in (
        quotation.text,
        document.title,
        f"¶{quotation.paragraph}",
        words.standing_label(document.standing).lower(),
        words.when_text(document.published),
    ):
        assert part in cited
    with qtbot.waitSignal(window.copying.copied):
        results.text_wanted.emit(ids(window)[0])
    text = QApplication.clipboard().text()
    assert text.startswith(f"{title}\n{words.kind_label(detail.entry.kind)}")
    assert document.title not in text


def test_a_chip_has_a_menu(qtbot: QtBot, window: Workbench) -> None:
    asked = Query().toggled(Facet.SECTOR, "science-research").toggled(Facet.STAGE, "agreed")
    window.visit(asked)
    settle(qtbot, window)
    chips = [chip for chip in window.parts.bar.search.chips.findChildren(Chip) if chip.isVisible()]
    assert len(chips) == 2
    actions = {action.text(): action for action in chips[1].menu().actions()}
    actions["Only this filter"].trigger()
    settle(qtbot, window)
    assert [facet for facet, _ in window.history.current.choices] == [Facet.STAGE]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640), (860, 560)])
def test_no_words_are_clipped(qtbot: QtBot, window: Workbench, width: int, height: int) -> None:
    window.frame.resize(width, height)
    qtbot.waitUntil(lambda: window.size().toTuple() == (width, height))
    assert window.parts.facets.isVisible() is (width >= ENOUGH)
    assert clipped(window) == []
    window.visit(Query(text="zeppelin").toggled(Facet.STAGE, "agreed"))
    settle(qtbot, window)
    assert clipped(window) == []


def test_tooltips_say_the_keys(window: Workbench) -> None:
    bar = window.parts.bar
    keys = ("F9", "Alt+Left", "Ctrl+O", "Ctrl+B")
    for button, key in zip((bar.filters, bar.back, bar.add, bar.brief), keys, strict=True):
        assert button.toolTip().endswith(f"({key})")
    bar.show_brief(3)
    assert bar.brief.toolTip() == "Brief (3) (Ctrl+B)"


def test_filters_give_way_and_come_back(qtbot: QtBot, window: Workbench) -> None:
    facets, button = window.parts.facets, window.parts.bar.filters
    window.frame.resize(900, 600)
    qtbot.waitUntil(lambda: not facets.isVisible())
    assert not button.isChecked()
    assert window.parts.remembered(Settings()).facets_shown  # they are wanted all the same
    button.click()
    assert facets.isVisible()
    button.click()
    window.frame.resize(1200, 700)
    qtbot.waitUntil(facets.isVisible)
    assert button.isChecked()


def test_ctrl_f_in_a_document_finds_in_it(qtbot: QtBot, window: Workbench) -> None:
    window.selection.open_entry(ids(window)[0])
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.parts.shows("document"))
    panel = window.parts.document
    assert focused() is panel.view
    press(qtbot, Qt.Key.Key_F, CONTROL)
    assert focused() is panel.finder.bar.edit
    QTest.keyClicks(focused(), "KOREA")
    assert panel.document is not None
    text = panel.document.text
    count = len(re.findall("korea", text, re.IGNORECASE))
    assert count > 3
    seen = set()
    for _ in range(count):
        start = panel.view.caret()
        assert text[start : start + 5].lower() == "korea"
        seen.add(start)
        press(qtbot, Qt.Key.Key_F3)
    assert len(seen) == count  # round once, each place once
    last = panel.view.caret()
    press(qtbot, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert panel.view.caret() != last
    QTest.keyClicks(focused(), " zeppelin")
    assert "Not" in panel.finder.bar.said.full_text()
    press(qtbot, Qt.Key.Key_Escape)
    assert not panel.finder.is_open
    assert focused() is panel.view
    assert window.parts.shows("document")  # only the finding was left
    window.parts.bar.search.edit.setFocus()
    press(qtbot, Qt.Key.Key_F, CONTROL)
    assert focused() is window.parts.bar.search.edit


def has_width(window: Workbench, width: int) -> bool:
    """Whether the window's layout is done."""
    shown = window.parts.facets.isVisible() == (window.parts.columns.sizes()[0] > 0)
    return window.width() == width and shown


def test_columns_share_a_window_until_a_line_is_drawn(qtbot: QtBot, window: Workbench) -> None:
    """Side columns give room to the middle; who draws a line keeps it, also next time."""
    parts = window.parts
    widths = {}
    for width in (1280, 1024, 900, 1280):
        window.frame.resize(width, 700)
        qtbot.waitUntil(partial(has_width, window, width))
        widths[width] = parts.columns.sizes()
        assert sum(parts.columns.sizes()) in range(width - 2, width + 1)
    assert widths[1280][0] > widths[1024][0] > 200
    assert widths[1280][2] > widths[1024][2] >= 320
    assert widths[1024][1] > 450
    assert parts.remembered(Settings()).columns == ()
    handle = parts.columns.handle(2)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 300))
    QTest.mouseMove(handle, QPoint(-60, 300))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(-60, 300))
    drawn = parts.columns.sizes()
    assert drawn[2] > widths[1280][2]
    assert parts.remembered(Settings()).columns == tuple(drawn)
    window.frame.resize(1240, 700)
    qtbot.waitUntil(lambda: window.width() == 1240)
    assert parts.columns.sizes()[2] == drawn[2]
