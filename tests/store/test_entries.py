"""What goes into the store comes out the same, and the journal knows of it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from explorer.domain.entries import (
    Entry,
    Figure,
    Involvement,
    Milestone,
    Origin,
    Pack,
    Place,
    Reference,
)
from explorer.domain.vocabulary import Kind, PlaceRole, Role, Stage
from explorer.store import documents, entries, journal, saving
from explorer.store.library import Library, create_library, open_library, revision
from explorer.store.tables import ChangeTable

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
WHEN = st.sampled_from([None, "2026", "2026-04~", "2026/2030", "[2026-04-20..]", "202X"])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return create_library(tmp_path_factory.mktemp("store") / "library")


@st.composite
def made_entries(draw: st.DrawFn) -> Entry:
    return Entry(
        id=draw(st.uuids()).hex,
        title=draw(TEXT),
        short_title=draw(TEXT),
        kind=draw(st.sampled_from(Kind)),
        summary=draw(TEXT),
        instrument=draw(TEXT),
        parties=tuple(
            Involvement(state, draw(st.sampled_from(Role)), draw(TEXT), draw(WHEN), draw(WHEN))
            for state in draw(st.lists(st.sampled_from(["IND", "KOR", "USA"]), unique=True))
        ),
        sectors=tuple(draw(st.lists(st.sampled_from(["space", "other"]), unique=True))),
        period=draw(WHEN),
        milestones=tuple(
            Milestone(f"m{n}", draw(st.sampled_from(Stage)), draw(WHEN), draw(WHEN), draw(WHEN))
            for n in range(draw(st.integers(0, 3)))
        ),
        places=(Place("p", draw(TEXT), PlaceRole.SEAT),) if draw(st.booleans()) else (),
        languages=("en", "ko") if draw(st.booleans()) else (),
        references=(Reference("r", draw(TEXT), "UNTS", "1", "2"),) if draw(st.booleans()) else (),
        figures=(Figure("f", draw(TEXT), "50", draw(st.floats(0, 9)), "USD"),)
        if draw(st.booleans())
        else (),
        tags=tuple(draw(st.lists(TEXT, max_size=2))),
        note=draw(TEXT),
        origin=Origin("typed", None, None, "b"),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=made_entries(), second=made_entries())
def test_any_entry_comes_out_as_it_went_in(empty: Library, first: Entry, second: Entry) -> None:
    changed = msgspec.structs.replace(second, id=first.id)
    for entry in (first, changed):
        with empty.writing("test") as unit:
            saving.save(unit, [entry])
        with empty.reading() as unit:
            assert entries.load(unit, [entry.id]) == {entry.id: entry}
    with empty.writing("test") as unit:
        saving.remove(unit, [first.id])
    with empty.reading() as unit:
        assert entries.load(unit, [first.id]) == {}


def test_the_built_in_entries_come_out_as_the_pack_has_them(
    library_folder: Path, seeds: Path
) -> None:
    pack = msgspec.json.decode((seeds / "pack.json").read_bytes(), type=Pack)
    library = open_library(library_folder)
    with library.reading() as unit:
        assert list(entries.load(unit, [e.id for e in pack.entries]).values()) == list(pack.entries)
        assert documents.institutions(unit) == {item.id: item for item in pack.institutions}
        ids = [passage.id for passage in pack.passages]
        assert documents.passages(unit, ids) == {item.id: item for item in pack.passages}
        assert [e for batch in entries.load_all(unit, size=7) for e in batch] == list(pack.entries)


def test_every_write_is_in_the_journal_and_no_idle_one(library_folder: Path) -> None:
    library = open_library(library_folder)
    with library.reading() as unit:
        start = revision(unit)
        first = next(entries.load_all(unit))[0]
    renamed = msgspec.structs.replace(first, title="Another title")
    for entry in (renamed, renamed, first):
        with library.writing("edit") as unit:
            saving.save(unit, [entry])
    with library.reading() as unit:
        rows = unit.session.scalars(
            select(ChangeTable).where(ChangeTable.revision > start).order_by(ChangeTable.revision)
        ).all()
        assert [(row.entity, row.entity_id, row.batch) for row in rows] == [
            ("entry", first.id, "edit")
        ] * 2
        assert msgspec.json.decode(rows[0].before or "", type=Entry) == first
        assert msgspec.json.decode(rows[0].after or "", type=Entry) == renamed
        changes = journal.since(unit, start)
        assert (changes.entries, changes.documents) == ((first.id,), ())


def test_relations_are_read_from_both_ends(library_folder: Path) -> None:
    library = open_library(library_folder)
    with library.reading() as unit:
        back = entries.relating_to(unit, ["india-korea-digital-bridge"])
    sources = {source for _, source in back["india-korea-digital-bridge"]}
    assert {"data-governance-task-force", "semiconductor-task-force"} <= sources
