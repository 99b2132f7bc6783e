"""Days to pixels, and the calendar units in which an axis is ticked or counted. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from explorer.domain.when import FIRST_DAY, LAST_DAY

MEAN_MONTH: Final = 30.436875


class Window(NamedTuple):
    """Whole days of the axis: first and last one, ordinals, both inclusive."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """Its length in days."""
        return self.last - self.first + 1

    @property
    def one_year(self) -> int | None:
        """The year it lies in, if it is only one."""
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        return first if first == last else None


class View(NamedTuple):
    """The visible part of time: day ordinals as real numbers, from ``start`` up to ``end``."""

    start: float
    end: float

    @classmethod
    def of(cls, window: Window) -> View:
        """Exactly these whole days."""
        return cls(float(window.first), float(window.last + 1))

    @property
    def days(self) -> float:
        """Its length in days."""
        return self.end - self.start

    @property
    def window(self) -> Window:
        """The days of which some part is visible."""
        # What is left of a day after rounding errors is no part that could be seen.
        first = min(LAST_DAY, max(FIRST_DAY, math.floor(self.start + 1e-6)))
        return Window(first, min(LAST_DAY, max(first, math.ceil(self.end - 1e-6) - 1)))


class Unit(NamedTuple):
    """A calendar unit: a number of months, or of days where ``months`` is 0."""

    months: int = 0
    days: int = 0

    @property
    def length(self) -> float:
        """Its mean length in days."""
        return self.days + self.months * MEAN_MONTH


DAY: Final = Unit(days=1)
MONTH: Final = Unit(months=1)
YEAR: Final = Unit(months=12)
_YEARS: Final = tuple(Unit(12 * years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
TICK_UNITS: Final = (DAY, Unit(days=7), MONTH, Unit(3), Unit(6), *_YEARS)
# Each one a whole number of the one before, so that columns never cut a date that fits.
COLUMN_UNITS: Final = (DAY, MONTH, Unit(3), YEAR, *(Unit(12 * n) for n in (5, 10, 50, 100, 500)))


def month_number(day: int) -> int:
    """Months since the year 0: year * 12 + month - 1."""
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


def month_start(number: int) -> int:
    """The first day of a month given as by `month_number`, kept within what a date can be."""
    year, month = divmod(number, 12)
    if year < 1:
        return FIRST_DAY
    return LAST_DAY + 1 if year > 9999 else date(year, month + 1, 1).toordinal()


def edges(window: Window, unit: Unit) -> list[int]:
    """First days of the units that cover the window; the last one lies behind its end.

    Multiples of the calendar: decades begin in years that end in 0, weeks on a Monday.
    """
    if unit.months == 0:
        first = window.first - (window.first - 1) % unit.days
        count = (window.last - first) // unit.days + 1
        return [first + unit.days * number for number in range(count + 1)]
    number = month_number(window.first)
    number -= number % unit.months
    result = [month_start(number)]
    while result[-1] <= window.last:
        number += unit.months
        result.append(month_start(number))
    return result


def ticks(window: Window, unit: Unit) -> list[int]:
    """First days of units within the window."""
    return [day for day in edges(window, unit) if window.first <= day <= window.last]


def choose_unit(units: tuple[Unit, ...], pixels: float, need: Callable[[Unit], float]) -> Unit:
    """The smallest unit of which one takes at least ``need(unit)`` pixels, else the largest.

    ``pixels``: the width of a day.
    """
    for unit in units:
        if unit.length * pixels >= need(unit):
            return unit
    return units[-1]


class Scale(NamedTuple):
    """Where days lie: the view begins at ``left`` and is ``width`` wide, in pixels."""

    view: View
    left: float
    width: float

    @property
    def window(self) -> Window:
        """The days that are seen."""
        return self.view.window

    @property
    def right(self) -> float:
        """Where the view ends."""
        return self.left + self.width

    def x(self, day: float) -> float:
        """Where a day begins; the end of a day is the beginning of the next."""
        return self.left + (day - self.view.start) * self.width / self.view.days

    def at(self, x: float) -> float:
        """The moment at a place, as a day ordinal with its fraction; also outside the view."""
        return self.view.start + (x - self.left) * self.view.days / self.width

    def day(self, x: float) -> int:
        """The day at a place, kept within what is seen."""
        window = self.window
        return max(window.first, min(window.last, math.floor(self.at(x))))
