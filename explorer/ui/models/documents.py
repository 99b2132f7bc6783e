"""The documents of a library as a table that sorts and filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from explorer.domain.review import Waiting
from explorer.domain.when import parse_when
from explorer.services.keeping import DocumentRow
from explorer.ui import words
from explorer.ui.models.review_words import waiting_text
from explorer.ui.models.rows import Index, RowsModel

TITLE, STANDING, DATE, LANGUAGE, ADDED, STATE, REVIEW, PAGES, ENTRIES = range(9)
NUMBERS = frozenset({PAGES, ENTRIES})
#: Role of values that sort as they are, rather than as they read.
SORT = Qt.ItemDataRole.UserRole
#: Role of the row's `DocumentRow`.
ROW = Qt.ItemDataRole.UserRole + 1


def tr(text: str) -> str:
    """The table's words in the interface's language."""
    return QCoreApplication.translate("DocumentsPanel", text)


def state_text(row: DocumentRow) -> str:
    """How much of a document could be read, and what it is to others."""
    if not row.letters:
        return tr("No text")
    told = []
    if row.gaps:
        told.append(
            tr("1 place not read")
            if row.gaps == 1
            else tr("{count} places not read").format(count=words.number(row.gaps))
        )
    if row.document.version_of:
        told.append(tr("Version"))
    if row.document.translation_of:
        told.append(tr("Translation"))
    return ", ".join(told) or tr("Whole")


class DocumentsModel(RowsModel):
    """Rows as the library has them."""

    numbers = NUMBERS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DocumentRow, ...] = ()
        self._waiting: Mapping[str, Waiting] = {}

    def show_rows(
        self, rows: Sequence[DocumentRow], waiting: Mapping[str, Waiting] | None = None
    ) -> None:
        """Show these, and how many suggestions wait in those that were opened for review."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._waiting = waiting or {}
        self.endResetModel()

    def _review(self, row: DocumentRow) -> str:
        found = self._waiting.get(row.document.id)
        return "–" if found is None else waiting_text(found.open, found.total)

    def row(self, place: int) -> DocumentRow:
        """One row."""
        return self._rows[place]

    def rows(self) -> tuple[DocumentRow, ...]:
        """All of them."""
        return self._rows

    def _text(self, row: DocumentRow, column: int) -> str:
        document = row.document
        texts = {
            TITLE: document.title,
            STANDING: words.standing_label(document.standing),
            DATE: words.when_text(document.published),
            LANGUAGE: words.language_name(document.language),
            PAGES: words.number(row.pages) if row.pages else "–",
            ENTRIES: words.number(row.entries),
            ADDED: words.when_text(document.added) if document.added else tr("Built in"),
            STATE: state_text(row),
            REVIEW: self._review(row),
        }
        return texts[column]

    def _sort(self, row: DocumentRow, column: int) -> Any:
        if column == DATE:
            # Undated ones stand behind the others.
            text = row.document.published
            return parse_when(text).earliest if text else 1 << 30
        if column == ADDED:
            return row.document.added or ""
        if column == PAGES:
            return row.pages
        if column == ENTRIES:
            return row.entries
        if column == REVIEW:
            found = self._waiting.get(row.document.id)
            return -1 if found is None else found.open
        return self._text(row, column).casefold()

    @override
    def titles(self) -> tuple[str, ...]:
        return (
            tr("Title"),
            tr("Standing"),
            tr("Date"),
            tr("Language"),
            tr("Added"),
            tr("State"),
            tr("Suggestions"),
            tr("Pages"),
            tr("Entries"),
        )

    @override
    def count(self) -> int:
        return len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.document.title if index.column() == TITLE else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == SORT:
            return self._sort(row, index.column())
        return row if role == ROW else None


class DocumentsFilter(QSortFilterProxyModel):
    """Rows in which every typed word stands somewhere, in the order of a column's own values."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT)

    def set_text(self, text: str) -> None:
        """Show only rows with these words."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, DocumentsModel)
        document = model.row(source_row).document
        told = [str(model.index(source_row, column).data()) for column in range(ENTRIES + 1)]
        told += [document.author, document.publisher, document.filename]
        text = "\n".join(told).casefold()
        return all(word in text for word in self._words)

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT), source_right.data(SORT)
        return bool(left < right)
