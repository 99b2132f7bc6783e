"""Which collections hold which entries."""

from __future__ import annotations

from pathlib import Path

from explorer.store import collections, entries
from explorer.store.collections import Collection
from explorer.store.holding import collections_holding
from explorer.store.library import open_library


def test_each_entry_with_its_collections_and_the_others_left_out(library_folder: Path) -> None:
    library = open_library(library_folder)
    with library.reading() as unit:
        first, second, third = [entry.id for batch in entries.load_all(unit) for entry in batch][:3]
    with library.writing("test") as unit:
        collections.save(unit, Collection("space", "Space", entries=(second, first)))
        collections.save(unit, Collection("asia", "Asia", entries=(first,)))
    with library.reading() as unit:
        assert collections_holding(unit, [third, first, "nowhere", second]) == {
            first: ("asia", "space"),
            second: ("space",),
        }
        assert collections_holding(unit, []) == {}


def test_more_entries_than_one_statement_takes(library_folder: Path) -> None:
    library = open_library(library_folder)
    with library.reading() as unit:
        last = [entry.id for batch in entries.load_all(unit) for entry in batch][-1]
    with library.writing("test") as unit:
        collections.save(unit, Collection("space", "Space", entries=(last,)))
    with library.reading() as unit:
        unknown = [f"unknown-{number}" for number in range(entries.CHUNK)]
        assert collections_holding(unit, [*unknown, last]) == {last: ("space",)}
