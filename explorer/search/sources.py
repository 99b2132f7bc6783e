"""What the index is built from: the searchable side of entries and of document paragraphs."""

from __future__ import annotations

import msgspec


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
