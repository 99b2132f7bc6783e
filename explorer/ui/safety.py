"""What watches over one run of the window: log, crash handler, how the last run ended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from explorer.ui.crashes import Crashes
from explorer.ui.ending import Ending
from explorer.ui.logbook import Logbook, log_file, log_folder
from explorer.ui.running import begin_run

if TYPE_CHECKING:
    from explorer.ui.help import Help

log = logging.getLogger(__name__)


class Safety(QObject):
    """Begun after the first paint; it ends with the application."""

    def __init__(self, frame: QMainWindow, logbook: Logbook) -> None:
        super().__init__(frame)
        self._logbook = logbook
        self.run, self.last_time = begin_run(log_folder())
        logbook.begin(log_file(self.run.number if self.run else 1))
        logbook.listen_to_qt()
        if self.last_time.trace:
            log.critical("what an earlier run left when it fell:\n%s", self.last_time.trace)
        self.crashes = Crashes(frame, logbook.path)
        self.crashes.install()
        self._ending = Ending(frame.close, self)
        application = QApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.end)

    def watch_over(self, help_: Help) -> None:
        """Let the window's own help open the log, and tell how the last run ended."""
        if self._logbook.path is not None:
            help_.log = self._logbook.path
        self.crashes.refused.connect(help_.tell)
        if self.last_time.unclean:
            help_.tell_unclean_end(traced=bool(self.last_time.trace))

    def end(self) -> None:
        """This run ends as it should; what falls from here on falls without a window."""
        self.crashes.remove()
        if self.run is not None:
            self.run.end()
        self._logbook.end()
