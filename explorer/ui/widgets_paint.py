"""What widgets and delegates paint alike: the pill of a stage, the ring of the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from explorer.domain.vocabulary import FIRMNESS, Firmness, Stage
from explorer.ui.theme import PILL, theme, ui_font

PILL_HEIGHT: Final = 20
PILL_PADDING: Final = 9


def firmness_of(stage: str) -> Firmness:
    """The outline of a stage."""
    return FIRMNESS[Stage(stage)]


def pill_width(text: str) -> int:
    """How wide the pill around a word is."""
    return QFontMetrics(ui_font(PILL)).horizontalAdvance(text) + 2 * PILL_PADDING


def draw_pill(painter: QPainter, rect: QRectF, text: str, firmness: Firmness) -> None:
    """Paint a stage's pill."""
    colours = theme.colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.6, 0.6, -0.6, -0.6)
    if firmness is Firmness.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        # Thin ink on whatever lies below: it also shows on the ground of a chosen row.
        ink = QColor(colours.text)
        ink.setAlphaF(0.12)
        painter.setBrush(ink)
    else:
        pen = QPen(colours.qcolor("faint"), 1.1)
        if firmness is Firmness.WORDS:
            pen.setDashPattern([2.6, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(ui_font(PILL))
    painter.setPen(colours.qcolor("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_focus(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The ring of two pixels around what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours.qcolor("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
