"""Text with a sign between its cells: which sign that is, and what stands between."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from explorer.domain.messages import AccordError, Message
from explorer.reading.tables.rows import LONGEST_CELL, Table, headed

# The usual ones first: where several fit alike, the earlier one is meant.
_SIGNS: Final = (",", ";", "\t", "|", "\x1f", "^", "~", "¦", "§", "#", ":")
_LOOKED_AT: Final = 60  # lines by which the sign is told


def read_delimited(text: str, suffix: str, chosen: str = "") -> Table:
    """Read CSV and its kin; ``suffix`` decides only where signs fit alike.

    ``chosen``: the sign between cells, where the user has named one.

    Raises:
        AccordError: ``table-damaged``, ``table-empty``, ``table-rows``, ``table-columns``,
            ``table-cell``.
    """
    text, sign = _said(text.removeprefix("\ufeff"))
    sign = chosen[:1] or sign or _sign_of(text, suffix)
    notes: tuple[Message, ...] = ()
    try:
        table = headed(_lines(text, sign, strict=True), "CSV")
    except csv.Error as error:
        # Marks that open and never close would swallow the rest: then they are only signs.
        ends = "end of data" in str(error)
        notes = (Message("note-table-quotes"),)
        table = headed(_told(text, sign, quoted=not ends), "CSV")
    return Table(
        table.columns,
        table.rows,
        "CSV",
        delimiter=sign,
        notes=(*table.notes, *notes),
        refused=table.refused,
    )


def _told(text: str, sign: str, *, quoted: bool) -> Iterator[list[str]]:
    lines = _lines(text, sign, quoted=quoted)
    number = 0
    while True:
        number += 1
        try:
            line = next(lines, None)
        except csv.Error as error:
            raise AccordError("table-damaged", line=number, reason=error) from error
        if line is None:
            return
        yield line


def _lines(
    text: str, sign: str, *, strict: bool = False, quoted: bool = True
) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL + 1)
    quoting: Final = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=sign,
        strict=strict,
        quoting=quoting,
        skipinitialspace=sign != "\t",
    )


def _said(text: str) -> tuple[str, str]:
    """Excel's own first line, ``sep=;``, taken off."""
    first, _, rest = text.partition("\n")
    word = first.strip("\r\"' ")
    if len(word) == 5 and word.lower().startswith("sep="):
        return rest, word[4]
    return text, "\t" if first.strip("\r\"' ").lower() == "sep=\\t" else ""


def _sign_of(text: str, suffix: str) -> str:
    """The sign by which most lines have as many cells as the first full one, and two or more."""
    best, score = ("\t" if suffix in (".tsv", ".tab") else ","), 0.0
    for place, sign in enumerate(_SIGNS):
        try:
            lines = list(islice(_lines(text, sign), _LOOKED_AT))
        except csv.Error:
            continue
        widths = [len(line) for line in lines if any(line)]
        if not widths or max(widths) < 2:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        if usual < 2:
            continue
        fits = widths.count(usual) / len(widths) - 0.001 * place
        fits += 0.05 * (sign == "\t" and suffix in (".tsv", ".tab"))
        if fits > score:
            best, score = sign, fits
    return best
