"""Beside a document's text: the entries that rest on it, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.domain.detail import Footing
from explorer.domain.review import Waiting
from explorer.ui import words
from explorer.ui.panels.document_outline import OutlineList
from explorer.ui.theme import SECONDARY
from explorer.ui.widgets import IconButton, Line, plain_label

LEAST: Final = 160


class DocumentSide(QWidget):
    """A column of entries in the order of the text, with the buttons of the document below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setMinimumWidth(LEAST)
        self.outline = OutlineList()
        self._entries = plain_label(size=SECONDARY, role="soft", wrap=True)
        texts = QVBoxLayout()
        texts.setContentsMargins(16, 12, 12, 6)
        texts.setSpacing(1)
        texts.addWidget(plain_label(self.tr("In this document"), bold=True))
        texts.addWidget(self._entries)
        self.review = IconButton(
            "list-checks", self.tr("Review suggestions"), words=True, role="accent"
        )
        review = QHBoxLayout()
        review.setContentsMargins(8, 4, 8, 0)
        review.addWidget(self.review)
        review.addStretch(1)
        self.original = IconButton("external-link", self.tr("Open original"), words=True)
        self.details = IconButton("file-pen-line", self.tr("Details"), words=True)
        feet = QHBoxLayout()
        feet.setContentsMargins(8, 4, 8, 4)
        feet.setSpacing(4)
        for button in (self.original, self.details):
            feet.addWidget(button)
        feet.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(texts)
        column.addWidget(self.outline, 1)
        column.addWidget(Line())
        column.addLayout(review)
        column.addLayout(feet)

    def show_footings(self, footings: tuple[Footing, ...]) -> None:
        """The entries that rest on the document."""
        said = self.tr("{count} entries, in the order of the text")
        if not footings:
            said = self.tr("No entry rests on this document yet")
        self._entries.setText(said.format(count=words.number(len(footings))))
        self.outline.outline.set_footings(footings)

    def show_waiting(self, waiting: Waiting | None) -> None:
        """How many suggestions wait in it; None: they were never looked at."""
        name = self.tr("Review suggestions")
        if waiting is not None and waiting.open:
            name = self.tr("Review suggestions ({count} wait)").format(
                count=words.number(waiting.open)
            )
        self.review.set_name(name, words=True)
