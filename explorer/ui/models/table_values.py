"""Printed words of a table with their meaning, and what of the table was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.mapping import MEANT, Mapping
from explorer.domain.tabling import TableLook
from explorer.ui import words
from explorer.ui.models.rows import Index, RowsModel
from explorer.ui.models.table_columns import ChoicesRole
from explorer.ui.table_words import (
    Fault,
    field_label,
    meaning_label,
    meaning_of,
    meanings,
    tr,
)

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

PRINTED, WHAT, COUNT, MEANING = range(4)


class Word(NamedTuple):
    """A printed word of a field, how often it stands there, and what it means."""

    field: str
    printed: str
    times: int
    meaning: object


class ValuesModel(RowsModel):
    """The words whose meaning a mapping gives; those without one first, then the commonest."""

    chosen = Signal(str, str, object)  # field, printed, meaning
    numbers = frozenset({COUNT})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[Word] = []
        self._labels = Labels()

    def show_look(self, look: TableLook, mapping: Mapping, labels: Labels) -> None:
        """The words of the columns that a mapping uses, sorted anew."""
        found = _words(look, mapping)
        found.sort(key=lambda word: (word.meaning is not None, -word.times))
        self.beginResetModel()
        self._words, self._labels = found, labels
        self.endResetModel()

    def show_mapping(self, look: TableLook, mapping: Mapping, labels: Labels) -> None:
        """What they mean now; they stay in their order while one goes through them."""
        found = {(word.field, word.printed): word for word in _words(look, mapping)}
        if found.keys() != {(word.field, word.printed) for word in self._words}:
            self.show_look(look, mapping, labels)
            return
        self._words = [found[word.field, word.printed] for word in self._words]
        if self._words:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._words) - 1, MEANING))

    @property
    def unknown(self) -> int:
        """How many words have no meaning."""
        return sum(word.meaning is None for word in self._words)

    def word(self, row: int) -> Word:
        """The word in a row."""
        return self._words[row]

    @override
    def count(self) -> int:
        return len(self._words)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == MEANING else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        word, place = self._words[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and place == COUNT:
            return _RIGHT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(word, place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{word.printed}: {self._text(word, place)}"
        if place == MEANING and role == Qt.ItemDataRole.EditRole:
            return word.meaning
        if place == MEANING and role == ChoicesRole:
            return meanings(word.field, self._labels)
        return None

    def _text(self, word: Word, place: int) -> str:
        if place == PRINTED:
            return " ".join(word.printed.split())
        if place == COUNT:
            return words.number(word.times)
        if place == WHAT:
            return field_label(word.field)
        return meaning_label(word.field, word.meaning, self._labels)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or index.column() != MEANING or role != Qt.ItemDataRole.EditRole:
            return False
        word = self._words[index.row()]
        if value != word.meaning:
            self.chosen.emit(word.field, word.printed, value)
        return True

    @override
    def titles(self) -> tuple[str, ...]:
        return (tr("As printed"), tr("Stands for"), tr("Rows"), tr("Means"))


def _words(look: TableLook, mapping: Mapping) -> list[Word]:
    found = []
    for field in MEANT:
        means = meaning_of(mapping, field)
        found += [
            Word(field, value.printed, value.count, means(value.printed))
            for value in look.values_of(field, mapping)
        ]
    return found


class FaultsModel(RowsModel):
    """What was not understood, as printed, with how often and where first."""

    numbers = frozenset({2, 3})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: Sequence[Fault] = ()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show these."""
        self.beginResetModel()
        self._faults = faults
        self.endResetModel()

    def text(self, rows: Iterable[int]) -> str:
        """Rows as lines, their cells parted by tabs."""
        chosen = (self._faults[row] for row in rows)
        return "".join("\t".join(map(str, fault)) + "\n" for fault in chosen)

    @override
    def count(self) -> int:
        return len(self._faults)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        fault, place = self._faults[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and place >= 2:
            return _RIGHT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            value = fault[place]
            return words.number(value) if isinstance(value, int) else " ".join(value.split())
        return None

    @override
    def titles(self) -> tuple[str, ...]:
        return (tr("What"), tr("As printed"), tr("How often"), tr("First in row"))
