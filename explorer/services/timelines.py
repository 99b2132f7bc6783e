"""What the timeline asks for beyond a page: lanes, days by which something was known, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from explorer.domain.entries import Document, Entry
from explorer.domain.messages import AccordError
from explorer.domain.query import EntryRow, Facet, Page, Query, Timeline
from explorer.domain.rules import evidence_by_field
from explorer.domain.timeline import Beside, KnownDays, Lanes, Step, TimeRow
from explorer.domain.vocabulary import STAGE_ORDER, Basis
from explorer.domain.when import FIRST_DAY, LAST_DAY, parse_when
from explorer.services.indexing import Indexing
from explorer.services.marks import marks_wanted
from explorer.services.rows import Outcomes
from explorer.services.shelf import Reading, Shelf
from explorer.store import collections, entries
from explorer.store.library import Library

if TYPE_CHECKING:
    from explorer.search.index import Answer, Index

MOST_ROWS: Final = 500


class Timelines:
    """Answers about time in one library; every method is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing, shelf: Shelf) -> None:
        self._library, self._indexing, self._shelf = library, indexing, shelf
        self._outcomes: tuple[Answer, Outcomes] | None = None
        self._spans: tuple[int, tuple[int, int] | None] = (-1, None)

    def beside(self, page: Page, facet: Facet | None = None, *, known: bool = False) -> Beside:
        """What the timeline shows of a result beside its page.

        ``facet``: with its values as lanes; ``known``: with the days by which undated entries
        were stated. Costs nothing where nothing is asked for but the span of the library.

        Raises:
            AccordError: ``collection-unknown``.
        """
        query = page.query
        period = page.understood.period or query.period
        if facet is None and not known and period is None and self._spans[0] == page.revision:
            return Beside(query=query, revision=page.revision, span=self._spans[1])
        index, lexicon, _ = self._indexing.current()
        with Reading(self._library) as reading:
            within = None
            if query.collection is not None:
                found_in = collections.load(reading.unit, query.collection)
                if found_in is None:
                    raise AccordError("collection-unknown", name=query.collection)
                within = found_in.entries
            answer = index.answer(query, lexicon, limit=0, within=within)
            unsure = 0
            if period is not None:
                sure = replace(answer.understood, period=replace(period, certain=True))
                maybe = replace(answer.understood, period=replace(period, certain=False))
                both = [index.answer(q, lexicon, limit=0, within=within) for q in (maybe, sure)]
                unsure = both[0].total - both[1].total
            lanes = None
            if facet is not None:
                found = index.values_of(answer, facet)
                lanes = Lanes(facet, found.names, found.starts, found.numbers)
            documents = self._shelf.at(reading, index.revision).documents if known else {}
            span = _span(index.answer(Query(), lexicon).timeline)
            self._spans = index.revision, span
            return Beside(
                query=query,
                revision=index.revision,
                span=span,
                unsure=unsure,
                lanes=lanes,
                known=known_days(index, answer, documents) if known else None,
            )

    def rows(self, ids: Sequence[str]) -> tuple[TimeRow, ...]:
        """What single marks show of these entries; unknown ids are left out."""
        index, lexicon, _ = self._indexing.current()
        outcomes = self._outcomes_of(index.answer(Query(), lexicon))
        with Reading(self._library) as reading:
            content = self._shelf.at(reading, index.revision)
            found = content.entries(reading, ids)
            loaded = entries.load(reading.unit, [name for name in ids if name in found])
            return tuple(
                time_row(outcomes.with_event(found[name].row), entry)
                for name, entry in loaded.items()
            )

    def of_entries(self, ids: Sequence[str]) -> tuple[Page, tuple[TimeRow, ...]]:
        """A page of these entries only, as if they were a whole library, with the rows of all.

        Of more than `MOST_ROWS` entries only those get a row that a timeline draws with a name.
        """
        index, lexicon, _ = self._indexing.current()
        answer = index.answer(Query(), lexicon, limit=0, within=ids)
        wanted = tuple(answer.ids) if answer.total <= MOST_ROWS else ()
        wanted += marks_wanted(answer.ids, answer.timeline)
        inside = set(answer.ids)
        rows = self.rows([name for name in dict.fromkeys(wanted) if name in inside])
        page = Page(
            query=Query(),
            ids=answer.ids,
            total=answer.total,
            undated=answer.undated,
            library_entries=answer.total,
            library_documents=0,
            facets=answer.facets,
            timeline=answer.timeline,
            rows=(),
            marks={own.row.id: own.row for own in rows},
            passages=(),
            revision=index.revision,
            elapsed_ms=0.0,
        )
        return page, rows

    def _outcomes_of(self, whole: Answer) -> Outcomes:
        known = self._outcomes
        if known is None or known[0] is not whole:
            known = self._outcomes = whole, Outcomes(whole.ids, whole.timeline)
        return known[1]


def _span(columns: Timeline) -> tuple[int, int] | None:
    """First and last known day of dated entries; what is open on a side counts by its other one."""
    import numpy as np

    start, end = columns.start, columns.end
    dated = start >= 0
    from_start = dated & (start > FIRST_DAY)
    to_end = dated & (end < LAST_DAY)
    days = np.concatenate((start[from_start], end[to_end]))
    return (int(days.min()), int(days.max())) if len(days) else None


def known_day(document: Document) -> int | None:
    """The day by which all that a document says was stated: published, read, or taken in.

    The earliest of these, each at the latest day it can mean; None where it tells none.
    """
    days = []
    for text in (document.published, document.accessed, document.added):
        when = parse_when(text) if text else None
        if when is not None and not when.open_end:
            days.append(when.latest)
    return min(days, default=None)


def known_days(index: Index, answer: Answer, documents: Mapping[str, Document]) -> KnownDays:
    """By which day each undated entry of an answer was stated: by the earliest of its documents."""
    import numpy as np

    found = index.values_of(answer, Facet.DOCUMENT)
    never = np.iinfo(np.int32).max
    table = np.full(len(found.names) + 1, never, np.int32)
    for place, name in enumerate(found.names):
        document = documents.get(name)
        day = known_day(document) if document is not None else None
        if day is not None:
            table[place] = day
    days = np.full(answer.total, never, np.int32)
    entry = np.repeat(np.arange(answer.total), np.diff(found.starts))
    np.minimum.at(days, entry, table[found.numbers])
    days[(days == never) | (answer.timeline.start >= 0)] = -1
    return KnownDays(days)


def time_row(row: EntryRow, entry: Entry) -> TimeRow:
    """An entry's row with its other dated milestones, and why its date is what it is."""
    support = evidence_by_field(entry)
    steps = []
    for milestone in entry.milestones:
        text = milestone.when or milestone.due
        if text is None or milestone.id == row.when_source:
            continue
        side = "when" if milestone.when else "due"
        own = support.get(f"milestone:{milestone.id}/{side}")
        inferred = own is not None and own.basis is Basis.INFERRED
        steps.append(Step(milestone.stage.value, text, milestone.when is None, inferred))
    period = row.when_source == "period"
    field = "period" if period else f"milestone:{row.when_source}/when"
    dated = support.get(field)
    why = dated.why if dated is not None and dated.basis is Basis.INFERRED else ""
    return TimeRow(row, _in_order(steps), why)


def _in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    order = {stage.value: place for stage, place in STAGE_ORDER.items()}
    return tuple(
        sorted(steps, key=lambda step: (order[step.stage], parse_when(step.when).sort_key))
    )
