"""What was just done, said with the way back, instead of a question before it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from explorer.domain.query import Query
from explorer.ui import words
from explorer.ui.binder import Binder
from explorer.ui.toasts import Toasts


class Undoing(QObject):
    """Tells of changes of the brief and of cleared filters; Undo stands beside the words."""

    def __init__(
        self, toasts: Toasts, stack: QUndoStack, binder: Binder, visit: Callable[[Query], None]
    ) -> None:
        super().__init__(toasts)
        self._toasts, self._stack, self._visit = toasts, stack, visit
        self._step = -1  # the place on the stack that the words on screen are about
        binder.added.connect(self._added)
        binder.removed.connect(self._removed)
        stack.indexChanged.connect(self._moved)

    def _added(self, count: int) -> None:
        self._tell(self.tr("Put into the brief: {count}"), count, "bookmark-check")

    def _removed(self, count: int) -> None:
        self._tell(self.tr("Taken out of the brief: {count}"), count, "bookmark")

    def _tell(self, pattern: str, count: int, icon: str) -> None:
        self._step = self._stack.index()
        text = pattern.format(count=words.entries(count))
        self._toasts.show(text, icon=icon, action=(self.tr("Undo"), self._stack.undo))

    def _moved(self, step: int) -> None:
        """What is on screen is not the last thing done any more, or was undone by its key."""
        if self._step not in (-1, step):
            self._step = -1
            self._toasts.hide()

    def cleared(self, before: Query) -> None:
        """Search and filters are gone; ``before`` is what was asked."""
        if before.choices or before.period is not None:
            self._step = -1
            self._toasts.show(
                self.tr("Filters cleared"),
                icon="list-filter",
                action=(self.tr("Undo"), lambda: self._visit(before)),
            )
