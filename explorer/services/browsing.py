"""Looking: a query answered as a `Page`, rows for the list, an entry or a document opened."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from explorer.domain.detail import DocumentText, EntryDetail, Footing
from explorer.domain.entries import Document, Entry, Passage
from explorer.domain.labels import Labels, family_place
from explorer.domain.messages import AccordError
from explorer.domain.passages import paragraph_at, paragraphs, sentences
from explorer.domain.query import EntryRow, Page, PassageHit, Query, Snippet
from explorer.domain.rules import entry_when, evidence_by_field, position
from explorer.domain.vocabulary import Basis, RelationKind, Standing
from explorer.services import details, vocabularies
from explorer.services.indexing import Indexing
from explorer.services.marks import marks_wanted, outside_wanted
from explorer.store import collections, documents, entries
from explorer.store.library import Library, Unit, revision

if TYPE_CHECKING:
    from explorer.search.index import Answer
    from explorer.search.snippets import Matcher

FIRST_ROWS = 50


class Browsing:
    """Answers about one library; every method is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing) -> None:
        self._library = library
        self._indexing = indexing

    def search(self, query: Query, *, limit: int = FIRST_ROWS) -> Page:
        """Answer a query: exact counts over all hits, records for the first ``limit``."""
        started = time.perf_counter()
        index, synonyms, notice = self._indexing.current()
        with self._library.reading() as unit:
            kept = None if query.collection is None else _collection(unit, query.collection)
            answer = index.answer(query, synonyms, limit=limit, within=kept)
            whole = answer if query.is_everything else index.answer(Query(), synonyms, limit=0)
            drawn = (
                *marks_wanted(answer.ids, answer.timeline),
                *outside_wanted(answer.ids, whole.ids, whole.timeline),
            )
            first = list(answer.ids[:limit])
            rows = self._rows(unit, first, answer.matcher)
            missing = [name for name in drawn if name not in rows]
            marks = {**rows, **self._rows(unit, missing, None)}
            return Page(
                query=query,
                ids=answer.ids,
                total=answer.total,
                undated=answer.undated,
                library_entries=entries.count(unit),
                library_documents=documents.count(unit),
                facets=answer.facets,
                timeline=answer.timeline,
                rows=_scored([rows[name] for name in first if name in rows], answer),
                marks=marks,
                passages=self._uncovered(unit, answer) if query.text.strip() else (),
                revision=revision(unit),
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
            found = self._rows(unit, ids, matcher)
        return tuple(found[name] for name in ids if name in found)

    def _rows(self, unit: Unit, ids: Sequence[str], matcher: Matcher | None) -> dict[str, EntryRow]:
        found = entries.load(unit, ids)
        sources = Sources(unit)
        sources.need(p for e in found.values() for item in e.evidence for p in item.passages)
        targets = entries.load(
            unit,
            sorted({r.target for entry in found.values() for r in entry.relations} - set(found)),
        )
        known = {**targets, **found}
        return {name: _row(entry, sources, matcher, known) for name, entry in found.items()}

    def _uncovered(self, unit: Unit, answer: Answer) -> tuple[PassageHit, ...]:
        """The matching sentences of documents that no entry rests on."""
        covered = documents.covered(unit)
        known = documents.documents(unit)
        found = []
        for hit in answer.paragraphs:
            text = documents.text_of(unit, hit.document) or ""
            document = known[hit.document]
            for start, end in sentences(text, hit.start, hit.end):
                spans = answer.matcher.spans(text[start:end])
                taken = covered.get(hit.document, ())
                if spans and not any(low < end and high > start for low, high in taken):
                    found.append(
                        PassageHit(
                            document=hit.document,
                            document_title=document.short_title,
                            standing=document.standing.value,
                            paragraph=hit.number,
                            start=start,
                            end=end,
                            score=hit.score,
                            snippet=Snippet(text[start:end], spans),
                        )
                    )
        return tuple(found)

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
            footings.sort(key=lambda item: (item.spans[0], item.title))
            return DocumentText(document, text, found, tuple(footings))

    def labels(self) -> Labels:
        """Names for the ids of this library."""
        with self._library.reading() as unit:
            return labels(unit)


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


class Sources:
    """Passages and where they stand, fetched once for many entries."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._passages: dict[str, Passage] = {}
        self._paragraphs: dict[str, Any] = {}
        self.documents: dict[str, Document] = documents.documents(unit)

    def need(self, ids: Iterable[str]) -> None:
        """Fetch passages that will be asked for."""
        self._passages.update(documents.passages(self._unit, sorted(set(ids))))

    def passages(self, entry: Entry) -> list[Passage]:
        """The passages an entry rests on, title and stage first, each once."""
        own = dict.fromkeys(p for item in entry.evidence for p in item.passages)
        return [self._passages[name] for name in own if name in self._passages]

    def standings(self, quoted: Iterable[Passage]) -> dict[str, Standing]:
        """The standing of the document of each passage."""
        return {passage.id: self.documents[passage.document].standing for passage in quoted}

    def paragraph(self, passage: Passage) -> int:
        """The number of the paragraph a passage stands in; 0 before the body."""
        if passage.document not in self._paragraphs:
            text = documents.text_of(self._unit, passage.document) or ""
            body = self.documents[passage.document].body
            self._paragraphs[passage.document] = paragraphs(text, body)
        found = paragraph_at(self._paragraphs[passage.document], passage.start)
        return 0 if found is None else found.number


def _row(
    entry: Entry, sources: Sources, matcher: Matcher | None, known: dict[str, Entry]
) -> EntryRow:
    from explorer.search.snippets import best_sentence

    quoted = sources.passages(entry)
    place, snippet = best_sentence([*(p.exact for p in quoted), entry.summary], matcher)
    passage = quoted[place] if place < len(quoted) else None
    stage, _, dated = position(entry, sources.standings(quoted))
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
        source=sources.documents[passage.document].short_title if passage else "",
        paragraph=sources.paragraph(passage) if passage else 0,
        event=None if dated else _event(entry, known),
        why=matcher.why(_fields(entry, quoted)) if matcher else (),
    )


def _fields(entry: Entry, quoted: Sequence[Passage]) -> dict[str, str]:
    return {
        "title": entry.title,
        "summary": entry.summary,
        "passage": "\n".join(passage.exact for passage in quoted),
    }


def _event(entry: Entry, known: dict[str, Entry]) -> str | None:
    for relation in entry.relations:
        target = known.get(relation.target)
        if relation.kind is RelationKind.OUTCOME_OF and target and entry_when(target):
            return target.id
    return None


def _scored(rows: Sequence[EntryRow], answer: Answer) -> tuple[EntryRow, ...]:
    import msgspec

    return tuple(
        msgspec.structs.replace(row, score=round(float(score), 4))
        for row, score in zip(rows, answer.scores[: len(rows)], strict=True)
    )


def _footing(entry: Entry, own: Sequence[Passage], found: Any) -> Footing:
    first = paragraph_at(found, own[0].start)
    return Footing(
        entry=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        family=family_place(entry.sectors),
        paragraph=0 if first is None else first.number,
        spans=tuple((item.start, item.end) for item in own),  # type: ignore[misc]
    )
