"""Documents in by the command line: paths sorted out, a line for each file, then the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from explorer.domain.messages import AccordError, Message
from explorer.domain.tabling import Shape
from explorer.services.arrivals import Arrival, What, sort_out
from explorer.services.children import finish

if TYPE_CHECKING:
    from explorer.domain.tabling import TableReport
    from explorer.services.importing import Importing, Outcome
    from explorer.services.indexing import Indexing
    from explorer.services.packs import Packs
    from explorer.services.tabling import Tabling


class TableFiles(msgspec.Struct, frozen=True):
    """What goes with tables: a mapping to be used, where to keep a mapping and the report.

    ``delimiter`` and ``sheet``: how they are read, where the user says it.
    """

    mapping: Path | None = None
    keep_mapping: Path | None = None
    report: Path | None = None
    delimiter: str = ""
    sheet: str = ""


def bring(
    importing: Importing,
    packs: Packs,
    tabling: Tabling,
    indexing: Indexing,
    paths: Sequence[Path],
    encoding: str | None,
    beside: TableFiles,
    tell: Callable[[str], None],
) -> Iterator[dict[str, Any]]:
    """Read documents, tables and share files in; a line each, as ``accord import --json`` has it.

    ``tell`` gets what is being done. At the end the index is brought up to date, so that the next
    command finds everything.

    Raises:
        AccordError: ``library-…``, ``encoding-unknown``, ``mapping-…``, ``arrivals-many``,
            ``index-failed``.
    """
    if encoding is not None:
        from explorer.reading.encodings import known

        if known(encoding) is None:
            raise AccordError("encoding-unknown", name=encoding)
    arrivals = sort_out([str(path) for path in paths])
    files = [one.path for one in arrivals if one.what is What.DOCUMENT or _may_be_one(one)]
    for one in arrivals:
        if one.what is What.PACK:
            yield from _pack(packs, one.path, tell)
        elif one.what is What.TABLE:
            yield _table(tabling, one.path, encoding, beside, tell)
        elif one.path not in files:
            yield _not_taken(one)
    chosen = dict.fromkeys(files, encoding) if encoding else {}
    steps = importing.run(files, encodings={path: name for path, name in chosen.items() if name})
    for step in steps:
        if step.outcome is None:
            page = f", page {step.page} of {step.pages}" if step.pages else ""
            tell(f"{step.done + 1} of {step.total}: {Path(step.path).name}{page}")
        else:
            yield line_of(step.outcome)
    indexing.current()
    if indexing.wants_rebuild:
        for progress in indexing.rebuild():
            tell(f"index: {progress.what} {progress.done} of {progress.total}")


def _may_be_one(one: Arrival) -> bool:
    """A file that was named, whatever it is called: its content decides."""
    return one.what is What.OTHER and one.path.is_file()


def _pack(packs: Packs, path: Path, tell: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """Take a share file in; what differs comes to stand beside what is there, to be chosen from."""
    line: dict[str, Any] = {"path": _printed(str(path))}
    try:
        tell(path.name)
        plan = finish(packs.look(path))
        done = finish(packs.merge(path, plan, {}))
    except AccordError as error:
        yield {**line, "status": "refused", "reason": error.message.english()}
        return
    changed = done.added or done.beside or done.documents
    told = Message(
        "pack-merged",
        {"added": str(done.added), "beside": str(done.beside), "same": str(done.same)},
    )
    yield {**line, "status": "added" if changed else "known", "reason": told.english()}


def _table(
    tabling: Tabling,
    path: Path,
    encoding: str | None,
    beside: TableFiles,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Take a table in; the index follows behind the last one."""
    from explorer.services.tabling import line_of_table, mapping_from, save_mapping, save_report

    mapping = None if beside.mapping is None else mapping_from(beside.mapping)
    line: dict[str, Any] = {"path": _printed(str(path))}
    shape = Shape(encoding or "", beside.delimiter, beside.sheet)
    steps = tabling.run(path, mapping, shape, index=False)
    try:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                report: TableReport = end.value
                break
            rows = f", row {progress.done} of {progress.total}" if progress.total else ""
            tell(f"{path.name}{rows}")
        if beside.keep_mapping is not None:
            save_mapping(report.mapping, beside.keep_mapping)
        if beside.report is not None:
            save_report(report, beside.report)
    except AccordError as error:
        if error.message.code.startswith("library-"):
            raise
        return {**line, "status": "refused", "reason": error.message.english()}
    line.update(line_of_table(report))
    return line


def _not_taken(one: Arrival) -> dict[str, Any]:
    codes = {
        What.MISSING: "reading-missing",
    }
    codes[What.LIBRARY] = "reading-library"
    reason = AccordError(codes.get(one.what, "reading-nothing")).message
    return {"path": _printed(str(one.path)), "status": "refused", "reason": reason.english()}


def _printed(path: str) -> str:
    """A path as text: what of a name is no letter is shown by a sign, for JSON knows no bytes."""
    return path.encode(errors="replace").decode()


def line_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the command line tells it."""
    line: dict[str, Any] = {"path": _printed(outcome.path), "status": outcome.status}
    told = [*filter(None, [outcome.reason]), *outcome.notes]
    if told:
        line["reason"] = " ".join(message.english() for message in told)
    if outcome.document is not None:
        line["document"] = outcome.document
    return line
