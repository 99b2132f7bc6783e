"""The left column: every filter with its values and counts. Shows a `Page`, asks by a `Query`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import EVERY_BY_DEFAULT, Choice, Facet, Page, Query
from explorer.ui import icons, words
from explorer.ui.panels.facets_list import FacetList, FacetValue
from explorer.ui.panels.facets_values import facet_values, only_differs_in
from explorer.ui.theme import FACET_ROW, FACETS, MARGIN, theme
from explorer.ui.widgets import LinkButton, SwitchButton, plain_label

SHOWN: Final = 7  # values in view before "more"
LONG: Final = 14  # values from which one searches rather than looks
_INSET: Final = 6  # what a row keeps free at its sides, so that boxes stand under the heading


class FacetSection(QWidget):
    """One filter: heading, field to find a value, list, and what is not shown."""

    toggled = Signal(str)
    cleared = Signal()
    every_changed = Signal(bool)
    row_reached = Signal(int)

    def __init__(self, facet: Facet, parent: QWidget) -> None:
        super().__init__(parent)
        self.facet = facet
        self._values: tuple[FacetValue, ...] = ()
        self._expanded = False
        name = words.facet_label(facet)
        self._heading = plain_label(name, bold=True)
        self._clear = LinkButton(self.tr("Clear"), self)
        self._clear.setAccessibleName(self.tr("Clear {filter}").format(filter=name))
        self._switch = _EverySwitch(name, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_find_words(facet))
        self.field.setAccessibleName(_find_words(facet))
        self.field.setClearButtonEnabled(True)
        self._find_icon = self.field.addAction(
            icons.icon("search", "faint", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self.list = FacetList(self.tr("Filter by {filter}").format(filter=name), self)
        self._none = plain_label(self.tr("Nothing with these letters"), role="faint")
        self._more = LinkButton("", self, role="soft", size=12)
        self._lay_out()
        self._clear.clicked.connect(self.cleared)
        self._switch.changed.connect(self.every_changed)
        self._more.clicked.connect(self._expand)
        self.field.textChanged.connect(self._refresh)
        self.field.installEventFilter(self)
        self.list.facet_model.toggled.connect(self.toggled)
        self.list.moved.connect(self.row_reached)
        theme.changed.connect(self._tint)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_INSET, 0, _INSET - 3, 0)
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._switch)
        head.addWidget(self._clear)
        find = QHBoxLayout()
        find.setContentsMargins(_INSET, 2, _INSET, 4)
        find.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(_INSET + 26, 3, _INSET, 0)
        foot.addWidget(self._none)
        foot.addWidget(self._more)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(find)
        column.addWidget(self.list)
        column.addLayout(foot)

    def show_values(self, values: tuple[FacetValue, ...], *, every: bool, new_order: bool) -> None:
        """Show counts and ticks; the order of rows stays unless ``new_order``."""
        if not new_order:
            places = {row.value: place for place, row in enumerate(self._values)}
            last = len(places)
            values = tuple(sorted(values, key=lambda row: places.get(row.value, last)))
        self._values = values
        chosen = [row for row in values if row.chosen]
        self.setVisible(any(row.count or row.chosen for row in values))
        self._clear.setVisible(bool(chosen))
        switchable = self.facet in EVERY_BY_DEFAULT or every
        self._switch.setVisible(bool(chosen) and switchable)
        self._switch.show_state(every=every)
        self.field.setVisible(len(values) >= LONG)
        self._refresh()

    def _refresh(self) -> None:
        letters = self.field.text().strip().casefold() if self.field.isVisibleTo(self) else ""
        found = [row for row in self._values if row.count or row.chosen]
        empty = [row for row in self._values if not (row.count or row.chosen)]
        if letters:
            shown = [row for row in self._values if letters in f"{row.label} {row.full}".casefold()]
        elif self._expanded:
            shown = found + empty
        elif len(found) <= SHOWN + 1:
            shown = found
        else:
            shown = [row for place, row in enumerate(found) if place < SHOWN or row.chosen]
        self.list.setVisible(bool(shown))
        self.list.set_rows(shown)
        self._none.setVisible(not shown)
        hidden = len(found) - len(shown)
        self._more.setText(self._more_words(hidden, len(empty)))
        self._more.setAccessibleName(f"{self._heading.text()}: {self._more.text()}")
        self._more.setVisible(not letters and bool(self._more.text()))

    def _more_words(self, hidden: int, empty: int) -> str:
        if self._expanded:
            return self.tr("Show fewer") if len(self._values) > SHOWN + 1 else ""
        with_none = self.tr("{count} with none").format(count=words.number(empty))
        if hidden <= 0:
            return with_none if empty else ""
        more = self.tr("{count} more").format(count=words.number(hidden))
        return f"{more}, {with_none}" if empty else more

    def _expand(self) -> None:
        self._expanded = not self._expanded
        self._refresh()

    def _tint(self) -> None:
        self._find_icon.setIcon(icons.icon("search", "faint", 16))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                # Escape empties the field; the window's own Escape comes with the next press.
                if event.type() == QEvent.Type.KeyPress:
                    self.field.clear()
                event.accept()
                return True
        return super().eventFilter(watched, event)


class _EverySwitch(QWidget):
    """Whether an entry must have all of the chosen values, or any of them."""

    changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._all = SwitchButton(self.tr("all of"), self, first=True)
        self._any = SwitchButton(self.tr("any of"), self, first=False)
        self._all.setAccessibleName(self.tr("{filter}: all of these").format(filter=name))
        self._any.setAccessibleName(self.tr("{filter}: any of these").format(filter=name))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self._all, self._any):
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(lambda button: self.changed.emit(button is self._all))

    def show_state(self, *, every: bool) -> None:
        """Show which of the two holds, without saying so."""
        (self._all if every else self._any).setChecked(True)


class FacetPanel(QScrollArea):
    """All filters, one below the other, on the window's own ground."""

    query_changed = Signal(Query)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = Query()
        self._shown: Query | None = None
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
        column.setContentsMargins(MARGIN - _INSET, 10, MARGIN - _INSET - 4, MARGIN)
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
        for facet, section in self.sections.items():
            keep = self._shown is not None and only_differs_in(facet, self._shown, page.query)
            section.show_values(
                facet_values(facet, page, labels),
                every=page.query.choice(facet).every,
                new_order=not keep,
            )
        self._shown = self._query = page.query

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


def _find_words(facet: Facet) -> str:
    def tr(text: str) -> str:
        return QCoreApplication.translate("FacetSection", text)

    table = {
        Facet.SECTOR: tr("Find a sector"),
        Facet.STAGE: tr("Find a step"),
        Facet.KIND: tr("Find a type"),
        Facet.PARTY: tr("Find a party"),
        Facet.INSTITUTION: tr("Find a body"),
        Facet.DOCUMENT: tr("Find a document"),
        Facet.STANDING: tr("Find a source"),
        Facet.DECADE: tr("Find a decade"),
        Facet.TAG: tr("Find a tag"),
    }
    return table[facet]
