"""Export: what goes out, its title, where to; then progress that can be cancelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.messages import AccordError, Progress
from explorer.domain.query import Page, Query
from explorer.domain.timeline import TimeRow
from explorer.export.report import ExportReport, Picture
from explorer.ui import words
from explorer.ui.exporting import Wanted, write
from explorer.ui.session import Session, told
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

FORMATS = (
    (".pdf", "PDF briefing"),
    (".csv", "Table (CSV)"),
    (".json", "Data (JSON)"),
    (".accord", "Share file for another Accord"),
)
MANY = 2_000  # beyond this a PDF takes minutes and gigabytes (measured: design, research/qt.md)


class ExportDialog(QDialog):
    """Asks, exports through the session, and stays open until the file is there or is refused."""

    written = Signal(str)
    progressed = Signal(object)  # Progress

    def __init__(
        self,
        session: Session,
        *,
        binder: tuple[str, ...],
        result: tuple[str, ...],
        query: Query,
        total: int,
        folder: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(460)
        self._session = session
        self._sets = {"binder": binder, "result": result}
        self._query, self._total, self._folder = query, total, folder
        column = QVBoxLayout(self)
        column.setSpacing(12)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        self._choose = QButtonGroup(self)
        self._binder = QRadioButton(
            self.tr("The brief: {entries}").format(entries=words.entries(len(binder)))
        )
        self._result = QRadioButton(
            self.tr("The current result: {entries}").format(entries=words.entries(len(result)))
        )
        for button, ids in ((self._binder, binder), (self._result, result)):
            button.setEnabled(bool(ids))
            self._choose.addButton(button)
        (self._binder if binder else self._result).setChecked(True)
        form.addRow(self.tr("What"), self._binder)
        form.addRow("", self._result)
        self._format = Combo()
        self._format.setAccessibleName(self.tr("Format"))
        for suffix, name in FORMATS:
            self._format.addItem(self.tr(name), suffix)
        form.addRow(self.tr("Format"), self._format)
        self._title = QLineEdit(self.tr("Cooperation agreements"))
        self._title.setAccessibleName(self.tr("Title"))
        form.addRow(self.tr("Title"), self._title)
        self._day = QLineEdit(date.today().isoformat())  # noqa: DTZ011 - the user's own day
        self._day.setAccessibleName(self.tr("Date printed on it"))
        form.addRow(self.tr("Date on it"), self._day)
        self.with_timeline = QCheckBox(self.tr("With a picture of the timeline"))
        form.addRow("", self.with_timeline)
        column.addLayout(form)
        self.note = plain_label(role="soft", wrap=True)
        column.addWidget(self.note)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.hide()
        column.addWidget(self._bar)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(self.tr("Export …"))
        self.go.setProperty("primary", True)
        self._buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self._ask_where)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)
        self.go.setDefault(True)
        self._choose.buttonToggled.connect(lambda *_: self._update())
        self._format.currentIndexChanged.connect(lambda *_: self._update())
        self._day.textChanged.connect(lambda *_: self._update())
        self.progressed.connect(self._progress)
        self._running = False
        self._target: Path | None = None
        self._update()

    def _ids(self) -> tuple[str, ...]:
        return self._sets["binder" if self._binder.isChecked() else "result"]

    def _update(self) -> None:
        from explorer.domain.when import parse_when

        ids = self._ids()
        note = ""
        self.with_timeline.setEnabled(self._format.currentData() == ".pdf")
        try:
            parse_when(self._day.text().strip())
            valid = True
        except AccordError:
            valid = False
            note = self.tr("Write the date as 2026-11-22, 2026-11 or 2026.")
        if valid and self._format.currentData() == ".pdf" and len(ids) > MANY:
            note = self.tr("A PDF of so many entries takes minutes and much memory.")
        if valid and self._format.currentData() == ".accord":
            note = self.tr("With the documents and sentences that the entries rest on.")
        self._show_note(note, error=not valid)
        self.go.setEnabled(bool(ids) and valid and not self._running)

    def _show_note(self, text: str, *, error: bool = False) -> None:
        self.note.setProperty("role", "error" if error else "soft")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _ask_where(self) -> None:
        suffix = str(self._format.currentData())
        name = "".join(c if c.isalnum() or c in " -_" else " " for c in self._title.text())
        suggestion = Path(self._folder or Path.home()) / f"{' '.join(name.split()) or 'brief'}"
        dialog = QFileDialog(self, self.tr("Export to"), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{suffix}")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(suggestion.name + suffix)
        dialog.fileSelected.connect(lambda path: self.start(Path(path)))
        dialog.open()

    def start(self, target: Path) -> None:
        """Write the file; Cancel stops the writing and leaves nothing."""
        self._running = True
        self._bar.show()
        self._show_note(self.tr("Writing {name} …").format(name=target.name))
        self.go.setEnabled(False)
        self._target = target
        if self.with_timeline.isEnabled() and self.with_timeline.isChecked():
            ids = self._ids()
            self._session.run(
                "export",
                lambda workspace, _job: workspace.timelines.of_entries(ids),
                lambda found: self._draw(*found),
                self._failed,
            )
        else:
            self._write(None)

    def _draw(self, page: Page, rows: tuple[TimeRow, ...]) -> None:
        """Draw the timeline of what is exported, as of the day that is printed."""
        from explorer.domain.when import parse_when
        from explorer.ui.panels.timeline_poster import picture_of

        day = parse_when(self._day.text().strip())
        self._write(picture_of(page, rows, None if day.open_end else day.latest))

    def _write(self, timeline: Picture | None) -> None:
        assert self._target is not None
        wanted = Wanted(
            self._ids(),
            self._query,
            self._target,
            total=self._total,
            day=self._day.text().strip(),
            title=self._title.text().strip(),
            timeline=timeline,
        )
        self._session.run(
            "export",
            lambda workspace, job: write(wanted, workspace, job),
            self._done,
            self._failed,
            self.progressed.emit,
        )

    def _progress(self, progress: Progress) -> None:
        if progress.total and progress.done:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)

    def _done(self, report: ExportReport) -> None:
        self._running = False
        self.written.emit(report.path)
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not self._running:
            return
        self._running = False
        self._bar.hide()
        self._show_note(words.message_text(told(error).message), error=True)
        self.go.setEnabled(True)

    def reject(self) -> None:
        """Cancel: stops an export that runs, else closes."""
        if self._running:
            self._session.cancel("export")
            self._running = False
            self._bar.hide()
            self._show_note(self.tr("Cancelled. Nothing was written."))
            self.go.setEnabled(True)
        else:
            super().reject()
