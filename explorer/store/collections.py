"""Collections: named, ordered sets of entries. The binder is the one with the id ``binder``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import delete, func, insert, select, update

from explorer.store.entries import chunks
from explorer.store.entry_tables import EntryTable
from explorer.store.library import Unit
from explorer.store.tables import CollectionEntryTable, CollectionTable

BINDER: Final = "binder"


class Collection(msgspec.Struct, frozen=True):
    """A collection with the ids of its entries, in order."""

    id: str
    name: str
    note: str = ""
    entries: tuple[str, ...] = ()


def load(unit: Unit, identifier: str) -> Collection | None:
    """The collection with this id or name."""
    table = CollectionTable
    row = unit.session.execute(
        select(table.key, table.id, table.name, table.note).where(
            (table.id == identifier) | (table.name == identifier)
        )
    ).first()
    if row is None:
        return None
    link = CollectionEntryTable
    ids = unit.session.scalars(
        select(EntryTable.id)
        .join(link, link.entry_key == EntryTable.key)
        .where(link.collection_key == row.key)
        .order_by(link.position)
    )
    return Collection(row.id, row.name, row.note, tuple(ids))


def names_holding(unit: Unit, entry: str) -> tuple[str, ...]:
    """The ids of the collections that hold an entry."""
    link = CollectionEntryTable
    query = (
        select(CollectionTable.id)
        .join(link, link.collection_key == CollectionTable.key)
        .join(EntryTable, EntryTable.key == link.entry_key)
        .where(EntryTable.id == entry)
        .order_by(CollectionTable.id)
    )
    return tuple(unit.session.scalars(query))


def save(unit: Unit, collection: Collection) -> None:
    """Write a collection with its entries, in this order; unknown entries are left out."""
    before = load(unit, collection.id)
    key = unit.session.scalar(
        select(CollectionTable.key).where(CollectionTable.id == collection.id)
    )
    if key is None:
        key = (unit.session.scalar(select(func.max(CollectionTable.key))) or 0) + 1
        row = {"key": key, "id": collection.id, "name": collection.name, "note": collection.note}
        unit.session.execute(insert(CollectionTable), [row])
    else:
        chosen = update(CollectionTable).where(CollectionTable.key == key)
        unit.session.execute(chosen.values(name=collection.name, note=collection.note))
    link = CollectionEntryTable
    unit.session.execute(delete(link).where(link.collection_key == key))
    keys = _keys(unit, collection.entries)
    kept = tuple(entry for entry in dict.fromkeys(collection.entries) if entry in keys)
    rows = [
        {"collection_key": key, "position": place, "entry_key": keys[entry]}
        for place, entry in enumerate(kept)
    ]
    if rows:
        unit.session.execute(insert(link), rows)
    after = msgspec.structs.replace(collection, entries=kept)
    unit.note("collection", collection.id, before, after)


def _keys(unit: Unit, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in chunks(ids):
        query = select(EntryTable.id, EntryTable.key).where(EntryTable.id.in_(piece))
        found.update(unit.session.execute(query).all())
    return found
