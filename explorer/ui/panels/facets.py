"""The left column: every filter with its values and counts. Shows a `Page`, asks by a `Query`."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.labels import Labels
from explorer.domain.query import Choice, Facet, Page, Query
from explorer.ui.panels.facets_list import INSET
from explorer.ui.panels.facets_section import FacetSection
from explorer.ui.panels.facets_values import FacetNames, FacetRows, changed_choices
from explorer.ui.theme import FACET_ROW, FACETS, MARGIN


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
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(184)
        self.resize(FACETS, 600)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN - INSET, 10, MARGIN - INSET - 4, MARGIN)
        column.setSpacing(14)
        self.sections = {facet: FacetSection(facet, content) for facet in Facet}
        for facet, section in self.sections.items():
            section.hide()
            column.addWidget(section)
            self._connect(facet, section)
        column.addStretch(1)
        self.setWidget(content)

    def _connect(self, facet: Facet, section: FacetSection) -> None:
        section.toggled.connect(lambda value: self._ask(self._query.toggled(facet, value)))
        section.cleared.connect(lambda: self._clear(facet))
        section.every_changed.connect(
            lambda every: self._ask(
                self._query.choosing(facet, Choice(self._query.choice(facet).values, every))
            )
        )
        section.row_reached.connect(lambda row: self._follow(section, row))

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
        middle = top + row * FACET_ROW + FACET_ROW // 2
        self.ensureVisible(0, middle, 0, FACET_ROW * 2)
