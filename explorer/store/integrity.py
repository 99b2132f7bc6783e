"""SQLite's own view of the file."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.store.library import Unit


def problems_of(unit: Unit) -> Iterator[str]:
    """What ``integrity_check`` and ``foreign_key_check`` report."""
    connection = unit.session.connection()
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a missing row of {parent}"
