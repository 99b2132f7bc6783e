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
        found = _level(items, texts, level, ground, lanes)
        if found is not None:
            return found
    fewer = _some_labels(items, texts, ground, lanes)
    found = fewer or _level(items, texts, SHORTEST, ground, len(items))
    assert found is not None  # every mark can have a lane of its own
    return found


def _level(
    items: Sequence[Item], texts: dict[str, LabelText], level: int, ground: Ground, lanes: int
) -> Packing | None:
    """All marks with labels of one level; None where they need more lanes."""
    bars = _shapes(items, ground)
    taken: Lanes = []
    for bar in bars:
        place_label(bar, texts[bar.item.id], level, ground)
        if not _put(bar, taken, lanes):
            return None
    return Packing(bars, len(taken), level)


def _shapes(items: Sequence[Item], ground: Ground) -> list[Bar]:
    bars = [bar for item in items if (bar := shape(item, ground)) is not None]
    # What runs through the window goes on top, and leaves the lanes below to the short ones.
    return sorted(bars, key=lambda bar: (not (bar.runs_right or bar.runs_left), bar.low, -bar.high))


def _free(spans: list[tuple[float, float]], low: float, high: float) -> bool:
    # The last one first: marks come nearly in the order of time.
    for start, end in reversed(spans):  # noqa: SIM110 - a generator takes three times as long
        if low < end + GAP and start < high + GAP:
            return False
    return True


def _put(bar: Bar, taken: Lanes, limit: int) -> bool:
    """Put a mark into the first lane that is free there; False where ``limit`` lanes are full."""
    for number, spans in enumerate(taken):
        if _free(spans, bar.low, bar.high):
            bar.lane = number
            spans.append((bar.low, bar.high))
            return True
    if len(taken) >= limit:
        return False
    bar.lane = len(taken)
    taken.append([(bar.low, bar.high)])
    return True


def _some_labels(
    items: Sequence[Item], texts: dict[str, LabelText], ground: Ground, lanes: int
) -> Packing | None:
    """All marks, each with a label only if its lane has room for it; None where marks are left."""
    bars = _shapes(items, ground)
    bare: Lanes = []
    if not all(_put(bar, bare, lanes) for bar in bars):
        return None
    # Lanes that the bare marks do not need are filled with labelled ones first.
    labelled: Lanes = []
    rest = []
    for bar in bars:
        span = (bar.low, bar.high)
        place_label(bar, texts[bar.item.id], SHORTEST, ground)
        if not _put(bar, labelled, lanes - len(bare)):
            bar.label, bar.inside, (bar.low, bar.high) = (), False, span
            rest.append(bar)
    taken: Lanes = []
    for bar in rest:
        _put(bar, taken, len(rest))
    for bar in rest:
        span = (bar.low, bar.high)
        spans = taken[bar.lane]
        spans.remove(span)
        place_label(bar, texts[bar.item.id], SHORTEST, ground)
        if not _free(spans, bar.low, bar.high):
            bar.label, bar.inside, (bar.low, bar.high) = (), False, span
        spans.append((bar.low, bar.high))
        bar.lane += len(labelled)
    return Packing(bars, len(labelled) + len(taken), SOME)


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
