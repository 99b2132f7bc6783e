"""Painting the dated axis from its layout. Nothing is measured or decided here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from explorer.domain.vocabulary import FIRMNESS, Firmness, Stage
from explorer.ui import icons
from explorer.ui.inks import Inks
from explorer.ui.models.time_bars import DIAMOND, HUE_BAR, PAD, Bar, Ring
from explorer.ui.panels.timeline_geometry import BAR, HEADER, LANE, TICKS, AxisLayout
from explorer.ui.panels.timeline_pen import text_width, write
from explorer.ui.theme import PILL, RADIUS_CHIP, SECONDARY

STAGES: Final = tuple(Stage)
FAINT: Final = 0.6


def firmness(stage: int) -> Firmness:
    """How the stage at that place in `Stage` is outlined."""
    return FIRMNESS[STAGES[stage]]


def grid(painter: QPainter, layout: AxisLayout, colours: Inks) -> None:
    """Ticks with their labels and, down through the lanes, their lines."""
    painter.setPen(QPen(colours.qcolor("line"), 1))
    bottom = layout.base if layout.counts is not None else layout.height - 6
    painter.drawLines([QLineF(tick.x, HEADER, tick.x, bottom) for tick in layout.ticks])
    painter.setPen(colours.qcolor("soft"))
    for tick in layout.ticks:
        if tick.label:
            box = QRectF(tick.x + 4, HEADER - 2, 200, TICKS - 4)
            write(painter, box, tick.label, PILL)


def today_line(painter: QPainter, layout: AxisLayout, colours: Inks) -> None:
    """The line; it ends at its label, or passes down from it."""
    today = layout.today
    if today is None:
        return
    bottom = layout.base if layout.counts is not None else layout.height - 6
    above = today.pill.top() > HEADER + TICKS
    top = HEADER + TICKS - 6 if above else today.pill.bottom()
    end = today.pill.top() if above else bottom
    painter.setPen(QPen(colours.qcolor("accent"), 2))
    painter.drawLine(QLineF(today.x, top, today.x, end))


def today_pill(painter: QPainter, layout: AxisLayout, colours: Inks) -> None:
    """The label of the line, over everything."""
    today = layout.today
    if today is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.qcolor("accent"))
    painter.drawRoundedRect(today.pill, today.pill.height() / 2, today.pill.height() / 2)
    painter.setPen(colours.qcolor("on_accent"))
    write(painter, today.pill, today.text, PILL, middle=True)


def bar_box(bar: Bar, top: float) -> QRectF:
    """The shape of a mark; ``top`` is that of the lanes."""
    y = top + bar.lane * LANE
    if bar.point:
        middle = QPointF((bar.left + bar.right) / 2, y + LANE / 2)
        half = DIAMOND / 2 + 2
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    return QRectF(bar.left, y + (LANE - BAR) / 2, bar.right - bar.left, BAR)


def label_box(bar: Bar, top: float) -> QRectF:
    """Where the label of a mark stands."""
    return QRectF(bar.label_x, top + bar.lane * LANE, bar.label_width, LANE)


def ring_box(bar: Bar, ring: Ring, top: float) -> QRectF:
    """An outcome's ring: larger in the result than outside of it."""
    radius = 5.0 if ring.outcome.inside else 3.6
    middle = top + bar.lane * LANE + LANE / 2
    return QRectF(ring.x - radius, middle - radius, 2 * radius, 2 * radius)


def draw_shape(painter: QPainter, bar: Bar, top: float, colours: Inks) -> None:
    """The mark without its label."""
    hue = colours.family(bar.item.family)
    painter.setOpacity(1.0 if bar.item.inside else FAINT)
    if bar.point:
        _diamond(painter, bar, top, hue, colours)
    else:
        _band(painter, bar, top, hue, colours)
    painter.setOpacity(1.0)
    for ring in bar.rings:
        _ring(painter, bar, ring, top, colours)


def _diamond(painter: QPainter, bar: Bar, top: float, hue: QColor, colours: Inks) -> None:
    middle = bar_box(bar, top).center()
    half = DIAMOND / 2
    if bar.soft:
        box = QRectF(bar.left - bar.soft, middle.y() - 7, bar.right - bar.left + 2 * bar.soft, 14)
        painter.fillRect(box, _fade(box, colours.tint(hue, 0.3), bar.soft, bar.soft))
    points = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    firm = firmness(bar.item.stage)
    filled = firm is Firmness.DONE and bar.item.inside
    painter.setBrush(hue if filled else colours.qcolor("base"))
    painter.setPen(_pen(hue, firm, 1.75))
    painter.drawPolygon(QPolygonF([middle + point for point in points]))


def _band(painter: QPainter, bar: Bar, top: float, hue: QColor, colours: Inks) -> None:
    box = bar_box(bar, top)
    firm = firmness(bar.item.stage)
    inside = bar.item.inside
    fill = colours.tint(hue, 0.34 if firm is Firmness.DONE else 0.16)
    line = colours.tint(hue, 0.75)
    left = 40.0 if bar.runs_left else bar.soft * 1.6
    right = 76.0 if bar.runs_right else bar.soft * 1.6
    if not left and not right:
        painter.setBrush(fill if inside else QBrush(colours.qcolor("base")))
        painter.setPen(_pen(line, firm if inside else Firmness.UNDERTAKEN, 1.0))
        radius = min(float(RADIUS_CHIP), box.width() / 2)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if bar.inside and box.width() > 144:
            _hue_edge(painter, box, hue)
        return
    wide = box.adjusted(-bar.soft, 0, bar.soft, 0)
    painter.fillRect(wide, _fade(wide, fill, left, right))
    if firm is not Firmness.DONE and inside:
        pen = _pen(line, firm, 1.0)
        pen.setBrush(_fade(wide, line, left, right))
        painter.setPen(pen)
        upper, lower = wide.top() + 0.5, wide.bottom() - 0.5
        painter.drawLines(
            [
                QLineF(wide.left(), upper, wide.right(), upper),
                QLineF(wide.left(), lower, wide.right(), lower),
            ]
        )
    if not left:
        _hue_edge(painter, box, hue)
    side = box.height() - 4
    for runs, x, name in (
        (bar.runs_left, box.left(), "arrow-left"),
        (bar.runs_right, box.right() - side, "arrow-right"),
    ):
        if runs:
            place = QRectF(x, box.top() + 2, side, side)
            icons.draw(painter, name, place, colours.qcolor("soft"))


def _hue_edge(painter: QPainter, box: QRectF, hue: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawRoundedRect(QRectF(box.left(), box.top(), HUE_BAR, box.height()), 1.5, 1.5)


def _fade(box: QRectF, colour: QColor, left: float, right: float) -> QBrush:
    """A colour that goes out over ``left`` and ``right`` pixels at the sides of a box."""
    clear = QColor(colour)
    clear.setAlpha(0)
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    share = max(1.0, box.width())
    gradient.setColorAt(0.0, clear if left else colour)
    gradient.setColorAt(min(0.5, left / share), colour)
    gradient.setColorAt(max(0.5, 1.0 - right / share), colour)
    gradient.setColorAt(1.0, clear if right else colour)
    return QBrush(gradient)


def _pen(colour: QColor, firm: Firmness, width: float) -> QPen:
    pen = QPen(colour, width)
    if firm is Firmness.WORDS:
        pen.setDashPattern([3.0 / width, 2.4 / width])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _ring(painter: QPainter, bar: Bar, ring: Ring, top: float, colours: Inks) -> None:
    inside = ring.outcome.inside
    colour = colours.family(ring.outcome.family) if inside else colours.qcolor("faint")
    painter.setBrush(colours.qcolor("base"))
    painter.setPen(QPen(colour, 2.0 if inside else 1.0))
    painter.drawEllipse(ring_box(bar, ring, top))


def ring_outline(
    painter: QPainter, bar: Bar, ring: Ring, top: float, colours: Inks, *, focus: bool
) -> None:
    """The selected outcome: filled, in a circle of the accent colour."""
    box = ring_box(bar, ring, top)
    painter.setPen(QPen(colours.qcolor("accent"), 2))
    painter.setBrush(colours.qcolor("base"))
    painter.drawEllipse(box.adjusted(-1.5, -1.5, 1.5, 1.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.family(ring.outcome.family))
    painter.drawEllipse(box.adjusted(2, 2, -2, -2))
    if focus:
        painter.setPen(QPen(colours.qcolor("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(-4.5, -4.5, 4.5, 4.5))


def draw_label(painter: QPainter, bar: Bar, top: float, colours: Inks) -> None:
    """The label; outside its bar it stands on clear ground, so that no line crosses it."""
    if not bar.label:
        return
    box = label_box(bar, top)
    if not bar.inside:
        painter.fillRect(box.adjusted(-3, 3, 3, -3), colours.qcolor("base"))
    x = box.left()
    for piece in bar.label:
        painter.setPen(colours.qcolor(piece.role))
        write(painter, QRectF(x, box.top(), 0, LANE), piece.text, SECONDARY)
        x += text_width(piece.text, SECONDARY) + PAD


def draw_counts(painter: QPainter, layout: AxisLayout, colours: Inks, hovered: int | None) -> None:
    """Columns of counts in the hues of the families, their numbers, and the families in words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if hovered is not None:
        left, right = layout.spans[hovered]
        ground = QRectF(left, HEADER + TICKS, right - left, layout.base - HEADER - TICKS)
        painter.fillRect(ground, colours.qcolor("selection"))
    painter.setPen(Qt.PenStyle.NoPen)
    for family, rects in layout.columns.items():
        painter.setBrush(colours.tint(colours.family(family), 0.72))
        painter.drawRects(rects)
    painter.setPen(QPen(colours.qcolor("strong"), 1))
    assert layout.scale is not None
    painter.drawLine(QLineF(layout.scale.left, layout.base, layout.scale.right, layout.base))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.qcolor("text"))
    for box, text in layout.numbers:
        painter.fillRect(box.adjusted(0, 3, 0, -1), colours.qcolor("base"))
        write(painter, box, text, PILL, middle=True)
    y = layout.base + 5
    for entry in layout.legend:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.family(entry.family))
        painter.drawRoundedRect(QRectF(entry.x, y + 2, 4, 12), 1.5, 1.5)
        painter.setPen(colours.qcolor("soft"))
        write(painter, QRectF(entry.x + 10, y, 0, 16), entry.text, PILL)


def marker(painter: QPainter, layout: AxisLayout, days: tuple[int, int], colours: Inks) -> None:
    """Under columns of counts: when the selected entry is, from its first to its last day."""
    assert layout.scale is not None
    scale = layout.scale
    if days[0] > scale.window.last or days[1] < scale.window.first:
        return
    left = scale.x(max(days[0], scale.window.first))
    right = scale.x(min(days[1], scale.window.last) + 1)
    spare = max(0.0, 6 - (right - left)) / 2
    middle = (left + right) / 2
    painter.setPen(QPen(colours.qcolor("accent"), 2))
    painter.drawLine(QLineF(middle, HEADER + TICKS, middle, layout.base))
    painter.setPen(QPen(colours.qcolor("base"), 1))
    painter.setBrush(colours.qcolor("accent"))
    painter.drawRoundedRect(
        QRectF(left - spare, layout.base - 1, right - left + 2 * spare, 6), 2, 2
    )
