"""The timeline and the library: what it shows beside a page, and what it is told a moment later."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.domain.query import Page
from explorer.ui.layout import Layout
from explorer.ui.session import Session


class Timing(QObject):
    """Asks for lanes and for the records of marks, each in a lane of its own."""

    def __init__(self, parts: Layout, session: Session, page: Callable[[], Page | None]) -> None:
        super().__init__(parts.window)
        self._timeline, self._session, self._page = parts.timeline, session, page
        parts.timeline.rows_wanted.connect(self._want_rows)
        parts.timeline.beside_wanted.connect(self._want_beside)
        parts.timeline.told.connect(parts.status.show_notice)
        session.beside_ready.connect(parts.timeline.show_beside)

    def _want_rows(self, ids: tuple[str, ...]) -> None:
        self._session.run(
            "marks",
            lambda workspace, _job: workspace.timelines.rows(ids),
            self._timeline.add_rows,
        )

    def _want_beside(self) -> None:
        """Ask for what is beside the page that is shown; later pages bring the same."""
        options, page = self._timeline.options, self._page()
        self._session.lanes = options.group, options.known
        if page is not None:
            self._session.run(
                "beside",
                lambda workspace, _job: workspace.timelines.beside(
                    page, options.group, known=options.known
                ),
                self._session.beside_ready.emit,
            )
