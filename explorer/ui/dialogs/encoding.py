"""Which encoding a text is in: the beginning of the file as it reads in each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.services.reading_files import encodings_offered, preview_of
from explorer.ui import theme
from explorer.ui.theme import text_font
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

SIZE: Final = (620, 420)


class EncodingDialog(QDialog):
    """Shows a preview for each choice; `chosen` tells the file and the encoding to read it in."""

    chosen = Signal(object, str)  # Path, encoding

    def __init__(self, path: Path, head: bytes, parent: QWidget) -> None:
        """``head``: the first bytes of the file."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Encoding of the text"))
        self.resize(*SIZE)
        self._path, self._head = path, head
        name = path.name.encode(errors="replace").decode()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        text = self.tr("Choose the encoding in which “{name}” reads right.")
        column.addWidget(plain_label(text.format(name=name), wrap=True))
        self.choice = Combo()
        self.choice.setAccessibleName(self.tr("Encoding"))
        self.choice.addItems(list(encodings_offered()))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("Encoding"), self.choice)
        column.addLayout(form)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.tr("How it reads"))
        self.preview.setFont(text_font(theme.SEARCH))
        self.preview.setTabChangesFocus(True)
        column.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.take = QPushButton(self.tr("Read it so"))
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(self.take)
        row.addWidget(leave)
        column.addLayout(row)
        self.choice.currentTextChanged.connect(lambda _text: self._show_preview())
        self._show_preview()

    def _show_preview(self) -> None:
        self.preview.setPlainText(preview_of(self._head, self.choice.currentText()))

    def _take(self) -> None:
        self.chosen.emit(self._path, self.choice.currentText())
        self.accept()
