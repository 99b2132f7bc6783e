"""Tables on their way in: how a file was read, what its columns hold, what became of its rows."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import msgspec

from explorer.domain.mapping import Mapping, split
from explorer.domain.messages import Message
from explorer.domain.vocabulary import Kind, Stage


class Shape(msgspec.Struct, frozen=True):
    """How a table's file is read; empty: as the file itself tells, or none in this form."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


class Counted(msgspec.Struct, frozen=True):
    """A printed value and how often it stood in the table; ``row``: where it stood first."""

    printed: str
    count: int
    row: int


class ColumnLook(msgspec.Struct, frozen=True):
    """A column: some printed values, and its different ones, the commonest first.

    ``values`` are cut to a length where ``different`` is more than there are. ``filled``: how many
    rows say something in it.
    """

    name: str
    examples: tuple[str, ...]
    values: tuple[Counted, ...]
    different: int
    filled: int


class TableLook(msgspec.Struct, frozen=True):
    """A table as it lies there, with the mapping that fits it by a guess.

    ``why``: what spoke for each column that the guess uses. ``sample``: the first rows, number and
    cells. ``refused``: rows that could not be read, of ``rows``.
    """

    path: str
    form: str
    rows: int
    shape: Shape
    columns: tuple[ColumnLook, ...]
    sample: tuple[tuple[int, tuple[str, ...]], ...]
    mapping: Mapping
    why: dict[str, Message]
    sheets: tuple[str, ...] = ()
    refused: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    def values_of(self, field: str, mapping: Mapping) -> tuple[Counted, ...]:
        """The printed values of a field's columns, each once, the commonest first."""
        separator = mapping.sector_separator if field == "sectors" else ""
        empty = {word.casefold() for word in mapping.empty}
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for column in self.columns:
            if column.name not in getattr(mapping.columns, field):
                continue
            for value in column.values:
                for printed in split(value.printed, separator):
                    if printed.casefold() not in empty:
                        counts[printed] += value.count
                        first[printed] = min(value.row, first.get(printed, value.row))
        return tuple(Counted(name, count, first[name]) for name, count in counts.most_common())


class Miss(msgspec.Struct, frozen=True):
    """What a row says that was not understood: the ``field``, and what is printed there."""

    field: str
    printed: str


class PartyLine(msgspec.Struct, frozen=True):
    """A party of a row; ``code`` of the state that it means, empty for all others."""

    printed: str
    code: str
    known: bool  # a state, or by its name a body


class EntryLine(msgspec.Struct, frozen=True):
    """The entry that a row becomes, in short; ``refused``: why it becomes none."""

    row: int
    title: str = ""
    kind: Kind = Kind.AGREEMENT
    stage: Stage = Stage.UNKNOWN
    when: str | None = None
    parties: tuple[PartyLine, ...] = ()
    sectors: tuple[str, ...] = ()
    misses: tuple[Miss, ...] = ()
    refused: Message | None = None


class Order(StrEnum):
    """What a child does with a table."""

    GLANCE = "glance"  # its columns and first rows, and a guess
    LOOK = "look"  # all its rows, but nothing is written
    WRITE = "write"


class TableReport(msgspec.Struct, frozen=True):
    """What an import of a table did.

    Each row that was read is one of ``new``, ``changed``, ``same`` or ``refused``; ``why`` tells
    of the refused ones, as many as are listed. ``bodies``: parties that are organisations.
    ``unresolved``: parties that are neither known as states nor look like organisations, kept as
    printed. ``dates``: those that were not understood. ``values``: words that the mapping gives no
    meaning. Lists are cut at a length and longest first; ``left_out`` counts what they lack.
    ``batch`` names the import for undo, and is empty where nothing was written.
    """

    path: str
    sha256: str
    form: str
    batch: str
    rows: int
    new: int
    changed: int
    same: int
    refused: int
    why: tuple[Message, ...]
    bodies: tuple[Counted, ...]
    unresolved: tuple[Counted, ...]
    dates: tuple[Counted, ...]
    values: tuple[Counted, ...]
    unused: tuple[str, ...]
    notes: tuple[Message, ...]
    mapping: Mapping
    resolved: int = 0
    unresolved_count: int = 0
    undated: int = 0
    left_out: int = 0
    shape: Shape = Shape()

    @property
    def dates_count(self) -> int:
        """How many dates were not understood."""
        return sum(item.count for item in self.dates)
