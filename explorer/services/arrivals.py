"""What a path is that somebody hands to Accord: told by its name and place, nothing is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from explorer import paths
from explorer.domain.messages import AccordError

PACK_SUFFIX: Final = ".accord"
PACK_FILE: Final = "pack.json"  # a folder with it is a pack
DOCUMENTS: Final = frozenset(
    {".pdf", ".docx", ".htm", ".html", ".xhtml", ".md", ".markdown", ".txt", ".eml"}
)
TABLES: Final = frozenset({".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm"})
# More than that is a whole disk, and a mistake.
MOST: Final = 10_000  # things that arrive at once
MOST_SEEN: Final = 200_000  # files and folders that are passed on the way


class What(StrEnum):
    """What arrived. A folder of documents arrives as the documents in it."""

    LIBRARY = "library"
    PACK = "pack"
    DOCUMENT = "document"
    TABLE = "table"
    OTHER = "other"
    MISSING = "missing"


class Arrival(msgspec.Struct, frozen=True):
    """One thing that was handed over; for a library the folder, whichever part of it was named."""

    path: Path
    what: What


def sort_out(
    names: Iterable[str], cancelled: Callable[[], bool] = lambda: False
) -> tuple[Arrival, ...]:
    """What these paths are, each thing once, in their order; folders are searched to the bottom.

    A folder with nothing in it that Accord reads is one `What.OTHER`.

    Raises:
        AccordError: ``arrivals-many``.
    """
    found: dict[Path, What] = {}
    for name in names:
        for arrival in _one(Path(name), cancelled):
            found.setdefault(arrival.path, arrival.what)
            if len(found) > MOST:
                raise AccordError("arrivals-many", count=MOST)
    return tuple(Arrival(path, what) for path, what in found.items())


def _one(path: Path, cancelled: Callable[[], bool]) -> Iterator[Arrival]:
    library = paths.library_at(path)
    if library is not None:
        yield Arrival(library, What.LIBRARY)
    elif path.is_dir() and not (path / PACK_FILE).is_file():
        inside = False
        for file in _readable_in(path, cancelled):
            inside = True
            yield file
        if not inside:
            yield Arrival(path, What.OTHER)
    else:
        yield Arrival(path, _kind(path))


def _kind(path: Path) -> What:
    """What a path is that is no library and no folder of documents."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return What.PACK
    if not path.exists():
        return What.MISSING
    if suffix == PACK_SUFFIX:
        return What.PACK
    if suffix in DOCUMENTS:
        return What.DOCUMENT
    return What.TABLE if suffix in TABLES else What.OTHER


def _readable_in(folder: Path, cancelled: Callable[[], bool]) -> Iterator[Arrival]:
    """The documents, tables and packs below a folder, in the order of their names.

    Hidden files and folders are passed by, and libraries: their originals belong to them.
    """
    seen = 0
    for place, inner, files in os.walk(folder):
        seen += len(inner) + len(files)
        if cancelled():
            return
        if seen > MOST_SEEN:
            raise AccordError("arrivals-many", count=MOST)
        here = Path(place)
        inner[:] = sorted(name for name in inner if _is_searched(here / name))
        for name in sorted(files):
            what = _kind(here / name)
            if not name.startswith(".") and what not in (What.OTHER, What.MISSING):
                yield Arrival(here / name, what)


def _is_searched(folder: Path) -> bool:
    return not folder.name.startswith(".") and paths.library_at(folder) is None
