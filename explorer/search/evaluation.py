"""Which texts answer a query, and how well: BM25F over the arrays.

Scores are those of Whoosh (`whoosh.scoring.BM25F` with the weights as field boosts), but that
the forms of one leaf (synonyms) count together as one word: else the rarest label of a word
would win. Statistics are of the live texts of all segments together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import log
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.search.analysis import stem
from explorer.search.engine import kept_lengths
from explorer.search.finding import Wanted, find, open_postings, resolve
from explorer.search.segments import NO_POSTINGS, Postings, Segment, joined_lengths
from explorer.search.storage import Ints
from explorer.search.tree import (
    Begun,
    Condition,
    Dated,
    Either,
    Everything,
    Leaf,
    Node,
    Pattern,
    Without,
)

B: Final = 0.75
K1: Final = 1.2
LONGER: Final = 0.1  # of the score: what a word may become stands behind the word itself
_MOST_OPEN: Final = 50_000  # postings of the words that a beginning stands for

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]
# Of every text whether a condition holds that is not about its words.
Holds = Callable[[Condition | Dated], Mask]


class Hits(NamedTuple):
    """Of every text whether it answers, and its score (0 where it does not)."""

    mask: Mask
    scores: Scores


class _Known(NamedTuple):
    """While a query is evaluated: what answers its conditions, and leaves already looked up."""

    holds: Holds
    leaves: dict[Leaf, Hits]


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
        # The same words come again with each key press, and with each label of a group.
        self._resolved = lru_cache(maxsize=4096)(self._resolve)
        self._norms = {field: self._norm(field) for field in self.weights}

    def _norm(self, field: str) -> Scores:
        """The part of BM25's denominator that depends on the text only."""
        lengths = joined_lengths(self.segments, field)
        words = int(lengths.sum() if self.live is None else lengths[self.live].sum())
        average = words / self.count if words else 1.0
        return np.asarray(K1 * ((1 - B) + B * kept_lengths(lengths) / average), np.float64)

    def evaluate(self, node: Node, holds: Holds) -> Hits:
        """The live texts that answer a query; ``holds`` tells where a condition is met."""
        hits = self._evaluate(node, _Known(holds, {}))
        if self.live is None:
            return hits
        return Hits(hits.mask & self.live, hits.scores)

    def has(self, leaf: Leaf) -> bool:
        """Whether any live text has it."""
        for pattern in leaf.patterns:
            wanted = self._resolved(pattern)
            if any(len(self._found(wanted, field).texts) for field in self._fields(leaf)):
                return True
        return False

    def _fields(self, leaf: Leaf) -> tuple[str, ...]:
        return tuple(field for field in self.weights if leaf.field in ("", field))

    def _evaluate(self, node: Node, known: _Known) -> Hits:
        if isinstance(node, Leaf):
            if node not in known.leaves:
                known.leaves[node] = self._leaf(node)
            return known.leaves[node]
        if isinstance(node, Condition | Dated):
            return Hits(known.holds(node), np.zeros(self.size))
        if isinstance(node, Everything):
            return Hits(np.ones(self.size, bool), np.zeros(self.size))
        if isinstance(node, Without):
            return Hits(~self._evaluate(node.node, known).mask, np.zeros(self.size))
        if isinstance(node, Begun):
            own, longer = (self._evaluate(leaf, known) for leaf in (node.word, node.longer))
            return Hits(own.mask | longer.mask, own.scores + LONGER * longer.scores * ~own.mask)
        first, *others = (self._evaluate(item, known) for item in node.nodes)
        mask, scores = first.mask, first.scores
        for other in others:
            mask = mask | other.mask if isinstance(node, Either) else mask & other.mask
            scores = scores + other.scores
        return Hits(mask, scores if isinstance(node, Either) else scores * mask)

    def _leaf(self, leaf: Leaf) -> Hits:
        mask, scores = np.zeros(self.size, bool), np.zeros(self.size)
        wanted = [self._resolved(pattern) for pattern in leaf.patterns]
        words = self._words(leaf)
        for field in self._fields(leaf):
            found = self._together([self._found(own, field) for own in wanted])
            if not len(found.texts):
                continue
            mask[found.texts] = True
            if words is None:
                gained = self._bm25(found, field, len(found.texts))
            else:
                gained = self._phrase(words, found.texts, field)
                if leaf.patterns[0].open_end or leaf.patterns[0].distance:
                    gained = gained + self._open(wanted[0], found.texts, field)
            scores[found.texts] += self.weights[field] * gained
        return Hits(mask, scores)

    def _resolve(self, pattern: Pattern) -> tuple[Wanted | None, ...]:
        return tuple(resolve(segment, pattern) for segment in self.segments)

    def _words(self, leaf: Leaf) -> list[tuple[Wanted | None, ...]] | None:
        """The words that a leaf's score is the sum of; None when the leaf counts as one word.

        Of an exact phrase it is the stems, without the word that it leaves open.
        """
        pattern = leaf.patterns[0]
        if len(leaf.patterns) > 1 or pattern.exceptions:
            return None
        if not pattern.exact:
            if len(pattern.words) == 1:
                return None
            return [self._resolved(Pattern((word,))) for word in pattern.words]
        open_end = pattern.open_end or pattern.distance
        whole = pattern.words[:-1] if open_end else pattern.words
        return [self._resolved(Pattern((stem(word),))) for word in whole]

    def _phrase(self, words: list[tuple[Wanted | None, ...]], texts: Ints, field: str) -> Scores:
        """What the words of a phrase gain together in the texts that have the phrase."""
        gained = np.zeros(len(texts))
        for word in words:
            found = self._found(word, field)
            counts = found.counts[np.searchsorted(found.texts, texts)]
            gained += self._bm25(Postings(texts, counts), field, len(found.texts))
        return gained

    def _open(self, wanted: tuple[Wanted | None, ...], texts: Ints, field: str) -> Scores | float:
        """What a word gains that is left open: the sum of all words that it stands for.

        1 where these are too many for their sum to mean anything, and to be quick.
        """
        numbers: dict[object, int] = {}
        parts: list[tuple[Ints, Ints, npt.NDArray[np.intp]]] = []
        first = 0
        for segment, own in zip(self.segments, wanted, strict=True):
            if own is not None:
                found = open_postings(segment, field, own, _MOST_OPEN)
                if found is None:
                    return 1.0
                stems: Iterable[object] = found.stems.tolist()
                if len(self.segments) > 1:  # each segment has numbers of its own
                    stems = map(segment.stem_words.__getitem__, found.stems.tolist())
                common = [numbers.setdefault(stem, len(numbers)) for stem in stems]
                owners = np.array(common, np.intp)[found.owners]
                parts.append((found.texts + np.int32(first), found.counts, owners))
            first += segment.size
        places, counts, owners = (np.concatenate(part) for part in zip(*parts, strict=True))
        if self.live is not None:
            kept = self.live[places]
            places, counts, owners = places[kept], counts[kept], owners[kept]
        frequencies = np.bincount(owners, minlength=len(numbers))
        idf = np.log(self.count / (frequencies + 1)) + 1
        gained = idf[owners] * (K1 + 1) * counts / (counts + self._norms[field][places])
        return np.asarray(np.bincount(places, gained, minlength=self.size)[texts], np.float64)

    def _bm25(self, found: Postings, field: str, frequency: int) -> Scores:
        idf = log(self.count / (frequency + 1)) + 1 if self.count else 0.0
        return idf * (K1 + 1) * found.counts / (found.counts + self._norms[field].take(found.texts))

    def _found(self, wanted: tuple[Wanted | None, ...], field: str) -> Postings:
        """The live texts with a pattern, through all segments; rising."""
        parts, first = [], 0
        for segment, own in zip(self.segments, wanted, strict=True):
            if own is not None:
                texts, counts = find(segment, field, own)
                parts.append(Postings(texts + np.int32(first) if first else texts, counts))
            first += segment.size
        if not parts:
            return NO_POSTINGS
        found = (
            parts[0]
            if len(parts) == 1
            else Postings(*map(np.concatenate, zip(*parts, strict=True)))
        )
        if self.live is None:
            return found
        kept = self.live[found.texts]
        return Postings(found.texts[kept], found.counts[kept])

    def _together(self, parts: list[Postings]) -> Postings:
        """Texts that are in any of these, with their counts added up."""
        some = [part for part in parts if len(part.texts)]
        if len(some) < 2:
            return some[0] if some else NO_POSTINGS
        sums = np.zeros(self.size, np.int32)
        for part in some:
            sums[part.texts] += part.counts
        texts = np.flatnonzero(sums > 0).astype(np.int32)
        return Postings(texts, sums[texts])
