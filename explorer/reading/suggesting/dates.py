"""Dates in running text, as EDTF; “this year” is reckoned from the document's own day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER: Final = (
    {name: number for number, name in enumerate(_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST_DAY: Final = r"(?:\s*(?:-|–|to|and)\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"

# What makes a date a limit or a measure, not the day of something.
_LIMIT: Final = re.compile(
    r"\b(?:by|before|until|till|since|through|up to|from|prior to|ahead of|as of|beyond|than|for"
    r"|to|of|per|every|fiscal(?: year)?|FY)(?:\s+(?:the|end|end of|early|late|mid))*\s*$",
    re.IGNORECASE,
)


_HALF: Final = ("half of ", "quarter of ", "part of ")  # of a year: within it
# “The Plan of June 2022” is of that month; “as of June 2022” tells a limit.
_MADE_IN: Final = re.compile(
    r"(?<!\bas )(?<!\bend )(?<!\bmiddle )(?<!\bgoal )(?<!\btarget )(?<!\bdeadline )\bof $"
)
_LASTING: Final = ("from ", "for ", "period of ", "effect from ")  # before these it is no limit


class Found(NamedTuple):
    """A date and where it is printed, in code points of the text that was searched."""

    edtf: str
    start: int
    end: int


def _edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _span(year: int, month: int, day: int, last: int | None) -> str | None:
    first = _edtf(year, month, day)
    end = _edtf(year, month, last) if last is not None and last > day else None
    return f"{first}/{end}" if first and end else first


_LATELY: Final = 7  # days by which a text may be older than the day it is dated


def _near(month: int, day: int | None, said: date, *, ahead: bool) -> int:
    """The year that a month without one means: the last such, or the next one to come."""
    passed = (month, day or 1) <= (said.month, said.day)
    if ahead:
        near = month == said.month and (day is None or said.day - day <= _LATELY)
        return said.year if near or not passed else said.year + 1
    return said.year if passed else said.year - 1


def _month_of(match: re.Match[str]) -> int:
    return _NUMBER[match["month"].lower().rstrip(".")]


def _full(match: re.Match[str], said: date | None, *, ahead: bool) -> str | None:
    parts = match.groupdict()
    month = _month_of(match)
    day = int(parts["day"]) if parts.get("day") else None
    last = int(parts["last"]) if parts.get("last") else None
    if parts.get("year"):
        year = int(parts["year"])
    elif said is None:
        return None
    else:
        year = _near(month, day, said, ahead=ahead)
    return _edtf(year, month) if day is None else _span(year, month, day, last)


_CALENDAR: Final = (
    re.compile(rf"\b{_DAY}{_LAST_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY}{_LAST_DAY},?\s+{_YEAR}\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_MONTH}(?:\s+of)?,?\s+{_YEAR}\b"),
    re.compile(rf"\b{_DAY}{_LAST_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])"),
    re.compile(rf"\b{_MONTH}\s+{_DAY}{_LAST_DAY}(?![\d%,.]\d)\b"),
)
_MONTH_AND_YEAR_WORD: Final = re.compile(
    rf"\b{_MONTH}\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b"
)
_BARE_MONTH: Final = re.compile(
    rf"\b(?P<how>[Ii]n|[Ff]or|[Tt]he|[Tt]his|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|mid|since)\s+{_MONTH}(?![a-z])(?!\s+\d)"
)
_YEARS: Final = re.compile(r"\b(?P<year>(?:19|20)\d\d)\s*[-–/]\s*(?P<to>(?:19|20)?\d\d)\b")
_BARE_YEAR: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Dd]uring|[Ll]ate|[Ee]arly|[Mm]id|of|the|for)[\s-]+|\()"
    r"(?P<year>(?:19|20)\d\d)\b(?![-–]\d)"
)
_WORDS: Final = re.compile(
    r"\b(?P<phrase>today|yesterday|tomorrow|(?:this|last|next) (?:week|month|year)|"
    r"(?:within|over|in) the (?:next|coming) (?:year|twelve months|12 months|month|six months)"
    r"|(?:later|early|earlier) (?:this|next|last) year|the (?:coming|current) year"
    r"|(?:this|last|next) (?:spring|summer|fall|autumn|winter)|(?:by )?the end of the year"
    r"|within the year)\b",
    re.IGNORECASE,
)


_WEEKDAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY: Final = re.compile(
    rf"\b(?:(?:[Oo]n|[Nn]ext|[Ll]ast|[Tt]his) )?"
    rf"(?P<day>{'|'.join(name.capitalize() for name in _WEEKDAYS)})\b(?! [A-Z])"
)
_COUNTED: Final = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NEXT_YEARS: Final = re.compile(
    rf"\b(?:over|in|within|during) (?:the (?:next|coming) )?(?P<count>{'|'.join(_COUNTED)}|\d\d?)"
    r" years\b(?! ago)",
    re.IGNORECASE,
)


def _plus_year(said: date, years: int = 1) -> date:
    try:
        return said.replace(year=said.year + years)
    except ValueError:
        return said.replace(year=said.year + years, day=28)


def _months_later(said: date, months: int) -> tuple[int, int]:
    number = said.year * 12 + said.month - 1 + months
    return number // 12, number % 12 + 1


def _of_words(phrase: str, said: date) -> str | None:
    words = phrase.lower()
    if words in ("today", "yesterday", "tomorrow"):
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[words]
        return (said + timedelta(days=shift)).isoformat()
    sign = 1 if "next" in words or "coming" in words else -1 if "last" in words else 0
    if words.startswith(("within the next", "within the coming", "over", "in the")):
        if "year" in words or "twelve" in words or "12" in words:
            return f"{said.isoformat()}/{_plus_year(said).isoformat()}"
        year, month = _months_later(said, 6 if "six" in words else 1)
        return f"{said.isoformat()}/{_edtf(year, month)}"
    if "week" in words:
        return f"{(said + timedelta(days=7 * sign)).isoformat()}~"
    if "month" in words:
        return _edtf(*_months_later(said, sign))
    return _edtf(said.year + sign)


def _calendar_dates(text: str, said: date | None, *, ahead: bool) -> list[Found]:
    found = []
    for pattern in _CALENDAR:
        for match in pattern.finditer(text):
            if "month_number" in match.groupdict():
                edtf = _edtf(int(match["year"]), int(match["month_number"]), int(match["day"]))
            else:
                edtf = _full(match, said, ahead=ahead)
            if edtf is not None:
                found.append(Found(edtf, *match.span()))
    return found


def _relative_dates(text: str, said: date, *, ahead: bool) -> list[Found]:
    found = []
    for match in _MONTH_AND_YEAR_WORD.finditer(text):
        year = said.year + {"this": 0, "last": -1, "next": 1}[match["which"]]
        found.append((_edtf(year, _month_of(match)), match))
    for match in _BARE_MONTH.finditer(text):
        year = _near(_month_of(match), None, said, ahead=ahead or match["how"].lower() == "next")
        found.append((_edtf(year, _month_of(match)), match))
    found += [(_of_words(match["phrase"], said), match) for match in _WORDS.finditer(text)]
    for match in _WEEKDAY.finditer(text):
        away = (_WEEKDAYS.index(match["day"].lower()) - said.weekday()) % 7
        day = said + timedelta(days=away if ahead or not away else away - 7)
        found.append((day.isoformat(), match))
    for match in _NEXT_YEARS.finditer(text):
        count = match["count"].lower()
        years = _COUNTED.index(count) + 2 if count in _COUNTED else int(count)
        found.append((f"{said.year}/{said.year + years}", match))
    return [Found(edtf, *match.span()) for edtf, match in found if edtf is not None]


def _years(text: str) -> list[Found]:
    found = []
    for match in _YEARS.finditer(text):
        last = match["to"] if len(match["to"]) == 4 else match["year"][:2] + match["to"]
        if match["year"] < last:
            found.append(Found(f"{match['year']}/{last}", *match.span()))
    found += [Found(match["year"], *match.span()) for match in _BARE_YEAR.finditer(text)]
    return found


def dates_in(text: str, said: date | None, *, ahead: bool = False) -> tuple[Found, ...]:
    """The dates that a stretch of text prints, in its order; the longest reading of each place.

    ``said`` is the day of the document; ``ahead`` tells that the text speaks of what is to come.
    Limits ("by 2030", "since 2011") are left out.
    """
    found = _calendar_dates(text, said, ahead=ahead) + _years(text)
    if said is not None:
        found += _relative_dates(text, said, ahead=ahead)
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    kept.sort(key=lambda item: item.start)
    return tuple(
        item
        for item in kept
        if not _LIMIT.search(text[: item.start])
        or text[: item.start].lower().endswith(("effect from ", *_HALF))
        or ("/" in item.edtf and text[: item.start].lower().endswith(_LASTING))
        or ("-" in item.edtf and _MADE_IN.search(text[: item.start]))
    )


def is_month(word: str) -> bool:
    """Whether a word in small letters names a month."""
    return word in _MONTHS


def day_in(line: str) -> date | None:
    """The first whole day that a line prints."""
    for item in _calendar_dates(line, None, ahead=False):
        if len(item.edtf) == 10:
            return date.fromisoformat(item.edtf)
        if len(item.edtf) == 21:
            return date.fromisoformat(item.edtf[:10])
    return None
