"""The values of one facet as rows to tick: model and delegate."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from explorer.ui import words

Index = QModelIndex | QPersistentModelIndex
_BARE: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


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
