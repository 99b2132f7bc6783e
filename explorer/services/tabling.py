"""Tables in: a child reads, maps and writes a table in one transaction; then the index follows.

Killing the child while it works leaves the library as it was. The whole import is one batch, which
`reverting.revert` takes back.
"""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer import disk
from explorer.domain.mapping import Mapping, decode_mapping, encode_mapping
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.tabling import Order, Shape, TableLook, TableReport
from explorer.services.children import TABLE, Child, run_child
from explorer.services.indexing import LARGE_DELTA, Indexing
from explorer.services.reading_files import MEMORY_MB
from explorer.services.tabling_work import TableWork, table_steps
from explorer.store.library import Library

__all__ = ["BATCH", "TableWork", "Tabling", "table_steps"]

BATCH: Final = "table:"  # how the names of these batches begin


class Tabling:
    """Reads tables into one library."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing
        self.memory_mb = MEMORY_MB

    def glance(
        self,
        path: Path,
        shape: Shape | None = None,
        started: Callable[[Child], None] | None = None,
    ) -> Generator[Progress, None, TableLook]:
        """Its columns, first rows, and the mapping that it would guess; writes nothing.

        Raises:
            AccordError: ``table-…``, ``reading-…``, ``encoding-unknown``, ``child-…``.
        """
        found = yield from self._child(path, Order.GLANCE, None, shape, started)
        return msgspec.json.decode(found, type=TableLook)

    def look(
        self,
        path: Path,
        mapping: Mapping | None = None,
        shape: Shape | None = None,
        started: Callable[[Child], None] | None = None,
    ) -> Generator[Progress, None, TableReport]:
        """What an import would do, with the mapping that it would guess; writes nothing.

        Raises:
            AccordError: as `run`.
        """
        found = yield from self._child(path, Order.LOOK, mapping, shape, started)
        return msgspec.json.decode(found, type=TableReport)

    def run(
        self,
        path: Path,
        mapping: Mapping | None = None,
        shape: Shape | None = None,
        started: Callable[[Child], None] | None = None,
        *,
        index: bool = True,
    ) -> Generator[Progress, None, TableReport]:
        """Take a table in and bring the index up to date; killing the child cancels the former.

        ``index``: False where more tables follow, and the index after the last one; and in the
        window, which builds it by itself.

        ``started`` gets each child at once. An index whose child is killed is built later.

        Raises:
            AccordError: ``table-…``, ``reading-…``, ``mapping-…``, ``library-…``, ``child-…``,
                ``index-…``. Only behind ``index-…`` the rows are in the library.
        """
        if self._library.read_only:
            raise AccordError("library-read-only", path=self._library.folder)
        with self._indexing.held():
            found = yield from self._child(path, Order.WRITE, mapping, shape, started)
        report = msgspec.json.decode(found, type=TableReport)
        if index and report.new + report.changed > LARGE_DELTA:
            yield from self._indexing.rebuild(started)
        elif index and report.batch:
            self._indexing.current()  # replays it
        return report

    def _child(
        self,
        path: Path,
        order: Order,
        mapping: Mapping | None,
        shape: Shape | None,
        started: Callable[[Child], None] | None,
    ) -> Generator[Progress, None, bytes]:
        """Run a child to its end; what it has left as its answer, as JSON."""
        with tempfile.TemporaryDirectory(prefix="accord-") as scratch:
            answer = Path(scratch) / "answer.json"
            work = TableWork(
                library=os.fsencode(self._library.folder),
                path=os.fsencode(path),
                answer=os.fsencode(answer),
                batch=f"{BATCH}{uuid.uuid4()}",
                today=datetime.now(UTC).date().isoformat(),
                order=order,
                mapping=mapping,
                shape=shape or Shape(),
                memory_mb=self.memory_mb,
            )
            yield from run_child(TABLE, work, type(None), started)
            return answer.read_bytes()


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
        "dates": report.dates_count,
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
        | {"dates": str(report.dates_count)},
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
