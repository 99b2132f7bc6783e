"""Starting the window: first a frame on screen, then the library behind it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from explorer import paths
from explorer.handed import Handed, local_path
from explorer.settings import Settings, load_settings
from explorer.ui.frame import Frame
from explorer.ui.logbook import Logbook
from explorer.ui.single_instance import (
    Answer,
    InstanceServer,
    hand_over,
    lately_active,
    note_active,
)
from explorer.ui.theme import load_fonts, theme

if TYPE_CHECKING:
    from explorer.ui.workbench import Workbench


def run_window(handed: Handed, choice: str | None = None) -> int:
    """Open the window with what was handed to this start, or hand it to one that is open.

    A library goes to its own window. Files without a library go to the window that was last in
    front; where none is open, to a new one on the user's own library.
    """
    application = make_application()
    own: list[Path | None] = [handed.library]
    answers = []
    for library in [*lately_active(), None] if handed.paths and not handed.library else own:
        answers.append(hand_over(library, handed.paths))
        if answers[-1] is Answer.TAKEN:
            return 0
    start = Start(handed.library, choice, handed.paths)
    start.serve_when_painted(silent=Answer.SILENT in answers)
    return application.exec()


class Application(QApplication):
    """The one application object; it tells of files that macOS hands to it."""

    handed = Signal(tuple)  # paths

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            path = local_path(bytes(event.url().toEncoded().data()).decode("ascii"))
            if path:
                self.handed.emit((path,))
            return True
        return super().event(event)


def make_application() -> QApplication:
    """The one application object."""
    application = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName("accord")
    return application


class Start(QObject):
    """Shows the frame as it was last time, and fills it once it is on screen.

    Nothing that a start makes is garbage: without the collector it takes a fifth less time.
    """

    filled = Signal()

    def __init__(
        self, library: Path | None, choice: str | None = None, names: Sequence[str] = ()
    ) -> None:
        super().__init__()
        gc.disable()
        self._logbook = Logbook()
        self._logbook.attach()
        self._library = library
        self._names = list(names)
        self._leaving = False
        self._silent: bool | None = None  # None: it is not to serve
        self._settings = load_settings()
        self.workbench: Workbench | None = None
        theme.start(choice or self._settings.theme)
        self.frame = Frame(self._settings.geometry)
        self.server = InstanceServer(self.frame)
        self.server.handed.connect(self.take)
        self.frame.activated.connect(self._note_active)
        # Before the library is let go of: what is sent from now on is for the next window.
        self.frame.closing.connect(self.server.close)
        application = QApplication.instance()
        if isinstance(application, Application):
            application.handed.connect(self.take)
        # A timer of zero fires before the first paint on some platforms; this one comes after it.
        self.frame.first_painted.connect(lambda: QTimer.singleShot(0, self._fill))
        self.frame.show()

    def serve_when_painted(self, *, silent: bool) -> None:
        """Listen for later starts. ``silent``: a window has the name, but does not answer."""
        self._silent = silent

    def _serve(self, silent: bool) -> None:
        if silent:
            self.server.take(self._library)
        elif self.server.take_or_hand_over(self._library, self._names):
            # Two starts at the same moment: the one that is second to listen leaves.
            self._leaving = True
            QApplication.quit()

    def take(self, names: Sequence[str]) -> None:
        """Come to the front, with these paths if there are any."""
        self.frame.come_to_front()
        if self.workbench is None:
            self._names += names
        elif names:
            self.workbench.arrivals.take(names)

    def _collect_again(self) -> None:
        """Let the garbage collector work; what the start made stays, and is not looked at again."""
        from explorer.ui.collecting import Collecting

        if not gc.isenabled():
            self.collecting = Collecting(self.frame)

    def _note_active(self) -> None:
        if self.workbench is not None and self.frame.isActiveWindow():
            note_active(self.workbench.folder)

    def _fill(self) -> None:
        if self._silent is not None:
            self._serve(self._silent)
        if self._leaving:
            return
        from explorer.ui.safety import Safety

        self.safety = Safety(self.frame, self._logbook)
        first = self._library is None and not self._settings.first_steps_seen
        settings = self._settings._replace(first_steps_seen=True) if first else self._settings
        self.workbench = fill(self.frame, settings, self._library)
        self.workbench.settled.connect(self._collect_again)
        self.safety.watch_over(self.workbench.help)
        self.workbench.arrivals.instance = self.server
        if first:
            self.workbench.first_steps.show()
        names, self._names = self._names, []
        if names:
            self.workbench.arrivals.take(names)
        self._note_active()
        self.filled.emit()


def fill(frame: Frame, settings: Settings, library: Path | None) -> Workbench:
    """Put the panels into the frame; the library is opened on its thread meanwhile."""
    from explorer.ui.session import Session

    session = Session()
    session.open(library)
    load_fonts()
    from explorer.ui.workbench import Workbench

    return Workbench(frame, settings, session, library)
