"""Painting what is no single mark: ruler, today, period, lanes' names, stacks and columns."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.domain.vocabulary import Firmness
from explorer.ui import words
from explorer.ui.inks import Inks
from explorer.ui.models.time_dots import DOT
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.timeline_bands import Layer
from explorer.ui.panels.timeline_geometry import (
    BAND_HEAD,
    FOOT,
    SIDE,
    STRIP,
    TICKS,
    AxisLayout,
    Band,
)
from explorer.ui.panels.timeline_hues import Hues, firmness
from explorer.ui.panels.timeline_pen import chevron, elided, text_width, write
from explorer.ui.theme import PILL, RADIUS_CHIP, SECONDARY

DOT_SIZE = 9.0
NAME_LEFT = 18.0
PERIOD_LINE = 3.0
HANDLE = 8.0


def grid(painter: QPainter, layout: AxisLayout, colours: Inks) -> None:
    """Ticks with their labels and, down through the content, their lines."""
    painter.setPen(QPen(colours.qcolor("line"), 1))
    bottom = layout.height - FOOT
    painter.drawLines([QLineF(tick.x, 0, tick.x, bottom) for tick in layout.ticks])
    painter.setPen(colours.qcolor("soft"))
    for tick in layout.ticks:
        if tick.label:
            write(painter, QRectF(tick.x + 4, -2, 200, TICKS - 4), tick.label, PILL)


def period_ground(
    painter: QPainter, layout: AxisLayout, span: tuple[float, float], colours: Inks
) -> None:
    """The chosen period, behind everything; ``span``: its edges in x, kept within the view."""
    painter.fillRect(QRectF(span[0], 0, span[1] - span[0], TICKS), colours.qcolor("selection"))
    painter.setPen(QPen(colours.qcolor("accent"), 1, Qt.PenStyle.DotLine))
    bottom = layout.height - FOOT
    painter.drawLines([QLineF(x, TICKS, x, bottom) for x in span])


def period_ruler(
    painter: QPainter,
    span: tuple[float, float],
    ends: tuple[bool, bool],
    colours: Inks,
    text: str = "",
) -> None:
    """The chosen period on the ruler; ``ends``: which edges are in sight and can be dragged."""
    accent = colours.qcolor("accent")
    low, high = span
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawRect(QRectF(low, TICKS - PERIOD_LINE, high - low, PERIOD_LINE))
    for x, seen in zip(span, ends, strict=True):
        if seen:
            painter.drawRoundedRect(QRectF(x - 2, TICKS - HANDLE - 3, 4, HANDLE + 3), 2, 2)
    if text:
        wide = text_width(text, PILL) + 12
        box = QRectF((low + high - wide) / 2, 1, wide, TICKS - 7)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(colours.qcolor("on_accent"))
        write(painter, box, text, PILL, middle=True)


def today_line(painter: QPainter, layout: AxisLayout, top: float, colours: Inks) -> None:
    """The line; it ends at its label, or passes down from it."""
    today = layout.today
    if today is None:
        return
    start = TICKS - 6 if today.in_content else today.pill.bottom()
    end = top + today.pill.top() if today.in_content else layout.height - FOOT
    painter.setPen(QPen(colours.qcolor("accent"), 2))
    painter.drawLine(QLineF(today.x, start, today.x, end))


def today_pill(painter: QPainter, layout: AxisLayout, top: float, colours: Inks) -> None:
    """The label of the line, over everything."""
    today = layout.today
    if today is None:
        return
    box = today.pill.translated(0, top if today.in_content else 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.qcolor("accent"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(colours.qcolor("on_accent"))
    write(painter, box, today.text, PILL, middle=True)


def strip(
    painter: QPainter, layout: AxisLayout, top: float, colours: Inks, *, hovered: bool
) -> None:
    """What goes on since before, in one line that opens it."""
    if layout.strip is None or layout.scale is None:
        return
    box = strip_box(layout, top)
    painter.setPen(QPen(colours.qcolor("strong"), 1))
    painter.setBrush(colours.qcolor("selection" if hovered else "base"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
    chevron(painter, QPointF(box.left() + 12, box.center().y()), layout.strip.opened, colours)
    painter.setPen(colours.qcolor("text"))
    text = say.strip_text(layout.strip)
    write(painter, box.adjusted(22, 0, 0, 0), text, PILL)


def strip_box(layout: AxisLayout, top: float) -> QRectF:
    """Where the strip is."""
    assert layout.strip is not None
    assert layout.scale is not None
    wide = text_width(say.strip_text(layout.strip), PILL) + 32
    room = layout.scale.right - layout.scale.left
    return QRectF(layout.scale.left, top + layout.strip.top + 2, min(wide, room), STRIP - 6)


def band_head(painter: QPainter, layout: AxisLayout, band: Band, top: float, colours: Inks) -> None:
    """The name of a lane on its left, with its count, and the line above it."""
    y = top + band.top
    painter.setPen(QPen(colours.qcolor("line"), 1))
    painter.drawLine(QLineF(SIDE, y, layout.width - SIDE, y))
    if not layout.names or band.hollow:
        return
    box = name_box(layout, band, top)
    line = min(box.height(), 26.0)
    chevron(painter, QPointF(box.left() + 7, box.top() + line / 2), not band.closed, colours)
    count = words.number(band.total)
    wide = text_width(count, PILL)
    room = box.width() - NAME_LEFT - wide - 14
    painter.setPen(colours.qcolor("text"))
    name = elided(band.name, room, SECONDARY)
    place = QRectF(box.left() + NAME_LEFT, box.top(), room, line)
    write(painter, place, name, SECONDARY)
    painter.setPen(colours.qcolor("faint"))
    place = QRectF(place.left() + text_width(name, SECONDARY) + 6, box.top(), wide, line)
    write(painter, place, count, PILL)


def name_box(layout: AxisLayout, band: Band, top: float) -> QRectF:
    """Where the name of a lane stands."""
    return QRectF(SIDE - 6, top + band.top, layout.names + 2, band.height)


def known_head(
    painter: QPainter, layout: AxisLayout, band: Band, undated: int, top: float, colours: Inks
) -> None:
    """What the hollow marks mean."""
    text = elided(say.known_heading(band.total, undated), layout.width - 2 * SIDE, SECONDARY)
    box = QRectF(SIDE, top + band.top, text_width(text, SECONDARY), BAND_HEAD)
    painter.fillRect(box.adjusted(-2, 3, 4, -2), colours.qcolor("base"))
    painter.setPen(colours.qcolor("soft"))
    write(painter, box, text, SECONDARY)


def dots(
    painter: QPainter, band: Band, layer: Layer, top: float, hues: Hues, hovered: int | None
) -> None:
    """Stacks of dots, outlined by firmness, with their counts as buttons."""
    found = band.dots
    assert found is not None
    colours, columns = hues.colours, layer.page.columns
    stages, rows = columns.stage, layer.rows
    ground = top + band.base
    for pillar in band.pillars:
        for place, number in enumerate(pillar.stack.members):
            x, y = found.place(pillar.stack, place)
            _dot(painter, x, ground - y, (int(rows[number]), int(stages[number])), band, hues)
    painter.setPen(QPen(colours.qcolor("strong"), 1))
    for number, pillar in enumerate(band.pillars):
        if len(pillar.stack.members) < 2:
            continue
        box = pillar.box.translated(0, top)
        painter.setPen(QPen(colours.qcolor("accent" if number == hovered else "strong"), 1))
        painter.setBrush(colours.qcolor("selection" if number == hovered else "base"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(colours.qcolor("text"))
        write(painter, box, pillar.text, PILL, middle=True)


def _dot(
    painter: QPainter, x: float, y: float, look: tuple[int, int], band: Band, hues: Hues
) -> None:
    row, stage = look
    hue, firm, hollow = hues.rows[row], firmness(stage), band.hollow

    def draw(on: QPainter) -> None:
        tint = hues.role("base") if hollow else hues.colours.tint(hue, 0.2)
        on.setBrush(hue if firm is Firmness.DONE and not hollow else tint)
        on.setPen(hues.pen(hue, firm, 1.25))
        on.drawEllipse(QPointF(0, 0), DOT_SIZE / 2, DOT_SIZE / 2)

    hues.stamp(painter, ("dot", hue.rgb(), firm, hollow), x, y, draw)


def dot_box(band: Band, pillar: int, place: int, top: float) -> QRectF:
    """Where a dot is."""
    assert band.dots is not None
    x, y = band.dots.place(band.pillars[pillar].stack, place)
    return QRectF(x - DOT / 2, top + band.base - y - DOT / 2, DOT, DOT)


def counts(
    painter: QPainter, layout: AxisLayout, band: Band, top: float, hues: Hues, hovered: int | None
) -> None:
    """Columns of counts, each colour with its texture, and the numbers over them.

    Hollow ones, of undated entries, have outlines only.
    """
    found = band.counts
    if found is None or layout.scale is None:
        return
    colours = hues.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.save()
    painter.translate(0, top)
    if hovered is not None and hovered < len(found.spans):
        left, right = found.spans[hovered]
        ground = QRectF(left, band.top, right - left, found.base - band.top)
        painter.fillRect(ground, colours.qcolor("selection"))
    for row, rects in found.rects.items():
        if band.hollow:
            painter.setBrush(colours.qcolor("base"))
            painter.setPen(QPen(hues.rows[row], 1))
            painter.drawRects(rects)
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in hues.fills[row]:
            painter.setBrush(brush)
            painter.drawRects(rects)
    painter.setPen(QPen(colours.qcolor("strong"), 1))
    painter.drawLine(QLineF(layout.scale.left, found.base, layout.scale.right, found.base))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.qcolor("text"))
    base = colours.qcolor("base")
    for box, text in found.numbers:
        painter.fillRect(box.adjusted(0, 3, 0, -1), base)
        write(painter, box, text, PILL, middle=True)
    painter.restore()


def marker(painter: QPainter, layout: AxisLayout, days: tuple[int, int], colours: Inks) -> None:
    """Over counts: when the selected entry is, from its first to its last day."""
    scale = layout.scale
    assert scale is not None
    view = scale.view
    if days[0] >= view.end or days[1] + 1 <= view.start:
        return
    left = scale.x(max(float(days[0]), view.start))
    right = scale.x(min(days[1] + 1.0, view.end))
    spare = max(0.0, 6 - (right - left)) / 2
    middle = (left + right) / 2
    bottom = layout.height - FOOT
    # Finer than the line at today, and with a foot as wide as the date.
    pen = QPen(colours.qcolor("accent"), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QLineF(middle, TICKS, middle, bottom))
    painter.setPen(QPen(colours.qcolor("base"), 1))
    painter.setBrush(colours.qcolor("accent"))
    painter.drawRoundedRect(QRectF(left - spare, bottom - 5, right - left + 2 * spare, 7), 2, 2)
