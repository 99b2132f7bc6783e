"""Which entries a query's choices leave, and how many entries have each value.

Between facets *and*; within a facet any or all of the chosen values. The counts of an *any* facet
leave its own choice aside (they tell what choosing more would bring), those of an *all* facet
keep it (they tell what would remain).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.domain.query import Choice, Facet, Period, Query
from explorer.search.columns import UNDATED, EntryColumns
from explorer.search.evaluation import Mask
from explorer.search.tree import Condition, Dated

Counts = dict[Facet, tuple[tuple[str, int], ...]]

# Below this share of all entries, counting row by row is faster than running through all rows.
_FEW = 8


def in_period(columns: EntryColumns, period: Period) -> Mask:
    """The entries that may fall in a period, or surely do; undated ones never."""
    low, high = period.days()
    if period.certain:
        inside = (columns.earliest >= low) & (columns.latest <= high)
    else:
        inside = (columns.earliest <= high) & (columns.latest >= low)
    return np.asarray(inside & (columns.earliest != UNDATED))


def holds(columns: EntryColumns, condition: Condition | Dated) -> Mask:
    """The entries for which a condition of the query's text holds."""
    if isinstance(condition, Dated):
        return in_period(columns, condition.period)
    having = [_having(columns, condition.facet, value) for value in condition.values]
    return np.asarray(np.logical_or.reduce(having))


def choice_masks(columns: EntryColumns, query: Query) -> dict[Facet, tuple[Choice, Mask]]:
    """For each facet with chosen values, the entries that its choice allows."""
    masks = {}
    for facet, choice in query.choices:
        if choice.values:
            having = [_having(columns, facet, value) for value in dict.fromkeys(choice.values)]
            combine = np.logical_and if choice.every else np.logical_or
            masks[facet] = choice, np.asarray(combine.reduce(having))
    return masks


def _having(columns: EntryColumns, facet: Facet, value: str) -> Mask:
    mask = np.zeros(columns.size, bool)
    number = columns.number(facet, value)
    if number >= 0:
        places = np.flatnonzero(columns.row_values == number)
        mask[np.searchsorted(columns.row_starts, places, side="right") - 1] = True
    return mask


def count_values(
    columns: EntryColumns, found: Mask, masks: dict[Facet, tuple[Choice, Mask]]
) -> Counts:
    """The values of each facet with their counts, most frequent first, then by value.

    ``found`` tells what all but the choices leave; chosen values are listed even without entries.
    """
    chosen = found
    for _, mask in masks.values():
        chosen = chosen & mask
    counts = _count(columns, chosen)
    listed: Counts = {}
    for facet, offset in zip(Facet, columns.offsets, strict=True):
        values = columns.values[facet]
        own = counts
        if facet in masks and not masks[facet][0].every:
            wider = found
            for other, (_, mask) in masks.items():
                wider = wider if other is facet else wider & mask
            own = _count(columns, wider)
        part = own[offset : offset + len(values)]
        named = masks[facet][0].values if facet in masks else ()
        listed[facet] = _listed(values, part, named)
    return listed


def values_among(columns: EntryColumns, chosen: Mask) -> dict[Facet, dict[str, int]]:
    """How many of the chosen entries have each value; values that none has are left out."""
    counts = _count(columns, chosen)
    return {
        facet: dict(_listed(values, counts[offset : offset + len(values)], ()))
        for (facet, values), offset in zip(columns.values.items(), columns.offsets, strict=True)
    }


def _count(columns: EntryColumns, chosen: Mask) -> npt.NDArray[np.intp]:
    """How many of the chosen entries have each value, by value number."""
    starts = columns.row_starts
    entries = np.flatnonzero(chosen)
    total = columns.offsets[-1] + len(columns.values[tuple(Facet)[-1]])
    if len(entries) * _FEW < columns.size:
        lengths = starts[entries + 1] - starts[entries]
        steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        numbers = columns.row_values[np.repeat(starts[entries], lengths) + steps]
    elif len(entries) == columns.size:
        numbers = columns.row_values
    else:
        numbers = columns.row_values[np.repeat(chosen, np.diff(starts))]
    return np.bincount(numbers, minlength=total)


def _listed(
    values: tuple[str, ...], counts: npt.NDArray[np.intp], named: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    present = np.flatnonzero(counts)
    order = present[np.argsort(-counts[present], kind="stable")]
    names = [values[place] for place in order.tolist()]
    rows = list(zip(names, counts[order].tolist(), strict=True))
    missing = set(named).difference(names) if named else ()
    return (*rows, *((value, 0) for value in sorted(missing)))
