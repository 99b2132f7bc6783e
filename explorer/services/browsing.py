"""Looking: a query answered as a `Page`, rows for the list, an entry or a document opened."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from explorer.domain.detail import DocumentText, EntryDetail, Footing
from explorer.domain.entries import Entry, Passage
from explorer.domain.labels import Labels, family_place
from explorer.domain.messages import AccordError
from explorer.domain.passages import Paragraph, Span, paragraph_at, paragraphs, sentences
from explorer.domain.query import EntryRow, Page, PassageHit, Query, Snippet, Timeline
from explorer.domain.rules import evidence_by_field, title_passages
from explorer.domain.vocabulary import Basis
from explorer.services import details, vocabularies
from explorer.services.indexing import Indexing
from explorer.services.marks import marks_wanted, outside_wanted
from explorer.services.shelf import Content, Shelf, Shelved
from explorer.store import collections, documents, entries
from explorer.store.library import Library, Unit

if TYPE_CHECKING:
    from explorer.search.index import Answer
    from explorer.search.snippets import Matcher

FIRST_ROWS = 50


class Browsing:
    """Answers about one library; every method is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing
        self._shelf = Shelf()

    def search(self, query: Query, *, limit: int = FIRST_ROWS) -> Page:
        """Answer a query: exact counts over all hits, records for the first ``limit``."""
        started = time.perf_counter()
        index, synonyms, notice = self._indexing.current()
        with self._library.reading() as unit:
            kept = None if query.collection is None else _collection(unit, query.collection)
            answer = index.answer(query, synonyms, limit=limit, within=kept)
            whole = index.answer(Query(), synonyms)
            drawn = (
                *marks_wanted(answer.ids, answer.timeline),
                *outside_wanted(answer.ids, whole.ids, whole.timeline),
            )
            first = list(answer.ids[:limit])
            content = self._shelf.at(unit)
            shelved = content.entries(unit, (*first, *drawn))
            events = _events(whole.ids, whole.timeline, shelved)
            rows = {
                name: _row(unit, content, shelved[name], answer.matcher, events.get(name))
                for name in first
                if name in shelved
            }
            marks = rows | {
                name: _row(unit, content, shelved[name], None, events.get(name))
                for name in drawn
                if name in shelved and name not in rows
            }
            return Page(
                query=query,
                ids=answer.ids,
                total=answer.total,
                undated=answer.undated,
                library_entries=content.entry_count,
                library_documents=len(content.documents),
                facets=answer.facets,
                timeline=answer.timeline,
                rows=_scored(list(rows.values()), answer),
                marks=marks,
                passages=_uncovered(unit, content, answer) if query.text.strip() else (),
                revision=content.revision,
                elapsed_ms=(time.perf_counter() - started) * 1_000,
                hint=answer.hint,
                notice=notice,
            )

    def collection(self, name: str) -> tuple[str, ...]:
        """The ids in a collection, in its order.

        Raises:
            AccordError: ``collection-unknown``.
        """
        with self._library.reading() as unit:
            return _collection(unit, name)

    def rows(self, query: Query, ids: Sequence[str]) -> tuple[EntryRow, ...]:
        """The rows of these entries, with the sentences that match the query's text."""
        index, synonyms, _ = self._indexing.current()
        matcher = index.matcher(query, synonyms)
        with self._library.reading() as unit:
            content = self._shelf.at(unit)
            found = content.entries(unit, ids)
            return tuple(
                _row(unit, content, found[name], matcher, None) for name in ids if name in found
            )

    def detail(self, identifier: str) -> EntryDetail:
        """One entry, opened.

        Raises:
            AccordError: ``entry-unknown``.
        """
        return self.details([identifier])[0]

    def details(self, ids: Sequence[str]) -> tuple[EntryDetail, ...]:
        """Entries, opened, in this order; for export as many as there are.

        Raises:
            AccordError: ``entry-unknown`` for the first id that is not there.
        """
        with self._library.reading() as unit:
            return details.load(unit, ids)

    def spans(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        """The stretches of any text that match the query's words."""
        if not query.text.strip():
            return ()
        index, synonyms, _ = self._indexing.current()
        spans: tuple[tuple[int, int], ...] = index.matcher(query, synonyms).spans(text)
        return spans

    def document(self, identifier: str) -> DocumentText:
        """A document with its text and the entries that rest on it.

        Raises:
            AccordError: ``document-unknown``.
        """
        with self._library.reading() as unit:
            text = documents.text_of(unit, identifier)
            if text is None:
                raise AccordError("document-unknown", id=identifier)
            document = documents.documents(unit)[identifier]
            found = paragraphs(text, document.body)
            passages = {item.id: item for item in documents.passages_of(unit, identifier)}
            resting = documents.entries_on(unit, identifier)
            records = entries.load(unit, list(resting))
            footings = [
                _footing(records[name], [passages[p] for p in own], found)
                for name, own in resting.items()
            ]
            footings.sort(key=lambda item: (item.paragraph, item.spans[0], item.title))
            return DocumentText(document, text, found, tuple(footings))

    def labels(self) -> Labels:
        """Names for the ids of this library."""
        with self._library.reading() as unit:
            return labels(unit)


def _uncovered(unit: Unit, content: Content, answer: Answer) -> tuple[PassageHit, ...]:
    """The matching sentences of documents that no entry rests on."""
    found = []
    for hit in answer.paragraphs:
        text = documents.text_between(unit, hit.document, hit.start, hit.end)
        document = content.documents[hit.document]
        taken = content.covered.get(hit.document, ())
        for low, high in sentences(text):
            start, end = hit.start + low, hit.start + high
            if any(first < end and last > start for first, last in taken):
                continue
            spans = answer.matcher.spans(text[low:high])
            if spans:
                found.append(
                    PassageHit(
                        document=hit.document,
                        document_title=document.short_title,
                        standing=document.standing.value,
                        paragraph=hit.number,
                        start=start,
                        end=end,
                        score=hit.score,
                        snippet=Snippet(text[low:high], spans),
                    )
                )
    return tuple(found)


def _collection(unit: Unit, name: str) -> tuple[str, ...]:
    found = collections.load(unit, name)
    if found is None:
        raise AccordError("collection-unknown", name=name)
    return found.entries


def labels(unit: Unit) -> Labels:
    """Names for the ids of a library."""
    return Labels(
        sectors=vocabularies.sectors(),
        states={code: state.names for code, state in vocabularies.states().items()},
        institutions=documents.institutions(unit),
        documents=documents.documents(unit),
    )


def _row(
    unit: Unit,
    content: Content,
    shelved: Shelved,
    matcher: Matcher | None,
    event: str | None,
) -> EntryRow:
    from explorer.search.snippets import best_sentence

    entry, quoted, (stage, _, dated) = shelved
    place, snippet = best_sentence([*(p.exact for p in quoted), entry.summary], matcher)
    passage = quoted[place] if place < len(quoted) else None
    source = dated.source if dated else ""
    support = evidence_by_field(entry).get(
        "period" if source == "period" else f"milestone:{source}/when"
    )
    return EntryRow(
        id=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        kind=entry.kind.value,
        stage=stage.value,
        when=dated.when.text if dated else None,
        when_source=source,
        when_inferred=support is not None and support.basis is Basis.INFERRED,
        sectors=entry.sectors,
        parties=tuple(item.party for item in entry.parties),
        snippet=snippet,
        source=content.documents[passage.document].short_title if passage else "",
        paragraph=content.paragraph(unit, passage) if passage else 0,
        event=event,
        why=matcher.why(_fields(shelved)) if matcher else (),
    )


def _fields(shelved: Shelved) -> dict[str, str]:
    return {
        "title": shelved.entry.title,
        "summary": shelved.entry.summary,
        "passage": "\n".join(passage.exact for passage in shelved.passages),
    }


def _events(ids: Sequence[str], timeline: Timeline, wanted: Collection[str]) -> dict[str, str]:
    """The dated event that each of the wanted undated entries is an outcome of."""
    import numpy as np

    places = np.flatnonzero(timeline.event >= 0)
    found = {ids[place]: timeline.events[timeline.event[place]] for place in places.tolist()}
    return {name: event for name, event in found.items() if name in wanted}


def _scored(rows: Sequence[EntryRow], answer: Answer) -> tuple[EntryRow, ...]:
    return tuple(
        msgspec.structs.replace(row, score=round(float(score), 4))
        for row, score in zip(rows, answer.scores[: len(rows)], strict=True)
    )


def _footing(entry: Entry, own: Sequence[Passage], found: tuple[Paragraph, ...]) -> Footing:
    titled = title_passages(entry)

    def rank(passage: Passage) -> tuple[bool, bool, int]:
        """Where it is named in the body, else where it rests on the body, else the heading."""
        paragraph = paragraph_at(found, passage.start)
        heading = paragraph is None or paragraph.number == 0
        return heading, passage.id not in titled, passage.start

    own = sorted(own, key=rank)
    first = paragraph_at(found, own[0].start)
    return Footing(
        entry=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        family=family_place(entry.sectors),
        paragraph=0 if first is None else first.number,
        spans=tuple(Span(item.start, item.end) for item in own),
    )
