"""Looking: a query answered as a `Page`, rows for the list, an entry or a document opened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from explorer.domain.answers import PassagePage, Why
from explorer.domain.detail import DocumentText, EntryDetail, Footing
from explorer.domain.entries import Entry, Passage
from explorer.domain.labels import Labels, family_place
from explorer.domain.messages import AccordError
from explorer.domain.passages import Paragraph, Span, paragraph_at, paragraphs
from explorer.domain.query import EntryRow, Page, PassageHit, Query, Snippet
from explorer.domain.rules import title_passages
from explorer.services import details, vocabularies
from explorer.services.index_texts import Texts
from explorer.services.indexing import Indexing
from explorer.services.marks import marks_wanted, outside_wanted
from explorer.services.passages import Coverages, passage_page
from explorer.services.rows import Outcomes, Shelved, matching
from explorer.services.shelf import Content, Reading, Shelf
from explorer.store import collections, documents, entries, shelving
from explorer.store.library import Library, Unit

if TYPE_CHECKING:
    from explorer.search.index import Answer
    from explorer.search.matching import Matcher

FIRST_ROWS: Final = 24  # more than a list shows at once, but on the largest screens
LITTLE: Final = 2  # entries: with no more, a word may be misspelt
PASSAGES: Final = 50  # paragraphs that are looked through for what is in no entry


class Browsing:
    """Answers about one library; every method is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing
        self.shelf = Shelf()
        self._coverages = Coverages()
        self._outcomes: tuple[Answer, Outcomes] | None = None

    def search(self, query: Query, *, limit: int | None = None) -> Page:
        """Answer a query: exact counts over all hits, records for the first ``limit``.

        Without a limit there are as many as a window shows at once, and passages as by `PASSAGES`.
        """
        started = time.perf_counter()
        index, lexicon, notice = self._indexing.current()
        with Reading(self._library) as reading:
            kept = None if query.collection is None else _collection(reading.unit, query.collection)
            most = PASSAGES if limit is None else limit
            answer = index.answer(query, lexicon, limit=most, within=kept)
            whole = index.answer(Query(), lexicon)
            drawn = (
                *marks_wanted(answer.ids, answer.timeline),
                *outside_wanted(answer.ids, whole.ids, whole.timeline),
            )
            first = list(answer.ids[: FIRST_ROWS if limit is None else limit])
            content = self.shelf.at(reading, index.revision)
            found = content.entries(reading, (*first, *drawn))
            outcomes = self._outcomes_of(whole)
            matcher = answer.matcher if query.text.strip() else None
            scores = answer.scores[: len(first)].tolist()
            rows = [
                replace(
                    _row(reading, content, found[name], matcher),
                    event=outcomes.events.get(name),
                    score=round(score, 4),
                )
                for name, score in zip(first, scores, strict=True)
                if name in found
            ]
            return Page(
                query=query,
                ids=answer.ids,
                total=answer.total,
                undated=answer.undated,
                library_entries=content.entry_count,
                library_documents=len(content.documents),
                facets=answer.facets,
                timeline=answer.timeline,
                rows=tuple(rows),
                marks={name: outcomes.with_event(own.row) for name, own in found.items()},
                passages=() if matcher is None else _uncovered(reading, content, answer),
                revision=content.revision,
                elapsed_ms=(time.perf_counter() - started) * 1_000,
                hint=answer.hint,
                notice=notice,
                understood=answer.understood,
                coverage=self._coverages.of(reading, content, index),
                did_you_mean=(
                    index.correction(query, lexicon, within=kept)
                    if matcher is not None and answer.total <= LITTLE
                    else None
                ),
                loosened=() if answer.total else index.loosened(query, lexicon, within=kept),
            )

    def _outcomes_of(self, whole: Answer) -> Outcomes:
        known = self._outcomes
        if known is None or known[0] is not whole:
            known = self._outcomes = whole, Outcomes(whole.ids, whole.timeline)
        return known[1]

    def collection(self, name: str) -> tuple[str, ...]:
        """The ids in a collection, in its order.

        Raises:
            AccordError: ``collection-unknown``.
        """
        with self._library.reading() as unit:
            return _collection(unit, name)

    def rows(self, query: Query, ids: Sequence[str]) -> tuple[EntryRow, ...]:
        """The rows of these entries, with the sentences that match the query's text."""
        index, lexicon, _ = self._indexing.current()
        matcher = index.matcher(query, lexicon)
        with Reading(self._library) as reading:
            content = self.shelf.at(reading, index.revision)
            found = content.entries(reading, ids)
            return tuple(
                _row(reading, content, found[name], matcher) for name in ids if name in found
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
        index, lexicon, _ = self._indexing.current()
        spans: tuple[tuple[int, int], ...] = index.matcher(query, lexicon).spans(text)
        return spans

    def why(self, query: Query, identifier: str) -> Why:
        """Why an entry answers a query: in which fields, by which words and which other names.

        Raises:
            AccordError: ``entry-unknown``.
        """
        index, lexicon, _ = self._indexing.current()
        with self._library.reading() as unit:
            found = entries.load(unit, [identifier])
            if not found:
                raise AccordError("entry-unknown", id=identifier)
            (text,) = Texts(unit).entries(tuple(found.values()))
        fields = {
            "title": text.title,
            "names": "\n".join(text.names),
            "summary": text.summary,
            "passages": "\n".join(text.passages),
        }
        why: Why = index.matcher(query, lexicon).why(fields)
        return why

    def passages(self, query: Query, *, limit: int = PASSAGES, offset: int = 0) -> PassagePage:
        """The paragraphs of all documents that match a query, document by document.

        Raises:
            AccordError: ``collection-unknown``.
        """
        index, lexicon, _ = self._indexing.current()
        with Reading(self._library) as reading:
            kept = None if query.collection is None else _collection(reading.unit, query.collection)
            content = self.shelf.at(reading, index.revision)
            coverage = self._coverages.of(reading, content, index)
            return passage_page(
                reading,
                content,
                index,
                lexicon,
                query,
                limit=limit,
                offset=offset,
                within=kept,
                coverage=coverage,
            )

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
            structure = shelving.structure_of(unit, identifier)
            return DocumentText(document, text, found, tuple(footings), structure)

    def labels(self) -> Labels:
        """Names for the ids of this library."""
        with self._library.reading() as unit:
            return labels(unit)


def _uncovered(reading: Reading, content: Content, answer: Answer) -> tuple[PassageHit, ...]:
    """The matching sentences of documents that no entry rests on."""
    found = []
    stretches = [(hit.document, hit.start, hit.end) for hit in answer.paragraphs]
    for hit, sentences in zip(
        answer.paragraphs, content.uncovered(reading, stretches), strict=True
    ):
        document = content.documents[hit.document]
        for start, end, text in sentences:
            spans = answer.matcher.spans(text)
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
                        snippet=Snippet(text, spans),
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


def _row(reading: Reading, content: Content, own: Shelved, matcher: Matcher | None) -> EntryRow:
    if matcher is None:
        return own.row
    return matching(own, matcher, lambda passage: content.cite(reading, passage))


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
