"""Where things are: the program's own files, the user's library, and the cache."""

from __future__ import annotations

import sys
from pathlib import Path

APP_NAME = "Accord"
LIBRARY_FILE = "library.db"  # what makes a folder a library


def program_root() -> Path:
    """The folder that holds ``resources`` and ``seeds``: the checkout, or the package's inside."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Templates, vocabulary, fonts, icons, licences."""
    return program_root() / "resources"


def seeds() -> Path:
    """The built-in library as a pack in a folder."""
    return program_root() / "seeds"


def default_library() -> Path:
    """The user's own library, in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False) / "library"


def library_at(path: Path) -> Path | None:
    """The library that a path names: a library's folder, or the file in it; None for all else."""
    if path.name == LIBRARY_FILE and path.is_file():
        return path.parent
    return path if (path / LIBRARY_FILE).is_file() else None


def cache() -> Path:
    """What may be deleted at any time, e.g. the index of a library that is read-only."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False)


def past_searches(library: Path) -> Path:
    """Where what was searched for in a library is remembered."""
    from platformdirs import user_state_path

    return user_state_path(APP_NAME, appauthor=False) / "searches" / f"{_short(library)}.json"


def kept_mappings() -> Path:
    """Where it is remembered how tables with the same columns were read in."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False) / "mappings"


def cached_index(library: Path) -> Path:
    """Where the index of a library lies that is in a read-only place."""
    return cache() / "index" / _short(library)


def _short(library: Path) -> str:
    """A library's folder as a file name."""
    import hashlib  # OpenSSL, which the first paint does without

    return hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:16]
