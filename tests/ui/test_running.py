"""How a run ended is known to the next one: properly, killed, by a fault; other windows are not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

# Begins a run, says what it found, and then does as it is told.
RUN = """
import faulthandler, sys
from pathlib import Path
from explorer.ui.running import begin_run
run, last = begin_run(Path(sys.argv[1]))
print(run.number if run else 0, last.unclean, "Segmentation" in last.trace, flush=True)
order = sys.stdin.readline().strip()
if order == "fall":
    faulthandler._sigsegv()
if order == "end":
    run.end()
"""


class Window:
    """A process that begins a run."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "MALLOC_CHECK_": "0"},
        )  # fmt: skip
        assert self.process.stdout is not None
        number, unclean, traced = self.process.stdout.readline().split()
        self.number, self.unclean, self.traced = int(number), unclean == "True", traced == "True"

    def do(self, order: str) -> None:
        """``end`` properly, ``fall`` by a fault, or ``kill``."""
        if order == "kill":
            self.process.send_signal(signal.SIGKILL)
        self.process.communicate(f"{order}\n" if order != "kill" else None, timeout=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The log folder."""
    return tmp_path / "log"


def test_a_proper_end_is_no_news(folder: Path) -> None:
    for _ in range(2):
        window = Window(folder)
        assert (window.number, window.unclean, window.traced) == (1, False, False)
        window.do("end")


def test_a_killed_run_is_told_once_and_has_no_trace(folder: Path) -> None:
    Window(folder).do("kill")
    window = Window(folder)
    assert (window.number, window.unclean, window.traced) == (1, True, False)
    window.do("end")
    window = Window(folder)
    assert not window.unclean
    window.do("end")


def test_a_fault_leaves_a_trace(folder: Path) -> None:
    Window(folder).do("fall")
    window = Window(folder)
    assert (window.unclean, window.traced) == (True, True)
    window.do("end")
    window = Window(folder)
    assert (window.unclean, window.traced) == (False, False)
    window.do("end")


def test_a_second_window_is_not_mistaken_for_a_crash(folder: Path) -> None:
    first = Window(folder)
    second = Window(folder)
    assert (second.number, second.unclean) == (2, False)
    third = Window(folder)
    assert (third.number, third.unclean) == (3, False)
    second.do("kill")
    fourth = Window(folder)
    assert (fourth.number, fourth.unclean) == (2, True)
    for window in (first, third, fourth):
        window.do("end")


def test_what_fell_beside_a_window_that_closed_is_told_by_the_next_one(folder: Path) -> None:
    first, second = Window(folder), Window(folder)
    second.do("fall")
    first.do("end")
    window = Window(folder)
    assert (window.number, window.unclean, window.traced) == (1, True, True)
    window.do("end")


def test_a_folder_that_cannot_be_made_is_no_run_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    window = Window(tmp_path / "file" / "log")
    assert (window.number, window.unclean) == (0, False)
    window.do("kill")
