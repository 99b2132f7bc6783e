"""Documents one by one: added with their structure, changed, removed and brought back."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import delete, func, insert, select, update

from explorer import disk
from explorer.domain.entries import Document, Passage
from explorer.domain.structure import NO_STRUCTURE, Structure
from explorer.store import reviews
from explorer.store.documents import original, passages
from explorer.store.entries import chunks, table_of
from explorer.store.entry_tables import EntryTable, EvidencePassageTable, EvidenceTable
from explorer.store.library import DOCUMENTS, Library, Unit
from explorer.store.tables import DocumentTable, PassageTable, RemovedDocumentTable, StructureTable

# A file that nobody names and that is so old is left of an import that was killed.
_LEFT_SECONDS: Final = 3_600


def document(unit: Unit, identifier: str) -> Document | None:
    """One document without its text."""
    table = table_of(DocumentTable)
    columns = [table.c[name] for name in Document.__struct_fields__]
    row = unit.session.execute(select(*columns).where(table.c.id == identifier)).mappings().first()
    return None if row is None else msgspec.convert(dict(row), Document)


def with_file(unit: Unit, sha256: str) -> str | None:
    """The id of the document whose original file has this SHA-256."""
    return unit.session.scalar(select(DocumentTable.id).where(DocumentTable.sha256 == sha256))


def with_text(unit: Unit, text_sha256: str) -> str | None:
    """The id of the first document with exactly this text."""
    query = select(DocumentTable.id).where(DocumentTable.text_sha256 == text_sha256)
    return unit.session.scalar(query.order_by(DocumentTable.key).limit(1))


def file_hashes(unit: Unit) -> tuple[str, ...]:
    """The SHA-256s of all original files."""
    return tuple(unit.session.scalars(select(DocumentTable.sha256)))


def structure_of(unit: Unit, identifier: str) -> Structure:
    """How a document's text was built; no structure for one that came without."""
    query = (
        select(StructureTable.content)
        .join(DocumentTable, DocumentTable.key == StructureTable.document_key)
        .where(DocumentTable.id == identifier)
    )
    return _decoded(unit.session.scalar(query) or "")


def structures(unit: Unit) -> dict[str, Structure]:
    """The structures of all documents that have one."""
    query = select(DocumentTable.id, StructureTable.content).join(
        StructureTable, DocumentTable.key == StructureTable.document_key
    )
    return {name: _decoded(content) for name, content in unit.session.execute(query)}


def _decoded(content: str) -> Structure:
    return msgspec.json.decode(content, type=Structure) if content else NO_STRUCTURE


def lengths(unit: Unit, ids: Iterable[str]) -> dict[str, int]:
    """How many letters the texts of these documents have."""
    found: dict[str, int] = {}
    for piece in chunks(list(ids)):
        query = select(DocumentTable.id, func.length(DocumentTable.text))
        rows = unit.session.execute(query.where(DocumentTable.id.in_(piece)))
        found.update((name, length) for name, length in rows)
    return found


def add(unit: Unit, new: Document, text: str, structure: Structure) -> None:
    """Write a document that is not there yet."""
    row = {**msgspec.structs.asdict(new), "standing": new.standing.value, "text": text}
    unit.session.execute(insert(DocumentTable), [row])
    if structure != NO_STRUCTURE:
        key = unit.session.scalar(select(DocumentTable.key).where(DocumentTable.id == new.id))
        content = msgspec.json.encode(structure).decode()
        unit.session.execute(insert(StructureTable), [{"document_key": key, "content": content}])
    unit.note("document", new.id, None, new)


def change(unit: Unit, new: Document) -> None:
    """Write what is known about a document that is there; its text stays as it is."""
    before = document(unit, new.id)
    if before is None or before == new:
        return
    row = {**msgspec.structs.asdict(new), "standing": new.standing.value}
    unit.session.execute(update(DocumentTable).where(DocumentTable.id == new.id).values(**row))
    unit.note("document", new.id, before, new)


def remove(unit: Unit, identifier: str) -> None:
    """Take a document out, with its passages, on which nothing may rest any more.

    Its text is kept aside, and its original file where it is, so that `bring_back` can undo this.
    """
    before = document(unit, identifier)
    if before is None:
        return
    text = unit.session.scalar(select(DocumentTable.text).where(DocumentTable.id == identifier))
    kept = {
        "id": identifier,
        "sha256": before.sha256,
        "text": text or "",
        "structure": msgspec.json.encode(structure_of(unit, identifier)).decode(),
    }
    unit.session.execute(delete(RemovedDocumentTable).where(RemovedDocumentTable.id == identifier))
    unit.session.execute(insert(RemovedDocumentTable), [kept])
    key = unit.session.scalar(select(DocumentTable.key).where(DocumentTable.id == identifier))
    own = unit.session.scalars(select(PassageTable.id).where(PassageTable.document_key == key))
    remove_passages(unit, list(own))
    reviews.remove(unit, identifier)
    unit.session.execute(delete(DocumentTable).where(DocumentTable.id == identifier))
    unit.note("document", identifier, before, None)


def bring_back(unit: Unit, gone: Document) -> bool:
    """Put a removed document back as it was, without its passages; False where that cannot be."""
    query = select(RemovedDocumentTable.text, RemovedDocumentTable.structure)
    row = unit.session.execute(query.where(RemovedDocumentTable.id == gone.id)).first()
    if row is None:
        return False
    add(unit, gone, row.text, _decoded(row.structure))
    unit.session.execute(delete(RemovedDocumentTable).where(RemovedDocumentTable.id == gone.id))
    return True


def remove_passages(unit: Unit, ids: list[str]) -> None:
    """Take passages out on which nothing rests any more."""
    for identifier, passage in passages(unit, ids).items():
        unit.session.execute(delete(PassageTable).where(PassageTable.id == identifier))
        unit.note("passage", identifier, passage, None)


def entries_on_passages(unit: Unit, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids of the entries that rest on any of these passages."""
    found: dict[str, None] = {}
    for piece in chunks(list(ids)):
        query = (
            select(EntryTable.id)
            .join(EvidenceTable, EvidenceTable.entry_key == EntryTable.key)
            .join(EvidencePassageTable, EvidencePassageTable.evidence_key == EvidenceTable.key)
            .join(PassageTable, PassageTable.key == EvidencePassageTable.passage_key)
            .where(PassageTable.id.in_(piece))
            .distinct()
        )
        found.update(dict.fromkeys(unit.session.scalars(query)))
    return tuple(found)


def passage_ids(unit: Unit, identifier: str) -> tuple[str, ...]:
    """The ids of all passages of a document."""
    query = select(PassageTable.id).join(
        DocumentTable, DocumentTable.key == PassageTable.document_key
    )
    return tuple(unit.session.scalars(query.where(DocumentTable.id == identifier)))


def move_passages(unit: Unit, moved: Iterable[Passage]) -> None:
    """Write passages that stand in another document, or elsewhere, from now on."""
    new = {passage.id: passage for passage in moved}
    before = passages(unit, list(new))
    keys = select(DocumentTable.id, DocumentTable.key).where(
        DocumentTable.id.in_({passage.document for passage in new.values()})
    )
    known = {row.id: row.key for row in unit.session.execute(keys)}
    for identifier, passage in new.items():
        row = msgspec.structs.asdict(passage)
        row["document_key"] = known[row.pop("document")]
        unit.session.execute(update(PassageTable).where(PassageTable.id == identifier).values(row))
        unit.note("passage", identifier, before.get(identifier), passage)


def keep_file(library: Library, new: Document, source: Path) -> None:
    """Copy an original into the library, whole or not at all, and check that it is the one.

    Raises:
        ValueError: the file does not have the document's SHA-256.
        OSError: the disk refuses.
    """
    target = original(library, new)
    target.parent.mkdir(exist_ok=True)
    if target.exists() and _digest(target) == new.sha256:
        return
    with disk.replacing(target) as stream, source.open("rb") as data:
        shutil.copyfileobj(data, stream, 1 << 20)
        stream.flush()
        if _digest(source) != new.sha256:
            raise ValueError(f"{new.filename}: these are not the bytes of {new.sha256}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep_files(library: Library) -> None:
    """Take away originals that no document names, left by an import that was killed."""
    with library.reading() as unit:
        known = set(unit.session.scalars(select(DocumentTable.sha256)))
        known |= set(unit.session.scalars(select(RemovedDocumentTable.sha256)))
    disk.sweep(library.folder / DOCUMENTS)
    old = time.time() - _LEFT_SECONDS
    for file in (library.folder / DOCUMENTS).glob("*"):
        if len(file.stem) == 64 and file.stem not in known and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
