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


class Lane:
    """What lies in a lane: spans, and a place behind which there is none."""

    __slots__ = ("end", "spans")

    def __init__(self) -> None:
        self.spans: list[tuple[float, float]] = []
        self.end = float("-inf")

    def free(self, low: float, high: float) -> bool:
        """Whether nothing lies there, or too near."""
        if low >= self.end + GAP:
            return True
        # The last one first: marks come nearly in the order of time.
        for start, end in reversed(self.spans):
            if low < end + GAP and start < high + GAP:
                return False
        return True

    def put(self, low: float, high: float) -> None:
        """Take a span of it."""
        self.spans.append((low, high))
        if high > self.end:
            self.end = high


Lanes = list[Lane]


def pack(
    items: Sequence[Item], words: Callable[[Item], LabelText], ground: Ground, lanes: int
) -> Packing:
    """Put marks into as few lanes as their labels allow.

    Labels become shorter, then fewer, until ``lanes`` are enough; where nothing helps, the packing
    with short labels is returned, and has more lanes.
    """
    found = pack_within(items, words, ground, lanes, len(items))
    assert found is not None  # every mark can have a lane of its own
    return found


def pack_within(
    items: Sequence[Item],
    words: Callable[[Item], LabelText],
    ground: Ground,
    lanes: int,
    most: int,
) -> Packing | None:
    """As `pack`; None where it would take more than ``most`` lanes."""
    bars = [bar for item in items if (bar := shape(item, ground)) is not None]
    crowd = _crowd(bars)
    if crowd > most:
        return None
    # What runs through the window goes on top, and leaves the lanes below to the short ones.
    bars.sort(key=lambda bar: (not (bar.runs_right or bar.runs_left), bar.low, -bar.high))
    texts = [words(bar.item) for bar in bars]
    if crowd <= lanes:
        for level in range(SHORTEST + 1):
            used = _level(bars, texts, level, ground, lanes)
            if used is not None:
                return Packing(bars, used, level)
        used = _some_labels(bars, texts, ground, lanes)
        if used is not None:
            return Packing(bars, used, SOME)
    used = _level(bars, texts, SHORTEST, ground, most)
    return None if used is None else Packing(bars, used, SHORTEST)


def _crowd(bars: Sequence[Bar]) -> int:
    """How many marks without labels lie at one place at most: they need as many lanes at least."""
    starts = sorted(bar.low for bar in bars)
    ends = sorted(bar.high + GAP for bar in bars)
    most = gone = 0
    for come, start in enumerate(starts, start=1):
        while ends[gone] <= start:
            gone += 1
        most = max(most, come - gone)
    return most


def _level(
    bars: list[Bar], texts: list[LabelText], level: int, ground: Ground, lanes: int
) -> int | None:
    """Lanes taken with all labels at one level; None where they need more than ``lanes``."""
    taken: Lanes = []
    for bar, text in zip(bars, texts, strict=True):
        bar.unlabel()
        place_label(bar, text, level, ground)
        if not _put(bar, taken, lanes):
            return None
    return len(taken)


def _put(bar: Bar, taken: Lanes, limit: int) -> bool:
    """Put a mark into the first lane that is free there; False where ``limit`` lanes are full."""
    low, high = bar.low, bar.high
    for number, lane in enumerate(taken):
        if lane.free(low, high):
            bar.lane = number
            lane.put(low, high)
            return True
    if len(taken) >= limit:
        return False
    bar.lane = len(taken)
    lane = Lane()
    lane.put(low, high)
    taken.append(lane)
    return True


def _some_labels(bars: list[Bar], texts: list[LabelText], ground: Ground, lanes: int) -> int | None:
    """Each mark with a label only if there is room for it; None where marks alone are too many."""
    bare: Lanes = []
    for bar in bars:
        bar.unlabel()
        if not _put(bar, bare, lanes):
            return None
    # Lanes that the bare marks do not need are filled with labelled ones first.
    labelled: Lanes = []
    rest = []
    for bar, text in zip(bars, texts, strict=True):
        place_label(bar, text, SHORTEST, ground)
        if not _put(bar, labelled, lanes - len(bare)):
            bar.unlabel()
            rest.append((bar, text))
    taken: Lanes = []
    for bar, _ in rest:
        _put(bar, taken, len(rest))
    for bar, text in rest:
        lane = taken[bar.lane]
        lane.spans.remove(bar.bare)
        place_label(bar, text, SHORTEST, ground)
        if not lane.free(bar.low, bar.high):
            bar.unlabel()
        lane.put(bar.low, bar.high)
        bar.lane += len(labelled)
    return len(labelled) + len(taken)


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
