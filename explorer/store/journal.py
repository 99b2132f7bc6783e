"""The journal read back: what changed since a revision."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

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
