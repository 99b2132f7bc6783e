"""What widgets and delegates paint alike: the pill of a stage, the ring of the keyboard."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from explorer.domain.vocabulary import FIRMNESS, Firmness
from explorer.ui.inks import Inks, inks
from explorer.ui.theme import PILL, theme
from explorer.ui.widgets_lines import Face, advance, draw_line, shaped

PILL_HEIGHT: Final = 20
PILL_PADDING: Final = 9
_PILL_FACE: Final = Face(PILL)
_STAGES: Final = {stage.value: firmness for stage, firmness in FIRMNESS.items()}


def firmness_of(stage: str) -> Firmness:
    """The outline of a stage."""
    return _STAGES[stage]


def pill_width(text: str) -> int:
    """How wide the pill around a word is."""
    return advance(text, _PILL_FACE) + 2 * PILL_PADDING


def draw_pill(
    painter: QPainter,
    rect: QRectF,
    text: str,
    firmness: Firmness,
    *,
    ground: QColor | None = None,
) -> None:
    """Paint a stage's pill; ``ground``: the one colour it lies on, where that is known."""
    device = painter.device()
    ratio = 1.0 if device is None else device.devicePixelRatioF()
    x, y = rect.x() * ratio, rect.y() * ratio
    if ground is not None and x.is_integer() and y.is_integer():
        size = rect.width(), rect.height()
        picture = _outlined(size, firmness, inks(), ground.rgba(), ratio)
        painter.drawPixmap(rect.topLeft(), picture)
    else:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _outline(painter, rect, firmness, inks())
        painter.restore()
    line = shaped(text, _PILL_FACE)
    left = rect.x() + (rect.width() - line.width) / 2
    draw_line(painter, line, left, rect.y(), rect.height(), inks().text)


def _outline(painter: QPainter, rect: QRectF, firmness: Firmness, own: Inks) -> None:
    box = rect.adjusted(0.6, 0.6, -0.6, -0.6)
    if firmness is Firmness.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        # Thin ink on whatever lies below: it also shows on the ground of a chosen row.
        ink = QColor(own.text)
        ink.setAlphaF(0.12)
        painter.setBrush(ink)
    else:
        pen = QPen(own.faint, 1.1)
        if firmness is Firmness.WORDS:
            pen.setDashPattern([2.6, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


@lru_cache(maxsize=256)
def _outlined(
    size: tuple[float, float], firmness: Firmness, own: Inks, ground: int, ratio: float
) -> QPixmap:
    """An outline on its ground: dashes are the slowest thing in a row of the list."""
    width, height = size
    picture = QPixmap(ceil(width * ratio), ceil(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor.fromRgba(ground))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _outline(painter, QRectF(0, 0, width, height), firmness, own)
    return picture


def draw_focus(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The ring of two pixels around what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours.qcolor("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
