"""Documents, passages, records, institutions and packs, in and out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, insert, select, update

from explorer import disk
from explorer.domain.entries import (
    Document,
    Institution,
    Misprint,
    Pack,
    Passage,
    Record,
)
from explorer.store.entries import chunks, identifiers, table_of
from explorer.store.entry_tables import EntryTable, EvidencePassageTable, EvidenceTable
from explorer.store.library import DOCUMENTS, Library, Unit
from explorer.store.tables import (
    DocumentTable,
    InstitutionAliasTable,
    InstitutionNameTable,
    InstitutionTable,
    MisprintTable,
    PackTable,
    PassageTable,
    RecordTable,
)


def count(unit: Unit) -> int:
    """How many documents the library holds."""
    return unit.session.scalar(select(func.count()).select_from(DocumentTable)) or 0


def documents(unit: Unit) -> dict[str, Document]:
    """All documents without their texts, in the order they were added."""
    table = table_of(DocumentTable)
    columns = [table.c[name] for name in Document.__struct_fields__]
    rows = unit.session.execute(select(*columns).order_by(table.c.key)).mappings()
    return {row["id"]: msgspec.convert(dict(row), Document) for row in rows}


def text_of(unit: Unit, document: str) -> str | None:
    """The normalised text of a document; None for an unknown one."""
    return unit.session.scalar(select(DocumentTable.text).where(DocumentTable.id == document))


def texts_between(unit: Unit, stretches: Iterable[tuple[str, int, int]]) -> list[str]:
    """Stretches of documents' texts (document, start, end in code points), read without the rest.

    Empty where there is no such document. By SQLite's own cursor: a search asks for dozens, and
    each statement through SQLAlchemy takes longer than its reading.
    """
    connection = unit.session.connection().connection
    cursor = connection.cursor()
    try:
        found = []
        for document, start, end in stretches:
            asked = start + 1, end - start, document
            row = cursor.execute(
                "SELECT substr(text, ?, ?) FROM document WHERE id = ?", asked
            ).fetchone()
            found.append(row[0] if row else "")
        return found
    finally:
        cursor.close()


def _passage(row: Any) -> Passage:
    return msgspec.convert({**row, "orphaned": bool(row["orphaned"])}, Passage)


def _passage_query() -> Any:
    table = table_of(PassageTable)
    columns = [table.c[n] for n in Passage.__struct_fields__ if n != "document"]
    join = table.join(DocumentTable, DocumentTable.key == table.c.document_key)
    return select(*columns, DocumentTable.id.label("document")).select_from(join)


def passages(unit: Unit, ids: Sequence[str]) -> dict[str, Passage]:
    """The passages with these ids."""
    found: dict[str, Passage] = {}
    for piece in chunks(ids):
        rows = unit.session.execute(_passage_query().where(PassageTable.id.in_(piece))).mappings()
        found.update((row["id"], _passage(row)) for row in rows)
    return found


def passages_of(unit: Unit, document: str) -> tuple[Passage, ...]:
    """All passages of a document, in the order of its text."""
    query = _passage_query().where(DocumentTable.id == document)
    rows = unit.session.execute(query.order_by(PassageTable.start, PassageTable.end)).mappings()
    return tuple(_passage(row) for row in rows)


def entries_on(unit: Unit, document: str) -> dict[str, tuple[str, ...]]:
    """The ids of the passages of a document that each entry rests on; entry id → passage ids."""
    query = (
        select(EntryTable.id, PassageTable.id)
        .join(EvidenceTable, EvidenceTable.entry_key == EntryTable.key)
        .join(EvidencePassageTable, EvidencePassageTable.evidence_key == EvidenceTable.key)
        .join(PassageTable, PassageTable.key == EvidencePassageTable.passage_key)
        .join(DocumentTable, DocumentTable.key == PassageTable.document_key)
        .where(DocumentTable.id == document)
        .distinct()
        .order_by(EntryTable.key, PassageTable.start)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for entry, passage in unit.session.execute(query):
        found[entry].append(passage)
    return {entry: tuple(ids) for entry, ids in found.items()}


def covered(unit: Unit) -> dict[str, tuple[tuple[int, int], ...]]:
    """The stretches of each document that some entry rests on; document id → (start, end)."""
    query = (
        select(DocumentTable.id, PassageTable.start, PassageTable.end)
        .join(DocumentTable, DocumentTable.key == PassageTable.document_key)
        .where(
            select(EvidencePassageTable)
            .where(EvidencePassageTable.passage_key == PassageTable.key)
            .exists()
        )
        .order_by(PassageTable.start)
    )
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for document, start, end in unit.session.execute(query):
        found[document].append((start, end))
    return {document: tuple(spans) for document, spans in found.items()}


def records(unit: Unit, ids: Sequence[str]) -> dict[str, Record]:
    """The table cells with these ids."""
    table = table_of(RecordTable)
    found: dict[str, Record] = {}
    for piece in chunks(ids):
        rows = unit.session.execute(select(table).where(table.c.id.in_(piece))).mappings()
        for row in rows:
            fields = {name: row[name] for name in Record.__struct_fields__}
            found[row["id"]] = msgspec.convert(fields, Record)
    return found


def institutions(unit: Unit) -> dict[str, Institution]:
    """All institutions."""
    aliases: dict[int, list[str]] = defaultdict(list)
    names: dict[int, dict[str, str]] = defaultdict(dict)
    misprints: dict[int, list[Misprint]] = defaultdict(list)
    alias = InstitutionAliasTable
    for key, text in unit.session.execute(
        select(alias.institution_key, alias.alias).order_by(alias.institution_key, alias.position)
    ):
        aliases[key].append(text)
    name = InstitutionNameTable
    for key, language, text in unit.session.execute(
        select(name.institution_key, name.language, name.name)
    ):
        names[key][language] = text
    wrong = MisprintTable
    for key, printed, note in unit.session.execute(
        select(wrong.institution_key, wrong.printed, wrong.note).order_by(
            wrong.institution_key, wrong.position
        )
    ):
        misprints[key].append(Misprint(printed=printed, note=note))
    found = {}
    for row in unit.session.execute(select(table_of(InstitutionTable))).mappings():
        found[row["id"]] = Institution(
            id=row["id"],
            name=row["name"],
            acronym=row["acronym"],
            aliases=tuple(aliases[row["key"]]),
            names=names[row["key"]],
            state=row["state"],
            misprints=tuple(misprints[row["key"]]),
            note=row["note"],
        )
    return found


def save_documents(unit: Unit, texts: Iterable[tuple[Document, str]]) -> None:
    """Write documents with their normalised texts; known ids get their new state."""
    before = documents(unit)
    for document, text in texts:
        row = {**msgspec.structs.asdict(document), "standing": document.standing.value}
        if document.id in before:
            chosen = update(DocumentTable).where(DocumentTable.id == document.id)
            unit.session.execute(chosen.values(**row, text=text))
        else:
            unit.session.execute(insert(DocumentTable), [{**row, "text": text}])
        unit.note("document", document.id, before.get(document.id), document)


def save_passages(unit: Unit, new: Iterable[Passage]) -> None:
    """Write passages; their documents must be there."""
    new = tuple(new)
    before = passages(unit, [passage.id for passage in new])
    keys = {name: key for key, name in identifiers(unit, DocumentTable).items()}
    rows = []
    for passage in new:
        row = msgspec.structs.asdict(passage)
        row["document_key"] = keys[row.pop("document")]
        if passage.id in before:
            chosen = update(PassageTable).where(PassageTable.id == passage.id)
            unit.session.execute(chosen.values(row))
        else:
            rows.append(row)
        unit.note("passage", passage.id, before.get(passage.id), passage)
    if rows:
        unit.session.execute(insert(PassageTable), rows)


def save_records(unit: Unit, new: Iterable[Record]) -> None:
    """Write table cells; a known id keeps what it has, for a file's cell does not change."""
    new = tuple(new)
    before = records(unit, [record.id for record in new])
    rows = [msgspec.structs.asdict(record) for record in new if record.id not in before]
    if rows:
        unit.session.execute(insert(RecordTable), rows)
    for record in new:
        unit.note("record", record.id, before.get(record.id), before.get(record.id, record))


def save_institutions(unit: Unit, new: Iterable[Institution]) -> None:
    """Write institutions; known ids get their new state."""
    before = institutions(unit)
    keys = {name: key for key, name in identifiers(unit, InstitutionTable).items()}
    for institution in new:
        row = {
            name: getattr(institution, name) for name in ("id", "name", "acronym", "state", "note")
        }
        key = keys.get(institution.id)
        if key is None:
            key = (unit.session.scalar(select(func.max(InstitutionTable.key))) or 0) + 1
            unit.session.execute(insert(InstitutionTable), [{"key": key, **row}])
        else:
            chosen = update(InstitutionTable).where(InstitutionTable.key == key)
            unit.session.execute(chosen.values(row))
        _insert_names(unit, key, institution)
        unit.note("institution", institution.id, before.get(institution.id), institution)


def _insert_names(unit: Unit, key: int, institution: Institution) -> None:
    rows: dict[type[Any], list[dict[str, Any]]] = {
        InstitutionAliasTable: [
            {"institution_key": key, "position": place, "alias": alias}
            for place, alias in enumerate(institution.aliases)
        ],
        InstitutionNameTable: [
            {"institution_key": key, "language": language, "name": name}
            for language, name in institution.names.items()
        ],
        MisprintTable: [
            {"institution_key": key, "position": place, **msgspec.structs.asdict(misprint)}
            for place, misprint in enumerate(institution.misprints)
        ],
    }
    for mapped, values in rows.items():
        table = table_of(mapped)
        unit.session.execute(table.delete().where(table.c.institution_key == key))
        if values:
            unit.session.execute(insert(mapped), values)


def is_loaded(unit: Unit, sha256: str) -> bool:
    """Whether a pack with this SHA-256 was loaded."""
    return unit.session.scalar(select(PackTable.id).where(PackTable.sha256 == sha256)) is not None


def note_pack(unit: Unit, pack: Pack, sha256: str) -> None:
    """Remember that a pack was loaded."""
    row = {"version": pack.version, "title": pack.title, "sha256": sha256}
    unit.session.execute(PackTable.__table__.delete().where(PackTable.id == pack.id))  # type: ignore[attr-defined]
    unit.session.execute(insert(PackTable), [{"id": pack.id, **row}])
    unit.note("pack", pack.id, None, row)


def original(library: Library, document: Document) -> Path:
    """Where the original file of a document lies: named by its SHA-256."""
    suffix = Path(document.filename).suffix.lower()
    return library.folder / DOCUMENTS / f"{document.sha256}{suffix}"


def keep_original(library: Library, document: Document, data: bytes) -> None:
    """Put the original file into the library, whole or not at all."""
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError(f"{document.filename}: these are not the bytes of {document.sha256}")
    target = original(library, document)
    target.parent.mkdir(exist_ok=True)
    if target.exists() and target.read_bytes() == data:
        return
    disk.write_whole(target, data)
