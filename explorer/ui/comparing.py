"""Two share files compared, without taking anything in: chosen, read by a child, shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.services.arrivals import PACK_SUFFIX
from explorer.ui import words
from explorer.ui.session import Session, told
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.domain.differences import Comparison
    from explorer.ui.dialogs.compare import CompareDialog
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace

LANE: Final = "compare"


class Comparisons(QObject):
    """Asks for two files and shows what differs."""

    def __init__(self, host: QWidget, session: Session, toasts: Toasts) -> None:
        super().__init__(host)
        self._host, self._session, self._toasts = host, session, toasts
        self._comparison: Comparison | None = None
        self.dialog: CompareDialog | None = None

    def ask(self) -> None:
        """Ask for two files: at once, or one after the other."""
        self._choose(self.tr("Compare: choose two share files, or the older one"), self._first)

    def _choose(self, title: str, taken: Any) -> None:
        dialog = QFileDialog(self._host, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Share files ({pattern})").format(pattern=f"*{PACK_SUFFIX}")]
        )
        dialog.filesSelected.connect(taken)
        dialog.open()

    def _first(self, names: Sequence[str]) -> None:
        if len(names) == 1:
            self._choose(
                self.tr("Compare with: choose the newer share file"),
                lambda others: self._both([names[0], *others]),
            )
        else:
            # Chosen at once, files have no order of their own: the older one is before.
            self._both(sorted(names, key=_written))

    def _both(self, names: Sequence[str]) -> None:
        if len(names) != 2:
            self._toasts.show(self.tr("Choose two share files to compare."), icon="triangle-alert")
            return
        old, new = names
        self.compare(Path(old), Path(new))

    def compare(self, old: Path, new: Path) -> None:
        """Compare two share files; nothing changes."""
        from explorer.ui.dialogs.compare import CompareDialog

        dialog = self.dialog = CompareDialog(self._host)
        dialog.cancelled.connect(lambda: self._session.jobs.cancel(LANE))
        dialog.report_wanted.connect(self._report)
        dialog.finished.connect(self._closed)
        dialog.open()

        def work(_workspace: Workspace, job: Job) -> Comparison:
            from explorer.services.packs import compare

            return job.follow(compare(old, new, lambda child: job.on_cancel(child.cancel)))

        self._session.run(LANE, work, self._show, self._failed, dialog.show_progress)

    def _show(self, comparison: Comparison) -> None:
        self._comparison = comparison
        if self.dialog is not None:
            self.dialog.show_comparison(comparison)

    def _failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.fail(words.message_text(told(error).message))

    def _report(self, target: Path) -> None:
        comparison = self._comparison
        if comparison is None:
            return

        def work(_workspace: Workspace, _job: Job) -> str:
            from explorer.services.editions import save_report

            return save_report(comparison, target).path

        def done(path: str) -> None:
            if self.dialog is not None:
                self.dialog.tell(self.tr("Written: {path}").format(path=path))

        def failed(error: Exception) -> None:
            if self.dialog is not None:
                self.dialog.tell(words.message_text(told(error).message))

        self._session.run(LANE, work, done, failed)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._comparison = None

    def leave(self) -> None:
        """Let go of everything; for another library, or the end."""
        if self.dialog is not None:
            self.dialog.reject()


def _written(name: str) -> float:
    """When a file was written, in seconds; 0 where that cannot be told."""
    try:
        return Path(name).stat().st_mtime
    except OSError:
        return 0.0
