"""The open index: an immutable value that answers queries.

`opening.open_index` maps a generation into memory; `Index.with_changes` gives another index that
also knows later changes, held in memory. Scores are the same as if all had been built anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

import numpy as np
from msgspec.structs import replace

from explorer.domain.query import Correction, Facet, Loosened, Query
from explorer.search.answers import (
    Answer,
    ParagraphAnswer,
    ParagraphHit,
    TimeRows,
    by_document,
    matching_paragraphs,
    narrows_entries,
    ordered,
    paragraph_hits,
)
from explorer.search.columns import UNDATED
from explorer.search.content import Base, Changes, live_entries, live_paragraphs
from explorer.search.correcting import correction
from explorer.search.evaluation import Mask, Scores
from explorer.search.facets import (
    ValueRows,
    choice_masks,
    count_values,
    holds,
    in_period,
)
from explorer.search.lanes import FacetValues, facet_values
from explorer.search.lexicon import Lexicon
from explorer.search.loosening import loosened
from explorer.search.matching import Matcher
from explorer.search.names import Names
from explorer.search.outlook import Outlook
from explorer.search.paragraphs import Stretch
from explorer.search.sources import EntryText, ParagraphText
from explorer.search.storage import Ints, ResultIds
from explorer.search.tree import Condition, Dated, Leaf
from explorer.search.understanding import Understood, understand

_EVERYTHING: Final = Query()


class Index:
    """An index, immutable: safe to use from several threads."""

    def __init__(self, base: Base, changes: Changes, revision: int) -> None:
        self._base = base
        self._changes = changes
        self.revision = revision
        self.generation = base.generation
        self._columns, self._entries = live_entries(base, changes)
        self._places, self._paragraphs = live_paragraphs(base, changes)

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._entries.count

    @property
    def delta_size(self) -> int:
        """Number of changed or removed entries and paragraphs that are held in memory."""
        return self._changes.size

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents of which a paragraph can be found."""
        live = self._paragraphs.live
        numbers = self._places.document if live is None else self._places.document[live]
        present = np.flatnonzero(np.bincount(numbers)).tolist()
        return frozenset(self._places.documents[number] for number in present)

    def with_changes(
        self,
        revision: int,
        changed: Iterable[EntryText] = (),
        removed: Iterable[str] = (),
        *,
        paragraphs: Iterable[ParagraphText] = (),
        removed_documents: Iterable[str] = (),
    ) -> Index:
        """This index with later changes.

        ``changed``: new and changed entries; ``removed``: ids that are no more (unknown ones are
        ignored). ``paragraphs``: all paragraphs of each new or changed document.
        """
        changes = self._changes.and_entries(self._base, changed, removed)
        changes = changes.and_documents(paragraphs, removed_documents)
        return Index(self._base, changes, revision)

    def answer(
        self,
        query: Query,
        lexicon: Lexicon,
        *,
        limit: int = 50,
        within: Collection[str] | None = None,
    ) -> Answer:
        """Answer a query.

        ``limit``: most paragraphs to give. ``within``: only these entries (ids) may answer, as
        for `Query.collection`, which the index does not know.
        """
        if within is None and query == _EVERYTHING:
            return self._everything
        return self._answer(query, lexicon, limit, within)

    @cached_property
    def _everything(self) -> Answer:
        return self._answer(_EVERYTHING, Lexicon(), 0, None)

    def _answer(
        self, query: Query, lexicon: Lexicon, limit: int, within: Collection[str] | None
    ) -> Answer:
        asked = self._asked(query, lexicon)
        hits = self._entries.evaluate(asked.parsed.node, self._holds)
        found = hits.mask & self._outside_text(asked.query, within)
        choices = choice_masks(self._columns, asked.query)
        kept = np.logical_and.reduce([found, *(mask for _, mask in choices.values())])
        order = ordered(self._columns, kept, hits.scores, query.sort)
        paragraphs: tuple[ParagraphHit, ...] = ()
        paragraph_total = 0
        if within is None and not narrows_entries(asked.query):
            matching = self._matching_paragraphs(asked)
            paragraphs = paragraph_hits(self._places, matching, limit)
            paragraph_total = len(matching[0])
        timeline = self._time_rows.timeline(order)
        return Answer(
            ids=ResultIds(self._columns.ids, order),
            scores=hits.scores.take(order).astype(np.float32),
            total=len(order),
            undated=int(np.count_nonzero(timeline.start == UNDATED)),
            facets=count_values(self._columns, self._value_rows, found, choices),
            timeline=timeline,
            paragraphs=paragraphs,
            paragraph_total=paragraph_total,
            hint=_told(asked),
            matcher=Matcher(asked.parsed.node),
            understood=asked.query,
        )

    def understood(self, query: Query, lexicon: Lexicon) -> Query:
        """The query with the conditions of its text among its choices, as it is answered."""
        return self._asked(query, lexicon).query

    def values_of(self, answer: Answer, facet: Facet) -> FacetValues:
        """The values of a facet for each entry of an answer that this index gave."""
        assert isinstance(answer.ids, ResultIds)
        return facet_values(self._columns, answer.ids.order, facet)

    def matcher(self, query: Query, lexicon: Lexicon) -> Matcher:
        """What the query looks for in a text, as in its answer."""
        return Matcher(self._asked(query, lexicon).parsed.node)

    def paragraphs(
        self,
        query: Query,
        lexicon: Lexicon,
        *,
        limit: int,
        offset: int = 0,
        resting: Iterable[Stretch] | None = None,
    ) -> ParagraphAnswer:
        """The paragraphs that match a query's text, documents and standings.

        ``resting``: only where one of these stretches lies, as for conditions of entries; then
        there need be no text.
        """
        asked = self._asked(query, lexicon)
        numbers, scores = self._matching_paragraphs(asked, every=resting is not None)
        if resting is not None:
            numbers = numbers[self._places.touched(resting)[numbers]]
        hits, documents = by_document(self._places, (numbers, scores), offset, limit)
        matcher = Matcher(asked.parsed.node)
        return ParagraphAnswer(hits, len(numbers), documents, _told(asked), matcher)

    def correction(
        self, query: Query, lexicon: Lexicon, *, within: Collection[str] | None = None
    ) -> Correction | None:
        """What may have been meant by a query that finds little; None when nothing finds more."""
        asked = self._asked(query, lexicon)

        def total(text: str) -> int:
            return self._total(replace(asked.query, text=text), lexicon, within)

        texts = (self._entries, self._paragraphs)
        return correction(asked.parsed, texts, total(asked.query.text), total)

    def loosened(
        self, query: Query, lexicon: Lexicon, *, within: Collection[str] | None = None
    ) -> tuple[Loosened, ...]:
        """What a query that finds nothing would find without each one of its conditions."""

        def total(left: Query) -> int:
            kept = within if left.collection is not None else None
            return self._total(left, lexicon, kept)

        return loosened(self._asked(query, lexicon), total)

    def _total(self, query: Query, lexicon: Lexicon, within: Collection[str] | None) -> int:
        return int(np.count_nonzero(self._kept(self._asked(query, lexicon), within)))

    def outlook(
        self, query: Query, lexicon: Lexicon, *, within: Collection[str] | None = None
    ) -> Outlook:
        """What the entries that answer a query have, for the completion of what is added to it."""
        kept = self._kept(self._asked(query, lexicon), within)
        return Outlook(self._columns, self._value_rows, self._entries, kept, self._holds)

    def _kept(self, asked: Understood, within: Collection[str] | None) -> Mask:
        """The entries that answer."""
        found = self._entries.evaluate(asked.parsed.node, self._holds).mask
        choices = choice_masks(self._columns, asked.query).values()
        others = self._outside_text(asked.query, within)
        return np.asarray(np.logical_and.reduce([found, others, *(mask for _, mask in choices)]))

    def _outside_text(self, query: Query, within: Collection[str] | None) -> Mask:
        """The entries that the query's period and its collection leave."""
        found = np.ones(self._columns.size, bool)
        if query.period is not None:
            found &= in_period(self._columns, query.period)
        if within is not None:
            found &= self._listed(within)
        return found

    def _holds(self, condition: Condition | Dated) -> Mask:
        return holds(self._columns, condition)

    def _matching_paragraphs(
        self, asked: Understood, *, every: bool = False
    ) -> tuple[Ints, Scores]:
        node, query = asked.parsed.node, asked.query
        return matching_paragraphs(self._places, self._paragraphs, node, query, every=every)

    @cached_property
    def _value_rows(self) -> ValueRows:
        return ValueRows(self._columns)

    @cached_property
    def _time_rows(self) -> TimeRows:
        return TimeRows(self._columns)

    @cached_property
    def _own_names(self) -> Names:
        return Names.of_values(self._columns.values)

    def knowing(self, lexicon: Lexicon) -> Lexicon:
        """A lexicon with the values that the entries of this index have."""
        return lexicon._replace(own=self._own_names)

    def _asked(self, query: Query, lexicon: Lexicon) -> Understood:
        """The query, its last word taken as the beginning of one where it is no word.

        Of what is being typed it is that in any case: results do not jump with each letter.
        """
        asked = understand(query, self.knowing(lexicon))
        if query.unfinished:
            return asked._replace(parsed=asked.parsed.going_on())
        last, completion = asked.parsed.last, asked.parsed.completion
        if last is None or completion is None or self._has(last) or not self._has(completion):
            return asked
        return Understood(asked.query, asked.parsed.completed())

    def _has(self, leaf: Leaf) -> bool:
        return self._entries.has(leaf) or self._paragraphs.has(leaf)

    def _listed(self, ids: Iterable[str]) -> Mask:
        mask = np.zeros(self._columns.size, bool)
        numbers = self._base.numbers
        later = {name: place for place, name in enumerate(self._changes.entries)}
        first = self._base.columns.size
        for identifier in ids:
            if identifier in later:
                mask[first + later[identifier]] = True
            elif identifier in numbers:
                mask[numbers[identifier]] = True
        return mask


def _told(asked: Understood) -> str:
    return asked.parsed.hint.english() if asked.parsed.hint else ""
