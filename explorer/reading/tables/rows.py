"""Rows of text as a table's file gives them, and the limits that hold for all forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from explorer.domain.messages import AccordError, Message

MOST_BYTES: Final = 300_000_000
MOST_ROWS: Final = 500_000
MOST_COLUMNS: Final = 500
LONGEST_CELL: Final = 1_000_000  # letters
_HEAD_WITHIN: Final = 20  # lines above the head, such as a title, that are looked through


class Table(msgspec.Struct, frozen=True):
    """A table that was read. ``rows``: number and cells, as many as columns; they count from 1.

    ``refused``: why rows could not be read. ``form`` is what messages call the form of the file.
    ``sheets``: of a workbook, those that are to be seen; ``sheet`` is the one that was read.
    """

    columns: tuple[str, ...]
    rows: list[tuple[int, tuple[str, ...]]]
    form: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    refused: tuple[Message, ...] = ()


def cell(text: str) -> str:
    """A cell's value: NFC, without blanks at its ends and signs that nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\ufeff", "").replace("\u200b", ""))
        text = "".join(sign if sign < "\ud800" or sign > "\udfff" else "\ufffd" for sign in text)
    return text.replace("\0", "").strip()


def limited(lines: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Lines of cells, cleaned, as long as they are within the limits.

    Raises:
        AccordError: ``table-rows``, ``table-columns``, ``table-cell``.
    """
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise AccordError("table-rows", most=MOST_ROWS)
        if len(line) > MOST_COLUMNS:
            raise AccordError("table-columns", most=MOST_COLUMNS)
        if any(len(text) > LONGEST_CELL for text in line):
            raise AccordError("table-cell", line=number, most=LONGEST_CELL)
        yield [cell(text) for text in line]


def headed(lines: Iterable[Sequence[str]], form: str) -> Table:
    """A table whose first full line is its head; lines above it with one cell are a title.

    Raises:
        AccordError: ``table-empty`` and those of `limited`.
    """
    found = [line for line in limited(lines) if any(line)]
    place = _head_of(found)
    if place is None or not found[place + 1 :]:
        raise AccordError("table-empty")
    columns = _named(found[place])
    width, beyond = len(columns), 0
    rows = []
    for number, line in enumerate(found[place + 1 :], start=1):
        beyond += any(line[width:])
        rows.append((number, tuple(line[:width]) + ("",) * (width - len(line))))
    notes = () if not beyond else (Message("note-table-ragged", {"count": str(beyond)}),)
    return Table(columns, rows, form, notes=notes)


def _head_of(lines: list[list[str]]) -> int | None:
    top = lines[:_HEAD_WITHIN]
    if not top:
        return None
    full = max(sum(map(bool, line)) for line in top)
    return next(n for n, line in enumerate(top) if 2 * sum(map(bool, line)) >= full)


def _named(head: Sequence[str]) -> tuple[str, ...]:
    """Names for all columns, each once; a head has no empty columns at its end."""
    cells = list(head)
    while cells and not cells[-1]:
        cells.pop()
    names: dict[str, None] = {}
    for number, text in enumerate(cells, start=1):
        name = wanted = " ".join(text.split()) or f"Column {number}"
        count = 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names[name] = None
    return tuple(names)
