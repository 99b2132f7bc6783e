"""The values of one facet for each entry of a result, as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from explorer.domain.query import Facet
from explorer.search.columns import EntryColumns
from explorer.search.storage import Ints


class FacetValues(NamedTuple):
    """Entry ``e`` has the values ``names[n]`` for ``n`` in ``numbers[starts[e]:starts[e + 1]]``."""

    names: tuple[str, ...]
    starts: Ints
    numbers: Ints


def facet_values(columns: EntryColumns, order: Ints, facet: Facet) -> FacetValues:
    """The values of these entries, in this order; about 5 ms for 100,000."""
    names = columns.values[facet]
    offset = columns.offsets[tuple(Facet).index(facet)]
    first = columns.row_starts[order].astype(np.int64)
    lengths = columns.row_starts[order + 1] - first
    before = np.cumsum(lengths) - lengths
    steps = np.arange(int(lengths.sum())) - np.repeat(before, lengths)
    every = columns.row_values[np.repeat(first, lengths) + steps] - offset
    own = (every >= 0) & (every < len(names))
    entry = np.repeat(np.arange(len(order)), lengths)[own]
    starts = np.zeros(len(order) + 1, np.int32)
    np.cumsum(np.bincount(entry, minlength=len(order)), out=starts[1:])
    return FacetValues(names, starts, every[own].astype(np.int32))
