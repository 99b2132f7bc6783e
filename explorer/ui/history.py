"""Back and forward through queries, as in a browser."""

from __future__ import annotations

from explorer.domain.query import Query

MOST = 200


class History:
    """The queries asked, with a place among them; typing a word is one step, not five."""

    def __init__(self, first: Query | None = None) -> None:
        self._queries: list[Query] = [first or Query()]
        self._place = 0
        self._typed = False

    @property
    def current(self) -> Query:
        """The query in force."""
        return self._queries[self._place]

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier query."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a later query was left by going back."""
        return self._place < len(self._queries) - 1

    def visit(self, query: Query, *, typing: bool = False) -> None:
        """Make this the query in force; while typing it replaces the one being typed."""
        if query == self.current:
            return
        kept = self._queries[: self._place + 1]
        if typing and self._typed and len(kept) > 1:
            kept.pop()
        kept.append(query)
        self._queries = kept[-MOST:]
        self._place = len(self._queries) - 1
        self._typed = typing

    def settle(self) -> None:
        """What was typed stands: the next letter begins a new step."""
        self._typed = False

    def back(self) -> Query:
        """Go to the earlier query, if there is one."""
        self._place = max(0, self._place - 1)
        self._typed = False
        return self.current

    def forward(self) -> Query:
        """Go to the later query, if there is one."""
        self._place = min(len(self._queries) - 1, self._place + 1)
        self._typed = False
        return self.current
