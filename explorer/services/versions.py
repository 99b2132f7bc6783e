"""Which Accord this is, and which versions of what it stands on. Light: a crash report asks."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata
from typing import Final

from explorer import __version__

_LIBRARIES: Final = ("SQLAlchemy", "whoosh3", "numpy", "PySide6-Essentials", "typst")


def versions() -> dict[str, str]:
    """The versions of the program and of what it stands on."""
    found = {
        "accord": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    for name in _LIBRARIES:
        try:
            found[name.lower()] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # a package may leave a library's metadata out
    return found
