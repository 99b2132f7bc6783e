"""What the window shows first: believed only for the very library it was kept of."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import msgspec
import numpy as np
import pytest

from explorer.domain.query import Query
from explorer.services.checking import check
from explorer.services.opening import FILE, read_opening
from explorer.store.peek import FILE as LIBRARY
from explorer.store.peek import INDEX, revision_in
from explorer.workspace import Workspace, open_workspace


@pytest.fixture
def kept(library_folder: Path) -> Path:
    """A library that was opened in a window before."""
    opened = open_workspace(library_folder)
    opened.keep_opening()
    opened.close()
    return library_folder


def test_what_was_kept_is_what_the_library_answers(kept: Path) -> None:
    opening = read_opening(kept)
    assert opening is not None
    workspace = open_workspace(kept)
    page = workspace.browsing.search(Query())
    assert opening.page.looks_like(page)
    assert list(opening.page.ids) == list(page.ids)
    assert opening.page.facets == page.facets
    for name in type(page.timeline).__struct_fields__:
        column, other = (getattr(p.timeline, name) for p in (opening.page, page))
        assert np.array_equal(column, other)
    assert opening.labels == workspace.browsing.labels()
    assert opening.detail == workspace.browsing.detail(page.ids[0])
    workspace.close()


def test_any_change_of_the_library_makes_it_worthless(kept: Path) -> None:
    workspace = open_workspace(kept)
    workspace.binding.put([workspace.browsing.search(Query()).ids[3]])
    workspace.close()
    assert read_opening(kept) is None


def test_another_library_in_the_same_place_is_not_shown_as_this_one(kept: Path) -> None:
    with sqlite3.connect(kept / LIBRARY) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert revision_in(kept) is None
    assert read_opening(kept) is None


def test_no_damage_of_the_file_is_ever_more_than_a_slower_start(kept: Path) -> None:
    file = kept / INDEX / FILE
    whole = file.read_bytes()
    chance = random.Random(5)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = chance.choice((len(damaged), chance.randrange(len(damaged))))
        file.write_bytes(bytes(damaged[:cut]))
        read_opening(kept)  # an answer or None, never an exception
    file.write_bytes(whole[:-1])
    assert read_opening(kept) is None


def test_columns_that_do_not_fit_are_refused(kept: Path) -> None:
    file = kept / INDEX / FILE
    fields = msgspec.msgpack.decode(file.read_bytes())
    for name, value in (("stage", 100), ("family", 100), ("event", 100)):
        width = 4 if name == "event" else 1
        column = value.to_bytes(width, "little") * len(fields["ids"])
        changed = fields | {"columns": fields["columns"] | {name: column}}
        file.write_bytes(msgspec.msgpack.encode(changed))
        assert read_opening(kept) is None
    file.write_bytes(msgspec.msgpack.encode(fields))
    assert read_opening(kept) is not None


def test_a_read_only_library_has_it_in_the_cache(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept / INDEX / FILE).unlink()
    monkeypatch.setattr("explorer.store.library._is_writable", lambda _folder: False)
    workspace = open_workspace(kept)
    assert workspace.library.read_only
    list(workspace.indexing.rebuild())
    assert workspace.keep_opening() is not None
    workspace.close()
    assert not (kept / INDEX / FILE).exists()
    opening = read_opening(kept)
    assert opening is not None
    assert opening.read_only


def test_nothing_is_kept_before_the_index_can_answer(workspace: Workspace, tmp_path: Path) -> None:
    bare = open_workspace(tmp_path / "new")
    assert bare.keep_opening() is None
    assert not (bare.indexing.folder / FILE).exists()
    bare.close()


def test_the_check_is_not_disturbed_by_it(kept: Path) -> None:
    workspace = open_workspace(kept)
    assert not list(check(workspace.library))
    workspace.close()
