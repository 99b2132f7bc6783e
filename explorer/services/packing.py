"""Packs out: a library or a selection, with what it rests on, as one file for a colleague."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from explorer.domain.entries import (
    Document,
    Entry,
    Institution,
    Pack,
    PackDocument,
    Passage,
    Record,
)
from explorer.domain.messages import AccordError, Progress
from explorer.domain.passages import normalise
from explorer.domain.rules import institutions_of
from explorer.domain.structure import NO_STRUCTURE
from explorer.export.pack import FORMAT, TEXT_SUFFIX
from explorer.export.pack_text import pack_text
from explorer.export.packfile import write_pack_file
from explorer.export.report import ExportReport
from explorer.store import bulk, cells, documents, entries, shelving
from explorer.store.library import Library, Unit, open_library, revision

SUFFIX: Final = ".accord"
_AT_ONCE: Final = 2_000  # entries
_PLAIN_SUFFIX: Final = re.compile(r"\.\w{1,20}")  # of a name that every system takes
_PLAIN_TEXTS: Final = (".txt", ".md")


@contextmanager
def unswept() -> Iterator[None]:
    """Without Python's search for garbage, which would go through millions of records in vain."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


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
        with library.reading() as unit, unswept():
            chosen = Selection(unit, work.ids, title=work.title)
            steps = write_pack_file(
                Path(work.target), chosen.text(), lambda: _files(library, unit, chosen)
            )
            for what, done, total in steps:
                if what == "writing":
                    yield Progress(what, chosen.done, chosen.total)
                else:
                    yield Progress(what, done, total)
    finally:
        library.close()
    size = Path(work.target).stat().st_size
    return ExportReport(path=work.target, entries=chosen.total, size=size)


class Selection:
    """What a pack of these entries (None: all) holds, read list by list in the order of `Pack`.

    With the bodies, passages, cells and documents that the entries rest on, which are known when
    the entries were read. A relation to an entry that is left out is left out too, with its
    evidence. The pack's id and version are the title and the library's revision: a later pack of
    the same title is its next edition.

    Raises:
        AccordError: ``entry-unknown``, ``export-empty``.
    """

    def __init__(self, unit: Unit, ids: Sequence[str] | None, *, title: str) -> None:
        self._unit = unit
        self._ids = None if ids is None else tuple(dict.fromkeys(ids))
        if self._ids is not None:
            there = bulk.present(unit, self._ids)
            unknown = next((name for name in self._ids if name not in there), None)
            if unknown is not None:
                raise AccordError("entry-unknown", id=unknown)
        self.total = entries.count(unit) if self._ids is None else len(self._ids)
        if not self.total:
            raise AccordError("export-empty")
        self.done = 0  # entries that were read
        self.head: dict[str, int | str] = {
            "format": FORMAT,
            "id": title,
            "title": title,
            "version": revision(unit),
        }
        self._passages: set[str] = set()
        self._records: set[str] = set()
        self._bodies: set[str] = set()
        self._documents: set[str] = set()

    def text(self) -> Iterator[bytes]:
        """``pack.json`` in pieces."""
        lists = (self.entries, self.passages, self.records, self.institutions, self.documents)
        return pack_text(self.head, [(one.__name__, one) for one in lists])

    def entries(self) -> Iterator[Entry]:
        """The entries; first of all, for they say what else there is to be."""
        self.done = 0
        inside = None if self._ids is None else frozenset(self._ids)
        for some in self._loaded():
            for entry in some:
                kept = entry if inside is None else within(entry, inside)
                self._note(kept)
                yield kept
            self.done += len(some)

    def _loaded(self) -> Iterator[Sequence[Entry]]:
        if self._ids is None:
            yield from entries.load_all(self._unit)
            return
        for start in range(0, len(self._ids), _AT_ONCE):
            piece = self._ids[start : start + _AT_ONCE]
            yield tuple(entries.load(self._unit, piece).values())

    def _note(self, entry: Entry) -> None:
        for item in entry.evidence:
            self._passages.update(item.passages)
            self._records.update(item.records)
        self._bodies.update(institutions_of(entry))
        if entry.origin.document is not None:
            self._documents.add(entry.origin.document)

    def passages(self) -> Iterator[Passage]:
        """The passages, in the order of their ids."""
        for passage in cells.passages(self._unit, self._passages):
            self._documents.add(passage.document)
            yield passage

    def records(self) -> Iterator[Record]:
        """The table cells, in the order of their ids."""
        return cells.records(self._unit, self._records)

    def institutions(self) -> Iterator[Institution]:
        """The bodies."""
        found = documents.institutions(self._unit)
        return (body for name, body in found.items() if name in self._bodies)

    def documents(self) -> Iterator[PackDocument]:
        """The documents, of a whole library also those on which nothing rests."""
        structures = shelving.structures(self._unit)
        for item in self.sources():
            yield PackDocument(item, _file_name(item), structures.get(item.id, NO_STRUCTURE))

    def sources(self) -> list[Document]:
        """As `documents`, without how they are built."""
        known = documents.documents(self._unit)
        return list(known.values()) if self._ids is None else _with_kin(known, self._documents)


def compose(unit: Unit, ids: Sequence[str] | None, *, title: str) -> Pack:
    """The pack of these entries, whole; as `Selection` says."""
    return msgspec.json.decode(b"".join(Selection(unit, ids, title=title).text()), type=Pack)


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
    suffix = Path(document.filename).suffix.lower()
    return document.sha256[:32] + (suffix if _PLAIN_SUFFIX.fullmatch(suffix) else "")


def _files(library: Library, unit: Unit, chosen: Selection) -> dict[str, Path | bytes]:
    """The originals, and beside each the text that was made of it, where it is not the same."""
    found: dict[str, Path | bytes] = {}
    for item in chosen.sources():
        source = documents.original(library, item)
        if not source.is_file():
            reason = "its original file is missing from the library"
            raise AccordError("export-document", document=item.title, reason=reason)
        name = _file_name(item)
        found[name] = source
        text = documents.text_of(unit, item.id) or ""
        if not _is_its_own_text(source, text):
            found[name + TEXT_SUFFIX] = text.encode()
    return found


def _is_its_own_text(source: Path, text: str) -> bool:
    if source.suffix not in _PLAIN_TEXTS:
        return False
    try:
        return normalise(source.read_bytes().decode()) == text
    except UnicodeDecodeError:
        return False
