"""Documents in: what will be read, how far it is, and what became of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.services.importing import (
    ADDED,
    KNOWN,
    REFUSED,
    ImportReport,
    Outcome,
    Step,
)
from explorer.ui import theme, words
from explorer.ui.models.imports import (
    LANGUAGE,
    RESULT,
    ImportsModel,
    result_text,
    summary,
)
from explorer.ui.widgets import ElidedLabel, IconLabel, plain_label
from explorer.ui.widgets_rows import RowsTable

SIZE: Final = (1040, 420)
PAINT_MS: Final = 100
PATIENCE_MS: Final = 1_500  # until a single file that is still being read is told of
_WIDTHS: Final = (200, 230, 240, 140, 90, 80)  # pixels
# Reasons that another encoding may remedy.
_ENCODED: Final = frozenset({"reading-encoding", "note-encoding", "note-known"})


class ImportDialog(QDialog):
    """Beside the window, which can be used meanwhile. Escape closes it; reading goes on, and the
    window tells its end.
    """

    start_wanted = Signal(object)  # list[Path]: read these
    cancel_wanted = Signal()
    undo_wanted = Signal()
    open_wanted = Signal(str)  # a document
    details_wanted = Signal(str)
    review_wanted = Signal(str)
    encoding_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Read in documents"))
        self.resize(*SIZE)
        self._running = False
        self._paths: list[Path] = []
        self._arrived: list[tuple[int, Outcome]] = []
        self._last: Step | None = None
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(PAINT_MS)
        self._painting.timeout.connect(self._paint_steps)
        self._coming = QTimer(self)
        self._coming.setSingleShot(True)
        self._coming.setInterval(PATIENCE_MS)
        self._coming.timeout.connect(self.come)
        self._came = False  # by itself, for a single file that takes its time
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._icon = IconLabel("file-plus-2", "accent", 20)
        head.addWidget(self._icon)
        self.headline = plain_label(size=theme.CARD, bold=True, wrap=True)
        head.addWidget(self.headline, 1)
        column.addLayout(head)
        self.text = ElidedLabel()
        self.text.setProperty("role", "soft")
        column.addWidget(self.text)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        column.addWidget(self.bar)
        self.model = ImportsModel(self)
        self.table = self._made_table()
        column.addWidget(self.table, 1)
        self.reason = plain_label(wrap=True, selectable=True)
        column.addWidget(self.reason)
        column.addLayout(self._buttons())
        self._show_state()

    def _made_table(self) -> RowsTable:
        table = RowsTable(self.model, self.tr("Files"), _WIDTHS, self)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        table.activated.connect(lambda index: self._open(index.row()))
        return table

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.clicked.connect(lambda: self._open(self._row()))
        self.review = QPushButton(self.tr("Review suggestions"))
        self.review.clicked.connect(self._review)
        self.details = QPushButton(self.tr("Correct details …"))
        self.details.clicked.connect(self._correct)
        self.encoding = QPushButton(self.tr("Other encoding …"))
        self.encoding.clicked.connect(
            lambda: self.encoding_wanted.emit(self.model.path(self._row()))
        )
        self.copy = QPushButton(self.tr("Copy list"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.model.text()))
        self.undo = QPushButton(self.tr("Undo all"))
        self.undo.clicked.connect(self.undo_wanted)
        self.start = QPushButton()
        self.start.setProperty("primary", True)
        self.start.clicked.connect(lambda: self.start_wanted.emit(list(self._paths)))
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self._leave)
        for button in (self.open_button, self.review, self.details, self.encoding, self.copy):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.undo, self.start, self.close_button):
            row.addWidget(button)
        return row

    # States

    def propose(self, paths: Sequence[Path], sizes: int, kinds: Counter[str]) -> None:
        """Show what would be read, before it is: ``sizes`` in bytes, ``kinds`` by suffix."""
        self._paths = list(paths)
        self.model.show_paths(self._paths)
        self._running = False
        self.bar.hide()
        self.headline.setText(self.tr("Read {files}?").format(files=words.files(len(paths))))
        listed = ", ".join(
            f"{words.number(count)} {kind.removeprefix('.').upper()}"
            for kind, count in kinds.most_common()
        )
        text = self.tr("{kinds}; {size} in all. Nothing has been read yet.")
        self.text.set_full_text(text.format(kinds=listed, size=words.size(sizes)))
        self.start.setText(self.tr("Read {files}").format(files=words.files(len(paths))))
        self._show_state(proposed=True)
        self.come()
        self.start.setFocus()

    def begin(self, paths: Sequence[Path]) -> None:
        """Reading begins."""
        self._paths = list(paths)
        self.model.show_paths(self._paths)
        self._running = True
        text = self.tr("Reading {files}") if len(paths) > 1 else self.tr("Reading one file")
        self.headline.setText(text.format(files=words.files(len(paths))))
        self.text.set_full_text("")
        # Before the first page is read it is not known how much there is of a single file.
        self.bar.setRange(0, len(paths) * 100 if len(paths) > 1 else 0)
        self.bar.show()
        self._show_state()
        # A single file is mostly read before one has looked here: its first page stays in sight.
        self._came = len(paths) == 1 and not self.isVisible()
        if self._came:
            self._coming.start()
        else:
            self.come()

    def show_step(self, step: Step) -> None:
        """How far it is; painted some times a second, however fast the files are read."""
        if step.outcome is not None:
            self._arrived.append((step.done - 1, step.outcome))
        self._last = step
        if not self._painting.isActive():
            self._painting.start()

    def _paint_steps(self) -> None:
        """Show what has arrived since."""
        for place, outcome in self._arrived:
            self.model.set_outcome(place, outcome)
        if self._arrived:
            self.table.scrollTo(self.model.index(self._arrived[-1][0], 0))
        self._arrived.clear()
        step, self._last = self._last, None
        if step is None or not self._running:
            return
        share = step.page / step.pages if step.pages else 0.0
        if step.total > 1 or step.pages:
            self.bar.setRange(0, step.total * 100)
            self.bar.setValue(round((step.done + share) * 100))
        name = Path(step.path).name.encode(errors="replace").decode()
        if step.outcome is None and step.pages:
            text = self.tr("{name}: page {page} of {pages}").format(
                name=name, page=words.number(step.page), pages=words.number(step.pages)
            )
            self.text.set_full_text(text)
        elif step.outcome is None:
            self.text.set_full_text(name)

    def finish(self, report: ImportReport) -> None:
        """All is done, or was cancelled."""
        self._paint_steps()
        self._running = False
        for place, outcome in enumerate(report.outcomes):
            if self.model.outcome(place) is None:
                self.model.set_outcome(place, outcome)
        self.bar.hide()
        self.headline.setText(summary(report))
        added = report.added()
        text = ""
        if added:
            text = self.tr(
                "They can be searched now. Title, standing, date and language are guesses:"
                " correct them where they are wrong."
            )
        self.text.set_full_text(text)
        # What needs a look is looked at: the first one that was not read.
        refused = (n for n, one in enumerate(report.outcomes) if one.status == REFUSED)
        self.table.selectRow(next(refused, 0))
        self._show_state(undoable=bool(report.batch))
        self._settle(report)
        self.close_button.setFocus()

    def _settle(self, report: ImportReport) -> None:
        """A single file without a fault needs no list: the window says that it is there."""
        self._coming.stop()
        smooth = all(one.status == ADDED and not one.notes for one in report.outcomes)
        if self._came and smooth:
            self.close()
        elif not self.isVisible():
            self.come()
        self._came = False

    def fail(self, text: str) -> None:
        """Nothing could be read at all."""
        self._running = False
        self._coming.stop()
        self.come()
        self.bar.hide()
        self.headline.setText(self.tr("Nothing was read"))
        self.text.set_full_text(text)
        self._show_state()

    def taken_back(self) -> None:
        """What was added is not in the library any more, or is again: no longer said here."""
        self.undo.hide()

    def _show_state(self, *, proposed: bool = False, undoable: bool = False) -> None:
        self.start.setVisible(proposed)
        self.undo.setVisible(undoable)
        self.copy.setVisible(not proposed and not self._running)
        closes = not proposed and not self._running
        self.close_button.setText(self.tr("Close") if closes else self.tr("Cancel"))
        self.close_button.setDefault(closes)
        for place in range(RESULT, LANGUAGE + 1):
            self.table.setColumnHidden(place, proposed)
        self._show_buttons()

    def _show_buttons(self) -> None:
        outcome = None if self._running else self.model.outcome(self._row())
        worded = outcome is not None and bool(outcome.reason or outcome.notes)
        self.reason.setText(result_text(outcome) if worded and outcome is not None else "")
        self.reason.setVisible(worded)
        here = outcome is not None and outcome.document is not None
        added = outcome is not None and outcome.status == ADDED
        told = [] if outcome is None else [outcome.reason, *outcome.notes]
        encoded = any(one is not None and one.code in _ENCODED for one in told)
        self.open_button.setVisible(here)
        self.details.setVisible(added)
        self.review.setVisible(here)
        self.encoding.setVisible(encoded and outcome is not None and outcome.status != KNOWN)

    def _row(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def _open(self, row: int) -> None:
        outcome = self.model.outcome(row)
        if not self._running and outcome is not None and outcome.document is not None:
            self.open_wanted.emit(outcome.document)

    def _correct(self) -> None:
        outcome = self.model.outcome(self._row())
        if outcome is not None and outcome.document is not None:
            self.details_wanted.emit(outcome.document)

    def _review(self) -> None:
        outcome = self.model.outcome(self._row())
        if outcome is not None and outcome.document is not None:
            self.review_wanted.emit(outcome.document)
            self.close()

    def come(self) -> None:
        """Stand beside the window."""
        self.show()
        self.raise_()

    def _leave(self) -> None:
        if self._running:
            self.cancel_wanted.emit()
        else:
            self.close()
