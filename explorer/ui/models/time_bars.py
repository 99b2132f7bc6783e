"""The mark of a dated entry, before it has a lane: plain geometry, without Qt.

All measures in logical pixels; x from the widget's left edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from explorer.domain.timeline import Step
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.domain.when import parse_when
from explorer.ui.models.time_page import (
    APPROXIMATE,
    KNOWN,
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
SIGN: Final = 9.0
"""The size of the sign of a stage."""


class Ground(NamedTuple):
    """What marks are laid out on: the scale, the room left and right of it for what runs on,
    and how to measure and to shorten a text."""

    scale: Scale
    before: float
    behind: float
    measure: Callable[[str], float]
    elide: Callable[[str, float], str]

    @property
    def low(self) -> float:
        """The leftmost place that may be drawn on."""
        return self.scale.left - self.before

    @property
    def high(self) -> float:
        """The rightmost one."""
        return self.scale.right + self.behind


class Ring(NamedTuple):
    """An undated outcome on its event: centre and what it stands for."""

    x: float
    outcome: Outcome


class Sign(NamedTuple):
    """A milestone beside the mark: centre, half the width of its date, stage (place in `Stage`)."""

    x: float
    half: float
    stage: int
    due: bool


class Mark(msgspec.Struct, frozen=True):
    """A mark's shape from ``left`` to ``right``, soft edges of ``soft`` beyond them.

    ``runs_left``, ``runs_right``: it goes on outside the view, or is open on that side. ``low``
    and ``high``: all that it takes of its lane, without a label.
    """

    item: Item
    left: float
    right: float
    low: float
    high: float
    point: bool = False
    soft: float = 0.0
    runs_left: bool = False
    runs_right: bool = False
    rings: tuple[Ring, ...] = ()
    signs: tuple[Sign, ...] = ()


def mark_of(item: Item, ground: Ground, steps: Sequence[Step] = ()) -> Mark | None:
    """The mark of an entry; None where it lies outside the view.

    ``steps`` are drawn where they are in sight; what lies outside says nothing here.
    """
    scale = ground.scale
    view = scale.view
    # As `View.window`: what rounding leaves of a day is no part of it that could be seen.
    if item.start >= view.end - 1e-6 or item.end + 1 <= view.start + 1e-6:
        return None
    begin, end = max(float(item.start), view.start), min(item.end + 1.0, view.end)
    left, right = scale.x(begin), scale.x(end)
    if item.start == item.end and not item.has(LASTING):
        # All of the day counts, also where the view cuts it: a mark does not slide along an edge.
        middle = min(max(scale.x(item.start + 0.5), scale.left), scale.right)
        half = RING / 2 if item.has(KNOWN) else DIAMOND / 2
        mark = Mark(item, middle - half, middle + half, middle - half, middle + half, point=True)
    else:
        spare = max(0.0, LEAST_WIDTH - (right - left)) / 2
        runs_left = item.has(OPEN_START) or item.start < view.start - 1e-6
        runs_right = item.has(OPEN_END) or item.end + 1 > view.end + 1e-6
        low = ground.low if runs_left else left - spare
        high = ground.high if runs_right else right + spare
        soft = max(10.0, min(40.0, (right - left) * 0.5)) if item.has(APPROXIMATE) else 0.0
        mark = Mark(
            item,
            low,
            high,
            low if runs_left else low - soft,
            high if runs_right else high + soft,
            soft=soft,
            runs_left=runs_left,
            runs_right=runs_right,
        )
    if item.outcomes:
        mark = _with_rings(mark)
    return _with_signs(mark, ground, steps) if steps else mark


def _with_rings(mark: Mark) -> Mark:
    """Rings within the bar where they fit, else behind the mark."""
    outcomes = mark.item.outcomes
    room = mark.right - mark.left + mark.soft
    if mark.point or room < 3 * RING:
        shown = outcomes[:MOST_BEHIND]
        start = mark.high + RING / 2 + 2
        rings = tuple(Ring(start + RING * n, out) for n, out in enumerate(shown))
        return replace(mark, rings=rings, high=start + RING * len(shown))
    shown = outcomes[: max(1, int(room / RING))]
    inset = min(RING, max(0.0, (room - RING * len(outcomes)) / 2))
    start = mark.left - mark.soft / 2 + inset + RING / 2
    return replace(mark, rings=tuple(Ring(start + RING * n, out) for n, out in enumerate(shown)))


def _with_signs(mark: Mark, ground: Ground, steps: Sequence[Step]) -> Mark:
    scale, signs = ground.scale, []
    for step in steps:
        when = parse_when(step.when)
        if when.open_start or when.open_end:
            continue
        first, last = scale.x(when.earliest), scale.x(when.latest + 1)
        middle = (first + last) / 2
        if scale.left <= middle <= scale.right:
            half = max(SIGN / 2, (last - first) / 2)
            signs.append(Sign(middle, half, STAGE_ORDER[Stage(step.stage)], step.due))
    if not signs:
        return mark
    low = min(mark.low, *(sign.x - SIGN / 2 for sign in signs))
    high = max(mark.high, *(sign.x + SIGN / 2 for sign in signs))
    return replace(mark, signs=tuple(signs), low=low, high=high)
