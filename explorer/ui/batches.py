"""Changes of documents as steps of the window's undo: each is a batch of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace

LANE = "revert"


class Step(QUndoCommand):
    """One batch; undoing it is a batch, too, and so is doing it again."""

    def __init__(self, owner: Batches, text: str, batch: str) -> None:
        super().__init__(text)
        self._owner, self._pushed = owner, False
        self.batch = batch
        self.gone = False  # it was taken back by itself, or could not be

    @override
    def redo(self) -> None:
        if self._pushed and not self.gone:
            self._owner.revert(self)
        self._pushed = True  # the first time it has been done already

    @override
    def undo(self) -> None:
        if not self.gone:
            self._owner.revert(self)


class Batches(QObject):
    """Takes batches back in the background, one after the other."""

    changed = Signal()  # the library's documents are others now

    def __init__(self, session: Session, stack: QUndoStack) -> None:
        super().__init__(stack)
        self._session, self._stack = session, stack
        self._waiting: list[Step] = []
        self._running: Step | None = None
        self._steps: list[Step] = []  # Python's side of what the stack owns

    def done(self, text: str, batch: str) -> Step | None:
        """A batch was written; it can be undone from now on. None: nothing was."""
        step = None
        if batch:
            step = Step(self, text, batch)
            self._steps.append(step)
            self._stack.push(step)
        self.changed.emit()
        return step

    def undo(self, step: Step) -> None:
        """Take back a step, also one that others were done after."""
        place = self._stack.index()
        if place and self._stack.command(place - 1) is step:
            self._stack.undo()
        elif not step.gone:
            self.revert(step)
            step.gone = True  # undoing up to it later must not bring it back

    def undo_last(self) -> bool:
        """Take back what was done last, whatever it was; whether there was anything."""
        possible = self._stack.canUndo()
        if possible:
            self._stack.undo()
        return possible

    def revert(self, step: Step) -> None:
        """Take a batch back; what did so is what can be taken back next."""
        self._waiting.append(step)
        if self._running is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        step = self._running = self._waiting.pop(0)

        def work(workspace: Workspace, _job: Job) -> str:
            return workspace.keeping.revert(step.batch)

        self._session.run(LANE, work, self._reverted, self._failed)

    def _reverted(self, batch: str) -> None:
        assert self._running is not None
        self._running.batch = batch
        self._running = None
        self.changed.emit()
        self._next()

    def _failed(self, error: Exception) -> None:
        """It could not be taken back: then it is no step of undo any more."""
        assert self._running is not None
        self._running.gone = True
        self._running.setObsolete(True)
        self._running = None
        self._session.failed.emit(error)
        self._next()

    def clear(self) -> None:
        """Another library: its steps are other ones."""
        self._waiting.clear()
        self._running = None
        self._steps.clear()
