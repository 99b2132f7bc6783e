"""Helpers for tests that drive the main window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.settings import Settings
from explorer.ui.application import fill
from explorer.ui.frame import Frame
from explorer.ui.theme import theme
from explorer.ui.workbench import Workbench


def open_window(qtbot: QtBot, folder: Path | None) -> Workbench:
    """What stands in a window that is active and was told to open this library."""
    theme.start("light")
    frame = Frame()
    qtbot.addWidget(frame)
    window = fill(frame, Settings(), folder)
    frame.show()
    qtbot.waitExposed(frame)
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return window


def settle(qtbot: QtBot, window: Workbench) -> None:
    """Wait until all that was asked for is on screen."""
    search = window.parts.bar.search

    def quiet() -> bool:
        opened = window.session.workspace is not None
        waiting = search.is_waiting or window.selection.is_waiting
        return opened and not waiting and not window.session.jobs.busy

    qtbot.waitUntil(quiet, timeout=60_000)


def focused() -> QWidget:
    """The widget with the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)


def ids(window: Workbench) -> list[str]:
    """The entries of the answer on screen."""
    page = window.page
    assert page is not None
    return list(page.ids)
