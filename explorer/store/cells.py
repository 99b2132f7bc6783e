"""Table cells and passages by the hundred thousand: asked for one by one, each would cost a search.

For many ids the whole table is gone through once instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import Select, select

from explorer.domain.entries import Passage, Record
from explorer.store.entries import chunks, table_of
from explorer.store.library import Unit
from explorer.store.tables import DocumentTable, PassageTable, RecordTable

_PASSAGE: Final = Passage.__struct_fields__
_FEW: Final = 20_000  # ids: for more of them the table is read from end to end
_AT_ONCE: Final = 10_000  # rows


def _rows(unit: Unit, query: Select[Any], column: Any, ids: Collection[str]) -> Iterator[Any]:
    """The rows whose first column is among the ids, in the order of the ids."""
    if len(ids) > _FEW:
        wanted = ids if isinstance(ids, set | frozenset | dict) else set(ids)
        for rows in unit.session.execute(query.order_by(column)).partitions(_AT_ONCE):
            yield from (row for row in rows if row[0] in wanted)
        return
    for piece in chunks(sorted(ids)):
        yield from unit.session.execute(query.where(column.in_(piece)).order_by(column))


def records(unit: Unit, ids: Collection[str]) -> Iterator[Record]:
    """The table cells with these ids, in the order of the ids."""
    cell = table_of(RecordTable).c
    query = select(*(cell[name] for name in Record.__struct_fields__))
    for row in _rows(unit, query, cell.id, ids):
        yield Record(*row)


def passages(unit: Unit, ids: Collection[str]) -> Iterator[Passage]:
    """The passages with these ids, in the order of the ids."""
    own, document = table_of(PassageTable).c, table_of(DocumentTable).c
    query = select(
        own.id, document.id, own.start, own.end, own.exact, own.prefix, own.suffix, own.orphaned
    ).join_from(own.id.table, document.id.table, document.key == own.document_key)
    for row in _rows(unit, query, own.id, ids):
        yield msgspec.convert(dict(zip(_PASSAGE, row, strict=True)), Passage, strict=False)


def record_keys(unit: Unit, ids: Collection[str]) -> dict[str, int]:
    """The keys of these table cells by id."""
    cell = table_of(RecordTable).c
    return {row[0]: row[1] for row in _rows(unit, select(cell.id, cell.key), cell.id, ids)}


def passage_keys(unit: Unit, ids: Collection[str]) -> dict[str, int]:
    """The keys of these passages by id."""
    own = table_of(PassageTable).c
    return {row[0]: row[1] for row in _rows(unit, select(own.id, own.key), own.id, ids)}
