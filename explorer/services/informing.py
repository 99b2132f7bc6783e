"""What the commands print: the library at a glance, a page as JSON, an export by arguments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.domain.answers import PassagePage, Why
from explorer.domain.messages import Message
from explorer.domain.query import EntryRow, Page, PassageHit, Query
from explorer.domain.vocabulary import Kind, Stage, stage_label
from explorer.domain.wording import date_in_words
from explorer.export.report import ExportReport
from explorer.services.children import finish
from explorer.services.versions import versions
from explorer.store import documents, entries, reviews
from explorer.store.library import revision
from explorer.store.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.services.browsing import Browsing
    from explorer.services.exporting import Exporting
    from explorer.services.indexing import Indexing
    from explorer.store.library import Library, Unit


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
            "suggestions": _suggestions(unit),
            "read_only": library.read_only,
            "index": {
                "state": "current" if notice is None else "rebuilding",
                "generation": index.generation,
            },
            "versions": versions(),
        }


def _suggestions(unit: Unit) -> dict[str, int]:
    """How many suggestions wait in reviews, of how many."""
    waiting = reviews.waiting(unit, documents.documents(unit)).values()
    return {"open": sum(w.open for w in waiting), "total": sum(w.total for w in waiting)}


def _hit(row: EntryRow, why: Why) -> dict[str, Any]:
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
        "why": _reasons(why),
    }


def _reasons(why: Why) -> list[str]:
    """Other names first (ROK → Republic of Korea), then each field with the words found there."""
    names = [f"{typed} → {found}" for typed, found in why.synonyms]
    return names + [f"{field}: {', '.join(words)}" for field, words in why.fields]


def _query(query: Query) -> dict[str, Any]:
    return {
        "text": query.text.encode(errors="replace").decode(),  # a lone surrogate is no JSON
        "choices": {
            facet.value: {"values": choice.values, "every": choice.every}
            for facet, choice in query.choices
        },
        "period": query.period,
        "collection": query.collection,
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


def answer_json(page: Page | PassagePage, why: Callable[[str], Why]) -> dict[str, Any]:
    """An answer in the shape of ``accord search --json``; ``total`` counts entries or passages.

    ``why`` tells why an entry was found, by its id.
    """
    if isinstance(page, PassagePage):
        return _passages_json(page)
    return {
        "total": page.total,
        "undated": page.undated,
        "hits": [_hit(row, why(row.id)) for row in page.rows],
        "passages": [_passage(hit) for hit in page.passages],
        "facets": {name.value: values for name, values in page.facets.items()},
        "hint": page.hint or None,
        "understood": _query(page.understood),
        "did_you_mean": page.did_you_mean,
        "loosened": [{"query": _query(item.query), "total": item.total} for item in page.loosened],
        "coverage": page.coverage,
        "elapsed_ms": round(page.elapsed_ms, 2),
    }


def _passages_json(page: PassagePage) -> dict[str, Any]:
    return {
        "total": page.total,
        "passages": [
            _passage(hit) | {"entries": [entry.id for entry in hit.entries]} for hit in page.hits
        ],
        "documents": [
            {"document": item.document, "standing": item.standing, "count": item.count}
            for item in page.documents
        ],
        "hint": page.hint or None,
        "coverage": page.coverage,
        "elapsed_ms": round(page.elapsed_ms, 2),
    }


def answer_lines(page: Page | PassagePage) -> Iterator[str]:
    """An answer for people who read a terminal."""
    if isinstance(page, PassagePage):
        yield from _passage_lines(page)
        return
    for row in page.rows:
        stage = stage_label(Kind(row.kind), Stage(row.stage))
        yield f"{row.id}\n  {row.title} · {stage} · {date_in_words(row.when)}"
        yield f"  {row.snippet.text}"
    for hit in page.passages:
        yield f"{hit.document_title} ¶{hit.paragraph} (in no entry)\n  {hit.snippet.text}"
    yield f"{page.total} of {page.library_entries} entries, {page.undated} undated"
    yield from (note.english() for note in _notes(page))


def _passage_lines(page: PassagePage) -> Iterator[str]:
    for hit in page.hits:
        yield f"{hit.document_title} ¶{hit.paragraph}\n  {hit.snippet.text}"
        if hit.entries:
            yield f"  → {', '.join(entry.id for entry in hit.entries)}"
    yield f"Passages: {page.total}. Documents: {len(page.documents)}."


def _notes(page: Page) -> Iterator[Message]:
    """What else is to be told of an answer: what was not searched, and what would find more."""
    coverage = page.coverage
    if any(coverage.left_out):
        yield Message(
            "search-coverage",
            {
                "searched": str(coverage.searched),
                "documents": str(coverage.documents),
                "without": str(coverage.without_text),
                "behind": str(coverage.behind + coverage.entries_behind),
            },
        )
    if page.did_you_mean is not None:
        found = page.did_you_mean
        yield Message("search-meant", {"text": found.text, "total": str(found.total)})
    for item in page.loosened:
        period = item.period and f"{item.period.start or ''}..{item.period.end or ''}"
        without = item.text or ", ".join(item.values) or period or item.collection
        yield Message("search-without", {"without": without, "total": str(item.total)})


def selection(
    browsing: Browsing, query: Query, ids: Sequence[str] | None
) -> tuple[Page, list[str]]:
    """The answer to a query, and what is meant: the named entries, or all that it finds.

    Raises:
        AccordError: ``collection-unknown``.
    """
    page = browsing.search(query, limit=0)
    if ids is None and query.collection is not None and not query.text.strip():
        kept = set(page.ids)
        ids = [name for name in browsing.collection(query.collection) if name in kept]
    return page, list(page.ids) if ids is None else list(ids)


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
    page, chosen = selection(browsing, query, ids)
    request = exporting.request(
        chosen,
        query,
        total=page.library_entries,
        day=day or date.today().isoformat(),  # noqa: DTZ011 - the user's own day
        title=title,
    )
    return finish(exporting.export(request, target))
