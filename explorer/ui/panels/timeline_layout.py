"""Where everything of the dated axis lies, computed once for a page, a window and a size.

Painting and hit tests only read this.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF

from explorer.ui.models.time_bars import Ground
from explorer.ui.models.time_density import starts_within
from explorer.ui.models.time_lanes import Packing, free_lane, pack
from explorer.ui.models.time_page import TimePage
from explorer.ui.models.time_scale import TICK_UNITS, Scale, Unit, Window, choose_unit, edges
from explorer.ui.models.time_scale import ticks as tick_days
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_counts import lay_out_counts
from explorer.ui.panels.timeline_geometry import (
    FOOT,
    HEADER,
    LANE,
    PILL,
    RUN_LEFT,
    RUN_RIGHT,
    SIDE,
    TICKS,
    AxisLayout,
    Fonts,
    Tick,
    Today,
    height_of,
    lanes_in,
)

USUAL_LANES: Final = 6
STARTS_A_LANE: Final = 10


def lay_out(
    page: TimePage,
    window: Window,
    today: int | None,
    size: tuple[float, float],
    fonts: Fonts,
) -> AxisLayout:
    """Lay the axis out: single marks where they are readable, else counts."""
    width, height = size
    result = AxisLayout(width, height)
    if not len(page.columns) and not page.items:
        return result
    packed, gutters = _packed(page, window, width, lanes_in(height), fonts)
    scale = _scale(window, width, gutters)
    result.scale, result.gutters = scale, gutters
    result.hidden = (
        sum(item.inside and item.end < window.first for item in page.items),
        sum(item.inside and item.start > window.last for item in page.items),
    )
    if packed is None:
        lay_out_counts(result, page, fonts)
    else:
        result.bars, result.lanes = packed.bars, packed.lanes
    result.ticks = _ticks(scale, fonts)
    if today is not None and window.first <= today <= window.last:
        result.today = _today(result, today, fonts)
    return result


def preferred_height(
    page: TimePage, window: Window, today: int | None, width: float, fonts: Fonts
) -> float:
    """The height at which everything is seen, up to `USUAL_LANES`; counts take as much."""
    if not len(page.columns) and not page.items:
        return HEADER + FOOT
    packed, gutters = _packed(page, window, width, USUAL_LANES, fonts)
    if packed is None:
        return height_of(USUAL_LANES)
    lanes = max(2, min(USUAL_LANES, packed.lanes))
    if today is not None and window.first <= today <= window.last:
        low, high = _pill_span(_scale(window, width, gutters), today, fonts)
        if free_lane(packed.bars, low, high, lanes) is None:
            lanes += 1
    return height_of(min(USUAL_LANES, lanes))


def _scale(window: Window, width: float, gutters: tuple[float, float]) -> Scale:
    left = SIDE + gutters[0]
    return Scale(window, left, max(50.0, width - SIDE - gutters[1] - left))


def _packed(
    page: TimePage, window: Window, width: float, lanes: int, fonts: Fonts
) -> tuple[Packing | None, tuple[float, float]]:
    """Marks in lanes, or None where there are too many; and what is left free at both sides."""
    starts = starts_within(page.columns, window)
    if (len(page.columns) and not page.items) or starts > STARTS_A_LANE * max(4, lanes):
        return None, (0.0, 0.0)
    shown = [i for i in page.items if i.start <= window.last and i.end >= window.first]
    gutters = (
        RUN_LEFT if any(item.start < window.first for item in shown) else 0.0,
        RUN_RIGHT if any(item.end > window.last for item in shown) else 0.0,
    )
    scale = _scale(window, width, gutters)
    ground = Ground(scale, *gutters, fonts.measure, fonts.elide)
    packed = pack(shown, lambda item: say.label_text(item, window), ground, lanes)
    # Some more lanes than are seen at once may be scrolled; beyond that counts tell more.
    return (packed if packed.lanes <= max(2 * lanes, 8) else None), gutters


def _ticks(scale: Scale, fonts: Fonts) -> list[Tick]:
    window = scale.window

    def need(unit: Unit) -> float:
        # A tick that stands for months apart needs its year: every second one has it.
        sample = say.tick_text(window.first, unit, with_year=unit.months in (3, 6))
        return fonts.small.horizontalAdvance(sample) + (14.0 if unit.months else 20.0)

    unit = choose_unit(TICK_UNITS, window, scale.width, need)
    result: list[Tick] = []
    free, year = scale.left - 8, ""
    for day in tick_days(window, unit):
        x = scale.x(day)
        now = say.calendar_text(day, "yyyy")
        label = say.tick_text(day, unit, with_year=now != year)
        wide = fonts.small.horizontalAdvance(label)
        if x < free or x + 4 + wide > scale.right + 8:
            label = ""
        else:
            free, year = x + 4 + wide + 6, now
        result.append(Tick(x, label))
    if edges(window, unit)[-1] == window.last + 1:
        result.append(Tick(scale.right, ""))
    return result


def _pill_span(scale: Scale, today: int, fonts: Fonts) -> tuple[float, float]:
    wide = fonts.small.horizontalAdvance(say.today_text(today, scale.window)) + 14
    middle = scale.x(today + 0.5)
    low = max(scale.left, min(scale.right - wide, middle - wide / 2))
    return low, low + wide


def _today(layout: AxisLayout, today: int, fonts: Fonts) -> Today:
    """The line's label stands in a free lane, else among the ticks."""
    assert layout.scale is not None
    low, high = _pill_span(layout.scale, today, fonts)
    lanes = lanes_in(layout.height)
    lane = None
    if layout.counts is None and layout.lanes <= lanes:
        lane = free_lane(layout.bars, low, high, lanes)
        if lane is not None:
            lane = max(
                min(lane, layout.lanes),
                max((bar.lane + 1 for bar in layout.bars if bar.low < high and low < bar.high),
                    default=0),
            )  # fmt: skip
    top = HEADER + 1 if lane is None else HEADER + TICKS + lane * LANE + (LANE - PILL) / 2
    if lane is None:
        layout.ticks = [
            tick
            if tick.x + 4 + fonts.small.horizontalAdvance(tick.label) < low - 4 or tick.x > high
            else Tick(tick.x, "")
            for tick in layout.ticks
        ]
    text = say.today_text(today, layout.scale.window)
    return Today(layout.scale.x(today + 0.5), QRectF(low, top, high - low, PILL), text)
