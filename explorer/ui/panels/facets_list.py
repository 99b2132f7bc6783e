"""The values of one facet as a list with boxes to tick: model, delegate and view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate
from typing import Any, Final

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from explorer.ui import words
from explorer.ui.inks import Inks
from explorer.ui.panels.results_rows import Brush, FixedRowsView, RowState
from explorer.ui.theme import BODY, FACET_ROW, theme
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted, shaped
from explorer.ui.widgets_paint import draw_focus

INSET: Final = 6  # what a row keeps free at its sides, so that boxes stand under the heading
BOX: Final = 16
GAP: Final = 10
BAR: Final = 4
BAR_GAP: Final = 8
LINE: Final = 16  # from one line of a long name to the next
_FACE: Final = Face(BODY)
_NO_PEN: Final = Qt.PenStyle.NoPen
_BARE: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

Index = QModelIndex | QPersistentModelIndex


class FacetValue(msgspec.Struct, frozen=True):
    """One row: ``family`` is a place in `Family` for a hue bar, None for none."""

    value: str
    label: str
    count: int
    chosen: bool
    family: int | None = None
    full: str = ""


class FacetRole(IntEnum):
    """What the delegate and the tests ask for."""

    VALUE = Qt.ItemDataRole.UserRole


class FacetModel(QAbstractListModel):
    """The rows in view. Ticking one only says so: the answer comes with the next page."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[FacetValue, ...] = ()
        #: Whether a row was ticked that no answer has confirmed yet.
        self.ticked = False

    @property
    def rows(self) -> tuple[FacetValue, ...]:
        """All rows, top to bottom."""
        return self._rows

    def set_rows(self, rows: Sequence[FacetValue]) -> None:
        """Show these; where only counts and ticks differ, nothing is reset."""
        new = tuple(rows)
        self.ticked = False
        if new == self._rows:
            return
        if [row.value for row in new] == [row.value for row in self._rows]:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def place(self, value: str) -> int:
        """The row of a value; -1 where it is not in view."""
        return next((i for i, row in enumerate(self._rows) if row.value == value), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _BARE | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.CheckStateRole:
            # As a number: that is what views and screen readers take it for.
            return (Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{label}, {count} entries").format(
                label=row.full or row.label, count=words.number(row.count)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.full or row.label
        return row if role == FacetRole.VALUE else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self._rows[index.row()]
        chosen = Qt.CheckState(value) == Qt.CheckState.Checked
        if chosen != row.chosen:
            # Ticked at once, so that the box does not wait for the search.
            rows = list(self._rows)
            rows[index.row()] = msgspec.structs.replace(row, chosen=chosen)
            self._rows = tuple(rows)
            self.ticked = True
            self.dataChanged.emit(index, index, [role])
            self.toggled.emit(row.value)
        return True


class FacetDelegate(QStyledItemDelegate):
    """A click anywhere on the row, or Space, ticks it."""

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        released = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        if not (released or (isinstance(event, QKeyEvent) and event.key() in _TICKING)):
            return False
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


_TICKING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Select)


def _draw_box(painter: QPainter, inks: Inks, box: QRectF, *, chosen: bool) -> None:
    edge = inks.accent if chosen else inks.faint
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(edge if chosen else inks.base)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 3.5, 3.5)
    if chosen:
        pen = QPen(inks.on_accent, 1.9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = ((4.3, 8.3), (7, 11), (11.8, 5.4))
        painter.drawPolyline([box.topLeft() + QPointF(x, y) for x, y in corners])


def label_room(row: FacetValue, width: int) -> tuple[int, int]:
    """Where the name of a value begins in a row of that width, and how much room it has."""
    left = INSET + BOX + GAP + (0 if row.family is None else BAR + BAR_GAP)
    return left, width - INSET - advance(words.number(row.count), _FACE) - 8 - left


def two_lines(label: str, room: int) -> tuple[str, ...]:
    """A name on one line if there is room, else on two: as many words on the first as it holds."""
    words_left = label.split(" ")
    if advance(label, _FACE) <= room or len(words_left) == 1:
        return (label,)
    first = words_left.pop(0)
    while words_left and advance(f"{first} {words_left[0]}", _FACE) <= room:
        first = f"{first} {words_left.pop(0)}"
    return first, " ".join(words_left)


class FacetList(FixedRowsView):
    """The list as tall as its rows: the column scrolls, not the list. Long names take two lines."""

    moved = Signal(int)
    _tops: Sequence[int] = (0,)  # here too: Qt asks for places while the view is made

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(FACET_ROW, parent)
        self.setAccessibleName(name)
        self._lines: list[tuple[str, ...]] = []
        self._fitted: tuple[int, tuple[FacetValue, ...]] = (0, ())
        self.facet_model = FacetModel(self)
        self.setModel(self.facet_model)
        self.setItemDelegate(FacetDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ground", "window")
        theme.changed.connect(self.viewport().update)

    def set_rows(self, rows: Sequence[FacetValue]) -> None:
        """Show these rows and keep the keyboard where it was."""
        place = self.currentIndex().row()
        current = self.facet_model.rows[place].value if place >= 0 else None
        self.facet_model.set_rows(rows)
        self.fit(self.width())
        if current is not None and not self.currentIndex().isValid():
            place = self.facet_model.place(current)
            if place >= 0:
                self.setCurrentIndex(self.facet_model.index(place))

    def fit(self, width: int) -> int:
        """Give each name the lines that it needs on that width; the height of all rows."""
        rows = self.facet_model.rows
        if (width, rows) != self._fitted:
            self._fitted = (width, rows)
            self._lines = [two_lines(row.label, label_room(row, width)[1]) for row in rows]
            tall = (FACET_ROW + (len(lines) - 1) * LINE for lines in self._lines)
            self._tops = list(accumulate(tall, initial=0))
        height = max(self._tops[-1], 1)
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
        return height

    @override
    def top_of(self, place: int) -> int:
        return self._tops[min(place, len(self._tops) - 1)]

    @override
    def place_at(self, y: int) -> int:
        return bisect_right(self._tops, y) - 1

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        """Box, hue bar, label and count; of a long name the first line is level with the box."""
        painter, inks, width, _ = brush
        if place >= len(self._lines):
            return  # ticked a moment ago, and about to be fitted
        row, lines = self.facet_model.rows[place], self._lines[place]
        high = self._tops[place + 1] - self._tops[place]
        if state.over:
            painter.setPen(_NO_PEN)
            painter.setBrush(inks.tint(inks.text, 0.07))
            painter.drawRoundedRect(QRectF(0, top + 1, width, high - 2), 4, 4)
        middle = top + FACET_ROW / 2
        _draw_box(painter, inks, QRectF(INSET, middle - BOX / 2, BOX, BOX), chosen=row.chosen)
        left, room = label_room(row, width)
        if row.family is not None:
            painter.setPen(_NO_PEN)
            painter.setBrush(inks.family(row.family))
            bar = QRectF(left - BAR_GAP - BAR, middle - 6, BAR, 12 + (len(lines) - 1) * LINE)
            painter.drawRoundedRect(bar, 2, 2)
        count = shaped(words.number(row.count), _FACE)
        draw_line(painter, count, width - INSET, top, FACET_ROW, inks.soft, right=True)
        colour = inks.text if row.count or row.chosen else inks.faint
        for number, line in enumerate(lines):
            y = top + number * LINE
            draw_line(painter, fitted(line, _FACE, room), left, y, FACET_ROW, colour)
        if state.focus:
            draw_focus(painter, QRectF(0, top, width, high), 4)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.moved.emit(current.row())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Nothing: all rows are in the list's own view; the column follows ``moved``."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A list without a current row takes its first one, whatever arrow is pressed.
        arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if event.key() in arrows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.facet_model.index(0))
            return
        super().keyPressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.mouse = None
        super().leaveEvent(event)
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
