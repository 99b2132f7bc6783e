"""Counts by column of time and by family, when there are too many dates for single marks. No Qt.

A date that is less precise than a column is spread evenly over its interval, so that nothing
piles up on first days; columns are no finer than most dates. While the window moves, counts that
were added up day by day serve: a column is the difference of two look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from explorer.services.marks import FAMILIES
from explorer.ui.models.time_page import LASTING, OPEN_END, OPEN_START, Columns
from explorer.ui.models.time_scale import (
    COLUMN_UNITS,
    DAY,
    MONTH,
    Unit,
    Window,
    choose_unit,
    edges,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Days = npt.NDArray[np.int64]

COLUMN_WIDTH: Final = 9.0
"""The least width of a column in pixels."""
EPOCH: Final = 719_163
"""The ordinal of 1970-01-01, from which numpy counts."""
MOST_COARSER: Final = 0.1
"""At most this share of the dates may be less precise than a column."""
MOST_DAYS: Final = 73_050
"""Windows of up to so many days (200 years) are added up by day, longer ones by month."""


@dataclass(frozen=True)
class Density:
    """Counts in the window.

    ``edges``: first days of the columns and, last, the day behind them (n + 1). ``counts``:
    families (row 0: no sector) by columns, fractions where dates were spread. ``earlier``,
    ``later``: how many lie outside the window; ``continuing``: how many that began earlier go on
    in it.
    """

    dates: Dates
    unit: Unit
    edges: tuple[int, ...]
    counts: npt.NDArray[np.float64]
    earlier: int
    later: int
    continuing: int

    def within(self, column: int) -> tuple[int, int]:
        """How many dates surely fall in a column, and how many more may."""
        import numpy as np

        first, behind = self.edges[column], self.edges[column + 1]
        start, end = self.dates.start, self.dates.end
        touched = int(np.count_nonzero((start < behind) & (end >= first)))
        sure = int(np.count_nonzero((start >= first) & (end < behind)))
        return sure, touched - sure

    @cached_property
    def totals(self) -> list[float]:
        """The height of each column."""
        return [float(value) for value in self.counts.sum(axis=0)]

    @cached_property
    def families(self) -> list[tuple[int, float]]:
        """What each family (-1: no sector) has in the window, without the empty ones."""
        sums = self.counts.sum(axis=1)
        order = [*range(1, FAMILIES), 0]
        return [(row - 1, float(sums[row])) for row in order if sums[row] > 0]


class Dates:
    """The dates of a page, prepared once for counting: days within which each one is counted.

    What lasts is counted where it begins, and what has an open side at its known end: in that
    day's month or year, if the day is the first (or last) of one and so stands for it.
    """

    def __init__(self, columns: Columns) -> None:
        import numpy as np

        self.start, self.end = _pointwise(columns)
        self.family = columns.family.astype(np.int64) + 1
        lasting = columns.flags & LASTING > 0
        self.lasting = columns.start[lasting], columns.end[lasting]
        length = self.end - self.start
        enough = (1 - MOST_COARSER) * len(length)
        self.units = COLUMN_UNITS[-1:]
        for number, unit in enumerate(COLUMN_UNITS):
            if np.count_nonzero(length < unit.length * 1.02) >= enough:
                self.units = COLUMN_UNITS[number:]
                break
        self._sums: tuple[Days, npt.NDArray[np.float64]] | None = None

    def starts_within(self, window: Window) -> int:
        """How many begin in the window: what decides whether single marks are readable."""
        import numpy as np

        inside = (self.start >= window.first) & (self.start <= window.last)
        return int(np.count_nonzero(inside))

    def sums(self, first: int, last: int) -> tuple[Days, npt.NDArray[np.float64]]:
        """Days (n + 1, by day or by month), and how many dates lie before each: families by days.

        They reach from ``first`` to ``last`` and, so that panning needs no new ones, as far again.
        """
        import numpy as np

        by_day = last - first <= MOST_DAYS
        if self._sums is not None:
            days = self._sums[0]
            fine = len(days) < 2 or int(days[1] - days[0]) == 1
            if days[0] <= first and days[-1] > last and (fine or not by_day):
                return self._sums
        span = last - first
        low = max(first - span, min(first, int(self.start.min(initial=first))))
        high = min(last + span, max(last, int(self.end.max(initial=last))))
        window = Window(max(1, low), high)
        days = np.array(edges(window, DAY if by_day else MONTH), dtype=np.int64)
        counts = _counts(self, days)
        before = np.zeros((FAMILIES, len(days)))
        np.cumsum(counts, axis=1, out=before[:, 1:])
        self._sums = days, before
        return self._sums


def density(dates: Dates, window: Window, width: float, *, moving: bool = False) -> Density:
    """Count the dates of a window that is ``width`` pixels wide.

    ``moving``: the window is panned or zoomed. Only then do sums pay that hold for other windows
    too: they take 10-20 ms at 100,000 dates, and each frame after that 0.2; counting once takes 5.
    """
    import numpy as np

    # Beyond the days that are added up one by one, columns begin with a month.
    units = dates.units if window.days <= MOST_DAYS else tuple(u for u in dates.units if u.months)
    unit = choose_unit(units, window, width, lambda _: COLUMN_WIDTH)
    borders = edges(window, unit)
    if moving:
        days, before = dates.sums(borders[0], borders[-1] - 1)
        counts = np.diff(before[:, np.searchsorted(days, borders)], axis=1)
    else:
        counts = _counts(dates, np.array(borders, dtype=np.int64))
    began, goes = dates.lasting
    return Density(
        dates=dates,
        unit=unit,
        edges=tuple(borders),
        # Whole counts come out whole: sums of a hundred thousand shares are off by 1e-9 or so.
        counts=np.round(counts, 6) + 0.0,
        earlier=int(np.count_nonzero(dates.end < window.first)),
        later=int(np.count_nonzero(dates.start > window.last)),
        continuing=int(np.count_nonzero((began < window.first) & (goes >= window.first))),
    )


def _counts(dates: Dates, borders: Days) -> npt.NDArray[np.float64]:
    """How many dates fall in each cell between borders: families by cells."""
    import numpy as np

    size = len(borders) - 1
    reach = (dates.end >= borders[0]) & (dates.start < borders[-1])
    start, end, family = dates.start[reach], dates.end[reach], dates.family[reach]
    # A table day → cell is one gather, where a search would take a step per doubling.
    table = np.repeat(np.arange(size), np.diff(borders))
    first = table.take(start - borders[0], mode="clip")
    last = table.take(end - borders[0], mode="clip")
    whole = (first == last) & (start >= borders[0]) & (end < borders[-1])
    counts = np.bincount((family * size + first)[whole], minlength=FAMILIES * size)
    parted = ~whole
    days, ends = (start[parted], end[parted]), (first[parted], last[parted])
    return counts.reshape(FAMILIES, size) + _spread(days, ends, family[parted], borders)


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
    family: Days,
    borders: Days,
) -> npt.NDArray[np.float64]:
    """Shares of dates that are not in one column: families by columns.

    By difference arrays: the rate (share a day) goes up in the column behind the first one and
    down at the last one; the two columns at the ends get what the date covers of them.
    """
    import numpy as np

    size = len(borders) - 1
    total = np.zeros(FAMILIES * size)
    if not len(family):
        return total.reshape(FAMILIES, size)
    (start, end), (first, last) = days, columns
    rate = 1.0 / (end - start + 1)

    def add(column: Days, share: npt.NDArray[np.float64]) -> None:
        nonlocal total
        total += np.bincount(family * size + column, weights=share, minlength=len(total))

    same = first == last
    low, high = np.maximum(start, borders[first]), np.minimum(end + 1, borders[last + 1])
    add(first, rate * (np.where(same, high, borders[first + 1]) - low))
    add(last, np.where(same, 0.0, rate * (high - borders[last])))
    rates = np.zeros(FAMILIES * (size + 1))
    inner = ~same
    for column, sign in ((first + 1, 1.0), (last, -1.0)):
        key = family[inner] * (size + 1) + column[inner]
        rates += np.bincount(key, weights=sign * rate[inner], minlength=len(rates))
    between = np.cumsum(rates.reshape(FAMILIES, size + 1), axis=1)[:, :size]
    widths = np.diff(borders).astype(np.float64)
    result = total.reshape(FAMILIES, size) + np.maximum(between, 0.0) * widths
    result[result < 1e-9] = 0.0
    return result
