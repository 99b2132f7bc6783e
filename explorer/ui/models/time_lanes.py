"""Dated marks packed into lanes with their labels, so that nothing lies over anything. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from explorer.ui.models.time_bars import Bar, Ground, shape
from explorer.ui.models.time_labels import SHORTEST, LabelText, place_label
from explorer.ui.models.time_page import Item

GAP: Final = 10.0
SOME: Final = SHORTEST + 1
"""The level at which only some marks keep a label, as far as lanes allow."""


class Packing(NamedTuple):
    """Marks in lanes; ``level`` tells how short the labels had to become."""

    bars: list[Bar]
    lanes: int
    level: int


Lanes = list[list[tuple[float, float]]]


def pack(
    items: Sequence[Item], words: Callable[[Item], LabelText], ground: Ground, lanes: int
) -> Packing:
    """Put marks into as few lanes as their labels allow.

    Labels become shorter, then fewer, until ``lanes`` are enough; where nothing helps, the packing
    with short labels is returned, and has more lanes.
    """
    texts = {item.id: words(item) for item in items}
    for level in range(SHORTEST + 1):
        bars = _shapes(items, ground)
        for bar in bars:
            place_label(bar, texts[bar.item.id], level, ground)
        taken: Lanes = []
        for bar in bars:
            _put(bar, taken)
        if len(taken) <= lanes:
            return Packing(bars, len(taken), level)
    fewer = _some_labels(items, texts, ground, lanes)
    return fewer or Packing(bars, len(taken), SHORTEST)


def _shapes(items: Sequence[Item], ground: Ground) -> list[Bar]:
    bars = [bar for item in items if (bar := shape(item, ground)) is not None]
    # What runs through the window goes on top, and leaves the lanes below to the short ones.
    return sorted(bars, key=lambda bar: (not (bar.runs_right or bar.runs_left), bar.low, -bar.high))


def _put(bar: Bar, taken: Lanes, limit: int | None = None) -> bool:
    """Put a mark into the first lane that is free there; False where ``limit`` lanes are full."""
    for number, spans in enumerate(taken):
        if all(bar.low >= high + GAP or bar.high + GAP <= low for low, high in spans):
            bar.lane = number
            spans.append((bar.low, bar.high))
            return True
    if limit is not None and len(taken) >= limit:
        return False
    bar.lane = len(taken)
    taken.append([(bar.low, bar.high)])
    return True


def _some_labels(
    items: Sequence[Item], texts: dict[str, LabelText], ground: Ground, lanes: int
) -> Packing | None:
    """All marks, each with a label only if its lane has room for it; None where marks are left."""
    taken: Lanes = []
    bars = _shapes(items, ground)
    if not all(_put(bar, taken, lanes) for bar in bars):
        return None
    for bar in bars:
        bare = (bar.low, bar.high)
        place_label(bar, texts[bar.item.id], SHORTEST, ground)
        spans = taken[bar.lane]
        others = [span for span in spans if span != bare]
        if all(bar.low >= high + GAP or bar.high + GAP <= low for low, high in others):
            spans[spans.index(bare)] = (bar.low, bar.high)
        else:
            bar.label, (bar.low, bar.high) = (), bare
    return Packing(bars, len(taken), SOME)


def free_lane(bars: Sequence[Bar], low: float, high: float, lanes: int) -> int | None:
    """The lowest of ``lanes`` in which nothing lies between two places."""
    for lane in reversed(range(lanes)):
        if all(
            bar.low >= high + GAP / 2 or bar.high + GAP / 2 <= low
            for bar in bars
            if bar.lane == lane
        ):
            return lane
    return None
