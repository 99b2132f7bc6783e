"""A real window in a process of its own: errors, faults, ends of all kinds, and the next start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from explorer.ui.logbook import log_file, log_folder

# Starts the window as the program does, and speaks JSON Lines of what happens to it. The first
# argument is the library, the second what is to happen once the window has settled.
SCRIPT: Final = """
import faulthandler, json, sys
from pathlib import Path
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from explorer.ui.application import Start, make_application

library, order = Path(sys.argv[1]), sys.argv[2]

def say(**what):
    print(json.dumps(what), flush=True)

def fail(text="Republic of Elbonia"):
    raise KeyError(text)

def shown(dialog):
    dialog.details.click()
    dialog.copy.click()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    say(dialog=dialog.windowTitle(), visible=dialog.isVisible(), texts=texts,
        copied=QGuiApplication.clipboard().text())
    (dialog.quit if order == "slot, quit" else dialog.go_on).click()
    if order != "slot, quit":
        QTimer.singleShot(0, start.frame.close)

def act():
    status = start.workbench.parts.status
    say(settled=True, entries=len(start.workbench.page.ids), offer=status.offer.isVisible(),
        notice=" | ".join(label.accessibleName() for label in status.findChildren(QLabel)))
    if order in ("slot, go on", "slot, quit"):
        QTimer.singleShot(0, fail)
    elif order == "job":
        jobs = start.workbench.session.jobs
        jobs.run("test", lambda job: fail(), lambda _: None, lambda error: None)
    elif order == "fault":
        faulthandler._sigsegv()
    elif order == "close":
        start.frame.close()

def filled():
    start.safety.crashes.shown.connect(shown)
    # Behind the notice that comes when the window has settled.
    once = Qt.ConnectionType.SingleShotConnection
    start.workbench.settled.connect(lambda: QTimer.singleShot(0, act), once)

application = make_application()
start = Start(library)
if order == "filling":
    from explorer.ui import workbench
    workbench.Workbench.__init__ = lambda *_: fail()
    def told():
        start.safety.crashes.shown.connect(shown)
    start.frame.first_painted.connect(lambda: QTimer.singleShot(0, told))
start.filled.connect(filled)
code = application.exec()
say(ended=code)
sys.exit(code)
"""


class Run:
    """One run of the window; ``said`` are its lines so far."""

    def __init__(self, library: Path, order: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(library), order],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self.said: list[dict[str, Any]] = []

    def until(self, key: str) -> Any:
        """Wait for a line with this key; its value."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(json.loads(line))
            if key in self.said[-1]:
                return self.said[-1][key]
        raise AssertionError(f"ended without {key}: {self.said} {self.process.communicate()[1]}")

    def end(self) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        out, self.errors = self.process.communicate(timeout=60)
        self.said += [json.loads(line) for line in out.splitlines()]
        return self.process.returncode

    def value(self, key: str) -> Any:
        """What was said under this key."""
        return next(line[key] for line in self.said if key in line)


def run(library: Path, order: str) -> Run:
    made = Run(library, order)
    made.end()
    return made


def marks() -> set[str]:
    return {path.name for path in log_folder().glob("*.open")}


@pytest.mark.parametrize("order", ["slot, go on", "slot, quit", "job"])
def test_an_error_shows_a_dialog_writes_the_log_and_the_window_ends_well(
    library_folder: Path, order: str
) -> None:
    done = Run(library_folder, order)
    assert done.end() == 0, done.errors
    assert done.value("dialog") == "Something went wrong"
    assert done.value("visible")
    assert any("Your work is kept" in text for text in done.value("texts"))
    assert "KeyError" in done.value("copied")
    assert "Elbonia" not in done.value("copied")
    assert done.value("ended") == 0
    log = log_file().read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "Republic of Elbonia" in log
    assert "Traceback" in done.errors  # passed on: a terminal shows it as ever
    assert not marks()
    again = run(library_folder, "close")
    assert "did not close" not in again.value("notice")
    assert again.value("entries") > 40


def test_an_error_while_the_window_is_being_filled_is_told_too(library_folder: Path) -> None:
    done = Run(library_folder, "filling")
    assert done.end() == 0, done.errors
    assert done.value("visible")
    assert "KeyError" in log_file().read_text(encoding="utf-8")


def test_a_run_without_trouble_leaves_no_log_and_no_mark(library_folder: Path) -> None:
    done = Run(library_folder, "close")
    assert done.end() == 0
    assert "did not close" not in done.value("notice")
    assert not marks()
    # What Qt's offscreen platform says of itself apart.
    text = log_file().read_text(encoding="utf-8") if log_file().exists() else ""
    lines = [line for line in text.splitlines() if "explorer.qt" not in line]
    assert lines[1:] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_window_is_told_of_by_the_next_and_not_by_the_one_after(
    library_folder: Path,
) -> None:
    killed = Run(library_folder, "wait")
    killed.until("settled")
    assert marks() == {"window-1.open"}
    killed.process.kill()
    assert killed.end() == -signal.SIGKILL
    again = run(library_folder, "close")
    assert "Accord did not close properly last time" in again.value("notice")
    assert not again.value("offer")
    assert again.value("entries") > 40
    assert "did not close" not in run(library_folder, "close").value("notice")


def test_a_fault_leaves_its_trace_in_the_log_and_the_next_start_offers_it(
    library_folder: Path,
) -> None:
    fallen = Run(library_folder, "fault")
    assert fallen.end() != 0
    again = run(library_folder, "close")
    assert "Accord did not close properly last time" in again.value("notice")
    assert again.value("offer")
    log = log_file().read_text(encoding="utf-8")
    assert "what an earlier run left when it fell" in log
    assert "Fatal Python error: Segmentation fault" in log
    assert not run(library_folder, "close").value("offer")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_logout_ends_the_window_properly(library_folder: Path, number: signal.Signals) -> None:
    asked = Run(library_folder, "wait")
    asked.until("settled")
    asked.process.send_signal(number)
    assert asked.end() == 0, asked.errors
    assert asked.value("ended") == 0
    assert "Traceback" not in asked.errors
    assert not marks()


def test_a_second_window_is_no_crash_of_the_first(
    library_folder: Path, workspace: object, tmp_path: Path
) -> None:
    import shutil

    other = Path(shutil.copytree(library_folder, tmp_path / "other"))
    first = Run(library_folder, "wait")
    first.until("settled")
    second = run(other, "slot, quit")
    assert "did not close" not in second.value("notice")
    assert marks() == {"window-1.open"}
    assert "Republic of Elbonia" in log_file(2).read_text(encoding="utf-8")
    first.process.terminate()
    assert first.end() == 0
    assert not marks()
