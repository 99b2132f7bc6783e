"""What the commands print: the library at a glance, a page as JSON, an export by arguments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.domain.query import EntryRow, Page, PassageHit, Query
from explorer.export.report import ExportReport
from explorer.services.versions import versions
from explorer.store import documents, entries
from explorer.store.library import revision
from explorer.store.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.services.browsing import Browsing
    from explorer.services.exporting import Exporting
    from explorer.services.indexing import Indexing
    from explorer.store.library import Library


def info(library: Library, indexing: Indexing) -> dict[str, Any]:
    """The library at a glance, in the shape of ``accord info --json``."""
    index, _, notice = indexing.current()
    with library.reading() as unit:
        return {
            "library": str(library.folder),
            "schema": SCHEMA_VERSION,
            "revision": revision(unit),
            "entries": entries.count(unit),
            "documents": documents.count(unit),
            "read_only": library.read_only,
            "index": {
                "state": "current" if notice is None else "rebuilding",
                "generation": index.generation,
            },
            "versions": versions(),
        }


def _hit(row: EntryRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "stage": row.stage,
        "when": row.when,
        "sectors": row.sectors,
        "parties": row.parties,
        "score": row.score,
        "snippet": row.snippet.text,
        "why": row.why,
    }


def _passage(hit: PassageHit) -> dict[str, Any]:
    return {
        "document": hit.document,
        "paragraph": hit.paragraph,
        "start": hit.start,
        "end": hit.end,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
    }


def page_json(page: Page) -> dict[str, Any]:
    """A page in the shape of ``accord search --json``; ``total`` counts entries."""
    return {
        "total": page.total,
        "undated": page.undated,
        "hits": [_hit(row) for row in page.rows],
        "passages": [_passage(hit) for hit in page.passages],
        "facets": {name.value: values for name, values in page.facets.items()},
        "hint": page.hint or None,
        "elapsed_ms": round(page.elapsed_ms, 2),
    }


def export_selection(
    browsing: Browsing,
    exporting: Exporting,
    query: Query,
    ids: Sequence[str] | None,
    target: Path,
    *,
    day: str | None,
    title: str,
) -> ExportReport:
    """Export named entries, or all that a query finds, in the order of the answer.

    Raises:
        AccordError: ``entry-unknown``, ``export-…``, ``collection-unknown``.
    """
    page = browsing.search(query, limit=0)
    if ids is None and query.collection is not None and not query.text.strip():
        kept = set(page.ids)
        ids = [name for name in browsing.collection(query.collection) if name in kept]
    chosen = list(page.ids) if ids is None else list(ids)
    request = exporting.request(
        chosen,
        query,
        total=page.library_entries,
        day=day or date.today().isoformat(),  # noqa: DTZ011 - the user's own day
        title=title,
    )
    steps = exporting.export(request, target)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: ExportReport = end.value
            return report
