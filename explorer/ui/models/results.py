"""The list of a result as a model: entries in order, then paragraphs that no entry rests on.

A page brings all ids and the first records. Records of further rows are fetched when they come
into view: the model only says which it does not know yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from explorer.domain.query import EntryRow, Page, PassageHit
from explorer.ui import words
from explorer.ui.dragging import entry_data
from explorer.ui.models.results_words import (
    entry_accessible,
    entry_tooltip,
    passage_accessible,
)

Index = QModelIndex | QPersistentModelIndex

_HEADING: Final = Qt.ItemFlag.ItemNeverHasChildren
_ROW: Final = _HEADING | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_ENTRY: Final = _ROW | Qt.ItemFlag.ItemIsDragEnabled


class RowKind(IntEnum):
    """What a row of the list is."""

    ENTRY = 0
    HEADING = 1
    PASSAGE = 2


class ResultRole(IntEnum):
    """What delegate and panel ask for, beyond Qt's own roles."""

    KIND = Qt.ItemDataRole.UserRole
    ID = Qt.ItemDataRole.UserRole + 1
    ENTRY = Qt.ItemDataRole.UserRole + 2
    PASSAGE = Qt.ItemDataRole.UserRole + 3
    IN_BINDER = Qt.ItemDataRole.UserRole + 4


class ResultsModel(QAbstractListModel):
    """Rows of one page; the heading and the paragraphs stand after the last entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[str] = ()
        self._known: dict[str, EntryRow] = {}
        self._places: dict[str, int] = {}
        self._hits: tuple[PassageHit, ...] = ()
        self._binder: frozenset[str] = frozenset()

    def set_page(self, page: Page) -> None:
        """Show another answer."""
        self.beginResetModel()
        self._ids = page.ids
        self._known = {row.id: row for row in page.rows}
        self._places = {}
        self._hits = page.passages
        self.endResetModel()

    def add_rows(self, rows: Iterable[EntryRow]) -> None:
        """Take records that were fetched; those of an older answer are kept out."""
        new = {row.id: row for row in rows}
        self._known |= {name: row for name, row in new.items() if self.place(name) >= 0}
        changed = sorted(place for name in new if (place := self.place(name)) >= 0)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def set_binder(self, ids: Collection[str]) -> None:
        """Which entries are put aside."""
        self._binder = frozenset(ids)
        if self._ids:
            last = self.index(len(self._ids) - 1)
            self.dataChanged.emit(self.index(0), last, [ResultRole.IN_BINDER])

    @property
    def entries(self) -> int:
        """How many rows are entries."""
        return len(self._ids)

    def place(self, entry: str) -> int:
        """The row of an entry; -1 where it is not in the result."""
        if entry not in self._places:
            try:
                self._places[entry] = self._ids.index(entry)
            except ValueError:
                self._places[entry] = -1
        return self._places[entry]

    def unknown(self, first: int, last: int) -> tuple[str, ...]:
        """The ids from row ``first`` to ``last`` (inclusive) of which there is no record."""
        known = self._known
        wanted = []
        for place in range(max(0, first), min(last + 1, len(self._ids))):
            name = self._ids[place]
            self._places[name] = place
            if name not in known:
                wanted.append(name)
        return tuple(wanted)

    def in_binder(self, entry: str) -> bool:
        """Whether an entry is put aside."""
        return entry in self._binder

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        if parent.isValid():
            return 0
        return len(self._ids) + (len(self._hits) + 1 if self._hits else 0)

    def kind(self, place: int) -> RowKind:
        """What the row at a place is."""
        if place < len(self._ids):
            return RowKind.ENTRY
        return RowKind.HEADING if place == len(self._ids) else RowKind.PASSAGE

    def entry(self, place: int) -> EntryRow | None:
        """The record of an entry's row; None while it is on its way."""
        return self._known.get(self._ids[place])

    def passage(self, place: int) -> PassageHit:
        """The paragraph of a row behind the heading."""
        return self._hits[place - len(self._ids) - 1]

    @property
    def heading(self) -> str:
        """The line over the paragraphs."""
        return self.tr("In the documents, not in an entry ({count})").format(
            count=words.number(len(self._hits))
        )

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kind = self.kind(index.row())
        if kind is RowKind.ENTRY:
            return _ENTRY
        return _HEADING if kind is RowKind.HEADING else _ROW

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        places = [index.row() for index in indexes if self.kind(index.row()) is RowKind.ENTRY]
        ids = [self._ids[place] for place in places]
        return entry_data(ids, [str(self.index(place).data() or "") for place in places])

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        kind = self.kind(index.row())
        if role == ResultRole.KIND:
            return kind
        if kind is RowKind.ENTRY:
            return self._entry_data(self._ids[index.row()], role)
        if kind is RowKind.PASSAGE:
            return self._passage_data(self.passage(index.row()), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.heading
        return None

    def _entry_data(self, name: str, role: int) -> Any:
        row = self._known.get(name)
        if role == ResultRole.ID:
            return name
        if role == ResultRole.IN_BINDER:
            return name in self._binder
        if role == ResultRole.ENTRY:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if row is None else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row is None:
                return self.tr("Loading")
            return entry_accessible(row, in_binder=name in self._binder)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            return entry_tooltip(row)
        return None

    def _passage_data(self, hit: PassageHit, role: int) -> Any:
        if role == ResultRole.PASSAGE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.snippet.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return passage_accessible(hit)
        return None
