"""Which texts answer a query, and how well: BM25F over the arrays.

Scores are those of Whoosh (`whoosh.scoring.BM25F` with the weights as field boosts), but that
the forms of one leaf (synonyms) count together as one word: else the rarest label of a word
would win. Statistics are of the live texts of all segments together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.search.engine import kept_lengths
from explorer.search.segments import GAP, NO_POSTINGS, Postings, Segment, joined_lengths
from explorer.search.storage import Ints
from explorer.search.tree import Either, Everything, Leaf, Node, Pattern, Without

B: Final = 0.75
K1: Final = 1.2

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]


class Hits(NamedTuple):
    """Of every text whether it answers, and its score (0 where it does not)."""

    mask: Mask
    scores: Scores


class Texts:
    """Segments that are searched as one; immutable.

    ``weights``: fields and their weights. ``live``: which texts count (None: all).
    """

    def __init__(
        self,
        segments: Iterable[Segment],
        weights: Mapping[str, float],
        live: Mask | None = None,
    ) -> None:
        self.segments = tuple(segments)
        self.weights = dict(weights)
        self.size = sum(segment.size for segment in self.segments)
        self.live = live
        self.count = self.size if live is None else int(live.sum())
        self._norms = {field: self._norm(field) for field in self.weights}

    def _norm(self, field: str) -> Scores:
        """The part of BM25's denominator that depends on the text only."""
        lengths = joined_lengths(self.segments, field)
        words = int(lengths.sum() if self.live is None else lengths[self.live].sum())
        average = words / self.count if words else 1.0
        return np.asarray(K1 * ((1 - B) + B * kept_lengths(lengths) / average), np.float64)

    def evaluate(self, node: Node) -> Hits:
        """The live texts that answer a query."""
        hits = self._evaluate(node, {})
        if self.live is None:
            return hits
        return Hits(hits.mask & self.live, hits.scores)

    def has(self, leaf: Leaf) -> bool:
        """Whether any live text has it."""
        return bool(self.evaluate(leaf).mask.any())

    def _evaluate(self, node: Node, known: dict[Leaf, Hits]) -> Hits:
        if isinstance(node, Leaf):
            if node not in known:
                known[node] = self._leaf(node)
            return known[node]
        if isinstance(node, Everything):
            return Hits(np.ones(self.size, bool), np.zeros(self.size))
        if isinstance(node, Without):
            return Hits(~self._evaluate(node.node, known).mask, np.zeros(self.size))
        parts = [self._evaluate(item, known) for item in node.nodes]
        masks = [part.mask for part in parts]
        scores = np.sum([part.scores for part in parts], axis=0)
        if isinstance(node, Either):
            return Hits(np.logical_or.reduce(masks), scores)
        mask = np.logical_and.reduce(masks)
        return Hits(mask, np.where(mask, scores, 0.0))

    def _leaf(self, leaf: Leaf) -> Hits:
        mask, scores = np.zeros(self.size, bool), np.zeros(self.size)
        for field, weight in self.weights.items():
            for texts, gained in self._field_scores(leaf, field):
                scores[texts] += weight * gained
                mask[texts] = True
        return Hits(mask, scores)

    def _field_scores(self, leaf: Leaf, field: str) -> list[tuple[Ints, Scores]]:
        """Texts and what they gain in a field; each text once in each item."""
        if len(leaf.patterns) == 1:
            pattern = leaf.patterns[0]
            if len(pattern.words) == 1 and pattern.exact and pattern.open_end:
                found = self._found(pattern, field)
                return [(found.texts, np.ones(len(found.texts)))]
            if not pattern.exact and not pattern.exceptions:
                return self._words(pattern, field)
            found = self._found(pattern, field)
        else:
            found = _together([self._found(pattern, field) for pattern in leaf.patterns])
        return [(found.texts, self._bm25(found, field, len(found.texts)))]

    def _words(self, pattern: Pattern, field: str) -> list[tuple[Ints, Scores]]:
        """A word, or the words of a phrase in the texts that have the phrase."""
        words = [self._word(word, field) for word in pattern.words]
        if len(words) == 1:
            return [(words[0].texts, self._bm25(words[0], field, len(words[0].texts)))]
        texts = self._found(pattern, field).texts
        gained = []
        for word in words if len(texts) else ():
            places = np.searchsorted(word.texts, texts)
            counts = Postings(texts, word.counts[places])
            gained.append((texts, self._bm25(counts, field, len(word.texts))))
        return gained

    def _bm25(self, found: Postings, field: str, frequency: int) -> Scores:
        idf = log(self.count / (frequency + 1)) + 1 if self.count else 0.0
        return idf * (K1 + 1) * found.counts / (found.counts + self._norms[field][found.texts])

    def _word(self, word: str, field: str) -> Postings:
        """The live texts with a stem."""
        parts, first = [], 0
        for segment in self.segments:
            number = segment.stem_number(word)
            if number >= 0:
                texts, counts = segment.fields[field].stems.of(number)
                parts.append(Postings(texts + np.int32(first), counts))
            first += segment.size
        return self._alive(_chained(parts))

    def _found(self, pattern: Pattern, field: str) -> Postings:
        """The live texts with a pattern."""
        if len(pattern.words) == 1 and not pattern.exact and not pattern.exceptions:
            return self._word(pattern.words[0], field)
        parts, first = [], 0
        for segment in self.segments:
            texts, counts = find(segment, field, pattern)
            parts.append(Postings(texts + np.int32(first), counts))
            first += segment.size
        return self._alive(_chained(parts))

    def _alive(self, found: Postings) -> Postings:
        if self.live is None:
            return found
        kept = self.live[found.texts]
        return Postings(found.texts[kept], found.counts[kept])


def _chained(parts: list[Postings]) -> Postings:
    """Postings of one segment after the other."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NO_POSTINGS
    return Postings(
        np.concatenate([part.texts for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _together(parts: list[Postings]) -> Postings:
    """Texts that are in any of these, with their counts added up."""
    every = _chained([part for part in parts if len(part.texts)])
    texts, places = np.unique(every.texts, return_inverse=True)
    counts = np.bincount(places, every.counts, minlength=len(texts))
    return Postings(texts, counts.astype(np.int32))


def find(segment: Segment, field: str, pattern: Pattern) -> Postings:
    """The texts of a segment with a pattern, and how often."""
    words = segment.fields[field]
    if pattern.exact and pattern.open_end and len(pattern.words) == 1:
        low, high = segment.surface_range(pattern.words[0])
        ends = words.prefix_starts
        texts, counts = np.unique(words.prefix_texts[ends[low] : ends[high]], return_counts=True)
        return Postings(texts, counts.astype(np.int32))
    wanted = _wanted(segment, pattern)
    if wanted is None:
        return NO_POSTINGS
    stems, surfaces = wanted
    known = [place for place, stem in enumerate(stems) if stem >= 0]
    starts = words.stems.place_starts
    rarest = min(known, key=lambda place: int(starts[stems[place] + 1] - starts[stems[place]]))
    low, high = starts[stems[rarest]], starts[stems[rarest] + 1]
    begins = words.stems.places[low:high] - np.int32(rarest)
    begins = begins[(begins >= 0) & (begins + len(stems) <= len(words.surfaces))]
    for place, (stem, (first, last)) in enumerate(zip(stems, surfaces, strict=True)):
        found = words.surfaces[begins + place]
        if pattern.exact:
            begins = begins[(found >= first) & (found < last)]
        elif place != rarest:
            begins = begins[segment.stem_of[found] == stem]
    for exception, before in pattern.exceptions:
        begins = begins[~_stands_at(segment, field, exception, begins - np.int32(before))]
    return segment.texts_at(field, begins)


def _wanted(segment: Segment, pattern: Pattern) -> tuple[list[int], list[tuple[int, int]]] | None:
    """The stem of each word of a pattern, -1 if it can be several, and its range of surfaces.

    None when a word is in no text.
    """
    if not pattern.exact:
        stems = [segment.stem_number(word) for word in pattern.words]
        return None if GAP in stems else (stems, [(0, 0)] * len(stems))
    ranges = []
    for word in pattern.words:
        number = segment.surface_number(word)
        ranges.append((number, number + 1))
    stems = [int(segment.stem_of[first]) for first, _ in ranges]
    if pattern.open_end:
        ranges[-1] = segment.surface_range(pattern.words[-1])
        stems[-1] = GAP
    if any(first < 0 or first >= last for first, last in ranges):
        return None
    return stems, ranges


def _stands_at(segment: Segment, field: str, words: tuple[str, ...], begins: Ints) -> Mask:
    """Whether these stems stand from each of these places on (places may be out of range)."""
    stream = segment.fields[field].surfaces
    inside = (begins >= 0) & (begins + len(words) <= len(stream))
    for place, word in enumerate(words):
        number = segment.stem_number(word)
        if number < 0:
            return np.zeros(len(begins), bool)
        inside[inside] = segment.stem_of[stream[begins[inside] + place]] == number
    return inside
