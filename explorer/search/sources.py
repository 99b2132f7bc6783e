"""What the index is built from: the searchable side of entries and of document paragraphs."""

from __future__ import annotations

from typing import Final

import msgspec

from explorer.search.segments import PIECE

# The fields and what a word in them weighs.
ENTRY_WEIGHTS: Final = {"title": 3.0, "names": 1.5, "summary": 1.5, "passages": 1.0}
PARAGRAPH_WEIGHTS: Final = {"text": 1.0}


class EntryText(msgspec.Struct, frozen=True):
    """One entry as the index sees it.

    ``names``: names, acronyms and aliases of its institutions, and names of its parties.
    ``passages``: the exact text of its evidence. ``facets``: values by facet (`Facet`, without
    ``decade``, which follows from the dates). ``earliest`` and ``latest`` are day ordinals, -1
    undated. ``flags``, ``stage``, ``family`` and ``event`` are the columns of `Timeline`;
    ``event`` names the dated event that this undated entry is an outcome of. ``sort_title`` is
    the key of the title order (already case-folded).
    """

    id: str
    title: str
    names: tuple[str, ...]
    summary: str
    passages: tuple[str, ...]
    facets: dict[str, tuple[str, ...]]
    earliest: int
    latest: int
    flags: int
    stage: int
    family: int
    event: str | None
    sort_title: str


class ParagraphText(msgspec.Struct, frozen=True):
    """One paragraph of a document; ``start`` and ``end`` count code points of its text."""

    document: str
    standing: str
    number: int
    start: int
    end: int
    text: str


def entry_pieces(entry: EntryText) -> dict[str, tuple[str, ...]]:
    """What of an entry is indexed, by field: lines, between which no phrase is found."""
    return {
        "title": _lines(entry.title),
        "names": _lines(*entry.names),
        "summary": _lines(entry.summary),
        "passages": _lines(*entry.passages),
    }


def paragraph_pieces(paragraph: ParagraphText) -> dict[str, tuple[str, ...]]:
    """What of a paragraph is indexed, by field."""
    return {"text": _lines(paragraph.text)}


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.split(PIECE) if line)
