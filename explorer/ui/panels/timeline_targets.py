"""What the pointer or the keyboard is at on the axis, and where that is: read from the layout."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from explorer.ui.models.time_dots import DOT
from explorer.ui.models.time_page import TimePage
from explorer.ui.panels import timeline_paint as paint
from explorer.ui.panels import timeline_paint_bands as areas
from explorer.ui.panels.timeline_geometry import LANE, TICKS, AxisLayout, Band, Level


class Target(NamedTuple):
    """An entry (by its id), or one of the things without an id.

    ``band``: the place of its band; ``heap``: the place of a column of counts, or of a stack, in
    it; ``name``: the lane's name; ``strip``: what goes on since before. ``inside``: the entry is in
    the result; ``hollow``: it stands at the day by which it was stated.
    """

    entry: str | None = None
    band: int = -1
    heap: int | None = None
    name: bool = False
    strip: bool = False
    inside: bool = True
    hollow: bool = False


def target_at(
    layout: AxisLayout, where: QPointF, top: float, pages: tuple[TimePage, TimePage | None]
) -> Target | None:
    """What is drawn at a place: a ring before its bar, a bar before its label, dots, columns.

    ``top``: where the content begins; ``pages``: of dated entries, and of hollow ones.
    """
    if where.y() < TICKS - 2 or layout.scale is None:
        return None
    if layout.strip is not None and areas.strip_box(layout, top).contains(where):
        return Target(strip=True)
    y = where.y() - top
    for place, band in enumerate(layout.bands):
        if not band.top <= y < band.top + band.height:
            continue
        if layout.names and not band.hollow and where.x() < layout.scale.left - 4 and band.total:
            return Target(band=place, name=True)
        return _in_band(band, place, where, top, pages[1] if band.hollow else pages[0])
    return None


def _in_band(
    band: Band, place: int, where: QPointF, top: float, page: TimePage | None
) -> Target | None:
    lanes = top + band.bars_top
    for bar in band.bars:
        for ring in bar.mark.rings:
            if paint.ring_box(bar, ring, lanes).adjusted(-2, -3, 2, 3).contains(where):
                return Target(ring.outcome.id, place, inside=ring.outcome.inside)
    for bar in band.bars:
        soft, slack = bar.mark.soft, 2 if band.pitch >= LANE else 1
        box = paint.bar_box(bar, lanes, band.pitch).adjusted(-soft, -slack, soft, slack)
        if box.contains(where) or paint.label_box(bar, lanes).contains(where):
            return Target(bar.item.id, place, inside=bar.item.inside, hollow=band.hollow)
        if bar.mark.signs and bar.mark.low <= where.x() <= bar.mark.high:
            middle = box.center().y()
            if abs(where.y() - middle) <= 6:
                return Target(bar.item.id, place, inside=bar.item.inside)
    if band.dots is not None and page is not None:
        return _in_dots(band, place, where, top, page)
    if band.counts is not None:
        for column, (left, right) in enumerate(band.counts.spans):
            if left <= where.x() < right:
                return Target(band=place, heap=column)
    return None


def _in_dots(band: Band, place: int, where: QPointF, top: float, page: TimePage) -> Target | None:
    assert band.dots is not None
    half = band.dots.tracks * DOT / 2
    for number, pillar in enumerate(band.pillars):
        if pillar.box.translated(0, top).contains(where):
            return Target(band=place, heap=number)
        if abs(where.x() - pillar.stack.x) > half:
            continue
        row = int((top + band.base - where.y()) / DOT)
        track = int((where.x() - pillar.stack.x + half) / DOT)
        dot = row * band.dots.tracks + track
        if row >= 0 and dot < len(pillar.stack.members):
            entry = page.item(pillar.stack.members[dot]).id
            return Target(entry, place, hollow=band.hollow)
    return None


def box_of(
    layout: AxisLayout, target: Target, top: float, pages: tuple[TimePage, TimePage | None]
) -> QRectF | None:
    """Where a target is; None where it is not drawn."""
    if target.strip:
        return areas.strip_box(layout, top) if layout.strip is not None else None
    if target.name:
        return areas.name_box(layout, layout.bands[target.band], top)
    if target.heap is not None:
        band = layout.bands[target.band]
        if band.counts is not None:
            left, right = band.counts.spans[target.heap]
            return QRectF(left, top + band.top, right - left, band.counts.base - band.top)
        return band.pillars[target.heap].box.translated(0, top)
    for band in layout.bands:
        found = _entry_box(band, target, top, pages[1] if band.hollow else pages[0])
        if found is not None:
            return found
    return None


def _entry_box(band: Band, target: Target, top: float, page: TimePage | None) -> QRectF | None:
    lanes = top + band.bars_top
    for bar in band.bars:
        if bar.item.id == target.entry:
            return paint.bar_box(bar, lanes, band.pitch)
        for ring in bar.mark.rings:
            if ring.outcome.id == target.entry:
                return paint.ring_box(bar, ring, lanes).adjusted(-2, -2, 2, 2)
    if band.dots is not None and page is not None:
        for number, pillar in enumerate(band.pillars):
            for place, member in enumerate(pillar.stack.members):
                if page.item(member).id == target.entry:
                    return areas.dot_box(band, number, place, top)
    return None


def heaps(layout: AxisLayout) -> list[Target]:
    """All columns and stacks that hold something, band by band, in the order of time."""
    found = []
    for place, band in enumerate(layout.bands):
        if band.counts is not None:
            totals = enumerate(band.counts.density.totals)
            found += [Target(band=place, heap=column) for column, total in totals if total > 0]
        found += [Target(band=place, heap=number) for number in range(len(band.pillars))]
    return found


def heap_days(layout: AxisLayout, target: Target) -> tuple[int, int]:
    """First and last day of a column or stack."""
    band = layout.bands[target.band]
    assert target.heap is not None
    if band.counts is not None:
        edges = band.counts.density.edges
        return edges[target.heap], edges[target.heap + 1] - 1
    stack = band.pillars[target.heap].stack
    return stack.first, stack.behind - 1


def band_level(layout: AxisLayout, target: Target) -> Level:
    """How close the target's band is looked at."""
    return layout.bands[target.band].level


def kept(target: Target | None, before: AxisLayout, now: AxisLayout) -> Target | None:
    """What a target has become in another layout of the same page.

    Single marks keep their place in the order, and lanes their names; columns are other ones.
    """
    if target is None or target.entry is not None:
        return target
    if not target.name or target.band >= len(before.bands):
        return None
    value = before.bands[target.band].value
    for place, band in enumerate(now.bands):
        if now.names and not band.hollow and band.value == value:
            return target._replace(band=place)
    return None
