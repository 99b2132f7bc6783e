"""The conditions in force, as chips: each can go, and several values say how they join."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import Choice, Facet, Period, Query
from explorer.ui import icons, words
from explorer.ui.panels.facets_values import value_label
from explorer.ui.theme import SECONDARY
from explorer.ui.widgets import ElidedLabel, IconButton, LinkButton

MOST: Final = 4
WIDEST: Final = 190  # pixels of a chip's words


class Chip(QFrame):
    """One condition, with a button that takes it away."""

    removed = Signal()
    alone_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(4)
        label = ElidedLabel(f"{name}: {value}" if name else value, self)
        label.setFixedWidth(min(label.sizeHint().width(), WIDEST))
        row.addWidget(label)
        button = IconButton(
            "x", self.tr("Remove filter {name}: {value}").format(name=name, value=value), self
        )
        button.setFixedSize(20, 20)
        button.clicked.connect(self.removed)
        row.addWidget(button)

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        remove = menu.addAction(icons.icon("x"), self.tr("Remove this filter"))
        remove.triggered.connect(self.removed)
        alone = menu.addAction(icons.icon("list-filter"), self.tr("Only this filter"))
        alone.triggered.connect(self.alone_wanted)
        menu.addSeparator()
        menu.addAction(self.tr("Clear all filters")).triggered.connect(self.clear_wanted)
        return menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class Chips(QWidget):
    """The chips of one query. Each tells the query that is asked when it is used."""

    query_wanted = Signal(Query)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._query = Query()
        self.hide()

    def show_query(self, query: Query, labels: Labels) -> None:
        """Show what narrows this query beside its text."""
        self._query = query
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = 0
        for facet, choice in query.choices:
            for place, value in enumerate(choice.values):
                if shown < MOST:
                    if place:
                        self._join(query, facet, choice)
                    name = "" if place else words.facet_label(facet)
                    nothing = Query(text=query.text, sort=query.sort)
                    self._add(
                        name,
                        value_label(facet, value, labels),
                        query.toggled(facet, value),
                        nothing.choosing(facet, Choice((value,))),
                    )
                shown += 1
        if query.period is not None:
            self._add_period(query, query.period)
        if shown > MOST:
            count = words.number(shown - MOST)
            more = self.tr("{count} more filters").format(count=count)
            # Taking this one away leaves the text and clears all filters.
            self._add("", more, Query(text=query.text, sort=query.sort))
        self.setVisible(bool(self._row.count()))

    def _add(self, name: str, value: str, rest: Query, alone: Query | None = None) -> None:
        chip = Chip(name, value, self)
        nothing = Query(text=rest.text, sort=rest.sort)
        chip.removed.connect(lambda: self.query_wanted.emit(rest))
        chip.alone_wanted.connect(lambda: self.query_wanted.emit(alone or nothing))
        chip.clear_wanted.connect(lambda: self.query_wanted.emit(nothing))
        self._row.addWidget(chip)

    def _join(self, query: Query, facet: Facet, choice: Choice) -> None:
        """How two values of a filter join: a click makes it the other way."""
        every = choice.every
        other = tuple(
            (name, Choice(old.values, not every) if name is facet else old)
            for name, old in query.choices
        )
        self._link(
            self.tr("and") if every else self.tr("or"),
            self.tr("All of these; press for any of them")
            if every
            else self.tr("Any of these; press for all of them"),
            lambda: self.query_wanted.emit(replace(query, choices=other)),
        )

    def _add_period(self, query: Query, period: Period) -> None:
        alone = Query(text=query.text, sort=query.sort, period=period)
        self._add(self.tr("Date"), span_text(period), replace(query, period=None), alone)
        other = Period(period.start, period.end, not period.certain)
        self._link(
            self.tr("surely in") if period.certain else self.tr("may fall in"),
            self.tr("Only what surely falls in this period; press for what may")
            if period.certain
            else self.tr("What may fall in this period; press for what surely does"),
            lambda: self.query_wanted.emit(replace(query, period=other)),
        )

    def _link(self, text: str, name: str, act: Callable[[], object]) -> None:
        link = LinkButton(text, self, size=SECONDARY)
        link.setAccessibleName(name)
        link.setToolTip(name)
        link.clicked.connect(act)
        self._row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)

    def last_removed(self) -> Query | None:
        """The query without its last condition; None where there is none."""
        query = self._query
        if query.period is not None:
            return replace(query, period=None)
        if query.choices:
            facet, choice = query.choices[-1]
            return query.toggled(facet, choice.values[-1])
        return None


def span_text(period: Period) -> str:
    """A period in words."""
    if period.start == period.end:
        return words.when_text(period.start)
    return words.when_text(f"{period.start or '..'}/{period.end or '..'}")
