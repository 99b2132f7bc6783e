"""Whole files, scratch folders and locks, and what is left of them when a process is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from explorer import disk

posix = pytest.mark.skipif(os.name != "posix", reason="no other system locks folders")

_BEGUN = {
    "draft": "with disk.replacing(Path(sys.argv[1]) / 'x.pdf') as stream:\n"
    "    stream.write(b'half'); stream.flush(); print('begun', flush=True); input()",
    "scratch": "scratch = disk.Scratch(); (scratch.path / 'font').write_bytes(b'x' * 1000)\n"
    "print('begun', flush=True); input()",
    "lock": "lock = disk.take_lock(Path(sys.argv[1]) / 'LOCK')\n"
    "print('begun', flush=True); input()",
}


def begin(what: str, folder: Path) -> subprocess.Popen[str]:
    """A process in the midst of it, until it reads a line."""
    program = f"import sys; from pathlib import Path; from explorer import disk\n{_BEGUN[what]}"
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system's temporary folder of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_draft_of_a_killed_process_goes_with_the_next_file(tmp_path: Path) -> None:
    with begin("draft", tmp_path) as process:
        process.kill()
    assert len(names(tmp_path)) == 1
    assert "x.pdf" not in names(tmp_path)
    disk.write_whole(tmp_path / "y.csv", b"whole")
    assert names(tmp_path) == ["y.csv"]


def test_a_draft_that_is_being_written_stays(tmp_path: Path) -> None:
    with begin("draft", tmp_path) as process:
        disk.write_whole(tmp_path / "y.csv", b"whole")
        disk.sweep(tmp_path)
        assert len(names(tmp_path)) == 2
        process.communicate("\n")
    assert process.returncode == 0
    assert names(tmp_path) == ["x.pdf", "y.csv"]
    assert (tmp_path / "x.pdf").read_bytes() == b"half"


def test_files_of_others_are_not_swept(tmp_path: Path) -> None:
    others = [".accord-notes", "x.part", ".x.part", "accord-1.part"]
    for name in others:
        (tmp_path / name).write_bytes(b"mine")
    disk.sweep(tmp_path)
    assert names(tmp_path) == sorted(others)


def test_a_folder_that_is_not_there_needs_no_sweeping(tmp_path: Path) -> None:
    disk.sweep(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        disk.write_whole(tmp_path / "nowhere" / "x", b"")


def test_many_writers_in_one_folder_do_not_sweep_one_another(tmp_path: Path) -> None:
    def write(number: int) -> None:
        disk.write_whole(tmp_path / f"{number % 7}", bytes([number]) * 5_000, lasting=False)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(250)))
    assert names(tmp_path) == [str(number) for number in range(7)]
    assert all(len(set(path.read_bytes())) == 1 for path in tmp_path.iterdir())


@posix
def test_a_scratch_folder_of_a_killed_process_goes_with_the_next_one(temporary: Path) -> None:
    with begin("scratch", temporary) as process:
        process.kill()
    assert len(names(temporary)) == 1
    with disk.Scratch() as folder:
        assert names(temporary) == [folder.name]
        assert names(folder) == []
    assert names(temporary) == []


@posix
def test_a_scratch_folder_that_is_in_use_stays(temporary: Path) -> None:
    with begin("scratch", temporary) as process:
        disk.Scratch().close()
        (kept,) = temporary.iterdir()
        assert names(kept) == ["font"]
        process.communicate("\n")
    assert process.returncode == 0
    assert names(temporary) == []


@posix
def test_a_link_that_is_named_as_a_scratch_folder_is_not_followed(temporary: Path) -> None:
    precious = temporary / "precious"
    precious.mkdir()
    (precious / "work").write_bytes(b"x")
    link = temporary / "accord-scratch-link"
    link.symlink_to(precious)
    disk.Scratch().close()
    assert names(precious) == ["work"]


@posix
def test_many_scratch_folders_at_once(temporary: Path) -> None:
    together = threading.Barrier(8)

    def use(_: int) -> None:
        together.wait(20)
        with disk.Scratch() as folder:
            (folder / "x").write_bytes(b"x")
            assert names(folder) == ["x"]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(80)))
    assert names(temporary) == []


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "LOCK"
    with begin("lock", tmp_path) as process:
        assert disk.take_lock(path) is None
        process.kill()
    lock = disk.take_lock(path)
    assert lock is not None
    assert disk.take_lock(path) is None  # nor twice in one process
    lock.release()
    again = disk.take_lock(path)
    assert again is not None
    again.release()
