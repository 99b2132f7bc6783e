"""Excel's workbooks: the first sheet with rows in it, its values as a person sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec

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


def read_workbook(data: bytes, chosen: str = "") -> Table:
    """Read a workbook: the sheet that is ``chosen``, else the first one with rows in it.

    Raises:
        AccordError: ``reading-bomb``, ``reading-entities``, ``reading-damaged``, ``table-empty``,
            ``table-sheet``, ``table-rows``, ``table-columns``, ``table-cell``.
    """
    _refuse_attacks(data)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return _read(book, chosen)
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


def _read(book: Any, chosen: str) -> Table:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    names = tuple(sheet.title for sheet in sheets)
    tried = [sheet for sheet in sheets if not chosen or sheet.title == chosen]
    if chosen and not tried:
        raise AccordError("table-sheet", name=chosen, known=", ".join(names[:12]))
    for sheet in tried:
        sheet.reset_dimensions()  # what a file says of its size is often wrong
        try:
            table = headed(_lines(sheet), "an Excel workbook")
        except AccordError as error:
            if error.message.code == "table-empty" and sheet is not tried[-1]:
                continue
            raise
        notes = table.notes
        if len(tried) > 1:
            said = {"count": str(len(sheets)), "name": sheet.title}
            notes = (*notes, Message("note-table-sheets", said))
        return msgspec.structs.replace(table, sheet=sheet.title, sheets=names, notes=notes)
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
