"""Paragraphs of documents as a model: a heading for each document, its paragraphs below.

All rows are known from the first answer's counts; their texts are fetched when they come into
view.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from explorer.domain.answers import DocumentCount, PassagePage
from explorer.domain.query import PassageHit
from explorer.ui import words
from explorer.ui.models.results_words import passage_accessible

Index = QModelIndex | QPersistentModelIndex

BATCH: Final = 50


class PassagesModel(QAbstractListModel):
    """The rows of one answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: PassagePage | None = None
        self._documents: tuple[DocumentCount, ...] = ()
        self._starts: tuple[int, ...] = ()  # the row of each document's heading
        self._known: dict[int, PassageHit] = {}

    def set_page(self, page: PassagePage | None) -> None:
        """Show another answer, or none."""
        self.beginResetModel()
        self._page = page
        self._documents = page.documents if page else ()
        sizes = [count.count + 1 for count in self._documents]
        self._starts = tuple(accumulate(sizes, initial=0))[:-1]
        self._known = {}
        self.endResetModel()
        if page is not None:
            self.add(page)

    def add(self, page: PassagePage) -> None:
        """Texts of further rows of the same answer."""
        self._known |= {page.offset + place: hit for place, hit in enumerate(page.hits)}
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def unknown(self, first: int, last: int) -> int | None:
        """The first hit of the batch that rows ``first`` to ``last`` lack; None when none does."""
        for row in range(max(first, 0), min(last, self.rowCount())):
            number = self._number(row)
            if number is not None and number not in self._known:
                return number // BATCH * BATCH
        return None

    def heading(self, row: int) -> DocumentCount | None:
        """The document whose heading this row is."""
        place = bisect_right(self._starts, row) - 1
        return self._documents[place] if place >= 0 and self._starts[place] == row else None

    def hit(self, row: int) -> PassageHit | None:
        """The paragraph of a row; None for a heading, and while it is on its way."""
        number = self._number(row)
        return None if number is None else self._known.get(number)

    def _number(self, row: int) -> int | None:
        """Which hit a row shows; None for a heading."""
        place = bisect_right(self._starts, row) - 1
        if place < 0 or self._starts[place] == row:
            return None
        return row - place - 1

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        if parent.isValid() or not self._documents:
            return 0
        return self._starts[-1] + self._documents[-1].count + 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._number(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        heading, hit = self.heading(index.row()), self.hit(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.title if heading else hit.snippet.text if hit else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if heading is not None:
                return f"{heading.title}, {words.paragraphs(heading.count)}"
            return "" if hit is None else f"{passage_accessible(hit)}. {self.resting(hit)}"
        return None

    def resting(self, hit: PassageHit) -> str:
        """Which entries rest on a paragraph, in words."""
        if not hit.entries:
            return self.tr("no entry rests on it")
        return ", ".join(entry.short_title for entry in hit.entries)
