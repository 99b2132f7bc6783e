"""Rows become entries by a mapping; what a row does not say, or says in vain, stays unknown.

Each field rests on the cells that it came from. A row without a title is refused; all others are
kept, whatever is wrong with their dates and parties, and what was not understood is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.domain.mapping import Mapping
from explorer.domain.messages import Message
from explorer.domain.when import parse_when
from explorer.reading.tables.parties import Names
from explorer.reading.tables.row import Row
from explorer.reading.tables.rows import Table
from explorer.reading.tables.tallies import MOST_LISTED, Bodies, Made, Tally


class Making:
    """Turns the rows of one table into entries, and counts what it does not understand.

    ``today``: a day as EDTF text; what comes later is due, not reached. ``batch`` names the import.
    """

    def __init__(
        self,
        table: Table,
        mapping: Mapping,
        names: Names,
        bodies: Bodies,
        *,
        sha256: str,
        today: str,
        batch: str,
    ) -> None:
        self.table, self.mapping, self.names, self.bodies = table, mapping, names, bodies
        self.sha256, self.batch = sha256, batch
        self.today = parse_when(today).latest
        places = {column: place for place, column in enumerate(table.columns)}
        self.at = {
            field: tuple(places[column] for column in getattr(mapping.columns, field))
            for field in mapping.columns.__struct_fields__
        }
        self.empty = frozenset(word.casefold() for word in mapping.empty)
        self.kinds = {value.casefold(): kind for value, kind in mapping.kinds.items()}
        self.sectors = {value.casefold(): ids for value, ids in mapping.sectors.items()}
        self.stages = {value.casefold(): stage for value, stage in mapping.stages.items()}
        self.rows_of: dict[str, int] = {}
        self.refused: list[Message] = list(table.refused)
        self.refused_count = len(table.refused)
        self.unresolved, self.organisations = Tally(), Tally()
        self.dates, self.values = Tally(), Tally()
        self.resolved = 0
        self.undated = 0

    def entries(self) -> Iterator[Made]:
        """The entries of all rows that are not refused, in their order."""
        for _, made in self.lines():
            if made is not None:
                yield made

    def lines(self) -> Iterator[tuple[Row, Made | None]]:
        """All rows, each with the entry that it gives."""
        for number, cells in self.table.rows:
            row = Row(self, number, cells)
            yield row, row.made()

    def refuse(self, reason: Message) -> None:
        """Note why a row gave no entry."""
        self.refused_count += 1
        if len(self.refused) < MOST_LISTED:
            self.refused.append(reason)
