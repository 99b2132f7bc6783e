"""JSON as a table: a list of records, or one record a line; numbers stay as they are printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from explorer.domain.messages import AccordError, Message
from explorer.reading.tables.rows import Table, cell, headed, limited

JOINED: Final = " ; "  # between the values of a list within a record
_DEEPEST: Final = 4  # records within records that become columns


def read_json(text: str) -> Table:
    """Read a list of records, one in an outer record, or records line by line.

    Raises:
        AccordError: ``table-json``, ``table-damaged``, ``table-empty``, ``table-rows``,
            ``table-columns``, ``table-cell``.
    """
    try:
        whole = _decoded(text)
    except json.JSONDecodeError as error:
        by_line = _by_line(text)
        if by_line is not None:
            return by_line
        raise AccordError("table-damaged", line=error.lineno, reason=error.msg) from error
    found = _list_in(whole)
    if found is None:
        raise AccordError("table-json")
    if found and all(isinstance(item, list) for item in found):
        return headed([[_text(value) for value in line] for line in found], "JSON")
    numbered = [(n, item) for n, item in enumerate(found, start=1) if isinstance(item, dict)]
    return _table(numbered, "JSON", ())


def _decoded(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: None)


def _by_line(text: str) -> Table | None:
    """Records line by line; None where that is not what the file holds."""
    records, refused = [], []
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, start=1):
        try:
            record = _decoded(line)
        except json.JSONDecodeError as error:
            refused.append(Message("row-damaged", {"row": str(number), "reason": error.msg}))
            continue
        if isinstance(record, dict):
            records.append((number, record))
        else:
            refused.append(Message("row-damaged", {"row": str(number), "reason": "no record"}))
    # Most lines must be records: else it is one JSON value that is broken.
    if 2 * len(records) <= len(lines):
        return None
    return _table(records, "JSON Lines", tuple(refused))


def _list_in(whole: Any) -> list[Any] | None:
    """The longest list of records: the value itself, one of its parts, or records by their id."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return None
    lists = [part for part in whole.values() if isinstance(part, list) and part]
    lists = [part for part in lists if all(isinstance(item, dict | list) for item in part)]
    if lists:
        return max(lists, key=len)
    if len(whole) > 1 and all(isinstance(part, dict) for part in whole.values()):
        return [{"id": name, **part} for name, part in whole.items()]
    return None


def _table(
    records: Sequence[tuple[int, dict[str, Any]]], form: str, refused: tuple[Message, ...]
) -> Table:
    flat = [(number, _flat(record)) for number, record in records]
    columns = tuple(dict.fromkeys(name for _, record in flat for name in record))
    if not flat or not columns:
        raise AccordError("table-empty")
    lines = limited([record.get(name, "") for name in columns] for _, record in flat)
    rows = [(number, tuple(line)) for (number, _), line in zip(flat, lines, strict=True)]
    rows = [(number, line) for number, line in rows if any(line)]
    if not rows:
        raise AccordError("table-empty")
    return Table(tuple(map(_name, columns)), rows, form, refused=refused)


def _name(column: str) -> str:
    return " ".join(cell(column).split()) or "Column"


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, str]:
    """A record without records in it: theirs are columns ``outer.inner``."""
    found: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            found.update(_flat(value, f"{before}{name}.", depth + 1))
        else:
            found[f"{before}{name}"] = _text(value)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _joined(_text(_named(item)) for item in value)
    return json.dumps(value, ensure_ascii=False)


def _joined(parts: Iterable[str]) -> str:
    return JOINED.join(filter(None, parts))


def _named(item: Any) -> Any:
    """A record within a list by its name, where it has one."""
    if isinstance(item, dict):
        for key in ("name", "title", "label", "code", "id"):
            if isinstance(item.get(key), str):
                return item[key]
    return item
