"""Laying out lanes: a name on the left, and right of it what every band may hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from explorer.ui.models.time_density import Density, density
from explorer.ui.models.time_groups import Group, Groups
from explorer.ui.models.time_scale import Scale
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_bands import Layer
from explorer.ui.panels.timeline_geometry import (
    BAND_PAD,
    CLOSED,
    LANE,
    LANE_COUNTS,
    MOST_NAME,
    THIN,
    Band,
    Fonts,
    Level,
    TimeOptions,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.ui.panels.timeline_layout import Asked

    Days = npt.NDArray[np.int64]

MOST_SINGLE: Final = 240
"""Beyond so many that begin in the view, all lanes are counted."""
MOST_CONTINUING: Final = 12
MOST_LANES: Final = 6
DOTS_ROOM: Final = 76.0
ROOM_BESIDE: Final = 34.0
"""What the sign that opens a lane and the gap behind its name take."""


def names_width(groups: Groups | None, fonts: Fonts, width: float) -> float:
    """The width of the lanes' names, with their counts; 0 without lanes."""
    if groups is None:
        return 0.0
    widest = max((_name_width(group, fonts) for group in groups.groups[:60]), default=0.0)
    return min(widest + ROOM_BESIDE, MOST_NAME, 0.32 * width)


def _name_width(group: Group, fonts: Fonts) -> float:
    return fonts.measure(group.name) + 8 + fonts.small(say.words.number(group.total))


def lay_out_groups(
    layer: Layer, groups: Groups, options: TimeOptions, asked: Asked, scale: Scale, top: float
) -> list[Band]:
    """All lanes, from ``top`` down; lanes of counts out of sight are empty."""
    window = scale.window
    dates = layer.dates
    inside = (dates.begin >= window.first) & (dates.begin <= window.last)
    pairs = inside[groups.numbers]
    if int(pairs.sum()) > MOST_SINGLE:
        return _counted(layer, groups, options, asked, scale, top)
    if dates.parts(window).continuing <= MOST_CONTINUING:
        inside |= (dates.begin < window.first) & (dates.finish >= window.first)
        pairs = inside[groups.numbers]
    by_lane: list[list[int]] = [[] for _ in groups.groups]
    for number, lane in zip(
        groups.numbers[pairs].tolist(), groups.lanes[pairs].tolist(), strict=True
    ):
        by_lane[lane].append(number)
    bands = []
    for lane, (group, numbers) in enumerate(zip(groups.groups, by_lane, strict=True)):
        band = None
        if group.value not in options.closed:
            band = _single(layer, group, numbers, asked, scale, top)
        if band is None:
            counted = _one(layer, groups, lane, scale)
            band = _columns(layer, counted, group, options, scale, top, max(counted.totals))
        bands.append(band)
        top += band.height
    return bands


def _single(
    layer: Layer, group: Group, numbers: Sequence[int], asked: Asked, scale: Scale, top: float
) -> Band | None:
    """A lane of bars, else of dots; None where neither fits."""
    import numpy as np

    packing = layer.packed(layer.page.items(numbers), scale, MOST_LANES, asked.keep)
    if packing is not None:
        height = max(1, packing.lanes) * LANE + BAND_PAD
        return Band(
            top,
            height,
            Level.BARS,
            group.name,
            group.value,
            group.total,
            bars=tuple(packing.bars),
            lanes=packing.lanes,
            bars_top=top + BAND_PAD / 2,
        )
    base = top + DOTS_ROOM - BAND_PAD
    own = np.array(numbers, dtype=np.int64)
    found = layer.stacked(own, scale, base, DOTS_ROOM - BAND_PAD)
    if found is None:
        return None
    return Band(
        top,
        DOTS_ROOM,
        Level.DOTS,
        group.name,
        group.value,
        group.total,
        dots=found[0],
        pillars=found[1],
        bars=tuple(found[2].bars),
        lanes=found[2].lanes,
        bars_top=top + 2,
        pitch=THIN,
    )


def _counted(
    layer: Layer, groups: Groups, options: TimeOptions, asked: Asked, scale: Scale, top: float
) -> list[Band]:
    """Lanes of counts, all to one measure; only those in sight are filled."""
    counted = density(layer.grouped_tally(groups), scale)
    shape = len(groups.groups), layer.colours, -1
    table = counted.counts.reshape(shape)
    most = float(table.sum(axis=1).max(initial=0.0))
    first, last = asked.scroll - LANE_COUNTS, asked.scroll + asked.area
    bands = []
    for lane, group in enumerate(groups.groups):
        if first <= top <= last:
            own = Density(counted.unit, counted.edges, table[lane])
            band = _columns(layer, own, group, options, scale, top, most)
        else:
            height = CLOSED if group.value in options.closed else LANE_COUNTS
            band = Band(top, height, Level.COUNTS, group.name, group.value, group.total,
                        group.value in options.closed)  # fmt: skip
        bands.append(band)
        top += band.height
    return bands


def _one(layer: Layer, groups: Groups, lane: int, scale: Scale) -> Density:
    """The counts of a single lane."""
    counted = density(layer.grouped_tally(groups), scale)
    table = counted.counts.reshape(len(groups.groups), layer.colours, -1)
    return Density(counted.unit, counted.edges, table[lane])


def _columns(
    layer: Layer,
    counted: Density,
    group: Group,
    options: TimeOptions,
    scale: Scale,
    top: float,
    most: float,
) -> Band:
    closed = group.value in options.closed
    height = CLOSED if closed else LANE_COUNTS
    base = top + height - BAND_PAD
    counts = layer.columns(counted, scale, base, height - BAND_PAD - (-12 if closed else 0), most)
    if closed:
        # A low outline of when there is something, without numbers.
        counts = type(counts)(counts.density, counts.spans, counts.rects, (), base)
    return Band(
        top,
        height,
        Level.COUNTS,
        group.name,
        group.value,
        group.total,
        closed,
        counts=counts,
    )
