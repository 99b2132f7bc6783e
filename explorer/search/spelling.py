"""Words that are spelled nearly alike: edit distance over all words of an index at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from explorer.search.storage import Ints

MOST: Final = 300  # words that one misspelt word may stand for, the nearest first

_Codes = npt.NDArray[np.uint32]


class Spellings:
    """The words of a segment, by their letters; read when the first one is asked for."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    @cached_property
    def _letters(self) -> tuple[_Codes, npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
        """All code points in a row, where each word begins, and which letters it has (as bits)."""
        words = list(self._words)
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        bits = np.left_shift(np.uint64(1), (codes % 64).astype(np.uint64))
        some = np.bitwise_or.reduceat(bits, starts[:-1]) if words else np.empty(0, np.uint64)
        return codes, starts, some

    def near(self, word: str, distance: int, *, swaps: bool = False) -> tuple[Ints, Ints]:
        """The numbers of the words within a distance, and how far each is; nearest first.

        The distance counts letters put in, left out and exchanged (Levenshtein's); with ``swaps``
        two neighbours that changed places count once.
        """
        codes, starts, some = self._letters
        lengths = np.diff(starts)
        own = np.array([ord(sign) for sign in word], np.uint32)
        mine = np.bitwise_or.reduce(np.left_shift(np.uint64(1), (own % 64).astype(np.uint64)))
        # Each letter put in, left out or exchanged changes at most one letter on either side.
        alike = np.abs(lengths - len(word)) <= distance
        alike &= np.bitwise_count(mine & ~some) <= distance
        alike &= np.bitwise_count(some & ~mine) <= distance
        numbers = np.flatnonzero(alike)
        if not len(numbers):
            return numbers.astype(np.int32), numbers.astype(np.int32)
        width = int(lengths[numbers].max())
        places = starts[numbers, None] + np.arange(width)
        table = codes[np.minimum(places, len(codes) - 1)]
        far = _distances(own, table, lengths[numbers], swaps=swaps)
        numbers, far = numbers[far <= distance], far[far <= distance]
        order = np.lexsort((numbers, far))[:MOST]
        return numbers[order].astype(np.int32), far[order].astype(np.int32)


def _distances(
    word: _Codes, table: _Codes, lengths: npt.NDArray[np.int64], *, swaps: bool
) -> npt.NDArray[np.int64]:
    """The distance of a word from each row of a table; what is behind a row's length is ignored."""
    count, width = table.shape
    before: npt.NDArray[np.int64] | None = None
    row = np.broadcast_to(np.arange(width + 1), (count, width + 1)).copy()
    for place, sign in enumerate(word):
        new = np.empty_like(row)
        new[:, 0] = place + 1
        other = table != sign
        for end in range(1, width + 1):
            cost = row[:, end - 1] + other[:, end - 1]
            np.minimum(cost, row[:, end] + 1, out=cost)
            np.minimum(cost, new[:, end - 1] + 1, out=cost)
            if swaps and before is not None and end > 1:
                swapped = (table[:, end - 2] == sign) & (table[:, end - 1] == word[place - 1])
                np.minimum(cost, np.where(swapped, before[:, end - 2] + 1, cost), out=cost)
            new[:, end] = cost
        before, row = row, new
    return row[np.arange(count), lengths]


@lru_cache(maxsize=65_536)
def within(word: str, other: str, distance: int) -> bool:
    """Whether two words are within a distance (without swaps)."""
    if word == other:
        return True
    if abs(len(word) - len(other)) > distance:
        return False
    row = list(range(len(other) + 1))
    for place, sign in enumerate(word, start=1):
        new = [place]
        for end, letter in enumerate(other, start=1):
            new.append(min(row[end - 1] + (letter != sign), row[end] + 1, new[end - 1] + 1))
        if min(new) > distance:
            return False
        row = new
    return row[-1] <= distance
