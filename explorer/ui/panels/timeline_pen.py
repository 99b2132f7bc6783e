"""What axis and tray have in common when they paint: lines of text, and outlines of marks."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.ui.inks import Inks
from explorer.ui.theme import BODY, RADIUS_CHIP, SECONDARY, ui_font
from explorer.ui.widgets_lines import Face, shaped


@lru_cache(maxsize=16)
def metrics(size: int, *, bold: bool = False) -> QFontMetricsF:
    """The measures of the interface's font."""
    return QFontMetricsF(ui_font(size, bold=bold))


@lru_cache(maxsize=8_192)
def legible(text: str, size: int) -> int:
    """The size for a text: Korean and Devanagari are not readable below `BODY`."""
    if size >= BODY or text.isascii():
        return size
    letters = any("\u0900" <= letter < "\u2000" or letter >= "\u2e80" for letter in text)
    return BODY if letters else size


@lru_cache(maxsize=8_192)
def text_width(text: str, size: int) -> float:
    """The width of a line in the interface's font: shaping is the dearest part of a layout."""
    return metrics(legible(text, size)).horizontalAdvance(text)


@lru_cache(maxsize=2_048)
def elided(text: str, width: float, size: int) -> str:
    """A text that fits a width: cut between graphemes, with an ellipsis, where it must be."""
    own = metrics(legible(text, size))
    return own.elidedText(text, Qt.TextElideMode.ElideRight, width)


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    size: int,
    *,
    bold: bool = False,
    middle: bool = False,
) -> None:
    """One line in the middle of a box's height, from its left or in its ``middle``.

    The baseline follows the interface's own font: words in other scripts stand on the same line.
    """
    own = metrics(size, bold=bold)
    line = shaped(text, Face(legible(text, size), bold))
    x = box.left() + ((box.width() - text_width(text, size)) / 2 if middle else 0.0)
    y = box.top() + (box.height() + own.ascent() - own.descent()) / 2
    painter.setFont(line.font)
    painter.drawStaticText(QPointF(x, y - line.ascent), line.shape)


def outline(painter: QPainter, rect: QRectF, colours: Inks, *, focus: bool) -> None:
    """The selected mark: 2 px accent; with the keyboard on it, a second line around."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.qcolor("accent"), 2))
    painter.drawRoundedRect(rect, RADIUS_CHIP, RADIUS_CHIP)
    if focus:
        painter.setPen(QPen(colours.qcolor("accent"), 1))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), RADIUS_CHIP + 2, RADIUS_CHIP + 2)


def focus_frame(painter: QPainter, rect: QRectF, colours: Inks) -> None:
    """The keyboard is here, but this is not the selected entry."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colours.qcolor("accent"), 1.5)
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), RADIUS_CHIP + 1, RADIUS_CHIP + 1)


def chevron(painter: QPainter, middle: QPointF, opened: bool, colours: Inks) -> None:
    """The sign that opens (pointing right) or closes (pointing down) what stands beside it."""
    pen = QPen(colours.qcolor("soft"), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = middle.x(), middle.y()
    if opened:
        points = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
    else:
        points = [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
    painter.drawPolyline(points)


def heading(painter: QPainter, title: str, text: str, box: QRectF, colours: Inks) -> None:
    """A bold word and, softer, its counts, shortened where they do not fit."""
    painter.setPen(colours.qcolor("text"))
    write(painter, box, title, BODY, bold=True)
    taken = metrics(BODY, bold=True).horizontalAdvance(title) + 9
    rest = box.adjusted(taken, 0, 0, 0)
    painter.setPen(colours.qcolor("soft"))
    write(painter, rest, elided(text, rest.width(), SECONDARY), SECONDARY)
