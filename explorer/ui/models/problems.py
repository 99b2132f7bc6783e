"""What a check found, as a table: what it is, where it is, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    Qt,
)
from typing_extensions import override

from explorer.services.checking import Problem
from explorer.ui import words
from explorer.ui.models.rows import Index, RowsModel


def tr(text: str) -> str:
    """The table's words in the interface's language."""
    return QCoreApplication.translate("CheckDialog", text)


def what_text(what: str) -> str:
    """The word for a kind of thing that can be wrong."""
    return {
        "library": tr("Library file"),
        "document": tr("Document"),
        "passage": tr("Sentence"),
        "entry": tr("Entry"),
        "index": tr("Search index"),
    }[what]


class ProblemsModel(RowsModel):
    """The problems, in the order they were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def cells(self, problem: Problem) -> tuple[str, str, str]:
        """A row in words; the title before the exact place."""
        where = f"{problem.title} ({problem.where})" if problem.title else problem.where
        return what_text(problem.what), where, words.message_text(problem.reason)

    def text(self, rows: Iterable[int] | None = None) -> str:
        """Rows (all of them where none are named) as lines, their cells parted by tabs."""
        chosen = range(len(self._problems)) if rows is None else rows
        return "".join("\t".join(self.cells(self._problems[row])) + "\n" for row in chosen)

    @override
    def titles(self) -> tuple[str, ...]:
        return (
            tr("What"),
            tr("Where"),
            tr("What is wrong"),
        )

    @override
    def count(self) -> int:
        return len(self._problems)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(self._problems[index.row()])[index.column()]
        return None
