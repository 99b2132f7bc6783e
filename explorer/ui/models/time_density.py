"""Counts by column of time, when there are too many dates for single marks. No Qt.

A date that is less precise than a column is spread evenly over its interval, so that nothing
piles up on first days; columns are no finer than most dates. Counts that were added up month by
month serve every window: a column is the difference of two look-ups.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from explorer.ui.models.time_page import LASTING, OPEN_END, OPEN_START, Columns
from explorer.ui.models.time_scale import (
    COLUMN_UNITS,
    MONTH,
    YEAR,
    Scale,
    Unit,
    Window,
    choose_unit,
    edges,
    month_number,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Days = npt.NDArray[np.int64]
    Short = npt.NDArray[np.int32]
    Table = npt.NDArray[np.float64]

COLUMN_WIDTH: Final = 9.0
"""The least width of a column in pixels."""
EPOCH: Final = 719_163
"""The ordinal of 1970-01-01, from which numpy counts."""
MOST_COARSER: Final = 0.1
"""At most this share of the dates may be less precise than a column."""
FEWEST: Final = 5
MOST_SPREAD: Final = 40
"""If columns were fewer than the first, dates are spread over up to so many finer ones."""
MOST_SUMS: Final = 3_000_000
"""How many sums are kept at most: 24 MB."""


class Parts(NamedTuple):
    """Where the entries of a result lie, seen from a window: every dated one is in one part.

    ``starts``: begin in it; ``continuing``: began earlier and reach into it; ``earlier`` and
    ``later``: lie outside.
    """

    starts: int
    continuing: int
    earlier: int
    later: int


class Dates:
    """The dates of a page, prepared once: days within which each one is counted.

    What lasts is counted where it begins, and what has an open side at its known end: in that
    day's month or year, if the day is the first (or last) of one and so stands for it.
    """

    def __init__(self, columns: Columns) -> None:
        import numpy as np

        self.start, self.end = _pointwise(columns)
        self.begin = self.start.astype(np.int32)
        self.finish = np.maximum(columns.end, self.end.astype(np.int32))
        length = self.end - self.start
        enough = (1 - MOST_COARSER) * len(length)
        self.units = COLUMN_UNITS[-1:]
        for number, unit in enumerate(COLUMN_UNITS):
            if np.count_nonzero(length < unit.length * 1.02) >= enough:
                self.units = COLUMN_UNITS[number:]
                break

    def parts(self, window: Window) -> Parts:
        """How many begin in the window, reach into it, and lie outside."""
        import numpy as np

        before = np.count_nonzero(self.begin < window.first)
        earlier = np.count_nonzero(self.finish < window.first)
        later = np.count_nonzero(self.begin > window.last)
        starts = len(self.begin) - before - later
        return Parts(int(starts), int(before - earlier), int(earlier), int(later))

    def starting(self, window: Window) -> Days:
        """Places of those that begin in the window."""
        import numpy as np

        return np.flatnonzero((self.begin >= window.first) & (self.begin <= window.last))

    def continuing(self, window: Window) -> Days:
        """Places of those that began earlier and reach into the window, the latest first."""
        import numpy as np

        found = np.flatnonzero((self.begin < window.first) & (self.finish >= window.first))
        return found[np.argsort(-self.begin[found], kind="stable")]

    def within(self, first: int, last: int, numbers: Days | None = None) -> tuple[int, int]:
        """How many dates surely fall in some days, and how many more may.

        ``numbers``: of these places only.
        """
        import numpy as np

        start, end = self.start, self.end
        if numbers is not None:
            start, end = start[numbers], end[numbers]
        touched = int(np.count_nonzero((start <= last) & (end >= first)))
        sure = int(np.count_nonzero((start >= first) & (end <= last)))
        return sure, touched - sure


class Tally:
    """Dates counted in rows, say one for each family.

    ``row``: the row of each date; with ``numbers``, of each of these places among the dates, of
    which one may come several times or not at all.
    """

    def __init__(self, dates: Dates, row: Short, rows: int, numbers: Days | None = None) -> None:
        import numpy as np

        self.dates = dates
        self.rows = rows
        self.row = row.astype(np.int64)
        self.numbers = numbers
        self._start = dates.start if numbers is None else dates.start[numbers]
        self._end = dates.end if numbers is None else dates.end[numbers]

    @cached_property
    def _sums(self) -> tuple[Unit, Days, Table]:
        """A unit, its first days (n + 1), and how many dates lie before each: rows by days."""
        import numpy as np

        low = int(self._start.min(initial=int(self._end.max(initial=1))))
        high = max(low, int(self._end.max(initial=low)))
        for unit in (MONTH, YEAR, COLUMN_UNITS[-1]):
            days = _edges(Window(low, high), unit)
            if len(days) * self.rows <= MOST_SUMS:
                break
        before = np.zeros((self.rows, len(days)))
        np.cumsum(self._counted(days), axis=1, out=before[:, 1:])
        return unit, days, before

    def counts(self, borders: Days, unit: Unit) -> Table:
        """How many dates fall in each cell between borders of a unit: rows by cells."""
        import numpy as np

        base = self._sums[0] if unit.months else None
        if base is None or unit.months % base.months:
            found = self._counted(borders)
        else:
            _, days, before = self._sums
            places = np.minimum(np.searchsorted(days, borders), len(days) - 1)
            found = np.diff(before[:, places], axis=1)
        # Whole counts come out whole: sums of a hundred thousand shares are off by 1e-9 or so.
        return np.round(found, 6) + 0.0

    def _counted(self, borders: Days) -> Table:
        """How many dates fall in each cell between borders: rows by cells."""
        import numpy as np

        size = len(borders) - 1
        reach = (self._end >= borders[0]) & (self._start < borders[-1])
        start, end, row = self._start[reach], self._end[reach], self.row[reach]
        # A table day → cell is one gather, where a search would take a step per doubling.
        table = np.repeat(np.arange(size), np.diff(borders))
        first = table.take(start - borders[0], mode="clip")
        last = table.take(end - borders[0], mode="clip")
        whole = (first == last) & (start >= borders[0]) & (end < borders[-1])
        counts = np.bincount((row * size + first)[whole], minlength=self.rows * size)
        parted = ~whole
        days, ends = (start[parted], end[parted]), (first[parted], last[parted])
        return counts.reshape(self.rows, size) + _spread(
            days, ends, row[parted], borders, self.rows
        )


class Density(msgspec.Struct, frozen=True, dict=True):
    """Counts in a view.

    ``edges``: first days of the columns and, last, the day behind them (n + 1). ``counts``: rows
    by columns, fractions where dates were spread.
    """

    unit: Unit
    edges: tuple[int, ...]
    counts: Table

    @cached_property
    def totals(self) -> list[float]:
        """All rows of each column together."""
        return [float(value) for value in self.counts.sum(axis=0)]


def density(tally: Tally, scale: Scale, least: float = COLUMN_WIDTH) -> Density:
    """Count what is seen on a scale, in columns at least so many pixels wide."""
    import numpy as np

    view = scale.view
    units = tally.dates.units
    if units[0].length * FEWEST > view.days:
        # So near, columns as coarse as the dates would say nothing: dates are spread over finer.
        units = COLUMN_UNITS
        least = max(least, scale.width / MOST_SPREAD)
    unit = choose_unit(units, scale.width / view.days, lambda _: least)
    borders = edges(view.window, unit)
    counts = tally.counts(np.array(borders, dtype=np.int64), unit)
    return Density(unit, tuple(borders), counts)


def _edges(window: Window, unit: Unit) -> Days:
    """As `edges`, of a unit of months, for windows of thousands of them."""
    import numpy as np

    first, last = month_number(window.first), month_number(window.last)
    first -= first % unit.months
    numbers = np.arange(first, last + unit.months + 1, unit.months)
    numbers = np.clip(numbers, 12, 12 * 9999 + 11)  # what a date can be
    numbers = numbers[np.diff(numbers, prepend=0) > 0]  # each once; np.unique loads numpy.ma
    months = (numbers - 1970 * 12).astype("M8[M]")
    return months.astype("M8[D]").astype(np.int64) + EPOCH


def _pointwise(columns: Columns) -> tuple[Days, Days]:
    import numpy as np

    start, end = columns.start.astype(np.int64), columns.end.astype(np.int64)
    begins = (columns.flags & (LASTING | OPEN_END) > 0) & (columns.flags & OPEN_START == 0)
    ends = columns.flags & OPEN_START > 0
    if begins.any():
        days = _dates(start[begins])
        year, month = days.astype("M8[Y]"), days.astype("M8[M]")
        after = np.where(
            year.astype("M8[D]") == days,
            (year + 1).astype("M8[D]"),
            np.where(month.astype("M8[D]") == days, (month + 1).astype("M8[D]"), days + 1),
        )
        end[begins] = start[begins] + (after - days).astype(np.int64) - 1
    if ends.any():
        days = _dates(end[ends]) + 1
        year, month = days.astype("M8[Y]"), days.astype("M8[M]")
        before = np.where(
            year.astype("M8[D]") == days,
            (year - 1).astype("M8[D]"),
            np.where(month.astype("M8[D]") == days, (month - 1).astype("M8[D]"), days - 1),
        )
        start[ends] = end[ends] + 1 - (days - before).astype(np.int64)
    return start, end


def _dates(ordinals: Days) -> npt.NDArray[np.datetime64]:
    import numpy as np

    return np.array(ordinals - EPOCH, dtype="M8[D]")


def _spread(
    days: tuple[Days, Days],
    columns: tuple[Days, Days],
    row: Days,
    borders: Days,
    rows: int,
) -> Table:
    """Shares of dates that are not in one column: rows by columns.

    By difference arrays: the rate (share a day) goes up in the column behind the first one and
    down at the last one; the two columns at the ends get what the date covers of them.
    """
    import numpy as np

    size = len(borders) - 1
    total = np.zeros(rows * size)
    if not len(row):
        return total.reshape(rows, size)
    (start, end), (first, last) = days, columns
    rate = 1.0 / (end - start + 1)

    def add(column: Days, share: Table) -> None:
        nonlocal total
        total += np.bincount(row * size + column, weights=share, minlength=len(total))

    same = first == last
    low, high = np.maximum(start, borders[first]), np.minimum(end + 1, borders[last + 1])
    add(first, rate * (np.where(same, high, borders[first + 1]) - low))
    add(last, np.where(same, 0.0, rate * (high - borders[last])))
    rates = np.zeros(rows * (size + 1))
    inner = ~same
    for column, sign in ((first + 1, 1.0), (last, -1.0)):
        key = row[inner] * (size + 1) + column[inner]
        rates += np.bincount(key, weights=sign * rate[inner], minlength=len(rates))
    between = np.cumsum(rates.reshape(rows, size + 1), axis=1)[:, :size]
    widths = np.diff(borders).astype(np.float64)
    result = total.reshape(rows, size) + np.maximum(between, 0.0) * widths
    result[result < 1e-9] = 0.0
    return result
