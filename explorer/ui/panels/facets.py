"""The left column: every filter with its values and counts. Shows a `Page`, asks by a `Query`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import Choice, Facet, Page, Query
from explorer.ui.panels.facets_list import INSET
from explorer.ui.panels.facets_section import FacetSection
from explorer.ui.panels.facets_values import FacetNames, FacetRows, changed_choices
from explorer.ui.theme import FACET_ROW, FACETS, MARGIN

TOP: Final = 10
GAP: Final = 14  # between two filters


class FacetPanel(QScrollArea):
    """All filters, one below the other, on the window's own ground."""

    query_changed = Signal(Query)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = Query()
        self._shown: Query | None = None
        self._names: FacetNames | None = None
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(184)
        self.resize(FACETS, 600)
        content = QWidget()
        self.setWidget(content)
        self.sections = {facet: FacetSection(facet, content) for facet in Facet}
        for facet, section in self.sections.items():
            section.hide()
            self._connect(facet, section)

    def _connect(self, facet: Facet, section: FacetSection) -> None:
        section.toggled.connect(lambda value: self._ask(self._query.toggled(facet, value)))
        section.cleared.connect(lambda: self._clear(facet))
        section.only_wanted.connect(
            lambda value: self._ask(
                self._query.choosing(facet, Choice((value,), self._query.choice(facet).every))
            )
        )
        section.every_changed.connect(
            lambda every: self._ask(
                self._query.choosing(facet, Choice(self._query.choice(facet).values, every))
            )
        )
        section.row_reached.connect(lambda row: self._follow(section, row))
        section.resized.connect(self._arrange)

    def show_page(self, page: Page, labels: Labels) -> None:
        """Show a page's counts and what its query has chosen."""
        if self._names is None or self._names.labels is not labels:
            self._names = FacetNames(labels)
        changed = None if self._shown is None else changed_choices(self._shown, page.understood)
        for facet, section in self.sections.items():
            # While only this filter's own ticks change, its rows stay where the mouse is.
            keep = changed is not None and changed <= {facet}
            section.show_rows(FacetRows(facet, page, self._names), new_order=not keep)
        self._shown = self._query = page.understood
        self._arrange()

    def _arrange(self) -> None:
        """Put the filters below one another; where they need more room, the column scrolls."""
        content = self.widget()
        assert content is not None
        room = self.viewport().size()
        left, right = MARGIN - INSET, MARGIN - INSET - 4
        width = room.width() - left - right
        y = TOP
        for section in self.sections.values():
            if not section.isHidden():
                height = section.arrange(width)
                section.setGeometry(left, y, width, height)
                y += height + GAP
        # Last: a scroll bar that comes or goes changes the width, and arranges once more.
        content.resize(room.width(), max(y - GAP + MARGIN, room.height()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _ask(self, query: Query) -> None:
        self._query = query
        self.query_changed.emit(query)

    def _clear(self, facet: Facet) -> None:
        section = self.sections[facet]
        section.list.setFocus()  # "Clear" goes away; the keyboard stays in its filter
        every = self._query.choice(facet).every
        self._ask(self._query.choosing(facet, Choice((), every)))

    def _follow(self, section: FacetSection, row: int) -> None:
        content = self.widget()
        assert content is not None
        top = section.list.mapTo(content, section.list.rect().topLeft()).y()
        middle = top + section.list.top_of(row) + FACET_ROW // 2
        self.ensureVisible(0, middle, 0, FACET_ROW * 2)
