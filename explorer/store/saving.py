"""Entries into the store: frozen records become rows, and the journal notes what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import delete, func, insert, select, update

from explorer.domain.entries import Entry
from explorer.domain.rules import is_state
from explorer.store.entries import STRUCTURES, WORDS, chunks, identifiers, load, table_of
from explorer.store.entry_tables import (
    EntryTable,
    EvidencePassageTable,
    EvidenceRecordTable,
    EvidenceTable,
    PartyTable,
)
from explorer.store.library import Unit
from explorer.store.tables import InstitutionTable, PassageTable, RecordTable

_PARTS: Final[tuple[type[Any], ...]] = (
    *(part[0] for part in STRUCTURES),
    *(part[0] for part in WORDS),
    PartyTable,
    EvidenceTable,
)


def save(unit: Unit, entries: Iterable[Entry]) -> None:
    """Write entries, new ones and new states of old ones, and note them in the journal.

    Their institutions, passages and records must be there; relations may point to entries of
    the same unit of work.
    """
    entries = tuple(entries)
    before = load(unit, [entry.id for entry in entries])
    changed = [entry for entry in entries if before.get(entry.id) != entry]
    keys = _upsert(unit, changed, known=before)
    for mapped in _PARTS:
        column = table_of(mapped).c.entry_key
        for piece in chunks([entry.id for entry in changed if entry.id in before]):
            stale = [keys[identifier] for identifier in piece]
            unit.session.execute(delete(mapped).where(column.in_(stale)))
    _insert_parts(unit, changed, keys)
    _insert_evidence(unit, changed, keys)
    for entry in changed:
        unit.note("entry", entry.id, before.get(entry.id), entry)


def remove(unit: Unit, ids: Sequence[str]) -> None:
    """Delete entries and note them in the journal; their passages stay with the document."""
    for identifier, entry in load(unit, ids).items():
        unit.session.execute(delete(EntryTable).where(EntryTable.id == identifier))
        unit.note("entry", identifier, entry, None)


def _upsert(unit: Unit, entries: Sequence[Entry], *, known: dict[str, Entry]) -> dict[str, int]:
    keys: dict[str, int] = {}
    for piece in chunks([entry.id for entry in entries if entry.id in known]):
        query = select(EntryTable.id, EntryTable.key).where(EntryTable.id.in_(piece))
        keys.update((identifier, key) for identifier, key in unit.session.execute(query))
    institutions = {name: key for key, name in identifiers(unit, InstitutionTable).items()}
    next_key = (unit.session.scalar(select(func.max(EntryTable.key))) or 0) + 1
    new: list[dict[str, Any]] = []
    for entry in entries:
        row = {
            "id": entry.id,
            "title": entry.title,
            "short_title": entry.short_title,
            "kind": entry.kind.value,
            "summary": entry.summary,
            "instrument": entry.instrument,
            "institution_key": institutions[entry.institution] if entry.institution else None,
            "period": entry.period,
            "note": entry.note,
            "origin_source": entry.origin.source,
            "origin_document": entry.origin.document,
            "origin_external_id": entry.origin.external_id,
            "origin_batch": entry.origin.batch,
        }
        if entry.id in keys:
            changed = update(EntryTable).where(EntryTable.key == keys[entry.id])
            unit.session.execute(changed.values(row))
        else:
            keys[entry.id] = next_key
            new.append({"key": next_key, **row})
            next_key += 1
    if new:
        unit.session.execute(insert(EntryTable), new)
    return keys


def _insert_parts(unit: Unit, entries: Sequence[Entry], keys: dict[str, int]) -> None:
    institutions = {name: key for key, name in identifiers(unit, InstitutionTable).items()}
    rows: dict[type[Any], list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        key = keys[entry.id]
        for mapped, attribute, _ in STRUCTURES:
            for position, item in enumerate(getattr(entry, attribute)):
                rows[mapped].append(
                    {"entry_key": key, "position": position, **msgspec.structs.asdict(item)}
                )
        for mapped, attribute, column in WORDS:
            for position, word in enumerate(getattr(entry, attribute)):
                rows[mapped].append({"entry_key": key, "position": position, column: word})
        for position, party in enumerate(entry.parties):
            state = party.party if is_state(party.party) else None
            rows[PartyTable].append(
                {
                    "entry_key": key,
                    "position": position,
                    "state": state,
                    "institution_key": None if state else institutions[party.party],
                    "role": party.role.value,
                    "printed": party.printed,
                    "since": party.since,
                    "until": party.until,
                }
            )
    for mapped, values in rows.items():
        unit.session.execute(insert(mapped), values)


def _insert_evidence(unit: Unit, entries: Sequence[Entry], keys: dict[str, int]) -> None:
    passages = _keys_of(
        unit, PassageTable, {p for e in entries for item in e.evidence for p in item.passages}
    )
    records = _keys_of(
        unit, RecordTable, {r for e in entries for item in e.evidence for r in item.records}
    )
    next_key = (unit.session.scalar(select(func.max(EvidenceTable.key))) or 0) + 1
    rows: dict[type[Any], list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        for position, item in enumerate(entry.evidence):
            rows[EvidenceTable].append(
                {
                    "key": next_key,
                    "entry_key": keys[entry.id],
                    "position": position,
                    "field": item.field,
                    "basis": item.basis.value,
                    "why": item.why,
                }
            )
            for link, column, ids, known in (
                (EvidencePassageTable, "passage_key", item.passages, passages),
                (EvidenceRecordTable, "record_key", item.records, records),
            ):
                rows[link].extend(
                    {"evidence_key": next_key, "position": place, column: known[identifier]}
                    for place, identifier in enumerate(ids)
                )
            next_key += 1
    for mapped, values in rows.items():
        if values:
            unit.session.execute(insert(mapped), values)


def _keys_of(unit: Unit, mapped: type[Any], ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in chunks(sorted(ids)):
        query = select(mapped.id, mapped.key).where(mapped.id.in_(piece))
        found.update((identifier, key) for identifier, key in unit.session.execute(query))
    return found
