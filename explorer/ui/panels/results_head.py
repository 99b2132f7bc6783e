"""Over the list: its two sides, how the question was understood, what was perhaps meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.domain.query import Query
from explorer.ui import words
from explorer.ui.theme import SECONDARY
from explorer.ui.widgets import IconLabel, LinkButton, plain_label


class ResultTabs(QWidget):
    """The two sides of a result: its entries, and the paragraphs of the documents."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries = _tab(self)
        self.documents = _tab(self)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.entries, self.documents):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.entries.setChecked(True)
        self.documents.hide()
        group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def on_documents(self) -> bool:
        """Whether the paragraphs are looked at."""
        return self.documents.isChecked()

    def turn(self) -> None:
        """The other side."""
        if not self.documents.isHidden():
            (self.entries if self.on_documents else self.documents).setChecked(True)
            self.chosen.emit()

    def show_entries(self, text: str) -> None:
        """The count of entries, in words."""
        self.entries.setText(text)
        self.entries.setAccessibleName(text)

    def show_documents(self, count: int | None, *, possible: bool) -> None:
        """The count of paragraphs; None while it is not known."""
        if not possible and self.on_documents:
            self.entries.setChecked(True)
        self.documents.setVisible(possible)
        text = self.tr("Documents")
        if count is not None:
            text = self.tr("Documents: {count}").format(count=words.paragraphs(count))
        self.documents.setText(text)
        self.documents.setAccessibleName(text)


def _tab(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setProperty("tab", True)
    button.setCheckable(True)
    return button


class Hint(QWidget):
    """How a text was understood, what must be known of the answer, what may be asked instead."""

    query_wanted = Signal(Query)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = plain_label(size=SECONDARY, role="soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._lines.addWidget(self.label)
        row.addLayout(self._lines, 1)
        self._links: list[LinkButton] = []

    def show_text(self, text: str, ways: Sequence[tuple[str, Query]] = ()) -> None:
        """Show a text and other questions to ask; without either, nothing."""
        self.label.setText(text)
        self.label.setVisible(bool(text))
        for link in self._links:
            self._lines.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(words_of, query) for words_of, query in ways]
        self.setVisible(bool(text or ways))

    def _link(self, text: str, query: Query) -> LinkButton:
        link = LinkButton(text, self, size=SECONDARY)
        link.clicked.connect(lambda: self.query_wanted.emit(query))
        self._lines.addWidget(link)
        return link
