"""Bringing a library file to the schema this program knows: numbered steps in plain SQL.

A step and its version number are one transaction; before a step on a file that holds data the
file is copied beside itself. A file from a newer program is refused and left as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from explorer.domain.messages import AccordError
from explorer.store.schema import SCHEMA_1, SCHEMA_2, SCHEMA_3

STEPS: Final = (SCHEMA_1, SCHEMA_2, SCHEMA_3)
SCHEMA_VERSION: Final = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version in the file; 0 for a new one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def refuse_newer(found: int, path: Path) -> None:
    """Stop at a file of a newer program.

    Raises:
        AccordError: ``library-newer``.
    """
    if found > SCHEMA_VERSION:
        raise AccordError("library-newer", path=path, found=found, known=SCHEMA_VERSION)


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    target = path.with_name(f"{path.name}.before-format-{version + 1}")
    with sqlite3.connect(target) as copy:
        connection.backup(copy)
    copy.close()


def migrate(path: Path) -> None:
    """Bring the file at ``path`` to `SCHEMA_VERSION`, making it where there is none.

    Raises:
        AccordError: ``library-newer``.
        sqlite3.Error: the file cannot be read or written.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        found = version_of(connection)
        refuse_newer(found, path)
        if found == SCHEMA_VERSION:
            return
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        while found < SCHEMA_VERSION:
            if found:
                _back_up(connection, path, found)
            # A new file gets all steps at once: there is nothing to keep between them.
            found = _step(connection, found, STEPS[found:] if not found else STEPS[found:][:1])
    finally:
        connection.close()


def _step(connection: sqlite3.Connection, version: int, steps: Sequence[str]) -> int:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Two programs may open a new library at once: the second has waited, and looks again.
        now = version_of(connection)
        if now == version:
            for step in steps:
                for statement in step.split(";\n"):
                    if statement.strip():
                        connection.execute(statement)
            now = version + len(steps)
            connection.execute(f"PRAGMA user_version = {now:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return now
