"""The first steps in the window: when they stand there, what they lead to, when they go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from explorer.domain.query import Page, Query
from explorer.ui.briefing import Briefing
from explorer.ui.layout import Layout
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.ui.panels.first_steps import FirstStepsPanel


class FirstSteps(QObject):
    """Shows the page of the first start; whatever is asked or shown beside it takes its place."""

    left = Signal()

    def __init__(
        self,
        parts: Layout,
        session: Session,
        briefing: Briefing,
        visit: Callable[[Query], None],
        page: Callable[[], Page | None],
    ) -> None:
        """``visit`` asks a query; ``page`` is the answer on screen."""
        super().__init__(parts.window)
        self._parts, self._session, self._briefing = parts, session, briefing
        self._visit, self._page = visit, page
        parts.when_made("first_steps", self._connect)

    def _connect(self, panel: FirstStepsPanel) -> None:
        panel.search_wanted.connect(self._search)
        panel.brief_wanted.connect(self._brief)
        panel.all_wanted.connect(self._all)
        self._session.awaited.connect(lambda making: panel.show_waiting(making=making))
        self._session.index_state.connect(panel.show_index)
        self._session.page_ready.connect(self._show_page)
        self._session.foreseen.connect(lambda opening: self._show_page(opening.page))

    @property
    def is_shown(self) -> bool:
        """Whether they stand there."""
        return self._parts.shows("first_steps")

    def show(self) -> None:
        """Put them in place of list and reader, over the whole library."""
        self._parts.show_first_steps()
        page = self._page()
        if page is not None and not page.query.is_everything:
            self._visit(Query(sort=page.query.sort))
        elif page is not None:
            self._show_page(page)

    def leave(self) -> None:
        """Let list and reader have their place again."""
        if self.is_shown:
            self._parts.leave_first_steps()
            self.left.emit()

    def _show_page(self, page: Page) -> None:
        workspace = self._session.workspace  # none yet where the page is foreseen
        if page.query.is_everything and self.is_shown:
            self._parts.first_steps.show_page(page, workspace.title if workspace else "")

    def enter(self) -> None:
        """Put the focus on the first thing to try."""
        self._parts.first_steps.search.setFocus(Qt.FocusReason.TabFocusReason)

    def _search(self, text: str) -> None:
        field = self._parts.bar.search.edit
        if not text:
            self.leave()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._visit(Query(text=text))
        self._parts.results.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _brief(self) -> None:
        self.leave()
        if not self._briefing.is_open:
            self._briefing.toggle()
        self._parts.results.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all(self) -> None:
        self.leave()
        self._parts.results.list.setFocus(Qt.FocusReason.OtherFocusReason)
