"""The desk itself: fields by keys, marks and cards, the way of the Tab key, names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.vocabulary import Kind
from explorer.ui.panels.review import ReviewPanel
from explorer.ui.workbench import Workbench
from tests.journeys.desks import CONTROL, at_rest, desk_of, item_of, read_in, review_of, statement
from tests.journeys.windows import focused, open_window, press, settle
from tests.ui.fitting import clipped

Key = Qt.Key
OWN = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def test_fields_are_corrected_by_keys_and_kept_without_a_decision(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    document = read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    fields = panel.card.fields
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_A)  # in a list of words a letter chooses a word
    assert fields.kind.currentText() == "Agreement"
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    assert focused() is fields.when.edit
    fields.when.edit.selectAll()
    QTest.keyClicks(focused(), "soon")
    assert "Not a date" in fields.when.said.text()
    press(qtbot, Key.Key_Return, CONTROL)  # cannot be accepted so
    assert review_of(panel).reviewed == 0
    assert focused() is fields.when.edit
    fields.when.edit.selectAll()
    QTest.keyClicks(focused(), "13 March 2026")
    while focused() is not fields.sectors.add:
        press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Return)
    QTest.keyClicks(focused(), "semic")
    press(qtbot, Key.Key_Return)
    assert "semiconductors" in fields.sectors.values
    press(qtbot, Key.Key_Escape)
    token = fields.parties.tokens[0]
    token.setFocus()
    press(qtbot, Key.Key_Delete)
    assert [party for party, _ in item_values(panel)] == ["KOR"]
    press(qtbot, Key.Key_Escape)
    at_rest(qtbot, window)
    workspace = window.session.workspace
    assert workspace is not None
    kept = workspace.reviewing.open(document).items[0]
    assert kept.is_open
    assert kept.proposal.kind is Kind.AGREEMENT
    assert kept.proposal.when == "2026-03-13"
    assert "semiconductors" in kept.proposal.sectors
    assert kept.corrected
    assert panel.card.reset.isVisible()
    panel.card.reset.click()
    at_rest(qtbot, window)
    assert not workspace.reviewing.open(document).items[0].corrected
    assert fields.kind.currentText() == "Memorandum (MoU)"


def item_values(panel: ReviewPanel) -> tuple[tuple[str, str], ...]:
    proposal = panel.card.proposal()
    assert proposal is not None
    return proposal.parties


def test_a_click_on_a_mark_opens_its_card_and_back(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    chips = {chip.place: chip for chip in panel.view.chips()}
    assert sorted(chips) == list(range(8))
    boxes = [chip.box for chip in chips.values()]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
    centre = chips[4].box.center().toPoint()
    scrolled = panel.view.verticalScrollBar().value()
    viewport = panel.view.viewport()
    centre.setY(centre.y() - scrolled)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre)
    assert panel.list.place() == 4
    assert panel.card.isVisible()
    assert panel.list.viewport().rect().contains(panel.card.geometry().topLeft())
    press(qtbot, Key.Key_K)
    assert panel.list.place() == 3
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_J)
    assert panel.list.place() == 5
    caret = panel.view.caret()
    assert caret == item_of(panel).proposal.start


def has_size(window: Workbench, size: tuple[int, int]) -> bool:
    return window.size().toTuple() == size


def fits(panel: ReviewPanel) -> bool:
    return clipped(panel) == []


def test_every_part_of_the_desk_is_reached_by_tab_and_has_a_name(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    for size in ((1280, 800), (1024, 640)):
        window.frame.resize(*size)
        qtbot.waitUntil(partial(has_size, window, size))
        qtbot.waitUntil(partial(fits, panel))
    seen: list[QWidget] = []
    while focused() not in seen:
        seen.append(focused())
        press(qtbot, Key.Key_Tab)
    wanted = [
        panel.list, panel.view, panel.head.back, panel.head.several, panel.head.later,
        panel.card.fields.kind, panel.card.fields.when.edit, panel.card.fields.parties.add,
        panel.card.likely, *panel.card.buttons.findChildren(QPushButton, "", OWN),
    ]  # fmt: skip
    for widget in wanted:
        assert widget in seen or not widget.isVisible(), widget
    for widget in seen:
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name), widget
    rows = panel.list.review
    assert "1 of 8" in str(rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
