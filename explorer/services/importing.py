"""Documents in: files are read in a child, kept by their SHA-256, and searchable at once.

One transaction a document, all of an import in one batch: what was told as added is there after
any end, and `reverting.revert` takes back a whole import.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk
from explorer.domain.entries import Document
from explorer.domain.messages import AccordError, Message
from explorer.domain.structure import Structure
from explorer.services import children
from explorer.services.children import Alarm, Child
from explorer.services.indexing import Indexing
from explorer.services.kinship import Kin, kin_of
from explorer.services.reading_files import READ, FileRead, ReadRequest, room, taken
from explorer.store import shelving
from explorer.store.library import Library, Unit

SECONDS: Final = 120.0  # for one file
ADDED, KNOWN, REFUSED, CANCELLED = "added", "known", "refused", "cancelled"

_SHORT: Final = 48  # letters of a short title


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one file: ``added``, ``known`` (it is here already), ``refused`` or
    ``cancelled``. ``document``: the one that was added, or that is known; ``about``: what was
    guessed of an added one. ``notes``: what else is to be told of it. ``pages`` is 0 for a text
    without pages, ``kin`` a document that it is a version or translation of."""

    path: str
    status: str
    reason: Message | None = None
    document: str | None = None
    title: str = ""
    pages: int = 0
    notes: tuple[Message, ...] = ()
    kin: str | None = None
    about: Document | None = None


class Step(msgspec.Struct, frozen=True):
    """How far an import is: ``done`` of ``total`` files, what is being read, and within that
    ``page`` of ``pages`` (0: not known). ``outcome``: the file that has just been done."""

    done: int
    total: int
    path: str = ""
    page: int = 0
    pages: int = 0
    outcome: Outcome | None = None


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did; ``batch`` names it for undo, empty where nothing was added."""

    batch: str
    outcomes: tuple[Outcome, ...]

    def added(self) -> tuple[str, ...]:
        """The ids of the documents that were added."""
        return tuple(one.document for one in self.outcomes if one.status == ADDED and one.document)


class Importing:
    """Reads files into one library, one import at a time."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing
        self.seconds = SECONDS
        self.memory_mb = ReadRequest((), b"").memory_mb

    def run(
        self,
        paths: Sequence[Path],
        *,
        encodings: dict[Path, str] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        started: Callable[[Child], None] | None = None,
    ) -> Generator[Step, None, ImportReport]:
        """Read these files in their order; what cannot be read does not stop the others.

        ``encodings``: the user's choice for a file. ``cancelled`` is asked between files; killing
        the child that ``started`` gets stops the file that is being read.

        Raises:
            AccordError: ``library-…`` when nothing can be written, ``child-unstarted``.
        """
        if self._library.read_only:
            raise AccordError("library-read-only", path=self._library.folder)
        with suppress(OSError):  # only tidying
            shelving.sweep_files(self._library)
        one = _Import(self, self._library, list(paths), encodings or {}, cancelled)
        with self._indexing.held(), disk.Scratch() as scratch:
            folders = room(scratch)
            while one.place < len(one.paths) and not cancelled():
                yield from one.with_child(next(folders), started)
        for path in one.paths[one.place :]:
            outcome = Outcome(str(path), CANCELLED, Message("reading-cancelled"))
            yield one.done(outcome)
        added = any(outcome.status == ADDED for outcome in one.outcomes)
        return ImportReport(one.batch if added else "", tuple(one.outcomes))

    def paste(self, text: str, title: str) -> Generator[Step, None, ImportReport]:
        """Add a text that came without a file, e.g. from the clipboard."""
        with disk.Scratch() as scratch:
            name = "".join(sign for sign in title if sign.isalnum() or sign in " -_")[:60].strip()
            file = scratch / f"{name or 'text'}.txt"
            file.write_text(text, encoding="utf-8")
            report = yield from self.run([file])
        return report


class _Import:
    """One import as it goes on; ``place``: the file that is the next to be done."""

    def __init__(
        self,
        owner: Importing,
        library: Library,
        paths: list[Path],
        encodings: dict[Path, str],
        cancelled: Callable[[], bool],
    ) -> None:
        self.batch = f"import:{uuid.uuid4()}"
        self.paths = paths
        self.place = 0
        self.outcomes: list[Outcome] = []
        self._owner = owner
        self._library = library
        self._encodings = encodings
        self._cancelled = cancelled

    def done(self, outcome: Outcome) -> Step:
        """Note what became of a file."""
        self.outcomes.append(outcome)
        self.place = len(self.outcomes)
        return Step(self.place, len(self.paths), outcome.path, outcome=outcome)

    def with_child(self, scratch: Path, started: Callable[[Child], None] | None) -> Iterator[Step]:
        """Let a child read what is left; one that ends at a file is not asked for it again."""
        first = self.place
        child = Child(children.READ, self._request(first, scratch))
        alarm = Alarm(child, self._owner.seconds)
        if started is not None:
            started(child)
        try:
            for progress in child:
                if progress.what == READ:
                    alarm.wind()
                    yield self.done(self._outcome(scratch, progress.done - 1))
                    if self._cancelled():
                        return
                elif progress.what == "pages":
                    yield self._step(progress.done, progress.total)
                elif self.place < len(self.paths):
                    yield self._step(0, 0)
        except AccordError as error:
            if not error.message.code.startswith("child-"):
                raise
            if self._cancelled():
                return
            yield self.done(self._refused(self._why(alarm, error)))
        finally:
            alarm.stop()
            child.cancel()

    def _request(self, first: int, scratch: Path) -> ReadRequest:
        with self._library.reading() as unit:
            known = frozenset(shelving.file_hashes(unit))
        left = self.paths[first:]
        chosen = {
            n: self._encodings[path] for n, path in enumerate(left) if path in self._encodings
        }
        return ReadRequest(
            paths=tuple(os.fsencode(path) for path in left),
            scratch=os.fsencode(scratch),
            encodings=chosen,
            known=known,
            memory_mb=self._owner.memory_mb,
        )

    def _step(self, page: int, pages: int) -> Step:
        return Step(self.place, len(self.paths), str(self.paths[self.place]), page, pages)

    def _why(self, alarm: Alarm, error: AccordError) -> Message:
        if alarm.rang:
            return Message("reading-time", {"seconds": f"{self._owner.seconds:g}"})
        reason = error.message.parameters.get("reason", "")
        return Message("reading-crashed", {"reason": reason})

    def _refused(self, reason: Message) -> Outcome:
        return Outcome(str(self.paths[self.place]), REFUSED, reason)

    def _outcome(self, scratch: Path, number: int) -> Outcome:
        """Take what the child has read into the library."""
        path = self.paths[self.place]
        found = taken(scratch, number)
        source = scratch / f"{number}.bin"
        try:
            if found.refused is not None:
                return self._refused(found.refused)
            return self._stored(path, found, source)
        finally:
            source.unlink(missing_ok=True)

    def _stored(self, path: Path, found: FileRead, source: Path) -> Outcome:
        with self._library.reading() as unit:
            known = self._known(unit, path, found)
            if known is not None:
                return known
            assert found.text is not None
            kin = kin_of(unit, found.text, path.name)
        document = document_of(path, found, kin)
        try:
            shelving.keep_file(self._library, document, source)
        except OSError as error:
            if getattr(error, "errno", None) == _DISK_FULL:
                raise AccordError("disk-full", path=self._library.folder) from error
            raise AccordError("library-read-only", path=self._library.folder) from error
        read = found.text
        with self._library.writing(self.batch) as unit:
            known = self._known(unit, path, found)  # another program may have been faster
            if known is not None:
                return known
            shelving.add(unit, document, read.text, read.structure)
        return _added(path, document, read.structure, (*read.notes, *kin.notes))

    def _known(self, unit: Unit, path: Path, found: FileRead) -> Outcome | None:
        code, name = "note-known", shelving.with_file(unit, found.sha256)
        if name is None and found.text is not None:
            code, name = "note-same-text", shelving.with_text(unit, _digest(found.text.text))
        document = None if name is None else shelving.document(unit, name)
        if document is None:
            return None
        reason = Message(code, {"title": document.title})
        return Outcome(str(path), KNOWN, reason, document.id, document.title)


_DISK_FULL: Final = 28  # errno.ENOSPC, on all systems


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _added(
    path: Path, document: Document, structure: Structure, notes: tuple[Message, ...]
) -> Outcome:
    return Outcome(
        path=str(path),
        status=ADDED,
        document=document.id,
        title=document.title,
        pages=len(structure.pages),
        notes=notes,
        kin=document.version_of or document.translation_of,
        about=document,
    )


def document_of(path: Path, found: FileRead, kin: Kin) -> Document:
    """The record of a file that was read; what nobody knows is empty."""
    assert found.text is not None
    said = found.text.said
    title = said.title or path.stem.replace("_", " ").strip() or path.name
    return Document(
        id=str(uuid.uuid4()),
        title=title,
        short_title=shortened(title),
        standing=said.standing,
        filename=path.name.encode(errors="replace").decode(),
        sha256=found.sha256,
        text_sha256=_digest(found.text.text),
        reader=found.text.reader,
        language=said.language,
        author=said.author,
        affiliation=said.affiliation,
        publisher=said.publisher,
        published=said.published,
        added=datetime.now(UTC).date().isoformat(),
        url=said.url,
        body=found.text.body,
        version_of=kin.version_of,
        translation_of=kin.translation_of,
    )


def shortened(title: str) -> str:
    """A title for chips and footnotes: cut between words, with a sign where it was."""
    if len(title) <= _SHORT:
        return title
    head = title[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:-–(")
    return f"{head or title[:_SHORT]}…"
