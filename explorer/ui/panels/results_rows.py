"""A list view whose rows are all as high as each other, so that 100,000 cost what ten cost.

`QListView` walks through all rows to lay them out, and asks the model about each: 200 ms for
100,000. Here places are arithmetic, and only rows in view are ever asked for.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
Move = QAbstractItemView.CursorAction


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

    def _index(self, place: int) -> QModelIndex:
        return self.model().index(place, 0)

    def _usable(self, place: int) -> bool:
        return bool(self.model().flags(self._index(place)) & Qt.ItemFlag.ItemIsEnabled)

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = index.row() * self.row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.row_height)

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        place = (p.y() + self.verticalOffset()) // self.row_height
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
    def paintEvent(self, e: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        flag = QStyle.StateFlag
        plain = option.state & ~(flag.State_HasFocus | flag.State_Selected | flag.State_MouseOver)
        current, chosen = self.currentIndex(), self.selectionModel()
        over = self.indexAt(self.mouse) if self.mouse is not None else QModelIndex()
        delegate, dirty = self.itemDelegate(), e.rect()
        painter = QPainter(self.viewport())
        try:
            for place in self.rows_in_view():
                index = self._index(place)
                rect = self.visualRect(index)
                if not rect.intersects(dirty):
                    continue
                state = plain
                if chosen.isSelected(index):
                    state |= flag.State_Selected
                if index == over:
                    state |= flag.State_MouseOver
                if index == current and self.hasFocus():
                    state |= flag.State_HasFocus
                option.rect, option.state = rect, state
                delegate.paint(painter, option, index)
        finally:
            painter.end()
