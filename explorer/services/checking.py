"""Is everything sound: the store, each document, each passage, each field's evidence, the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from explorer.domain.entries import Document, Entry
from explorer.domain.messages import Message
from explorer.domain.passages import fault
from explorer.domain.rules import evidence_by_field, supported_fields
from explorer.services.indexing import index_folder
from explorer.store import documents, entries
from explorer.store.integrity import problems_of
from explorer.store.library import Library, Unit


class Problem(msgspec.Struct, frozen=True):
    """Something that is wrong: what it is, where, and why it is wrong."""

    what: str
    where: str
    reason: Message


def check(library: Library) -> Iterator[Problem]:
    """All problems of a library; none means that every field has its sentence."""
    with library.reading() as unit:
        for text in problems_of(unit):
            yield Problem(
                "library", str(library.path), Message("check-integrity", {"reason": text})
            )
        for document in documents.documents(unit).values():
            yield from _document(library, unit, document)
        for batch in entries.load_all(unit):
            for entry in batch:
                yield from _entry(entry)
    yield from _index(library)


def _document(library: Library, unit: Unit, document: Document) -> Iterator[Problem]:
    text = documents.text_of(unit, document.id) or ""
    if hashlib.sha256(text.encode()).hexdigest() != document.text_sha256:
        yield Problem("document", document.id, Message("check-document-text"))
    original = documents.original(library, document)
    reason = ""
    try:
        if hashlib.sha256(original.read_bytes()).hexdigest() != document.sha256:
            reason = "is not the file that was added"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    if reason:
        where = f"{document.id}: {original.name}"
        yield Problem("document", where, Message("check-document-original", {"reason": reason}))
    for passage in documents.passages_of(unit, document.id):
        where = f"{document.id}, passage {passage.id}"
        if passage.orphaned:
            yield Problem("passage", where, Message("check-passage-orphaned"))
        elif fault(passage, text) is not None:
            yield Problem("passage", where, Message("check-passage"))


def _entry(entry: Entry) -> Iterator[Problem]:
    supports = evidence_by_field(entry)
    fields = set(supported_fields(entry))
    for field in sorted(fields):
        support = supports.get(field)
        if support is None or not (support.passages or support.records):
            yield Problem("entry", f"{entry.id}: {field}", Message("check-no-evidence"))
    for field in sorted(set(supports) - fields):
        reason = Message("check-evidence-dangling", {"reason": field})
        yield Problem("entry", f"{entry.id}: {field}", reason)


def _index(library: Library) -> Iterator[Problem]:
    from explorer.search.generations import verify

    for reason in verify(index_folder(library)):
        yield Problem(
            "index", str(index_folder(library)), Message("check-index", {"reason": reason})
        )
