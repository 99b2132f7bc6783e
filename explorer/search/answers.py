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
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.snippets import Matcher
from explorer.search.storage import Ints
from explorer.search.tree import Node

# The facets that paragraphs have too.
_OWN: Final = frozenset({Facet.DOCUMENT, Facet.STANDING})


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
    be taken as written, else empty.
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


def ordered(columns: EntryColumns, kept: Mask, scores: Scores, sort: Sort) -> Ints:
    """The kept entries in an order; equal scores by title, then id."""
    if sort is Sort.DATE:
        return columns.date_order[kept[columns.date_order]]
    if sort is Sort.TITLE or not scores.any():
        return columns.title_order[kept[columns.title_order]]
    found = np.flatnonzero(kept)
    # One integer for each: positive floats compare like their bits, and sorting integers is
    # several times faster than sorting by two keys.
    bits = scores[found].astype(np.float32).view(np.int32).astype(np.int64)
    keys = ((np.int64(2**31 - 1) - bits) << 32) | columns.title_rank[found]
    keys.sort()
    return np.asarray(columns.title_order[keys & 0xFFFFFFFF])


def timeline(columns: EntryColumns, order: Ints) -> Timeline:
    """The columns of these entries in this order."""
    return Timeline(
        start=columns.earliest[order],
        end=columns.latest[order],
        flags=columns.flags[order],
        stage=columns.stage[order],
        family=columns.family[order],
        event=columns.event[order],
        events=columns.events,
    )


def narrows_entries(query: Query) -> bool:
    """Whether a query has a filter that only entries can pass.

    A paragraph has a document and its standing, but no sector and no date.
    """
    choices = any(choice.values and facet not in _OWN for facet, choice in query.choices)
    return choices or query.period is not None or query.collection is not None


def paragraph_hits(
    places: ParagraphColumns, texts: Texts, node: Node, query: Query, limit: int
) -> tuple[tuple[ParagraphHit, ...], int]:
    """The best paragraphs under the query's documents and standings, and how many there are."""
    hits = texts.evaluate(node)
    found = hits.mask
    for facet, values, column in (
        (Facet.DOCUMENT, places.documents, places.document),
        (Facet.STANDING, places.standings, places.standing),
    ):
        chosen = query.choice(facet).values
        if chosen:
            found = found & np.array([value in chosen for value in values], bool)[column]
    numbers = np.flatnonzero(found)
    best = numbers[np.argsort(-hits.scores[numbers], kind="stable")[:limit]]
    rows = tuple(_paragraph_hit(places, int(n), float(hits.scores[n])) for n in best)
    return rows, len(numbers)


def _paragraph_hit(places: ParagraphColumns, number: int, score: float) -> ParagraphHit:
    return ParagraphHit(
        document=places.documents[places.document[number]],
        standing=places.standings[places.standing[number]],
        number=int(places.number[number]),
        start=int(places.start[number]),
        end=int(places.end[number]),
        score=score,
    )
