"""About: the version, and whose work is inside with its licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer import __version__
from explorer.ui.dialogs.about import AboutDialog


def test_about_tells_version_and_whose_work_is_inside(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(parent)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.pieces.topLevelItemCount() > 10)
    titles = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"Accord {__version__}" in titles
    first = dialog.pieces.topLevelItem(0)
    assert first is not None
    assert first.text(0) == "Accord"
    qtbot.waitUntil(lambda: "MIT License" in dialog.text.toPlainText())
    (qt,) = dialog.pieces.findItems("Qt", Qt.MatchFlag.MatchExactly)
    assert qt.childCount() > 3
    dialog.pieces.setCurrentItem(qt)
    qtbot.waitUntil(lambda: "GNU LESSER GENERAL PUBLIC" in dialog.text.toPlainText())
    assert "LGPL-3.0-only" in dialog.address.text()
    # What is not known is told as that.
    child = qt.child(0)
    assert child is not None
    assert child.text(1) == "unknown"
    dialog.reject()


def test_about_closes_at_any_moment(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(parent)
    dialog.open()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
