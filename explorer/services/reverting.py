"""Undo: a batch of the journal is taken back, itself as a batch, so that this can be undone too."""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Sequence
from typing import Final

import msgspec

from explorer.domain.entries import Document, Entry, Institution, Passage
from explorer.domain.messages import AccordError
from explorer.store import (
    bulk,
    documents,
    entries,
    journal,
    resting,
    reviews,
    saving,
    shelving,
)
from explorer.store.journal import Change
from explorer.store.library import Library, Unit

_SHORT: Final = 80  # letters of a passage in a message
_AT_ONCE: Final = 1_000  # entries that are written together


def revert(library: Library, batch: str) -> str:
    """Bring back what a batch of documents, passages and entries found; the batch that does so.

    Raises:
        AccordError: ``undo-in-use`` when an entry rests on what would go, ``undo-changed`` when
            something was changed since, ``library-…``. Nothing is changed then.
    """
    back = f"undo:{uuid.uuid4()}"
    with library.writing(back) as unit:
        found = journal.of_batch(unit, batch)
        _refuse_later(unit, found)
        _Revert(unit, found).run()
    return back


def _refuse_later(unit: Unit, found: Sequence[Change]) -> None:
    """What was written again since cannot be taken back without losing that.

    What was, and is again as the batch left it (removed, say, and brought back), loses nothing.
    """
    last = {(change.entity, change.id): change for change in found}
    later: dict[tuple[str, str], int] = {}
    for change in journal.after(unit, min((one.revision for one in last.values()), default=0)):
        own = last.get((change.entity, change.id))
        if own is not None and change.revision > own.revision:
            later[change.entity, change.id] = change.revision
    states = journal.states_after(unit, list(later.values()))
    for (entity, identifier), revision in later.items():
        if states[revision] != last[entity, identifier].after:
            raise AccordError("undo-changed", what=_title(unit, entity, identifier))


def _title(unit: Unit, entity: str, identifier: str) -> str:
    if entity == "document":
        found = shelving.document(unit, identifier)
        return identifier if found is None else found.title
    if entity == reviews.ITEM:
        item = reviews.item(unit, *identifier.rsplit("/", 1))
        return identifier if item is None else item.proposal.title
    if entity == "institution":
        body = documents.institutions(unit).get(identifier)
        return identifier if body is None else body.name
    if entity == "passage":
        passage = documents.passages(unit, [identifier]).get(identifier)
        return identifier if passage is None else textwrap.shorten(passage.exact, _SHORT)
    titles = entries.titles(unit, [identifier]) if entity == "entry" else {}
    return titles[identifier][0] if identifier in titles else identifier


class _Revert:
    """The changes of one batch, taken back in an order in which nothing lacks what it names."""

    def __init__(self, unit: Unit, found: Sequence[Change]) -> None:
        self._unit = unit
        first: dict[tuple[str, str], Change] = {}
        last: dict[tuple[str, str], Change] = {}
        for change in found:
            first.setdefault((change.entity, change.id), change)
            last[change.entity, change.id] = change
        # What a batch did in several steps is one step back.
        self._changes = [
            (change.entity, change.id, change.before, last[key].after)
            for key, change in first.items()
        ]

    def run(self) -> None:
        """Do it."""
        self._documents_back()
        self._passages()
        self._institutions_back()
        self._entries()
        self._institutions_away()
        self._documents_away()
        self._reviews()

    def _of(self, entity: str) -> list[tuple[str, str | None, str | None]]:
        return [item[1:] for item in self._changes if item[0] == entity]

    def _documents_back(self) -> None:
        for identifier, before, after in self._of("document"):
            if before is None:
                continue
            document = msgspec.json.decode(before, type=Document)
            if after is not None:
                shelving.change(self._unit, document)
            elif not shelving.bring_back(self._unit, document):
                raise AccordError("undo-changed", what=document.title or identifier)

    def _passages(self) -> None:
        """Those that were there before; the new ones go when no entry rests on them any more."""
        back = [
            msgspec.json.decode(before, type=Passage)
            for _, before, _ in self._of("passage")
            if before is not None
        ]
        there = documents.passages(self._unit, [passage.id for passage in back])
        shelving.move_passages(self._unit, [p for p in back if p.id in there])
        documents.save_passages(self._unit, [p for p in back if p.id not in there])

    def _entries(self) -> None:
        own = self._of("entry")
        entries_back = [
            msgspec.json.decode(before, type=Entry) for _, before, _ in own if before is not None
        ]
        there = bulk.present(self._unit, [entry.id for entry in entries_back])
        saving.save(self._unit, [entry for entry in entries_back if entry.id in there])
        self._new([entry for entry in entries_back if entry.id not in there])
        bulk.remove(self._unit, [identifier for identifier, before, _ in own if before is None])

    def _new(self, back: Sequence[Entry]) -> None:
        """Entries that had gone: a table's thousands come back at once."""
        if not back:
            return
        writer = bulk.Bulk(self._unit)
        for start in range(0, len(back), _AT_ONCE):
            piece = back[start : start + _AT_ONCE]
            evidence = [item for entry in piece for item in entry.evidence]
            writer.rest_on(
                {name for item in evidence for name in item.passages},
                {name for item in evidence for name in item.records},
            )
            writer.insert(piece)

    def _institutions_back(self) -> None:
        """Bodies as they were: an entry that comes back may name one that has gone."""
        own = self._of("institution")
        back = [msgspec.json.decode(b, type=Institution) for _, b, _ in own if b is not None]
        if back:
            documents.save_institutions(self._unit, back)

    def _institutions_away(self) -> None:
        """New bodies go, unless an entry that came later names them too."""
        new = [identifier for identifier, before, _ in self._of("institution") if before is None]
        if new:
            bulk.remove_institutions(self._unit, new)

    def _documents_away(self) -> None:
        new = [identifier for identifier, before, _ in self._of("passage") if before is None]
        gone = [identifier for identifier, before, _ in self._of("document") if before is None]
        used = [name for one in gone for name in documents.entries_on(self._unit, one)]
        if used:
            raise AccordError("undo-in-use", count=len(set(used)))
        # Of a document that stays, an entry that came later may rest on the same words.
        held = resting.with_entries(self._unit, new)
        shelving.remove_passages(self._unit, [name for name in new if name not in held])
        for identifier in reversed(gone):
            shelving.remove(self._unit, identifier)

    def _reviews(self) -> None:
        """What was decided is open again; a document that came back has its review."""
        heads = [
            msgspec.json.decode(before, type=reviews.Head)
            for _, before, _ in self._of(reviews.REVIEW)
            if before is not None
        ]
        items = [
            msgspec.json.decode(before, type=reviews.Kept)
            for _, before, _ in self._of(reviews.ITEM)
            if before is not None
        ]
        reviews.bring_back(self._unit, heads, items)
