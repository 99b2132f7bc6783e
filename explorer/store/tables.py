"""The schema as typed ORM classes. Nothing outside ``store`` sees an instance of one."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class DocumentTable(Base):
    """A source text with its normalised text."""

    __tablename__ = "document"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    short_title: Mapped[str]
    standing: Mapped[str]
    filename: Mapped[str]
    sha256: Mapped[str]
    text_sha256: Mapped[str]
    reader: Mapped[str]
    language: Mapped[str]
    author: Mapped[str]
    affiliation: Mapped[str]
    publisher: Mapped[str]
    published: Mapped[str | None]
    accessed: Mapped[str | None]
    added: Mapped[str | None]
    url: Mapped[str]
    body: Mapped[int]
    version_of: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    translation_of: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    note: Mapped[str]
    text: Mapped[str] = mapped_column(deferred=True)


class StructureTable(Base):
    """How a document's text was built, as JSON."""

    __tablename__ = "structure"
    document_key: Mapped[int] = mapped_column(ForeignKey("document.key"), primary_key=True)
    content: Mapped[str]


class RemovedDocumentTable(Base):
    """What of a removed document is in no journal, so that undo can bring it back."""

    __tablename__ = "removed_document"
    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    text: Mapped[str]
    structure: Mapped[str]


class PassageTable(Base):
    """A place in a document."""

    __tablename__ = "passage"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    document_key: Mapped[int] = mapped_column(ForeignKey("document.key"))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    orphaned: Mapped[bool]


class RecordTable(Base):
    """A cell of an imported table."""

    __tablename__ = "record"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    file_sha256: Mapped[str]
    row: Mapped[int]
    column: Mapped[str]
    printed: Mapped[str]


class InstitutionTable(Base):
    """A body."""

    __tablename__ = "institution"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    acronym: Mapped[str]
    state: Mapped[str | None]
    note: Mapped[str]


class InstitutionAliasTable(Base):
    """Another name of a body."""

    __tablename__ = "institution_alias"
    institution_key: Mapped[int] = mapped_column(ForeignKey("institution.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    alias: Mapped[str]


class InstitutionNameTable(Base):
    """A body's name in another language."""

    __tablename__ = "institution_name"
    institution_key: Mapped[int] = mapped_column(ForeignKey("institution.key"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class MisprintTable(Base):
    """A body's name as a source prints it, with the usual one in the note."""

    __tablename__ = "institution_misprint"
    institution_key: Mapped[int] = mapped_column(ForeignKey("institution.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    printed: Mapped[str]
    note: Mapped[str]


class EntryTable(Base):
    """The single-valued fields of an entry."""

    __tablename__ = "entry"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    short_title: Mapped[str]
    kind: Mapped[str]
    summary: Mapped[str]
    instrument: Mapped[str]
    institution_key: Mapped[int | None] = mapped_column(ForeignKey("institution.key"))
    period: Mapped[str | None]
    note: Mapped[str]
    origin_source: Mapped[str]
    origin_document: Mapped[str | None]
    origin_external_id: Mapped[str | None]
    origin_batch: Mapped[str | None]


class EntryPart(Base):
    """Base of the lists that belong to an entry."""

    __abstract__ = True
    entry_key: Mapped[int] = mapped_column(ForeignKey("entry.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class PartyTable(EntryPart):
    """A party: a state or an institution."""

    __tablename__ = "entry_party"
    state: Mapped[str | None]
    institution_key: Mapped[int | None] = mapped_column(ForeignKey("institution.key"))
    role: Mapped[str]
    printed: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]


class SectorTable(EntryPart):
    """A sector of an entry, the main one first."""

    __tablename__ = "entry_sector"
    sector: Mapped[str]


class LanguageTable(EntryPart):
    """A language that an entry's text is authentic in."""

    __tablename__ = "entry_language"
    language: Mapped[str]


class TagTable(EntryPart):
    """A user's own word for an entry."""

    __tablename__ = "entry_tag"
    tag: Mapped[str]


class MilestoneTable(EntryPart):
    """A stage that was, or is to be, reached."""

    __tablename__ = "milestone"
    id: Mapped[str]
    stage: Mapped[str]
    when: Mapped[str | None]
    due: Mapped[str | None]
    as_of: Mapped[str | None]
    note: Mapped[str]


class RelationTable(EntryPart):
    """How an entry stands to another."""

    __tablename__ = "relation"
    kind: Mapped[str]
    target: Mapped[str] = mapped_column(ForeignKey("entry.id"))


class PlaceTable(EntryPart):
    """A place named in the source."""

    __tablename__ = "place"
    id: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    printed: Mapped[str]


class ReferenceTable(EntryPart):
    """Where a treaty series has an entry."""

    __tablename__ = "reference"
    id: Mapped[str]
    registration: Mapped[str]
    series: Mapped[str]
    volume: Mapped[str]
    page: Mapped[str]


class FigureTable(EntryPart):
    """A number that the source gives."""

    __tablename__ = "figure"
    id: Mapped[str]
    what: Mapped[str]
    printed: Mapped[str]
    number: Mapped[float | None]
    unit: Mapped[str]
    by_when: Mapped[str | None]


class EvidenceTable(Base):
    """What one field of an entry rests on."""

    __tablename__ = "evidence"
    key: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[int] = mapped_column(ForeignKey("entry.key"))
    position: Mapped[int]
    field: Mapped[str]
    basis: Mapped[str]
    why: Mapped[str]


class EvidencePassageTable(Base):
    """A passage of a piece of evidence."""

    __tablename__ = "evidence_passage"
    evidence_key: Mapped[int] = mapped_column(ForeignKey("evidence.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    passage_key: Mapped[int] = mapped_column(ForeignKey("passage.key"))


class EvidenceRecordTable(Base):
    """A table cell of a piece of evidence."""

    __tablename__ = "evidence_record"
    evidence_key: Mapped[int] = mapped_column(ForeignKey("evidence.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    record_key: Mapped[int] = mapped_column(ForeignKey("record.key"))


class ReviewTable(Base):
    """That a document was opened for review, and which text its suggestions were made of."""

    __tablename__ = "review"
    document_key: Mapped[int] = mapped_column(ForeignKey("document.key"), primary_key=True)
    text_sha256: Mapped[str]
    made: Mapped[str]


class ReviewItemTable(Base):
    """A suggestion, its corrections and what became of it; structures as JSON."""

    __tablename__ = "review_item"
    document_key: Mapped[int] = mapped_column(ForeignKey("review.document_key"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    decision: Mapped[str]
    entry_id: Mapped[str | None]
    batch: Mapped[str | None]
    confidence: Mapped[float]
    proposal: Mapped[str]
    suggested: Mapped[str | None]
    why: Mapped[str]


class CollectionTable(Base):
    """A named binder."""

    __tablename__ = "collection"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str]


class CollectionEntryTable(Base):
    """An entry's place in a collection."""

    __tablename__ = "collection_entry"
    collection_key: Mapped[int] = mapped_column(ForeignKey("collection.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[int] = mapped_column(ForeignKey("entry.key"))


class SavedSearchTable(Base):
    """A query kept under a name, as JSON, with the revision last looked at."""

    __tablename__ = "saved_search"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]
    seen_revision: Mapped[int]


class PackTable(Base):
    """A pack that was loaded, so that loading it again does nothing."""

    __tablename__ = "pack"
    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    title: Mapped[str]
    sha256: Mapped[str]


class ChangeTable(Base):
    """The journal: one row for each record written, in the write's own transaction."""

    __tablename__ = "change"
    revision: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str]
    made_at: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
