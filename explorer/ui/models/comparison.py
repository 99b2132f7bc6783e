"""What differs between two editions, as a tree: groups with counts, below each its entries."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from explorer.domain.difference_words import Teller, Tongue
from explorer.domain.differences import GROUP_LABELS, Comparison, EntryChange, Group
from explorer.services.editions import vocabulary_labels
from explorer.services.merging import Choice
from explorer.ui import words
from explorer.ui.theme import BODY, ui_font

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

ENTRY, DIFFERS, CHOICE = range(3)
ROW: Final = 26  # pixels
CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole  # the `EntryChange` of a row
CHOSEN: Final = (Group.STAGE, Group.REWORDED, Group.CHANGED)  # of which the user chooses


def tr(text: str) -> str:
    """The comparison's words in the interface's language."""
    return QCoreApplication.translate("Comparison", text)


def tongue() -> Tongue:
    """How the window says words and writes dates."""
    return Tongue(words.vocabulary_word, words.when_text, words.language_name)


def choice_name(choice: Choice) -> str:
    """What becomes of an entry, in words."""
    return {
        Choice.BOTH: tr("Keep both"),
        Choice.KEEP: tr("Keep mine"),
        Choice.TAKE: tr("Take theirs"),
    }[choice]


class ComparisonModel(QAbstractItemModel):
    """Groups that have entries, and these. An index's id is 0 for a group, else its group's + 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[Group, tuple[EntryChange, ...]]] = []
        self._choices: dict[str, Choice] | None = None
        self.teller = Teller(vocabulary_labels(), {}, tongue())
        self._bold: QFont = ui_font(BODY, bold=True)

    def show_comparison(self, comparison: Comparison, *, choosing: bool) -> None:
        """Show this; ``choosing``: with what becomes of each entry that differs."""
        self.beginResetModel()
        self.teller = Teller(vocabulary_labels(), comparison.names, tongue())
        found: dict[Group, list[EntryChange]] = {group: [] for group in Group}
        for change in comparison.changes:
            found[change.group].append(change)
        self._groups = [(group, tuple(some)) for group, some in found.items() if some]
        self._choices = None
        if choosing:
            self._choices = {change.id: Choice.BOTH for group in CHOSEN for change in found[group]}
        self.endResetModel()

    def choices(self) -> dict[str, Choice]:
        """What becomes of each entry that differs, by its id."""
        return dict(self._choices or {})

    def choice(self, index: Index) -> Choice | None:
        """What becomes of the entry of a row; None where there is nothing to choose."""
        change = self.change(index)
        return None if change is None else (self._choices or {}).get(change.id)

    def choose(self, choice: Choice, index: Index | None = None) -> None:
        """Choose for the entry of a row, or for all."""
        if self._choices is None:
            return
        change = None if index is None else self.change(index)
        if index is None:
            self._choices = dict.fromkeys(self._choices, choice)
        elif change is not None and change.id in self._choices:
            self._choices[change.id] = choice
        for row, (_, some) in enumerate(self._groups):
            above = self.index(row, 0)
            first, last = self.index(0, CHOICE, above), self.index(len(some) - 1, CHOICE, above)
            self.dataChanged.emit(first, last)

    def change(self, index: Index) -> EntryChange | None:
        """The entry of a row; None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def group(self, row: int) -> Group:
        """The group of a row at the top."""
        return self._groups[row][0]

    def first_differing(self) -> QModelIndex:
        """The first entry that both have, else the first of all."""
        for row, (group, _) in enumerate(self._groups):
            if group in CHOSEN:
                return self.index(0, 0, self.index(row, 0))
        return self.index(0, 0, self.index(0, 0)) if self._groups else QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self._groups[parent.row()][1])

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return CHOICE + (self._choices is not None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        change = self.change(index)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW)
        if change is None:
            return self._group_data(index, role)
        if role == CHANGE_ROLE:
            return change
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == ENTRY:
            tip = role == Qt.ItemDataRole.ToolTipRole
            return f"{change.title}\n{self.teller.short(change)}" if tip else change.title
        if index.column() == DIFFERS:
            return self.teller.short(change)
        chosen = self.choice(index)
        return "" if chosen is None else choice_name(chosen)

    def _group_data(self, index: Index, role: int) -> Any:
        group, some = self._groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == ENTRY:
            label = words.vocabulary_word(GROUP_LABELS[group])
            return f"{label} ({words.number(len(some))})"
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (tr("Entry"), tr("What differs"), tr("What becomes of it"))[section]
        return None
