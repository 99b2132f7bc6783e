"""Entries to paste elsewhere: as a citation with every source, or as plain text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels
from explorer.ui.panels.reader_sources import citation, plain_text
from explorer.ui.session import Session


class Copying(QObject):
    """Fetches an entry and puts it on the clipboard; `copied` when it is there."""

    copied = Signal(str)  # what is to be said

    def __init__(self, parent: QObject, session: Session, labels: Callable[[], Labels]) -> None:
        super().__init__(parent)
        self._session, self._labels = session, labels

    def copy_citation(self, entry: str) -> None:
        """Title, how firm, date as written; each quotation with document, place and standing."""
        self._fetch(entry, citation, self.tr("Copied with its sources"))

    def copy_text(self, entry: str) -> None:
        """Title, fields and quotations as lines of text, without sources."""
        self._fetch(
            entry, lambda detail: plain_text(detail, self._labels()), self.tr("Copied as text")
        )

    def _fetch(self, entry: str, write: Callable[[EntryDetail], str], said: str) -> None:
        def done(detail: EntryDetail) -> None:
            QApplication.clipboard().setText(write(detail))
            self.copied.emit(said)

        self._session.run("copy", lambda workspace, _job: workspace.browsing.detail(entry), done)
