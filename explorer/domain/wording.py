"""Dates in English words, for what is printed. A month is a month: never shown as its first day."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from explorer.domain.when import Precision, When, parse_when

UNDATED: Final = "undated"

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class _Point(NamedTuple):
    """The parts of a date that is not an interval, as words; empty where not given."""

    day: str
    month: str
    year: str

    def __str__(self) -> str:
        return " ".join(filter(None, self))


def _year(written: str) -> str:
    if written.endswith("XX"):
        century = written[:2].lstrip("0")
        return f"{century}00 to {century}99" if century else "1 to 99"
    if written.endswith("X"):
        return f"{int(written[:3])}0s"
    return str(int(written))


def _point(written: str) -> _Point:
    year, *rest = re.sub(r"[?~%]$", "", written).split("-")
    month = rest[0] if rest and rest[0] != "XX" else ""
    day = rest[1] if len(rest) > 1 and rest[1] != "XX" else ""
    if not month:
        return _Point("", "", _year(year))
    number = int(month)
    if number in _SEASONS:
        # A winter runs into the next year: December to February.
        end = f"–{int(year) + 1}" if _SEASONS[number] == "winter" else ""
        return _Point("", _SEASONS[number], _year(year) + end)
    return _Point(day.lstrip("0"), _MONTHS[number - 1], _year(year))


def _marked(words: str, written: str) -> str:
    if written.endswith(("~", "%")):
        words = f"about {words}"
    return f"{words}, uncertain" if written.endswith(("?", "%")) else words


def _span(first: str, last: str) -> str:
    """A period between two EDTF dates; what they share is said once."""
    if re.search(r"[?~%]", first + last):
        return f"from {_marked(str(_point(first)), first)} to {_marked(str(_point(last)), last)}"
    low, high = _point(first), _point(last)
    if low == high:
        return str(high)
    if low.month and low.year == high.year and bool(low.day) == bool(high.day):
        if not low.day:
            return f"{low.month}–{high}"
        if low.month == high.month:
            return f"{low.day}–{high}"
        return f"{low.day} {low.month} – {high}"
    years_only = low.year.isdigit() and high.year.isdigit() and not (low.month or high.month)
    return f"{low}–{high}" if years_only else f"{low} – {high}"


def _interval(when: When) -> str:
    if when.lasting:
        first, _, last = when.text.partition("/")
    else:
        first, _, last = when.text[1:-1].partition("..")
    first, last = first.strip(), last.strip()
    if first in ("", ".."):
        words = _marked(str(_point(last)), last)
        return f"until {words}" if when.lasting else f"{words} or earlier"
    if last in ("", ".."):
        words = _marked(str(_point(first)), first)
        return f"since {words}" if when.lasting else f"{words} or later"
    if when.lasting:
        return _span(first, last)
    return (
        f"some day from {_marked(str(_point(first)), first)} to {_marked(str(_point(last)), last)}"
    )


def when_in_words(when: When) -> str:
    """A date in English: "April 2026", "about 2026", "2026–2030", "20 April 2026 or later"."""
    if when.precision is Precision.INTERVAL:
        return _interval(when)
    return _marked(str(_point(when.text)), when.text)


def date_in_words(text: str | None) -> str:
    """As `when_in_words` for EDTF text; "undated" for None.

    Raises:
        AccordError: ``date-not-edtf``.
    """
    return when_in_words(parse_when(text)) if text else UNDATED
