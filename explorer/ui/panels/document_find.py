"""Finding words in the document that is open: the line for them, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from explorer.domain.passages import Span
from explorer.ui.theme import SECONDARY, SPACE
from explorer.ui.widgets import IconButton, plain_label

MOST: Final = 5_000  # places that are marked


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Where a text stands, in code points; at most `MOST` places.

    Case does not count, and any white space stands for any other: a phrase goes on over a line's
    end. What is found does not overlap.
    """
    parts = [re.escape(part) for part in wanted.split()]
    if not parts:
        return ()
    found: Iterator[re.Match[str]] = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    return tuple(Span(match.start(), match.end()) for match in islice(found, MOST))


class FindBar(QWidget):
    """A field over the text; Enter goes on, Shift+Enter back, Escape leaves."""

    searched = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(self.tr("Find in this document"))
        self.edit.setAccessibleName(self.tr("Find in this document"))
        self.edit.setClearButtonEnabled(False)
        self.edit.setMaximumWidth(360)
        self.edit.textChanged.connect(self.searched)
        self.edit.installEventFilter(self)
        self.said = plain_label(size=SECONDARY, role="soft")
        close = IconButton("x", self.tr("Close (Esc)"), self)
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.XXL, SPACE.S, SPACE.XL, SPACE.S)
        row.setSpacing(SPACE.M)
        row.addWidget(self.edit, 1)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(close)

    def come(self, text: str) -> None:
        """Stand there with what was looked for last, or what is selected."""
        self.show()
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self.searched.emit(self.edit.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)
