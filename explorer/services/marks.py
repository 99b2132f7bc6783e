"""Which entries the timeline draws with a label, so that `Page.marks` holds their rows.

Only ids are chosen here; whoever answers the query fetches the rows. Costs 1-3 ms at 100,000
entries, and the number of rows is capped whatever the size of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from explorer.domain.vocabulary import Family, Stage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.query import Timeline

FAMILIES: Final = len(Family) + 1
"""Families and, in front of them, "no sector" (family -1)."""

CELLS: Final = len(Stage) * FAMILIES

MOST_MARKS: Final = 240
"""Beyond this many dated entries single marks are never drawn."""


def cell_keys(stage: npt.NDArray[np.int8], family: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """The tray cell of each entry, 0 to `CELLS` - 1: stage by stage, "no sector" first."""
    import numpy as np

    return (stage.astype(np.int8) * FAMILIES + family.astype(np.int8) + 1).astype(np.int8)


def cell_members(
    keys: npt.NDArray[np.int8], per_cell: int
) -> tuple[npt.NDArray[np.int64], dict[int, npt.NDArray[np.int64]]]:
    """Count of each cell (length `CELLS`), and the first ``per_cell`` places of each one.

    Places count within ``keys`` and keep its order.
    """
    import numpy as np

    counts = np.bincount(keys, minlength=CELLS)
    # A stable sort of int8 is a radix sort: order within a cell stays that of the result.
    order = np.argsort(keys, kind="stable")
    ends = np.cumsum(counts)
    firsts = {
        int(cell): order[ends[cell] - counts[cell] :][: min(per_cell, int(counts[cell]))]
        for cell in np.flatnonzero(counts)
    }
    return counts, firsts


def marks_wanted(
    ids: Sequence[str],
    timeline: Timeline,
    *,
    per_cell: int = 12,
    dated: int = 120,
    named: int = 50,
    most: int = 400,
) -> tuple[str, ...]:
    """The ids of the result, and of its events, that timeline and tray draw with a label.

    The first undated ones of each cell (stage by family) in the order of the result: up to
    ``per_cell``, fewer but at least three where there are many cells, so that they stay near
    ``most`` in all. The dated ones if there are at most ``dated``, with the events and their
    outcomes in the result. Of more, the first ``named`` of the result are drawn with a label, if
    marks are drawn at all: up to `MOST_MARKS`; beyond that the timeline draws counts.
    """
    import numpy as np

    undated = np.flatnonzero(timeline.start < 0)
    keys = cell_keys(timeline.stage[undated], timeline.family[undated])
    cells = max(1, int(np.count_nonzero(np.bincount(keys))))
    _, firsts = cell_members(keys, max(3, min(per_cell, most // cells)))
    wanted: dict[str, None] = {}
    for places in firsts.values():
        wanted.update((ids[place], None) for place in undated[places].tolist())
    count = len(ids) - len(undated)
    if dated < count <= MOST_MARKS:
        wanted.update(dict.fromkeys(ids[:named]))
    if count <= dated:
        wanted.update((ids[place], None) for place in np.flatnonzero(timeline.start >= 0).tolist())
        wanted.update((event, None) for event in timeline.events[:dated])
        outcomes = np.flatnonzero(timeline.event >= 0)[:most]
        wanted.update((ids[place], None) for place in outcomes.tolist())
    return tuple(wanted)


def outside_wanted(
    ids: Sequence[str],
    library_ids: Sequence[str],
    library: Timeline,
    *,
    dated: int = 24,
    most: int = 200,
) -> tuple[str, ...]:
    """The ids outside the result that are drawn faint, for a narrowed query.

    ``library`` holds the columns of the whole library in the order of ``library_ids``. All its
    dated entries if there are at most ``dated``, with *all* their undated outcomes: "7 outside" is
    a count. None at all where they would be more than ``most``, rather than a count cut short.
    """
    import numpy as np

    if len(ids) >= len(library_ids):
        return ()
    places = np.flatnonzero(library.start >= 0)
    if len(places) > dated:
        return ()
    outcomes = np.flatnonzero((library.event >= 0) & (library.start < 0))
    if len(places) + len(outcomes) > most:
        return ()
    inside = set(ids)
    both = (*places.tolist(), *outcomes.tolist())
    return tuple(name for place in both if (name := library_ids[place]) not in inside)
