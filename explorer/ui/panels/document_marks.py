"""What is marked in a document's text, by block, and how it is painted.

Dotted: other entries rest on it. Yellow with a line: the chosen entry does; the passage being
looked at strongly, its others lightly. Yellow boxes: searched words. Of a review: a line in the
accent's colour for what waits, a grey one for what was decided.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument, QTextLayout

from explorer.ui.theme import theme
from explorer.ui.widgets_text import cursor_x


class Style(IntEnum):
    """In which way a stretch is marked."""

    FOOTING = 0
    DECIDED = 1
    SUGGESTED = 2
    EVIDENCE = 3
    ACTIVE = 4
    MATCH = 5
    CURRENT = 6


# Stretches of these may overlap; their lines are drawn once.
_LINES: Final = frozenset({Style.FOOTING, Style.DECIDED, Style.SUGGESTED})


class Mark(NamedTuple):
    """A stretch of one block, in UTF-16 units from its beginning."""

    start: int
    end: int
    style: Style


class Marks:
    """The marks of a document; each style is set as a whole."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._blocks: dict[Style, dict[int, list[Mark]]] = {}

    def set_document(self, document: QTextDocument) -> None:
        """Learn where its blocks begin."""
        self._starts = []
        block = document.begin()
        while block.isValid():
            self._starts.append(block.position())
            block = block.next()
        self._blocks = {}

    def set_spans(self, style: Style, spans: Iterable[tuple[int, int]]) -> None:
        """The stretches of a style, in UTF-16 units of the whole text."""
        blocks: dict[int, list[Mark]] = {}
        for start, end in _merged(spans) if style in _LINES else spans:
            for place, mark in self._split(start, end, style):
                blocks.setdefault(place, []).append(mark)
        self._blocks[style] = blocks

    def _split(self, start: int, end: int, style: Style) -> Iterator[tuple[int, Mark]]:
        place = max(0, bisect_right(self._starts, start) - 1)
        while place < len(self._starts) and self._starts[place] < end:
            begin = self._starts[place]
            after = self._starts[place + 1] - 1 if place + 1 < len(self._starts) else end
            first, last = max(start, begin), min(end, after)
            if first < last:
                yield place, Mark(first - begin, last - begin, style)
            place += 1

    def of_block(self, place: int) -> list[Mark]:
        """The marks of a block, in the order in which they are painted."""
        by_style = (self._blocks[style].get(place, ()) for style in sorted(self._blocks))
        return [mark for marks in by_style for mark in marks]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without overlaps: dots on dots would make a line."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def boxes(layout: QTextLayout, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
    """The rectangles of a stretch, one a line, and the baseline of each."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = cursor_x(layout, first, number), cursor_x(layout, last, number)
        left, right = sorted((left, min(right, line.x() + line.naturalTextWidth())))
        yield QRectF(left, line.y(), right - left, line.height()), line.y() + line.ascent()


def draw_grounds(painter: QPainter, layout: QTextLayout, marks: list[Mark]) -> None:
    """Paint what lies behind the text."""
    colours = theme.colours
    mark = colours.qcolor("mark")
    # Less of it in the dark, where the text is light.
    strong = _mixed(mark, colours.qcolor("evidence"), 0.26 if colours.dark else 0.42)
    grounds = {
        Style.EVIDENCE: colours.tint(mark, 0.5),
        Style.ACTIVE: mark,
        Style.MATCH: mark,
        Style.CURRENT: strong,
    }
    on_evidence = any(item.style in (Style.ACTIVE, Style.EVIDENCE) for item in marks)
    painter.setPen(Qt.PenStyle.NoPen)
    for item in marks:
        ground = grounds.get(item.style)
        if ground is None:
            continue
        if item.style is Style.MATCH and on_evidence:
            ground = _mixed(mark, colours.qcolor("evidence"), 0.14 if colours.dark else 0.22)
        painter.setBrush(ground)
        for box, _ in boxes(layout, item.start, item.end):
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 3, 3)


def draw_underlines(painter: QPainter, layout: QTextLayout, marks: list[Mark]) -> None:
    """Paint what lies under the text: dots, and the line of the evidence."""
    colours = theme.colours
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in marks:
        if item.style is Style.FOOTING:
            pen = QPen(colours.qcolor("faint"), 1)
            pen.setDashPattern([1.5, 2.5])
            below = 4.5
        elif item.style in (Style.SUGGESTED, Style.DECIDED):
            waits = item.style is Style.SUGGESTED
            pen = QPen(colours.qcolor("accent" if waits else "strong"), 1.4 if waits else 1)
            below = 5.0
        elif item.style in (Style.ACTIVE, Style.EVIDENCE):
            pen = QPen(colours.qcolor("evidence"), 2 if item.style is Style.ACTIVE else 1)
            below = 5.0
        else:
            continue
        painter.setPen(pen)
        for box, baseline in boxes(layout, item.start, item.end):
            y = round(baseline + below) + 0.5
            painter.drawLine(QLineF(box.left(), y, box.right(), y))


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )
