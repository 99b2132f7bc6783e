"""The text of a document: laid out lazily, marked, selected, larger or smaller."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from typing_extensions import override

from explorer.domain.detail import DocumentText
from explorer.domain.passages import Span
from explorer.ui.panels.document_layout import TextLayout
from explorer.ui.panels.document_marks import Style, boxes
from explorer.ui.panels.document_shape import Shapes
from explorer.ui.theme import DOCUMENT, text_font, theme
from explorer.ui.widgets_text import Utf16Map

MARGIN: Final = 62  # the numbers of paragraphs stand in it
COLUMN: Final = 570  # some 70 letters, the longest line that is easy to read, at the usual size
SIZES: Final = (13, 14, 16, 18, 20, 23, 26, 30)
SLICE: Final = 0.006  # seconds of layout at a time


class TextView(QTextEdit):
    """Offsets that come in and go out count code points; inside they are Qt's UTF-16 units."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: DocumentText | None = None
        self._offsets = Utf16Map("")
        self._layout: TextLayout | None = None
        self._own: QTextDocument | None = None
        self._size = DOCUMENT
        self._rest = QTimer(self)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._lay_out_more)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: coming and going it would change the column's width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
        self.setPlaceholderText(self.tr("This document has no text."))
        self.setTabChangesFocus(True)
        theme.changed.connect(self.viewport().update)

    def show_text(self, text: DocumentText) -> None:
        """Show another document from its beginning."""
        self._text = text
        self._offsets = Utf16Map(text.text)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(text_font(self._size))
        document.setPlainText(text.text)
        layout = TextLayout(document, _numbers(text), Shapes(text))
        document.setDocumentLayout(layout)
        layout.marks.set_document(document)
        self._layout = layout
        self.setDocument(document)
        if self._own is not None:
            self._own.deleteLater()
        self._own = document
        self._style_title()
        layout.marks.set_spans(
            Style.FOOTING,
            self._offsets.spans(span for item in text.footings for span in item.spans),
        )
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def _style_title(self) -> None:
        """The lines before the body: the title large, the rest as it is."""
        assert self._text is not None
        title = self._text.document.title.strip()
        for paragraph in self._text.paragraphs:
            if paragraph.number:
                break
            if self._text.text[paragraph.start : paragraph.end] == title:
                cursor = QTextCursor(self.document())
                cursor.setPosition(self._offsets.to_units(paragraph.start))
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                font = text_font(round(self._size * 1.35))
                bold = QTextCharFormat()
                bold.setFont(font)
                bold.setFontWeight(700)
                cursor.setCharFormat(bold)
                if self._layout is not None:
                    self._layout.title = cursor.blockNumber()
                break

    def mark(self, style: Style, spans: Iterable[tuple[int, int]]) -> None:
        """Mark stretches; those of the style marked before are not any more."""
        if self._layout is not None:
            self._layout.marks.set_spans(style, self._offsets.spans(spans))
            self.viewport().update()

    def selection(self) -> Span | None:
        """What the user has selected, in code points."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._offsets.to_points(start), self._offsets.to_points(end))

    def caret(self) -> int:
        """The place of the caret, in code points; the beginning of what is selected."""
        return self._offsets.to_points(self.textCursor().selectionStart())

    def go_to(self, start: int, end: int) -> None:
        """Bring a stretch (code points) into the upper third, and the caret to its beginning."""
        if self._layout is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(min(self._offsets.to_units(start), self.document().characterCount() - 1))
        self._layout.make_exact(cursor.blockNumber(), cursor.blockNumber())
        self.setTextCursor(cursor)
        top, bottom = self._extent(*self._offsets.spans([(start, end)])[0])
        bar, room = self.verticalScrollBar(), self.viewport().height()
        self._layout.announce()
        if not bar.value() + 20 <= top or not bottom <= bar.value() + room - 20:
            bar.setValue(int(top - room * 0.3))
        self._make_exact_in_view()
        self._moved()

    def _extent(self, start: int, end: int) -> tuple[float, float]:
        """Top and bottom of a stretch (UTF-16 units) in the document's heights."""
        assert self._layout is not None
        found: list[tuple[float, float]] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < max(end, start + 1):
            rect = self._layout.blockBoundingRect(block)
            begin = block.position()
            for box, _ in boxes(block.layout(), start - begin, max(end, start + 1) - begin):
                found.append((rect.top() + box.top(), rect.top() + box.bottom()))
            block = block.next()
        if not found:
            top = self._layout.blockBoundingRect(self.document().findBlock(start)).top()
            return top, top
        return found[0][0], found[-1][1]

    def zoom(self, steps: int) -> None:
        """Larger or smaller text; the place being read stays."""
        place = min(max(SIZES.index(self._size) + steps, 0), len(SIZES) - 1)
        if SIZES[place] == self._size or self._layout is None:
            return
        self._size = SIZES[place]
        self.document().setDefaultFont(text_font(self._size))
        self._style_title()
        self._arrange()
        self.zoomed.emit()

    def can_zoom(self, steps: int) -> bool:
        """Whether there is a size so many steps away."""
        return 0 <= SIZES.index(self._size) + steps < len(SIZES)

    def _column(self, room: int) -> float:
        """How wide the text is in a viewport of that width."""
        return min(COLUMN * self._size / DOCUMENT, room - MARGIN - 28)

    def _arrange(self) -> None:
        """Lay the column out anew; the place being read stays."""
        if self._layout is None:
            return
        room = self.viewport().width()
        column = max(self._column(room), 120.0)
        anchor = self._anchor()
        self._layout.set_geometry(MARGIN, column, room, self._size)
        self._layout.announce()
        self._restore(anchor)
        self._make_exact_in_view()
        self._moved()
        self._rest.start()
        self.viewport().update()

    def _moved(self) -> None:
        """Heights or the place in view have changed; for what stands beside the text."""

    def _anchor(self) -> tuple[int, float]:
        """The block at the top of what is seen, and how far it is scrolled in."""
        assert self._layout is not None
        value = self.verticalScrollBar().value()
        place = self._layout.block_at(value)
        return place, value - self._layout.top(place)

    def _restore(self, anchor: tuple[int, float]) -> None:
        assert self._layout is not None
        place, within = anchor
        if self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(int(self._layout.top(place) + within))

    def _make_exact_in_view(self) -> None:
        """Lay out what is seen, without moving what was seen before."""
        if self._layout is None:
            return
        value, room = self.verticalScrollBar().value(), self.viewport().height()
        first, last = self._layout.block_at(value), self._layout.block_at(value + room)
        steady = next((p for p in range(first, last + 1) if self._layout.is_exact(p)), first)
        before = self._layout.top(steady)
        if self._layout.make_exact(first, last):
            self._layout.announce()
            moved = round(self._layout.top(steady) - before)
            if moved:
                self.verticalScrollBar().setValue(value + moved)
            self.viewport().update()

    def _lay_out_more(self) -> None:
        """Replace estimates by true heights while nothing else is to be done."""
        if self._layout is None or (place := self._layout.first_estimate()) < 0:
            self._rest.stop()
            return
        anchor = self._anchor()
        changed = False
        until = time.perf_counter() + SLICE
        while place >= 0 and time.perf_counter() < until:
            changed |= self._layout.make_exact(place, place + 3)
            place = self._layout.first_estimate()
        if changed:
            self._layout.announce()
            self._restore(anchor)
            self._moved()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._arrange()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._make_exact_in_view()
        self._moved()


def _numbers(text: DocumentText) -> list[int]:
    """The paragraph number of each line of a text; 0 for empty lines and those before the body."""
    numbers: dict[int, int] = {}
    line = offset = 0
    for paragraph in text.paragraphs:
        line += text.text.count("\n", offset, paragraph.start)
        offset = paragraph.start
        numbers[line] = paragraph.number
    return [numbers.get(place, 0) for place in range(text.text.count("\n") + 1)]
