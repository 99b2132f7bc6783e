"""The columns of a table that comes in, each with what it becomes and why."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)
from typing_extensions import override

from explorer.domain.mapping import FIELDS, Mapping
from explorer.domain.tabling import ColumnLook, TableLook
from explorer.ui import words
from explorer.ui.models.rows import Index, RowsModel
from explorer.ui.table_words import field_label, tr

NAME, VALUES, FIELD, WHY = range(4)
# What may be chosen in a cell: a list of labels with what they stand for.
ChoicesRole: Final = Qt.ItemDataRole.UserRole + 1
_BETWEEN: Final = "  ·  "


class ColumnsModel(RowsModel):
    """A line a column; the field of each can be chosen."""

    chosen = Signal(str, str)  # column, field

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[ColumnLook, ...] = ()
        self._why: dict[str, str] = {}
        self._guess: Mapping | None = None
        self._mapping: Mapping | None = None

    def show_look(self, look: TableLook, *, remembered: bool) -> None:
        """Begin anew with these columns; ``remembered``: they are used as they were before."""
        self.beginResetModel()
        self._columns = look.columns
        why = {name: words.message_text(message) for name, message in look.why.items()}
        if remembered:
            why = {name: tr("As last time") for name in look.names()}
        self._why, self._guess, self._mapping = why, None, None
        self.endResetModel()

    def show_mapping(self, mapping: Mapping) -> None:
        """What each column becomes now. The first mapping is the one that the reasons are for."""
        if self._guess is None:
            self._guess = mapping
        self._mapping = mapping
        if self._columns:
            self.dataChanged.emit(self.index(0, FIELD), self.index(len(self._columns) - 1, WHY))

    def forget_reasons(self) -> None:
        """Another mapping was loaded: what spoke for the guess does not speak for it."""
        self._why, self._guess = {}, None

    def fields(self, row: int) -> tuple[str, ...]:
        """The fields that a column gives."""
        if self._mapping is None:
            return ()
        return self._mapping.columns.fields_of(self._columns[row].name)

    def _reason(self, row: int) -> str:
        fields = self.fields(row)
        name = self._columns[row].name
        if self._guess is not None and self._guess.columns.fields_of(name) != fields:
            return tr("Chosen by you")
        return self._why.get(name, "") if fields else ""

    def _examples(self, row: int) -> str:
        column = self._columns[row]
        if not column.examples:
            return tr("Empty in all rows")
        return _BETWEEN.join(" ".join(text.split()) for text in column.examples)

    def _tip(self, row: int) -> str:
        column = self._columns[row]
        text = tr("{filled} rows say something here, {different} different values")
        head = text.format(
            filled=words.number(column.filled), different=words.number(column.different)
        )
        return "\n".join((head, *column.examples))

    @override
    def count(self) -> int:
        return len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row) if place == VALUES else self._text(row, place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[row].name}: {self._text(row, place)}"
        if place == FIELD and role == Qt.ItemDataRole.EditRole:
            return next(iter(self.fields(row)), "")
        if place == FIELD and role == ChoicesRole:
            return [(field_label(field), field) for field in ("", *FIELDS)]
        return None

    def _text(self, row: int, place: int) -> str:
        if place == NAME:
            return self._columns[row].name
        if place == VALUES:
            return self._examples(row)
        if place == WHY:
            return self._reason(row)
        return ", ".join(map(field_label, self.fields(row))) or field_label("")

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or index.column() != FIELD or role != Qt.ItemDataRole.EditRole:
            return False
        fields = self.fields(index.row())
        if (value,) != fields and (value or fields):
            self.chosen.emit(self._columns[index.row()].name, value)
        return True

    @override
    def titles(self) -> tuple[str, ...]:
        return (tr("Column"), tr("What stands in it"), tr("Becomes"), tr("Why"))
