"""Clusters: too many marks for lanes, few enough that each one is a dot in a counted stack. No Qt.

A stack stands in a column of the calendar, so that it stays where it is while the view moves.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from explorer.ui.models.time_density import Dates
from explorer.ui.models.time_scale import COLUMN_UNITS, Scale, Unit, edges

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Days = npt.NDArray[np.int64]

DOT: Final = 12.0
"""From one dot to the next."""
LEAST_STACK: Final = 24.0
"""The least room of a stack: a count of three digits fits over it."""
MOST_COLUMNS: Final = 400
LEAST_COLUMNS: Final = 5
"""Columns that are fewer would gather dots far from their dates."""
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
    start, end = dates.start[numbers], dates.end[numbers]
    for unit in COLUMN_UNITS:
        if scale.window.days > MOST_COLUMNS * (unit.length + 1):
            continue  # by far too many: not worth making
        borders = np.array(edges(scale.window, unit), dtype=np.int64)
        if len(borders) > MOST_COLUMNS:
            continue
        cell = np.searchsorted(borders, start, side="right") - 1
        inside = end < borders[np.minimum(cell + 1, len(borders) - 1)]
        if np.count_nonzero(~inside) > most_wide:
            continue
        counts = np.bincount(cell[inside], minlength=len(borders) - 1)
        tracks = max(1, -(-int(counts.max(initial=0)) // rows))
        order = np.flatnonzero(inside)
        order = order[np.lexsort((start[order], colour[order], cell[order]))]
        stacks, ends = [], np.cumsum(counts)
        for number in np.flatnonzero(counts).tolist():
            own = order[ends[number] - counts[number] : ends[number]]
            low, high = int(start[own].min()), int(end[own].max())
            middle = _middle(scale, (int(borders[number]), int(borders[number + 1])), (low, high),
                             tracks)  # fmt: skip
            members = tuple(numbers[own].tolist())
            stacks.append(Stack(int(borders[number]), int(borders[number + 1]), middle, members))
        if _clear(stacks, tracks) and _true(stacks, tracks, scale, dates):
            return Dots(unit, tracks, tuple(stacks), tuple(numbers[~inside].tolist()))
    return None


def _middle(scale: Scale, column: tuple[int, int], days: tuple[int, int], tracks: int) -> float:
    """Over its own dates, as far as its column, if that is wide enough, and the view leave room."""
    middle = (scale.x(days[0]) + scale.x(days[1] + 1)) / 2
    half = max(tracks * DOT, LEAST_STACK) / 2
    first, behind = scale.x(column[0]), scale.x(column[1])
    if behind - first >= 2 * half:
        middle = min(max(middle, first + half), behind - half)
    return min(max(middle, scale.left + half), max(scale.left + half, scale.right - half))


def _clear(stacks: list[Stack], tracks: int) -> bool:
    """Whether stacks stand apart, and the counts over them too."""
    least = max(tracks * DOT, LEAST_STACK)
    return all(two.x - one.x >= least - 1e-6 for one, two in pairwise(stacks))


def _true(stacks: list[Stack], tracks: int, scale: Scale, dates: Dates) -> bool:
    """Whether dots stand near their dates: columns are many, or hold what lies close together."""
    import numpy as np

    for stack in stacks:
        if scale.x(stack.behind) - scale.x(stack.first) <= scale.width / LEAST_COLUMNS:
            continue
        own = np.array(stack.members)
        reach = scale.x(int(dates.end[own].max()) + 1) - scale.x(int(dates.start[own].min()))
        if reach > (tracks + 1) * DOT:
            return False
    return True
