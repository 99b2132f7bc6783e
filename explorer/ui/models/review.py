"""The suggestions of a review as a list: one row each, in the order of the text."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from explorer.domain.review import Review, ReviewItem
from explorer.ui.models.review_words import accessible_text

Index = QModelIndex | QPersistentModelIndex


class ReviewRole(IntEnum):
    """What is asked for beyond Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole


class ReviewModel(QAbstractListModel):
    """Rows of one review. A step changes only the rows that it is about."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ReviewItem, ...] = ()

    @property
    def items(self) -> tuple[ReviewItem, ...]:
        """All of them."""
        return self._items

    def show_review(self, review: Review | None) -> None:
        """Show a review; rows that stay keep their place and their state."""
        items = () if review is None else review.items
        if [item.key for item in items] != [item.key for item in self._items]:
            self.beginResetModel()
            self._items = items
            self.endResetModel()
            return
        changed = [n for n, item in enumerate(items) if item != self._items[n]]
        self._items = items
        for place in changed:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def place(self, key: str) -> int:
        """The row of a suggestion; -1 where it is not there."""
        return next((n for n, item in enumerate(self._items) if item.key == key), -1)

    def next_open(self, place: int) -> int:
        """The first row after a place that waits, else the first that does; -1: none does."""
        waiting = [n for n, item in enumerate(self._items) if item.is_open]
        return next((n for n in waiting if n > place), waiting[0] if waiting else -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.proposal.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(item, index.row() + 1, len(self._items))
        return item if role == ReviewRole.ITEM else None
