"""Dates as sources give them: EDTF (ISO 8601-2) level 1, and ``[a..b]`` for "some day within".

A date keeps the form it was written in, and answers with the earliest and the latest day it can
mean. Days are ordinals of the proleptic Gregorian calendar (`datetime.date.toordinal`), so that
they compare as integers and go into arrays as they are.

Source of the grammar: the Library of Congress specification of 2019, loc.gov/standards/datetime.
Not taken over: years outside 0001-9999 and the ``Y`` prefix.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from explorer.domain.messages import AccordError

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()

_POINT: Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%])?"
)
# Level 1 seasons, as northern meteorological seasons: the specification gives no months.
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class Precision(StrEnum):
    """The smallest unit that a date names."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class When(msgspec.Struct, frozen=True, order=False):
    """A date as written, with the first and last day it can mean.

    ``earliest`` and ``latest`` are day ordinals; an open side is `FIRST_DAY` or `LAST_DAY`.
    ``lasting`` tells a period that goes on from start to end (``2026/2030``) from one day within
    an interval (``2026-04``, ``[2026-04-20..]``).
    """

    text: str
    earliest: int
    latest: int
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    lasting: bool = False

    @property
    def open_start(self) -> bool:
        """Whether no first day is known."""
        return self.earliest == FIRST_DAY

    @property
    def open_end(self) -> bool:
        """Whether no last day is known."""
        return self.latest == LAST_DAY

    def may_fall_in(self, first: int, last: int) -> bool:
        """Whether some day of it can lie from ``first`` to ``last`` (ordinals, inclusive)."""
        return self.earliest <= last and self.latest >= first

    def surely_in(self, first: int, last: int) -> bool:
        """Whether it lies from ``first`` to ``last`` (ordinals, inclusive) whatever it means."""
        return first <= self.earliest and self.latest <= last

    @property
    def sort_key(self) -> tuple[int, int]:
        """Earliest day, then latest day; undated ones are put last by the caller."""
        return self.earliest, self.latest


def _fail(text: str, reason: str) -> AccordError:
    return AccordError("date-not-edtf", text=text, reason=reason)


def _month_end(year: int, month: int) -> date:
    # Not by calendar, which loads the locale: 3 ms of each start.
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _season(year: int, season: int) -> tuple[date, date]:
    first, last = _SEASONS[season]
    return date(year, first, 1), _month_end(year + (last < first), last)


def _bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise _fail(text, "years begin at 0001")
    if "X" in year and (month, day) != (None, None) and not {month, day} <= {"XX", None}:
        raise _fail(text, "a month needs a whole year")
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise _fail(text, "a day needs a month")
        return date(low, 1, 1), date(high, 12, 31)
    number = int(month)
    if number in _SEASONS:
        if day is not None:
            raise _fail(text, "a season has no days")
        return _season(low, number)
    if not 1 <= number <= 12:
        raise _fail(text, f"there is no month {month}")
    if day is None or day == "XX":
        return date(low, number, 1), _month_end(low, number)
    try:
        whole = date(low, number, int(day))
    except ValueError:
        raise _fail(text, f"there is no day {day} in that month") from None
    return whole, whole


def _precision(year: str, month: str | None, day: str | None) -> Precision:
    if day not in (None, "XX"):
        return Precision.DAY
    if month not in (None, "XX"):
        assert month is not None
        return Precision.SEASON if int(month) in _SEASONS else Precision.MONTH
    return {0: Precision.YEAR, 1: Precision.DECADE, 2: Precision.CENTURY}[year.count("X")]


def _point(text: str, whole: str) -> When:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _fail(whole, "write it as 2026, 2026-04, 2026-04-20, 2026~, 202X or 2026/2030")
    year, month, day, mark = match.group("year", "month", "day", "mark")
    first, last = _bounds(whole, year, month, day)
    return When(
        text=whole,
        earliest=first.toordinal(),
        latest=last.toordinal(),
        precision=_precision(year, month, day),
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def _interval(text: str, start: str, end: str, *, lasting: bool) -> When:
    ends = [None if side in ("", "..") else _point(side, text) for side in (start, end)]
    first, last = ends
    if first is None and last is None:
        raise _fail(text, "an interval needs at least one end")
    earliest = FIRST_DAY if first is None else first.earliest
    latest = LAST_DAY if last is None else last.latest
    if earliest > latest:
        raise _fail(text, "it ends before it begins")
    return When(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=Precision.INTERVAL,
        approximate=any(side is not None and side.approximate for side in ends),
        uncertain=any(side is not None and side.uncertain for side in ends),
        lasting=lasting,
    )


@lru_cache(maxsize=65_536)
def parse_when(text: str) -> When:
    """Read an EDTF date.

    Raises:
        AccordError: ``date-not-edtf``, when the text is not a date of this grammar.
    """
    if text.startswith("[") and text.endswith("]"):
        start, dots, end = text[1:-1].partition("..")
        if not dots:
            raise _fail(text, "within brackets write [2026-04..2026-06], [2026..] or [..2026]")
        return _interval(text, start.strip(), end.strip(), lasting=False)
    if "/" in text:
        start, _, end = text.partition("/")
        return _interval(text, start, end, lasting=True)
    return _point(text, text)


def decades(when: When) -> range:
    """The decades that a date touches, as their first years; open sides touch only their end."""
    first = when.latest if when.open_start else when.earliest
    last = when.earliest if when.open_end else when.latest
    first_year, last_year = date.fromordinal(first).year, date.fromordinal(last).year
    return range(first_year - first_year % 10, last_year + 1, 10)
