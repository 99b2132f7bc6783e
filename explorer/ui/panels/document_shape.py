"""How each line of a document is set: headings, items, rows of tables; where pages begin.

Lines are Qt's blocks, numbered from 0. Offsets within one are UTF-16 units, as Qt counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextLayout

from explorer.domain.detail import DocumentText
from explorer.domain.structure import CELL, LineKind, Mark
from explorer.ui import words
from explorer.ui.theme import text_font

INDENT: Final = 1.5  # heights of a letter for each level of items
CELL_GAP: Final = 14.0  # pixels between two columns
_LONGEST_WORD: Final = 14  # letters; longer ones are broken
_WIDEST: Final = 60  # letters of a cell that count for the width of its column
_HEADS: Final = {1: 1.3, 2: 1.15, 3: 1.05}  # sizes of headings by level; deeper ones are 1.0


class Shape(NamedTuple):
    """One line: its kind, its level, and for a row how wide its columns are.

    A column: the letters of its longest word, and of most of its cells. ``last``: the last row of
    its table.
    """

    kind: LineKind | None = None
    level: int = 0
    columns: tuple[tuple[int, int], ...] = ()
    last: bool = False

    def font(self, size: int) -> QFont | None:
        """The font of a heading or of the head of a table; None for running text."""
        head = self.kind is LineKind.HEADING
        if not head and not (self.kind is LineKind.ROW and self.level):
            return None
        font = QFont(text_font(round(size * _HEADS.get(self.level, 1.0)) if head else size))
        font.setBold(True)
        return font

    def indent(self, size: int) -> float:
        """How far it stands from the left."""
        if self.kind is LineKind.ITEM:
            return INDENT * size * (self.level - 1) + 0.4 * size
        return INDENT * size if self.kind in (LineKind.QUOTE, LineKind.NOTE) else 0.0


PLAIN: Final = Shape()


class Shapes:
    """The shapes of a document's lines, its pages, and what could not be read."""

    def __init__(self, text: DocumentText) -> None:
        lines = text.text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self._shapes: dict[int, Shape] = {}
        self._tables: dict[int, list[tuple[int, Mark, str]]] = {}
        #: The pages that begin in a line: number and offset.
        self.pages: dict[int, list[tuple[int, int]]] = {}
        #: What could not be read before a line, in words; behind the last line for its number + 1.
        self.gaps: dict[int, list[str]] = {}
        structure = text.structure
        self._add_marks(lines, structure.marks, starts)
        for number, start in enumerate(structure.pages, start=1):
            place = _line_at(starts, start)
            unit = _units(text.text[starts[place] : start])
            self.pages.setdefault(place, []).append((number, unit))
        end = len(text.text)
        for gap in structure.gaps:
            place = _line_at(starts, gap.start) + (1 if gap.start >= end else 0)
            self.gaps.setdefault(place, []).append(words.message_text(gap.reason))

    def _add_marks(
        self, lines: Sequence[str], marks: Sequence[Mark], starts: Sequence[int]
    ) -> None:
        rows: list[tuple[int, Mark, str]] = []
        line_of = {start: line for line, start in enumerate(starts[:-1])}
        for mark in marks:
            line = line_of.get(mark.start, -1)
            if line < 0:
                continue  # of a text that is not the one it was made for
            if mark.kind is LineKind.ROW:
                if rows and rows[-1][0] != line - 1:
                    self._add_table(rows)
                    rows = []
                rows.append((line, mark, lines[line]))
            else:
                self._shapes[line] = Shape(mark.kind, mark.level)
        self._add_table(rows)

    def _add_table(self, rows: list[tuple[int, Mark, str]]) -> None:
        """Note a table; its columns are measured when one of its rows is looked at."""
        self._tables.update((line, rows) for line, _, _ in rows)

    def _measure(self, rows: Sequence[tuple[int, Mark, str]]) -> None:
        split = [text.split(CELL) for _, _, text in rows]
        widths = tuple(
            _width([cells[place] for cells in split if place < len(cells)])
            for place in range(max(map(len, split)))
        )
        for number, (line, mark, _) in enumerate(rows):
            last = number == len(rows) - 1
            self._shapes[line] = Shape(mark.kind, mark.level, widths, last)

    def of(self, line: int) -> Shape:
        """The shape of a line."""
        if line in self._tables and line not in self._shapes:
            self._measure(self._tables[line])
        return self._shapes.get(line, PLAIN)


def _line_at(starts: Sequence[int], offset: int) -> int:
    return min(bisect_right(starts, offset) - 1, len(starts) - 2)


def column_places(shape: Shape, letter: float, width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column of a row, in a column of text of this width.

    ``letter``: how wide a usual letter is. Columns are as wide as they need, or share what there
    is in proportion.
    """
    least = [word * letter * 1.1 + CELL_GAP for word, _ in shape.columns]
    more = [max(0.0, (most - word) * letter * 1.06) for word, most in shape.columns]
    share = min(1.0, max(0.0, width - sum(least)) / (sum(more) or 1.0))
    squeeze = min(1.0, width / sum(least))
    places = []
    left = 0.0
    for own, rest in zip(least, more, strict=True):
        wide = own * squeeze + rest * share
        places.append((left, wide))
        left += wide
    return places


def _width(cells: Sequence[str]) -> tuple[int, int]:
    """How many letters the longest word of a column has, and most of its cells."""
    lengths = sorted(len(cell) for cell in cells if cell) or [1]
    most = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))]
    # A head that is the only one so wide takes two lines rather than room from all others.
    word = max((len(word) for cell in cells for word in cell.split()), default=1)
    return min(max(2, word), _LONGEST_WORD), min(most, _WIDEST)


def lay_out_row(
    block: QTextBlock, places: Sequence[tuple[float, float]], top: float, spacing: float
) -> float:
    """Lay the cells of a row beside each other; where the highest of them ends.

    A cell's lines are cut where it ends, so that text, selection and marks stay one stretch.
    """
    layout = block.layout()
    text = block.text()
    start, bottom = 0, top + spacing
    layout.beginLayout()
    for place, cell in enumerate(text.split(CELL)):
        end = min(start + _units(cell) + 1, block.length() - 1)  # with the tab behind it
        left, width = places[min(place, len(places) - 1)]
        y = top
        while start < end:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(8.0, width - CELL_GAP))
            if line.textStart() + line.textLength() > end:
                line.setNumColumns(_columns(layout, start, end), max(8.0, width - CELL_GAP))
            line.setPosition(QPointF(left, y + round((spacing - line.height()) / 2)))
            only_tab = start == end - 1 and place < text.count(CELL)
            if not only_tab:
                y += spacing
            start = line.textStart() + max(1, line.textLength())
        bottom = max(bottom, y)
    # Nothing may be left over: what Qt did not lay out could not be painted or found.
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1e6)
        line.setPosition(QPointF(0, bottom))
        bottom += spacing
    layout.endLayout()
    return bottom


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _columns(layout: QTextLayout, start: int, end: int) -> int:
    """How many places of the cursor lie between two offsets."""
    count = 0
    while start < end:
        after = layout.nextCursorPosition(start)
        if after <= start:
            break
        start, count = after, count + 1
    return max(1, count)


def whole_line(font: QFont, length: int) -> QTextLayout.FormatRange:
    """A font for all of a line."""
    found = QTextLayout.FormatRange()
    found.start, found.length = 0, length
    own = QTextCharFormat()
    own.setFont(font)
    found.format = own
    return found
