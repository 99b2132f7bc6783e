"""Entries and what belongs to them as typed ORM classes, beside `tables`."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from explorer.store.tables import Base


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
