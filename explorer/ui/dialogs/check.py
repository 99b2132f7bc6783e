"""Check library: goes through all of it in the background, and lists what is not sound."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.messages import Progress
from explorer.services.checking import Checked, CheckReport, check_in_child
from explorer.ui import theme, words
from explorer.ui.jobs import Job
from explorer.ui.models.problems import ProblemsModel
from explorer.ui.session import Session, told
from explorer.ui.widgets import IconLabel, plain_label
from explorer.ui.widgets_rows import RowsTable
from explorer.workspace import Workspace

LANE = "check"
SHARES = {"library": (0, 10), "documents": (10, 40), "entries": (40, 90), "index": (90, 100)}
WIDTH = 520
TABLE_SIZE = (860, 440)
WHAT_COLUMN, WHERE_COLUMN = 120, 330


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("CheckDialog", text)


def progress_text(step: Progress) -> str:
    """What is being looked at."""
    texts = {
        "library": tr("The library’s file …"),
        "documents": tr("Documents: {done} of {total} …"),
        "entries": tr("Entries: {done} of {total} …"),
        "index": tr("The search index …"),
    }
    return texts[step.what].format(done=words.number(step.done), total=words.number(step.total))


def counted(count: int, one: str, many: str) -> str:
    """A number with its word."""
    return (one if count == 1 else many).format(count=words.number(count))


def checked_text(checked: Checked) -> str:
    """What was looked at, counted."""
    return tr("Looked at: {file}, {documents}, {passages}, {entries} {fields}, {index}.").format(
        file=tr("the library’s file"),
        documents=counted(
            checked.documents,
            tr("1 document with its original file"),
            tr("{count} documents with their original files"),
        ),
        passages=counted(checked.passages, tr("1 quoted sentence"), tr("{count} quoted sentences")),
        entries=words.entries(checked.entries),
        fields=counted(
            checked.fields,
            tr("with 1 field that needs evidence"),
            tr("with {count} fields that need evidence"),
        ),
        index=counted(
            checked.index_files,
            tr("1 file of the search index"),
            tr("{count} files of the search index"),
        ),
    )


class CheckDialog(QDialog):
    """Progress first, which can be cancelled; then the counts, and a table of what is wrong."""

    def __init__(self, session: Session, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check library"))
        self.setMinimumWidth(WIDTH)
        self._session, self._workspace = session, workspace
        self._running = False
        self.report: CheckReport | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._icons = {
            name: IconLabel(name, role, 20)
            for name, role in (("check", "accent"), ("triangle-alert", "error"))
        }
        for icon in self._icons.values():
            head.addWidget(icon)
        self.headline = plain_label(size=theme.CARD, bold=True, wrap=True)
        head.addWidget(self.headline, 1)
        column.addLayout(head)
        self.text = plain_label(role="soft", wrap=True, selectable=True)
        column.addWidget(self.text)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self.model = ProblemsModel(self)
        self.table = RowsTable(self.model, self.tr("Problems"), (WHAT_COLUMN, WHERE_COLUMN), self)
        self.table.copied = self.model.text
        column.addWidget(self.table, 1)
        column.addStretch()
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = QPushButton(self.tr("Copy list"))
        self.copy.clicked.connect(self._copy)
        self.rebuild = QPushButton(self.tr("Build the search index again"))
        self.rebuild.clicked.connect(self._rebuild)
        self.again = QPushButton(self.tr("Check again"))
        self.again.clicked.connect(self.start)
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.reject)
        for button in (self.copy, self.rebuild, self.again):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.close_button.setDefault(True)
        return row

    def start(self) -> None:
        """Begin, or begin again."""
        self._show_state(running=True, problems=0)
        self.headline.setText(self.tr("Looking at everything in the library"))
        self.text.setText(self.tr("Nothing is changed by this."))
        self._bar.setRange(0, 100)
        self._bar.setValue(0)
        self._fit()
        workspace = self._workspace

        def work(job: Job) -> CheckReport:
            steps = check_in_child(workspace.library, lambda child: job.on_cancel(child.cancel))
            report: CheckReport = job.follow(steps)
            return report

        self._session.jobs.run(LANE, work, self._done, self._failed, self._progress)

    def _progress(self, step: Progress) -> None:
        first, last = SHARES[step.what]
        share = step.done / step.total if step.total else 0
        self._bar.setValue(round(first + (last - first) * share))
        self.text.setText(progress_text(step))

    def _done(self, report: CheckReport) -> None:
        self.report = report
        count = report.found
        self._show_state(running=False, problems=count)
        self.model.show_problems(report.problems)
        texts = [checked_text(report.checked)]
        if count > len(report.problems):
            text = self.tr("Listed are the first {count}.")
            texts.append(text.format(count=words.number(len(report.problems))))
        self.text.setText(" ".join(texts))
        if not count:
            self.headline.setText(self.tr("Nothing is wrong"))
        elif count == 1:
            self.headline.setText(self.tr("One thing is wrong"))
        else:
            text = self.tr("{count} things are wrong").format(count=words.number(count))
            self.headline.setText(text)
        self.rebuild.setVisible(any(problem.what == "index" for problem in report.problems))
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._show_state(running=False, problems=0)
        self._icons["check"].hide()
        self._icons["triangle-alert"].show()
        self.headline.setText(self.tr("The library could not be checked"))
        self.text.setText(words.message_text(told(error).message))
        self._fit()

    def _show_state(self, *, running: bool, problems: int) -> None:
        self._running = running
        self._bar.setVisible(running)
        self._icons["check"].setVisible(not running and not problems)
        self._icons["triangle-alert"].setVisible(problems > 0)
        self.table.setVisible(problems > 0)
        self.copy.setVisible(problems > 0)
        self.copy.setText(self.tr("Copy list"))
        self.rebuild.setVisible(False)
        self.again.setVisible(not running)
        self.close_button.setText(self.tr("Cancel") if running else self.tr("Close"))
        self.close_button.setFocus()

    def _fit(self) -> None:
        """As large as what stands in it; a table has more room."""
        self.adjustSize()
        if self.table.isVisibleTo(self):
            self.resize(max(self.width(), TABLE_SIZE[0]), max(self.height(), TABLE_SIZE[1]))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.text())
        self.copy.setText(self.tr("Copied"))

    def _rebuild(self) -> None:
        self._session.rebuild_index()
        self.accept()

    @override
    def reject(self) -> None:
        """Cancel a check that runs, and close."""
        if self._running:
            self._running = False
            self._session.jobs.cancel(LANE)
        super().reject()
