"""The entries that rest on a document, in the order of its text, by paragraph."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from explorer.domain.detail import Footing
from explorer.ui import words
from explorer.ui.panels.entry_menu import EntryActions, by_keys, popup
from explorer.ui.panels.results_rows import choose_current
from explorer.ui.theme import BODY, FACET_ROW, SECONDARY, theme, ui_font
from explorer.ui.widgets_paint import draw_focus

Index = QModelIndex | QPersistentModelIndex
GAP: Final = 6  # above the first entry of a paragraph


class OutlineRole(IntEnum):
    """What the delegate asks for."""

    FOOTING = Qt.ItemDataRole.UserRole
    FIRST = Qt.ItemDataRole.UserRole + 1


class OutlineModel(QAbstractListModel):
    """One row an entry; the first of a paragraph carries its number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._footings: tuple[Footing, ...] = ()

    def set_footings(self, footings: tuple[Footing, ...]) -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._footings = footings
        self.endResetModel()

    def place(self, entry: str | None) -> int:
        """The row of an entry; -1 where it does not rest on the document."""
        return next((i for i, item in enumerate(self._footings) if item.entry == entry), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._footings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._footings):
            return None
        item = self._footings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.short_title or item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not item.paragraph:
                return self.tr("{title}, title lines").format(title=item.title)
            return self.tr("{title}, paragraph {number}").format(
                title=item.title, number=words.number(item.paragraph)
            )
        if role == OutlineRole.FOOTING:
            return item
        if role == OutlineRole.FIRST:
            above = self._footings[index.row() - 1] if index.row() else None
            return above is None or above.paragraph != item.paragraph
        return None


class OutlineDelegate(QStyledItemDelegate):
    """Paints paragraph, hue bar and short title."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first = index.data(OutlineRole.FIRST) and index.row() > 0
        return QSize(160, FACET_ROW + (GAP if first else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(OutlineRole.FOOTING)
        if not isinstance(item, Footing):
            return
        colours = theme.colours
        row = QRectF(option.rect).adjusted(8, 0, -8, 0)
        first = bool(index.data(OutlineRole.FIRST))
        if first and index.row():
            row.setTop(row.top() + GAP)
        state, flag = option.state, QStyle.StateFlag
        chosen = bool(state & flag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & flag.State_MouseOver:
            ground = colours.qcolor("selection")
            painter.setBrush(ground if chosen else colours.tint(colours.qcolor("text"), 0.07))
            painter.drawRoundedRect(row, 4, 4)
        painter.setBrush(colours.family(item.family))
        painter.drawRoundedRect(QRectF(row.left() + 37, row.center().y() - 6, 4, 12), 2, 2)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if first and item.paragraph:
            painter.setFont(ui_font(SECONDARY))
            painter.setPen(colours.qcolor("soft"))
            number = f"¶{words.number(item.paragraph)}"
            painter.drawText(row.adjusted(8, 0, 0, 0), middle, number)
        font = ui_font(BODY, bold=chosen)
        text = row.adjusted(50, 0, -6, 0)
        shown = QFontMetrics(font).elidedText(
            item.short_title or item.title, Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.setFont(font)
        painter.setPen(colours.qcolor("text"))
        painter.drawText(text, middle, shown)
        if state & flag.State_HasFocus:
            draw_focus(painter, row, 4)
        painter.restore()


class OutlineList(QListView):
    """Choosing a row by hand says so; by program it does not."""

    entry_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = OutlineModel(self)
        self.doing = EntryActions(self)
        self._quiet = False
        self.setModel(self.outline)
        self.setItemDelegate(OutlineDelegate(self))
        self.setAccessibleName(self.tr("Entries in this document"))
        self.setProperty("ground", "window")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        theme.changed.connect(self.viewport().update)

    def select(self, entry: str | None) -> None:
        """Choose an entry's row, or none, without a signal."""
        place = self.outline.place(entry)
        self._quiet = True
        try:
            if place < 0:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            else:
                self.setCurrentIndex(self.outline.index(place))
        finally:
            self._quiet = False

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        # Not `currentChanged`: the keyboard arriving here makes a row current, but chooses none.
        super().selectionChanged(selected, deselected)
        item = selected.indexes()[0].data(OutlineRole.FOOTING) if selected.indexes() else None
        if not self._quiet and isinstance(item, Footing):
            self.entry_selected.emit(item.entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not choose_current(self, event):
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex() if by_keys(event) else self.indexAt(event.pos())
        item = index.data(OutlineRole.FOOTING)
        if isinstance(item, Footing):
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            menu = self.doing.menu(self, item.entry, item.title, select=True)
            popup(menu, below if by_keys(event) else event.globalPos())
