"""A first look at a table: what its columns hold, a guessed mapping, what rows become by one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import msgspec

from explorer.domain.entries import Entry
from explorer.domain.mapping import EMPTY_WORDS, MEANT, Mapping
from explorer.domain.rules import entry_stage, entry_when, is_state
from explorer.domain.tabling import (
    ColumnLook,
    Counted,
    EntryLine,
    PartyLine,
    Shape,
    TableLook,
)
from explorer.services import vocabularies

if TYPE_CHECKING:
    from explorer.reading.tables.parties import Names
    from explorer.reading.tables.row import Row
    from explorer.reading.tables.rows import Table
    from explorer.reading.tables.words import SectorWords

SAMPLE: Final = 60  # rows of which is shown what they become
_LONGEST_CELL: Final = 20_000  # letters of a cell there
_EXAMPLES: Final = 6
_LONGEST_EXAMPLE: Final = 120  # letters
_MOST_VALUES: Final = 1_000  # of a column
_MOST_IN_ALL: Final = 60_000


def state_names() -> Names:
    """The names of states."""
    from explorer.reading.tables.parties import Names

    return Names(vocabularies.states())


def sector_words() -> SectorWords:
    """The words for sectors."""
    from explorer.reading.tables.words import SectorWords

    return SectorWords(
        vocabularies.sectors(), vocabularies.sector_cues(), vocabularies.sector_subjects()
    )


def vocabulary() -> tuple[Names, SectorWords]:
    """The names of states, and the words for sectors."""
    return state_names(), sector_words()


def printed(name: str) -> str:
    """A file's name as text: what of it is no letter is shown by a sign."""
    return name.encode(errors="replace").decode()


def shape_of(table: Table) -> Shape:
    """How a table was read."""
    return Shape(table.encoding, table.delimiter, table.sheet)


def glanced(table: Table, path: str, words: tuple[Names, SectorWords]) -> TableLook:
    """A table as the window shows it first; ``path`` as text."""
    from explorer.reading.tables.guess import Guess

    guess = Guess(table, PurePath(path).stem, *words)
    columns, room = [], _MOST_IN_ALL
    for place, name in enumerate(table.columns):
        column = _column(name, place, table, room)
        room -= len(column.values)
        columns.append(column)
    sample = tuple(
        (number, tuple(cell[:_LONGEST_CELL] for cell in cells))
        for number, cells in table.rows[:SAMPLE]
    )
    return TableLook(
        path=path,
        form=table.form,
        rows=len(table.rows) + len(table.refused),
        shape=shape_of(table),
        columns=tuple(columns),
        sample=sample,
        mapping=guess.mapping,
        why=guess.why,
        sheets=table.sheets,
        refused=table.refused[:SAMPLE],
        notes=(*table.notes, *guess.notes),
    )


def _column(name: str, place: int, table: Table, room: int) -> ColumnLook:
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, cells in table.rows:
        text = cells[place]
        if text:
            counts[text] += 1
            first.setdefault(text, number)
    few = len(counts) <= _MOST_VALUES
    most = min(_MOST_VALUES if few else _EXAMPLES, room)
    values = tuple(Counted(text, count, first[text]) for text, count in counts.most_common(most))
    said = (text[:_LONGEST_EXAMPLE] for text in counts if text.casefold() not in EMPTY_WORDS)
    examples = tuple(islice(said, _EXAMPLES))
    return ColumnLook(name, examples, values, len(counts), counts.total())


class Preview:
    """What the first rows of a table become, and what printed words probably mean.

    It can be asked from any thread: an answer takes some milliseconds, the first one 50.
    """

    def __init__(self) -> None:
        self._names = lru_cache(maxsize=1)(state_names)
        self._sectors = lru_cache(maxsize=1)(sector_words)
        self._lock = threading.Lock()

    def lines(self, look: TableLook, mapping: Mapping, today: str) -> tuple[EntryLine, ...]:
        """The entries of the sample by a mapping, which need not have a title yet.

        ``today``: a day as EDTF text.
        """
        from explorer.reading.tables.making import Making
        from explorer.reading.tables.rows import Table
        from explorer.reading.tables.tallies import Bodies

        table = Table(look.names(), list(look.sample), look.form)
        with self._lock:
            names = self._names()
            making = Making(table, mapping, names, Bodies({}), sha256="", today=today, batch="")
            return tuple(
                _line(row, None if made is None else made.entry) for row, made in making.lines()
            )

    def meanings(self, look: TableLook, mapping: Mapping, field: str) -> Mapping:
        """A mapping with meanings for the words of a field that have none in it, where clear."""
        from explorer.reading.tables.words import kind_of, stage_of

        if field not in MEANT:
            return mapping
        words = [value.printed for value in look.values_of(field, mapping)]
        if field == "sectors":
            with self._lock:
                sectors = self._sectors()
            missing = _missing(words, mapping.sectors)
            found = {word: ids for word in missing if (ids := sectors.of(word))}
            return msgspec.structs.replace(mapping, sectors={**mapping.sectors, **found})
        if field == "instrument":
            kinds = {w: kind for w in _missing(words, mapping.kinds) if (kind := kind_of(w))}
            return msgspec.structs.replace(mapping, kinds={**mapping.kinds, **kinds})
        stages = {w: stage for w in _missing(words, mapping.stages) if (stage := stage_of(w))}
        return msgspec.structs.replace(mapping, stages={**mapping.stages, **stages})


def _missing(words: Iterable[str], known: Iterable[str]) -> list[str]:
    there = {word.casefold() for word in known}
    return [word for word in words if word.casefold() not in there]


def _line(row: Row, entry: Entry | None) -> EntryLine:
    if entry is None:
        return EntryLine(row.number, refused=row.refused)
    strange = {miss.printed for miss in row.misses if miss.field == "parties"}
    parties = tuple(
        PartyLine(
            printed=party.printed,
            code=party.party if is_state(party.party) else "",
            known=party.printed not in strange,
        )
        for party in entry.parties
    )
    when = entry_when(entry)
    return EntryLine(
        row=row.number,
        title=entry.title,
        kind=entry.kind,
        stage=entry_stage(entry),
        when=None if when is None else when.when.text,
        parties=parties,
        sectors=entry.sectors,
        misses=tuple(row.misses),
    )
