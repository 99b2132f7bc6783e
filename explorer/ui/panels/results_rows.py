"""A list view whose rows are all as high as each other, so that 100,000 cost what ten cost.

`QListView` walks through all rows to lay them out, and asks the model about each: 200 ms for
100,000. Here places are arithmetic, and only rows in view are ever asked for.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from explorer.ui.inks import Inks, inks

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
Move = QAbstractItemView.CursorAction

_SMOOTH: Final = QPainter.RenderHint.Antialiasing


def choose_current(view: QListView, event: QKeyEvent) -> bool:
    """An arrow chooses the row that has the keyboard, if it is not chosen yet; whether it did."""
    index = view.currentIndex()
    arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up)
    if event.key() not in arrows or not index.isValid():
        return False
    if view.selectionModel().isSelected(index):
        return False
    flag = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(index, flag.ClearAndSelect)
    return True


class RowState(NamedTuple):
    """How a row stands out: it is chosen, under the mouse, or has the keyboard."""

    chosen: bool
    over: bool
    focus: bool


class Brush(NamedTuple):
    """What rows are painted with, the same for all of them: ``width`` of a row, the screen's
    ``ratio`` of device pixels."""

    painter: QPainter
    inks: Inks
    width: int
    ratio: float


class FixedRowsView(QListView):
    """A list of rows of one height, scrolled by the pixel; one row is chosen at a time."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height = height
        self.mouse: QPoint | None = None
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def rows(self) -> int:
        """How many rows there are."""
        model = self.model()
        return 0 if model is None else model.rowCount()

    def rows_in_view(self) -> range:
        """The places of the rows that can be seen."""
        top = self.verticalOffset()
        last = (top + max(self.viewport().height(), 1) - 1) // self.row_height
        return range(top // self.row_height, min(last + 1, self.rows()))

    def top_of(self, place: int) -> int:
        """Where a row begins, from the top of the first one."""
        return place * self.row_height

    def place_at(self, y: int) -> int:
        """The row at a height below the top of the first one; it may be beyond the last one."""
        return y // self.row_height

    def _index(self, place: int) -> QModelIndex:
        return self.model().index(place, 0)

    def _usable(self, place: int) -> bool:
        return bool(self.model().flags(self._index(place)) & Qt.ItemFlag.ItemIsEnabled)

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top, below = self.top_of(index.row()), self.top_of(index.row() + 1)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), below - top)

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        place = self.place_at(p.y() + self.verticalOffset())
        return self._index(place) if 0 <= place < self.rows() else QModelIndex()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def isIndexHidden(self, index: Index) -> bool:
        return False

    @override
    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        self.updateGeometries()  # the rows may have come a moment ago
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self.row_height
        lowest = top + self.row_height - room
        if hint == Hint.PositionAtTop:
            bar.setValue(top)
        elif hint == Hint.PositionAtBottom:
            bar.setValue(lowest)
        elif hint == Hint.PositionAtCenter:
            bar.setValue(top - (room - self.row_height) // 2)
        else:
            bar.setValue(max(min(bar.value(), top), lowest))

    @override
    def moveCursor(self, cursorAction: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.rows() - 1
        if last < 0:
            return QModelIndex()
        current = self.currentIndex().row()
        page = max(1, self.viewport().height() // self.row_height - 1)
        steps = {
            Move.MoveUp: -1,
            Move.MovePrevious: -1,
            Move.MoveLeft: 0,
            Move.MoveRight: 0,
            Move.MoveDown: 1,
            Move.MoveNext: 1,
            Move.MovePageUp: -page,
            Move.MovePageDown: page,
            Move.MoveHome: -last - 1,
            Move.MoveEnd: last + 1,
        }
        step = steps.get(cursorAction, 0)
        if current < 0:
            place = last if cursorAction == Move.MoveEnd else 0
        else:
            place = min(max(current + step, 0), last)
        # Over a heading, on in the same direction; at an end, back.
        for direction in (1 if step >= 0 else -1, -1 if step >= 0 else 1):
            found = place
            while 0 <= found <= last:
                if self._usable(found):
                    return self._index(found)
                found += direction
        return QModelIndex()

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    @override
    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def doItemsLayout(self) -> None:
        # The list's own walk over all rows is left out: there is nothing to lay out.
        QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(self.row_height)
        bar.setPageStep(room)
        bar.setRange(0, max(0, self.rows() * self.row_height - room))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.mouse = event.position().toPoint()
        self.viewport().update(self.visualRect(self.indexAt(self.mouse)))

    @override
    def reset(self) -> None:
        super().reset()
        # Else Qt lays out, and so paints a second time, one turn of the event loop later.
        self.executeDelayedItemsLayout()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        offset, width = self.verticalOffset(), self.viewport().width()
        dirty, rows = e.rect(), self.rows()
        first = max(0, self.place_at(dirty.top() + offset))
        last = min(rows, self.place_at(dirty.bottom() + offset) + 1)
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()}
        over = -1 if self.mouse is None else self.place_at(self.mouse.y() + offset)
        focus = self.currentIndex().row() if self.hasFocus() else -1
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(_SMOOTH)
            device = painter.device()
            brush = Brush(painter, inks(), width, device.devicePixelRatioF())
            for place in range(first, last):
                state = RowState(place in chosen, place == over, place == focus)
                self.draw_row(brush, place, self.top_of(place) - offset, state)

    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        """Paint one row, ``top`` pixels below the top of the view."""
        raise NotImplementedError
