"""Packs in: what a colleague's file would bring, and then what of it was chosen, all or nothing.

Nothing of the library's own is overwritten unasked. An entry that both have and that differs is
kept as it is, replaced, or kept with the other beside it, as the user chooses for each.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Generator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from explorer import disk
from explorer.domain.entries import Document, Entry, Evidence, Pack, Passage
from explorer.domain.messages import AccordError, Progress
from explorer.domain.rules import entry_stage
from explorer.export.pack import read_pack
from explorer.export.packfile import PACK_FILE, unpack
from explorer.services import vocabularies
from explorer.services.packing import within
from explorer.services.reading_files import limit_memory
from explorer.store import documents, entries, journal, saving, shelving
from explorer.store.library import Library, Unit, open_library

MEMORY_MB: Final = 6_000


class Choice(StrEnum):
    """What becomes of an entry that differs: the library's stays, the pack's comes, or both."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


class Difference(msgspec.Struct, frozen=True):
    """An entry that both have: its fields that differ, and how firm it is here and there."""

    id: str
    title: str
    theirs: str
    fields: tuple[str, ...]
    stages: tuple[str, str]


class PackPlan(msgspec.Struct, frozen=True):
    """What a pack would bring. ``new`` and ``gone``: ids with titles.

    ``gone``: entries that an earlier edition of this pack brought, and this one has no more.
    """

    sha256: str
    title: str
    version: int
    entries: int
    documents: int
    new: tuple[tuple[str, str], ...]
    same: int
    different: tuple[Difference, ...]
    gone: tuple[tuple[str, str], ...]


class MergeWork(msgspec.Struct, frozen=True):
    """Look at a pack's file, or merge it with ``choices`` by entry id; ``rest`` for the others."""

    library: str
    path: str
    sha256: str = ""
    choices: dict[str, Choice] | None = None
    rest: Choice = Choice.BOTH


class Merged(msgspec.Struct, frozen=True):
    """What a merge did; its ``batch`` undoes it."""

    batch: str
    added: int
    replaced: int
    beside: int
    kept: int
    same: int
    documents: int


def merge_steps(work: MergeWork) -> Generator[Progress, None, PackPlan | Merged]:
    """The child's work."""
    limit_memory(MEMORY_MB)
    path = Path(work.path)
    digest = _digest(path)
    if work.choices is not None and digest != work.sha256:
        raise AccordError("pack-changed", path=path)
    scratch = disk.Scratch()
    library = open_library(Path(work.library))
    try:
        folder = path
        if not path.is_dir():
            folder = scratch.path
            for done, total in unpack(path, folder):
                yield Progress("reading", done, total)
        try:
            read = read_pack(folder, vocabularies.sectors(), vocabularies.states())
        except AccordError as error:  # by the name of the file, not of the place it was unpacked to
            told = {**error.message.parameters, "path": str(path)}
            raise AccordError(error.message.code, **told) from error
        pack, texts, originals = read
        yield Progress("entries", 0, len(pack.entries))
        if work.choices is None:
            with library.reading() as unit:
                return plan(unit, pack, digest)
        return merge(library, pack, texts, originals, work.choices, work.rest)
    finally:
        library.close()
        scratch.close()


def _digest(path: Path) -> str:
    try:
        with (path / PACK_FILE if path.is_dir() else path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AccordError("pack-unreadable", path=path, reason=reason) from error


class Fitted(msgspec.Struct, frozen=True):
    """A pack in the library's own ids: documents and passages that it has need not come again."""

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]  # those that are new, as they are to be called here
    sources: dict[str, str]  # of a new document: its id in the pack
    passages: tuple[Passage, ...]


def fit(unit: Unit, pack: Pack) -> Fitted:
    """Put a pack into the library's ids, by the texts of documents and the places of passages.

    Raises:
        AccordError: ``pack-document``: the library made another text of the same file.
    """
    known = documents.documents(unit)
    names: dict[str, str] = {}
    new, sources = [], {}
    for item in pack.documents:
        document = item.document
        own = known.get(document.id)
        if own is not None and own.text_sha256 == document.text_sha256:
            names[document.id] = document.id
        elif (same := shelving.with_text(unit, document.text_sha256)) is not None:
            names[document.id] = same
        else:
            name = document.id if own is None else f"{document.id}~{document.text_sha256[:8]}"
            names[document.id] = name
            new.append(replace(document, id=name))
            sources[name] = document.id
    new = [_with_kin(document, names) for document in new]
    passages, places = _passages(unit, pack, names)
    return Fitted(
        entries=tuple(_in_names(entry, names, places) for entry in pack.entries),
        documents=tuple(new),
        sources=sources,
        passages=passages,
    )


def _with_kin(document: Document, names: dict[str, str]) -> Document:
    kin = document.version_of, document.translation_of
    version, translation = (names.get(name or "") for name in kin)
    return replace(document, version_of=version, translation_of=translation)


def _passages(
    unit: Unit, pack: Pack, names: dict[str, str]
) -> tuple[tuple[Passage, ...], dict[str, str]]:
    """The passages that are new, and how each of the pack's is called here."""
    moved = [replace(passage, document=names[passage.document]) for passage in pack.passages]
    known = documents.passages(unit, [passage.id for passage in moved])
    new, places = [], {}
    for passage in moved:
        own = known.get(passage.id)
        places[passage.id] = passage.id
        if own is None:
            new.append(passage)
        elif own != passage:
            name = f"{passage.id}~{_short(passage)}"
            places[passage.id] = name
            if not documents.passages(unit, [name]):
                new.append(replace(passage, id=name))
    return tuple(new), places


def _in_names(entry: Entry, names: dict[str, str], places: dict[str, str]) -> Entry:
    evidence = tuple(_evidence_in(item, places) for item in entry.evidence)
    origin = entry.origin
    if origin.document is not None:
        origin = replace(origin, document=names[origin.document])
    return replace(entry, evidence=evidence, origin=origin)


def _evidence_in(item: Evidence, places: dict[str, str]) -> Evidence:
    return replace(item, passages=tuple(places[name] for name in item.passages))


def _short(value: msgspec.Struct) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:8]


def plan(unit: Unit, pack: Pack, digest: str) -> PackPlan:
    """Compare a pack with the library; nothing is written.

    Raises:
        AccordError: as `fit`.
    """
    fitted = fit(unit, pack)
    own = _own(unit, fitted)
    before = journal.entries_of_batches(unit, _batch_start(pack))
    gone = [name for name in before if name not in {entry.id for entry in fitted.entries}]
    titles = entries.titles(unit, gone)
    return PackPlan(
        sha256=digest,
        title=pack.title,
        version=pack.version,
        entries=len(pack.entries),
        documents=len(fitted.documents),
        new=tuple((e.id, e.title) for e in fitted.entries if e.id not in own),
        same=sum(own.get(entry.id) == entry for entry in fitted.entries),
        different=tuple(
            _difference(own[entry.id], entry)
            for entry in fitted.entries
            if entry.id in own and own[entry.id] != entry
        ),
        gone=tuple((name, titles[name][0]) for name in gone if name in titles),
    )


def _own(unit: Unit, fitted: Fitted) -> dict[str, Entry]:
    """The library's own of these entries, as a pack of the same selection would have them.

    Relations to others are no difference: they were left out where the pack was made.
    """
    inside = {entry.id for entry in fitted.entries}
    found = entries.load(unit, [entry.id for entry in fitted.entries])
    return {name: within(entry, inside) for name, entry in found.items()}


def _with_relations(entry: Entry, own: Entry) -> Entry:
    """An entry of a pack, with the relations to others that the library's own had."""
    there = {item.target for item in entry.relations}
    more = tuple(item for item in own.relations if item.target not in there)
    fields = {f"relation:{item.target}" for item in more}
    evidence = tuple(item for item in own.evidence if item.field in fields)
    return replace(
        entry, relations=(*entry.relations, *more), evidence=(*entry.evidence, *evidence)
    )


def _difference(own: Entry, theirs: Entry) -> Difference:
    fields = tuple(
        name for name in Entry.__struct_fields__ if getattr(own, name) != getattr(theirs, name)
    )
    stages = entry_stage(own).value, entry_stage(theirs).value
    return Difference(own.id, own.title, theirs.title, fields, stages)


def _batch_start(pack: Pack) -> str:
    return f"pack:{pack.id}:"


def merge(
    library: Library,
    pack: Pack,
    texts: dict[str, str],
    originals: dict[str, bytes],
    choices: dict[str, Choice],
    rest: Choice,
) -> Merged:
    """Take a pack in, in one transaction and one batch that can be undone.

    Raises:
        AccordError: as `fit`; ``library-…``.
    """
    batch = f"{_batch_start(pack)}{pack.version}:{uuid.uuid4()}"
    today = datetime.now(UTC).date().isoformat()
    counts = dict.fromkeys(Choice, 0)
    with library.writing(batch) as unit:
        fitted = fit(unit, pack)
        structures = {item.document.id: item.structure for item in pack.documents}
        for document in _older_first(fitted.documents):
            source = fitted.sources[document.id]
            documents.keep_original(library, document, originals[source])
            added = replace(document, added=document.added or today)
            shelving.add(unit, added, texts[source], structures[source])
        bodies = documents.institutions(unit)
        documents.save_institutions(unit, [b for b in pack.institutions if b.id not in bodies])
        documents.save_passages(unit, fitted.passages)
        documents.save_records(unit, pack.records)
        own = _own(unit, fitted)
        new = [entry for entry in fitted.entries if entry.id not in own]
        other = [e for e in fitted.entries if e.id in own and own[e.id] != e]
        coming = list(new)
        for entry in other:
            choice = choices.get(entry.id, rest)
            beside = replace(entry, id=f"{entry.id}~{_short(entry)}")
            if choice is Choice.BOTH and entries.load(unit, [beside.id]):
                choice = Choice.KEEP  # it came to stand beside by an earlier merge
            counts[choice] += 1
            if choice is Choice.TAKE:
                coming.append(_with_relations(entry, entries.load(unit, [entry.id])[entry.id]))
            elif choice is Choice.BOTH:
                coming.append(beside)
        saving.save(unit, coming)
    return Merged(
        batch=batch,
        added=len(new),
        replaced=counts[Choice.TAKE],
        beside=counts[Choice.BOTH],
        kept=counts[Choice.KEEP],
        same=len(fitted.entries) - len(new) - len(other),
        documents=len(fitted.documents),
    )


def _older_first(found: tuple[Document, ...]) -> list[Document]:
    """Documents behind those that they are versions or translations of; a ring as it stands."""
    waiting, done = {document.id: document for document in found}, []
    while waiting:
        ready = [
            document
            for document in waiting.values()
            if not {document.version_of, document.translation_of} & set(waiting)
        ]
        done += [waiting.pop(document.id) for document in ready or list(waiting.values())]
    return done
