"""What the window's Help does: keys, the check, where the data is, the log, about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from explorer import paths
from explorer.ui import words
from explorer.ui.desktop import open_local
from explorer.ui.layout import Layout
from explorer.ui.logbook import log_file
from explorer.ui.session import Session, told


class Help(QObject):
    """The actions of the Help menu, and what it has to tell by itself."""

    def __init__(self, parts: Layout, session: Session, folder: Callable[[], Path | None]) -> None:
        super().__init__(parts.window)
        self._parts, self._session, self._folder = parts, session, folder
        self.log = log_file()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of this menu do, by their names."""
        return {
            "keys": self.show_keys,
            "check": self.check_library,
            "places": self.show_places,
            "log": self.open_log,
            "about": self.show_about,
        }

    def show_keys(self) -> None:
        """F1: every key of every action."""
        from explorer.ui.dialogs.keys import KeysDialog

        KeysDialog(self._parts.window.actions(), self._parts.window).open()

    def show_about(self) -> None:
        """Version and licences."""
        from explorer.ui.dialogs.about import AboutDialog

        AboutDialog(self._parts.window).open()

    def check_library(self) -> None:
        """Look whether all of the library is sound, and show what is not."""
        from explorer.ui.dialogs.check import CheckDialog

        if self._session.workspace is None:
            self._parts.status.show_notice(self.tr("No library is open."))
            return
        dialog = CheckDialog(self._session, self._session.workspace, self._parts.window)
        dialog.open()
        dialog.start()

    def show_places(self) -> None:
        """Show where everything lies on this computer."""
        from explorer.ui.dialogs.places import PlacesDialog

        workspace = self._session.workspace
        folder = workspace.library.folder if workspace else self._folder()
        dialog = PlacesDialog(
            self._session.jobs,
            folder or paths.default_library(),
            workspace.library if workspace else None,
            self.log.parent,
            self._parts.window,
        )
        dialog.open()
        dialog.measure()

    def open_log(self) -> None:
        """Hand the log to the program that shows text."""
        status = self._parts.status
        if not self.log.exists():
            status.show_notice(self.tr("The log is empty: nothing went wrong."))
        elif not open_local(self.log):
            text = self.tr("No program opened the log: {path}").format(path=self.log)
            status.show_notice(text, error=True)

    def tell(self, error: Exception) -> None:
        """Show a failure that left everything as it was."""
        text = words.message_text(told(error).message)
        self._parts.status.show_notice(text, error=True)
        if self._parts.results.is_waiting:  # what it waits for will not come
            self._parts.results.show_problem(text)

    def tell_unclean_end(self, *, traced: bool) -> None:
        """Say, once the window has settled, that the last run did not end properly."""
        self._traced = traced
        once = Qt.ConnectionType.SingleShotConnection
        self._session.jobs.idle.connect(self._tell_unclean_end, once)

    def _tell_unclean_end(self) -> None:
        # What ended it is not known: a fault, the power, the system at a logout.
        text = self.tr("Accord did not close properly last time. What was saved is kept.")
        if self._traced:
            self._parts.status.show_offer(text, self.tr("Open log"), self.open_log)
        else:
            self._parts.status.show_notice(text)
