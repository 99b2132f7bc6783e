"""What a PDF's pages repeat or break: running heads, page numbers, hyphens at the ends of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from explorer.reading.pdf_lines import Line, Page

EDGE: Final = 0.15  # of a page's height at its top and bottom, where running heads stand
MOST_RUNNING: Final = 3  # lines at an edge
REPEATED: Final = 3  # pages with the same line at the same height

_NUMBER: Final = re.compile(
    r"[\[(\-–—•·\s]*(?:page|p\.|seite|página)?\s*(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]{0,2}\d{0,3}[A-Z]?\s?[-–.]\s?\d{1,4}"
    r"|[A-Z]-?\d{1,3})(?:\s*(?:of|de|/|-|von)\s*\d{1,4})?[\])\-–—•·\s]*",
    re.IGNORECASE,
)
# A page's number, at an end of its running head; numbers elsewhere are part of what is said.
_DIGITS: Final = re.compile(r"^(?:\d+|[ivxlc]+)\b|\b(?:\d+|[ivxlc]+)$", re.IGNORECASE)
_HYPHENATED: Final = re.compile(r"[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,})+")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def without_running(pages: Sequence[Page]) -> list[tuple[Line, ...]]:
    """The lines of each page without its running heads and its number, in their order."""
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for found in edges:
        seen.update({key for key, _ in found})
    kept = []
    for page, found in zip(pages, edges, strict=True):
        dropped = {id(line) for key, line in found if _is_number(line) or _is_repeated(key, seen)}
        kept.append(tuple(line for line in page.lines if id(line) not in dropped))
    return kept


def _edge_lines(page: Page) -> list[tuple[tuple[str, int], Line]]:
    """The lines at the top and bottom of a page, each with what it has in common with others."""
    high, low = page.height * (1 - EDGE), page.height * EDGE
    top = sorted((line for line in page.lines if line.bottom > high), key=lambda one: -one.top)
    bottom = sorted((line for line in page.lines if line.top < low), key=lambda one: one.top)
    return [
        ((_DIGITS.sub("#", line.text.lower()), round(line.top / 8)), line)
        for line in (*top[:MOST_RUNNING], *bottom[:MOST_RUNNING])
    ]


def _is_repeated(key: tuple[str, int], seen: Counter[tuple[str, int]]) -> bool:
    text, height = key
    return sum(seen[text, height + by] for by in (-1, 0, 1)) >= REPEATED


def _is_number(line: Line) -> bool:
    return len(line.words) <= 5 and _NUMBER.fullmatch(line.text) is not None


class Hyphens:
    """Tells whether a hyphen at the end of a line belongs to the word: the rest of the text knows.

    What the text has nowhere else follows what it does most often.
    """

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        self._whole: Counter[str] = Counter()
        self._parted: Counter[str] = Counter()
        kept = dropped = 0
        broken: list[tuple[str, str]] = []
        for lines in pages:
            before: Line | None = None
            for line in lines:
                if before is not None and before.broken:
                    broken.append((before.words[-1].text, line.words[0].text))
                text = line.text.lower()
                self._whole.update(_WORD.findall(text))
                if "-" in text or "\u2010" in text:
                    self._parted.update(_plain(found) for found in _HYPHENATED.findall(text))
                before = line
        for first, second in broken:
            known = self._known(first, second)
            kept += known is True
            dropped += known is False
        self._usually_kept = kept > dropped

    def _known(self, first: str, second: str) -> bool | None:
        head, tail = _letters(first, end=True), _letters(second, end=False)
        whole, parted = self._whole[head + tail], self._parted[f"{head}-{tail}"]
        return None if whole == parted else parted > whole

    def keeps(self, first: str, second: str) -> bool:
        """Whether the hyphen stays between the last word of a line and the first of the next."""
        if not second[:1].islower() or not first.rstrip("-\u2010")[-1:].isalpha():
            return True  # ASEAN-Australia, 12-month
        known = self._known(first, second)
        return self._usually_kept if known is None else known


def _plain(word: str) -> str:
    return word.replace("\u2010", "-").replace("\u2011", "-")


def _letters(word: str, *, end: bool) -> str:
    """The letters of a word up to its hyphen, or from its beginning, in lower case."""
    pattern = r"([^\W\d_]+)[-\u2010]?$" if end else r"^([^\W\d_]+)"
    match = re.search(pattern, word.lower())
    return match[1] if match else ""
