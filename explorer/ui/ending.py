"""A request to end from outside closes the window as a click does: a logout, a Ctrl+C.

Only where signals are (not on Windows, which closes windows by itself at the end of a session).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Ending(QObject):
    """Calls ``close`` on the GUI thread when the system asks this process to end."""

    def __init__(self, close: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._close = close
        if sys.platform == "win32":
            return
        self._read, write = os.pipe()
        for end in (self._read, write):
            os.set_blocking(end, False)
        # Python notes a signal between two of its instructions; while Qt waits there are none.
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _nothing)
        notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._asked)

    def _asked(self) -> None:
        numbers = set(os.read(self._read, 64))
        ours = numbers & {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
        for number in ours:
            signal.signal(number, signal.SIG_DFL)  # one that asks twice does not want to wait
        if ours:
            self._close()


def _nothing(*_: object) -> None:
    """The signal is read from the pipe."""
