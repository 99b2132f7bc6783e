"""What may still be meant while a query is being typed: values and titles of what it leaves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np

from explorer.domain.query import Facet
from explorer.search.analysis import units
from explorer.search.columns import EntryColumns
from explorer.search.evaluation import Holds, Mask, Texts
from explorer.search.facets import ValueRows, values_among
from explorer.search.tree import Both, Leaf, Node

_FIELD: Final = "title"
_MOST_LOOKED_AT: Final = 200  # titles: treaties have many that are alike


class Outlook:
    """The entries that a finished part of a query leaves; immutable."""

    def __init__(
        self, columns: EntryColumns, rows: ValueRows, texts: Texts, kept: Mask, holds: Holds
    ) -> None:
        self._columns = columns
        self._rows = rows
        self._texts = texts
        self._kept = kept
        self._holds = holds

    @cached_property
    def counts(self) -> dict[Facet, dict[str, int]]:
        """How many of them have each value of each facet."""
        return values_among(self._columns, self._rows, self._kept)

    def titles(self, typed: str, most: int) -> list[str]:
        """Ids of those whose title has these words, of which the last may be half typed.

        Titles that begin so come first, each group in the order of titles; equal titles once.
        """
        node = _in_title(typed)
        if node is None:
            return []
        found = self._texts.evaluate(node, self._holds).mask & self._kept
        chosen: dict[str, str] = {}
        for place in (*self._beginning(typed, found), *self._others(found)):
            chosen.setdefault(self._columns.sort_titles[place], self._columns.ids[place])
            if len(chosen) == most:
                break
        return list(chosen.values())

    def _beginning(self, typed: str, found: Mask) -> Iterator[int]:
        columns, beginning = self._columns, typed.casefold().strip()
        low = bisect_left(columns.title_order, beginning, key=columns.sort_titles.__getitem__)
        for place in columns.title_order[low : low + _MOST_LOOKED_AT].tolist():
            if not columns.sort_titles[place].startswith(beginning):
                return
            if found[place]:
                yield place

    def _others(self, found: Mask) -> Iterator[int]:
        ranks = self._columns.title_rank[np.flatnonzero(found)]
        if len(ranks) > _MOST_LOOKED_AT:
            ranks = np.partition(ranks, _MOST_LOOKED_AT)[:_MOST_LOOKED_AT]
        yield from self._columns.title_order[np.sort(ranks)].tolist()


def _in_title(typed: str) -> Node | None:
    from explorer.search.parsing import beginning, plain

    words = units(typed, particles=False)
    if not words:
        return None
    last = beginning(typed[words[-1].start : words[-1].end], _FIELD)
    if last is None:
        return None
    before = [
        Leaf(plain([word], typed[word.start : word.end]), typed[word.start : word.end], _FIELD)
        for word in words[:-1]
    ]
    return Both((*before, last))
