"""Where everything of the dated axis lies, computed for a page, a view and a size.

The level is chosen by how many entries begin in the view. Painting and hit tests only read this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from explorer.ui.models.time_density import Parts
from explorer.ui.models.time_lanes import Packing
from explorer.ui.models.time_page import LASTING, OPEN_END
from explorer.ui.models.time_scale import Scale, View
from explorer.ui.panels.timeline_bands import Layer, heaped
from explorer.ui.panels.timeline_geometry import (
    BAND_HEAD,
    BAND_PAD,
    FOOT,
    LANE,
    SIDE,
    STRIP,
    TICKS,
    AxisLayout,
    Band,
    Fonts,
    Level,
    Strip,
    TimeOptions,
    height_of,
)
from explorer.ui.panels.timeline_groups import lay_out_groups, names_width
from explorer.ui.panels.timeline_ticks import lay_out_ticks, lay_out_today, pill_span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.ui.models.time_groups import Groups

    Days = npt.NDArray[np.int64]

USUAL_LANES: Final = 6
STARTS_A_LANE: Final = 10
MOST_BARS: Final = 90
MOST_OPENED: Final = 40
"""How many of those that go on since before are drawn when their strip is opened."""
FEW: Final = 24
FEW_LANES: Final = 8
"""So few entries are always drawn as bars, in at least so many lanes."""
LEAST_BAND: Final = 84.0
KNOWN_BAND: Final = 96.0


class Asked(msgspec.Struct, frozen=True):
    """What a layout is made for: view, size in pixels, how far it is scrolled, lanes to keep."""

    view: View
    width: float
    height: float
    scroll: float = 0.0
    keep: Mapping[str, int] | None = None

    @property
    def area(self) -> float:
        """The height below the ticks."""
        return max(0.0, self.height - TICKS - FOOT)


class Scene:
    """A page with all that laying it out needs; what does not depend on the view is kept.

    ``known``: the undated entries at the days by which they were stated, where that is wanted.
    """

    def __init__(
        self,
        layer: Layer,
        today: int | None,
        options: TimeOptions,
        *,
        groups: Groups | None = None,
        known: Layer | None = None,
    ) -> None:
        self.layer, self.today, self.options = layer, today, options
        self.groups, self.known = groups, known
        self.page = layer.page
        self.fonts: Fonts = layer.fonts
        self._heights: dict[tuple[View, float], tuple[float, bool]] = {}
        self._packed: tuple[tuple[Scale, bool], Packing] | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could be drawn on an axis."""
        known = self.known is not None and self.known.page.dated
        return not (self.page.dated or known or self.page.outside)

    def forget_labels(self, names: set[str]) -> None:
        """Make the labels of these entries anew: more is known of them."""
        for layer in (self.layer, self.known):
            if layer is not None:
                layer.forget_labels(names)
        self._heights.clear()
        self._packed = None

    def lay_out(self, asked: Asked) -> AxisLayout:
        """Lay the axis out."""
        result = AxisLayout(asked.width, asked.height)
        if self.empty:
            return result
        names = names_width(self.groups, self.fonts, asked.width)
        scale = scale_of(asked.view, asked.width, names)
        parts = self.layer.dates.parts(scale.window)
        known = KNOWN_BAND if self.known is not None else 0.0
        known = known if self.page.dated else asked.area
        strip = None
        if self.groups is not None:
            strip, top, extra = self._strip(scale, parts, most=12)
            bands = [
                *extra,
                *lay_out_groups(self.layer, self.groups, self.options, asked, scale, top),
            ]
        else:
            strip, bands = self._single(asked, scale, parts, asked.area - known)
            if self.known is not None and bands and bands[-1].level is Level.BARS:
                # What few bars leave belongs to the hollow ones.
                own = max(1, bands[-1].lanes) * LANE + BAND_PAD
                bands[-1] = replace(bands[-1], height=min(own, bands[-1].height))
                known = max(known, asked.area - bands[-1].top - bands[-1].height)
        if self.known is not None:
            bands.append(
                self._known(scale, bands[-1].top + bands[-1].height if bands else 0, known)
            )
        last = bands[-1]
        result = replace(
            result,
            scale=scale,
            names=names,
            bands=tuple(bands),
            strip=strip,
            content=last.top + last.height,
            parts=parts,
            ticks=lay_out_ticks(scale, self.fonts),
        )
        return self._with_today(result, asked)

    def preferred_height(self, view: View, width: float) -> float:
        """The height at which everything is seen, up to `USUAL_LANES`; counts take as much."""
        return self._needed(view, width)[0]

    def is_sparse(self, view: View, width: float) -> bool:
        """Whether bars in lanes are all there is: more height would show nothing more."""
        return self._needed(view, width)[1]

    def _needed(self, view: View, width: float) -> tuple[float, bool]:
        if self.empty:
            return FOOT, True
        key = view, width
        if key not in self._heights:
            self._heights[key] = self._preferred(view, width)
        return self._heights[key]

    # ---- one band

    def _single(
        self, asked: Asked, scale: Scale, parts: Parts, room: float
    ) -> tuple[Strip | None, list[Band]]:
        lanes = max(1, int(room / LANE))
        band = None
        if parts.starts <= min(MOST_BARS, STARTS_A_LANE * max(4, lanes)):
            strip, top, extra = self._strip(scale, parts, most=max(2, lanes // 2))
            band = self._bars(asked, scale, top, room, with_continuing=strip is None)
            if band is not None:
                return strip, [*extra, band]
        strip, top, extra = self._strip(scale, parts, most=0)
        height = max(LEAST_BAND, room - top)
        return strip, [*extra, heaped(self.layer, scale, top, height, parts.starts)]

    def _bars(
        self, asked: Asked, scale: Scale, top: float, room: float, *, with_continuing: bool
    ) -> Band | None:
        dates, page = self.layer.dates, self.page
        window = scale.window
        items = page.items(dates.starting(window).tolist())
        if with_continuing:
            items += page.items(dates.continuing(window).tolist())
        items += page.outside
        height = max(LANE, room - top)
        lanes = max(1, int(height / LANE))
        kept = self._packed
        packing: Packing | None
        if kept is not None and kept[0] == (scale, with_continuing) and kept[1].lanes <= lanes:
            # Whole labels in as few lanes as they need: more lanes change nothing.
            packing = kept[1]
        else:
            packing = self.layer.packed(items, scale, lanes, asked.keep)
            if packing is not None and packing.whole and asked.keep is None:
                self._packed = (scale, with_continuing), packing
        if packing is None and len(items) <= FEW and lanes < FEW_LANES:
            # Better scrolled a little than heaped up.
            packing = self.layer.packed(items, scale, FEW_LANES, asked.keep)
        if packing is None:
            return None
        height = max(height, packing.lanes * LANE)
        return Band(
            top, height, Level.BARS, bars=tuple(packing.bars), lanes=packing.lanes, bars_top=top
        )

    # ---- what goes on since before, and what is only known by a day

    def _strip(
        self, scale: Scale, parts: Parts, *, most: int
    ) -> tuple[Strip | None, float, list[Band]]:
        """The strip for more than ``most`` that go on; where the rest begins; its opened bars."""
        if parts.continuing <= most:
            return None, 0.0, []
        numbers = self.layer.dates.continuing(scale.window)
        flags = self.page.columns.flags[numbers]
        lasting = bool((flags & (LASTING | OPEN_END) > 0).all())
        if not self.options.opened:
            return Strip(parts.continuing, lasting, False, 0, 0.0), STRIP, []
        items = self.page.items(numbers[:MOST_OPENED].tolist())
        packing = self.layer.packed(items, scale, len(items), None)
        assert packing is not None  # every mark has a lane of its own
        height = packing.lanes * LANE + BAND_PAD
        band = Band(
            STRIP, height, Level.BARS, bars=tuple(packing.bars), lanes=packing.lanes, bars_top=STRIP
        )
        return (
            Strip(parts.continuing, lasting, True, len(items), 0.0),
            STRIP + height,
            [band],
        )

    def _known(self, scale: Scale, top: float, height: float) -> Band:
        layer = self.known
        assert layer is not None
        window = scale.window
        starts = layer.dates.parts(window).starts
        inner = max(LANE, height - BAND_HEAD)
        lanes = max(1, int(inner / LANE))
        band = None
        if starts <= STARTS_A_LANE * lanes:
            items = layer.page.items(layer.dates.starting(window).tolist())
            packing = layer.packed(items, scale, lanes, None)
            if packing is not None:
                band = Band(
                    top, height, Level.BARS,
                    bars=tuple(packing.bars), lanes=packing.lanes, bars_top=top + BAND_HEAD,
                )  # fmt: skip
        if band is None:
            band = heaped(layer, scale, top + BAND_HEAD, inner, starts)
        return replace(band, top=top, height=height, hollow=True, total=layer.page.dated)

    # ---- today, and heights

    def _with_today(self, layout: AxisLayout, asked: Asked) -> AxisLayout:
        scale = layout.scale
        assert scale is not None
        window = scale.window
        if self.today is None or not window.first <= self.today <= window.last:
            return layout
        band = layout.bands[-1]
        free = self.groups is None and self.known is None and band.level is Level.BARS
        seen = int((asked.area - band.bars_top) / LANE)
        today, ticks = lay_out_today(
            scale,
            self.today,
            self.fonts,
            layout.ticks,
            band.bars if free else None,
            (band.lanes, seen, band.bars_top),
        )
        return replace(layout, today=today, ticks=ticks)

    def _preferred(self, view: View, width: float) -> tuple[float, bool]:
        more = KNOWN_BAND if self.known is not None else 0.0
        starts = self.layer.dates.parts(view.window).starts
        if self.groups is None and starts > STARTS_A_LANE * USUAL_LANES:
            return height_of(USUAL_LANES) + more, False
        layout = self.lay_out(Asked(view, width, height_of(USUAL_LANES)))
        if self.groups is not None:
            return TICKS + min(layout.content, 2 * USUAL_LANES * LANE) + FOOT, False
        band = layout.bands[0]
        if len(layout.bands) != 1 or band.level is not Level.BARS or layout.strip is not None:
            return height_of(USUAL_LANES) + more, False
        return height_of(self._lanes(layout, band)) + more, True

    def _lanes(self, layout: AxisLayout, band: Band) -> int:
        """As many lanes as bars take, and one more where the label of today finds no room."""
        scale = layout.scale
        assert scale is not None
        lanes = max(2, min(USUAL_LANES, band.lanes))
        if layout.today is not None and self.today is not None:
            low, high = pill_span(scale, self.today, self.fonts)
            if all(_taken(band, lane, low, high) for lane in range(lanes)):
                lanes += 1
        return min(USUAL_LANES, lanes)


def _taken(band: Band, lane: int, low: float, high: float) -> bool:
    return any(bar.lane == lane and bar.low < high + 5 and low < bar.high + 5 for bar in band.bars)


def scale_of(view: View, width: float, names: float = 0.0) -> Scale:
    """Where days lie in a widget of that width."""
    left = SIDE + names
    return Scale(view, left, max(50.0, width - SIDE - left))
