"""Which collections hold which entries: asked for a whole briefing in a statement or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from explorer.store.entries import chunks
from explorer.store.entry_tables import EntryTable
from explorer.store.library import Unit
from explorer.store.tables import CollectionEntryTable, CollectionTable


def collections_holding(unit: Unit, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the collections that hold each of these entries, sorted.

    Entries in no collection, and ids that are not there, are left out.
    """
    link = CollectionEntryTable
    found: defaultdict[str, list[str]] = defaultdict(list)
    for piece in chunks(ids):
        query = (
            select(EntryTable.id, CollectionTable.id)
            .join(link, link.entry_key == EntryTable.key)
            .join(CollectionTable, CollectionTable.key == link.collection_key)
            .where(EntryTable.id.in_(piece))
            .order_by(CollectionTable.id)
        )
        for entry, collection in unit.session.execute(query):
            found[entry].append(collection)
    return {entry: tuple(names) for entry, names in found.items()}
