"""The journal read back: what changed since a revision, and a batch taken back."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from explorer.domain.entries import Entry
from explorer.store import collections, saving
from explorer.store.collections import Collection
from explorer.store.library import Unit
from explorer.store.tables import ChangeTable


class Changes(msgspec.Struct, frozen=True):
    """What changed after a revision: ids of entries and documents, and whether names did."""

    revision: int
    entries: tuple[str, ...]
    documents: tuple[str, ...]
    institutions: bool


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
    return Changes(
        revision=last,
        entries=tuple(ids.get("entry", ())),
        documents=tuple(ids.get("document", ())),
        institutions="institution" in ids,
    )


def take_back(unit: Unit, batch: str) -> None:
    """Undo a batch: entries and collections get the state they had before it.

    Raises:
        KeyError: the batch wrote something else, which has no way back.
    """
    table = ChangeTable
    query = select(table.entity, table.entity_id, table.before).where(table.batch == batch)
    rows = unit.session.execute(query.order_by(table.revision.desc())).all()
    for entity, identifier, before in rows:
        if entity == "entry":
            if before is None:
                saving.remove(unit, [identifier])
            else:
                saving.save(unit, [msgspec.json.decode(before, type=Entry)])
        elif entity == "collection":
            empty = Collection(identifier, identifier)
            old = empty if before is None else msgspec.json.decode(before, type=Collection)
            collections.save(unit, old)
        else:
            raise KeyError(entity)
