"""One entry, opened: what the reader shows, ``accord show`` prints and the briefing quotes."""

from __future__ import annotations

import msgspec

from explorer.domain.entries import Document, Entry, Institution, Record
from explorer.domain.passages import Paragraph, Span
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.domain.vocabulary import RelationKind, Stage


class Quotation(msgspec.Struct, frozen=True):
    """A passage with what is needed to cite it.

    ``paragraph`` is 0 before the body; ``sentence`` counts from 1 within the paragraph; ``page``
    from 1, and is 0 in a document without pages. ``start``
    and ``end`` are code points of the document's text; ``before`` and ``after`` complete the
    sentence around the passage.
    """

    passage: str
    document: str
    text: str
    start: int
    end: int
    paragraph: int
    sentence: int
    before: str = ""
    after: str = ""
    orphaned: bool = False
    page: int = 0


class Support(msgspec.Struct, frozen=True):
    """What one field rests on: places in `EntryDetail.quotations` and `EntryDetail.records`."""

    basis: str
    quotations: tuple[int, ...]
    records: tuple[int, ...]
    why: str


class RelatedEntry(msgspec.Struct, frozen=True):
    """Another entry; ``back``: the relation is written there and points here."""

    kind: RelationKind
    back: bool
    id: str
    title: str
    short_title: str


class EntryDetail(msgspec.Struct, frozen=True):
    """An entry with all that its fields name. Quotations stand in the order of the documents.

    ``supports`` is by field name, as in `Evidence.field`; ``when_source`` is a milestone's id,
    ``period``, or empty when undated.
    """

    entry: Entry
    stage: Stage
    stage_source: str
    when: str | None
    when_source: str
    institutions: dict[str, Institution]
    documents: dict[str, Document]
    quotations: tuple[Quotation, ...]
    records: tuple[Record, ...]
    supports: dict[str, Support]
    related: tuple[RelatedEntry, ...]
    collections: tuple[str, ...]


class Footing(msgspec.Struct, frozen=True):
    """An entry's place in a document: the spans it rests on, for outline and underlining.

    ``family`` is a place in `Family`, -1 for none. The first span is where it is named in this
    document, if it is; ``paragraph`` is that span's.
    """

    entry: str
    title: str
    short_title: str
    family: int
    paragraph: int
    spans: tuple[Span, ...]


class DocumentText(msgspec.Struct, frozen=True):
    """A document opened: its text, paragraphs, and the entries that rest on it in text order."""

    document: Document
    text: str
    paragraphs: tuple[Paragraph, ...]
    footings: tuple[Footing, ...]
    structure: Structure = NO_STRUCTURE
