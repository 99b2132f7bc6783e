"""Where a library's parts lie on this computer, and how large they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from explorer import paths
from explorer.services.index_texts import index_folder
from explorer.store.library import Library
from explorer.store.peek import DOCUMENTS, FILE, INDEX


def library_places(folder: Path, library: Library | None) -> dict[str, Path]:
    """The library's file, its documents, its index and the cache; also of one that is not open."""
    return {
        "library": folder / FILE,
        "documents": folder / DOCUMENTS,
        "index": folder / INDEX if library is None else index_folder(library),
        "cache": paths.cache(),
    }


def sizes(path: Path) -> Iterator[int]:
    """The sizes in bytes of a file, or of all files in a folder; nothing for what is not there."""
    try:
        if not path.is_dir():
            yield path.stat().st_size
            return
    except OSError:
        return
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                yield os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118 - thousands of them
            except OSError:
                continue  # taken away meanwhile
