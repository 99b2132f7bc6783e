"""A library whose making was cut short at any point opens as one that is made."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.services.checking import check
from explorer.store import library as store
from explorer.store.library import create_library, open_library, set_aside
from explorer.store.peek import FILE
from explorer.workspace import open_workspace


def entries_in(folder: Path) -> int:
    with closing(open_workspace(folder)) as workspace:
        assert [item.what for item in check(workspace.library)] == ["index"]  # not built yet
        return workspace.browsing.search(Query()).library_entries


def nothing(folder: Path) -> None:
    folder.mkdir()


def an_empty_file(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).touch()


def a_file_without_tables(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def no_entries(folder: Path) -> None:
    create_library(folder).close()


def half_an_original(folder: Path) -> None:
    no_entries(folder)
    (folder / "documents" / ".accord-0123456789abcdef.part").write_bytes(b"half")


def put_aside(folder: Path) -> None:
    """A start anew: the damaged file has its other name, nothing is in its place."""
    create_library(folder).close()
    (folder / FILE).write_bytes(b"rubbish" * 1000)
    set_aside(folder)


@pytest.mark.parametrize(
    "stage",
    [nothing, an_empty_file, a_file_without_tables, no_entries, half_an_original, put_aside],
)
def test_a_library_that_was_cut_short_is_finished(
    tmp_path: Path, stage: Callable[[Path], None]
) -> None:
    folder = tmp_path / "library"
    stage(folder)
    assert entries_in(folder) > 40
    assert not list((folder / "documents").glob(".*"))
    assert entries_in(folder) > 40


def test_a_folder_with_anything_else_is_not_taken_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "my thesis.odt").write_bytes(b"x")
    with pytest.raises(AccordError) as error:
        open_workspace(tmp_path)
    assert error.value.message.code == "library-missing"
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


_READER = """
import sys
from pathlib import Path
from explorer.store import library
library._is_writable = lambda folder: False
opened = library.open_library(Path(sys.argv[1]))
print("open", flush=True)
input()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_the_copy_that_a_killed_reader_made_is_taken_away(
    library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only library whose log waits to be merged is read as a copy."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    # A copy made while a writer has it open comes with a log, as after a crash.
    with closing(open_workspace(library_folder)) as writer:
        writer.binding.put(["forge"])
        copy = Path(shutil.copytree(library_folder, tmp_path / "copy"))
    assert (copy / f"{FILE}-wal").stat().st_size
    monkeypatch.setattr(store, "_is_writable", lambda _folder: False)
    command = [sys.executable, "-c", _READER, str(copy)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        (left,) = temporary.iterdir()
        library = open_library(copy)  # while the reader lives its copy stays
        assert left.exists()
        library.close()
        reader.kill()
    assert left.exists()
    library = open_library(copy)
    assert not left.exists()
    library.close()
    assert not list(temporary.iterdir())
