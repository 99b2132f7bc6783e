"""Loading a pack, whole or not at all: the built-in library is one."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from explorer.domain.messages import AccordError
from explorer.export.pack import read_pack
from explorer.services import vocabularies
from explorer.store import documents, saving
from explorer.store.library import Library


class Loaded(msgspec.Struct, frozen=True):
    """What a pack brought; all zero when it was loaded before."""

    entries: int
    documents: int


def load_pack(library: Library, folder: Path) -> Loaded:
    """Load the pack in ``folder`` in one transaction; a pack already loaded changes nothing.

    Raises:
        AccordError: the pack's faults (``pack-…``), or the library's.
    """
    try:
        digest = hashlib.sha256((folder / "pack.json").read_bytes()).hexdigest()
    except OSError as error:
        raise AccordError("pack-unreadable", path=folder, reason=error.strerror) from error
    with library.reading() as unit:
        if documents.is_loaded(unit, digest):
            return Loaded(0, 0)
    pack, texts, originals = read_pack(folder, vocabularies.sectors(), vocabularies.states())
    added = datetime.now(UTC).date().isoformat()
    with library.writing(f"pack:{pack.id}:{pack.version}") as unit:
        known = documents.documents(unit)
        texts_in = []
        for item in pack.documents:
            old = known.get(item.document.id)
            day = added if old is None else old.added
            document = msgspec.structs.replace(item.document, added=item.document.added or day)
            documents.keep_original(library, document, originals[document.id])
            texts_in.append((document, texts[document.id]))
        documents.save_documents(unit, texts_in)
        documents.save_institutions(unit, pack.institutions)
        documents.save_passages(unit, pack.passages)
        documents.save_records(unit, pack.records)
        saving.save(unit, pack.entries)
        documents.note_pack(unit, pack, digest)
    return Loaded(len(pack.entries), len(pack.documents))
