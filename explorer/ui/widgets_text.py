"""Text as it is painted: offsets in UTF-16, and one line with yellow marks, elided to a width.

Our offsets count code points; Qt's count UTF-16 units, and a character beyond the Basic
Multilingual Plane (an emoji, a rare Han character) takes two of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from explorer.ui.inks import inks
from explorer.ui.theme import theme
from explorer.ui.widgets_lines import Face, font_of

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_SPACE: Final = re.compile(r"[\s\u2028\u2029]")
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_LEAD: Final = 24  # characters left before the first mark where a line has to be cut in front

Spans = Sequence[tuple[int, int]]


class Utf16Map:
    """Turns offsets of one text from code points to UTF-16 units and back."""

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [point + place for place, point in enumerate(self._points)]

    def to_units(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; within a pair, that of its character."""
        return unit - bisect_left(self._units, unit)

    def spans(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of code points as spans of UTF-16 units."""
        return [(self.to_units(start), self.to_units(end)) for start, end in spans]


def marked_html(text: str, marks: Spans) -> str:
    """Text as rich text with yellow marks. Everything in it is escaped: it stays text."""
    colours = theme.colours
    style = f"background-color:{colours.mark}; color:{colours.mark_text}"
    pieces: list[str] = []
    place = 0
    for start, end in sorted(marks):
        if start < place or end > len(text):
            continue
        pieces.append(escape(text[place:start]))
        pieces.append(f'<span style="{style}">{escape(text[start:end])}</span>')
        place = end
    pieces.append(escape(text[place:]))
    return "".join(pieces).replace("\n", "<br>")


class Cut(NamedTuple):
    """A piece of text that fits a width, with its marks in UTF-16 units."""

    text: str
    marks: tuple[tuple[int, int], ...]


def cut_to_width(text: str, marks: Spans, metrics: QFontMetricsF, width: float) -> Cut:
    """The part of a text that fits, beginning late enough that the first mark is in it."""
    line = _SPACE.sub(" ", text)
    moved = list(marks)
    if moved and metrics.horizontalAdvance(line) > width:
        first, last = moved[0]
        if metrics.horizontalAdvance(line[:last] + "…") > width:
            begin = line.find(" ", max(0, first - _LEAD), first) + 1 or first
            line = f"… {line[begin:]}"
            moved = [(a - begin + 2, b - begin + 2) for a, b in moved if a >= begin]
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
    whole = len(shown) if shown == line else len(shown) - 1
    clipped = [(a, min(b, whole)) for a, b in moved if a < whole]
    return Cut(shown, tuple(Utf16Map(shown).spans(clipped)))


class _Marked(NamedTuple):
    """A line with its marks, laid out: ``boxes`` are left and width of each mark."""

    layout: QTextLayout
    height: float
    boxes: tuple[tuple[float, float], ...]


@lru_cache(maxsize=512)
def _marked(text: str, marks: tuple[tuple[int, int], ...], face: Face, width: int) -> _Marked:
    font = font_of(face)
    cut = cut_to_width(text, marks, QFontMetricsF(font), width)
    layout = QTextLayout(cut.text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges = []
    for start, end in cut.marks:
        character = QTextCharFormat()
        character.setForeground(QColor(theme.colours.mark_text))
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, character
        ranges.append(piece)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(1e6)
    layout.endLayout()
    if not line.isValid():
        return _Marked(layout, 0.0, ())
    boxes = []
    for start, end in cut.marks:
        left, right = cursor_x(layout, start), cursor_x(layout, end)
        boxes.append((min(left, right), abs(right - left)))
    return _Marked(layout, layout.lineAt(0).height(), tuple(boxes))


theme.changed.connect(_marked.cache_clear)  # the marks' colour is in what was laid out


def draw_marked_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    marks: tuple[tuple[int, int], ...],
    face: Face,
    colour: QColor,
) -> None:
    """Paint one line of text, elided, with marks behind what was searched."""
    if not text:
        return
    layout, height, boxes = _marked(text, marks, face, int(rect.width()))
    left, top = rect.left(), rect.top() + (rect.height() - height) / 2
    if boxes:
        painter.setPen(_NO_PEN)
        painter.setBrush(inks().mark)
        for x, wide in boxes:
            box = QRectF(left + x - 1.5, top + 0.5, wide + 3.0, height - 1.0)
            painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(_NO_BRUSH)
    painter.setPen(colour)
    layout.draw(painter, QPointF(left, top))


def cursor_x(layout: QTextLayout, position: int, line: int = 0) -> float:
    """The x of a position in a line of a layout (PySide gives a pair or a number)."""
    found: Any = layout.lineAt(line).cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
