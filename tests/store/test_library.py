"""Opening, making, migrating and losing a library file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from explorer.domain.messages import AccordError
from explorer.store import library as store
from explorer.store.library import Watch, create_library, open_library, revision
from explorer.store.migrations import SCHEMA_VERSION
from explorer.store.tables import Base


def code_of(error: pytest.ExceptionInfo[AccordError]) -> str:
    return error.value.message.code


def test_a_new_library_has_the_schema_and_is_empty(tmp_path: Path) -> None:
    library = create_library(tmp_path / "new")
    with library.reading() as unit:
        connection = unit.session.connection()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one()
        assert (version, mode, keys) == (SCHEMA_VERSION, "wal", 1)
        assert revision(unit) == 0
    library.close()
    # Nothing was there to be kept before a step.
    assert {path.name for path in (tmp_path / "new").iterdir()} == {store.FILE, "documents"}


def test_the_classes_describe_the_schema_of_the_migrations(tmp_path: Path) -> None:
    library = create_library(tmp_path / "new")
    with library.reading() as unit:
        found = inspect(unit.session.connection())
        tables = {name for name in found.get_table_names() if not name.startswith("sqlite_")}
        assert tables == set(Base.metadata.tables)
        for name, table in Base.metadata.tables.items():
            columns = {column["name"]: column for column in found.get_columns(name)}
            assert set(columns) == set(table.columns.keys()), name
            for column in table.columns:
                if not column.primary_key:
                    assert columns[column.name]["nullable"] == column.nullable, (name, column)


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccordError) as error:
        open_library(tmp_path / "nowhere")
    assert code_of(error) == "library-missing"


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for opener in (open_library, create_library):
        with pytest.raises(AccordError) as error:
            opener(tmp_path / "file")
        assert code_of(error) == "library-not-folder"


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\7" * 5000]
)
def test_a_damaged_file_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / store.FILE).write_bytes(content)
    with pytest.raises(AccordError) as error:
        open_library(tmp_path)
    assert code_of(error) == "library-damaged"
    assert (tmp_path / store.FILE).read_bytes() == content


def test_a_newer_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    create_library(tmp_path).close()
    path = tmp_path / store.FILE
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(AccordError) as error:
        open_library(tmp_path)
    assert code_of(error) == "library-newer"
    assert path.read_bytes() == before


def test_a_damaged_file_set_aside_makes_room(tmp_path: Path) -> None:
    (tmp_path / store.FILE).write_bytes(b"rubbish" * 1000)
    kept = store.set_aside(tmp_path)
    assert kept.read_bytes() == b"rubbish" * 1000
    create_library(tmp_path).close()
    open_library(tmp_path).close()


def test_a_failed_write_leaves_nothing(workspace_library: store.Library) -> None:
    from explorer.store import collections
    from explorer.store.collections import Collection

    with workspace_library.reading() as unit:
        before = revision(unit)
    with pytest.raises(ZeroDivisionError), workspace_library.writing("test") as unit:
        collections.save(unit, Collection("x", "x"))
        raise ZeroDivisionError
    with workspace_library.reading() as unit:
        assert collections.load(unit, "x") is None
        assert revision(unit) == before


@pytest.fixture
def workspace_library(library_folder: Path) -> store.Library:
    return open_library(library_folder)


def test_two_writers_wait_for_each_other_and_neither_is_lost(library_folder: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from explorer.store import collections
    from explorer.store.collections import Collection

    libraries = [open_library(library_folder) for _ in range(2)]

    def write(number: int) -> None:
        with libraries[number % 2].writing(f"batch {number}") as unit:
            collections.save(unit, Collection(f"c{number}", f"c{number}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(20)))
    with libraries[0].reading() as unit:
        assert all(collections.load(unit, f"c{number}") for number in range(20))


def test_a_watch_sees_what_another_program_writes(library_folder: Path) -> None:
    from explorer.store import collections
    from explorer.store.collections import Collection

    mine, other = open_library(library_folder), open_library(library_folder)
    watch = Watch(mine)
    assert not watch.changed()
    with other.writing("elsewhere") as unit:
        collections.save(unit, Collection("x", "x"))
    assert watch.changed()
    assert not watch.changed()


def test_the_log_of_a_crash_is_read_in_a_read_only_place(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import collections
    from explorer.store.collections import Collection

    writer = open_library(library_folder)
    with writer.writing("last") as unit:
        collections.save(unit, Collection("last", "last"))
    assert (library_folder / f"{store.FILE}-wal").stat().st_size  # as a kill would leave it
    reader = store.Library(library_folder, read_only=True)
    with reader.reading() as unit:
        assert collections.load(unit, "last") is not None
    with pytest.raises(AccordError) as error, reader.writing("no"):
        raise AssertionError("a read-only library gave a writing unit")
    assert code_of(error) == "library-read-only"


def an_older_library(folder: Path) -> Path:
    """A library of format 1 with one document in it."""
    from explorer.store.schema import SCHEMA_1

    folder.mkdir()
    connection = sqlite3.connect(folder / store.FILE)
    connection.executescript(SCHEMA_1)
    columns = "id, title, short_title, standing, filename, sha256, text_sha256, reader, language"
    connection.execute(
        f"INSERT INTO document ({columns}, author, affiliation, publisher, url, body, note, text)"
        " VALUES ('old', 'T', 'T', 'press', 'a', 'x', 'y', 'r', 'en', '', '', '', '', 0, '', 'W')"
    )
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return folder


def test_an_older_file_is_brought_up_with_a_copy_beside_it(tmp_path: Path) -> None:
    from explorer.store import documents, shelving
    from explorer.store.schema import SCHEMA_2

    assert "structure" in SCHEMA_2
    folder = an_older_library(tmp_path / "old")
    opened = open_library(folder)
    with opened.reading() as unit:
        assert documents.text_of(unit, "old") == "W"
        assert shelving.structure_of(unit, "old").pages == ()
    opened.close()
    kept = sqlite3.connect(folder / f"{store.FILE}.before-format-2")
    assert kept.execute("PRAGMA user_version").fetchone() == (1,)
    assert kept.execute("SELECT text FROM document").fetchall() == [("W",)]
    kept.close()


def test_an_older_file_in_a_read_only_place_is_read_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import documents, shelving

    folder = an_older_library(tmp_path / "old")
    before = (folder / store.FILE).read_bytes()
    monkeypatch.setattr(store, "_is_writable", lambda _folder: False)
    opened = open_library(folder)
    assert opened.read_only
    with opened.reading() as unit:
        assert documents.text_of(unit, "old") == "W"
        assert shelving.structure_of(unit, "old").pages == ()
    opened.close()
    assert (folder / store.FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [store.FILE]
