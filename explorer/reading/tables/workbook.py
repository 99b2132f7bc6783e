"""Excel's workbooks: the first sheet with rows in it, its values as a person sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from explorer.domain.messages import AccordError, Message
from explorer.reading.tables.rows import Table, headed

UNPACKED_MOST: Final = 600_000_000  # bytes of all that is in the file
_BLOCK: Final = 1 << 20


def is_workbook(data: bytes) -> bool:
    """Whether a zip file is a workbook that this module reads."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return False


def read_workbook(data: bytes) -> Table:
    """Read a workbook.

    Raises:
        AccordError: ``reading-bomb``, ``reading-entities``, ``reading-damaged``, ``table-empty``,
            ``table-rows``, ``table-columns``, ``table-cell``.
    """
    _refuse_attacks(data)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return _first(book)
    except (AccordError, MemoryError, RecursionError):
        raise
    except InvalidFileException as error:
        raise AccordError("reading-damaged", reason=error) from error
    except Exception as error:
        # openpyxl tells a damaged file by whatever its parsers raise: KeyError, ParseError, …
        reason = f"{type(error).__name__}: {error}"[:200]
        raise AccordError("reading-damaged", reason=reason) from error


def _refuse_attacks(data: bytes) -> None:
    """A zip that is a bomb, or XML that declares entities, is not given to the parser."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = 0
            for item in archive.infolist():
                with archive.open(item) as part:
                    head = part.read(_BLOCK)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise AccordError("reading-entities")
                    size += len(head)
                    while block := part.read(_BLOCK):
                        size += len(block)
                        if size > UNPACKED_MOST:
                            raise AccordError("reading-bomb", most=UNPACKED_MOST // 1_000_000)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise AccordError("reading-damaged", reason=error) from error
    except Exception as error:
        if isinstance(error, AccordError | MemoryError):
            raise
        raise AccordError("reading-damaged", reason=error) from error  # zlib.error


def _first(book: Any) -> Table:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        sheet.reset_dimensions()  # what a file says of its size is often wrong
        try:
            table = headed(_lines(sheet), "an Excel workbook")
        except AccordError as error:
            if error.message.code == "table-empty" and sheet is not sheets[-1]:
                continue
            raise
        if len(sheets) == 1:
            return table
        said = {"count": str(len(sheets)), "name": sheet.title}
        notes = (*table.notes, Message("note-table-sheets", said))
        return Table(table.columns, table.rows, table.form, notes=notes)
    raise AccordError("table-empty")


def _lines(sheet: Any) -> Iterator[list[str]]:
    for line in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in line]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
