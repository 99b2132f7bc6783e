"""The list of a review: closed cards are painted, the chosen one is open and can be used."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from explorer.domain.review import Review, ReviewItem
from explorer.ui import words
from explorer.ui.models.review import ReviewModel
from explorer.ui.panels.results_rows import Brush, FixedRowsView, Hint, Index, RowState
from explorer.ui.panels.review_rows import (
    GAP,
    OPEN_HEIGHT,
    SIDE,
    Parts,
    Row,
    draw_row,
    parts,
    row_height,
)
from explorer.ui.theme import theme

TOP: Final = 14
_ARROWS: Final = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


class ReviewList(FixedRowsView):
    """Rows of three heights: waiting, done, and the open card, which is a widget over its row."""

    chosen = Signal(int)  # the row that is open now; -1: none
    undo_wanted = Signal(str)  # the key of a suggestion

    def __init__(self, card: QWidget, parent: QWidget | None = None) -> None:
        self._tops = np.zeros(1, np.int64)  # Qt asks for it while the view is being made
        super().__init__(OPEN_HEIGHT + GAP, parent)
        self.review = ReviewModel(self)
        self.card = card
        self.can_undo = True
        self._undo = self.tr("Undo")
        card.setParent(self.viewport())
        card.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._grown)
        self.setModel(self.review)
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.review.modelReset.connect(self.arrange)
        self.review.dataChanged.connect(lambda *_: self.arrange())
        theme.changed.connect(self.viewport().update)

    def show_review(self, review: Review | None) -> None:
        """Show a review; the open card stays open while its suggestion is there."""
        self.review.show_review(review)

    def item(self) -> ReviewItem | None:
        """The suggestion whose card is open."""
        place = self.place()
        return self.review.items[place] if place >= 0 else None

    def place(self) -> int:
        """The row of the open card; -1: none."""
        row = self.currentIndex().row()
        return row if 0 <= row < len(self.review.items) else -1

    def choose(self, place: int) -> None:
        """Open the card of a row."""
        if place < 0:
            self.setCurrentIndex(QModelIndex())
        elif place != self.place():
            self.setCurrentIndex(self.review.index(place))
        else:
            self.show_current()

    def step(self, by: int) -> None:
        """Open the next card, or the one before; none beyond the ends."""
        place = self.place() + by
        if 0 <= place < len(self.review.items):
            self.choose(place)

    # Places: in the view's coordinates, without the scrolling

    def arrange(self) -> None:
        """Take the heights of all rows anew, and put the open card over its row."""
        current = self.place()
        heights = [row_height(item) for item in self.review.items]
        if current >= 0:
            width = self.viewport().width() - 2 * SIDE
            height = self.card.heightForWidth(width) if self.card.hasHeightForWidth() else 0
            heights[current] = max(height, self.card.minimumSizeHint().height()) + GAP
        self._tops = np.fromiter(accumulate(heights, initial=TOP), np.int64, len(heights) + 1)
        self.updateGeometries()
        self._place_card()
        self.viewport().update()

    def fit_card(self) -> None:
        """The open card needs another height: it gets it when all of its parts have changed."""
        self._rest.start()

    def _grown(self) -> None:
        before = int(self._tops[-1])
        self.arrange()
        if int(self._tops[-1]) != before:
            self.scrollTo(self.currentIndex())

    def _place_card(self) -> None:
        current = self.place()
        if current < 0:
            self.card.hide()
            return
        top = self.top_of(current) - self.verticalOffset()
        height = int(self._tops[current + 1] - self._tops[current]) - GAP
        self.card.setGeometry(SIDE, top, self.viewport().width() - 2 * SIDE, height)
        self.card.show()

    @override
    def top_of(self, place: int) -> int:
        return int(self._tops[min(max(place, 0), len(self._tops) - 1)])

    @override
    def place_at(self, y: int) -> int:
        return int(np.searchsorted(self._tops, y, side="right")) - 1

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(OPEN_HEIGHT)
        bar.setPageStep(room)
        bar.setRange(0, max(0, int(self._tops[-1]) + SIDE - room))

    @override
    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        if not index.isValid() or index.row() + 1 >= len(self._tops):
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top, bottom = self.top_of(index.row()) - GAP, self.top_of(index.row() + 1)
        # Of a card higher than the view its beginning is seen.
        bar.setValue(max(min(bar.value(), top), min(bottom - room, top)))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._place_card()
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    # The open card

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.show_current()

    def show_current(self) -> None:
        """Tell whose card is open, which fills it; then give it its room."""
        self.chosen.emit(self.place())
        self.arrange()
        self.scrollTo(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # All but the arrows belong to the desk: a letter is an order here, not a search.
        if event.key() in _ARROWS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    # Painting and the mouse

    def _parts(self, place: int) -> Parts:
        top = self.top_of(place) - self.verticalOffset()
        item = self.review.items[place]
        return parts(item, top, self.viewport().width(), self._undo if self.can_undo else "")

    def _over_undo(self, point: QPoint) -> int:
        """The row whose Undo is at a place; -1: none is."""
        place = self.place_at(point.y() + self.verticalOffset())
        if not (self.can_undo and 0 <= place < len(self.review.items)) or place == self.place():
            return -1
        return place if self._parts(place).undo.contains(point) else -1

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        item = self.review.items[place]
        if state.chosen and self.card.isVisible():
            return
        found = self._parts(place)
        over = self.mouse is not None and found.card.contains(self.mouse)
        undo = self._undo if self.can_undo and not item.is_open else ""
        over_undo = bool(undo) and self.mouse is not None and found.undo.contains(self.mouse)
        number = words.number(place + 1)
        draw_row(brush.painter, Row(item, number, found, undo, over, over_undo), brush.inks)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        place = self._over_undo(point)
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.undo_wanted.emit(self.review.items[place].key)
            return
        if self.indexAt(point).isValid():
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.mouse = None
        self.viewport().update()

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top, below = self.top_of(index.row()), self.top_of(index.row() + 1)
        top -= self.verticalOffset()
        return QRect(0, top, self.viewport().width(), below - self.verticalOffset() - top)
