"""The ruler: calendar ticks with their labels, and the line at today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from explorer.ui.models.time_lanes import Bar, free_lane
from explorer.ui.models.time_scale import TICK_UNITS, Scale, Unit, choose_unit, edges
from explorer.ui.models.time_scale import ticks as tick_days
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_geometry import LANE, PILL, TICKS, Fonts, Tick, Today


def lay_out_ticks(scale: Scale, fonts: Fonts) -> tuple[Tick, ...]:
    """Grid lines at multiples of a calendar unit; labels as far as they have room."""
    window = scale.window

    def need(unit: Unit) -> float:
        # A tick that stands for months apart needs its year: every second one has it.
        sample = say.tick_text(window.first, unit, with_year=unit.months in (3, 6))
        return fonts.small(sample) + (14.0 if unit.months else 20.0)

    unit = choose_unit(TICK_UNITS, scale.width / scale.view.days, need)
    result: list[Tick] = []
    free, year = scale.left - 8, ""
    for day in tick_days(window, unit):
        x = scale.x(day)
        if x < scale.left - 0.5:
            continue
        now = say.calendar_text(day, "yyyy")
        label = say.tick_text(day, unit, with_year=now != year)
        wide = fonts.small(label)
        if x < free or x + 4 + wide > scale.right + 8:
            label = ""
        else:
            free, year = x + 4 + wide + 6, now
        result.append(Tick(x, label))
    if edges(window, unit)[-1] == window.last + 1 and scale.x(window.last + 1) <= scale.right + 0.5:
        result.append(Tick(scale.right, ""))
    if not any(tick.label for tick in result):
        # Between two ticks, or with one that has no room: the axis still says where it is.
        text = say.tick_text(window.first, unit, with_year=True)
        result.insert(0, Tick(scale.left, text))
    return tuple(result)


def lay_out_today(
    scale: Scale,
    today: int,
    fonts: Fonts,
    ticks: Sequence[Tick],
    bars: Sequence[Bar] | None,
    lanes: tuple[int, int, float],
) -> tuple[Today, tuple[Tick, ...]]:
    """The line at today, its label in a free lane, else among the ticks, and the ticks beside it.

    ``bars``: None where nothing but bars could be in the way. ``lanes``: how many are taken, how
    many are seen, and where the first one begins.
    """
    low, high = pill_span(scale, today, fonts)
    taken, seen, top = lanes
    lane = None
    if bars is not None and taken <= seen:
        lane = free_lane(bars, low, high, seen)
        if lane is not None:
            below = (bar.lane + 1 for bar in bars if bar.low < high and low < bar.high)
            lane = max(min(lane, taken), max(below, default=0))
            if lane >= seen:  # below the last bar there is no room to see it
                lane = None
    text = say.today_text(today, scale.window)
    if lane is not None:
        box = QRectF(low, top + lane * LANE + (LANE - PILL) / 2, high - low, PILL)
        return Today(scale.x(today + 0.5), box, text, True), tuple(ticks)
    kept = tuple(
        tick
        if tick.x + 4 + fonts.small(tick.label) < low - 4 or tick.x > high
        else Tick(tick.x, "")
        for tick in ticks
    )
    box = QRectF(low, (TICKS - PILL) / 2 - 1, high - low, PILL)
    return Today(scale.x(today + 0.5), box, text, False), kept


def pill_span(scale: Scale, today: int, fonts: Fonts) -> tuple[float, float]:
    """Where the label of today begins and ends."""
    wide = fonts.small(say.today_text(today, scale.window)) + 14
    middle = scale.x(today + 0.5)
    low = max(scale.left, min(scale.right - wide, middle - wide / 2))
    return low, low + wide
