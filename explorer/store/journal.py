"""The journal read back: what changed since a revision, or within a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import func, select

from explorer.domain.entries import Document
from explorer.store.entries import CHUNK
from explorer.store.library import Unit
from explorer.store.shelving import entries_on_passages
from explorer.store.tables import ChangeTable

# What of a document its paragraphs in the index depend on.
_INDEXED: Final = ("text_sha256", "body", "standing")


class Changes(msgspec.Struct, frozen=True):
    """What changed after a revision: ids of entries and documents, and whether names did.

    An entry that rests on a passage which moved is among them; a document of which only the
    description changed is not.
    """

    revision: int
    entries: tuple[str, ...]
    documents: tuple[str, ...]
    institutions: bool


class Change(NamedTuple):
    """One line of the journal; ``before`` and ``after`` are JSON, None for "not there"."""

    revision: int
    entity: str
    id: str
    before: str | None
    after: str | None


def since(unit: Unit, revision: int) -> Changes:
    """What was written after ``revision``, each id once."""
    table = ChangeTable
    query = (
        select(table.revision, table.entity, table.entity_id)
        .where(table.revision > revision)
        .order_by(table.revision)
    )
    ids: dict[str, dict[str, None]] = {}
    last = revision
    for number, entity, identifier in unit.session.execute(query):
        ids.setdefault(entity, {})[identifier] = None
        last = number
    found = dict(ids.get("entry", {}))
    if "passage" in ids:
        found.update(dict.fromkeys(_on_moved(unit, revision)))
    return Changes(
        revision=last,
        entries=tuple(found),
        documents=_reindexed(unit, revision) if "document" in ids else (),
        institutions="institution" in ids,
    )


def _on_moved(unit: Unit, revision: int) -> tuple[str, ...]:
    """The entries on passages that were there before and are elsewhere now."""
    table = ChangeTable
    query = select(table.entity_id).where(
        table.revision > revision,
        table.entity == "passage",
        table.before.is_not(None),
        table.after.is_not(None),
    )
    return entries_on_passages(unit, unit.session.scalars(query.distinct()))


def _reindexed(unit: Unit, revision: int) -> tuple[str, ...]:
    """The documents whose paragraphs are not those that they were."""
    table = ChangeTable
    query = (
        select(table.entity_id, table.before, table.after)
        .where(table.revision > revision, table.entity == "document")
        .order_by(table.revision)
    )
    found: dict[str, None] = {}
    for identifier, before, after in unit.session.execute(query):
        if before is None or after is None or _indexed(before) != _indexed(after):
            found[identifier] = None
    return tuple(found)


def _indexed(written: str) -> tuple[object, ...]:
    document = msgspec.json.decode(written, type=Document)
    return tuple(getattr(document, name) for name in _INDEXED)


def of_batch(unit: Unit, batch: str) -> tuple[Change, ...]:
    """What was written in a batch, in its order."""
    table = ChangeTable
    query = select(table.revision, table.entity, table.entity_id, table.before, table.after)
    rows = unit.session.execute(query.where(table.batch == batch).order_by(table.revision))
    return tuple(Change(*row) for row in rows)


def size_of(unit: Unit, batch: str) -> int:
    """How many changes a batch has."""
    count = select(func.count()).select_from(ChangeTable).where(ChangeTable.batch == batch)
    return unit.session.scalars(count).one()


def after(unit: Unit, revision: int) -> Iterator[Change]:
    """What was written after a revision, in its order, without what it was before and after."""
    table = ChangeTable
    query = select(table.revision, table.entity, table.entity_id).where(table.revision > revision)
    for number, entity, identifier in unit.session.execute(query.order_by(table.revision)):
        yield Change(number, entity, identifier, None, None)


def states_after(unit: Unit, revisions: Sequence[int]) -> dict[int, str | None]:
    """What was there after each of these changes: JSON, None for "not there"."""
    table, found = ChangeTable, dict[int, str | None]()
    for start in range(0, len(revisions), CHUNK):
        piece = revisions[start : start + CHUNK]
        query = select(table.revision, table.after).where(table.revision.in_(piece))
        found.update((number, state) for number, state in unit.session.execute(query))
    return found


def entries_of_batches(unit: Unit, start: str) -> tuple[str, ...]:
    """The entries that were made by batches whose names begin so, in that order."""
    table = ChangeTable
    query = select(table.entity_id).where(
        table.batch.startswith(start, autoescape=True),
        table.entity == "entry",
        table.before.is_(None),
    )
    return tuple(dict.fromkeys(unit.session.scalars(query.order_by(table.revision))))
