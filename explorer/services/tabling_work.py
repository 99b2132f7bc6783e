"""The child's side of tables: all rows read, mapped, and written in one transaction.

Killing the child while it works leaves the library as it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from explorer.domain.entries import Entry
from explorer.domain.mapping import Mapping, check_mapping
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.tabling import Order, Shape, TableLook, TableReport
from explorer.services import vocabularies
from explorer.services.reading_files import MEMORY_MB, limit_memory, read_bytes
from explorer.services.tabling_look import glanced, printed, shape_of, vocabulary
from explorer.store import bulk, documents, entries, saving
from explorer.store.library import Library, Unit, open_library

if TYPE_CHECKING:
    from explorer.reading.tables.making import Making
    from explorer.reading.tables.rows import Table
    from explorer.reading.tables.tallies import Bodies, Made

_AT_ONCE: Final = 1_000  # rows between two words of progress


class TableWork(msgspec.Struct, frozen=True):
    """What the child is asked. Paths are bytes: a name need not be text.

    ``answer``: the file for what comes of it, which may be longer than a child's line. ``mapping``:
    None lets it guess one. ``today``: a day as EDTF text.
    """

    library: bytes
    path: bytes
    answer: bytes
    batch: str
    today: str
    order: Order
    mapping: Mapping | None = None
    shape: Shape = Shape()
    memory_mb: int = MEMORY_MB


class _Counts(msgspec.Struct):
    """How many rows became what."""

    new: int = 0
    changed: int = 0
    same: int = 0


def table_steps(work: TableWork) -> Generator[Progress, None, None]:
    """The child's work: what comes of it, a `TableLook` or a `TableReport`, is in ``answer``.

    Raises:
        AccordError: ``table-…``, ``reading-…``, ``mapping-…``, ``library-…``.
    """
    limit_memory(work.memory_mb)
    yield Progress("reading", 0, 0)
    table, digest = _read(work)
    found: TableLook | TableReport
    if work.order is Order.GLANCE:
        found = glanced(table, printed(os.fsdecode(work.path)), vocabulary())
    else:
        found = yield from _reported(work, table, digest)
    Path(os.fsdecode(work.answer)).write_bytes(msgspec.json.encode(found))


def _read(work: TableWork) -> tuple[Table, str]:
    """The table, and the SHA-256 of its file."""
    from explorer.reading.tables.reader import read_table

    path, shape = Path(os.fsdecode(work.path)), work.shape
    try:
        data = read_bytes(path)
    except OSError as error:
        raise AccordError("reading-unreadable", reason=error.strerror or error) from error
    try:
        table = read_table(
            data,
            path.name,
            shape.encoding or None,
            delimiter=shape.delimiter,
            sheet=shape.sheet,
        )
    except RecursionError as error:
        raise AccordError("reading-damaged", reason="nested too deep") from error
    return table, hashlib.sha256(data).hexdigest()


def _reported(work: TableWork, table: Table, digest: str) -> Generator[Progress, None, TableReport]:
    """All rows, looked at or written."""
    from explorer.reading.tables.guess import guessed, unused
    from explorer.reading.tables.making import Making
    from explorer.reading.tables.tallies import Bodies

    names, sectors = vocabulary()
    mapping, notes = work.mapping, table.notes
    if mapping is None:
        path = Path(os.fsdecode(work.path))
        mapping, more = guessed(table, printed(path.stem), names, sectors)
        notes = (*notes, *more)
    check_mapping(mapping, table.columns, vocabularies.sectors())
    library = open_library(Path(os.fsdecode(work.library)))
    with library.reading() as unit:
        bodies = Bodies(documents.institutions(unit))
    making = Making(
        table, mapping, names, bodies, sha256=digest, today=work.today, batch=work.batch
    )
    if work.order is Order.LOOK:
        counts = yield from _looked(making, table, library)
    else:
        counts = yield from _written(making, table, library, bodies, digest)
    library.close()
    return _report(work, table, making, counts, digest, notes, unused(table, mapping))


def _pieces(making: Making) -> Generator[list[Made], None, None]:
    """The entries in pieces of a size that memory does not notice."""
    piece: list[Made] = []
    for made in making.entries():
        piece.append(made)
        if len(piece) == _AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _looked(making: Making, table: Table, library: Library) -> Generator[Progress, None, _Counts]:
    """What would become of the rows."""
    counts, done = _Counts(), 0
    with library.reading() as unit:
        for piece in _pieces(making):
            before = _before(unit, piece)
            for made in piece:
                _sort(made, before, counts)
            done += len(piece)
            yield Progress("rows", done, len(table.rows))
    return counts


def _written(
    making: Making, table: Table, library: Library, bodies: Bodies, digest: str
) -> Generator[Progress, None, _Counts]:
    """All rows in one transaction."""
    counts, done = _Counts(), 0
    if library.read_only:
        raise AccordError("library-read-only", path=library.folder)
    yield Progress("rows", 0, len(table.rows))
    with library.writing(making.batch) as unit:
        writer = bulk.Bulk(unit, digest)
        for piece in _pieces(making):
            before = _before(unit, piece)
            documents.save_institutions(unit, bodies.new.values())
            bodies.new.clear()
            fresh: list[Entry] = []
            changed: list[Entry] = []
            for made in piece:
                entry = _sort(made, before, counts)
                if entry is None:
                    continue
                writer.save_cells(made.cells)
                (changed if entry.id in before else fresh).append(entry)
            writer.insert(fresh)
            if changed:
                saving.save(unit, changed)
            done += len(piece)
            yield Progress("rows", done, len(table.rows))
        yield Progress("writing", 0, 0)
    return counts


def _before(unit: Unit, piece: Sequence[Made]) -> dict[str, Entry]:
    ids = [made.entry.id for made in piece]
    return entries.load(unit, sorted(bulk.present(unit, ids)))


def _sort(made: Made, before: dict[str, Entry], counts: _Counts) -> Entry | None:
    """Count a row; the entry to be written, or None for one that is as it was."""
    old = before.get(made.entry.id)
    if old is None:
        counts.new += 1
        return made.entry
    kept = _kept(made.entry, old)
    if _content(kept) == _content(old):
        counts.same += 1
        return None
    counts.changed += 1
    return kept


def _kept(new: Entry, old: Entry) -> Entry:
    """A row's entry with what no table says and a user may have added since."""
    return msgspec.structs.replace(
        new,
        short_title=old.short_title,
        tags=old.tags,
        relations=old.relations,
        note=old.note or new.note,
    )


def _content(entry: Entry) -> Entry:
    """What an entry says, whichever file and import it came by."""
    origin = msgspec.structs.replace(entry.origin, batch=None)
    return msgspec.structs.replace(entry, evidence=(), origin=origin)


def _report(
    work: TableWork,
    table: Table,
    making: Making,
    counts: _Counts,
    digest: str,
    notes: tuple[Message, ...],
    unused: tuple[str, ...],
) -> TableReport:
    tallies = (making.organisations, making.unresolved, making.dates, making.values)
    written = work.order is Order.WRITE and (counts.new or counts.changed)
    return TableReport(
        path=printed(os.fsdecode(work.path)),
        sha256=digest,
        form=table.form,
        batch=work.batch if written else "",
        rows=len(table.rows) + len(table.refused),
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        refused=making.refused_count,
        why=tuple(making.refused),
        bodies=making.organisations.listed(),
        unresolved=making.unresolved.listed(),
        dates=making.dates.listed(),
        values=making.values.listed(),
        unused=unused,
        notes=notes,
        mapping=making.mapping,
        resolved=making.resolved,
        unresolved_count=making.unresolved.counts.total(),
        undated=making.undated,
        left_out=sum(tally.left_out for tally in tallies),
        shape=shape_of(table),
    )
