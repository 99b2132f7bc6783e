"""Entries out of the store: rows of a dozen tables become frozen records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Table, func, select

from explorer.domain.entries import (
    Entry,
    Evidence,
    Figure,
    Involvement,
    Milestone,
    Origin,
    Place,
    Reference,
    Relation,
)
from explorer.domain.vocabulary import Basis, Kind, PlaceRole, RelationKind, Role, Stage
from explorer.store.entry_tables import (
    EntryPart,
    EntryTable,
    EvidencePassageTable,
    EvidenceRecordTable,
    EvidenceTable,
    FigureTable,
    LanguageTable,
    MilestoneTable,
    PartyTable,
    PlaceTable,
    ReferenceTable,
    RelationTable,
    SectorTable,
    TagTable,
)
from explorer.store.library import Unit
from explorer.store.tables import InstitutionTable, PassageTable, RecordTable

_BASES: Final = {basis.value: basis for basis in Basis}
_KINDS: Final = {kind.value: kind for kind in Kind}
_ROLES: Final = {role.value: role for role in Role}
# The field of a structure that is a word of the vocabulary: its place, and the words.
_WORDS_IN: Final[Mapping[type[msgspec.Struct], tuple[int, Mapping[str, Any]]]] = {
    Milestone: (1, {stage.value: stage for stage in Stage}),
    Relation: (0, {kind.value: kind for kind in RelationKind}),
    Place: (2, {role.value: role for role in PlaceRole}),
}
CHUNK: Final = 500  # ids in one statement

# Lists of structures whose fields are columns of the same names.
STRUCTURES: Final[tuple[tuple[type[EntryPart], str, type[msgspec.Struct]], ...]] = (
    (MilestoneTable, "milestones", Milestone),
    (RelationTable, "relations", Relation),
    (PlaceTable, "places", Place),
    (ReferenceTable, "references", Reference),
    (FigureTable, "figures", Figure),
)
# Lists of plain words.
WORDS: Final[tuple[tuple[type[EntryPart], str, str], ...]] = (
    (SectorTable, "sectors", "sector"),
    (LanguageTable, "languages", "language"),
    (TagTable, "tags", "tag"),
)


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in pieces that fit one statement."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def table_of(mapped: type[Any]) -> Table:
    """The table of a mapped class."""
    table = mapped.__table__
    assert isinstance(table, Table)
    return table


def count(unit: Unit) -> int:
    """How many entries the library holds."""
    return unit.session.scalar(select(func.count()).select_from(EntryTable)) or 0


def load(unit: Unit, ids: Sequence[str]) -> dict[str, Entry]:
    """The entries with these ids, in their order; unknown ids are left out."""
    found: dict[str, Entry] = {}
    for piece in chunks(ids):
        keys = unit.session.scalars(select(EntryTable.key).where(EntryTable.id.in_(piece))).all()
        found.update((entry.id, entry) for entry in _assemble(unit, keys))
    return {identifier: found[identifier] for identifier in ids if identifier in found}


def load_all(unit: Unit, *, size: int = 2_000) -> Iterator[tuple[Entry, ...]]:
    """All entries in the order they were added, in batches of ``size``."""
    keys = unit.session.scalars(select(EntryTable.key).order_by(EntryTable.key)).all()
    for start in range(0, len(keys), size):
        yield tuple(_assemble(unit, keys[start : start + size]))


def _among(column: Any, keys: Sequence[int]) -> Any:
    """The condition that a column is one of these sorted keys."""
    if keys[-1] - keys[0] == len(keys) - 1:
        return column.between(keys[0], keys[-1])
    return column.in_(keys)


def _rows(unit: Unit, mapped: type[Any], keys: Sequence[int], names: Sequence[str]) -> Any:
    """Key and named columns of a part's rows for these entries, in order; a run as a range."""
    table = table_of(mapped)
    column = table.c.entry_key
    query = select(column, *(table.c[name] for name in names)).where(_among(column, keys))
    return unit.session.execute(query.order_by(column, table.c.position)).all()


def _assemble(unit: Unit, keys: Sequence[int]) -> Iterator[Entry]:
    """The entries with these keys. By place, not by name: a table has a million of such rows."""
    if not keys:
        return
    keys = sorted(keys)
    parts: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for mapped, attribute, kind in STRUCTURES:
        place, known = _WORDS_IN.get(kind, (-1, {}))
        for key, *values in _rows(unit, mapped, keys, kind.__struct_fields__):
            if place >= 0:
                values[place] = known[values[place]]
            parts[key][attribute].append(kind(*values))
    for mapped, attribute, column in WORDS:
        for key, word in _rows(unit, mapped, keys, (column,)):
            parts[key][attribute].append(word)
    institutions = identifiers(unit, InstitutionTable)
    for key, state, body, role, printed, since, until in _rows(
        unit, PartyTable, keys, ("state", "institution_key", "role", "printed", "since", "until")
    ):
        party = state or institutions[body]
        parts[key]["parties"].append(Involvement(party, _ROLES[role], printed, since, until))
    for key, evidence in _evidence(unit, keys):
        parts[key]["evidence"].append(evidence)
    entry = table_of(EntryTable)
    query = select(entry).where(_among(entry.c.key, keys)).order_by(entry.c.key)
    for row in unit.session.execute(query):
        yield _entry(row, parts[row.key], institutions)


def _entry(row: Any, parts: dict[str, list[Any]], institutions: dict[int, str]) -> Entry:
    return Entry(
        id=row.id,
        title=row.title,
        short_title=row.short_title,
        kind=_KINDS[row.kind],
        summary=row.summary,
        instrument=row.instrument,
        institution=institutions.get(row.institution_key),
        period=row.period,
        note=row.note,
        origin=Origin(
            source=row.origin_source,
            document=row.origin_document,
            external_id=row.origin_external_id,
            batch=row.origin_batch,
        ),
        **{name: tuple(values) for name, values in parts.items()},
    )


def _evidence(unit: Unit, keys: Sequence[int]) -> Iterator[tuple[int, Evidence]]:
    """What the fields of these entries rest on, by the key of the entry, in order."""
    own = table_of(EvidenceTable).c
    rests: list[dict[int, list[str]]] = []
    for linked, target, name in (
        (EvidencePassageTable, PassageTable, "passage_key"),
        (EvidenceRecordTable, RecordTable, "record_key"),
    ):
        link, rested = table_of(linked).c, table_of(target).c
        query = (
            select(link.evidence_key, rested.id)
            .join_from(link.evidence_key.table, rested.key.table, rested.key == link[name])
            .join(own.key.table, own.key == link.evidence_key)
            .where(_among(own.entry_key, keys))
            .order_by(link.evidence_key, link.position)
        )
        found: dict[int, list[str]] = defaultdict(list)
        for evidence_key, identifier in unit.session.execute(query).all():
            found[evidence_key].append(identifier)
        rests.append(found)
    on_passages, on_records = rests
    mine = select(own.key, own.entry_key, own.field, own.basis, own.why)
    mine = mine.where(_among(own.entry_key, keys)).order_by(own.entry_key, own.position)
    rows: Sequence[Any] = unit.session.execute(mine).all()
    for key, entry_key, field, basis, why in rows:
        passages, records = on_passages.get(key, ()), on_records.get(key, ())
        yield entry_key, Evidence(field, _BASES[basis], tuple(passages), tuple(records), why)


def identifiers(unit: Unit, mapped: type[Any]) -> dict[int, str]:
    """The id of each key of a table."""
    return dict(unit.session.execute(select(mapped.key, mapped.id)).all())


def titles(unit: Unit, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Title and short title of these entries."""
    found: dict[str, tuple[str, str]] = {}
    for piece in chunks(ids):
        query = select(EntryTable.id, EntryTable.title, EntryTable.short_title)
        for identifier, title, short in unit.session.execute(query.where(EntryTable.id.in_(piece))):
            found[identifier] = (title, short)
    return found


def relating_to(unit: Unit, ids: Sequence[str]) -> dict[str, list[tuple[RelationKind, str]]]:
    """The entries whose relations point to these: target → (kind, the other entry's id)."""
    found: dict[str, list[tuple[RelationKind, str]]] = defaultdict(list)
    for piece in chunks(ids):
        query = (
            select(RelationTable.target, RelationTable.kind, EntryTable.id)
            .join(EntryTable, EntryTable.key == RelationTable.entry_key)
            .where(RelationTable.target.in_(piece))
            .order_by(EntryTable.key)
        )
        for target, kind, identifier in unit.session.execute(query):
            found[target].append((RelationKind(kind), identifier))
    return found
