"""What the window shows first, kept so that the next start shows it at once.

Opening a library takes longer than anyone should wait for a list that has not changed: the store's
and the index's libraries alone need half a second to import. So the answer to the empty question
lies beside the index, and is shown if the library still has the revision it was made for. It is
derived and typed, read again from the store right after, and lost without harm.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer import disk, paths
from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels
from explorer.domain.query import EntryRow, Facet, Page, Query, Timeline
from explorer.domain.vocabulary import Family, Stage
from explorer.store.migrations import SCHEMA_VERSION
from explorer.store.peek import INDEX, revision_in

log = logging.getLogger(__name__)

FILE: Final = "opening"
FORMAT: Final = 1  # with the program's schema version, what a file must say to be believed
_COLUMNS: Final = {
    "start": "<i4", "end": "<i4", "flags": "u1", "stage": "i1", "family": "i1", "event": "<i4",
}  # fmt: skip


class Opening(msgspec.Struct, frozen=True):
    """A library as its window opens: names, the whole of it as a page, its first entry opened."""

    title: str
    read_only: bool
    labels: Labels
    page: Page
    binder: tuple[str, ...]
    detail: EntryDetail | None


class _Kept(msgspec.Struct, frozen=True):
    """The file: an `Opening` in which the page's arrays are bytes."""

    format: tuple[int, int]
    title: str
    read_only: bool
    labels: Labels
    binder: tuple[str, ...]
    detail: EntryDetail | None
    revision: int
    ids: tuple[str, ...]
    undated: int
    library_entries: int
    library_documents: int
    facets: dict[Facet, tuple[tuple[str, int], ...]]
    columns: dict[str, bytes]
    events: tuple[str, ...]
    rows: tuple[EntryRow, ...]
    marks: dict[str, EntryRow]


def keep_opening(folder: Path, opening: Opening) -> None:
    """Keep it in an index folder; a place that cannot be written to is no reason to trouble anyone.

    The page must answer the empty `Query`.
    """
    page = opening.page
    kept = _Kept(
        format=(FORMAT, SCHEMA_VERSION),
        title=opening.title,
        read_only=opening.read_only,
        labels=opening.labels,
        binder=opening.binder,
        detail=opening.detail,
        revision=page.revision,
        ids=tuple(page.ids),
        undated=page.undated,
        library_entries=page.library_entries,
        library_documents=page.library_documents,
        facets=page.facets,
        columns={
            name: getattr(page.timeline, name).astype(kind).tobytes()
            for name, kind in _COLUMNS.items()
        },
        events=page.timeline.events,
        rows=page.rows,
        marks=page.marks,
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        disk.write_whole(folder / FILE, msgspec.msgpack.encode(kept), lasting=False)
    except OSError as error:
        log.warning("opening not kept: %s", error)


def _folders(library: Path) -> Iterator[Path]:
    """Where the index of a library may be; the second place is rarely asked for."""
    yield library / INDEX
    yield paths.cached_index(library)


def read_opening(library: Path) -> Opening | None:
    """What was kept of the library in this folder, if it is still as it was.

    Quick: it needs neither store nor index.
    """
    for folder in _folders(library):
        try:
            kept = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=_Kept)
        except (OSError, ValueError, msgspec.MsgspecError):
            continue
        if kept.format == (FORMAT, SCHEMA_VERSION) and kept.revision == revision_in(library):
            return _opened(kept)
    return None


def _opened(kept: _Kept) -> Opening | None:
    import numpy as np

    columns: dict[str, Any] = {}
    for name, kind in _COLUMNS.items():
        columns[name] = column = np.frombuffer(kept.columns.get(name, b""), kind)
        most = {"stage": len(Stage), "family": len(Family), "event": len(kept.events)}.get(name)
        if len(column) != len(kept.ids) or (most is not None and (column >= most).any()):
            return None
    page = Page(
        query=Query(),
        ids=kept.ids,
        total=len(kept.ids),
        undated=kept.undated,
        library_entries=kept.library_entries,
        library_documents=kept.library_documents,
        facets=kept.facets,
        timeline=Timeline(**columns, events=kept.events),
        rows=kept.rows,
        marks=kept.marks,
        passages=(),
        revision=kept.revision,
        elapsed_ms=0.0,
    )
    return Opening(kept.title, kept.read_only, kept.labels, page, kept.binder, kept.detail)
