"""``accord diff``: what differs between two share files, or a share file and the library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from explorer.domain.messages import AccordError

if TYPE_CHECKING:
    from explorer.domain.differences import Comparison

HELP = "what differs between two share files, or a share file and the library"
SAME, DIFFERENT, TROUBLE = 0, 1, 2

_DESCRIPTION = """\
What became of the entries of OLD in NEW: new, changed in how firm they are, reworded, changed
otherwise (dates, parties, sectors, evidence …), gone. An entry is counted once, in the first of
these. Given one file, it is compared with the library, as adding it would: gone is then only what
an earlier edition of that file brought. Nothing is changed."""
_EPILOG = """\
exit code: 0 nothing differs, 1 something differs, 2 the files cannot be compared
with --json: {old, new: {title, version, entries}, counts: {new, stage, reworded, changed, gone,
same}, entries: [{id, group, kind, title, titles, stages, whens, changes: [{field, how, old,
new}]}], documents: {new, gone}}; pairs are [before, now], what is not there is null"""


def add_diff(verbs: Any, json_option: argparse.ArgumentParser) -> None:
    """Put the command among the verbs."""
    diff = verbs.add_parser(
        "diff",
        parents=[json_option],
        help=HELP,
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    diff.add_argument("files", nargs="+", type=Path, metavar="FILE", help="[OLD] NEW")
    diff.add_argument("--to", type=Path, metavar="FILE", help="also write it: .html, .md or .json")


def diff(options: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    if len(options.files) > 2:
        sys.stderr.write("accord diff: name one share file, or two\n")
        return TROUBLE
    try:
        comparison = _compared(options)
        return _tell(comparison, options)
    except AccordError as error:
        sys.stderr.write(f"accord: {error}\n")
        return TROUBLE


def _compared(options: argparse.Namespace) -> Comparison:
    from explorer.services.children import finish
    from explorer.services.packs import compare

    if len(options.files) == 2:
        return finish(compare(*options.files))
    from explorer.workspace import open_workspace

    workspace = open_workspace(options.library)
    try:
        return finish(workspace.packs.look(options.files[0])).comparison
    finally:
        workspace.close()


def _tell(comparison: Comparison, options: argparse.Namespace) -> int:
    from explorer.export.difference_report import comparison_json, comparison_lines
    from explorer.services.editions import save_report, vocabulary_labels

    if options.to is not None:
        save_report(comparison, options.to)
    if options.json:
        sys.stdout.write(msgspec.json.encode(comparison_json(comparison)).decode() + "\n")
    else:
        for line in comparison_lines(comparison, vocabulary_labels()):
            sys.stdout.write(line + "\n")
    return DIFFERENT if comparison.differs else SAME
