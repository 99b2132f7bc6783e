"""Tables of rows in dialogs and panels: one look, a row is what is chosen, all by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 30


class RowDelegate(QStyledItemDelegate):
    """A cell of text: the row is what is chosen, so no cell has a frame of its own."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class RowsTable(QTableView):
    """Rows to be read through by keys; Ctrl+C copies those that are chosen."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        widths: Iterable[int],
        parent: QWidget | None = None,
        *,
        wide: int | None = None,
    ) -> None:
        """``widths`` of the columns in pixels; the ``wide`` one or the last takes what is left."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.copied: Callable[[list[int]], str] | None = None  # what Ctrl+C copies of these rows
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(60)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        if wide is None:
            header.setStretchLastSection(True)
        else:
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(RowDelegate(self))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.copied is not None:
            rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
            if rows:
                QGuiApplication.clipboard().setText(self.copied(rows))
        else:
            super().keyPressEvent(event)
