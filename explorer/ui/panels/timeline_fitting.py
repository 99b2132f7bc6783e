"""The axis for one page after another: what it shows of each, and which part of time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from explorer.domain.timeline import TimeRow
from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.ui.models.time_page import TimePage
from explorer.ui.models.time_scale import View, Window
from explorer.ui.models.time_view import clamped
from explorer.ui.models.time_window import extent, fit_window
from explorer.ui.panels.timeline_geometry import TimeOptions
from explorer.ui.panels.timeline_moving import MovingCanvas

if TYPE_CHECKING:
    from explorer.ui.models.time_book import Book
    from explorer.ui.models.time_groups import Groups

MOST_WANTED: Final = 400


class Around(NamedTuple):
    """What there is beside a page: ``span``, first and last dated day of the library; lanes; and
    undated entries at the days by which they were stated. None: not known or not wanted."""

    span: tuple[int, int] | None = None
    groups: Groups | None = None
    known: TimePage | None = None


class FittingCanvas(MovingCanvas):
    """An axis that finds the part of time that suits a page, and goes back to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home: Window | None = None
        self._span: tuple[int, int] | None = None
        self._reach = (FIRST_DAY, LAST_DAY)

    def show_page(
        self,
        page: TimePage,
        book: Book,
        around: Around,
        *,
        stay: bool = False,
        wait: bool = False,
    ) -> None:
        """Draw a page in the view that suits it; with ``stay`` in the one that is shown.

        ``wait``: with `catch_up` or in its next size, whichever is first.
        """
        self._page, self._book = page, book
        self._current = self._hovered = None
        self._take(around, stay=stay and self._moved_by_hand)
        if not wait:
            self.catch_up()

    def show_around(self, around: Around) -> None:
        """Take what has come to the page that is shown."""
        self._take(around, stay=self._moved_by_hand)
        self.catch_up()

    def _take(self, around: Around, *, stay: bool) -> None:
        self._span, self._groups, self._known = around
        self._make_scene()
        self._fit(stay=stay)

    def set_options(self, options: TimeOptions) -> None:
        """Draw the same entries another way."""
        if options != self._options:
            self._options = options
            self._make_scene()
            self._refresh()

    def add_rows(self, rows: tuple[TimeRow, ...]) -> None:
        """More is known of some entries."""
        new = self._book.add(rows)
        if new and self._scene is not None:
            self._scene.forget_labels(new)
            self._refresh(keep=True)

    def wanted(self) -> tuple[str, ...]:
        """The entries that are drawn one by one and of whom not everything is known."""
        if self._page is None:
            return ()
        names: dict[str, None] = {}
        for band in self._layout.bands:
            page = self._known if band.hollow else self._page
            assert page is not None
            names.update((bar.item.id, None) for bar in band.bars)
            for pillar in band.pillars:
                names.update((page.item(number).id, None) for number in pillar.stack.members)
        return self._book.missing(names)[:MOST_WANTED]

    def set_today(self, today: date) -> None:
        """The day at which the line is drawn."""
        self._today = today.toordinal()
        self._make_scene()
        if self._page is not None:
            self._fit(stay=False)
            self.catch_up()

    def _fit(self, *, stay: bool) -> None:
        page = self._page
        assert page is not None
        known = self._known.columns if self._options.known and self._known is not None else None
        self._home = fit_window(page.columns, page.outside, self._today, known)
        first, last = extent(page.columns, page.outside, known)
        self._reach = min(first, self._home.first), max(last, self._home.last)
        days = [*self._reach, *(self._span or ())]
        days += [self._today] if self._today is not None else []
        self._set_limits(min(days), max(days))
        if not stay or self._view is None:
            self._moved_by_hand = False
            self._view = View.of(self._home)
            self.verticalScrollBar().setValue(0)
        self.motion.place(self._view)
        self._stale = True

    @property
    def reach(self) -> tuple[int, int]:
        """First and last day of the page: what the overview shows at least."""
        return self._reach

    @property
    def moved_by_hand(self) -> bool:
        """Whether the view is another than the one that suits the page."""
        return self._moved_by_hand

    def fit_result(self) -> None:
        """Go to where most of the result lies."""
        if self._home is not None:
            self.glide_to(View.of(self._home))
            self._moved_by_hand = False

    def fit_all(self) -> None:
        """Go to where everything dated of the library is seen."""
        if self._page is not None:
            first, last = self._span or self._reach
            first, last = min(first, self._reach[0]), max(last, self._reach[1])
            slack = max(2.0, 0.01 * (last - first))
            self.glide_to(View(max(FIRST_DAY, first - slack), min(LAST_DAY, last + slack) + 1.0))

    def show_stretch(self, view: View, glide: bool) -> None:
        """Show another part of time, as far as there is any; ``glide``: moving there."""
        view = clamped(view, self._limits)
        if glide:
            self.glide_to(view)
        else:
            self._moved_by_hand = True
            self.motion.jump(view)

    def zoom_to(self, entry_id: str) -> None:
        """Show an entry as wide as is sensible."""
        page = self._page
        item = page.find(entry_id) if page is not None else None
        if item is not None:
            first, last = max(item.start, FIRST_DAY), min(item.end, LAST_DAY)
            room = max(30.0, 0.6 * (last + 1 - first))
            self.glide_to(clamped(View(first - room, last + 1 + room), self._limits))
