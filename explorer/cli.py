"""The command line: a contract for scripts (design, "Command line").

With ``--json`` exactly one JSON value goes to stdout and nothing else. Errors are one line on
stderr with exit code 1; wrong usage is 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from explorer.cli_diff import diff
from explorer.cli_options import parser
from explorer.domain.messages import AccordError
from explorer.domain.query import Facet, Period, Query
from explorer.handed import Handed

if TYPE_CHECKING:
    from explorer.export.report import ExportReport
    from explorer.workspace import Workspace


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    # A console that cannot print Hangul must not stop a search.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    if options.verb in (None, "gui"):
        return _gui(options)
    try:
        return _COMMANDS[options.verb](options)
    except AccordError as error:
        print(f"accord: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # as a shell calls what Ctrl+C has ended
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; Python would complain once more at exit
        return 1


def _query(options: argparse.Namespace, text: str) -> Query:
    from explorer.services.asking import query_of

    period = None
    if options.start or options.end:
        period = Period(options.start, options.end, options.certain)
    chosen = {
        Facet.SECTOR: options.sector,
        Facet.KIND: options.kind,
        Facet.STAGE: options.stage,
        Facet.PARTY: options.party,
    }
    return query_of(text, chosen, period)


def _open(options: argparse.Namespace) -> Workspace:
    from explorer.workspace import open_workspace

    workspace = open_workspace(options.library)
    if workspace.indexing.is_missing:
        for _ in workspace.indexing.rebuild():
            pass
    return workspace


def _open_to_search(options: argparse.Namespace) -> Workspace:
    """Opened, and with an index on disk: a command has no time to build one in the background."""
    workspace = _open(options)
    _, _, notice = workspace.indexing.current()
    if notice is not None:
        print(f"accord: {notice.english()}", file=sys.stderr)
        for _ in workspace.indexing.rebuild():
            pass
    return workspace


def _print(value: object) -> None:
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def _gui(options: argparse.Namespace) -> int:
    from explorer.ui.starting import open_window, window_can_open

    if getattr(options, "screenshot", None) is None:
        return open_window(Handed(options.library), getattr(options, "theme", None))
    if not window_can_open():
        return 1
    from explorer.ui.application import make_application
    from explorer.ui.screenshot import draw

    return draw(make_application(), options)


def _info(options: argparse.Namespace) -> int:
    from explorer.services.informing import info

    workspace = _open(options)
    found = info(workspace.library, workspace.indexing)
    if options.json:
        _print(found)
    else:
        print(f"Library    {found['library']}")
        print(f"Entries    {found['entries']}")
        print(f"Documents  {found['documents']}")
        print(f"Search     {found['index']['state']}")
    return 0


def _search(options: argparse.Namespace) -> int:
    from explorer.services.informing import answer_json, answer_lines

    browsing = _open_to_search(options).browsing
    query = _query(options, options.text)
    ask = browsing.passages if options.documents else browsing.search
    answer = ask(query, limit=options.limit)
    if options.json:
        _print(answer_json(answer, lambda name: browsing.why(query, name)))
        return 0
    for line in answer_lines(answer):
        print(line)
    if answer.hint:
        print(answer.hint, file=sys.stderr)
    return 0


def _show(options: argparse.Namespace) -> int:
    from explorer.export.show import entry_json

    detail = _open(options).browsing.detail(options.id)
    value = entry_json(detail)
    if options.json:
        _print(value)
        return 0
    print(detail.entry.title)
    print(detail.entry.summary)
    for quotation in detail.quotations:
        title = detail.documents[quotation.document].short_title
        print(f"  “{quotation.text}” {title} ¶{quotation.paragraph}")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from explorer.services.suggesting import suggestion_json, suggestions_of_file

    for suggestion in suggestions_of_file(options.file):
        if options.json:
            _print(suggestion_json(suggestion))
        else:
            dated = f", {suggestion.date}" if suggestion.date else ""
            print(f"{suggestion.title} ({suggestion.kind}, {suggestion.stage}{dated})")
            print(f"  “{suggestion.quote}”")
            print(f"  {'; '.join(reason.english() for reason in suggestion.why)}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from explorer.services.arrivals import PACK_SUFFIX
    from explorer.services.children import finish
    from explorer.services.informing import export_selection, selection

    workspace = _open_to_search(options)
    query = _query(options, options.query or "")
    if options.collection is not None:
        query = msgspec.structs.replace(query, collection=options.collection)
    ids = [name for name in (options.ids or "").split(",") if name] if options.ids else None
    if options.to.suffix.lower() == PACK_SUFFIX:
        everything = ids is None and query.is_everything  # with documents that no entry rests on
        chosen = None if everything else selection(workspace.browsing, query, ids)[1]
        title = options.title or workspace.title
        written = finish(workspace.packs.write(chosen, options.to, title=title))
        return _tell_export(options, written)
    report = export_selection(
        workspace.browsing,
        workspace.exporting,
        query,
        ids,
        options.to,
        day=options.date,
        title=options.title,
    )
    return _tell_export(options, report)


def _tell_export(options: argparse.Namespace, report: ExportReport) -> int:
    if options.json:
        _print(report)
    else:
        print(f"{report.entries} entries written to {report.path}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from explorer.services.bringing import TableFiles, bring

    workspace = _open(options)
    shown = not options.json and sys.stderr.isatty()

    def tell(text: str) -> None:
        if shown:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    taken = False
    for line in bring(
        workspace.importing,
        workspace.packs,
        workspace.tabling,
        workspace.indexing,
        options.paths,
        options.encoding,
        TableFiles(
            options.map, options.save_map, options.report, options.delimiter or "", options.sheet
        ),
        tell,
    ):
        tell("")
        taken |= line["status"] in ("added", "known")
        if options.json:
            _print(line)
        else:
            reason = f": {line['reason']}" if "reason" in line else ""
            print(f"{line['status']}: {line['path']}{reason}")
        sys.stdout.flush()
    tell("")
    return 0 if taken else 1


def _reindex(options: argparse.Namespace) -> int:
    workspace = _open(options)
    steps = workspace.indexing.rebuild()
    while True:
        try:
            progress = next(steps)
        except StopIteration as end:
            built = end.value
            break
        if not options.json and sys.stderr.isatty():
            print(f"\r{progress.done} of {progress.total}", end="", file=sys.stderr)
    if options.json:
        _print(built)
    else:
        print(f"Search index built (number {built.generation}).")
    return 0


def _check(options: argparse.Namespace) -> int:
    from explorer.services.checking import check

    problems = [
        {"what": item.what, "where": item.where, "reason": item.reason.english()}
        for item in check(_open(options).library)
    ]
    if options.json:
        _print({"problems": problems})
    else:
        for problem in problems:
            print(f"{problem['what']}: {problem['where']}: {problem['reason']}")
        print("Everything is sound." if not problems else f"{len(problems)} problems.")
    return 1 if problems else 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "info": _info,
    "search": _search,
    "show": _show,
    "import": _import,
    "suggest": _suggest,
    "export": _export,
    "diff": diff,
    "reindex": _reindex,
    "check": _check,
}
