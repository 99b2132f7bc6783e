"""The window as somebody lives in it: all commands by a few letters, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.query import Sort
from explorer.settings import load_settings
from explorer.ui.application import fill
from explorer.ui.frame import Frame
from explorer.ui.workbench import Workbench
from tests.journeys.windows import focused, open_window, press, settle

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
