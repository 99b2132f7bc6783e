"""Clusters: too many marks for lanes, few enough that each one is a dot in a counted stack. No Qt.

A stack stands in a column of the calendar, so that it stays where it is while the view moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from explorer.ui.models.time_density import Dates
from explorer.ui.models.time_scale import COLUMN_UNITS, Scale, Unit, edges

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Days = npt.NDArray[np.int64]

DOT: Final = 12.0
"""From one dot to the next."""
LEAST_STACK: Final = 26.0
"""The least width of a column: a count of three digits has room over it."""
COUNT_ROOM: Final = 17.0


class Stack(NamedTuple):
    """The dots of one column: its days, its middle in x, and its entries from the ground up.

    It stands over its dates, as far as column and view leave room. ``members``: places in
    `Columns`.
    """

    first: int
    behind: int
    x: float
    members: tuple[int, ...]


class Dots(NamedTuple):
    """Stacks of dots, all ``tracks`` dots wide, so that their heights compare.

    ``wide``: places in `Columns` of dates that are wider than a column.
    """

    unit: Unit
    tracks: int
    stacks: tuple[Stack, ...]
    wide: tuple[int, ...]

    def place(self, stack: Stack, number: int) -> tuple[float, float]:
        """The middle of a stack's dot: x, and how high over the ground."""
        row, track = divmod(number, self.tracks)
        left = stack.x - self.tracks * DOT / 2
        return left + (track + 0.5) * DOT, (row + 0.5) * DOT

    def height(self, stack: Stack) -> float:
        """How high a stack is."""
        return -(-len(stack.members) // self.tracks) * DOT


def dots(
    dates: Dates,
    numbers: Days,
    colour: npt.NDArray[np.int32],
    scale: Scale,
    height: float,
    most_wide: int,
) -> Dots | None:
    """Stack the entries at these places of the dates; None where they do not fit.

    ``colour``: by what the dots of a stack are sorted, for each of the places. ``height``: the room
    over the ground, counts included. ``most_wide``: so many dates may be wider than a column.
    """
    import numpy as np

    rows = int((height - COUNT_ROOM) / DOT)
    if rows < 1 or not len(numbers):
        return None
    pixels = scale.width / scale.view.days
    start_of, end_of = dates.start, dates.end
    start, end = start_of[numbers], end_of[numbers]
    for unit in COLUMN_UNITS:
        if unit.length * pixels < LEAST_STACK:
            continue
        borders = np.array(edges(scale.window, unit), dtype=np.int64)
        cell = np.searchsorted(borders, start, side="right") - 1
        inside = end < borders[np.minimum(cell + 1, len(borders) - 1)]
        if np.count_nonzero(~inside) > most_wide:
            continue
        counts = np.bincount(cell[inside], minlength=len(borders) - 1)
        tracks = max(1, -(-int(counts.max(initial=0)) // rows))
        if tracks * DOT > unit.length * pixels - 4:
            continue
        order = np.flatnonzero(inside)
        order = order[np.lexsort((start[order], colour[order], cell[order]))]
        stacks, ends = [], np.cumsum(counts)
        for number in np.flatnonzero(counts).tolist():
            own = numbers[order[ends[number] - counts[number] : ends[number]]]
            first, behind = int(borders[number]), int(borders[number + 1])
            # Over its own dates, as far as its column and the view leave room.
            middle = (scale.x(int(start_of[own].min())) + scale.x(int(end_of[own].max()) + 1)) / 2
            low = max(scale.x(first), scale.left) + tracks * DOT / 2
            high = min(scale.x(behind), scale.right) - tracks * DOT / 2
            middle = min(max(middle, low), max(low, high))
            stacks.append(Stack(first, behind, middle, tuple(own.tolist())))
        return Dots(unit, tracks, tuple(stacks), tuple(numbers[~inside].tolist()))
    return None
