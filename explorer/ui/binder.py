"""Putting entries aside, taking them out, and both again: every step can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.ui.session import Session


class _Change(QUndoCommand):
    def __init__(self, binder: Binder, after: tuple[str, ...], text: str) -> None:
        super().__init__(text)
        self._binder, self._before, self._after = binder, binder.ids, after

    def redo(self) -> None:
        self._binder.put(self._after)

    def undo(self) -> None:
        self._binder.put(self._before)


class Binder(QObject):
    """The entries put aside, as the window changes them."""

    changed = Signal(tuple)
    added = Signal(int)  # so many entries came in; not by undoing
    removed = Signal(int)

    def __init__(self, session: Session, stack: QUndoStack) -> None:
        super().__init__(stack)
        self._session, self._stack = session, stack

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries, in order."""
        return self._session.binder

    def toggle(self, entry: str) -> None:
        """Put an entry into the brief, or take it out."""
        if entry in self.ids:
            kept = tuple(name for name in self.ids if name != entry)
            self._push(kept, QCoreApplication.translate("Binder", "taking out of the brief"))
        else:
            added = (*self.ids, entry)
            self._push(added, QCoreApplication.translate("Binder", "putting into the brief"))

    def add(self, ids: Sequence[str], place: int | None = None) -> None:
        """Put entries into the brief, before the one at a place, or behind the last one."""
        new = tuple(name for name in dict.fromkeys(ids) if name not in self.ids)
        at = len(self.ids) if place is None else place
        if new:
            both = (*self.ids[:at], *new, *self.ids[at:])
            self._push(both, QCoreApplication.translate("Binder", "putting into the brief"))

    def reorder(self, ids: tuple[str, ...]) -> None:
        """Give the brief this order; what is missing is taken out."""
        self._push(ids, QCoreApplication.translate("Binder", "changing the brief"))

    def _push(self, ids: tuple[str, ...], text: str) -> None:
        more = len(ids) - len(self.ids)
        if ids != self.ids:
            self._stack.push(_Change(self, ids, text))
        if more:
            (self.added if more > 0 else self.removed).emit(abs(more))

    def put(self, ids: tuple[str, ...]) -> None:
        """Make these the entries put aside."""
        self._session.put_in_binder(ids)
        self.changed.emit(ids)
