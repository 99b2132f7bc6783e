"""What the window looks up beside pages: completions, passages, reasons, past searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.domain.query import Query
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.domain.answers import Completion, PassagePage, Why
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace


class Lookups(QObject):
    """Asks on the session's lanes, so that an older answer never overtakes a newer one."""

    completed = Signal(str, tuple)  # the text that was typed, tuple[Completion, …]
    passages_ready = Signal(object)  # PassagePage
    why_ready = Signal(str, object)  # the entry, Why

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def complete(self, query: Query, cursor: int) -> None:
        """How the query's text may go on at the cursor, which counts code points."""

        def work(workspace: Workspace, _job: Job) -> tuple[Completion, ...]:
            return workspace.completing.complete(query, cursor)

        self._session.run(
            "complete", work, lambda found: self.completed.emit(query.text, found), self._nothing
        )

    def passages(self, query: Query, *, offset: int, limit: int) -> None:
        """Paragraphs that match, from ``offset`` on."""

        def work(workspace: Workspace, _job: Job) -> PassagePage:
            return workspace.browsing.passages(query, limit=limit, offset=offset)

        self._session.run("passages", work, self.passages_ready.emit)

    def why(self, query: Query, entry: str) -> None:
        """Why an entry answers a query."""

        def work(workspace: Workspace, _job: Job) -> Why:
            return workspace.browsing.why(query, entry)

        self._session.run("why", work, lambda why: self.why_ready.emit(entry, why), self._nothing)

    def remember(self, text: str) -> None:
        """Keep a search text that was asked in earnest, for completions."""

        def work(workspace: Workspace, _job: Job) -> None:
            workspace.completing.past.remember(text)

        self._session.run("remember", work, lambda _: None, self._nothing)

    def forget_all(self) -> None:
        """Remove all past searches."""

        def work(workspace: Workspace, _job: Job) -> None:
            workspace.completing.past.forget_all()

        self._session.run("remember", work, lambda _: None)

    def _nothing(self, _error: Exception) -> None:
        """Help that does not come is no failure: the search itself tells what is wrong."""
