"""Painting single marks from their layout. Nothing is measured or decided here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from explorer.domain.vocabulary import Firmness
from explorer.ui.inks import Inks
from explorer.ui.models.time_bars import DIAMOND, HUE_BAR, PAD, SIGN, Mark, Ring
from explorer.ui.models.time_lanes import Bar
from explorer.ui.models.time_page import KNOWN
from explorer.ui.panels.timeline_geometry import BAR, LANE
from explorer.ui.panels.timeline_hues import Hues, draw_sign, firmness
from explorer.ui.panels.timeline_pen import text_width, write
from explorer.ui.theme import RADIUS_CHIP, SECONDARY

FAINT: Final = 0.6
_HALF: Final = DIAMOND / 2
_DIAMOND: Final = QPolygonF(
    [QPointF(0, -_HALF), QPointF(_HALF, 0), QPointF(0, _HALF), QPointF(-_HALF, 0)]
)


def bar_box(bar: Bar, top: float, pitch: float = LANE) -> QRectF:
    """The shape of a mark; ``top`` is that of the first lane, ``pitch`` from one to the next."""
    mark = bar.mark
    y = top + bar.lane * pitch
    if pitch < LANE:
        return QRectF(mark.left, y, mark.right - mark.left, pitch - 2)
    if mark.point:
        middle = QPointF((mark.left + mark.right) / 2, y + LANE / 2)
        half = DIAMOND / 2 + 2
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    return QRectF(mark.left, y + (LANE - BAR) / 2, mark.right - mark.left, BAR)


def label_box(bar: Bar, top: float) -> QRectF:
    """Where the label of a mark stands; empty without one."""
    if bar.label is None:
        return QRectF()
    return QRectF(bar.label.x, top + bar.lane * LANE, bar.label.width, LANE)


def ring_box(bar: Bar, ring: Ring, top: float) -> QRectF:
    """An outcome's ring: larger in the result than outside of it."""
    radius = 5.0 if ring.outcome.inside else 3.6
    middle = top + bar.lane * LANE + LANE / 2
    return QRectF(ring.x - radius, middle - radius, 2 * radius, 2 * radius)


def draw_thin(painter: QPainter, bar: Bar, top: float, pitch: float, hues: Hues) -> None:
    """A date of some width, over stacks: a low bar with its outline."""
    box = bar_box(bar, top, pitch)
    hue = hues.of(bar.item.stage, bar.item.family)
    firm = firmness(bar.item.stage)
    painter.setBrush(hues.colours.tint(hue, 0.34 if firm is Firmness.DONE else 0.16))
    painter.setPen(hues.pen(hue, Firmness.UNDERTAKEN, 1.0))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def draw_shape(painter: QPainter, bar: Bar, top: float, hues: Hues) -> None:
    """The mark without its label."""
    mark, item = bar.mark, bar.item
    hue = hues.of(item.stage, item.family)
    if mark.signs:
        _signs(painter, bar, top, hue, hues.colours)
    if not item.inside:
        painter.setOpacity(FAINT)
    if item.has(KNOWN):
        _hollow(painter, bar_box(bar, top).center(), hue, hues.colours)
    elif mark.point:
        _diamond(painter, bar, top, hue, hues)
    else:
        _band(painter, bar, top, hue, hues)
    if not item.inside:
        painter.setOpacity(1.0)
    for ring in mark.rings:
        _ring(painter, bar, ring, top, hues)


def _hollow(painter: QPainter, middle: QPointF, hue: QColor, colours: Inks) -> None:
    painter.setBrush(colours.qcolor("base"))
    painter.setPen(QPen(hue, 1.75))
    painter.drawEllipse(middle, 4.6, 4.6)


def _diamond(painter: QPainter, bar: Bar, top: float, hue: QColor, hues: Hues) -> None:
    mark = bar.mark
    x, y = (mark.left + mark.right) / 2, top + (bar.lane + 0.5) * LANE
    if mark.soft:
        box = QRectF(mark.low, y - 7, mark.right - mark.left + 2 * mark.soft, 14)
        tint = hues.colours.tint(hue, 0.3)
        _fill_faded(painter, box, (tint, hues.role("base")), mark.soft, mark.soft)
    firm = firmness(bar.item.stage)
    filled = firm is Firmness.DONE and bar.item.inside

    def draw(on: QPainter) -> None:
        on.setBrush(hue if filled else hues.role("base"))
        on.setPen(hues.pen(hue, firm, 1.75))
        on.drawPolygon(_DIAMOND)

    hues.stamp(painter, ("diamond", hue.rgb(), firm, filled), x, y, draw)


def _band(painter: QPainter, bar: Bar, top: float, hue: QColor, hues: Hues) -> None:
    box, mark, colours = bar_box(bar, top), bar.mark, hues.colours
    firm = firmness(bar.item.stage)
    inside = bar.item.inside
    fill = colours.tint(hue, 0.34 if firm is Firmness.DONE else 0.16)
    line = colours.tint(hue, 0.75)
    left = 40.0 if mark.runs_left else mark.soft * 1.6
    right = 76.0 if mark.runs_right else mark.soft * 1.6
    if not left and not right:
        painter.setBrush(fill if inside else QBrush(hues.role("base")))
        painter.setPen(hues.pen(line, firm if inside else Firmness.UNDERTAKEN, 1.0))
        radius = min(float(RADIUS_CHIP), box.width() / 2)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if bar.label is not None and bar.label.inside and box.width() > 144:
            _hue_edge(painter, box, hue)
        return
    base = hues.role("base")
    wide = box.adjusted(
        0 if mark.runs_left else -mark.soft, 0, 0 if mark.runs_right else mark.soft, 0
    )
    _fill_faded(painter, wide, (fill, base), left, right)
    if firm is not Firmness.DONE and inside:
        # The outline ends where the colour does: half-way into the fading.
        solid = wide.adjusted(left / 2, 0.5, -right / 2, -0.5)
        painter.setPen(hues.pen(line, firm, 1.0))
        painter.drawLines(
            [
                QLineF(solid.topLeft(), solid.topRight()),
                QLineF(solid.bottomLeft(), solid.bottomRight()),
            ]
        )
    if not left:
        _hue_edge(painter, box, hue)
    soft = hues.role("soft")
    middle = box.center().y()
    if mark.runs_left:
        _arrow(painter, QPointF(box.left() + 3, middle), -1, soft)
    if mark.runs_right:
        _arrow(painter, QPointF(box.right() - 3, middle), 1, soft)


def _arrow(painter: QPainter, tip: QPointF, way: int, colour: QColor) -> None:
    pen = QPen(colour, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    back = tip.x() - 4.5 * way
    painter.drawLines(
        [
            QLineF(tip.x() - 11 * way, tip.y(), tip.x(), tip.y()),
            QLineF(back, tip.y() - 4.5, tip.x(), tip.y()),
            QLineF(back, tip.y() + 4.5, tip.x(), tip.y()),
        ]
    )


def _hue_edge(painter: QPainter, box: QRectF, hue: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawRoundedRect(QRectF(box.left(), box.top(), HUE_BAR, box.height()), 1.5, 1.5)


def _fill_faded(
    painter: QPainter, box: QRectF, colours: tuple[QColor, QColor], left: float, right: float
) -> None:
    """Fill a box with the first colour, going over into the second, the ground, at its ends.

    ``left`` and ``right`` are the pixels that this takes. Only the ends are gradients: filling all
    of a long bar with one takes as long as a dozen diamonds.
    """
    colour, ground = colours
    left, right = min(left, box.width() / 2), min(right, box.width() / 2)
    # Whole pixels: where parts of one meet, the ground would shine through.
    box = QRectF(round(box.left()), box.top(), round(box.width()), box.height())
    middle = box.adjusted(round(left), 0, -round(right), 0)
    if middle.width() > 0:
        painter.fillRect(middle, colour)
    for start, end in ((box.left(), middle.left()), (box.right(), middle.right())):
        if start == end:
            continue
        gradient = QLinearGradient(QPointF(start, 0), QPointF(end, 0))
        gradient.setColorAt(0.0, ground)
        gradient.setColorAt(1.0, colour)
        part = QRectF(min(start, end), box.top(), abs(end - start), box.height())
        painter.fillRect(part, gradient)


def _ring(painter: QPainter, bar: Bar, ring: Ring, top: float, hues: Hues) -> None:
    inside = ring.outcome.inside
    colours = hues.colours
    colour = colours.family(ring.outcome.family) if inside else colours.qcolor("faint")
    painter.setBrush(colours.qcolor("base"))
    painter.setPen(QPen(colour, 2.0 if inside else 1.0))
    painter.drawEllipse(ring_box(bar, ring, top))


def _signs(painter: QPainter, bar: Bar, top: float, hue: QColor, colours: Inks) -> None:
    """Milestones on a thin line through the mark; a date of some width has a bar under its sign."""
    mark: Mark = bar.mark
    middle = top + bar.lane * LANE + LANE / 2
    own = (mark.left + mark.right) / 2
    low = min(own, *(sign.x for sign in mark.signs))
    high = max(own, *(sign.x for sign in mark.signs))
    painter.setPen(QPen(colours.tint(hue, 0.6), 1))
    painter.drawLine(QLineF(low, middle, high, middle))
    for sign in mark.signs:
        if sign.half > SIGN:
            painter.setPen(QPen(colours.tint(hue, 0.35), 3))
            painter.drawLine(QLineF(sign.x - sign.half, middle, sign.x + sign.half, middle))
        if sign.due:
            ground = QRectF(sign.x - SIGN / 2, middle - SIGN / 2, SIGN, SIGN)
            painter.fillRect(ground, colours.qcolor("base"))
        draw_sign(painter, sign.stage, QPointF(sign.x, middle), SIGN, hue, hollow=sign.due)


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


def draw_label(painter: QPainter, bar: Bar, top: float, hues: Hues) -> None:
    """The label; outside its bar it stands on clear ground, so that no line crosses it."""
    label = bar.label
    if label is None:
        return
    y = top + bar.lane * LANE
    if not label.inside:
        painter.fillRect(QRectF(label.x - 3, y + 3, label.width + 6, LANE - 6), hues.role("base"))
    x = label.x
    for piece in label.pieces:
        painter.setPen(hues.role(piece.role))
        write(painter, QRectF(x, y, 0, LANE), piece.text, SECONDARY)
        x += text_width(piece.text, SECONDARY) + PAD
