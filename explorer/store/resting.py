"""Which stretches of documents entries rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import func, select

from explorer.store.entries import chunks
from explorer.store.entry_tables import EntryTable, EvidencePassageTable, EvidenceTable
from explorer.store.library import Unit
from explorer.store.tables import DocumentTable, PassageTable

_BLANK = "\t\n\r "


class Resting(NamedTuple):
    """A stretch of a document, in code points, and an entry that rests on it."""

    document: str
    start: int
    end: int
    entry: str


def resting(unit: Unit, documents: Iterable[str] | None = None) -> Iterator[Resting]:
    """What rests on these documents, or on any; each once, in the order of documents and text."""
    query = (
        select(DocumentTable.id, PassageTable.start, PassageTable.end, EntryTable.id)
        .join(PassageTable, PassageTable.document_key == DocumentTable.key)
        .join(EvidencePassageTable, EvidencePassageTable.passage_key == PassageTable.key)
        .join(EvidenceTable, EvidenceTable.key == EvidencePassageTable.evidence_key)
        .join(EntryTable, EntryTable.key == EvidenceTable.entry_key)
        .distinct()
        .order_by(DocumentTable.key, PassageTable.start, PassageTable.end, EntryTable.key)
    )
    if documents is None:
        yield from map(Resting._make, unit.session.execute(query))
        return
    for piece in chunks(list(documents)):
        yield from map(
            Resting._make, unit.session.execute(query.where(DocumentTable.id.in_(piece)))
        )


def without_text(unit: Unit, documents: Iterable[str]) -> frozenset[str]:
    """Those of these documents that have no text to search in."""
    blank = func.trim(DocumentTable.text, _BLANK) == ""
    found: set[str] = set()
    for piece in chunks(sorted(documents)):
        query = select(DocumentTable.id).where(blank, DocumentTable.id.in_(piece))
        found.update(unit.session.scalars(query))
    return frozenset(found)


def passages_at(
    unit: Unit, document: str, stretches: Collection[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """The ids of the passages that stand exactly in these stretches (start, end); the first of
    several, and none of an orphaned one."""
    query = (
        select(PassageTable.start, PassageTable.end, PassageTable.id)
        .join(DocumentTable, DocumentTable.key == PassageTable.document_key)
        .where(DocumentTable.id == document, PassageTable.orphaned.is_(False))
        .order_by(PassageTable.key.desc())
    )
    if len(stretches) == 1:  # of one only its own are asked for
        ((start, _),) = stretches
        query = query.where(PassageTable.start == start)
    found = {(start, end): name for start, end, name in unit.session.execute(query)}
    return {stretch: found[stretch] for stretch in stretches if stretch in found}


def entries_over(unit: Unit, document: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The entries that rest on something of a stretch, and the passage that has most of it."""
    query = (
        select(PassageTable.start, PassageTable.end, EntryTable.id)
        .join(DocumentTable, PassageTable.document_key == DocumentTable.key)
        .join(EvidencePassageTable, EvidencePassageTable.passage_key == PassageTable.key)
        .join(EvidenceTable, EvidenceTable.key == EvidencePassageTable.evidence_key)
        .join(EntryTable, EntryTable.key == EvidenceTable.entry_key)
        .where(DocumentTable.id == document, PassageTable.start < end, PassageTable.end > start)
        .distinct()
    )
    found: dict[str, tuple[int, int]] = {}
    for first, last, entry in unit.session.execute(query):
        found[entry] = max(
            (first, last),
            found.get(entry, (0, 0)),
            key=lambda span: min(span[1], end) - max(span[0], start),
        )
    return found


def with_entries(unit: Unit, passages: Iterable[str]) -> frozenset[str]:
    """Those of these passages that some entry rests on."""
    found: set[str] = set()
    link = EvidencePassageTable
    for piece in chunks(list(passages)):
        query = select(PassageTable.id).where(
            PassageTable.id.in_(piece),
            select(link).where(link.passage_key == PassageTable.key).exists(),
        )
        found.update(unit.session.scalars(query))
    return frozenset(found)
