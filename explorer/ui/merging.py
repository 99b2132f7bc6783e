"""Share files into the library: looked at, then taken in as chosen; each is a step of undo."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.domain.messages import AccordError, Progress
from explorer.ui import words
from explorer.ui.batches import Batches
from explorer.ui.session import Session, told
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.services.children import Child
    from explorer.services.merging import Choice, Merged, PackPlan
    from explorer.ui.dialogs.merge import MergeDialog
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace

LANE: Final = "merge"

Steps = Callable[["Workspace", Callable[["Child"], None]], Generator[Progress, None, Any]]


class Merges(QObject):
    """Takes share files, one after the other."""

    def __init__(self, host: QWidget, session: Session, toasts: Toasts, batches: Batches) -> None:
        super().__init__(host)
        self._host, self._session = host, session
        self._toasts, self._batches = toasts, batches
        self._waiting: list[Path] = []
        self.dialog: MergeDialog | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files; each asks in its turn."""
        self._waiting += paths
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        if self._session.read_only:
            error = AccordError("library-read-only", path=path)
            self._toasts.show(words.message_text(error.message), icon="triangle-alert")
            self._next()
            return
        from explorer.ui.dialogs.merge import MergeDialog

        dialog = self.dialog = MergeDialog(path, self._host)
        dialog.chosen.connect(lambda plan, choices: self._merge(path, plan, choices))
        dialog.cancelled.connect(lambda: self._session.jobs.cancel(LANE))
        dialog.finished.connect(self._closed)
        dialog.open()
        self._run(lambda workspace, started: workspace.packs.look(path, started), dialog.show_plan)

    def _merge(self, path: Path, plan: PackPlan, choices: dict[str, Choice]) -> None:
        def steps(
            workspace: Workspace, started: Callable[[Child], None]
        ) -> Generator[Progress, None, Merged]:
            return workspace.packs.merge(path, plan, choices, started=started)

        self._run(steps, lambda merged: self._done(plan, merged))

    def _run(self, steps: Steps, done: Callable[[Any], None]) -> None:
        dialog = self.dialog
        assert dialog is not None

        def work(workspace: Workspace, job: Job) -> Any:
            return job.follow(steps(workspace, lambda child: job.on_cancel(child.cancel)))

        def failed(error: Exception) -> None:
            dialog.fail(words.message_text(told(error).message))

        self._session.run(LANE, work, done, failed, dialog.show_progress)

    def _done(self, plan: PackPlan, merged: Merged) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        text = self.tr("adding “{title}”").format(title=plan.title)
        step = self._batches.done(text, merged.batch)
        undo = (self.tr("Undo"), lambda: self._batches.undo(step)) if step is not None else None
        line = self.tr("“{title}”: {done}.").format(title=plan.title, done=self._told(merged))
        self._toasts.show(line, icon="file-plus-2", action=undo)

    def _told(self, merged: Merged) -> str:
        parts = [
            (merged.added, self.tr("{count} added")),
            (merged.replaced, self.tr("{count} replaced")),
            (merged.beside, self.tr("{count} beside the ones here")),
            (merged.kept, self.tr("{count} kept as they were")),
        ]
        told = [text.format(count=words.number(count)) for count, text in parts if count]
        return ", ".join(told) or self.tr("nothing was new")

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._next()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end."""
        self._waiting.clear()
        if self.dialog is not None:
            self.dialog.reject()
