"""Documents into the library: reading in the background, told in a dialog beside the window."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.domain.entries import Document
from explorer.domain.messages import AccordError
from explorer.ui import words
from explorer.ui.batches import Batches
from explorer.ui.batches import Step as UndoStep
from explorer.ui.selection import Selection
from explorer.ui.session import Session, told
from explorer.ui.toasts import NEXT_STEP_MS, Toast, Toasts

if TYPE_CHECKING:
    from explorer.services.children import Child
    from explorer.services.importing import ImportReport, Step
    from explorer.ui.dialogs.imports import ImportDialog
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace

LANE: Final = "import"
# With more files than that, what will be read is shown before.
ASKED_FROM: Final = 12
_TITLE: Final = 80  # letters of a pasted text's first line that become its title


class Imports(QObject):
    """Reads what arrives, one import after the other; each is one step of undo."""

    details_wanted = Signal(str)
    review_wanted = Signal(str)  # a document
    documents_wanted = Signal()  # the list of all
    finished = Signal(object)  # ImportReport

    def __init__(
        self,
        host: QWidget,
        session: Session,
        toasts: Toasts,
        batches: Batches,
        selection: Selection,
    ) -> None:
        super().__init__(host)
        self._host, self._session, self._toasts = host, session, toasts
        self._batches, self._selection = batches, selection
        self._queue: list[tuple[list[Path], dict[Path, str]]] = []
        self._stop: threading.Event | None = None
        self._child: Child | None = None
        self._dialog: ImportDialog | None = None
        self._step: UndoStep | None = None  # of the import that the dialog tells of
        self._offer: Toast | None = None  # of the next step with what came in last
        self._early: list[Path] = []
        batches.changed.connect(self._leave_offer)
        session.ready.connect(self._take_early)
        session.open_failed.connect(lambda _error: self._not_opened())

    @property
    def dialog(self) -> ImportDialog:
        """What tells of imports; made with the first one."""
        from explorer.ui.dialogs.imports import ImportDialog

        if self._dialog is None:
            dialog = self._dialog = ImportDialog(self._host)
            dialog.start_wanted.connect(self.read)
            dialog.cancel_wanted.connect(self.cancel)
            dialog.undo_wanted.connect(self._undo)
            dialog.open_wanted.connect(self._selection.open_document)
            dialog.details_wanted.connect(self.details_wanted)
            dialog.review_wanted.connect(self.review_wanted)
            dialog.encoding_wanted.connect(self._choose_encoding)
        return self._dialog

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return self._stop is not None

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files; of many it is shown first what they are."""
        if self._session.workspace is None:
            self._early += paths  # they were handed over at the start: the library is coming
            return
        if not self._can_add():
            return
        if len(paths) > ASKED_FROM and not self.running:
            sizes = sum(path.stat().st_size for path in paths if path.is_file())
            kinds = Counter(path.suffix.lower() or "–" for path in paths)
            self.dialog.propose(paths, sizes, kinds)
        else:
            self.read(list(paths))

    def _take_early(self) -> None:
        early, self._early = self._early, []
        if early:
            self.take(early)

    def _not_opened(self) -> None:
        early, self._early = self._early, []
        if early:
            text = self.tr("{files}: not taken, for the library was not opened.")
            self._toasts.show(text.format(files=words.files(len(early))))

    def _can_add(self) -> bool:
        workspace = self._session.workspace
        if workspace is None:
            return False
        if self._session.read_only:
            error = AccordError("library-read-only", path=workspace.library.folder)
            self._toasts.show(words.message_text(error.message), icon="triangle-alert")
            return False
        return True

    def choose_folder(self) -> None:
        """Ask for a folder whose documents are to be read."""
        dialog = QFileDialog(self._host, self.tr("Add the documents of a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._look_through)
        dialog.open()

    def _look_through(self, folder: str) -> None:
        from explorer.services.arrivals import What, sort_out

        def work(job: Job) -> list[Path]:
            found = sort_out([folder], lambda: job.cancelled)
            return [one.path for one in found if one.what is What.DOCUMENT]

        def done(paths: list[Path]) -> None:
            if paths:
                self.take(paths)
            else:
                text = self.tr("There is no document in “{name}” that Accord reads.")
                self._toasts.show(text.format(name=Path(folder).name))

        self._session.jobs.run("folder", work, done, self._session.failed.emit)

    def paste(self) -> None:
        """Take the text of the clipboard as a document."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._toasts.show(self.tr("There is no text in the clipboard."))
            return
        if not self._can_add():
            return
        if self.running:
            self._toasts.show(self.tr("Wait until the files are read, then paste again."))
            return
        first = text.strip().splitlines()[0].strip()
        title = first if len(first) <= _TITLE else self.tr("Copied text")
        self._run(
            [Path(f"{title}.txt")],
            lambda workspace, _stop: workspace.importing.paste(text, title),
        )

    def read(self, paths: list[Path], encodings: dict[Path, str] | None = None) -> None:
        """Read these files now, or when those before are done."""
        if self.running:
            self._queue.append((paths, encodings or {}))
            return

        def steps(
            workspace: Workspace, stop: threading.Event
        ) -> Generator[Step, None, ImportReport]:
            return workspace.importing.run(
                paths,
                encodings=encodings,
                cancelled=stop.is_set,
                started=self._note_child,
            )

        self._run(paths, steps)

    def _note_child(self, child: Child) -> None:
        """Called in the job's thread; a child that comes behind a cancel goes at once."""
        self._child = child
        if self._stop is not None and self._stop.is_set():
            child.cancel()

    def _run(self, paths: list[Path], steps: object) -> None:
        assert callable(steps)
        stop = self._stop = threading.Event()
        self.dialog.begin(paths)

        def work(workspace: Workspace, job: Job) -> ImportReport:
            job.on_cancel(self._cancel_child)
            going = steps(workspace, stop)
            while True:
                try:
                    job.report(next(going))
                except StopIteration as end:
                    report: ImportReport = end.value
                    return report

        self._session.run(LANE, work, self._done, self._failed, self.dialog.show_step)

    def cancel(self) -> None:
        """Read no more; what is in the library stays, and can be undone."""
        self._queue.clear()
        self._cancel_child()

    def _cancel_child(self) -> None:
        if self._stop is not None:
            self._stop.set()
        if self._child is not None:
            self._child.cancel()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end."""
        self.cancel()
        self._session.jobs.cancel(LANE)
        self._stop = self._child = None
        if self._dialog is not None:
            self._dialog.close()

    def _done(self, report: ImportReport) -> None:
        self._stop = self._child = None
        self.dialog.finish(report)
        added = report.added()
        if added:
            text = self.tr("adding {documents}").format(documents=words.documents(len(added)))
            step = self._step = self._batches.done(text, report.batch)
            undo = (self.tr("Undo"), lambda: self._undo_step(step))
            review = (self.tr("Review suggestions"), lambda: self._review(added))
            self._toasts.show(
                self._told(report),
                icon="file-plus-2",
                action=review,
                further=undo,
                stay=NEXT_STEP_MS,
            )
            self._offer = self._toasts.current
        else:
            self._toasts.show(self._told(report))
        self.finished.emit(report)
        self._next()

    def _leave_offer(self) -> None:
        """Something else was done, or the import undone: what it offered is not next any more."""
        if self._offer is not None and self._offer is self._toasts.current:
            self._toasts.hide()
        self._offer = None

    def _review(self, added: Sequence[str]) -> None:
        """To the suggestions of what was added; of several the list says in which they wait."""
        if self._dialog is not None:
            self._dialog.close()
        if len(added) == 1:
            self.review_wanted.emit(added[0])
        else:
            self.documents_wanted.emit()

    def show_list(self) -> None:
        """Show what was read in last, file by file."""
        if self._dialog is None:
            self._toasts.show(self.tr("Nothing was read in since Accord was opened."))
        else:
            self._dialog.come()

    def _told(self, report: ImportReport) -> str:
        from explorer.ui.models.imports import told_in_a_line

        return told_in_a_line(report)

    def _failed(self, error: Exception) -> None:
        self._stop = self._child = None
        self.dialog.fail(words.message_text(told(error).message))
        self._next()

    def _next(self) -> None:
        if self._queue:
            self.read(*self._queue.pop(0))

    def _undo(self) -> None:
        self._undo_step(self._step)
        self._toasts.hide()

    def _undo_step(self, step: UndoStep | None) -> None:
        if step is not None:
            self._batches.undo(step)
            if step is self._step:
                self.dialog.taken_back()

    def show_described(self, document: Document) -> None:
        """What is known about a document was corrected: the list says so, too."""
        if self._dialog is not None:
            self._dialog.model.set_about(document)

    def _choose_encoding(self, path: Path) -> None:
        from explorer.services.reading_files import beginning_of
        from explorer.ui.dialogs.encoding import EncodingDialog

        dialog = EncodingDialog(path, beginning_of(path), self.dialog)
        dialog.chosen.connect(lambda file, encoding: self.read([file], {file: encoding}))
        dialog.open()
