"""The text under review: what is suggested is underlined, its number stands in the margin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from explorer.domain.detail import DocumentText
from explorer.domain.review import ReviewItem
from explorer.ui import words
from explorer.ui.panels.document_marks import Style
from explorer.ui.panels.document_text import MARGIN, TextView
from explorer.ui.panels.review_chips import Anchor, Chip, draw_chip, placed
from explorer.ui.theme import PILL
from explorer.ui.widgets_lines import Face, advance

REACH: Final = 18  # from the text to the chips
ROOM: Final = 92  # for the chips: three of two digits
LEAST_ROOM: Final = 60  # two of them, in a narrow pane
NARROW: Final = 520
PADDING: Final = 7
BACK: Final = 3  # blocks before the first one in view, whose chips may stand lower


class ReviewText(TextView):
    """A click on a passage or on its chip tells its item."""

    item_clicked = Signal(int)  # its place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ReviewItem, ...] = ()
        self._blocks: list[int] = []  # in which each item's passage begins
        self._order: list[int] = []  # places by where their passages begin
        self._current = -1
        self._pressed = QPoint()
        self.viewport().setMouseTracking(True)

    @override
    def show_text(self, text: DocumentText) -> None:
        # Entries that rest on this text are its decided suggestions: they have marks of their own.
        self._items, self._blocks, self._order, self._current = (), [], [], -1
        super().show_text(msgspec.structs.replace(text, footings=()))

    def show_items(self, items: Sequence[ReviewItem]) -> None:
        """Mark the passages of these; their numbers are their places, from 1."""
        self._items = tuple(items)
        document = self.document()
        starts = [self._offsets.to_units(item.proposal.start) for item in self._items]
        self._order = sorted(range(len(starts)), key=starts.__getitem__)
        self._blocks = [document.findBlock(starts[place]).blockNumber() for place in self._order]
        self._mark()

    def set_current(self, place: int) -> None:
        """Another one is looked at; -1: none."""
        self._current = place
        self._mark_current()

    def _mark_current(self) -> None:
        shown = 0 <= self._current < len(self._items)
        # Its own line covers the one of what waits.
        self.mark(Style.ACTIVE, [self._span(self._current)] if shown else [])

    def _mark(self) -> None:
        spans = [(item.is_open, (item.proposal.start, item.proposal.end)) for item in self._items]
        self.mark(Style.DECIDED, [span for waits, span in spans if not waits])
        self.mark(Style.SUGGESTED, [span for waits, span in spans if waits])
        self._mark_current()

    def _span(self, place: int) -> tuple[int, int]:
        proposal = self._items[place].proposal
        return proposal.start, proposal.end

    # The margin

    def _chip_room(self, room: int) -> int:
        return ROOM if room >= NARROW else LEAST_ROOM

    @override
    def _column(self, room: int) -> float:
        return min(super()._column(room), room - MARGIN - REACH - self._chip_room(room) - 12)

    def chips(self) -> list[Chip]:
        """The chips of what is in view, in the heights of the document."""
        layout = self._layout
        if layout is None or not self._items:
            return []
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        first = layout.block_at(value) - BACK
        last = layout.block_at(value + height)
        low, high = bisect_left(self._blocks, first), bisect_right(self._blocks, last)
        anchors = []
        for place in self._order[low:high]:
            unit = self._offsets.to_units(self._items[place].proposal.start)
            block = self.document().findBlock(unit)
            top = layout.blockBoundingRect(block).top()
            line = block.layout().lineForTextPosition(unit - block.position())
            if line.isValid():
                anchors.append(Anchor(place, top + line.y() - 1, line.height() + 3))
        widest = words.number(len(self._items))
        width = max(26, advance(widest, Face(PILL, bold=True)) + 2 * PADDING)
        room = self._chip_room(self.viewport().width())
        return placed(anchors, layout.right + REACH, room, width)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        scrolled = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for chip in self.chips():
                item = self._items[chip.place]
                draw_chip(
                    painter,
                    chip.box.translated(0, -scrolled),
                    words.number(chip.place + 1),
                    item.decision,
                    current=chip.place == self._current,
                )

    # Mouse

    def item_at(self, place: QPoint) -> int:
        """The item whose chip or passage is at a place of the viewport, the closest fitting one;
        -1: none."""
        if self._layout is None:
            return -1
        point = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        for chip in self.chips():
            if chip.box.contains(point):
                return chip.place
        unit = self._layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if unit < 0 or point.x() > self._layout.right:
            return -1
        offset = self._offsets.to_points(unit)
        under = [
            (item.proposal.end - item.proposal.start, number)
            for number, item in enumerate(self._items)
            if item.proposal.start <= offset < item.proposal.end
        ]
        return min(under)[1] if under else -1

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._pressed = e.position().toPoint()
        super().mousePressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        super().mouseMoveEvent(e)
        if not e.buttons():
            shape = Qt.CursorShape
            over = self.item_at(e.position().toPoint()) >= 0
            self.viewport().setCursor(shape.PointingHandCursor if over else shape.IBeamCursor)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        place = e.position().toPoint()
        still = (place - self._pressed).manhattanLength() < 4
        if still and e.button() == Qt.MouseButton.LeftButton and self.selection() is None:
            found = self.item_at(place)
            if found >= 0:
                self.item_clicked.emit(found)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.item_at(event.pos())
            if found < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._items[found].proposal.title, self)
            return True
        return super().viewportEvent(event)
