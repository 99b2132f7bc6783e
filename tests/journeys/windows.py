"""Helpers for tests that drive the main window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.settings import Settings
from explorer.ui.main_window import MainWindow
from explorer.ui.session import Session
from explorer.ui.theme import theme


def open_window(qtbot: QtBot, folder: Path | None) -> MainWindow:
    """A main window that is active and has been told to open this library."""
    theme.start("light")
    window = MainWindow(Settings(), Session(), folder)
    window.build()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_library(folder)
    return window


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until all that was asked for is on screen."""
    search = window.parts.bar.search

    def quiet() -> bool:
        opened = window.session.workspace is not None
        return opened and not search.is_waiting and not window.session.jobs.busy

    qtbot.waitUntil(quiet, timeout=20_000)


def focused() -> QWidget:
    """The widget with the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)


def ids(window: MainWindow) -> list[str]:
    """The entries of the answer on screen."""
    page = window.page
    assert page is not None
    return list(page.ids)
