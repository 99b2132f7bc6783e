"""Thousands of new entries at once: the same rows as `explorer.store.saving` writes, in one go.

Through SQLAlchemy's own statements, but without an object or a dictionary for each row: a table of
60,000 rows becomes three million of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects import sqlite

from explorer.domain.entries import Entry, Record
from explorer.domain.rules import is_state
from explorer.store import cells as cells_of
from explorer.store.documents import institutions
from explorer.store.entries import STRUCTURES, WORDS, chunks, identifiers, load, table_of
from explorer.store.entry_tables import (
    EntryTable,
    EvidencePassageTable,
    EvidenceRecordTable,
    EvidenceTable,
    PartyTable,
)
from explorer.store.library import Unit
from explorer.store.tables import (
    InstitutionAliasTable,
    InstitutionNameTable,
    InstitutionTable,
    MisprintTable,
    RecordTable,
)

_ENTRY: Final = (
    *("key", "id", "title", "short_title", "kind", "summary", "instrument", "institution_key"),
    *("period", "note", "origin_source", "origin_document", "origin_external_id", "origin_batch"),
)
_PARTY: Final = (
    *("entry_key", "position", "state", "institution_key", "role", "printed", "since", "until"),
)
_EVIDENCE: Final = ("key", "entry_key", "position", "field", "basis", "why")
_LINK: Final = ("evidence_key", "position", "record_key")
_QUOTED: Final = ("evidence_key", "position", "passage_key")
_RECORD: Final = ("key", "id", "file_sha256", "row", "column", "printed")


class Bulk:
    """Writes new entries; to be used within one unit of work.

    ``file_sha256``: the table whose cells `save_cells` writes, where they are all of one.
    """

    def __init__(self, unit: Unit, file_sha256: str = "") -> None:
        self._unit = unit
        self._records: dict[str, int] = {}
        self._passages: dict[str, int] = {}
        self.go_on()
        if file_sha256:
            # What an import that was taken back has left: the cells of a file do not change.
            query = select(RecordTable.id, RecordTable.key)
            own = unit.session.execute(query.where(RecordTable.file_sha256 == file_sha256))
            self._records.update((str(row[0]), int(row[1])) for row in own)
        self._rows: defaultdict[tuple[type[Any], tuple[str, ...]], list[tuple[Any, ...]]]
        self._rows = defaultdict(list)

    def go_on(self) -> None:
        """Number what comes behind what is there: others have written meanwhile."""
        self._entry_key = _next(self._unit, EntryTable)
        self._evidence_key = _next(self._unit, EvidenceTable)
        self._record_key = _next(self._unit, RecordTable)

    def save_cells(self, cells: Iterable[Record]) -> None:
        """Write the cells that are not there yet."""
        rows = self._rows[RecordTable, _RECORD]
        for cell in cells:
            if cell.id not in self._records:
                self._records[cell.id] = self._record_key
                rows.append((self._record_key, *msgspec.structs.astuple(cell)))
                self._record_key += 1

    def rest_on(self, passages: Collection[str], records: Collection[str]) -> None:
        """Look up what is there already, on which entries that come will rest."""
        self._passages.update(cells_of.passage_keys(self._unit, passages))
        self._records.update(cells_of.record_keys(self._unit, records))

    def insert(self, entries: Sequence[Entry]) -> None:
        """Write entries that are not there. What they rest on is there, and known here.

        Relations may point to entries of the same unit of work.
        """
        institutions = {
            name: key for key, name in identifiers(self._unit, InstitutionTable).items()
        }
        for entry in entries:
            self._entry(entry, institutions)
            self._entry_key += 1
            self._unit.note("entry", entry.id, None, entry)
        self.flush()

    def _entry(self, entry: Entry, institutions: dict[str, int]) -> None:
        key, rows, origin = self._entry_key, self._rows, entry.origin
        about = institutions[entry.institution] if entry.institution else None
        rows[EntryTable, _ENTRY].append(
            (
                *(key, entry.id, entry.title, entry.short_title, entry.kind.value, entry.summary),
                *(entry.instrument, about, entry.period, entry.note, origin.source),
                *(origin.document, origin.external_id, origin.batch),
            )
        )
        for mapped, attribute, kind in STRUCTURES:
            items = getattr(entry, attribute)
            if items:
                names = ("entry_key", "position", *kind.__struct_fields__)
                rows[mapped, names].extend(
                    (key, place, *map(_plain, msgspec.structs.astuple(item)))
                    for place, item in enumerate(items)
                )
        for mapped, attribute, column in WORDS:
            words = getattr(entry, attribute)
            if words:
                rows[mapped, ("entry_key", "position", column)].extend(
                    (key, place, word) for place, word in enumerate(words)
                )
        for place, item in enumerate(entry.parties):
            state = item.party if is_state(item.party) else None
            body = None if state else institutions[item.party]
            rows[PartyTable, _PARTY].append(
                (key, place, state, body, item.role.value, item.printed, item.since, item.until)
            )
        for place, support in enumerate(entry.evidence):
            rows[EvidenceTable, _EVIDENCE].append(
                (self._evidence_key, key, place, support.field, support.basis.value, support.why)
            )
            rows[EvidenceRecordTable, _LINK].extend(
                (self._evidence_key, number, self._records[record])
                for number, record in enumerate(support.records)
            )
            rows[EvidencePassageTable, _QUOTED].extend(
                (self._evidence_key, number, self._passages[passage])
                for number, passage in enumerate(support.passages)
            )
            self._evidence_key += 1

    def flush(self) -> None:
        """Give what was collected to SQLite: cells, then entries, then what points to them."""
        connection = self._unit.session.connection()
        first = (RecordTable, EntryTable, EvidenceTable)
        order = {mapped: number for number, mapped in enumerate(first)}
        for place in sorted(self._rows, key=lambda place: order.get(place[0], len(first))):
            values = self._rows[place]
            if values:
                connection.exec_driver_sql(*_statement(place, values))
        self._rows.clear()


def _plain(value: Any) -> Any:
    """A word of the vocabulary as the text that it is."""
    return value.value if hasattr(value, "value") else value


def _next(unit: Unit, mapped: type[Any]) -> int:
    return (unit.session.scalar(select(func.max(mapped.key))) or 0) + 1


def _statement(
    place: tuple[type[Any], tuple[str, ...]], values: list[tuple[Any, ...]]
) -> tuple[str, list[tuple[Any, ...]]]:
    """The insert of a table, and its values in the order that it asks for."""
    mapped, names = place
    dialect = sqlite.dialect()
    compiled = insert(table_of(mapped)).compile(dialect=dialect, column_keys=list(names))
    order = [names.index(name) for name in compiled.positiontup or ()]
    if order != list(range(len(names))):
        values = [tuple(line[number] for number in order) for line in values]
    return str(compiled), values


def present(unit: Unit, ids: Sequence[str]) -> set[str]:
    """Those of these entries that are there."""
    found: set[str] = set()
    for piece in chunks(ids):
        found.update(unit.session.scalars(select(EntryTable.id).where(EntryTable.id.in_(piece))))
    return found


def outside(
    unit: Unit, sources: Collection[tuple[str | None, str | None]]
) -> set[tuple[str | None, str | None]]:
    """Those of these pairs of document and external id that some entry bears."""
    own = EntryTable
    found: set[tuple[str | None, str | None]] = set()
    for piece in chunks(sorted({name for _, name in sources if name is not None})):
        query = select(own.origin_document, own.origin_external_id)
        rows = unit.session.execute(query.where(own.origin_external_id.in_(piece)))
        found.update((row[0], row[1]) for row in rows)
    return found & set(sources)


def remove(unit: Unit, ids: Sequence[str]) -> None:
    """Delete many entries and note them in the journal; what they rested on stays."""
    for start in range(0, len(ids), 2_000):
        gone = load(unit, ids[start : start + 2_000])
        for piece in chunks(list(gone)):
            unit.session.execute(delete(EntryTable).where(EntryTable.id.in_(piece)))
        for identifier, entry in gone.items():
            unit.note("entry", identifier, entry, None)


def remove_institutions(unit: Unit, ids: Sequence[str]) -> None:
    """Delete bodies that no entry names, and note them in the journal."""
    known = {name: key for key, name in identifiers(unit, InstitutionTable).items()}
    used = set(unit.session.scalars(select(PartyTable.institution_key).distinct()))
    used |= set(unit.session.scalars(select(EntryTable.institution_key).distinct()))
    gone = [name for name in ids if name in known and known[name] not in used]
    before = institutions(unit) if gone else {}
    for name in gone:
        for mapped in (InstitutionAliasTable, InstitutionNameTable, MisprintTable):
            unit.session.execute(delete(mapped).where(mapped.institution_key == known[name]))
        unit.session.execute(delete(InstitutionTable).where(InstitutionTable.key == known[name]))
        unit.note("institution", name, before[name], None)
