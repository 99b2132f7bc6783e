"""What became of each file of an import, as a table that grows while it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    Qt,
)
from typing_extensions import override

from explorer.domain.entries import Document
from explorer.services.importing import ADDED, CANCELLED, KNOWN, REFUSED, ImportReport, Outcome
from explorer.ui import icons, words
from explorer.ui.models.rows import Index, RowsModel

_TITLE: Final = 80  # letters of a title in one line
FILE, RESULT, TITLE, STANDING, DATE, LANGUAGE = range(6)
_SIGNS: Final = {
    ADDED: ("check", "accent"),
    KNOWN: ("info", "faint"),
    REFUSED: ("triangle-alert", "error"),
    CANCELLED: ("minus", "faint"),
}


def tr(text: str) -> str:
    """The table's words in the interface's language."""
    return QCoreApplication.translate("ImportDialog", text)


def summary(report: ImportReport) -> str:
    """What an import did, counted: "3 added, 1 not read"."""
    count = Counter(outcome.status for outcome in report.outcomes)
    texts = (
        (ADDED, tr("{count} added")),
        (KNOWN, tr("{count} already here")),
        (REFUSED, tr("{count} not read")),
        (CANCELLED, tr("{count} cancelled")),
    )
    told = [text.format(count=words.number(count[name])) for name, text in texts if count[name]]
    return ", ".join(told)


def told_in_a_line(report: ImportReport) -> str:
    """What an import did; of a single file by its title."""
    if len(report.outcomes) != 1:
        return tr("Documents: {summary}.").format(summary=summary(report))
    outcome = report.outcomes[0]
    name = Path(outcome.path).name
    title = words.quoted(words.shortened(outcome.title or name, _TITLE))
    if outcome.status == ADDED:
        return tr("{title} added.").format(title=title)
    if outcome.status == KNOWN:
        return tr("{title} is already here.").format(title=title)
    return f"{words.quoted(name)}: {summary(report)}."


def result_text(outcome: Outcome) -> str:
    """What became of a file, in words."""
    texts = {
        ADDED: tr("Added"),
        KNOWN: tr("Already here"),
        REFUSED: tr("Not read"),
        CANCELLED: tr("Cancelled"),
    }
    told = [outcome.reason] if outcome.reason is not None else []
    if outcome.status == CANCELLED:
        told = []
    more = " ".join(words.message_text(one) for one in (*told, *outcome.notes))
    return f"{texts[outcome.status]}. {more}" if more else texts[outcome.status]


class ImportsModel(RowsModel):
    """The files of an import in their order; those not yet done have no result."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self._outcomes: dict[int, Outcome] = {}
        self._corrected: dict[str, Document] = {}

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Begin anew with these files."""
        self.beginResetModel()
        self._paths = list(paths)
        self._outcomes = {}
        self._corrected = {}
        self.endResetModel()

    def set_outcome(self, place: int, outcome: Outcome) -> None:
        """A file is done."""
        self._outcomes[place] = outcome
        self.dataChanged.emit(self.index(place, 0), self.index(place, LANGUAGE))

    def set_about(self, document: Document) -> None:
        """What is known about a document was corrected."""
        self._corrected[document.id] = document
        for place, outcome in self._outcomes.items():
            if outcome.document == document.id:
                self.dataChanged.emit(self.index(place, 0), self.index(place, LANGUAGE))

    def outcome(self, place: int) -> Outcome | None:
        """What became of a file."""
        return self._outcomes.get(place)

    def outcomes(self) -> Iterable[Outcome]:
        """What became of all that are done."""
        return self._outcomes.values()

    def path(self, place: int) -> Path:
        """The file of a row."""
        return self._paths[place]

    def about(self, outcome: Outcome) -> Document | None:
        """What is known about an added document."""
        return self._corrected.get(outcome.document or "", outcome.about)

    def cells(self, place: int) -> tuple[str, ...]:
        """A row in words."""
        outcome = self._outcomes.get(place)
        name = self._paths[place].name.encode(errors="replace").decode()
        if outcome is None:
            return name, "", "", "", "", ""
        about = self.about(outcome)
        if about is None:
            return name, result_text(outcome), outcome.title, "", "", ""
        return (
            name,
            result_text(outcome),
            about.title,
            words.standing_label(about.standing),
            words.when_text(about.published),
            words.language_name(about.language),
        )

    def text(self) -> str:
        """All rows as lines, their cells parted by tabs."""
        rows = ("\t".join(self.cells(place)).rstrip() for place in range(len(self._paths)))
        return "".join(row + "\n" for row in rows)

    @override
    def titles(self) -> tuple[str, ...]:
        return (
            tr("File"),
            tr("What happened"),
            tr("Title"),
            tr("Standing"),
            tr("Date"),
            tr("Language"),
        )

    @override
    def count(self) -> int:
        return len(self._paths)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == FILE:
                return str(self._paths[index.row()]).encode(errors="replace").decode()
            return self.cells(index.row())[index.column()]
        outcome = self._outcomes.get(index.row())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == RESULT and outcome:
            return icons.icon(*_SIGNS[outcome.status])
        return None
