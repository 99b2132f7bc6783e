"""What an index says to a query, and the parts of it that are made from arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.domain.query import Facet, Query, Sort, Timeline
from explorer.search.columns import EntryColumns
from explorer.search.evaluation import Mask, Scores, Texts
from explorer.search.facets import Counts
from explorer.search.matching import Matcher
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.storage import Ints
from explorer.search.tree import Condition, Node, leaves

# The facets that paragraphs have too.
_OWN: Final = frozenset({Facet.DOCUMENT, Facet.STANDING})
# The columns of `Timeline` in 16 bytes.
_TIME_ROW: Final = np.dtype(
    [
        *(("start", np.int32), ("end", np.int32), ("event", np.int32)),
        *(("flags", np.uint8), ("stage", np.int8), ("family", np.int8), ("", np.uint8)),
    ]
)
_TIME_COLUMNS: Final = ("start", "end", "flags", "stage", "family", "event")


class ParagraphHit(msgspec.Struct, frozen=True):
    """A paragraph that matches; ``start`` and ``end`` count code points of the document."""

    document: str
    standing: str
    number: int
    start: int
    end: int
    score: float


class Answer(msgspec.Struct, frozen=True):
    """All that an index says to a query.

    ``ids`` and ``scores``: the whole result in the query's order; ``total`` and ``undated``:
    how many entries, and how many of them without a date. ``paragraphs``: the best of
    ``paragraph_total`` paragraphs that match. ``hint``: how a text was understood that could not
    be taken as written, else empty. ``understood``: the query as it was answered, with the
    conditions of its text among its choices.
    """

    ids: Sequence[str]
    scores: npt.NDArray[np.float32]
    total: int
    undated: int
    facets: Counts
    timeline: Timeline
    paragraphs: tuple[ParagraphHit, ...]
    paragraph_total: int
    hint: str
    matcher: Matcher
    understood: Query


class ParagraphAnswer(msgspec.Struct, frozen=True):
    """Paragraphs that match, document by document: ``documents`` with their standing and count."""

    hits: tuple[ParagraphHit, ...]
    total: int
    documents: tuple[tuple[str, str, int], ...]
    hint: str
    matcher: Matcher


def ordered(columns: EntryColumns, kept: Mask, scores: Scores, sort: Sort) -> Ints:
    """The kept entries in an order; equal scores by title, then id."""
    if sort is Sort.DATE:
        return columns.date_order[kept[columns.date_order]]
    if sort is Sort.TITLE or not scores.any():
        return columns.title_order[kept[columns.title_order]]
    found = np.flatnonzero(kept)
    # One integer for each: positive floats compare like their bits, and sorting integers is
    # several times faster than sorting by two keys.
    bits = scores.take(found).astype(np.float32).view(np.int32).astype(np.int64)
    keys = ((np.int64(2**31 - 1) - bits) << 32) | columns.title_rank.take(found)
    keys.sort()
    return columns.title_order.take(keys & 0xFFFFFFFF)


class TimeRows:
    """What a timeline draws of each entry, side by side: gathered in one step, not in six."""

    def __init__(self, columns: EntryColumns) -> None:
        self._events = columns.events
        rows = np.zeros(columns.size, _TIME_ROW)
        rows["start"], rows["end"], rows["event"] = columns.earliest, columns.latest, columns.event
        rows["flags"], rows["stage"], rows["family"] = columns.flags, columns.stage, columns.family
        self._rows = rows.view(np.complex128)  # numpy moves numbers faster than records

    def timeline(self, order: Ints) -> Timeline:
        """The columns of these entries in this order."""
        rows = self._rows.take(order).view(_TIME_ROW)
        start, end, flags, stage, family, event = (rows[name] for name in _TIME_COLUMNS)
        return Timeline(start, end, flags, stage, family, event, self._events)


def narrows_entries(query: Query) -> bool:
    """Whether a query has a filter that only entries can pass.

    A paragraph has a document and its standing, but no sector and no date.
    """
    choices = any(choice.values and facet not in _OWN for facet, choice in query.choices)
    return choices or query.period is not None or query.collection is not None


def matching_paragraphs(
    places: ParagraphColumns, texts: Texts, node: Node, query: Query, *, every: bool = False
) -> tuple[Ints, Scores]:
    """The paragraphs under the query's documents and standings, rising, and everyone's score.

    None without a word that is looked for, but with ``every``: else those would match that only
    lack what a query excludes.
    """
    if not every and not any(leaves(node)):
        return np.empty(0, np.int32), np.empty(0)
    hits = texts.evaluate(node, places.holds)
    found = hits.mask
    for facet, choice in query.choices:
        if facet in _OWN:
            found = found & places.holds(Condition(facet, choice.values))
    return np.flatnonzero(found).astype(np.int32), hits.scores


def paragraph_hits(
    places: ParagraphColumns, found: tuple[Ints, Scores], limit: int
) -> tuple[ParagraphHit, ...]:
    """The best of these paragraphs."""
    numbers, scores = found
    best = numbers[np.argsort(-scores[numbers], kind="stable")[:limit]]
    return tuple(_paragraph_hit(places, int(n), float(scores[n])) for n in best)


def by_document(
    places: ParagraphColumns, found: tuple[Ints, Scores], offset: int, limit: int
) -> tuple[tuple[ParagraphHit, ...], tuple[tuple[str, str, int], ...]]:
    """Some of these paragraphs, and all their documents with standing and number of hits.

    The document with the best paragraph comes first; within one they are in text order.
    """
    numbers, scores = found
    documents = places.document[numbers]
    best = np.full(len(places.documents), -1.0)
    np.maximum.at(best, documents, scores[numbers])
    ranked = np.argsort(-best, kind="stable")
    rank = np.empty(len(ranked), np.int64)
    rank[ranked] = np.arange(len(ranked))
    order = numbers[np.lexsort((places.start[numbers], rank[documents]))]
    counts = np.bincount(documents, minlength=len(best))
    listed, first = [], 0
    for document in ranked[: np.count_nonzero(counts)].tolist():
        standing = places.standings[places.standing[order[first]]]
        listed.append((places.documents[document], standing, int(counts[document])))
        first += counts[document]
    chosen = order[offset : offset + limit].tolist()
    hits = tuple(_paragraph_hit(places, number, float(scores[number])) for number in chosen)
    return hits, tuple(listed)


def _paragraph_hit(places: ParagraphColumns, number: int, score: float) -> ParagraphHit:
    return ParagraphHit(
        document=places.documents[places.document[number]],
        standing=places.standings[places.standing[number]],
        number=int(places.number[number]),
        start=int(places.start[number]),
        end=int(places.end[number]),
        score=score,
    )
