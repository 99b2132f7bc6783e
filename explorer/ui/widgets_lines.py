"""Single lines of text as lists and the timeline paint them: shaped once, then only placed.

A list paints the same words again with each letter that is typed. To shape them is the dearest
part: these keep what is shaped, and stand exactly where `QPainter.drawText` would put them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)

from explorer.ui.theme import ui_font

_KEPT: Final = 2_048  # some 2 kB each
_ENDLESS: Final = 1e6  # wider than any line


class Face(NamedTuple):
    """The interface's font at a size in pixels."""

    size: int
    bold: bool = False
    italic: bool = False


class Line(NamedTuple):
    """A text, shaped. Widths and heights in logical pixels; ``height`` from ascent to descent."""

    shape: QStaticText
    font: QFont
    width: float
    ascent: float
    height: float


@lru_cache(maxsize=32)
def font_of(face: Face) -> QFont:
    """The font itself."""
    font = QFont(ui_font(face.size, bold=face.bold))
    font.setItalic(face.italic)
    return font


@lru_cache(maxsize=32)
def metrics_of(face: Face) -> QFontMetrics:
    """Its measures, in whole pixels."""
    return QFontMetrics(font_of(face))


@lru_cache(maxsize=_KEPT)
def shaped(text: str, face: Face) -> Line:
    """A text on one line."""
    font = font_of(face)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    shape = QStaticText(text)
    shape.setTextFormat(Qt.TextFormat.PlainText)
    shape.setTextOption(option)
    shape.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    shape.prepare(QTransform(), font)
    ascent = line.ascent()
    return Line(shape, font, line.horizontalAdvance(), ascent, ascent + line.descent())


@lru_cache(maxsize=_KEPT)
def fitted(text: str, face: Face, room: int) -> Line:
    """A text on one line that is ``room`` pixels wide, with an ellipsis where it has to be cut."""
    shown = metrics_of(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shaped(shown, face)


@lru_cache(maxsize=_KEPT)
def advance(text: str, face: Face) -> int:
    """The width of a text in whole pixels."""
    return metrics_of(face).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    line: Line,
    x: float,
    top: float,
    height: float,
    colour: QColor,
    *,
    right: bool = False,
) -> None:
    """Paint a line in the middle of a height, from ``x``, or up to it with ``right``."""
    painter.setFont(line.font)
    painter.setPen(colour)
    place = QPointF(x - line.width if right else x, top + (height - line.height) / 2)
    painter.drawStaticText(place, line.shape)
