"""A look at a library file before the store is there: importing SQLAlchemy takes 300 ms."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from explorer.store.migrations import SCHEMA_VERSION, version_of

# What lies in a library's folder.
FILE: Final = "library.db"
DOCUMENTS: Final = "documents"
INDEX: Final = "index"

_BUSY_SECONDS: Final = 0.2


def revision_in(folder: Path) -> int | None:
    """The revision of the library there (see `store.library.revision`), if it can be told at once.

    None for a file of another schema version, one that is busy, damaged or not there.
    """
    uri = f"{(folder / FILE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as connection:
            if version_of(connection) != SCHEMA_VERSION:
                return None
            (found,) = connection.execute("SELECT max(revision) FROM change").fetchone()
            return int(found or 0)
    except sqlite3.Error:
        return None
