"""How a document's text lies: laid out paragraph by paragraph as it comes into view.

Qt's own layout of a text of a million characters blocks the window. Here a paragraph that has
not been seen has an estimated height; the view lays out the rest piece by piece while it rests.
Positions are Qt's: UTF-16 units.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextOption,
)
from typing_extensions import override

from explorer.ui import words
from explorer.ui.panels.document_marks import Marks, draw_grounds, draw_underlines
from explorer.ui.panels.document_shape import (
    PLAIN,
    Shape,
    Shapes,
    column_places,
    lay_out_row,
    whole_line,
)
from explorer.ui.theme import DOCUMENT, PILL, SECONDARY, theme, ui_font

LINE = 26 / DOCUMENT  # line height in parts of the font's size
GAP = 13 / DOCUMENT  # between paragraphs
ROW_GAP = 6 / DOCUMENT  # between the rows of a table
TOP = 14.0
BOTTOM = 40.0


def tr(text: str) -> str:
    """The view's words in the interface's language."""
    return QCoreApplication.translate("DocumentView", text)


class TextLayout(QAbstractTextDocumentLayout):
    """Lays out lines in one column, numbers the paragraphs, paints what is marked."""

    def __init__(
        self, document: QTextDocument, numbers: Sequence[int], shapes: Shapes | None = None
    ) -> None:
        super().__init__(document)
        self._shapes = shapes
        #: Number of each block's paragraph; 0 for none.
        self._numbers = numbers
        self._left, self._width, self._page = 60.0, 600.0, 700.0
        self._size = DOCUMENT
        self.marks = Marks()
        #: The block that holds the title; -1 where the text does not begin with it.
        self.title = -1
        count = len(numbers)
        self._lengths = np.zeros(count, np.int64)
        block = document.begin()
        for place in range(count):
            self._lengths[place] = block.length() - 1
            block = block.next()
        self._heights = np.zeros(count)
        self._exact = np.zeros(count, np.bool_)
        self._tops = np.zeros(count + 1)

    @property
    def left(self) -> float:
        """Where the column of text begins."""
        return self._left

    @property
    def right(self) -> float:
        """Where the column of text ends."""
        return self._left + self._width

    def set_geometry(self, left: float, width: float, page: float, size: int) -> None:
        """Another column or font size: all heights are estimates again."""
        self._page = page
        if (left, width, size) == (self._left, self._width, self._size) and self._tops[-1] > 0:
            return
        self._left, self._width, self._size = left, width, size
        metrics = QFontMetricsF(self.document().defaultFont())
        per_line = max(8.0, width / max(1.0, metrics.averageCharWidth()))
        lines = np.ceil(self._lengths / per_line)
        self._heights = np.where(self._lengths > 0, lines * size * LINE + size * GAP, 0.0)
        self._exact[:] = False
        self._sum()

    def _sum(self) -> None:
        self._tops[0] = TOP
        np.cumsum(self._heights, out=self._tops[1:])
        self._tops[1:] += TOP

    def top(self, place: int) -> float:
        """The y of a block's first line."""
        return float(self._tops[place])

    def block_at(self, y: float) -> int:
        """The block at a height of the document."""
        place = int(np.searchsorted(self._tops, y, side="right")) - 1
        return min(max(place, 0), len(self._heights) - 1)

    def make_exact(self, first: int, last: int) -> bool:
        """Lay out the blocks from ``first`` to ``last`` (inclusive); whether any height changed."""
        missing = np.flatnonzero(~self._exact[first : last + 1]) + first
        changed = False
        for place in missing.tolist():
            height = self._lay_out(self.document().findBlockByNumber(place))
            changed |= height != self._heights[place]
            self._heights[place] = height
            self._exact[place] = True
        if changed:
            self._sum()
        return changed

    def first_estimate(self) -> int:
        """The first block whose height is an estimate; -1 when there is none."""
        found = int(np.argmin(self._exact)) if len(self._exact) else 0
        return -1 if not len(self._exact) or self._exact[found] else found

    def is_exact(self, place: int) -> bool:
        """Whether a block has been laid out."""
        return bool(self._exact[place])

    def announce(self) -> None:
        """Tell the view the size of the document."""
        self.documentSizeChanged.emit(self.documentSize())

    def _shape(self, place: int) -> Shape:
        return PLAIN if self._shapes is None else self._shapes.of(place)

    def _gaps(self, place: int) -> Sequence[str]:
        """What could not be read before a block."""
        return () if self._shapes is None else self._shapes.gaps.get(place, ())

    def _lay_out(self, block: QTextBlock) -> float:
        layout, place = block.layout(), block.blockNumber()
        shape = self._shape(place)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        font = shape.font(self._size)
        if place != self.title:
            layout.setFormats([] if font is None else [whole_line(font, block.length() - 1)])
        spacing = self._size * LINE
        y = spacing * len(self._gaps(place))
        if shape.columns:
            letter = QFontMetricsF(self.document().defaultFont()).averageCharWidth()
            places = column_places(shape, letter, self._width)
            y = lay_out_row(block, places, y, spacing)
        else:
            y = self._lay_out_lines(layout, y, shape.indent(self._size))
        y += spacing * len(self._gaps(place + 1)) if not block.next().isValid() else 0
        # Empty lines only part paragraphs in the file; the gap after a paragraph does it here.
        gap = ROW_GAP if shape.columns and not shape.last else GAP
        return y + self._size * gap if block.length() > 1 or self._gaps(place) else 0.0

    def _lay_out_lines(self, layout: QTextLayout, y: float, indent: float) -> float:
        spacing = self._size * LINE
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - indent)
            own = line.height()
            height = max(spacing, math.ceil(own))
            line.setPosition(QPointF(indent, y + round((height - own) / 2)))
            y += height
        layout.endLayout()
        return y

    @override
    def documentChanged(self, from_: int, charsRemoved: int, charsAdded: int) -> None:
        """Nothing: the text never changes, and the view sets the width itself."""

    @override
    def documentSize(self) -> QSizeF:
        return QSizeF(self._page, float(self._tops[-1]) + BOTTOM)

    @override
    def pageCount(self) -> int:
        return 1

    @override
    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        place = block.blockNumber()
        if not 0 <= place < len(self._heights):
            return QRectF()
        self.make_exact(place, place)
        return QRectF(self._left, self.top(place), self._width, float(self._heights[place]))

    @override
    def hitTest(self, point: QPointF | object, accuracy: Qt.HitTestAccuracy) -> int:
        assert isinstance(point, QPointF)
        place = self.block_at(point.y())
        block = self.document().findBlockByNumber(place)
        rect = self.blockBoundingRect(block)
        layout = block.layout()
        x, y = point.x() - rect.left(), point.y() - rect.top()
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        if exact and not (0 <= x <= self._width and 0 <= y <= rect.height()):
            return -1
        found = layout.lineAt(0)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            lead = max(0.0, self._size * LINE - line.height()) / 2
            # Of the cells of a row the last one that begins above and to the left.
            if line.y() - lead <= y and (line.x() <= x or line.x() <= found.x()):
                found = line
        return block.position() + int(found.xToCursor(x))

    def blocks_in(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, float]]:
        """The blocks between two heights with their own, laid out on the way."""
        place = self.block_at(top)
        block = self.document().findBlockByNumber(place)
        while block.isValid():
            self.make_exact(place, place)
            y = self.top(place)
            if y > bottom:
                return
            yield block, y
            block, place = block.next(), place + 1

    @override
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip = context.clip if context.clip.isValid() else QRectF(0, 0, 1e6, 1e9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, y in self.blocks_in(clip.top(), clip.bottom()):
            if block.length() <= 1:
                continue
            self._draw_block(painter, context, block, QPointF(self._left, y))

    def _draw_block(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        block: QTextBlock,
        corner: QPointF,
    ) -> None:
        layout = block.layout()
        number = self._numbers[block.blockNumber()]
        marks = self.marks.of_block(block.blockNumber())
        painter.save()
        painter.translate(corner)
        draw_grounds(painter, layout, marks)
        main = number or block.blockNumber() == self.title
        painter.setPen(theme.colours.qcolor("text" if main else "soft"))
        layout.draw(painter, QPointF(0, 0), _selected(context, block))
        draw_underlines(painter, layout, marks)
        painter.restore()
        if number:
            self._draw_number(painter, layout, corner, number)
        self._draw_around(painter, block, corner)

    def _draw_around(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        """What stands beside a block: the pages that begin in it, what could not be read, the
        line below a row."""
        place, layout = block.blockNumber(), block.layout()
        if self._shapes is None:
            return
        shape = self._shape(place)
        if shape.columns and not shape.last:
            y = corner.y() + float(self._heights[place]) - self._size * ROW_GAP / 2
            painter.setPen(QPen(theme.colours.qcolor("line"), 1))
            painter.drawLine(QLineF(corner.x(), y, corner.x() + self._width, y))
        painter.setPen(theme.colours.qcolor("soft"))
        font = QFont(ui_font(SECONDARY))
        font.setItalic(True)
        painter.setFont(font)
        last = () if block.next().isValid() else self._gaps(place + 1)
        below = float(self._heights[place]) - self._size * (GAP + LINE * len(last))
        for height, told in ((0.0, self._gaps(place)), (below, last)):
            for number, text in enumerate(told):
                baseline = corner.y() + height + self._size * LINE * (number + 0.7)
                painter.drawText(QPointF(corner.x(), baseline), text)
        painter.setPen(theme.colours.qcolor("faint"))
        painter.setFont(ui_font(PILL))
        for page, offset in self._shapes.pages.get(place, ()):
            text = tr("p. {page}").format(page=words.number(page))
            line = layout.lineForTextPosition(offset)
            first = not line.isValid() or line.lineNumber() == 0
            # Beside the line that it begins in, or above the number of the paragraph.
            y = line.y() + line.ascent() if not first else -0.12 * self._size
            x = corner.x() - 20 - painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QPointF(x, corner.y() + y), text)

    def _draw_number(
        self, painter: QPainter, layout: QTextLayout, corner: QPointF, number: int
    ) -> None:
        first = layout.lineAt(0)
        painter.setFont(ui_font(SECONDARY))
        painter.setPen(theme.colours.qcolor("faint"))
        text = str(number)
        width = painter.fontMetrics().horizontalAdvance(text)
        baseline = corner.y() + first.y() + first.ascent()
        painter.drawText(QPointF(corner.x() - 20 - width, baseline), text)


def _selected(
    context: QAbstractTextDocumentLayout.PaintContext, block: QTextBlock
) -> list[QTextLayout.FormatRange]:
    """What the user has selected in a block."""
    begin, end = block.position(), block.position() + block.length() - 1
    ranges = []
    for selection in context.selections:
        first, last = selection.cursor.selectionStart(), selection.cursor.selectionEnd()
        if first < end and last > begin:
            piece = QTextLayout.FormatRange()
            piece.start = max(first, begin) - begin
            piece.length = min(last, end) - begin - piece.start
            piece.format = selection.format
            ranges.append(piece)
    return ranges
