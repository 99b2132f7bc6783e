"""The values of one facet as a list with boxes to tick."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from explorer.ui import icons, words
from explorer.ui.inks import Inks
from explorer.ui.models.facets import FacetDelegate, FacetModel, FacetValue
from explorer.ui.panels.entry_menu import by_keys, popup
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

Index = QModelIndex | QPersistentModelIndex


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
    only_wanted = Signal(str)  # this value, and no other of the filter
    cleared = Signal()
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
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex() if by_keys(event) else self.indexAt(event.pos())
        if index.isValid():
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            popup(self.menu_for(index), below if by_keys(event) else event.globalPos())

    def menu_for(self, index: Index) -> QMenu:
        """What can be done with a value."""
        row, model = self.facet_model.rows[index.row()], self.facet_model
        name = row.full or row.label
        menu = QMenu(self)
        menu.setAccessibleName(name)

        def tick() -> None:
            place = model.place(row.value)
            state = Qt.CheckState.Unchecked if row.chosen else Qt.CheckState.Checked
            model.setData(model.index(place), state, Qt.ItemDataRole.CheckStateRole)

        text = self.tr("Take this filter away") if row.chosen else self.tr("Narrow to this")
        menu.addAction(icons.icon("x" if row.chosen else "check"), text).triggered.connect(tick)
        only = menu.addAction(icons.icon("list-filter"), self.tr("This one only"))
        only.triggered.connect(lambda: self.only_wanted.emit(row.value))
        clear = menu.addAction(self.tr("Clear the whole filter"))
        clear.setEnabled(any(item.chosen for item in model.rows))
        clear.triggered.connect(self.cleared)
        menu.addSeparator()
        copy = menu.addAction(icons.icon("copy"), self.tr("Copy name"))
        copy.triggered.connect(lambda: QApplication.clipboard().setText(name))
        return menu

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.mouse = None
        super().leaveEvent(event)
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
