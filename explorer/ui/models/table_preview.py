"""The entries that the first rows of a table will become; what was not understood is marked."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QObject,
    Qt,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.tabling import EntryLine
from explorer.ui import words
from explorer.ui.models.rows import Index, RowsModel
from explorer.ui.table_words import tr

TITLE, KIND, STAGE, WHEN, PARTIES, SECTORS = range(6)
# The pieces of a cell, each marked or not.
PiecesRole: Final = Qt.ItemDataRole.UserRole + 2
_DATES: Final = frozenset({"signed", "in_force", "ended"})


class Piece(NamedTuple):
    """A piece of a cell; ``strange``: it was not understood, and is kept as printed."""

    text: str
    strange: bool = False


class PreviewModel(RowsModel):
    """A line a row of the table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[EntryLine, ...] = ()
        self._labels = Labels()

    def show_lines(self, lines: tuple[EntryLine, ...], labels: Labels) -> None:
        """Show these; the place that is looked at stays where as many rows are there."""
        same = len(lines) == len(self._lines)
        if not same:
            self.beginResetModel()
        self._lines, self._labels = lines, labels
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, SECTORS))

    def pieces(self, row: int, place: int) -> tuple[Piece, ...]:
        """What a cell shows."""
        line = self._lines[row]
        if line.refused is not None:
            said = words.message_text(line.refused)
            return (Piece(said, True),) if place == TITLE else ()
        if place == TITLE:
            return (Piece(line.title),)
        if place == KIND:
            return (Piece(words.kind_label(line.kind)), *_missed(line, {"instrument"}))
        if place == STAGE:
            stage = words.stage_label(line.stage, line.kind)
            return (Piece(stage), *_missed(line, {"stage"}))
        if place == WHEN:
            missed = _missed(line, _DATES)
            return missed if missed and line.when is None else (_when(line), *missed)
        if place == PARTIES:
            return tuple(
                self._party(party.printed, party.code, party.known) for party in line.parties
            )
        known = tuple(Piece(self._labels.sector(name)) for name in line.sectors)
        return (*known, *_missed(line, {"sectors"}))

    def _party(self, printed: str, code: str, known: bool) -> Piece:
        return Piece(self._labels.party(code) if code else printed, not known)

    def _text(self, row: int, place: int) -> str:
        return ", ".join(
            f"? {piece.text}" if piece.strange else piece.text for piece in self.pieces(row, place)
        )

    def _tip(self, row: int, place: int) -> str:
        pieces = self.pieces(row, place)
        lines = [piece.text for piece in pieces if not piece.strange]
        strange = [piece.text for piece in pieces if piece.strange]
        if strange and self._lines[row].refused is None:
            lines += [tr("Not understood, kept as printed:"), *strange]
        return "\n".join(lines)

    @override
    def count(self) -> int:
        return len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, place)
        return self.pieces(row, place) if role == PiecesRole else None

    @override
    def titles(self) -> tuple[str, ...]:
        names = (tr("Title"), tr("Type"), tr("How firm"))
        return (*names, tr("When"), tr("Parties"), tr("Sectors"))


def _when(line: EntryLine) -> Piece:
    return Piece(words.when_text(line.when))


def _missed(line: EntryLine, fields: set[str] | frozenset[str]) -> tuple[Piece, ...]:
    return tuple(Piece(miss.printed, True) for miss in line.misses if miss.field in fields)
