"""Packs out: a library or a selection, with what it rests on, as one file for a colleague."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from explorer.domain.entries import Document, Entry, Pack, PackDocument
from explorer.domain.messages import AccordError, Progress
from explorer.domain.passages import normalise
from explorer.domain.rules import is_state
from explorer.domain.structure import NO_STRUCTURE
from explorer.export.pack import FORMAT, TEXT_SUFFIX
from explorer.export.packfile import write_pack_file
from explorer.export.report import ExportReport
from explorer.store import documents, entries, shelving
from explorer.store.library import Library, Unit, open_library, revision

SUFFIX: Final = ".accord"
_PLAIN_TEXTS: Final = (".txt", ".md")


class PackWork(msgspec.Struct, frozen=True):
    """Write these entries of a library (None: all of them) to ``target``."""

    library: str
    target: str
    title: str
    ids: tuple[str, ...] | None = None


def pack_steps(work: PackWork) -> Generator[Progress, None, ExportReport]:
    """The child's work."""
    library = open_library(Path(work.library))
    try:
        with library.reading() as unit:
            pack = compose(unit, work.ids, title=work.title)
            yield Progress("writing", 0, len(pack.entries))
            files = _files(library, unit, pack)
            for done, total in write_pack_file(Path(work.target), pack, files):
                yield Progress("writing", done, total)
    finally:
        library.close()
    size = Path(work.target).stat().st_size
    return ExportReport(path=work.target, entries=len(pack.entries), size=size)


def compose(unit: Unit, ids: Sequence[str] | None, *, title: str) -> Pack:
    """The pack of these entries: with the bodies, passages, cells and documents they rest on.

    A relation to an entry that is left out is left out too, with its evidence. Its id and version
    are the title and the library's revision: a later pack of the same title is its next edition.

    Raises:
        AccordError: ``entry-unknown``, ``export-empty``.
    """
    chosen = _chosen(unit, ids)
    inside = {entry.id for entry in chosen}
    chosen = [within(entry, inside) for entry in chosen]
    passages = documents.passages(
        unit, sorted({p for entry in chosen for item in entry.evidence for p in item.passages})
    )
    records = documents.records(
        unit, sorted({r for entry in chosen for item in entry.evidence for r in item.records})
    )
    known = documents.documents(unit)
    named = {p.document for p in passages.values()}
    named |= {entry.origin.document for entry in chosen if entry.origin.document}
    used = list(known.values()) if ids is None else _with_kin(known, named)
    structures = shelving.structures(unit)
    bodies = documents.institutions(unit)
    wanted = {entry.institution for entry in chosen}
    wanted |= {p.party for entry in chosen for p in entry.parties if not is_state(p.party)}
    return Pack(
        format=FORMAT,
        id=title,
        title=title,
        version=revision(unit),
        documents=tuple(
            PackDocument(item, _file_name(item), structures.get(item.id, NO_STRUCTURE))
            for item in used
        ),
        institutions=tuple(body for name, body in bodies.items() if name in wanted),
        passages=tuple(passages.values()),
        entries=tuple(chosen),
        records=tuple(records.values()),
    )


def _chosen(unit: Unit, ids: Sequence[str] | None) -> list[Entry]:
    if ids is None:
        found = [entry for some in entries.load_all(unit) for entry in some]
    else:
        loaded = entries.load(unit, ids)
        unknown = next((name for name in ids if name not in loaded), None)
        if unknown is not None:
            raise AccordError("entry-unknown", id=unknown)
        found = [loaded[name] for name in dict.fromkeys(ids)]
    if not found:
        raise AccordError("export-empty")
    return found


def within(entry: Entry, inside: Collection[str]) -> Entry:
    """An entry without its relations to entries elsewhere."""
    outside = {item.target for item in entry.relations if item.target not in inside}
    if not outside:
        return entry
    fields = {f"relation:{target}" for target in outside}
    return replace(
        entry,
        relations=tuple(item for item in entry.relations if item.target not in outside),
        evidence=tuple(item for item in entry.evidence if item.field not in fields),
    )


def _with_kin(known: Mapping[str, Document], names: Iterable[str]) -> list[Document]:
    """These documents and those of which they are versions or translations, as they were added."""
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            kin = known[name].version_of, known[name].translation_of
            waiting += [other for other in kin if other is not None]
    return [document for name, document in known.items() if name in wanted]


def _file_name(document: Document) -> str:
    return document.sha256[:32] + Path(document.filename).suffix.lower()


def _files(library: Library, unit: Unit, pack: Pack) -> dict[str, Path | bytes]:
    """The originals, and beside each the text that was made of it, where it is not the same."""
    found: dict[str, Path | bytes] = {}
    for item in pack.documents:
        source = documents.original(library, item.document)
        if not source.is_file():
            reason = "its original file is missing from the library"
            raise AccordError("export-document", document=item.document.title, reason=reason)
        found[item.file] = source
        text = documents.text_of(unit, item.document.id) or ""
        if not _is_its_own_text(source, text):
            found[item.file + TEXT_SUFFIX] = text.encode()
    return found


def _is_its_own_text(source: Path, text: str) -> bool:
    if source.suffix not in _PLAIN_TEXTS:
        return False
    try:
        return normalise(source.read_bytes().decode()) == text
    except UnicodeDecodeError:
        return False
