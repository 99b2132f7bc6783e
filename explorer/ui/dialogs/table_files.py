"""Asking where the files beside a table are, or are to go: mappings and reports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.ui.table_words import tr


def ask_for_file(parent: QWidget, title: str, beside: Path, taken: SignalInstance) -> None:
    """Ask for a file to be read; ``taken`` tells its path."""
    _open(QFileDialog(parent, title, str(beside.parent)), taken)


def ask_for_target(parent: QWidget, title: str, target: Path, taken: SignalInstance) -> None:
    """Ask where to write; ``target`` is what is offered."""
    dialog = QFileDialog(parent, title, str(target.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(target.name)
    _open(dialog, taken)


def _open(dialog: QFileDialog, taken: SignalInstance) -> None:
    dialog.setNameFilters([tr("JSON files (*.json)"), tr("All files (*)")])
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: taken.emit(Path(path)))
    dialog.open()
