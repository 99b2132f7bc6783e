"""Documents at a glance: counts for a list of them, without reading a single text."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select

from explorer.store.entry_tables import EvidencePassageTable, EvidenceTable
from explorer.store.library import Unit
from explorer.store.tables import DocumentTable, PassageTable, StructureTable


class Counts(NamedTuple):
    """Of one document: letters of its text, pages, places that could not be read, and the
    entries that rest on it."""

    letters: int
    pages: int
    gaps: int
    entries: int


def counts(unit: Unit) -> dict[str, Counts]:
    """The counts of all documents, by id."""
    pages = func.json_array_length(StructureTable.content, "$.pages")
    gaps = func.json_array_length(StructureTable.content, "$.gaps")
    query = select(DocumentTable.id, func.length(DocumentTable.text), pages, gaps).outerjoin(
        StructureTable, StructureTable.document_key == DocumentTable.key
    )
    resting = (
        select(DocumentTable.id, func.count(func.distinct(EvidenceTable.entry_key)))
        .join(PassageTable, PassageTable.document_key == DocumentTable.key)
        .join(EvidencePassageTable, EvidencePassageTable.passage_key == PassageTable.key)
        .join(EvidenceTable, EvidenceTable.key == EvidencePassageTable.evidence_key)
        .group_by(DocumentTable.id)
    )
    used = {row[0]: row[1] for row in unit.session.execute(resting)}
    return {
        name: Counts(letters or 0, page_count or 0, gap_count or 0, used.get(name, 0))
        for name, letters, page_count, gap_count in unit.session.execute(query)
    }
