"""The documents of a library: listed, described anew, removed with what depends on them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import msgspec

from explorer.domain.entries import Document, Entry
from explorer.domain.messages import AccordError
from explorer.domain.when import parse_when
from explorer.services import kinship, undoing
from explorer.services.kinship import Moved
from explorer.store import documents, entries, overview, saving, shelving
from explorer.store.library import Library, Unit


class DocumentRow(msgspec.Struct, frozen=True):
    """A document in the list. ``pages`` is 0 where it has none, ``gaps`` counts places that could
    not be read, ``letters`` is 0 for a document without text."""

    document: Document
    letters: int
    pages: int
    gaps: int
    entries: int


class Dependents(msgspec.Struct, frozen=True):
    """What rests on documents: titles of entries that rest on nothing else and would go with them,
    of those that would stay with less, and how many fields of these would lose their sentence."""

    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    fields: int = 0
    versions: int = 0

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.gone or self.kept or self.versions)


class Keeping:
    """The documents of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def rows(self) -> tuple[DocumentRow, ...]:
        """All documents, the last one added first."""
        with self._library.reading() as unit:
            known = documents.documents(unit)
            counts = overview.counts(unit)
        return tuple(DocumentRow(one, *counts[name]) for name, one in reversed(known.items()))

    def document(self, identifier: str) -> Document:
        """One document's description.

        Raises:
            AccordError: ``document-unknown``.
        """
        with self._library.reading() as unit:
            return _known(unit, identifier)

    def original(self, identifier: str) -> Path:
        """Where the original file of a document lies.

        Raises:
            AccordError: ``document-unknown``, ``reading-missing``.
        """
        path = documents.original(self._library, self.document(identifier))
        if not path.is_file():
            raise AccordError("reading-missing")
        return path

    def describe(self, new: Document) -> str:
        """Write what is known about a document; its text and file stay. The batch, for undo.

        Raises:
            AccordError: ``document-unknown``, ``date-not-edtf``, ``document-untitled``,
                ``document-circle``, ``library-…``.
        """
        if not new.title.strip():
            raise AccordError("document-untitled")
        for day in (new.published, new.accessed):
            if day:
                parse_when(day)
        batch = f"describe:{uuid.uuid4()}"
        with self._library.writing(batch) as unit:
            before = _known(unit, new.id)
            _refuse_circles(documents.documents(unit), new)
            fixed = {
                name: getattr(before, name)
                for name in ("filename", "sha256", "text_sha256", "reader", "body", "added")
            }
            shelving.change(unit, msgspec.structs.replace(new, **fixed))
        return batch

    def dependents(self, ids: Sequence[str]) -> Dependents:
        """What would go, or stay with less, if these documents were removed."""
        with self._library.reading() as unit:
            affected = _affected(unit, ids)
            known = documents.documents(unit)
        pointing = [
            one
            for name, one in known.items()
            if name not in ids and {one.version_of, one.translation_of} & set(ids)
        ]
        gone = tuple(old.title for old, new in affected if new is None)
        kept = [(old, new) for old, new in affected if new is not None]
        fields = sum(len(old.evidence) - len(new.evidence) for old, new in kept)
        return Dependents(gone, tuple(old.title for old, _ in kept), fields, len(pointing))

    def remove(self, ids: Sequence[str]) -> str:
        """Remove documents, and what rests on nothing else; one batch, for undo.

        The original files stay as long as that can be undone.

        Raises:
            AccordError: ``library-…``.
        """
        batch = f"remove:{uuid.uuid4()}"
        with self._library.writing(batch) as unit:
            affected = _affected(unit, ids)
            gone = {old.id for old, new in affected if new is None}
            changed = {old.id: new for old, new in affected if new is not None}
            changed.update(_without_relations(unit, gone, changed))
            saving.save(unit, changed.values())
            saving.remove(unit, sorted(gone))
            for name, one in documents.documents(unit).items():
                if name not in ids and {one.version_of, one.translation_of} & set(ids):
                    version = None if one.version_of in ids else one.version_of
                    other = None if one.translation_of in ids else one.translation_of
                    shelving.change(
                        unit,
                        msgspec.structs.replace(one, version_of=version, translation_of=other),
                    )
            for identifier in ids:
                shelving.remove(unit, identifier)
        return batch

    def revert(self, batch: str) -> str:
        """Undo a batch; the batch that did so."""
        return undoing.revert(self._library, batch)

    def movable(self, old: str, new: str) -> tuple[int, int]:
        """How many passages would move to a new version of a document, and how many would stay."""
        with self._library.reading() as unit:
            moved, stayed = kinship.movable(unit, old, new)
        return len(moved), stayed

    def move_evidence(self, old: str, new: str) -> Moved:
        """Let all that stands exactly once in the new version rest on it."""
        return kinship.move_evidence(self._library, old, new)


def _known(unit: Unit, identifier: str) -> Document:
    found = shelving.document(unit, identifier)
    if found is None:
        raise AccordError("document-unknown", id=identifier)
    return found


def _refuse_circles(known: dict[str, Document], new: Document) -> None:
    """No document is a version or a translation of itself, also not by others."""
    for field in ("version_of", "translation_of"):
        seen = {new.id}
        other = getattr(new, field)
        while other is not None:
            if other in seen or other not in known:
                raise AccordError("document-circle")
            seen.add(other)
            other = getattr(known[other], field)


def _affected(unit: Unit, ids: Sequence[str]) -> list[tuple[Entry, Entry | None]]:
    """Entries as they are, and without these documents; None: nothing names them any more.

    An entry goes when its title, its type or all of its evidence would rest on nothing.
    """
    lost = {passage for name in ids for passage in shelving.passage_ids(unit, name)}
    resting = shelving.entries_on_passages(unit, sorted(lost))
    found: list[tuple[Entry, Entry | None]] = []
    for entry in entries.load(unit, resting).values():
        evidence = []
        for item in entry.evidence:
            left = tuple(p for p in item.passages if p not in lost)
            if left or item.records:
                evidence.append(msgspec.structs.replace(item, passages=left))
        fields = {item.field for item in evidence}
        if not {"title", "kind"} <= fields:
            found.append((entry, None))
        else:
            found.append((entry, msgspec.structs.replace(entry, evidence=tuple(evidence))))
    return found


def _without_relations(unit: Unit, gone: set[str], changed: dict[str, Entry]) -> dict[str, Entry]:
    """The entries that point to ones that go, without these relations and their evidence."""
    pointing = {
        source for pairs in entries.relating_to(unit, sorted(gone)).values() for _, source in pairs
    } - gone
    found = {}
    for name, entry in {**entries.load(unit, sorted(pointing)), **changed}.items():
        relations = tuple(one for one in entry.relations if one.target not in gone)
        if relations != entry.relations:
            fields = {f"relation:{target}" for target in gone}
            evidence = tuple(one for one in entry.evidence if one.field not in fields)
            found[name] = msgspec.structs.replace(entry, relations=relations, evidence=evidence)
    return found
