"""A table's file read: its form told by its content."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

import msgspec

from explorer.domain.messages import AccordError, Message
from explorer.reading.encodings import decode
from explorer.reading.tables.rows import MOST_BYTES, Table

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OTHERS: Final = (
    (b"%PDF-", "table-none"),
    (b"\x1f\x8b", "reading-archive"),
    (b"7z\xbc\xaf\x27\x1c", "reading-archive"),
    (b"\x89PNG", "reading-picture"),
    (b"\xff\xd8\xff", "reading-picture"),
    (b"{\\rtf", "reading-rtf"),
    (b"SQLite format 3\0", "table-none"),
)


def read_table(
    data: bytes,
    name: str,
    encoding: str | None = None,
    *,
    delimiter: str = "",
    sheet: str = "",
) -> Table:
    """Read the bytes of a table called ``name``; all else is the user's choice, if there is one.

    Raises:
        AccordError: ``table-…`` or ``reading-…`` when there is no table to be had of it.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise AccordError("reading-empty")
    if len(data) > MOST_BYTES:
        size, most = len(data) // 1_000_000, MOST_BYTES // 1_000_000
        raise AccordError("reading-large", size=size, most=most)
    for begins, code in _OTHERS:
        if data.startswith(begins):
            raise AccordError(code)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise AccordError("reading-encrypted" if locked else "table-old-excel")
    if data.startswith(_ZIP):
        from explorer.reading.tables.workbook import is_workbook, read_workbook

        if not is_workbook(data):
            raise AccordError("table-none")
        return read_workbook(data, sheet)
    found = decode(data, chosen=encoding)
    notes = () if found.sure else (Message("note-encoding", {"encoding": found.encoding}),)
    table = _of_text(found.text.lstrip("\ufeff"), PurePath(name).suffix.lower(), delimiter)
    return msgspec.structs.replace(table, encoding=found.encoding, notes=(*table.notes, *notes))


def _of_text(text: str, suffix: str, delimiter: str) -> Table:
    first = text.lstrip()[:1]
    if suffix in (".json", ".jsonl", ".ndjson", ".geojson") or first == "{" or _is_list(text):
        from explorer.reading.tables.records import read_json

        return read_json(text)
    if first == "<":
        raise AccordError("table-none")
    from explorer.reading.tables.delimited import read_delimited

    return read_delimited(text, suffix, delimiter)


def _is_list(text: str) -> bool:
    """Whether a text begins as a JSON list of records does; a cell may begin with a bracket too."""
    head = "".join(text[:200].split())
    return head.startswith(("[{", "[["))
