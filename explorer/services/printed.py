"""What a passage prints: a name, a state, a date, or only words that stand for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from explorer.services.bodies import folded, is_acronym
from explorer.services.suggesting import lexicon

_TOGETHER: Final = re.compile(
    r"\b(?:both|(?:the )?two) (?:countries|nations|sides|governments|states|leaders|parties|"
    r"(?:prime )?ministers|presidents|partners|peoples)\b|\bthe (?:leaders|sides|parties|ministers)"
    r"\b|\b(?:they|we)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\d{4}")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def prints_words(quote: str, title: str) -> bool:
    """Whether the words of a title stand in a passage, in their order, with others between."""
    left = iter(folded(quote).split())
    return all(word in left for word in folded(title).split())


def acronym_printed(quote: str, name: str) -> str:
    """The acronym that a passage prints in brackets behind a name; empty without any."""
    words = r"[\s–-]+".join(re.escape(word) for word in re.split(r"[\s–-]+", name.strip()))
    match = re.search(rf"{words}[”\"’']?\s*[(\[]([^()\[\]]{{2,16}})[)\]]", quote, re.IGNORECASE)
    return match[1].strip() if match and is_acronym(match[1].strip()) else ""


def together_printed(quote: str) -> str:
    """The words that stand for the parties together: “both countries”; empty without any."""
    match = _TOGETHER.search(quote)
    return match.group() if match else ""


def state_printed(quote: str, code: str) -> str:
    """A state's name or demonym as a passage prints it, the first one; empty without any."""
    found = [match for pattern in _names(code) if (match := pattern.search(quote))]
    first = min(found, key=lambda match: (match.start(), -len(match.group())), default=None)
    return first.group() if first else ""


@lru_cache(maxsize=64)
def _names(code: str) -> tuple[re.Pattern[str], ...]:
    names = [name for name, state in lexicon().states.items() if state == code]
    return tuple(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names)


def prints_date(quote: str, day: str) -> bool:
    """Whether a passage prints a date (EDTF) in full: its years, and month and day where it has.

    Of a span “2026–30” prints both years.
    """
    years = _YEAR.findall(day)
    if not years or years[0] not in quote:
        return False
    for year in years[1:]:
        if not re.search(rf"(?<!\d)(?:{year}|{year[2:]})(?!\d)", quote):
            return False
    for match in re.finditer(r"\d{4}-(\d{2})(?:-(\d{2}))?", day):
        month, number = int(match[1]), match[2]
        if month <= 12 and not _prints_month(quote, month):
            return False
        if number and not re.search(rf"(?<!\d)0?{int(number)}(?!\d)", quote):
            return False
    return True


def _prints_month(quote: str, month: int) -> bool:
    name = _MONTHS[month - 1]
    return bool(
        re.search(rf"\b(?:{name}|{name[:3]})\b", quote, re.IGNORECASE)
        or re.search(rf"(?<!\d)0?{month}\s*[./-]\s*\d|\d\s*[./-]\s*0?{month}(?!\d)", quote)
    )
