"""Python's search for garbage, so that it holds up no one.

A whole search takes 100 ms and more, in whatever thread it begins, and nothing is painted
meanwhile. What the start made is left out of it for good. Young objects are searched as ever, in a
millisecond; all of them when Accord is left, or after a quarter of an hour.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from explorer.ui.frame import Frame

# Objects made since the last search of the young; such searches before one of the middle-aged;
# and never, by itself, one of all.
_THRESHOLDS: Final = (2_000, 10, 1_000_000_000)
LATEST_MS: Final = 15 * 60 * 1_000


class Collecting(QObject):
    """Begins when the start is over."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
        self.timer = QTimer(self)
        self.timer.setInterval(LATEST_MS)
        self.timer.timeout.connect(self.collect)
        self.timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.look_away)

    def look_away(self, state: Qt.ApplicationState) -> None:
        """Search when another program is in front now."""
        if state != Qt.ApplicationState.ApplicationActive:
            self.collect()

    def collect(self) -> None:
        """Search through everything, now that nobody looks."""
        self.timer.start()
        gc.collect()
