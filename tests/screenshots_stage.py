"""One window on one library, for pictures: it opens, settles, and is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from explorer.domain.query import Query
from explorer.settings import Settings
from explorer.ui.application import fill
from explorer.ui.frame import Frame
from explorer.ui.workbench import Workbench

PATIENCE_MS = 60_000


def until(met: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    late = QDeadlineTimer(PATIENCE_MS)
    wake = QTimer()  # what is waited for need not come with an event of its own
    wake.start(20)
    while not met():
        if late.hasExpired():
            raise TimeoutError(met)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Stage:
    """One window on one library, in a size; `grab` draws it with what has popped up over it."""

    def __init__(self, libraries: Path, size: tuple[int, int]) -> None:
        self.libraries, self._size = libraries, size
        self.window: Workbench
        self.frame: Frame

    def open(self, library: str, *, wait: bool = True) -> Workbench:
        """Another window in place of the one before."""
        self.shut()
        self.frame = Frame()
        self.frame.resize(*self._size)
        self.window = fill(self.frame, Settings(), self.libraries / library)
        self.frame.show()
        self.frame.activateWindow()
        if wait:
            self.settle()
        return self.window

    def shut(self) -> None:
        """Close the window, if there is one."""
        if "frame" in vars(self):
            self.frame.close()
            self.frame.deleteLater()
            QApplication.processEvents()

    def settle(self) -> None:
        """Until all that was asked for is on screen, and nothing moves."""
        window = self.window

        def quiet() -> bool:
            waiting = window.parts.bar.search.is_waiting or window.selection.is_waiting
            timeline = window.parts.timeline
            moving = timeline.is_waiting or timeline.axis.motion.is_moving
            opened = window.session.workspace is not None
            return opened and not (waiting or moving or window.session.jobs.busy)

        until(quiet)
        for _ in range(4):  # a layout that changes asks the one around it anew, one turn later
            QApplication.processEvents()

    def visit(self, query: Query, select: str | None = None) -> None:
        """Ask, and choose an entry."""
        self.window.visit(query)
        self.settle()
        if select is not None:
            self.window.selection.select(select)
            self.settle()

    def grab(self) -> QPixmap:
        """The window, with the popups over it."""
        QApplication.processEvents()
        picture = self.frame.grab()
        origin = self.frame.mapToGlobal(QPoint(0, 0))
        with QPainter(picture) as painter:
            for popup in QApplication.topLevelWidgets():
                if popup is not self.frame and popup.isVisible() and popup.isWindow():
                    painter.drawPixmap(popup.mapToGlobal(QPoint(0, 0)) - origin, popup.grab())
        return picture
