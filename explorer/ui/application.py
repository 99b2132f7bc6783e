"""Starting the window: first a frame on screen, then the library behind it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from explorer import paths
from explorer.settings import Settings, load_settings
from explorer.ui.frame import Frame
from explorer.ui.logbook import Logbook
from explorer.ui.single_instance import InstanceServer, may_be_running, raise_running
from explorer.ui.theme import load_fonts, theme

if TYPE_CHECKING:
    from explorer.ui.workbench import Workbench


def run_window(library: Path | None, choice: str | None = None) -> int:
    """Open the window on a library (None: the user's own), or bring an open one to the front."""
    application = make_application()
    if may_be_running(library) and raise_running(library):
        return 0
    start = Start(library, choice)

    def serve() -> None:
        server = InstanceServer(start.frame)
        server.raised.connect(start.frame.come_to_front)
        if not server.listen(library):
            application.quit()

    # Two starts at the same moment: the one that is second to listen leaves.
    start.frame.first_painted.connect(serve)
    return application.exec()


def make_application() -> QApplication:
    """The one application object."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName("accord")
    return application


def _collect_again() -> None:
    """Let the garbage collector work; what the start made stays, and is not looked at again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class Start(QObject):
    """Shows the frame as it was last time, and fills it once it is on screen.

    Nothing that a start makes is garbage: without the collector it takes a fifth less time.
    """

    filled = Signal()

    def __init__(self, library: Path | None, choice: str | None = None) -> None:
        super().__init__()
        gc.disable()
        self._logbook = Logbook()
        self._logbook.attach()
        self._library = library
        self._settings = load_settings()
        self.workbench: Workbench | None = None
        theme.start(choice or self._settings.theme)
        self.frame = Frame(self._settings.geometry)
        # A timer of zero fires before the first paint on some platforms; this one comes after it.
        self.frame.first_painted.connect(lambda: QTimer.singleShot(0, self._fill))
        self.frame.show()

    def _fill(self) -> None:
        from explorer.ui.safety import Safety

        self.safety = Safety(self.frame, self._logbook)
        self.workbench = fill(self.frame, self._settings, self._library)
        self.workbench.settled.connect(_collect_again)
        self.safety.watch_over(self.workbench.help)
        self.filled.emit()


def fill(frame: Frame, settings: Settings, library: Path | None) -> Workbench:
    """Put the panels into the frame; the library is opened on its thread meanwhile."""
    from explorer.ui.session import Session

    session = Session()
    session.open(library)
    load_fonts()
    from explorer.ui.workbench import Workbench

    return Workbench(frame, settings, session, library)
