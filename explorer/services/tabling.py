"""Tables in: a child reads, maps and writes a table in one transaction; then the index follows.

Killing the child while it works leaves the library as it was. The whole import is one batch, which
`reverting.revert` takes back.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from explorer import disk
from explorer.domain.entries import Entry
from explorer.domain.mapping import Mapping, check_mapping, decode_mapping, encode_mapping
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.tabling import TableReport
from explorer.services import vocabularies
from explorer.services.children import TABLE, Child, run_child
from explorer.services.indexing import LARGE_DELTA, Indexing
from explorer.services.reading_files import MEMORY_MB, limit_memory, read_bytes
from explorer.store import bulk, documents, entries, saving
from explorer.store.library import Library, Unit, open_library

if TYPE_CHECKING:
    from explorer.reading.tables.making import Bodies, Made, Making
    from explorer.reading.tables.parties import Names
    from explorer.reading.tables.rows import Table
    from explorer.reading.tables.words import SectorWords

BATCH: Final = "table:"  # how the names of these batches begin
_AT_ONCE: Final = 1_000  # rows between two words of progress


class TableWork(msgspec.Struct, frozen=True):
    """What the child is asked. Paths are bytes: a name need not be text.

    ``mapping``: None lets it guess one. ``today``: a day as EDTF text. ``look``: only read and
    map, write nothing.
    """

    library: bytes
    path: bytes
    batch: str
    today: str
    mapping: Mapping | None = None
    encoding: str | None = None
    look: bool = False
    memory_mb: int = MEMORY_MB


class _Counts(msgspec.Struct):
    """How many rows became what."""

    new: int = 0
    changed: int = 0
    same: int = 0


def table_steps(work: TableWork) -> Generator[Progress, None, TableReport]:
    """The child's work.

    Raises:
        AccordError: ``table-…``, ``reading-…``, ``mapping-…``, ``library-…``.
    """
    limit_memory(work.memory_mb)
    from explorer.reading.tables.guess import guessed, unused
    from explorer.reading.tables.making import Bodies, Making
    from explorer.reading.tables.reader import read_table

    path = Path(os.fsdecode(work.path))
    yield Progress("reading", 0, 0)
    try:
        data = read_bytes(path)
    except OSError as error:
        raise AccordError("reading-unreadable", reason=error.strerror or error) from error
    try:
        table = read_table(data, path.name, work.encoding)
    except RecursionError as error:
        raise AccordError("reading-damaged", reason="nested too deep") from error
    names, sectors = _vocabulary()
    mapping, notes = work.mapping, table.notes
    if mapping is None:
        mapping, more = guessed(table, _printed(path.stem), names, sectors)
        notes = (*notes, *more)
    check_mapping(mapping, table.columns, vocabularies.sectors())
    library = open_library(Path(os.fsdecode(work.library)))
    with library.reading() as unit:
        bodies = Bodies(documents.institutions(unit))
    digest = hashlib.sha256(data).hexdigest()
    del data
    making = Making(
        table, mapping, names, bodies, sha256=digest, today=work.today, batch=work.batch
    )
    if work.look:
        counts = yield from _looked(making, table, library)
    else:
        counts = yield from _written(making, table, library, bodies, digest)
    library.close()
    return _report(work, table, making, counts, digest, notes, unused(table, mapping))


def _vocabulary() -> tuple[Names, SectorWords]:
    from explorer.reading.tables.parties import Names
    from explorer.reading.tables.words import SectorWords

    words = SectorWords(vocabularies.sectors(), vocabularies.sector_cues())
    return Names(vocabularies.states()), words


def _printed(name: str) -> str:
    """A file's name as text: what of it is no letter is shown by a sign."""
    return name.encode(errors="replace").decode()


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
    written = not work.look and (counts.new or counts.changed)
    return TableReport(
        path=_printed(os.fsdecode(work.path)),
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
    )


class Tabling:
    """Reads tables into one library."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing
        self.memory_mb = MEMORY_MB

    def look(
        self, path: Path, mapping: Mapping | None = None, encoding: str | None = None
    ) -> Generator[Progress, None, TableReport]:
        """What an import would do, with the mapping that it would guess; writes nothing."""
        return self._child(path, mapping, encoding, look=True)

    def run(
        self,
        path: Path,
        mapping: Mapping | None = None,
        encoding: str | None = None,
        started: Callable[[Child], None] | None = None,
        *,
        index: bool = True,
    ) -> Generator[Progress, None, TableReport]:
        """Take a table in and bring the index up to date; killing the child cancels the former.

        ``index``: False where more tables follow, and the index after the last one.

        ``started`` gets each child at once. An index whose child is killed is built later.

        Raises:
            AccordError: ``table-…``, ``reading-…``, ``mapping-…``, ``library-…``, ``child-…``,
                ``index-…``. Only behind ``index-…`` the rows are in the library.
        """
        if self._library.read_only:
            raise AccordError("library-read-only", path=self._library.folder)
        with self._indexing.held():
            report = yield from self._child(path, mapping, encoding, started=started)
        if index and report.new + report.changed > LARGE_DELTA:
            yield from self._indexing.rebuild(started)
        elif index and report.batch:
            self._indexing.current()  # replays it
        return report

    def _child(
        self,
        path: Path,
        mapping: Mapping | None,
        encoding: str | None,
        *,
        look: bool = False,
        started: Callable[[Child], None] | None = None,
    ) -> Generator[Progress, None, TableReport]:
        work = TableWork(
            library=os.fsencode(self._library.folder),
            path=os.fsencode(path),
            batch=f"{BATCH}{uuid.uuid4()}",
            today=datetime.now(UTC).date().isoformat(),
            mapping=mapping,
            encoding=encoding,
            look=look,
            memory_mb=self.memory_mb,
        )
        report: TableReport = yield from run_child(TABLE, work, TableReport, started)
        return report


def line_of_table(report: TableReport) -> dict[str, Any]:
    """A report as a line of ``accord import --json``."""
    nothing = not (report.new or report.changed or report.same)
    return {
        "status": "refused" if nothing else "added" if report.batch else "known",
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "refused": report.refused,
        "unresolved": report.unresolved_count,
        "dates": sum(item.count for item in report.dates),
        "reason": table_in_words(report),
    }


def table_in_words(report: TableReport) -> str:
    """A report in one line of English, for the command line."""
    told = Message(
        "table-taken",
        {
            name: str(getattr(report, name))
            for name in ("rows", "new", "changed", "same", "refused", "unresolved_count")
        }
        | {"dates": str(sum(item.count for item in report.dates))},
    )
    return " ".join(message.english() for message in (told, *report.notes, *report.why[:3]))


def mapping_from(path: Path) -> Mapping:
    """A mapping that was saved.

    Raises:
        AccordError: ``mapping-unreadable``, ``mapping-newer``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise AccordError("mapping-unreadable", path=path, reason=reason) from error
    return decode_mapping(data, path)


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Keep a mapping as a readable file.

    Raises:
        AccordError: ``export-unwritable``.
    """
    _save(path, encode_mapping(mapping))


def save_report(report: TableReport, path: Path) -> None:
    """Keep a report as JSON, its reasons in English beside their codes.

    Raises:
        AccordError: ``export-unwritable``.
    """
    whole = msgspec.to_builtins(report)
    for name in ("why", "notes"):
        whole[name] = [message.english() for message in getattr(report, name)]
    _save(path, msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n")


def _save(path: Path, content: bytes) -> None:
    try:
        disk.write_whole(path, content)
    except OSError as error:
        raise AccordError("export-unwritable", path=path, reason=error.strerror or error) from error
