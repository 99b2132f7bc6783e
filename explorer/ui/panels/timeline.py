"""The timeline of the main window: the dated axis above, the undated tray below.

The tray is the main figure while more than half of the result is undated; otherwise the axis is,
and the tray a line with a count that opens it. The user's own choice holds until it flips.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.domain.labels import Labels
from explorer.domain.query import Page, Period, Query
from explorer.domain.timeline import Beside, TimeRow
from explorer.ui.models.time_book import Book
from explorer.ui.models.time_groups import Groups
from explorer.ui.models.time_page import TimePage, known_page, same_times, time_page
from explorer.ui.models.time_scale import Unit
from explorer.ui.panels import timeline_asking as asking
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.entry_menu import EntryActions, popup
from explorer.ui.panels.timeline_fitting import Around
from explorer.ui.panels.timeline_frame import TimelineFrame
from explorer.ui.panels.timeline_geometry import Band, TimeOptions
from explorer.ui.panels.timeline_menu import TimelineMenus

REST_MS: Final = 120
"""After the last movement, records of what is drawn are asked for."""


class TimelinePanel(TimelineFrame):
    """A page over time. Ids go out when an entry is chosen; nothing else is known here.

    ``query_changed(query)``: narrowed to a period, a colour, or a cell of the tray.
    ``rows_wanted(ids)``: more is to be known of these entries (`add_rows`); ``beside_wanted``:
    other lanes are asked for (`show_beside`). ``told(text)``: something was done.
    """

    entry_activated = Signal(str)
    entry_opened = Signal(str)
    query_changed = Signal(Query)
    rows_wanted = Signal(tuple)
    beside_wanted = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = Labels()
        self._beside: Beside | None = None
        self._rows: dict[str, TimeRow] = {}
        self._revision = -1
        self._asked: set[str] = set()
        self._fresh = False
        self.doing = EntryActions(self)
        """What can be done with an entry; the window gives its own."""
        self.menus = TimelineMenus(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._want_rows)
        self._connect()

    def _connect(self) -> None:
        axis, head = self.axis, self.head
        for view in (axis, self.tray):
            view.entry_activated.connect(self._activated)
            view.entry_opened.connect(self.entry_opened)
        axis.period_chosen.connect(self._period_chosen)
        axis.options_wanted.connect(self.set_options)
        axis.menu_wanted.connect(lambda target, place: self.menus.at(target).popup(place))
        axis.heap_opened.connect(lambda target, place: self.menus.members(target).popup(place))
        head.more.clicked.connect(lambda: self.menus.whole().popup(_below(head.more)))
        head.lanes.clicked.connect(self.open_lanes)
        axis.drawn.connect(self._drawn)
        head.period_changed.connect(
            lambda period: self._ask(asking.with_period(self._page, period))
        )
        head.wider.clicked.connect(lambda: axis.zoom(1 / 2))
        head.closer.clicked.connect(lambda: axis.zoom(2))
        head.fit.clicked.connect(axis.fit_result)
        self.overview.view_wanted.connect(axis.show_stretch)
        self.legend.chosen.connect(self._colour_chosen)
        self.tray.cell_chosen.connect(self._cell_chosen)
        self.tray.menu_wanted.connect(lambda row, place: popup(self.menus.chip(row), place))

    # ---- what is shown

    @property
    def options(self) -> TimeOptions:
        """How the axis is drawn."""
        return self.axis.options

    @property
    def labels(self) -> Labels:
        """The names of the library."""
        return self._labels

    @property
    def is_waiting(self) -> bool:
        """Whether records are about to be asked for."""
        return self._rest.isActive()

    def show_page(self, page: Page, labels: Labels) -> None:
        """Draw the answer to a query."""
        before, self._labels = self._page, labels
        if page.revision != self._revision:
            self._rows, self._revision = {}, page.revision
        if before is not None and same_times(before.page, page) and not self._beside_is_due():
            # The same entries, asked for another way: only the period's chip may differ.
            before.page = page
            self._show_around()
            return
        self.hold(typing=before is not None and asking.typed_on(before.page.query, page.query))
        stay = before is not None and not asking.asked_anew(before.page.query, page.query)
        self._page = shown = time_page(page)
        self._asked.clear()
        beside = self._own_beside()
        groups, known = self._extra(beside)
        self.axis.show_page(
            shown,
            Book(page.marks, self._rows),
            Around(beside.span if beside is not None else None, groups, known),
            stay=stay,
            wait=True,
        )
        self.tray.show_page(shown)
        self._fresh = True
        self._show_around()

    def show_beside(self, beside: Beside) -> None:
        """Take what belongs to the page that is shown, or to the one that comes next."""
        self._beside = beside
        if self._page is not None and self._own_beside() is beside:
            self._show_extra(beside)
            self._show_around()

    def _beside_is_due(self) -> bool:
        """Whether lanes or days of knowledge come with each page, in the order of its entries."""
        return self.options.group is not None or self.options.known

    def _own_beside(self) -> Beside | None:
        """What is beside the page that is shown, if it has come."""
        beside, page = self._beside, self._page
        if beside is None or page is None:
            return None
        same = (beside.query, beside.revision) == (page.page.query, page.page.revision)
        return beside if same else None

    def _show_extra(self, beside: Beside) -> None:
        groups, known = self._extra(beside)
        self.axis.show_around(Around(beside.span, groups, known))

    def _extra(self, beside: Beside | None) -> tuple[Groups | None, TimePage | None]:
        """Lanes, and the undated entries at their days, as far as they are wanted and known."""
        page, options = self._page, self.options
        if page is None or beside is None:
            return None, None
        lanes = beside.lanes
        if lanes is None or lanes.facet is not options.group:
            groups = None
        else:
            groups = asking.lane_groups(page, lanes, self._labels, by_name=options.by_name)
        if not options.known or beside.known is None:
            return groups, None
        return groups, known_page(page.page, beside.known.days)

    def set_options(self, options: TimeOptions) -> None:
        """Draw the axis another way; lanes that are not known yet are asked for."""
        before = self.options
        self.axis.set_options(options)
        if (options.group, options.known) != (before.group, before.known):
            # Until they are known, the axis is drawn without them.
            self.beside_wanted.emit()
        self.hold(typing=False)
        if (beside := self._own_beside()) is not None and options != before:
            self._show_extra(beside)
        if self._page is not None:
            self._show_around()

    def add_rows(self, rows: tuple[TimeRow, ...]) -> None:
        """More is known of some entries."""
        self._rows.update((own.row.id, own) for own in rows)
        self.axis.add_rows(rows)

    def select(self, entry_id: str | None) -> None:
        """Outline an entry wherever it is drawn, without a signal; None: no entry."""
        # What comes with a page is no choice of the user: nothing moves for it.
        reveal, self._fresh = not self._fresh, False
        self.axis.select(entry_id, reveal=reveal)
        self.tray.select(entry_id, reveal=reveal)

    def choose(self, entry_id: str) -> None:
        """Select an entry as if it had been clicked."""
        self.axis.select(entry_id)
        self.tray.select(entry_id)
        self.entry_activated.emit(entry_id)

    def open_lanes(self) -> None:
        """Offer lanes and colours, below their button."""
        self.show()
        self.menus.lanes().popup(_below(self.head.lanes))

    def copy_picture(self) -> None:
        """Put the timeline on the clipboard, as pixels and as SVG."""
        from explorer.ui.panels.timeline_saving import copy_picture

        if self._page is not None:
            copy_picture(self)

    def save_picture(self) -> None:
        """Ask for a file, and write the timeline into it."""
        from explorer.ui.panels.timeline_saving import save_picture

        if self._page is not None:
            save_picture(self)

    def set_today(self, today: date) -> None:
        """The day at which the axis draws its line."""
        self.axis.set_today(today)
        self._arrange()

    def _activated(self, entry_id: str) -> None:
        # The other view may draw the same entry: a ring on the axis is a chip in the tray.
        if self.sender() is self.axis:
            self.tray.select(entry_id)
        else:
            self.axis.select(entry_id)
        self.entry_activated.emit(entry_id)

    def _drawn(self) -> None:
        axis = self.axis
        view, page = axis.view_shown, self._page
        if view is not None and page is not None:
            self.overview.show_view(view)
            layout = axis.layout_shown
            unit = _unit_of(layout.bands) if self.options.group is None else None
            self.head.heading.say(say.dated_heading(page, unit, layout.parts))
        self._rest.start()

    def _want_rows(self) -> None:
        self.overview.say_view()
        missing = tuple(name for name in self.axis.wanted() if name not in self._asked)
        if missing:
            self._asked.update(missing)
            self.rows_wanted.emit(missing)

    def _show_around(self) -> None:
        """Overview, legend, period and tools; then everything in its place."""
        page = self._page
        assert page is not None
        axis = self.axis
        period = asking.question_of(page.page).period
        beside = self._own_beside()
        self.head.show_period(period, beside.unsure if beside is not None else 0)
        self.head.offer_tools(axis.scene is not None and not axis.scene.empty)
        axis.show_period(period)
        self.overview.show_days(page.columns.start, axis.reach)
        self.legend.show_meanings(
            asking.meanings(page, by_stage=self.options.by_stage), by_stage=self.options.by_stage
        )
        self._arrange()
        axis.catch_up()

    # ---- narrowing

    def _ask(self, query: Query | None) -> None:
        if query is not None:
            self.query_changed.emit(query)

    def _period_chosen(self, start: str, end: str) -> None:
        page = self._page
        old = asking.question_of(page.page).period if page is not None else None
        certain = old.certain if old is not None else False
        self._ask(asking.with_period(page, Period(start, end, certain)))

    def _colour_chosen(self, row: int) -> None:
        if self._page is not None:
            self._ask(
                asking.with_colour(
                    asking.question_of(self._page.page), row, by_stage=self.options.by_stage
                )
            )

    def _cell_chosen(self, stages: tuple[str, ...], family: str) -> None:
        if self._page is not None:
            self._ask(asking.with_cell(asking.question_of(self._page.page), stages, family))


def _unit_of(bands: tuple[Band, ...]) -> Unit | None:
    """What a column or a stack of the dated entries holds; None where they are drawn singly."""
    for band in bands:
        if band.hollow:
            continue
        if band.counts is not None:
            return band.counts.density.unit
        if band.dots is not None:
            return band.dots.unit
    return None


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))
