"""What the window asks of its library: every way to ask another question goes through here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from explorer.domain.labels import Labels
from explorer.domain.query import Page, Query, Sort
from explorer.ui.history import History
from explorer.ui.layout import Layout
from explorer.ui.session import Session


class Asking(QObject):
    """The question in force, the page that answers it, and the names that both are told by."""

    asked = Signal()  # the page is on its way
    moved = Signal()  # the user asked for something, wherever he was

    def __init__(self, parts: Layout, session: Session, sort: str) -> None:
        """``sort`` is the order that was chosen last, by its name in `Sort`."""
        super().__init__(parts.window)
        self._parts, self._session = parts, session
        self.sort = sort
        self.history = History(self.everything())
        self.labels = Labels()
        self.page: Page | None = None

    def everything(self) -> Query:
        """The question for the whole library, in the order that was chosen last."""
        known = {sort.value: sort for sort in Sort}
        return Query(sort=known.get(self.sort, Sort.RELEVANCE))

    def ask(self) -> None:
        """Ask the question in force, maybe once more."""
        self.asked.emit()
        self._session.ask(self.history.current)

    def visit(self, query: Query, *, typing: bool = False) -> None:
        """Ask another query; it becomes a step of back and forward."""
        if not query.is_everything:
            self.moved.emit()
        self.history.visit(query, typing=typing)
        if not typing:
            self.show()
        self.ask()

    def show(self) -> None:
        """Let the search field tell the question in force."""
        self._parts.bar.search.show_query(self.history.current, self.labels)

    def go(self, step: Callable[[], Query]) -> None:
        """Ask what was asked before, or after."""
        self.moved.emit()
        step()
        self.show()
        self.ask()

    def filter(self, query: Query) -> None:
        """Ask what filters or the timeline chose from the page that they show."""
        text = self._parts.bar.search.edit.text()
        if self.page is None or text != self.page.query.text:
            # The words have changed since that page.
            query = msgspec.structs.replace(query, text=text)
        self.visit(query)

    def order(self, sort: Sort) -> None:
        """Ask the same in another order, which is kept."""
        self.sort = sort.value
        self.visit(msgspec.structs.replace(self.history.current, sort=sort))
