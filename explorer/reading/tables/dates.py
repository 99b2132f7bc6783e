"""Dates as tables print them, to EDTF; what is impossible, or half a date, is not understood."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from explorer.domain.mapping import DateOrder
from explorer.domain.messages import AccordError
from explorer.domain.when import parse_when

_FIRST_YEAR: Final = 1300  # of what a table of agreements may mean
_LAST_YEAR: Final = 2200
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sep sept", "october oct"),
            *("november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME: Final = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\.?")
_SOLID: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_FIRST: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[ .-]+({_MONTH})\.?,?[ .-]+(\d{{4}})", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"({_MONTH})\.? +(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}})", re.IGNORECASE
)
_MONTH_ONLY: Final = re.compile(rf"({_MONTH})\.?,?[ -]+(\d{{4}})", re.IGNORECASE)
_ASIAN: Final = re.compile(r"(\d{4}) ?[년年] ?(\d{1,2}) ?[월月](?: ?(\d{1,2}) ?[일日])?")


@lru_cache(maxsize=65_536)
def date_of(text: str, order: DateOrder) -> str | None:
    """A printed date as EDTF text; None for one that is not understood.

    ``order`` decides between day and month where both are numbers. A year, or a year and a month,
    is a date as it stands; a date whose month or day is there but impossible (``1954-06-00``,
    ``1954-02-30``) is none, and neither is one without its year or with two digits of it.
    """
    text = " ".join(text.split())
    written = _TIME.sub("", text)
    found = _numbers(written, order) or _words(written) or _edtf(text)
    if found is None:
        return None
    try:
        when = parse_when(found)
    except AccordError:
        return None
    years = [int(year) for year in re.findall(r"\d{4}", found)]
    if any(not _FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        return None
    return when.text


def _numbers(text: str, order: DateOrder) -> str | None:
    match = _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text)
    if match:
        return _day(*match.groups())
    match = _NUMBERS.fullmatch(text)
    if match:
        first, second, year = match.groups()
        month, day = (first, second) if order is DateOrder.MDY else (second, first)
        return _day(year, month, day)
    match = _ASIAN.fullmatch(text)
    if match:
        year, month, day = match.groups()
        return _day(year, month, day) if day else f"{year}-{int(month):02}"
    return None


def _words(text: str) -> str | None:
    match = _DAY_FIRST.fullmatch(text)
    if match:
        return _day(match[3], str(_MONTHS[match[2].lower()]), match[1])
    match = _MONTH_FIRST.fullmatch(text)
    if match:
        return _day(match[3], str(_MONTHS[match[1].lower()]), match[2])
    match = _MONTH_ONLY.fullmatch(text)
    if match:
        return f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    return None


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _edtf(text: str) -> str | None:
    # Bare numbers of four digits only where they are years: the caller looks at the range.
    return text if text[:1].isdigit() or text[:1] == "[" else None


def order_of(values: list[str]) -> tuple[DateOrder, bool]:
    """The order that fits most of these dates, and whether that is clear from them."""
    pairs = [
        (int(match[1]), int(match[2]))
        for value in values
        if (match := _NUMBERS.fullmatch(_TIME.sub("", " ".join(value.split()))))
    ]
    if not pairs:
        return DateOrder.YMD, True
    days_first = sum(first > 12 >= second for first, second in pairs)
    months_first = sum(second > 12 >= first for first, second in pairs)
    order = DateOrder.MDY if months_first > days_first else DateOrder.DMY
    return order, days_first != months_first
