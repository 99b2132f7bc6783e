"""Errors that nobody expected: each is logged, and the first of its kind is told in a dialog.

The hooks stand only while a window runs, and pass on to those that stood before. They may be
called on any thread, also in the middle of a paint: the dialog comes by the event loop.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from explorer.domain.messages import AccordError
from explorer.ui.crash_report import place_of, trace_text

if TYPE_CHECKING:
    from explorer.ui.dialogs.crash import CrashDialog

log = logging.getLogger(__name__)


class Crashes(QObject):
    """Catches what nobody else does, and tells it: one dialog at a time, each error once."""

    refused = Signal(object)  # AccordError that nobody showed: nothing is broken
    shown = Signal(object)  # CrashDialog
    _caught = Signal()

    def __init__(self, frame: QMainWindow, log_file: Path | None) -> None:
        super().__init__(frame)
        self._frame, self._log_file = frame, log_file
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, str, int], int] = {}
        self._untold: list[str] = []
        self._refused: list[AccordError] = []
        self._pending = self._silent = False
        self._dialog: CrashDialog | None = None
        self._accounted = 0  # errors before those that the dialog counts
        self._hooks: list[tuple[Any, str, Callable[..., object], Callable[..., object]]] = []
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def total(self) -> int:
        """How many errors there were, each time counted."""
        return sum(self._counts.values())

    # The hooks

    def install(self) -> None:
        """Stand in for the three hooks of Python."""
        for owner, name, make in (
            (sys, "excepthook", self._excepthook),
            (threading, "excepthook", self._thread_hook),
            (sys, "unraisablehook", self._unraisable_hook),
        ):
            before = getattr(owner, name)
            own = make(before)
            setattr(owner, name, own)
            self._hooks.append((owner, name, own, before))

    def remove(self) -> None:
        """Put back what stood there before, and tell nothing more."""
        self._silent = True
        while self._hooks:
            owner, name, own, before = self._hooks.pop()
            if getattr(owner, name) is own:  # else another has come after us, and passes on to us
                setattr(owner, name, before)

    def _excepthook(self, before: Callable[..., object]) -> Callable[..., object]:
        def hook(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            self._note(error.with_traceback(trace))
            before(kind, error, trace)

        return hook

    def _thread_hook(self, before: Callable[..., object]) -> Callable[..., object]:
        def hook(found: Any) -> None:
            if found.exc_value is not None:
                self._note(found.exc_value)
            before(found)

        return hook

    def _unraisable_hook(self, before: Callable[..., object]) -> Callable[..., object]:
        def hook(found: Any) -> None:
            # Raised where nothing can be stopped any more, as in `__del__`: for the log alone.
            log.warning("unraisable: %s", found.err_msg, exc_info=found.exc_value)
            before(found)

        return hook

    def _note(self, error: BaseException) -> None:
        """Write an error down, and have it told on the GUI thread; never raises itself."""
        if not isinstance(error, Exception):
            return  # Ctrl+C and exits
        try:
            log.error("unexpected error", exc_info=error)
            with self._lock:
                if isinstance(error, AccordError):
                    self._refused.append(error)
                else:
                    place = place_of(error)
                    if place not in self._counts:
                        self._untold.append(trace_text(error))
                    self._counts[place] = self._counts.get(place, 0) + 1
                if self._pending:
                    return
                self._pending = True
            self._caught.emit()
        except Exception:  # noqa: BLE001 - an error in here would call this hook again
            self._silent = True

    # The dialog

    def _tell(self) -> None:
        with self._lock:
            self._pending = False
            refused, self._refused = self._refused, []
        if self._silent:
            return
        try:
            for error in refused:
                self.refused.emit(error)
            if self._dialog is None and self._untold:
                self._open()
            elif self._dialog is not None:
                self._dialog.show_more(self.total - self._accounted - 1)
            else:
                self._accounted = self.total  # each was told before
        except Exception:
            self._silent = True
            log.exception("the error could not be told")

    def _open(self) -> None:
        from explorer.ui.dialogs.crash import CrashDialog

        with self._lock:
            trace = self._untold[0]
            self._untold.clear()
        # A modal dialog would block one that belongs to the window behind it.
        parent = QApplication.activeModalWidget() or self._frame
        self._dialog = dialog = CrashDialog(trace, self._log_file, parent)
        dialog.show_more(self.total - self._accounted - 1)
        dialog.quit_wanted.connect(self._quit)
        dialog.finished.connect(self._closed)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self.shown.emit(dialog)

    def _closed(self) -> None:
        """Go on; what came meanwhile was counted in the dialog and is in the log."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        with self._lock:
            self._untold.clear()
            self._accounted = self.total

    def _quit(self) -> None:
        self._silent = True
        try:
            self._frame.close()
        finally:
            QApplication.quit()
