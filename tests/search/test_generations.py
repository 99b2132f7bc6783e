"""Generations on disk: damage is noticed, a killed build changes nothing, one builds at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.search.building import build
from explorer.search.generations import CURRENT, MANIFEST, verify
from explorer.search.opening import IndexUnusable, open_index
from explorer.search.sources import EntryText
from tests.search.corpus import NO_SYNONYMS, entry, made, random_entries, random_paragraphs

FEW = [entry("one", "Solar rail"), entry("two", "Port visa")]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "LOCK")


def _ids(folder: Path) -> list[str]:
    return list(open_index(folder).answer(Query(), NO_SYNONYMS).ids)


def test_a_generation_replaces_the_one_before(tmp_path: Path) -> None:
    """Revision and number go up; only the newest stays."""
    first = made(tmp_path, FEW, revision=7)
    second = made(tmp_path, FEW[:1], revision=9)
    assert (first.generation, first.revision) == (1, 7)
    assert (second.generation, second.revision) == (2, 9)
    assert (first.size, second.size) == (2, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", CURRENT, "LOCK"]
    assert list(first.answer(Query(text="visa"), NO_SYNONYMS).ids) == ["two"]
    assert verify(tmp_path) == []


def test_progress_is_told(tmp_path: Path) -> None:
    """Steps of known kinds, with the totals that were given."""
    steps = list(
        build(tmp_path, random_entries(450), random_paragraphs(9), revision=1, totals=(450, 3))
    )
    assert [(step.what, step.done, step.total) for step in steps if step.what == "entries"] == [
        ("entries", 1, 450),
        ("entries", 201, 450),
        ("entries", 401, 450),
    ]
    assert [step.total for step in steps if step.what == "documents"] == [3]
    assert {step.what for step in steps} == {"entries", "documents", "arrays", "writing"}
    assert steps[-1].done == steps[-1].total


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    """Whatever file is damaged, checking names it."""
    made(tmp_path, random_entries(30), random_paragraphs(9))
    files = _files(tmp_path)
    assert len(files) >= 6
    for path in files:
        sound = path.read_bytes()
        for place in {0, len(sound) // 2, len(sound) - 1} if sound else set():
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
            reasons = verify(tmp_path)
            named = CURRENT if path.name in (CURRENT, MANIFEST) else path.name
            assert any(named in reason for reason in reasons), (path, place)
        path.write_bytes(sound)
    assert verify(tmp_path) == []


def test_a_file_cut_short_makes_the_index_unusable(tmp_path: Path) -> None:
    """Found on opening, for every file that has anything in it."""
    made(tmp_path, random_entries(30), random_paragraphs(9))
    for path in _files(tmp_path):
        sound = path.read_bytes()
        if sound:
            path.write_bytes(sound[: len(sound) // 2])
            with pytest.raises(IndexUnusable) as caught:
                open_index(tmp_path)
            assert caught.value.message.code == "index-damaged"
            assert verify(tmp_path)
        path.write_bytes(sound)
    assert open_index(tmp_path).size == 30


def test_a_missing_file_makes_the_index_unusable(tmp_path: Path) -> None:
    """Without a current generation the index is missing, else it is damaged."""
    made(tmp_path, FEW)
    for path in _files(tmp_path):
        sound = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexUnusable) as caught:
            open_index(tmp_path)
        expected = "index-missing" if path.name == CURRENT else "index-damaged"
        assert caught.value.message.code == expected
        path.write_bytes(sound)
    with pytest.raises(IndexUnusable) as caught:
        open_index(tmp_path / "nowhere")
    assert caught.value.message.code == "index-missing"


@pytest.mark.parametrize("name", ["FORMAT", "ANALYSER_VERSION"])
def test_other_versions_are_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """An index of another format or analyser is not read."""
    monkeypatch.setattr(f"explorer.search.generations.{name}", 99)
    for _ in build(tmp_path, FEW, (), revision=1):
        pass
    monkeypatch.undo()
    with pytest.raises(IndexUnusable) as caught:
        open_index(tmp_path)
    assert caught.value.message.code == "index-outdated"


def test_a_stopped_build_leaves_the_old_generation(tmp_path: Path) -> None:
    """However far it came; and nothing of it stays."""
    made(tmp_path, FEW)
    steps = sum(1 for _ in build(tmp_path / "other", random_entries(30), (), revision=2))
    for stop in range(1, steps):
        building = build(tmp_path, random_entries(30), (), revision=2)
        for _ in range(stop):
            next(building)
        building.close()
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.isdecimal()) == ["1"]
    assert sorted(_ids(tmp_path)) == ["one", "two"]
    assert verify(tmp_path) == []


def test_a_failing_source_leaves_the_old_generation(tmp_path: Path) -> None:
    """An error on the way comes through."""

    def failing() -> Iterator[EntryText]:
        yield FEW[0]
        raise RuntimeError("no more")

    made(tmp_path, FEW)
    with pytest.raises(RuntimeError, match="no more"):
        made(tmp_path, failing())
    assert sorted(_ids(tmp_path)) == ["one", "two"]


_BUILDER = """
import sys
from pathlib import Path
from explorer.search.building import build
from tests.search.corpus import random_entries, random_paragraphs
for step in build(Path(sys.argv[1]), random_entries(300), random_paragraphs(60), revision=2):
    print(step.what, flush=True)
    if step.what == sys.argv[2]:
        sys.stdin.readline()
"""


def _builder(folder: Path, pause: str) -> subprocess.Popen[str]:
    """A process that builds in the folder and waits at its first step of this kind."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILDER, str(folder), pause],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == pause:
            return process
    raise AssertionError(process.wait())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("step", ["entries", "arrays", "documents", "writing"])
def test_a_killed_build_leaves_the_old_generation(tmp_path: Path, step: str) -> None:
    """Also when it had no chance to clean up; the next build does."""
    made(tmp_path, FEW)
    with _builder(tmp_path, step) as process:
        process.send_signal(signal.SIGKILL)
    assert sorted(_ids(tmp_path)) == ["one", "two"]
    assert (tmp_path / "2").exists()
    assert verify(tmp_path) == []
    made(tmp_path, FEW[:1])
    assert _ids(tmp_path) == ["one"]
    assert len([path for path in tmp_path.iterdir() if path.name.isdecimal()]) == 1


def test_two_builders(tmp_path: Path) -> None:
    """The second one is refused and touches nothing; when the first is done it may."""
    made(tmp_path, FEW)
    with _builder(tmp_path, "entries") as process:
        with pytest.raises(AccordError) as caught:
            made(tmp_path, FEW[:1])
        assert caught.value.message.code == "index-busy"
        process.communicate("\n")
        assert process.returncode == 0
    assert len(_ids(tmp_path)) == 300
    made(tmp_path, FEW[:1])
    assert _ids(tmp_path) == ["one"]


def test_two_builders_in_one_process(tmp_path: Path) -> None:
    """Threads exclude one another too."""
    first = build(tmp_path, FEW, (), revision=1)
    next(first)
    refused: list[str] = []

    def second() -> None:
        try:
            made(tmp_path, FEW)
        except AccordError as error:
            refused.append(error.message.code)

    thread = threading.Thread(target=second)
    thread.start()
    thread.join()
    assert refused == ["index-busy"]
    for _ in first:
        pass
    assert sorted(_ids(tmp_path)) == ["one", "two"]


def test_opening_during_builds(tmp_path: Path) -> None:
    """Whoever opens while generations come and go gets one of them, whole."""
    made(tmp_path, FEW)
    done = threading.Event()

    def builds() -> None:
        for _ in range(5):
            made(tmp_path, FEW)
        done.set()

    thread = threading.Thread(target=builds)
    thread.start()
    opened = 0
    while not done.is_set():
        assert sorted(_ids(tmp_path)) == ["one", "two"]
        opened += 1
    thread.join()
    assert opened


def test_strange_texts(tmp_path: Path) -> None:
    """Empty texts, control characters, broken code points and endless words are indexed."""
    entries = [
        entry("empty", "", names=("",), passages=("", "")),
        entry("control", "a\x00b\x1ec\x1f", summary="\n\n", passages=("\n",)),
        entry("surrogate", "\ud800 solar \udfff", sort_title="\ud800"),
        entry("long", "x" * 200_000, passages=("word " * 20_000,)),
        entry("인도", "반도체" * 5_000),
    ]
    index = made(tmp_path, entries)
    assert index.size == 5
    assert list(index.answer(Query(text="solar"), NO_SYNONYMS).ids) == ["surrogate"]
    assert list(index.answer(Query(text="반도체"), NO_SYNONYMS).ids) == ["인도"]
    assert list(index.answer(Query(text="x" * 500), NO_SYNONYMS).ids) == ["long"]
    assert verify(tmp_path) == []
