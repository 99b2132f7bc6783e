"""Which part of time is shown at first: where most dates lie. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.ui.models.time_page import LASTING, OPEN_END, OPEN_START, Columns, Item
from explorer.ui.models.time_scale import Window, month_number, month_start

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

YEAR: Final = 366
MOST_STRETCH: Final = 2.5
"""What is long, or lies apart, is taken in while it makes the window at most so much longer."""
MANY: Final = 50
OUTLIERS: Final = 0.005
SAMPLE: Final = 5_000


def extent(columns: Columns, items: Sequence[Item], known: Columns | None) -> tuple[int, int]:
    """First and last known day of everything; the first day there is, twice, without any."""
    import numpy as np

    start, end, _ = _with(columns, items)
    days = [start[start > FIRST_DAY], end[end < LAST_DAY]]
    # What is open on one side reaches at least to its other one.
    days += [
        end[(start <= FIRST_DAY) & (end < LAST_DAY)],
        start[(end >= LAST_DAY) & (start > FIRST_DAY)],
    ]
    if known is not None:
        days += [known.start.astype(np.int64)]
    every = np.concatenate(days)
    if not len(every):
        return FIRST_DAY, FIRST_DAY
    return int(every.min()), int(every.max())


def fit_window(
    columns: Columns,
    items: Sequence[Item],
    today: int | None = None,
    known: Columns | None = None,
) -> Window:
    """The window that shows most of the result; without dates, the year of ``today``.

    Short dates make its core. The ends of long or open ones, marks outside the result (``items``),
    and today are taken in only while they do not squash the core: they run off its edge otherwise.
    ``known``: undated entries at the days by which they were stated, where they are drawn too.
    """
    import numpy as np

    outside = [item for item in items if not item.inside]
    start, end, short = _with(columns, outside if not len(columns) else [])
    if known is not None and len(known):
        start, end = np.concatenate((start, known.start)), np.concatenate((end, known.end))
        short = np.concatenate((short, np.full(len(known), True)))
    if not len(start):
        return _rounded(today, today) if today else Window(FIRST_DAY, LAST_DAY)
    known_start, known_end = start > FIRST_DAY, end < LAST_DAY
    if short.sum() < 0.2 * len(start) and len(columns) and outside:
        # The result alone has only long dates: those around it tell the grain of this library.
        start, end, short = _with(columns, outside)
        known_start, known_end = start > FIRST_DAY, end < LAST_DAY
    core = short if short.sum() >= 0.2 * len(start) else known_start & known_end
    if not core.any():
        core = known_start | known_end
    lows = np.where(known_start, start, end)[core]
    highs = np.where(known_end, end, start)[core]
    # Some thousand of them tell where most lie.
    step = max(1, len(lows) // SAMPLE)
    lows, highs = np.sort(lows[::step]), np.sort(highs[::step])
    away = int(OUTLIERS * len(lows)) if len(lows) >= MANY else 0
    low, high = int(lows[away]), int(highs[-1 - away])
    if len(start) < MANY:
        points = [*start[known_start].tolist(), *end[known_end].tolist()]
        for item in outside:
            points += [day for day in (item.start, item.end) if FIRST_DAY < day < LAST_DAY]
        low, high = _stretched(low, high, points)
    if today is not None:
        low, high = _stretched(low, high, [today])
    return _rounded(low, high)


def _with(
    columns: Columns, items: Sequence[Item]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Starts, ends (an open side is the first or last day), and which of them are short."""
    import numpy as np

    start = np.concatenate([columns.start, [item.start for item in items]]).astype(np.int64)
    end = np.concatenate([columns.end, [item.end for item in items]]).astype(np.int64)
    flags = np.concatenate([columns.flags, [item.flags for item in items]]).astype(np.uint8)
    start[flags & OPEN_START > 0] = FIRST_DAY
    end[flags & OPEN_END > 0] = LAST_DAY
    short = (flags & (LASTING | OPEN_END | OPEN_START) == 0) & (end - start < YEAR)
    return start, end, short


def _stretched(low: int, high: int, points: Sequence[int]) -> tuple[int, int]:
    """Take in the nearest points first, as long as the span stays within its limit."""
    limit = MOST_STRETCH * max(high - low, YEAR / 2)
    for point in sorted(points, key=lambda day: max(low - day, day - high)):
        wider = min(low, point), max(high, point)
        if wider[1] - wider[0] <= limit:
            low, high = wider
    return low, high


def _rounded(low: int, high: int) -> Window:
    """Whole months, years or decades, with some room at the right for labels."""
    span = high - low + 1
    if span <= 3 * YEAR:
        return _months(low, high)
    years = next(unit for unit in (1, 5, 10, 50, 100) if span <= 40 * unit * YEAR or unit == 100)
    first = date.fromordinal(low).year // years * years
    last = (date.fromordinal(high).year // years + 1) * years - 1
    return Window(month_start(first * 12), month_start((last + 1) * 12) - 1)


def _months(low: int, high: int) -> Window:
    first, last = month_number(low), month_number(high)
    if month_start(last + 1) - high < 0.04 * (high - low):
        last += 1
    if last - first >= 8 and first // 12 == last // 12:
        first, last = first // 12 * 12, first // 12 * 12 + 11
    # A single day in an hour-glass of a month tells nothing: show some time around it.
    if last - first < 2:
        first, last = first - 1, first + 2
    return Window(month_start(first), month_start(last + 1) - 1)
