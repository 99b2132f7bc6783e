"""Dates as a reader writes them, to and from the form in which they are kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLocale

from explorer.domain.messages import AccordError
from explorer.domain.when import parse_when
from explorer.ui import words

_YEARS: Final = re.compile(r"(\d{4})\s*(?:[-–—]|to)\s*(\d{4})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d_]+)\.?,?\s+(\d{4})")
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})")
_MONTH: Final = re.compile(r"([^\W\d_]+)\.?,?\s+(\d{4})")
_DOTS: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_RANGE: Final = re.compile(r"(.+?)\s*(?:\s[-–—]\s|\sto\s|–)\s*(.+)")


@lru_cache(maxsize=4)
def _months(locale: str) -> dict[str, int]:
    """Names of the months, long and short, in the interface's language and in English."""
    found: dict[str, int] = {}
    form = QLocale.FormatType
    for one in (QLocale("en"), QLocale(locale)):
        for number in range(1, 13):
            for width in (form.LongFormat, form.ShortFormat):
                for name in (one.monthName(number, width), one.standaloneMonthName(number, width)):
                    found.setdefault(name.casefold().rstrip("."), number)
    return found | {"sept": 9}


def _month(name: str) -> int:
    return _months(QLocale().name()).get(name.casefold(), 0)


def _point(text: str) -> str:
    """One day, month or year; empty where it is none."""
    if match := _DAY_FIRST.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    elif match := _DOTS.fullmatch(text):
        day, month, year = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    elif match := _MONTH.fullmatch(text):
        name, year = match.groups()
        return f"{year}-{_month(name):02}" if _month(name) else ""
    else:
        return text if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) else ""
    return f"{year}-{_month(name):02}-{int(day):02}" if _month(name) else ""


def _read(text: str) -> str:
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    lowered = text.casefold()
    if lowered.startswith(("about ", "since ", "until ")):
        point = _point(text[6:].strip())
        forms = {"a": f"{point}~", "s": f"{point}/..", "u": f"../{point}"}
        return forms[lowered[0]] if point else ""
    if point := _point(text):
        return point
    if match := _RANGE.fullmatch(text):
        first, last = _point(match[1].strip()), _point(match[2].strip())
        return f"{first}/{last}" if first and last else ""
    return ""


def understood(text: str) -> str | None:
    """A date as it is kept (EDTF text); None for an empty field.

    Raises:
        AccordError: ``date-not-edtf``, when it is no date that is understood.
    """
    text = " ".join(text.split())
    if not text:
        return None
    try:
        return parse_when(text).text
    except AccordError:
        read = _read(text)
        if not read:
            raise
        return parse_when(read).text


def written(when: str | None) -> str:
    """A kept date as a field shows it: in words where these are understood again."""
    if when is None:
        return ""
    said = words.when_text(when)
    try:
        return said if understood(said) == when else when
    except AccordError:
        return when
