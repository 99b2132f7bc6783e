"""Laying out counts: columns by family, the numbers over them, and the families in words."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRectF

from explorer.ui.models.time_density import Dates, Density, density
from explorer.ui.models.time_scale import Scale
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_geometry import (
    COUNT_ROOM,
    HEADER,
    SIDE,
    TICKS,
    AxisLayout,
    Fonts,
    Legend,
)

MOST_NUMBERS: Final = 24


def lay_out_counts(layout: AxisLayout, dates: Dates, fonts: Fonts, *, moving: bool = False) -> None:
    """Columns of counts, their numbers where they do not collide, and the families below."""
    assert layout.scale is not None
    scale = layout.scale
    counts = density(dates, scale.window, scale.width, moving=moving)
    layout.counts, layout.hidden = counts, (counts.earlier, counts.later)
    layout.legend = _legend(counts, scale, fonts)
    totals = counts.totals
    room = layout.base - HEADER - TICKS - COUNT_ROOM
    unit = room / max([1.0, *totals])
    xs = [scale.x(max(day, scale.window.first)) for day in counts.edges[:-1]] + [scale.right]
    layout.spans = list(pairwise(xs))
    base = layout.base
    heights = [base] * len(layout.spans)
    for family, _ in counts.families:
        rects = []
        for column, count in enumerate(counts.counts[family + 1].tolist()):
            tall = count * unit
            if tall > 0:
                left, right = layout.spans[column]
                heights[column] -= tall
                gap = 1.0 if right - left > 4 else 0.0
                rects.append(QRectF(left, heights[column], right - left - gap, tall))
        layout.columns[family] = rects
    _number(layout, totals, heights, fonts)


def _number(layout: AxisLayout, totals: list[float], heights: list[float], fonts: Fonts) -> None:
    """Numbers over the highest columns; ``heights``: where each column's top is."""
    assert layout.scale is not None
    scale, spans = layout.scale, layout.spans
    taken: list[tuple[float, float]] = []
    for column in sorted(range(len(totals)), key=lambda number: -totals[number]):
        if not totals[column]:
            break
        text = say.share_text(totals[column])
        wide = fonts.small(text)
        middle = sum(spans[column]) / 2
        low, high = middle - wide / 2, middle + wide / 2
        inside = low >= scale.left - SIDE + 2 and high <= scale.right + SIDE - 2
        if not inside or any(low <= right + 6 and high >= left - 6 for left, right in taken):
            continue
        # A number stands over its column only: none beside a taller neighbour, none cut off.
        first = last = column
        while first > 0 and spans[first - 1][1] > low:
            first -= 1
        while last + 1 < len(spans) and spans[last + 1][0] < high:
            last += 1
        if heights[column] <= min(heights[first : last + 1]):
            taken.append((low, high))
            top = heights[column] - COUNT_ROOM
            layout.numbers.append((QRectF(low - 1, top, wide + 2, COUNT_ROOM), text))
        if len(taken) >= MOST_NUMBERS:
            break


def _legend(counts: Density, scale: Scale, fonts: Fonts) -> list[Legend]:
    """Families with their counts; only their names, closer together, where that is too long."""
    found = counts.families
    names = [say.words.family_label(family) for family, _ in found]
    numbers = [say.share_text(total) for _, total in found]
    full = [f"{name} {number}" for name, number in zip(names, numbers, strict=True)]
    measure = fonts.small
    for texts, gap in ((full, 18.0), (full, 10.0), (names, 14.0), (names, 8.0)):
        widths = [10 + measure(text) for text in texts]
        if sum(widths) + gap * (len(widths) - 1) <= scale.width + SIDE:
            break
    result = []
    x = scale.left
    for (family, _), text, wide in zip(found, texts, widths, strict=True):
        if x + wide <= scale.right + SIDE:
            result.append(Legend(family, x, text))
        x += wide + gap
    return result
