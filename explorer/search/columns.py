"""What of an entry is no text: facets, dates and orders, a column of arrays each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

import msgspec
import numpy as np

from explorer.domain.query import Facet
from explorer.domain.when import FIRST_DAY, LAST_DAY, Precision, When, decades
from explorer.search.sources import EntryText
from explorer.search.storage import Array, Ints, Strings

UNDATED: Final = -1
_FACETS: Final = tuple(Facet)


class EntryColumns(msgspec.Struct, frozen=True):
    """One item an entry, in the order of their numbers.

    ``values[facet]``: its values, sorted; all facets' values are numbered through in the order
    of `Facet`, facet ``f`` (its place there) from ``offsets[f]`` on. Entry ``e`` has the values
    ``row_values[row_starts[e]:row_starts[e + 1]]``. ``title_rank``: place in the order by title,
    then id; ``title_order`` and ``date_order``: the entries in those orders (undated last).
    ``event``: place in ``events``, or -1.
    """

    ids: Strings
    sort_titles: Strings
    earliest: Ints
    latest: Ints
    flags: Array
    stage: Array
    family: Array
    event: Ints
    events: tuple[str, ...]
    values: dict[Facet, tuple[str, ...]]
    offsets: tuple[int, ...]
    row_starts: Ints
    row_values: Ints
    title_rank: Ints
    title_order: Ints
    date_order: Ints

    @property
    def size(self) -> int:
        """Number of entries."""
        return len(self.earliest)

    def number(self, facet: Facet, value: str) -> int:
        """The number of a facet's value, -1 when no entry has it."""
        values = self.values[facet]
        place = bisect_left(values, value)
        found = place < len(values) and values[place] == value
        return self.offsets[_FACETS.index(facet)] + place if found else -1

    def save(self) -> dict[str, Array]:
        """Its arrays, by name."""
        arrays: dict[str, Array] = self.ids.save("ids") | self.sort_titles.save("sort_titles")
        arrays |= Strings.of(self.events).save("events")
        for facet, values in self.values.items():
            arrays |= Strings.of(values).save(f"values.{facet}")
        return arrays | {name: getattr(self, name) for name in _ARRAYS}

    @classmethod
    def load(cls, arrays: Mapping[str, Array]) -> EntryColumns:
        """Take what `save` gave."""
        values = {facet: tuple(Strings.load(arrays, f"values.{facet}")) for facet in Facet}
        return cls(
            ids=Strings.load(arrays, "ids"),
            sort_titles=Strings.load(arrays, "sort_titles"),
            events=tuple(Strings.load(arrays, "events")),
            values=values,
            offsets=_offsets(values),
            **{name: arrays[name] for name in _ARRAYS},
        )

    @classmethod
    def of(cls, entries: Sequence[EntryText]) -> EntryColumns:
        """The columns of these entries, numbered as they come."""
        rows = [_facet_values(entry) for entry in entries]
        values = {
            facet: tuple(sorted(set(chain.from_iterable(row[facet] for row in rows))))
            for facet in Facet
        }
        offsets = _offsets(values)
        numbers = {
            (facet, value): offset + place
            for offset, facet in zip(offsets, Facet, strict=True)
            for place, value in enumerate(values[facet])
        }
        row_values = [
            [numbers[facet, value] for facet, found in row.items() for value in sorted(found)]
            for row in rows
        ]
        events = tuple(sorted({entry.event for entry in entries if entry.event is not None}))
        places: dict[str | None, int] = {event: place for place, event in enumerate(events)}
        ids, titles = [e.id for e in entries], [e.sort_title for e in entries]
        earliest = np.array([e.earliest for e in entries], np.int32)
        latest = np.array([e.latest for e in entries], np.int32)
        by_title = sorted(range(len(entries)), key=lambda place: (titles[place], ids[place]))
        title_rank = ranks(np.array(by_title, np.int32))
        return cls(
            ids=Strings.of(ids),
            sort_titles=Strings.of(titles),
            earliest=earliest,
            latest=latest,
            flags=np.array([e.flags for e in entries], np.uint8),
            stage=np.array([e.stage for e in entries], np.int8),
            family=np.array([e.family for e in entries], np.int8),
            event=np.array([places.get(e.event, -1) for e in entries], np.int32),
            events=events,
            values=values,
            offsets=offsets,
            row_starts=np.cumsum([0, *map(len, row_values)]).astype(np.int32),
            row_values=np.array([number for row in row_values for number in row], np.int32),
            title_rank=title_rank,
            title_order=np.array(by_title, np.int32),
            date_order=_date_order(earliest, latest, title_rank),
        )

    def joined(self, other: EntryColumns) -> EntryColumns:
        """These entries and then the others, as if made of both at once."""
        values = {
            facet: tuple(sorted({*self.values[facet], *other.values[facet]})) for facet in Facet
        }
        offsets = _offsets(values)
        events = tuple(sorted({*self.events, *other.events}))
        earliest = np.concatenate((self.earliest, other.earliest))
        latest = np.concatenate((self.latest, other.latest))
        title_rank = _merged_title_ranks(self, other)
        return EntryColumns(
            ids=self.ids.joined(other.ids),
            sort_titles=self.sort_titles.joined(other.sort_titles),
            earliest=earliest,
            latest=latest,
            flags=np.concatenate((self.flags, other.flags)),
            stage=np.concatenate((self.stage, other.stage)),
            family=np.concatenate((self.family, other.family)),
            event=np.concatenate(
                [renumbered(part.event, part.events, events) for part in (self, other)]
            ),
            events=events,
            values=values,
            offsets=offsets,
            row_starts=np.concatenate(
                (self.row_starts, other.row_starts[1:] + self.row_starts[-1])
            ),
            row_values=np.concatenate(
                [_renumbered_rows(part, values, offsets) for part in (self, other)]
            ),
            title_rank=title_rank,
            title_order=ranks(title_rank),
            date_order=_date_order(earliest, latest, title_rank),
        )


_ARRAYS: Final = (
    *("earliest", "latest", "flags", "stage", "family", "event", "row_starts", "row_values"),
    *("title_rank", "title_order", "date_order"),
)


def ranks(order: Ints) -> Ints:
    """The place of each item in an order; and the order from the places (its own inverse)."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _offsets(values: Mapping[Facet, Sequence[str]]) -> tuple[int, ...]:
    offset, offsets = 0, []
    for facet in Facet:
        offsets.append(offset)
        offset += len(values[facet])
    return tuple(offsets)


def _facet_values(entry: EntryText) -> dict[Facet, frozenset[str]]:
    values = {facet: frozenset(entry.facets.get(facet, ())) for facet in Facet}
    values[Facet.DECADE] = frozenset(_decades(entry.earliest, entry.latest))
    return values


def _decades(earliest: int, latest: int) -> tuple[str, ...]:
    if earliest == UNDATED:
        return ()
    low, high = max(earliest, FIRST_DAY), min(latest, LAST_DAY)
    return tuple(str(year) for year in decades(When("", low, high, Precision.INTERVAL)))


def _date_order(earliest: Ints, latest: Ints, title_rank: Ints) -> Ints:
    """By earliest day, latest day, title; undated last."""
    day = np.where(earliest == UNDATED, np.iinfo(np.int32).max, earliest)
    return np.lexsort((title_rank, latest, day)).astype(np.int32)


def _merged_title_ranks(one: EntryColumns, other: EntryColumns) -> Ints:
    """The title ranks of two sets of entries together, without sorting the first one again."""
    before = [_title_place(one, other, int(entry)) for entry in other.title_order]
    places = np.array(before, np.int32)  # rising: how many of `one` stand before each of `other`
    shift = np.searchsorted(places, one.title_rank, side="right").astype(np.int32)
    moved = np.empty(other.size, np.int32)
    moved[other.title_order] = places + np.arange(other.size, dtype=np.int32)
    return np.concatenate((one.title_rank + shift, moved))


def _title_place(one: EntryColumns, other: EntryColumns, entry: int) -> int:
    key = other.sort_titles[entry], other.ids[entry]
    return bisect_left(
        one.title_order, key, key=lambda place: (one.sort_titles[place], one.ids[place])
    )


def renumbered(places: Ints, old: Sequence[str], new: Sequence[str]) -> Ints:
    """Places in one list of values as places in another that holds them too; -1 stays."""
    numbers = {value: place for place, value in enumerate(new)}
    table = np.array([*(numbers[value] for value in old), -1], np.int32)
    return table[places]


def _renumbered_rows(
    columns: EntryColumns, values: Mapping[Facet, Sequence[str]], offsets: Sequence[int]
) -> Ints:
    parts = [
        renumbered(
            np.arange(len(columns.values[facet]), dtype=np.int32),
            columns.values[facet],
            values[facet],
        )
        + offset
        for facet, offset in zip(Facet, offsets, strict=True)
    ]
    return np.concatenate(parts).astype(np.int32)[columns.row_values]
