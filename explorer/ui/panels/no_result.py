"""No entry matches: what was asked for, what was perhaps meant, and which condition to drop."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.labels import Labels
from explorer.domain.query import Correction, Loosened, Page, Query
from explorer.ui import words
from explorer.ui.panels.chips import span_text
from explorer.ui.panels.facets_values import value_label
from explorer.ui.theme import CARD, LIST_TEXT
from explorer.ui.widgets import IconLabel, LinkButton, plain_label

MOST: Final = 6  # conditions offered to drop


class EmptyState(QScrollArea):
    """In place of the list when it would be empty; scrolls where the window is low."""

    query_wanted = Signal(Query)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = plain_label(size=CARD, bold=True, wrap=True)
        self.asked = plain_label(role="soft", wrap=True)
        self.hint = plain_label(role="soft", wrap=True)
        self.clear = QPushButton(self.tr("Clear search and filters"), self)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(4)
        inside = QWidget(self)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(inside)
        column.setContentsMargins(LIST_TEXT, 28, LIST_TEXT, 28)
        column.setSpacing(8)
        column.addWidget(IconLabel("search", "faint", 28))
        for widget in (self.title, self.asked, self.hint):
            column.addWidget(widget)
        column.addLayout(self._ways)
        column.addSpacing(4)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_page(self, page: Page, labels: Labels) -> None:
        """Say what was asked that has no answer, and offer what has one."""
        self.clear.setVisible(not page.query.is_everything)
        if not page.library_entries:
            self.title.setText(self.tr("This library has no entries yet"))
            self.asked.setText(
                self.tr("Import a document, a table or a share file, or drop it on the window.")
            )
        else:
            self.title.setText(self.tr("No entry matches"))
            self.asked.setText(asked_words(page.understood, labels))
        self.hint.setText(page.hint)
        for label in (self.asked, self.hint):
            label.setVisible(bool(label.text()))
        self._show_ways(page, labels)

    def _show_ways(self, page: Page, labels: Labels) -> None:
        self._clear_ways()
        for text, query in ways_on(page, labels):
            self._offer(text, query)

    def _clear_ways(self) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _offer(self, text: str, query: Query) -> None:
        link = LinkButton(text, self)
        link.clicked.connect(lambda: self.query_wanted.emit(query))
        self._ways.addWidget(link)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.title.setText(self.tr("The search did not work"))
        self.asked.setText(text)
        self.asked.show()
        self.hint.hide()
        self.clear.hide()
        self._clear_ways()
        self._offer(self.tr("Try again"), Query())


def ways_on(page: Page, labels: Labels, most: int = MOST) -> list[tuple[str, Query]]:
    """What may be asked instead, in words, the likeliest first: at most ``most``."""
    found = []
    if page.did_you_mean is not None:
        meant = page.did_you_mean
        found.append((meant_words(meant), replace(page.query, text=meant.text)))
    for loosened in page.loosened:
        text = QCoreApplication.translate("EmptyState", "Without {condition}: {count}")
        named = condition_words(loosened, labels)
        count = words.entries(loosened.total)
        found.append((text.format(condition=named, count=count), loosened.query))
    return found[:most]


def meant_words(correction: Correction) -> str:
    """A correction as an offer."""
    text = QCoreApplication.translate("EmptyState", "Did you mean “{text}”? {count}")
    return text.format(text=correction.text, count=words.entries(correction.total))


def condition_words(loosened: Loosened, labels: Labels) -> str:
    """The condition that would go."""
    if loosened.facet is not None:
        names = ", ".join(value_label(loosened.facet, value, labels) for value in loosened.values)
        return f"{words.facet_label(loosened.facet)}: {names}"
    if loosened.period is not None:
        return span_text(loosened.period)
    return loosened.collection or f"“{loosened.text}”"


def asked_words(query: Query, labels: Labels) -> str:
    """Everything a query asks for, a line each."""
    lines = [f"“{query.text.strip()}”"] if query.text.strip() else []
    for facet, choice in query.choices:
        names = ", ".join(value_label(facet, value, labels) for value in choice.values)
        lines.append(f"{words.facet_label(facet)}: {names}")
    if query.period is not None:
        lines.append(span_text(query.period))
    if query.collection:
        lines.append(query.collection)
    return "\n".join(lines)
