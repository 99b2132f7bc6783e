"""One window for each library, with real processes: what is handed to a later start arrives."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from explorer.ui import single_instance
from explorer.ui.single_instance import address, may_be_running

PATIENCE = 60
ROOT = Path(__file__).resolve().parent.parent.parent


class Window:
    """A window in a process of its own, with what it has told."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.windows", *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        self.lines: list[str] = []
        self._told: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._told.put(line.rstrip("\n"))
        self._told.put(None)

    def wait(self, word: str) -> str:
        """The rest of the next line that begins with a word."""
        while True:
            line = self._told.get(timeout=PATIENCE)
            assert line is not None, f"ended before “{word}”, after {self.lines}"
            self.lines.append(line)
            if line.partition(" ")[0] == word:
                return line.partition(" ")[2]

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def ended(self) -> int:
        """Its exit code, once it has ended."""
        while self._told.get(timeout=PATIENCE) is not None:
            pass
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def windows() -> Iterator[type[Window]]:
    """Windows that are gone at the end, whatever happens."""
    with ExitStack() as stack:

        class Kept(Window):
            def __init__(self, *arguments: str | Path) -> None:
                super().__init__(*arguments)
                stack.callback(self.kill)

        yield Kept


def accord(*arguments: str | Path) -> int:
    """A later start of the program itself; its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "explorer", *map(str, arguments)],
        timeout=PATIENCE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=ROOT,
    )  # fmt: skip
    return done.returncode


@pytest.fixture
def other(library_folder: Path, tmp_path: Path) -> Path:
    """A second library."""
    return Path(shutil.copytree(library_folder, tmp_path / "other"))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A file to hand over; its name is no name of ours."""
    path = tmp_path / "공동성명 2026 \udcff.pdf"
    path.touch()
    return path


def test_a_later_start_hands_its_files_to_the_window_of_the_library(
    library_folder: Path, document: Path
) -> None:
    with windows() as opened:
        first = opened("--library", library_folder)
        first.wait("serving")
        assert accord("--library", library_folder, document) == 0
        assert json.loads(first.wait("handed")) == [str(document)]
        assert document.name in json.loads(first.wait("toast"))
        # By a link to the same library, and without anything: only to the front.
        link = library_folder.with_name("link")
        link.symlink_to(library_folder)
        assert accord(link) == 0
        assert json.loads(first.wait("handed")) == []
        first.say("close")
        assert first.ended() == 0
    assert not may_be_running(library_folder)


def test_what_a_window_was_started_with_arrives_in_it(library_folder: Path, document: Path) -> None:
    with windows() as opened:
        first = opened(library_folder, document.as_uri())
        assert document.name in json.loads(first.wait("toast"))


def test_what_macos_hands_to_the_program_arrives(library_folder: Path, tmp_path: Path) -> None:
    document = tmp_path / "공동 성명 100%.pdf"
    document.touch()
    with windows() as opened:
        first = opened("--library", library_folder)
        first.wait("filled")
        first.say(f"mac {document}")
        assert document.name in json.loads(first.wait("toast"))


def test_files_without_a_library_go_to_the_window_that_was_last_in_front(
    library_folder: Path, other: Path, document: Path
) -> None:
    with windows() as opened:
        first, second = opened("--library", library_folder), opened("--library", other)
        for window in (first, second):
            window.wait("serving")
            window.wait("filled")
        for window in (first, second, first):
            window.say("front")
            window.wait("fronted")
            assert accord(document) == 0
            assert json.loads(window.wait("handed")) == [str(document)]
        first.say("close")
        first.ended()
        assert accord(document) == 0
        assert json.loads(second.wait("handed")) == [str(document)]


def test_with_no_window_open_files_open_one_on_the_own_library(document: Path) -> None:
    with windows() as opened:
        first = opened(document)
        first.wait("serving")
        assert document.name in json.loads(first.wait("toast"))
        assert may_be_running(None)


def test_what_a_crash_left_behind_is_in_nobodys_way(library_folder: Path, document: Path) -> None:
    with windows() as opened:
        first = opened("--library", library_folder)
        first.wait("serving")
        first.process.send_signal(signal.SIGKILL)
        first.ended()
        assert may_be_running(library_folder)  # its socket is still there
        second = opened("--library", library_folder, document)
        second.wait("serving")
        assert document.name in json.loads(second.wait("toast"))
        assert accord("--library", library_folder, document) == 0
        second.wait("handed")


def test_of_starts_at_the_same_moment_one_stays_and_gets_everything(
    library_folder: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.pdf" for number in range(3)]
    for file in files:
        file.touch()
    with windows() as opened:
        started = [opened("--library", library_folder, file) for file in files]
        ended = [window for window in started if _leaves(window)]
        (stays,) = (window for window in started if window not in ended)
        assert all(window.process.wait(PATIENCE) == 0 for window in ended)
        handed = [json.loads(stays.wait("handed")) for _ in ended]
        own = str(files[started.index(stays)])
        assert sorted([own, *(name for names in handed for name in names)]) == sorted(
            map(str, files)
        )


def _leaves(window: Window) -> bool:
    """Whether a start ends by itself, rather than to serve."""
    while True:
        line = window._told.get(timeout=PATIENCE)
        if line is None:
            return True
        if line == "serving":
            return False


def test_a_window_that_opens_another_library_is_found_under_that_one(
    library_folder: Path, other: Path, document: Path
) -> None:
    with windows() as opened:
        first = opened("--library", library_folder)
        first.wait("serving")
        first.wait("opened")
        assert accord("--library", library_folder, other) == 1  # two libraries at once
        first.say(f"open {other}")
        assert "“other” is open" in json.loads(first.wait("toast"))
        assert accord("--library", other, document) == 0
        assert json.loads(first.wait("handed")) == [str(document)]
        assert not may_be_running(library_folder)
        # The old name is free: its library gets a window of its own.
        second = opened("--library", library_folder)
        second.wait("serving")


def test_a_library_is_never_open_in_two_windows(library_folder: Path, other: Path) -> None:
    with windows() as opened:
        first, second = opened("--library", library_folder), opened("--library", other)
        for window in (first, second):
            window.wait("serving")
            window.wait("opened")
        first.say(f"open {other}")
        assert json.loads(second.wait("handed")) == []
        assert "another window" in json.loads(first.wait("toast"))
        # The first one has kept its own.
        assert accord("--library", library_folder) == 0
        first.wait("handed")


@pytest.mark.skipif(os.name != "posix", reason="sockets are files on Unix")
def test_nobody_else_is_told(library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with windows() as opened:
        first = opened("--library", library_folder)
        first.wait("serving")
        mode = Path(address(library_folder)).stat().st_mode
        assert stat.S_IMODE(mode) & 0o077 == 0
        assert may_be_running(library_folder)
        # A socket that belongs to somebody else is not asked.
        here = address(library_folder)
        monkeypatch.setattr(single_instance, "address", lambda _folder: here)
        monkeypatch.setattr(os, "getuid", lambda: 4711)
        assert not may_be_running(library_folder)
