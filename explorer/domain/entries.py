"""What a library holds: documents, passages, institutions, entries. Frozen values; JSON by msgspec.

The same structures are the records that the store hands out, what the journal keeps as before and
after, and what a pack carries; unknown fields in JSON are refused.

Dates are EDTF text (see `explorer.domain.when`); ``None`` is "not known". Offsets count code
points.
"""

from __future__ import annotations

import msgspec

from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.domain.vocabulary import (
    Basis,
    Kind,
    PlaceRole,
    RelationKind,
    Role,
    Stage,
    Standing,
)


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of all records: immutable, strict when read, short when written.

    Records are trees: none can hold itself, so the search for garbage passes them by (``gc``).
    """


class Document(Value, frozen=True):
    """A source text, without the text itself.

    ``body`` is the offset at which the numbered paragraphs begin: title and author lines before
    it are paragraph 0. ``sha256`` is of the original file, ``text_sha256`` of the normalised
    text (NFC, ``\\n``) that ``reader`` made of it. ``url`` is as the user gave it.
    """

    id: str
    title: str
    short_title: str
    standing: Standing
    filename: str
    sha256: str
    text_sha256: str
    reader: str
    language: str = ""
    author: str = ""
    affiliation: str = ""
    publisher: str = ""
    published: str | None = None
    accessed: str | None = None
    added: str | None = None
    url: str = ""
    body: int = 0
    version_of: str | None = None
    translation_of: str | None = None
    note: str = ""


class Passage(Value, frozen=True):
    """A place in a document: W3C TextQuoteSelector and TextPositionSelector in one.

    Sound when ``text[start:end] == exact``. ``orphaned``: the text changed under it.
    """

    id: str
    document: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    orphaned: bool = False


class Record(Value, frozen=True):
    """Evidence from a table: the printed value of one cell. ``row`` counts data rows from 1."""

    id: str
    file_sha256: str
    row: int
    column: str
    printed: str


class Misprint(Value, frozen=True):
    """A name as a source prints it, where it differs from the usual one."""

    printed: str
    note: str


class Institution(Value, frozen=True):
    """A body, as such: what entries of kind institution, mechanism or working group are about.

    ``state`` is the ISO 3166-1 alpha-3 code of the state it belongs to; ``names`` by language.
    """

    id: str
    name: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    names: dict[str, str] = {}
    state: str | None = None
    misprints: tuple[Misprint, ...] = ()
    note: str = ""


class Involvement(Value, frozen=True):
    """A party of an entry: a state (alpha-3) or an `Institution` id, and its role.

    ``printed`` is the party's name as the source gives it; ``since`` and ``until`` are the
    party's own dates.
    """

    party: str
    role: Role
    printed: str = ""
    since: str | None = None
    until: str | None = None


class Place(Value, frozen=True):
    """A place named in the source, e.g. the seat of an institution."""

    id: str
    name: str
    role: PlaceRole
    printed: str = ""


class Reference(Value, frozen=True):
    """Where a treaty series has it."""

    id: str
    registration: str = ""
    series: str = ""
    volume: str = ""
    page: str = ""


class Figure(Value, frozen=True):
    """A number that the source gives: 50 billion dollars by 2030."""

    id: str
    what: str
    printed: str
    number: float | None = None
    unit: str = ""
    by_when: str | None = None


class Milestone(Value, frozen=True):
    """A stage that was reached (``when`` known or not), or is to be reached (``due`` given).

    ``as_of`` bounds the day at which its document speaks.
    """

    id: str
    stage: Stage
    when: str | None = None
    due: str | None = None
    as_of: str | None = None
    note: str = ""


class Relation(Value, frozen=True):
    """How this entry stands to ``target``, another entry; one relation for each target."""

    kind: RelationKind
    target: str


class Evidence(Value, frozen=True):
    """What one field rests on.

    ``field`` is ``title``, ``kind``, ``instrument``, ``period``, ``party:ID``, ``role:ID``,
    ``sector:ID``, ``institution:ID``, ``place:ID``, ``reference:ID``, ``figure:ID``,
    ``relation:ID``, ``milestone:ID/stage``, ``milestone:ID/when`` or ``milestone:ID/due``.
    ``why`` says how an inferred value was concluded.
    """

    field: str
    basis: Basis
    passages: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    why: str = ""


class Origin(Value, frozen=True):
    """Where an entry came from: ``seed``, ``typed``, ``table`` or ``suggestion``."""

    source: str = "typed"
    document: str | None = None
    external_id: str | None = None
    batch: str | None = None


class Entry(Value, frozen=True):
    """One thing that was agreed, founded, held or promised."""

    id: str
    title: str
    short_title: str
    kind: Kind
    summary: str
    instrument: str = ""
    parties: tuple[Involvement, ...] = ()
    sectors: tuple[str, ...] = ()
    institution: str | None = None
    period: str | None = None
    milestones: tuple[Milestone, ...] = ()
    relations: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    languages: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    figures: tuple[Figure, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    origin: Origin = Origin()
    evidence: tuple[Evidence, ...] = ()


class PackDocument(Value, frozen=True):
    """A document of a pack: the name of its file under ``documents/``, how its text is built."""

    document: Document
    file: str
    structure: Structure = NO_STRUCTURE


class Pack(Value, frozen=True):
    """What ``pack.json`` holds; the documents lie beside it in ``documents/``."""

    format: int
    id: str
    title: str
    version: int
    documents: tuple[PackDocument, ...]
    institutions: tuple[Institution, ...]
    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    records: tuple[Record, ...] = ()
