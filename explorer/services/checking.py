"""Is everything sound: the store, each document, each passage, each field's evidence, the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Final

import msgspec

from explorer.domain.entries import Document, Entry
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.passages import fault
from explorer.domain.rules import evidence_by_field, supported_fields
from explorer.services.children import CHECK, Child, finish, run_child
from explorer.services.index_texts import index_folder
from explorer.store import bulk, documents, entries, reviews
from explorer.store.integrity import problems_of
from explorer.store.library import Library, Unit, open_library

_MOST_BYTES: Final = 500_000  # of problems in one answer of a child
_BATCH: Final = 200  # entries between two reports of progress
_TRIES: Final = 3  # an index may be replaced by a newer one while its files are read


class Problem(msgspec.Struct, frozen=True):
    """Something that is wrong: what it is, where, and why it is wrong.

    ``title`` names the entry or document for a reader; ``where`` names the place exactly.
    """

    what: str  # library, document, passage, entry or index
    where: str
    reason: Message
    title: str = ""


class Checked(msgspec.Struct, frozen=True):
    """How much was looked at; ``index_files`` is 0 where there is no index to look at."""

    documents: int = 0
    passages: int = 0
    entries: int = 0
    fields: int = 0
    index_files: int = 0


class CheckReport(msgspec.Struct, frozen=True):
    """What a check found, and what it looked at; ``found`` counts all problems, also unlisted."""

    problems: tuple[Problem, ...]
    checked: Checked
    found: int


class CheckRequest(msgspec.Struct, frozen=True):
    """What the child is asked: check the library in this folder."""

    library: str


def check(library: Library) -> tuple[Problem, ...]:
    """All problems of a library; none means that every field has its sentence."""
    return finish(check_steps(library)).problems


def check_steps(library: Library) -> Generator[Progress, None, CheckReport]:
    """The check, with its progress: ``library``, ``documents``, ``entries``, then ``index``.

    Each of them counts its own things, so ``total`` differs from one to the next. Closing the
    generator early gives the check up.
    """
    check = _Check(library)
    try:
        yield from check.store()
    except AccordError as error:
        if error.message.code != "library-damaged":
            raise
        # SQLite gives up where it cannot read on; the index can still be looked at.
        check.problems.append(Problem("library", str(library.path), error.message))
    yield from check.index()
    counts = Checked(
        check.documents, check.passages, check.entries, check.fields, check.index_files
    )
    return CheckReport(tuple(check.problems), counts, len(check.problems))


def check_in_child(
    library: Library, started: Callable[[Child], None] | None = None
) -> Generator[Progress, None, CheckReport]:
    """The check in a process of its own, as `check_steps`: killed at any moment, it lets go.

    With very many problems only the first ones are listed; all are counted.

    Raises:
        AccordError: ``child-crashed``, ``library-…`` when it cannot be opened.
    """
    request = CheckRequest(str(library.folder))
    report: CheckReport = yield from run_child(CHECK, request, CheckReport, started)
    return report


def check_for_parent(request: CheckRequest) -> Generator[Progress, None, CheckReport]:
    """The child's work."""
    library = open_library(Path(request.library))
    try:
        report = yield from check_steps(library)
    finally:
        library.close()
    room, listed = _MOST_BYTES, 0
    for problem in report.problems:
        room -= len(msgspec.json.encode(problem))
        if room < 0:
            break
        listed += 1
    return msgspec.structs.replace(report, problems=report.problems[:listed])


class _Check:
    """One check as it goes on."""

    def __init__(self, library: Library) -> None:
        self.problems: list[Problem] = []
        self.documents = self.passages = self.entries = self.fields = self.index_files = 0
        self._library = library

    def store(self) -> Iterator[Progress]:
        """The library's file, and all that it holds."""
        library = self._library
        yield Progress("library", 0, 1)
        with library.reading() as unit:
            for text in problems_of(unit):
                reason = Message("check-integrity", {"reason": text})
                self.problems.append(Problem("library", str(library.path), reason))
            found = documents.documents(unit)
            for number, document in enumerate(found.values()):
                yield Progress("documents", number, len(found))
                self.problems += self._document(unit, document)
            total = entries.count(unit)
            yield Progress("entries", 0, total)
            for batch in entries.load_all(unit, size=_BATCH):
                for entry in batch:
                    self.problems += self._entry(entry)
                yield Progress("entries", self.entries, total)

    def _document(self, unit: Unit, document: Document) -> Iterator[Problem]:
        self.documents += 1
        title = document.short_title or document.title
        text = documents.text_of(unit, document.id) or ""
        if hashlib.sha256(text.encode()).hexdigest() != document.text_sha256:
            yield Problem("document", document.id, Message("check-document-text"), title)
        original = documents.original(self._library, document)
        where = f"{document.id}: {original.name}"
        try:
            with original.open("rb") as file:
                as_added = hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
        except OSError as error:
            unread = Message("check-original-unread", {"reason": error.strerror or str(error)})
            yield Problem("document", where, unread, title)
        else:
            if not as_added:
                yield Problem("document", where, Message("check-original-changed"), title)
        for passage in documents.passages_of(unit, document.id):
            self.passages += 1
            where = f"{document.id}, passage {passage.id}"
            if passage.orphaned:
                yield Problem("passage", where, Message("check-passage-orphaned"), title)
            elif fault(passage, text) is not None:
                yield Problem("passage", where, Message("check-passage"), title)
        yield from self._review(unit, document, text)

    def _review(self, unit: Unit, document: Document, text: str) -> Iterator[Problem]:
        """What was suggested stands in the text that it was read from, what was made is there."""
        head = reviews.head(unit, document.id)
        if head is None:
            return
        title = document.short_title or document.title
        try:
            items = reviews.items(unit, document.id)
        except AccordError as error:
            yield Problem("document", f"{document.id}, suggestions", error.message, title)
            return
        there = bulk.present(unit, [item.entry_id for item in items if item.entry_id])
        for item in items:
            where, own = f"{document.id}, suggestion {item.key}", item.proposal
            same_text = head.text_sha256 == document.text_sha256
            if item.is_open and same_text and text[own.start : own.end] != own.quote:
                yield Problem("document", where, Message("check-review-quote"), title)
            if item.entry_id is not None and item.entry_id not in there:
                yield Problem("document", where, Message("check-review-entry"), title)

    def _entry(self, entry: Entry) -> Iterator[Problem]:
        supports = evidence_by_field(entry)
        fields = set(supported_fields(entry))
        self.entries += 1
        self.fields += len(fields)
        for field in sorted(fields):
            support = supports.get(field)
            if support is None or not (support.passages or support.records):
                reason = Message("check-no-evidence")
                yield Problem("entry", f"{entry.id}: {field}", reason, entry.title)
        for field in sorted(set(supports) - fields):
            reason = Message("check-evidence-dangling", {"reason": field})
            yield Problem("entry", f"{entry.id}: {field}", reason, entry.title)

    def index(self) -> Iterator[Progress]:
        """The files of the index in use, against the hashes they were written with."""
        from explorer.search.generations import verify

        folder = index_folder(self._library)
        yield Progress("index", 0, 1)
        reasons: list[str] = []
        for _ in range(_TRIES):
            current = _current(folder)
            if current is None:
                self.problems.append(Problem("index", str(folder), Message("check-index-missing")))
                return
            reasons = verify(folder)
            if _current(folder) == current:
                break  # else it has been replaced meanwhile, and the new one is to be looked at
        self.problems += [
            Problem("index", str(folder), Message("check-index", {"reason": reason}))
            for reason in reasons
        ]
        self.index_files = _files_of(folder)


def _current(folder: Path) -> bytes | None:
    """What names the index in use; None where there is none, or none that can be read."""
    from explorer.search.generations import CURRENT

    try:
        return (folder / CURRENT).read_bytes()
    except OSError:
        return None


def _files_of(folder: Path) -> int:
    """How many files the index in use has; 0 where that cannot be told."""
    from explorer.search.generations import read_current

    try:
        return len(read_current(folder)[1].files)
    except (OSError, ValueError, IndexError, msgspec.MsgspecError):
        return 0
