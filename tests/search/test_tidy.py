"""What a killed build leaves in the index folder goes, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.query import Query
from explorer.search import generations
from explorer.search.building import build
from explorer.search.generations import CURRENT, tidy, verify
from explorer.search.opening import open_index
from tests.search.corpus import NO_SYNONYMS, entry, made, random_entries

FEW = [entry("one", "Solar rail"), entry("two", "Port visa")]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def is_whole(folder: Path) -> None:
    assert sorted(open_index(folder).answer(Query(), NO_SYNONYMS).ids) == ["one", "two"]
    assert verify(folder) == []


def test_what_killed_builds_left_goes(tmp_path: Path) -> None:
    made(tmp_path, FEW)
    (tmp_path / "2" / "entries").mkdir(parents=True)
    (tmp_path / "2" / "entries" / "half").write_bytes(b"half")
    (tmp_path / f"{CURRENT}.new").write_bytes(b"2 ")
    (tmp_path / ".accord-0123456789abcdef.part").write_bytes(b"half")
    (tmp_path / "opening").write_bytes(b"of the window")
    tidy(tmp_path)
    assert names(tmp_path) == ["1", CURRENT, "LOCK", "opening"]
    is_whole(tmp_path)


def test_what_is_being_built_stays(tmp_path: Path) -> None:
    made(tmp_path, FEW)
    building = build(tmp_path, random_entries(300), (), revision=2)
    next(building)
    tidy(tmp_path)
    assert "2" in names(tmp_path)
    for _ in building:
        pass
    assert open_index(tmp_path).size == 300


@pytest.mark.parametrize("written", [None, b"", b"rubbish"])
def test_nothing_goes_where_it_is_unknown_what_is_in_use(
    tmp_path: Path, written: bytes | None
) -> None:
    made(tmp_path, FEW)
    (tmp_path / CURRENT).unlink()
    if written is not None:
        (tmp_path / CURRENT).write_bytes(written)
    tidy(tmp_path)
    assert "1" in names(tmp_path)


def test_a_folder_that_is_not_there_needs_no_tidying(tmp_path: Path) -> None:
    tidy(tmp_path / "nowhere")
    assert names(tmp_path) == []


def test_a_failure_after_the_new_generation_is_in_use_does_not_take_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, random_entries(30))

    def failing(path: Path) -> None:
        if path == tmp_path and (tmp_path / CURRENT).read_bytes().startswith(b"2 "):
            raise OSError("the disk is gone")

    monkeypatch.setattr(generations, "_sync_folder", failing)
    with pytest.raises(OSError, match="disk is gone"):
        made(tmp_path, FEW, revision=2)
    is_whole(tmp_path)
