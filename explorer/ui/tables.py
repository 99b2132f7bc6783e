"""Tables into the library: each is looked at in a dialog, then read in, and a step of undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.domain.labels import Labels
from explorer.domain.messages import AccordError, Progress
from explorer.ui import words
from explorer.ui.batches import Batches, Step
from explorer.ui.dialogs.table import TableDialog
from explorer.ui.session import Session, told
from explorer.ui.table_looking import LANE, Looking, Started, run_steps
from explorer.ui.table_words import outcome
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.domain.mapping import Mapping
    from explorer.domain.tabling import TableReport
    from explorer.services.children import Child
    from explorer.workspace import Workspace


class Tables(QObject):
    """Takes tables, one after the other."""

    finished = Signal(object)  # TableReport

    def __init__(
        self,
        host: QWidget,
        session: Session,
        toasts: Toasts,
        batches: Batches,
        labels: Callable[[], Labels],
    ) -> None:
        super().__init__(host)
        self._host, self._session, self._labels = host, session, labels
        self._toasts, self._batches = toasts, batches
        self._waiting: list[Path] = []
        self.dialog: TableDialog | None = None
        self._looking: Looking | None = None
        self._report: TableReport | None = None
        self._step: Step | None = None
        self._written = ""  # the batch of that step; another one since means undone, or done again
        self._undone = False
        self._stop: threading.Event | None = None  # set: what is read in is to be given up
        self._child: Child | None = None
        session.ready.connect(self._next)
        session.open_failed.connect(lambda _error: self._waiting.clear())
        session.index_state.connect(self._show_index)
        session.failed.connect(self._not_undone)
        batches.changed.connect(self._show_undone)
        session.page_ready.connect(lambda _page: self._show_index(None))

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files; each asks in its turn."""
        self._waiting += paths
        if self.dialog is None:
            QTimer.singleShot(0, self, self._next)
        else:
            self.dialog.show_waiting(len(self._waiting))

    @property
    def running(self) -> bool:
        """Whether rows are being read in."""
        return self._stop is not None

    def _next(self) -> None:
        if not self._waiting or self._session.workspace is None or self.dialog is not None:
            return
        if self._session.read_only:
            self._waiting.clear()
            error = AccordError("library-read-only", path=self._session.workspace.library.folder)
            self._toasts.show(words.message_text(error.message), icon="triangle-alert")
            return
        path = self._waiting.pop(0)
        dialog = self.dialog = TableDialog(path, self._host)
        self._looking = Looking(path, dialog, self._session, self._labels)
        dialog.import_wanted.connect(lambda mapping: self._import(path, mapping))
        dialog.cancel_wanted.connect(self.cancel)
        dialog.report_wanted.connect(self._save_report)
        dialog.undo_wanted.connect(self._undo)
        dialog.skip_wanted.connect(self._skip)
        dialog.finished.connect(lambda _code: self._closed())
        dialog.show_waiting(len(self._waiting))
        dialog.show()
        self._looking.glance()

    def _skip(self) -> None:
        self._waiting.clear()
        if self.dialog is not None:
            self.dialog.show_waiting(0)

    # Reading in

    def _import(self, path: Path, mapping: Mapping) -> None:
        dialog, looking = self.dialog, self._looking
        assert dialog is not None and looking is not None and looking.look is not None
        columns, shape = looking.look.names(), looking.shape
        stop = self._stop = threading.Event()
        looking.leave_counting()
        dialog.begin_import()

        def steps(workspace: Workspace, lane: Started) -> Generator[Progress, None, TableReport]:
            from explorer.services.tabling_memory import remember

            def started(child: Child) -> None:
                self._child = child
                lane(child)
                if stop.is_set():
                    child.cancel()

            report = yield from workspace.tabling.run(path, mapping, shape, started, index=False)
            remember(columns, mapping)
            return report

        def failed(error: AccordError) -> None:
            self._stop = self._child = None
            text, wrong = words.message_text(error.message), True
            if stop.is_set():
                text, wrong = self.tr("Cancelled: nothing of it was taken in."), False
            if dialog.isVisible():
                dialog.back_to_mapping(text, wrong=wrong)
            else:
                self._toasts.show(f"“{_name(path)}”: {text}", icon="triangle-alert")
                self._drop()

        run_steps(
            self._session,
            LANE,
            steps,
            lambda report: self._done(path, report),
            failed,
            dialog.show_progress,
        )

    def cancel(self) -> None:
        """Give up what is being read in: the library stays as it was."""
        # The lane goes on: should the rows have been written already, that is told.
        if self._stop is not None:
            self._stop.set()
            if self._child is not None:
                self._child.cancel()

    def _done(self, path: Path, report: TableReport) -> None:
        dialog = self.dialog
        assert dialog is not None
        self._stop = self._child = None
        self._report = report
        dialog.finish(report)
        text = self.tr("reading in “{name}”").format(name=_name(path))
        self._written, self._undone = report.batch, False
        step = self._step = self._batches.done(text, report.batch)
        line = f"“{_name(path)}”: {outcome(report)}."
        if step is not None:
            undo = (self.tr("Undo"), lambda: self._undo_step(step))
            self._toasts.show(line, icon="file-plus-2", action=undo)
        else:
            self._toasts.show(line)
        self.finished.emit(report)
        if not dialog.isVisible():
            self._drop()

    def _show_index(self, state: object) -> None:
        """Say in the report whether what came can be found yet."""
        dialog, workspace = self.dialog, self._session.workspace
        if dialog is None or workspace is None or self._report is None or not self._report.batch:
            return
        if not dialog.undo.isHidden():
            dialog.report.show_index(state, behind=workspace.indexing.wants_rebuild)

    def _save_report(self, path: Path) -> None:
        from explorer.services.tabling import save_report

        report, looking = self._report, self._looking
        if report is not None and looking is not None:
            looking.run_file(lambda: save_report(report, path), lambda _: looking.say_saved(path))

    def _undo(self) -> None:
        if self._step is not None:
            self._undo_step(self._step)
            self._toasts.hide()

    def _undo_step(self, step: Step) -> None:
        if step is self._step and self.dialog is not None:
            if self._undone:
                return
            self.dialog.begin_undo()
        self._batches.undo(step)

    def _show_undone(self) -> None:
        """The step was taken back, or done again, from here or by the window's own undo."""
        step = self._step
        if step is None or self.dialog is None or step.batch == self._written:
            return
        self._written, self._undone = step.batch, not self._undone
        self.dialog.show_undone(self._undone)

    def _not_undone(self, error: Exception) -> None:
        """Something failed; if it was the undoing, the rows are still there."""
        step = self._step
        if step is not None and step.gone and self.dialog is not None and not self._undone:
            self.dialog.refuse_undo(words.message_text(told(error).message))

    # The end

    def _closed(self) -> None:
        """The dialog was closed; what is being read in comes all the same."""
        if not self.running:
            self._drop()

    def _drop(self) -> None:
        """Let go of this table, and go on to the next one."""
        if self._looking is not None:
            self._looking.leave()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._looking = self._report = self._step = None
        self._next()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end."""
        self._waiting.clear()
        self.cancel()
        self._stop = self._child = None
        if self.dialog is not None:
            self.dialog.blockSignals(True)  # its end is not to be told any more
            self.dialog.hide()
            self._drop()


def _name(path: Path) -> str:
    return path.name.encode(errors="replace").decode()
