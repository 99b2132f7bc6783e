"""The mark of a dated entry, before it has a lane: plain geometry, without Qt.

All measures in logical pixels; x from the widget's left edge.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from explorer.ui.models.time_page import (
    APPROXIMATE,
    LASTING,
    OPEN_END,
    OPEN_START,
    Item,
    Outcome,
)
from explorer.ui.models.time_scale import Scale

PAD: Final = 8.0
HUE_BAR: Final = 4.0
DIAMOND: Final = 11.0
LEAST_WIDTH: Final = 6.0
RING: Final = 14.0
"""From one ring to the next."""
MOST_BEHIND: Final = 8
"""Rings behind a mark that is too short to hold them."""


class Ground(NamedTuple):
    """What marks are laid out on: the scale, the room left and right of it for what runs on,
    and how to measure and to shorten a text."""

    scale: Scale
    before: float
    behind: float
    measure: Callable[[str], float]
    elide: Callable[[str, float], str]


class Piece(NamedTuple):
    """Some words of a label and the palette role that they are written in."""

    text: str
    role: str


class Ring(NamedTuple):
    """An undated outcome on its event: centre and what it stands for."""

    x: float
    outcome: Outcome


@dataclass(slots=True)
class Bar:
    """A mark in its lane: shape from ``left`` to ``right``, soft edges of ``soft`` beyond them.

    ``runs_left``, ``runs_right``: it goes on outside the window, or is open on that side.
    ``low`` and ``high``: all that it takes of its lane; ``bare``: the same without its label.
    ``label_x`` is where the label starts.
    """

    item: Item
    left: float
    right: float
    point: bool = False
    soft: float = 0.0
    runs_left: bool = False
    runs_right: bool = False
    rings: tuple[Ring, ...] = ()
    lane: int = 0
    label: tuple[Piece, ...] = ()
    label_x: float = 0.0
    label_width: float = 0.0
    inside: bool = False
    low: float = 0.0
    high: float = 0.0
    bare: tuple[float, float] = (0.0, 0.0)

    def unlabel(self) -> None:
        """Take the label away again."""
        self.label, self.inside = (), False
        self.low, self.high = self.bare


def shape(item: Item, ground: Ground) -> Bar | None:
    """The mark of an entry without its label; None where it lies outside the window."""
    scale, window = ground.scale, ground.scale.window
    if item.start > window.last or item.end < window.first:
        return None
    left = scale.x(max(item.start, window.first))
    right = scale.x(min(item.end, window.last) + 1)
    if item.start == item.end and not item.has(LASTING):
        middle = (left + right) / 2
        bar = Bar(item, middle - DIAMOND / 2, middle + DIAMOND / 2, point=True)
    else:
        spare = max(0.0, LEAST_WIDTH - (right - left)) / 2
        bar = Bar(item, left - spare, right + spare)
        if item.has(OPEN_START) or item.start < window.first:
            bar.runs_left, bar.left = True, scale.left - ground.before
        if item.has(OPEN_END) or item.end > window.last:
            bar.runs_right, bar.right = True, scale.right + ground.behind
    if item.has(APPROXIMATE):
        bar.soft = max(10.0, min(40.0, (right - left) * 0.5))
    bar.low, bar.high = bar.left - bar.soft, bar.right + bar.soft
    _hang_rings(bar)
    bar.bare = bar.low, bar.high
    return bar


def _hang_rings(bar: Bar) -> None:
    """Rings within the bar where they fit, else behind the mark."""
    outcomes = bar.item.outcomes
    if not outcomes:
        return
    room = bar.right - bar.left + bar.soft
    need = RING * len(outcomes)
    if bar.point or room < 3 * RING:
        shown = outcomes[:MOST_BEHIND]
        start = bar.high + RING / 2 + 2
        bar.rings = tuple(Ring(start + RING * n, out) for n, out in enumerate(shown))
        bar.high = start + RING * len(shown)
    else:
        shown = outcomes[: max(1, int(room / RING))]
        inset = min(RING, max(0.0, (room - need) / 2))
        start = bar.left - bar.soft / 2 + inset + RING / 2
        bar.rings = tuple(Ring(start + RING * n, out) for n, out in enumerate(shown))
