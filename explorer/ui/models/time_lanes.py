"""Dated marks packed into lanes with their labels, so that nothing lies over anything. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from explorer.ui.models.time_bars import Ground, Mark
from explorer.ui.models.time_labels import Label, LabelText, fitting_label, whole_label
from explorer.ui.models.time_page import Item

GAP: Final = 10.0
MOST_WHOLE: Final = 6
"""More whole labels than so many in a lane have never found room on a screen."""


class Bar(NamedTuple):
    """A mark in its lane, with its label if there is room for one.

    ``low`` and ``high``: all that it takes of the lane.
    """

    mark: Mark
    lane: int
    label: Label | None
    low: float
    high: float

    @property
    def item(self) -> Item:
        """The entry."""
        return self.mark.item


class Packing(NamedTuple):
    """Marks in lanes; ``whole``: each with its whole label."""

    bars: list[Bar]
    lanes: int
    whole: bool = False


Words = Callable[[Item], LabelText]


def pack(
    marks: Sequence[Mark],
    words: Words,
    ground: Ground,
    lanes: int,
    keep: Mapping[str, int] | None = None,
) -> Packing | None:
    """Put marks into as few lanes as their labels allow, at most ``lanes``.

    Where whole labels need more, each label takes what its lane leaves between two marks: it is
    shortened, or dropped. None where the marks alone need more. ``keep``: lanes that entries had
    a moment ago and keep if they can, so that nothing hops while the view moves.
    """
    if _crowd(marks) > lanes:
        return None  # seen before any label is tried
    # What runs through the view goes on top, and leaves the lanes below to the short ones.
    order = sorted(
        marks, key=lambda mark: (not (mark.runs_right or mark.runs_left), mark.low, -mark.high)
    )
    texts = [words(mark.item) for mark in order]
    before = keep or {}
    found = None
    if len(order) <= MOST_WHOLE * lanes:
        found = _whole(order, texts, ground, lanes, before)
    return found or _between(order, texts, ground, lanes, before)


def _whole(
    marks: list[Mark], texts: list[LabelText], ground: Ground, lanes: int, keep: Mapping[str, int]
) -> Packing | None:
    """All labels whole, in the first lanes that are free; None where lanes do not suffice."""
    taken: list[list[tuple[float, float]]] = []
    bars = []
    for mark, text in zip(marks, texts, strict=True):
        label = whole_label(mark, text, ground)
        low, high = _extent(mark, label)
        lane = _first_free(taken, low, high, keep.get(mark.item.id, -1))
        if lane >= lanes:
            return None
        while lane >= len(taken):
            taken.append([])
        taken[lane].append((low, high))
        bars.append(Bar(mark, lane, label, low, high))
    return Packing(bars, len(taken), whole=True)


def _between(
    marks: list[Mark], texts: list[LabelText], ground: Ground, lanes: int, keep: Mapping[str, int]
) -> Packing | None:
    """Marks spread over all lanes; labels in the room that is left between them."""
    ends = [ground.low - GAP] * lanes
    rows: list[list[int]] = [[] for _ in range(lanes)]
    by_time = sorted(range(len(marks)), key=lambda number: marks[number].low)
    for number in by_time:
        mark = marks[number]
        lane = keep.get(mark.item.id, -1)
        if not (0 <= lane < lanes and ends[lane] <= mark.low):
            # The one that was free for longest leaves its labels most room.
            lane = min(range(lanes), key=ends.__getitem__)
            if ends[lane] > mark.low:
                return None
        ends[lane] = mark.high + GAP
        rows[lane].append(number)
    bars: list[Bar] = []
    for lane, row in enumerate(rows):
        free = ground.low
        for place, number in enumerate(row):
            mark = marks[number]
            end = marks[row[place + 1]].low - GAP if place + 1 < len(row) else ground.high
            label = fitting_label(mark, texts[number], ground, (free, end))
            low, high = _extent(mark, label)
            bars.append(Bar(mark, lane, label, low, high))
            free = high + GAP
    return Packing(bars, max((bar.lane + 1 for bar in bars), default=0))


def _crowd(marks: Sequence[Mark]) -> int:
    """How many marks lie at one place at most: without labels they need as many lanes."""
    starts = sorted(mark.low for mark in marks)
    ends = sorted(mark.high + GAP for mark in marks)
    most = gone = 0
    for come, start in enumerate(starts, start=1):
        while ends[gone] <= start:
            gone += 1
        most = max(most, come - gone)
    return most


def pack_bare(marks: Sequence[Mark], lanes: int) -> Packing | None:
    """Marks without labels in as few lanes as there must be; None where ``lanes`` are too few."""
    ends: list[float] = []
    bars = []
    for mark in sorted(marks, key=lambda mark: mark.low):
        lane = next((n for n, end in enumerate(ends) if end + 2 <= mark.low), len(ends))
        if lane >= lanes:
            return None
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = mark.high
        bars.append(Bar(mark, lane, None, mark.low, mark.high))
    return Packing(bars, len(ends))


def _extent(mark: Mark, label: Label | None) -> tuple[float, float]:
    if label is None or label.inside:
        return mark.low, mark.high
    return min(mark.low, label.x), max(mark.high, label.x + label.width)


def _first_free(
    taken: list[list[tuple[float, float]]], low: float, high: float, wanted: int
) -> int:
    """The wanted lane if nothing is in the way there, else the first free one."""
    if 0 <= wanted < len(taken) and _free(taken[wanted], low, high):
        return wanted
    for lane, spans in enumerate(taken):
        if _free(spans, low, high):
            return lane
    return len(taken)


def _free(spans: list[tuple[float, float]], low: float, high: float) -> bool:
    # The last one first: marks come nearly in the order of time.
    for start, end in reversed(spans):  # noqa: SIM110 - a generator takes three times as long
        if low < end + GAP and start < high + GAP:
            return False
    return True


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
