"""Moving evidence to a new version: how much stands in it word for word is said first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui import theme, words
from explorer.ui.widgets import plain_label

WIDTH: Final = 480


class MoveDialog(QDialog):
    """Offers it; `agreed` when that is wanted."""

    agreed = Signal()

    def __init__(self, moved: int, stayed: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Move evidence"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        head = self.tr("{moved} of {all} sentences stand in this version exactly once.").format(
            moved=words.number(moved), all=words.number(moved + stayed)
        )
        if not moved + stayed:
            head = self.tr("No entry rests on the older version.")
        column.addWidget(plain_label(head, size=theme.CARD, bold=True, wrap=True))
        text = self.tr(
            "They can rest on it instead of the older version. A sentence that reads otherwise"
            " here, or stands here twice, stays where it is: nothing is moved to a look-alike."
        )
        column.addWidget(plain_label(text, role="soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.go = QPushButton(self.tr("Move"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(moved > 0)
        self.go.clicked.connect(self._agree)
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(self.go)
        row.addWidget(leave)
        column.addLayout(row)

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
