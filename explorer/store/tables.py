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
