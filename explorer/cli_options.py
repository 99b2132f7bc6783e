"""What can be written on the command line: verbs and options, and how their values are read."""

from __future__ import annotations

import argparse
from pathlib import Path

from explorer import __version__
from explorer.cli_diff import add_diff
from explorer.domain.messages import AccordError
from explorer.domain.syntax import FORMS, Form
from explorer.domain.when import parse_when

DEFAULT_LIMIT = 20


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="accord",
        description="Explore cooperation agreements. Without a command: the window.",
        epilog=(
            "accord [--library DIR] PATH …  opens libraries, documents, tables and share files in"
            " the window. A command wins over a file of that name: write ./search for the file."
        ),
    )
    whole.add_argument("--version", action="version", version=f"accord {__version__}")
    whole.add_argument("--library", type=Path, metavar="DIR", help="a library folder")
    verbs = whole.add_subparsers(dest="verb", metavar="COMMAND")
    json_option = argparse.ArgumentParser(add_help=False)
    json_option.add_argument("--json", action="store_true", help="print one JSON value")

    verbs.add_parser("info", parents=[json_option], help="what the library holds")
    search = verbs.add_parser(
        "search",
        parents=[json_option],
        help="find entries and passages",
        epilog="\n".join(
            ("what can be written (behind -- if it begins with a minus):", *map(_form, FORMS))
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    search.add_argument("text", nargs="?", default="")
    search.add_argument("--documents", action="store_true", help="passages instead of entries")
    _add_filters(search, end="--to")
    search.add_argument("--limit", type=_count, default=DEFAULT_LIMIT, metavar="N")
    taken = verbs.add_parser(
        "import",
        parents=[json_option],
        help="read documents, tables and share files in, from files and folders",
        description="A line for each file: added, known (it is here already) or refused, and why.",
    )
    taken.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    taken.add_argument("--encoding", metavar="NAME", help="how the letters of text files are coded")
    taken.add_argument("--map", type=Path, metavar="FILE", help="the mapping of a table's columns")
    taken.add_argument("--delimiter", type=_sign, metavar="SIGN", help="between a table's cells")
    taken.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    taken.add_argument("--save-map", type=Path, metavar="FILE", help="keep the mapping there")
    taken.add_argument("--report", type=Path, metavar="FILE", help="keep a table's report there")
    show = verbs.add_parser("show", parents=[json_option], help="one entry with its evidence")
    show.add_argument("id")
    suggest = verbs.add_parser(
        "suggest", parents=[json_option], help="what a document suggests; stores nothing"
    )
    suggest.add_argument("file", type=Path, metavar="FILE")
    export = verbs.add_parser("export", parents=[json_option], help="write entries to a file")
    chosen = export.add_mutually_exclusive_group()
    chosen.add_argument("--query", metavar="TEXT", default=None)
    chosen.add_argument("--ids", metavar="A,B")
    chosen.add_argument("--collection", metavar="NAME")
    _add_filters(export, end="--until")  # --to names the file here
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--title", default="", help="the title printed on it")
    export.add_argument("--date", type=_day, metavar="W", help="the date printed on it")
    add_diff(verbs, json_option)
    verbs.add_parser("reindex", parents=[json_option], help="build the search index again")
    verbs.add_parser("check", parents=[json_option], help="is everything sound?")
    gui = verbs.add_parser("gui", help="the window")
    gui.add_argument("--screenshot", type=Path, metavar="FILE.png")
    gui.add_argument("--query", metavar="TEXT", default="")
    gui.add_argument("--select", metavar="ID")
    gui.add_argument("--document", metavar="ID", help="open this document")
    gui.add_argument("--first-steps", action="store_true", help="show what a first start shows")
    gui.add_argument("--theme", choices=("light", "dark", "contrast"))
    gui.add_argument("--size", type=_size, metavar="WxH")
    return whole


def _form(form: Form) -> str:
    return f"  {form.typed:34}{form.finds}".replace("%", "%%")


def _add_filters(parser: argparse.ArgumentParser, *, end: str) -> None:
    parser.add_argument("--sector", action="append", default=[], metavar="S")
    parser.add_argument("--kind", action="append", default=[], metavar="K")
    parser.add_argument("--stage", action="append", default=[], metavar="S")
    parser.add_argument("--party", action="append", default=[], metavar="P")
    parser.add_argument("--from", dest="start", type=_day, metavar="W")
    parser.add_argument(end, dest="end", type=_day, metavar="W")
    parser.add_argument("--certain", action="store_true", help="surely in the period")


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("a count cannot be negative")
    return value


def _sign(text: str) -> str:
    """One sign; a tab may be written out."""
    sign = {"tab": "\t", "\\t": "\t"}.get(text.lower(), text)
    if len(sign) != 1 or sign in '"\r\n':
        raise argparse.ArgumentTypeError(f"a delimiter is one sign, or tab, not {text!r}")
    return sign


def _day(text: str) -> str:
    try:
        return parse_when(text).text
    except AccordError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 10_000):
        raise argparse.ArgumentTypeError(f"write a size as 1280x800, not {text!r}")
    return int(width), int(height)
