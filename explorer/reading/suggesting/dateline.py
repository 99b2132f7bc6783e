"""The day of a report that prints no year: “LYON, March 3 (Wire) -- … on Monday …”."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LINE: Final = re.compile(
    r"^[A-Z][A-Za-z .’'-]{2,30}, (?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})\b"
    r"(?=[ ,]*(?:\(|--|—|–))",
    re.MULTILINE,
)
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(day.capitalize() for day in _DAYS)})\b")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
TOP: Final = 1500  # code points in which the line and the weekday of the day itself stand


def day_of_report(text: str) -> date | None:
    """The day, where only one of the years that the text speaks of has it on the weekday told.

    The first weekday of such a report is the day of its line, by the custom of news agencies.
    """
    top = text[:TOP]
    line = _LINE.search(top)
    weekday = _WEEKDAY.search(top, line.end()) if line is not None else None
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    if line is None or weekday is None or not years:
        return None
    name = line["month"].lower()[:3]
    if name not in _MONTHS:
        return None
    wanted = _DAYS.index(weekday.group().lower())
    found = []
    for year in range(min(years), max(years) + 1):
        try:
            day = date(year, _MONTHS.index(name) + 1, int(line["day"]))
        except ValueError:
            continue
        if day.weekday() == wanted:
            found.append(day)
    return found[0] if len(found) == 1 else None
