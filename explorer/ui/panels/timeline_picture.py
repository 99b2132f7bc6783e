"""The axis as a picture: painted from its layout, on the screen and into files alike."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.ui.models.time_scale import Scale
from explorer.ui.panels import timeline_paint as paint
from explorer.ui.panels import timeline_paint_bands as areas
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels.timeline_geometry import LANE, TICKS, AxisLayout, Band, Level
from explorer.ui.panels.timeline_hues import Hues
from explorer.ui.panels.timeline_layout import Scene
from explorer.ui.panels.timeline_targets import Target, box_of


class Chosen(NamedTuple):
    """What a user has chosen: outlined, filled or framed over the picture.

    ``days``: of the selected entry where its mark is not drawn; ``period``: first and last day;
    ``drag``: a period while it is dragged, and its words.
    """

    selected: str | None = None
    days: tuple[int, int] | None = None
    current: Target | None = None
    hovered: Target | None = None
    focus: bool = False
    period: tuple[int, int] | None = None
    drag: tuple[int, int, str] | None = None


class AxisPicture:
    """Paints one layout. ``top``: where its content begins, scrolled or not."""

    def __init__(
        self, scene: Scene, layout: AxisLayout, hues: Hues, top: float, chosen: Chosen
    ) -> None:
        assert layout.scale is not None
        self._scene, self._layout, self._hues = scene, layout, hues
        self._scale: Scale = layout.scale
        self._top, self._chosen = top, chosen

    def paint(self, painter: QPainter) -> None:
        """Everything, from the ground up."""
        layout, colours = self._layout, self._hues.colours
        ruler = self._period_span()
        if ruler is not None:
            areas.period_ground(painter, layout, ruler[0], colours)
        areas.grid(painter, layout, colours)
        content = QRectF(0, TICKS - 2, layout.width, layout.height - TICKS + 2)
        painter.save()
        painter.setClipRect(content)
        seen = [(place, band) for place, band in enumerate(layout.bands) if self._in_sight(band)]
        for place, band in seen:
            if band.level is not Level.DOTS:
                self._band(painter, place, band)
        painter.restore()
        # Over bars and columns, and under dots and words: these are too small to be crossed.
        areas.today_line(painter, layout, self._top, colours)
        painter.save()
        painter.setClipRect(content)
        for place, band in seen:
            if band.level is Level.DOTS:
                self._band(painter, place, band)
        for _, band in seen:
            for bar in band.bars:
                paint.draw_label(painter, bar, self._top + band.bars_top, self._hues)
        hovered = self._chosen.hovered
        areas.strip(
            painter, layout, self._top, colours, hovered=hovered is not None and hovered.strip
        )
        self._paint_selection(painter)
        painter.restore()
        areas.today_pill(painter, layout, self._top, colours)
        if ruler is not None:
            span, ends, text = ruler
            areas.period_ruler(painter, span, ends, colours, text)

    def _in_sight(self, band: Band) -> bool:
        top = self._top + band.top
        return top < self._layout.height and top + band.height > TICKS

    def _band(self, painter: QPainter, place: int, band: Band) -> None:
        layout, scene, hues = self._layout, self._scene, self._hues
        if layout.names or band.hollow:
            areas.band_head(painter, layout, band, self._top, hues.colours)
        layer = scene.layer
        if band.hollow:
            assert scene.known is not None
            layer = scene.known
            undated = scene.page.undated
            areas.known_head(painter, layout, band, undated, self._top, hues.colours)
        hovered = self._chosen.hovered
        heap = hovered.heap if hovered is not None and hovered.band == place else None
        if band.level is Level.COUNTS:
            areas.counts(painter, layout, band, self._top, hues, heap)
        elif band.level is Level.DOTS:
            areas.dots(painter, band, layer, self._top, hues, heap)
        for bar in band.bars:
            if band.pitch < LANE:
                paint.draw_thin(painter, bar, self._top + band.bars_top, band.pitch, hues)
            else:
                paint.draw_shape(painter, bar, self._top + band.bars_top, hues)

    def _period_span(self) -> tuple[tuple[float, float], tuple[bool, bool], str] | None:
        """The period's edges in x, which of them are in sight, and its words while dragged."""
        chosen, scale = self._chosen, self._scale
        if chosen.drag is not None:
            first, last, text = chosen.drag
        elif chosen.period is not None:
            (first, last), text = chosen.period, ""
        else:
            return None
        view = scale.view
        if first >= view.end or last + 1 <= view.start:
            return None
        low, high = max(float(first), view.start), min(last + 1.0, view.end)
        ends = first >= view.start, last + 1 <= view.end
        return (scale.x(low), scale.x(high)), ends, text

    def _paint_selection(self, painter: QPainter) -> None:
        chosen, layout, colours = self._chosen, self._layout, self._hues.colours
        current = chosen.current
        focus = chosen.focus and (current is None or current.entry == chosen.selected)
        if chosen.selected is not None:
            self._outline(painter, chosen.selected, focus=focus)
        if chosen.days is not None:
            areas.marker(painter, layout, chosen.days, colours)
        if chosen.focus and current is not None and current.entry != chosen.selected:
            known = self._scene.known
            pages = self._scene.page, known.page if known is not None else None
            place = box_of(layout, current, self._top, pages)
            if place is not None:
                pen.focus_frame(painter, place, colours)

    def _outline(self, painter: QPainter, entry: str, *, focus: bool) -> None:
        colours = self._hues.colours
        for band in self._layout.bands:
            lanes = self._top + band.bars_top
            for bar in band.bars:
                if bar.item.id == entry:
                    box = paint.bar_box(bar, lanes, band.pitch).adjusted(-1, -1, 1, 1)
                    pen.outline(painter, box, colours, focus=focus)
                for ring in bar.mark.rings:
                    if ring.outcome.id == entry:
                        paint.ring_outline(painter, bar, ring, lanes, colours, focus=focus)
            if band.dots is None:
                continue
            layer = self._scene.known if band.hollow else self._scene.layer
            if layer is None:
                continue
            for number, pillar in enumerate(band.pillars):
                for place, member in enumerate(pillar.stack.members):
                    if layer.page.item(member).id == entry:
                        box = areas.dot_box(band, number, place, self._top)
                        pen.outline(painter, box, colours, focus=focus)
