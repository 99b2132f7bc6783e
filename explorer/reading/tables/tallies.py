"""What is gathered while rows become entries: values counted, bodies named, entries made."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from typing import Final

import msgspec

from explorer.domain.entries import Entry, Institution, Record
from explorer.domain.tabling import Counted
from explorer.reading.tables.parties import words_of

MOST_LISTED: Final = 1_000  # of each list in a report
LONGEST_LISTED: Final = 160  # letters of a printed value there
# Ids of entries come from their source and their id there: the same row is the same entry.
SPACE: Final = uuid.UUID("6f0f2f43-66a8-4c0c-9a0e-2f1b6f1f9a51")


class Made(msgspec.Struct, frozen=True):
    """An entry with the table cells that it rests on."""

    entry: Entry
    cells: tuple[Record, ...]


class Tally:
    """How often values stood in a table, and where first."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    def note(self, printed: str, row: int) -> None:
        """Count a value that stands in this row."""
        self.counts[printed] += 1
        self._first.setdefault(printed, row)

    def listed(self) -> tuple[Counted, ...]:
        """The values, the commonest first, cut to what a report holds."""
        return tuple(
            Counted(printed[:LONGEST_LISTED], count, self._first[printed])
            for printed, count in self.counts.most_common(MOST_LISTED)
        )

    @property
    def left_out(self) -> int:
        """How many values the list lacks."""
        return max(0, len(self.counts) - MOST_LISTED)


class Bodies:
    """The organisations that act as parties: those of the library, and new ones."""

    def __init__(self, known: dict[str, Institution]) -> None:
        self._ids = {
            " ".join(words_of(name)): body.id
            for body in known.values()
            for name in (body.name, body.acronym, *body.aliases, *body.names.values())
            if name
        }
        self._taken = set(known)
        self.new: dict[str, Institution] = {}

    def of(self, printed: str) -> str:
        """The id of the body with this name; a new body where there is none."""
        key = " ".join(words_of(printed)) or printed
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = self._fresh(key)
            self.new[found] = Institution(found, printed)
        return found

    def _fresh(self, key: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", key).strip("-")[:60]
        if len(slug) < 2:
            slug = f"body-{uuid.uuid5(SPACE, key).hex[:12]}"
        name, count = slug, 1
        while name in self._taken:
            count += 1
            name = f"{slug}-{count}"
        self._taken.add(name)
        return name
