"""Where everything of the dated axis lies, computed once for a page, a window and a size.

Painting and hit tests only read this.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF

from explorer.ui.models.time_bars import Ground
from explorer.ui.models.time_density import Dates
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_lanes import Packing, free_lane, pack_within
from explorer.ui.models.time_page import Item, TimePage
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


Packed = tuple[Packing | None, tuple[float, float]]


class Scene:
    """A page with all that laying it out needs; what does not depend on the window is kept."""

    def __init__(self, page: TimePage, today: int | None, fonts: Fonts, notes: say.Notes) -> None:
        self.page = page
        self.today = today
        self.fonts = fonts
        self._dates: Dates | None = None
        self._notes = notes
        self._heights: dict[tuple[Window, float], float] = {}
        self._packings: dict[tuple[Window, float, int], Packed] = {}

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could be drawn on an axis."""
        return not len(self.page.columns) and not self.page.items

    def lay_out(
        self, window: Window, size: tuple[float, float], *, moving: bool = False
    ) -> AxisLayout:
        """Lay the axis out: single marks where they are readable, else counts."""
        width, height = size
        result = AxisLayout(width, height)
        if self.empty:
            return result
        packed, gutters = self._packed(window, width, lanes_in(height))
        scale = _scale(window, width, gutters)
        result.scale = scale
        if packed is None:
            lay_out_counts(result, self._counted(), self.fonts, moving=moving)
        else:
            result.bars, result.lanes = packed.bars, packed.lanes
            inside = [item for item in self.page.items if item.inside]
            result.hidden = (
                sum(item.end < window.first for item in inside),
                sum(item.start > window.last for item in inside),
            )
        result.ticks = _ticks(scale, self.fonts)
        if self.today is not None and window.first <= self.today <= window.last:
            result.today = _today(result, self.today, self.fonts)
        return result

    def preferred_height(self, window: Window, width: float) -> float:
        """The height at which everything is seen, up to `USUAL_LANES`; counts take as much."""
        if self.empty:
            return HEADER + FOOT
        key = window, width
        if key not in self._heights:
            self._heights[key] = height_of(self._lanes(window, width))
        return self._heights[key]

    def _lanes(self, window: Window, width: float) -> int:
        packed, gutters = self._packed(window, width, USUAL_LANES)
        if packed is None:
            return USUAL_LANES
        lanes = max(2, min(USUAL_LANES, packed.lanes))
        if self.today is not None and window.first <= self.today <= window.last:
            low, high = _pill_span(_scale(window, width, gutters), self.today, self.fonts)
            if free_lane(packed.bars, low, high, lanes) is None:
                lanes += 1
        return min(USUAL_LANES, lanes)

    def _counted(self) -> Dates:
        if self._dates is None:
            self._dates = Dates(self.page.columns)
        return self._dates

    def _label(self, item: Item, window: Window) -> LabelText:
        return say.label_text(item, window, self._notes)

    def _packed(self, window: Window, width: float, lanes: int) -> Packed:
        """Marks in lanes, or None where there are too many; and the room left at both sides."""
        key = window, width, lanes
        if key not in self._packings:
            self._packings[key] = self._pack(window, width, lanes)
        return self._packings[key]

    def _pack(self, window: Window, width: float, lanes: int) -> Packed:
        starts = STARTS_A_LANE * max(4, lanes)
        many = len(self.page.columns) > starts and self._counted().starts_within(window) > starts
        if many or not self.page.items:
            return None, (0.0, 0.0)
        items = self.page.items
        shown = [item for item in items if item.start <= window.last and item.end >= window.first]
        gutters = (
            RUN_LEFT if any(item.start < window.first for item in shown) else 0.0,
            RUN_RIGHT if any(item.end > window.last for item in shown) else 0.0,
        )
        fonts = self.fonts
        ground = Ground(_scale(window, width, gutters), *gutters, fonts.measure, fonts.elide)
        # Some more lanes than are seen at once may be scrolled; beyond that counts tell more.
        most = max(2 * lanes, 8)
        packed = pack_within(shown, lambda item: self._label(item, window), ground, lanes, most)
        return packed, gutters


def _scale(window: Window, width: float, gutters: tuple[float, float]) -> Scale:
    left = SIDE + gutters[0]
    return Scale(window, left, max(50.0, width - SIDE - gutters[1] - left))


def _ticks(scale: Scale, fonts: Fonts) -> list[Tick]:
    window = scale.window

    def need(unit: Unit) -> float:
        # A tick that stands for months apart needs its year: every second one has it.
        sample = say.tick_text(window.first, unit, with_year=unit.months in (3, 6))
        return fonts.small(sample) + (14.0 if unit.months else 20.0)

    unit = choose_unit(TICK_UNITS, window, scale.width, need)
    result: list[Tick] = []
    free, year = scale.left - 8, ""
    for day in tick_days(window, unit):
        x = scale.x(day)
        now = say.calendar_text(day, "yyyy")
        label = say.tick_text(day, unit, with_year=now != year)
        wide = fonts.small(label)
        if x < free or x + 4 + wide > scale.right + 8:
            label = ""
        else:
            free, year = x + 4 + wide + 6, now
        result.append(Tick(x, label))
    if edges(window, unit)[-1] == window.last + 1:
        result.append(Tick(scale.right, ""))
    return result


def _pill_span(scale: Scale, today: int, fonts: Fonts) -> tuple[float, float]:
    wide = fonts.small(say.today_text(today, scale.window)) + 14
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
            if tick.x + 4 + fonts.small(tick.label) < low - 4 or tick.x > high
            else Tick(tick.x, "")
            for tick in layout.ticks
        ]
    text = say.today_text(today, layout.scale.window)
    return Today(layout.scale.x(today + 0.5), QRectF(low, top, high - low, PILL), text)
