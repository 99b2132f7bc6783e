"""Reviews in the store: a file of format 2 gets room for them, the journal brings them back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from explorer.domain.messages import Message
from explorer.domain.review import Decision, Proposal, ReviewItem, Waiting
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.store import documents, journal, reviews, shelving
from explorer.store import library as store
from explorer.store.library import Library, open_library, revision
from explorer.store.migrations import SCHEMA_VERSION
from explorer.store.schema import SCHEMA_1, SCHEMA_2

DOCUMENT = "forge-high-tech"
PROPOSAL = Proposal(
    title="A “bridge” – 다리",
    kind=Kind.INITIATIVE,
    stage=Stage.PROPOSED,
    start=10,
    end=30,
    quote="twenty code points ☃",
    due="2027",
    parties=(("IND", Role.CONCERNED), ("Some Agency (SA)", Role.LEAD)),
    sectors=("space",),
    institutions=("Some Agency (SA)",),
)
ITEM = ReviewItem("k1", PROPOSAL, PROPOSAL, (Message("suggest-verb", {"text": "is"}),), 0.75)


def an_older_library(folder: Path) -> Path:
    """A library of format 2 with a document and an entry in it, as a program of then left it."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        connection.executescript(SCHEMA_1 + SCHEMA_2)
        columns = "id, title, short_title, standing, filename, sha256, text_sha256, reader"
        connection.execute(
            f"INSERT INTO document ({columns}, language, author, affiliation, publisher, url, body,"
            " note, text) VALUES"
            " ('old', 'T', 'T', 'press', 'a', 'x', 'y', 'r', 'en', '', '', '', '', 0, '', 'Words')"
        )
        connection.execute(
            "INSERT INTO entry (id, title, short_title, kind, summary, instrument, note,"
            " origin_source) VALUES ('e', 'An entry', '', 'event', '', '', '', 'typed')"
        )
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    return folder


def test_a_file_of_format_2_gets_reviews_and_is_kept_as_it_was_beside_it(tmp_path: Path) -> None:
    folder = an_older_library(tmp_path / "old")
    library = open_library(folder)
    with library.writing("review:1") as unit:
        assert documents.text_of(unit, "old") == "Words"
        assert reviews.head(unit, "old") is None
        reviews.make(unit, "old", "y", [ITEM])
    with library.reading() as unit:
        assert reviews.items(unit, "old") == (ITEM,)
    library.close()
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    assert {"review", "review_item", "entry_party_institution"} <= names
    with closing(sqlite3.connect(folder / f"{store.FILE}.before-format-3")) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (2,)
        assert kept.execute("SELECT title FROM entry").fetchall() == [("An entry",)]
        assert not kept.execute("SELECT 1 FROM sqlite_schema WHERE name = 'review'").fetchall()


def test_a_step_that_fails_leaves_the_file_at_its_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import migrations

    folder = an_older_library(tmp_path / "old")
    broken = (*migrations.STEPS[:2], f"{migrations.STEPS[2]};\nCREATE TABLE review (again)")
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(Exception, match="review"):
        open_library(folder)
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name='review'").fetchall()


@pytest.fixture
def library(library_folder: Path) -> Library:
    return open_library(library_folder)


def test_items_come_back_as_they_went_in_and_in_the_order_of_the_text(library: Library) -> None:
    other = ReviewItem("a", Proposal("B", Kind.EVENT, Stage.UNKNOWN, 2, 4, "xx"))
    with library.writing("review:1") as unit:
        reviews.make(unit, DOCUMENT, "t", [ITEM, other])
    with library.reading() as unit:
        assert reviews.items(unit, DOCUMENT) == (other, ITEM)
        assert reviews.item(unit, DOCUMENT, "k1") == ITEM
        assert reviews.item(unit, DOCUMENT, "k2") is None
        assert reviews.items(unit, "ris-scientific-cooperation") == ()


def test_making_and_keeping_are_no_steps_of_the_journal_and_deciding_is(library: Library) -> None:
    with library.reading() as unit:
        before = revision(unit)
    decided = ReviewItem("k1", PROPOSAL, PROPOSAL, (), 0.75, Decision.DISMISSED, None, "review:2")
    with library.writing("review:1") as unit:
        reviews.make(unit, DOCUMENT, "t", [ITEM])
        reviews.keep(unit, DOCUMENT, ITEM)
    assert library.revision == before
    with library.writing("review:2") as unit:
        reviews.decide(unit, DOCUMENT, [decided])
    with library.reading() as unit:
        (change,) = journal.of_batch(unit, "review:2")
        assert (change.entity, change.id) == (reviews.ITEM, f"{DOCUMENT}/k1")
        changes = journal.since(unit, before)
        assert (changes.entries, changes.documents) == ((), ())  # the index has nothing to do
        assert reviews.waiting(unit, [DOCUMENT, "nobody"]) == {DOCUMENT: Waiting(0, 1)}


def test_reasons_of_another_version_are_left_out(library: Library) -> None:
    old = (Message("rule-of-then", {"text": "x"}), Message("suggest-verb", {}), *ITEM.why)
    with library.writing("review:1") as unit:
        reviews.make(unit, DOCUMENT, "t", [msgspec.structs.replace(ITEM, why=old)])
    with library.reading() as unit:
        assert reviews.items(unit, DOCUMENT) == (ITEM,)


def test_an_empty_review_is_one(library: Library) -> None:
    with library.writing("review:1") as unit:
        reviews.make(unit, DOCUMENT, "t", [])
    with library.reading() as unit:
        assert reviews.head(unit, DOCUMENT) is not None
        assert reviews.waiting(unit, [DOCUMENT]) == {DOCUMENT: Waiting(0, 0)}


def test_a_review_goes_with_its_document(library: Library) -> None:
    with library.writing("add") as unit:
        template = documents.documents(unit)[DOCUMENT]
        fields = {"id": "new/one", "sha256": "0" * 64, "text_sha256": "1" * 64}
        shelving.add(
            unit, msgspec.structs.replace(template, **fields), "Text", shelving.NO_STRUCTURE
        )
        reviews.make(unit, "new/one", "t", [ITEM])
    with library.writing("remove") as unit:
        shelving.remove(unit, "new/one")
    with library.reading() as unit:
        assert reviews.items(unit, "new/one") == ()
        gone = {change.entity for change in journal.of_batch(unit, "remove")}
        assert gone == {"document", reviews.REVIEW, reviews.ITEM}
        connection = unit.session.connection()
        assert connection.exec_driver_sql("SELECT count(*) FROM review_item").scalar() == 0
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()


def test_going_bodies_and_entries_look_through_no_whole_table(library: Library) -> None:
    """What an undo of thousands asks for each body and entry is found by an index."""
    with library.reading() as unit:
        connection = unit.session.connection()
        for table, column in (
            ("entry_party", "institution_key"),
            ("entry", "institution_key"),
            ("collection_entry", "entry_key"),
        ):
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1"
            ).fetchall()
            assert all("SCAN" not in row[-1] for row in plan), (table, plan)
