"""The records behind the marks, as far as they are known: they come a moment after the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explorer.domain.query import EntryRow
from explorer.domain.timeline import Step, TimeRow

MOST: int = 4_000


class Book:
    """Rows by id. Those of the page are there at once; steps come when a mark is drawn."""

    def __init__(self, marks: Mapping[str, EntryRow], kept: Mapping[str, TimeRow]) -> None:
        self._marks = marks
        self.rows = dict(kept) if len(kept) <= MOST else {}

    def add(self, rows: Iterable[TimeRow]) -> set[str]:
        """Take rows that have come; the ids of those that were not known like this."""
        new = {own.row.id: own for own in rows if self.rows.get(own.row.id) != own}
        self.rows.update(new)
        return set(new)

    def row(self, name: str) -> EntryRow | None:
        """What is known of an entry."""
        own = self._marks.get(name)
        if own is None and name in self.rows:
            return self.rows[name].row
        return own

    def steps(self, name: str) -> tuple[Step, ...]:
        """Its dated milestones, but for the one that dates it; none as long as they are unknown."""
        own = self.rows.get(name)
        return own.steps if own is not None else ()

    def why(self, name: str) -> str:
        """From what its date was inferred, in our words."""
        own = self.rows.get(name)
        return own.why if own is not None else ""

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of whom not everything is known."""
        return tuple(name for name in names if name not in self.rows)
