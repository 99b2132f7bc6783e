"""Packs in: what a colleague's file would bring, and then what of it was chosen, all or nothing.

Nothing of the library's own is overwritten unasked. An entry that both have and that differs is
kept as it is, replaced, or kept with the other beside it, as the user chooses for each.
"""

from __future__ import annotations

import uuid
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from explorer.domain.differences import Comparison, EntryChange, Group
from explorer.domain.entries import Document, Entry, Pack
from explorer.domain.messages import AccordError, Progress
from explorer.services.comparing import Pair, between, pairs, with_library
from explorer.services.fitting import Fitted, fit, short
from explorer.services.opening_packs import Opened, digest_of, opened
from explorer.services.packing import unswept
from explorer.services.reading_files import limit_memory
from explorer.store import bulk, documents, entries, journal, saving, shelving
from explorer.store.library import Library, Unit, open_library

MEMORY_MB: Final = 6_000


class Choice(StrEnum):
    """What becomes of an entry that differs: the library's stays, the pack's comes, or both."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


class PackPlan(msgspec.Struct, frozen=True):
    """What a pack would bring; ``sha256`` is of its file.

    Gone are, in the comparison, the entries that an earlier edition of this pack brought, and
    this one has no more: they stay.
    """

    sha256: str
    comparison: Comparison

    @property
    def title(self) -> str:
        """What the pack is called."""
        return self.comparison.new.title

    @property
    def different(self) -> tuple[EntryChange, ...]:
        """The entries that both have and that differ."""
        return self.comparison.of(Group.STAGE, Group.REWORDED, Group.CHANGED)


class MergeWork(msgspec.Struct, frozen=True):
    """Look at a pack's file, or merge it with ``choices`` by entry id; ``rest`` for the others.

    ``against``: compare it with that older pack instead; no library is opened then.
    """

    library: str
    path: str
    sha256: str = ""
    choices: dict[str, Choice] | None = None
    rest: Choice = Choice.BOTH
    against: str = ""


class Merged(msgspec.Struct, frozen=True):
    """What a merge did; its ``batch`` undoes it."""

    batch: str
    added: int
    replaced: int
    beside: int
    kept: int
    same: int
    documents: int


def merge_steps(
    work: MergeWork,
) -> Generator[Progress, None, PackPlan | Merged | Comparison]:
    """The child's work."""
    limit_memory(MEMORY_MB)
    with unswept():
        if work.against:
            old = yield from opened(Path(work.against))
            new = yield from opened(Path(work.path))
            return (yield from between(old.pack, new.pack))
        digest = digest_of(Path(work.path))
        if work.choices is not None and digest != work.sha256:
            raise AccordError("pack-changed", path=work.path)
        library = open_library(Path(work.library))
        try:
            found = yield from opened(Path(work.path))
            if work.choices is not None:
                return (yield from merge(library, found, work.choices, work.rest))
            with library.reading() as unit:
                return (yield from plan(unit, found.pack, digest, library.folder.name))
        finally:
            library.close()


def plan(unit: Unit, pack: Pack, digest: str, title: str) -> Generator[Progress, None, PackPlan]:
    """Compare a pack with the library, which is called ``title``; nothing is written."""
    before = journal.entries_of_batches(unit, _batch_start(pack))
    comparison = yield from with_library(unit, pack, fit(unit, pack), before, title)
    return PackPlan(digest, comparison)


def _batch_start(pack: Pack) -> str:
    return f"pack:{pack.id}:"


def merge(
    library: Library, found: Opened, choices: Mapping[str, Choice], rest: Choice
) -> Generator[Progress, None, Merged]:
    """Take a pack in, in one transaction and one batch that can be undone.

    Raises:
        AccordError: ``library-…``.
    """
    kept: list[Path] = []
    try:
        return (yield from _merged(library, found, choices, rest, kept))
    except BaseException:
        for file in kept:  # the library is as it was, and so are its files
            file.unlink(missing_ok=True)
        raise


def _merged(
    library: Library,
    found: Opened,
    choices: Mapping[str, Choice],
    rest: Choice,
    kept: list[Path],
) -> Generator[Progress, None, Merged]:
    """As `merge`; ``kept`` gets the originals that were not there."""
    pack = found.pack
    batch = f"{_batch_start(pack)}{pack.version}:{uuid.uuid4()}"
    with library.writing(batch) as unit:
        fitted = fit(unit, pack)
        _save_documents(library, unit, found, fitted, kept)
        documents.save_institutions(unit, fitted.institutions)
        documents.save_passages(unit, fitted.passages)
        writer = bulk.Bulk(unit)
        writer.save_cells(fitted.records)
        writer.flush()
        names = fitted.names
        writer.rest_on(
            {names.passages.get(item.id, item.id) for item in pack.passages},
            {names.records.get(item.id, item.id) for item in pack.records},
        )
        taking = _Taking(unit, writer, choices, rest)
        done = 0
        for some in pairs(unit, pack, fitted):
            yield Progress("merging", done, len(pack.entries))
            taking.take(some)
            done += len(some)
    return Merged(
        batch=batch,
        added=taking.added,
        replaced=taking.counts[Choice.TAKE],
        beside=taking.counts[Choice.BOTH],
        kept=taking.counts[Choice.KEEP],
        same=taking.same,
        documents=len(fitted.documents),
    )


def _save_documents(
    library: Library, unit: Unit, found: Opened, fitted: Fitted, kept: list[Path]
) -> None:
    today = datetime.now(UTC).date().isoformat()
    structures = {item.document.id: item.structure for item in found.pack.documents}
    for document in _older_first(fitted.documents):
        source = fitted.sources[document.id]
        target = documents.original(library, document)
        if not target.exists():
            kept.append(target)
        try:
            documents.keep_original(library, document, found.originals[source])
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise AccordError("library-unwritable", path=target, reason=reason) from error
        added = replace(document, added=document.added or today)
        shelving.add(unit, added, found.texts[source], structures[source])


class _Taking:
    """Writes entries of a pack as chosen; counts what became of them."""

    def __init__(
        self, unit: Unit, writer: bulk.Bulk, choices: Mapping[str, Choice], rest: Choice
    ) -> None:
        self._unit, self._writer = unit, writer
        self._choices, self._rest = choices, rest
        self.counts = dict.fromkeys(Choice, 0)
        self.added = self.same = 0

    def take(self, some: list[Pair]) -> None:
        """Take these entries."""
        new = [theirs for own, theirs in some if own is None]
        other = [pair for pair in some if pair.own is not None and pair.own != pair.theirs]
        self.added += len(new)
        self.same += len(some) - len(new) - len(other)
        chosen = [(self._choices.get(i.theirs.id, self._rest), i.theirs) for i in other]
        beside = {entry.id: _beside(entry) for choice, entry in chosen if choice is Choice.BOTH}
        # What came to stand beside by an earlier merge does not come again.
        there = bulk.present(self._unit, [entry.id for entry in beside.values()])
        taken = [entry for choice, entry in chosen if choice is Choice.TAKE]
        whole = entries.load(self._unit, [entry.id for entry in taken])
        saving.save(self._unit, [_with_relations(entry, whole[entry.id]) for entry in taken])
        new += [entry for entry in beside.values() if entry.id not in there]
        self.counts[Choice.TAKE] += len(taken)
        self.counts[Choice.BOTH] += len(beside) - len(there)
        self.counts[Choice.KEEP] += len(chosen) - len(taken) - len(beside) + len(there)
        self._writer.go_on()
        self._writer.insert(self._apart(new))

    def _apart(self, new: list[Entry]) -> list[Entry]:
        """Entries that do not claim to be what another one here is in their common source."""
        sources = {
            (entry.origin.document, entry.origin.external_id)
            for entry in new
            if entry.origin.document is not None and entry.origin.external_id is not None
        }
        taken = bulk.outside(self._unit, sources) if sources else set()
        return [
            entry
            if (entry.origin.document, entry.origin.external_id) not in taken
            else replace(entry, origin=replace(entry.origin, external_id=None))
            for entry in new
        ]


def _beside(entry: Entry) -> Entry:
    """An entry under another id: of its source it is not the one that the library follows."""
    origin = replace(entry.origin, external_id=None)
    return replace(entry, id=f"{entry.id}~{short(entry)}", origin=origin)


def _with_relations(entry: Entry, own: Entry) -> Entry:
    """An entry of a pack, with the relations to others that the library's own had."""
    there = {item.target for item in entry.relations}
    more = tuple(item for item in own.relations if item.target not in there)
    fields = {f"relation:{item.target}" for item in more}
    evidence = tuple(item for item in own.evidence if item.field in fields)
    return replace(
        entry, relations=(*entry.relations, *more), evidence=(*entry.evidence, *evidence)
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
