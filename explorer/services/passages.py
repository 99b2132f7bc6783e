"""Searching in documents: the paragraphs that match, and which entries rest on them."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from explorer.domain.answers import DocumentCount, PassagePage
from explorer.domain.query import Coverage, PassageHit, Query, Resting
from explorer.services.shelf import Content, Reading
from explorer.store import documents, entries
from explorer.store.resting import resting, without_text

if TYPE_CHECKING:
    from explorer.search.answers import ParagraphAnswer
    from explorer.search.index import Index
    from explorer.search.lexicon import Lexicon


class Coverages:
    """What a search looks through, counted once for each state of library and index."""

    def __init__(self) -> None:
        self._known: tuple[Any, Any, Coverage] | None = None

    def of(self, reading: Reading, content: Content, index: Index) -> Coverage:
        """How many documents and entries an answer leaves out."""
        known = self._known
        if known is None or known[0] is not content or known[1] is not index:
            known = self._known = content, index, _coverage(reading, content, index)
        return known[2]


def _coverage(reading: Reading, content: Content, index: Index) -> Coverage:
    missing = content.documents.keys() - index.documents
    empty = without_text(reading.unit, missing) if missing else ()
    return Coverage(
        documents=len(content.documents),
        without_text=len(empty),
        behind=len(missing) - len(empty),
        entries_behind=max(0, content.entry_count - index.size),
    )


def passage_page(
    reading: Reading,
    content: Content,
    index: Index,
    lexicon: Lexicon,
    query: Query,
    *,
    limit: int,
    offset: int,
    within: Collection[str] | None,
    coverage: Coverage,
) -> PassagePage:
    """The paragraphs that match a query; ``within``: the entries of its collection."""
    from explorer.search.answers import narrows_entries

    started = time.perf_counter()
    understood = index.understood(query, lexicon)
    stretches = None
    if narrows_entries(understood):
        # Filters that only entries have: paragraphs count on which such entries rest.
        left = index.answer(replace(understood, text=""), lexicon, limit=0, within=within)
        ids = set(left.ids)
        stretches = [
            (item.document, item.start, item.end)
            for item in resting(reading.unit)
            if item.entry in ids
        ]
    answer = index.paragraphs(query, lexicon, limit=limit, offset=offset, resting=stretches)
    return PassagePage(
        query=query,
        hits=_hits(reading, content, answer),
        total=answer.total,
        documents=tuple(
            DocumentCount(name, content.documents[name].short_title, standing, count)
            for name, standing, count in answer.documents
            if name in content.documents
        ),
        offset=offset,
        coverage=coverage,
        revision=content.revision,
        elapsed_ms=(time.perf_counter() - started) * 1_000,
        hint=answer.hint,
    )


def _hits(reading: Reading, content: Content, answer: ParagraphAnswer) -> tuple[PassageHit, ...]:
    from explorer.search.snippets import best_sentence

    # A document that went a moment ago is still in the index; the next answer knows it.
    found = [hit for hit in answer.hits if hit.document in content.documents]
    stretches = [(hit.document, hit.start, hit.end) for hit in found]
    texts = documents.texts_between(reading.unit, stretches)
    on = _entries_on(reading, stretches)
    return tuple(
        PassageHit(
            document=hit.document,
            document_title=content.documents[hit.document].short_title,
            standing=hit.standing,
            paragraph=hit.number,
            start=hit.start,
            end=hit.end,
            score=hit.score,
            snippet=best_sentence([text], answer.matcher)[1],
            entries=own,
        )
        for hit, text, own in zip(found, texts, on, strict=True)
    )


def _entries_on(
    reading: Reading, stretches: Sequence[tuple[str, int, int]]
) -> list[tuple[Resting, ...]]:
    """The entries that rest on something in each of these stretches."""
    wanted = dict.fromkeys(document for document, _, _ in stretches)
    rows = list(resting(reading.unit, wanted))
    titles = entries.titles(reading.unit, list(dict.fromkeys(row.entry for row in rows)))
    found = []
    for document, start, end in stretches:
        own = dict.fromkeys(
            row.entry
            for row in rows
            if row.document == document and row.start < end and row.end > start
        )
        found.append(tuple(Resting(name, titles[name][1] or titles[name][0]) for name in own))
    return found
