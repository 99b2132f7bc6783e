"""Searching with help: completions, both views of a question, paragraphs, reasons, the syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from explorer.domain.labels import Labels
from explorer.domain.query import Page, Query
from explorer.ui.completer import Completer
from explorer.ui.history import History
from explorer.ui.layout import Layout
from explorer.ui.lookups import Lookups
from explorer.ui.selection import Selection
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.domain.answers import Completion, Why

PASSAGES = 50  # in one part


class Searching(QObject):
    """Between the search field, the two sides of the result, and the session."""

    def __init__(
        self,
        parts: Layout,
        session: Session,
        history: History,
        selection: Selection,
        visit: Callable[[Query], None],
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._history, self._selection = parts, history, selection
        self._visit = visit
        self._page: Page | None = None
        self._absorbing = False
        self._wanted: str | None = None
        self.lookups = Lookups(session)
        field, results = parts.bar.search, parts.results
        self.completer = Completer(field, self.lookups)
        self.completer.taken.connect(self._take)
        field.submitted.connect(self._submitted)
        field.help.clicked.connect(self.show_help)
        results.query_wanted.connect(visit)
        results.passages_wanted.connect(self._want_passages)
        results.why_wanted.connect(lambda name: self.lookups.why(history.current, name))
        self.lookups.passages_ready.connect(results.show_passages)
        self.lookups.why_ready.connect(self._show_why)

    @property
    def question(self) -> Query:
        """What is asked, with the conditions of its text among the choices."""
        page, current = self._page, self._history.current
        return page.understood if page is not None and page.query == current else current

    def show_page(self, page: Page, labels: Labels) -> None:  # noqa: ARG002 - as the panels do
        """Take an answer; conditions that were typed become chips once they are meant."""
        self._page = page
        if self._absorbing and page.query == self._history.current:
            self._absorb()
        if self._wanted is not None and self._wanted in page.ids:
            self._selection.select(self._wanted)
        self._wanted = None

    def turn_tab(self) -> None:
        """The other side of the result."""
        self._parts.results.tabs.turn()

    def show_help(self) -> None:
        """What can be typed, with examples to try."""
        from explorer.ui.panels.search_help import SearchHelp

        dialog = SearchHelp(self._parts.window)
        dialog.tried.connect(lambda text: self._visit(Query(text=text)))
        dialog.open()

    def _submitted(self) -> None:
        self.lookups.remember(self._history.current.text)
        self._absorb_soon()

    def _absorb_soon(self) -> None:
        """Make typed conditions choices: now, or when their answer is there."""
        self._absorbing = True
        if self._page is not None and self._page.query == self._history.current:
            self._absorb()

    def _absorb(self) -> None:
        self._absorbing = False
        page = self._page
        if page is not None and page.understood != page.query:
            self._visit(page.understood)

    def _take(self, completion: Completion) -> None:
        field = self._parts.bar.search
        self._wanted = completion.id or None
        field.ask_now()
        if completion.facet is not None:
            self._absorb_soon()

    def _want_passages(self, offset: int) -> None:
        self.lookups.passages(self._history.current, offset=offset, limit=PASSAGES)

    def _show_why(self, entry: str, why: Why) -> None:
        self._parts.results.list.show_why(entry, why_words(why))


def why_words(why: Why) -> str:
    """The reasons, a line each."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Why", text)

    names = {
        "title": tr("In the title: {words}"),
        "names": tr("In names of parties and bodies: {words}"),
        "summary": tr("In our own words: {words}"),
        "passages": tr("In its passages: {words}"),
    }
    lines = [
        names[field].format(words=", ".join(found)) for field, found in why.fields if field in names
    ]
    lines += [
        tr("Other names: {typed} → {found}").format(typed=typed, found=found)
        for typed, found in why.synonyms
    ]
    return "\n".join(lines)
