"""What the window shows as put aside is kept, however soon it is closed; a crash is one line."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.services.binding import Binding
from explorer.ui.dialogs.export import ExportDialog
from explorer.ui.jobs import Job
from explorer.ui.workbench import Workbench
from explorer.workspace import open_workspace
from tests.journeys.windows import ids, open_window, settle

# Lets a child of this program kill itself as it opens the file that it was started to write.
GUARD = """
import os, sys
def fail(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".arrays", ".part")):
        os.kill(os.getpid(), 9)
if "_worker" in sys.orig_argv:
    sys.addaudithook(fail)
"""

THREADS = 3  # of the session's pool


def notice(window: Workbench) -> str:
    """All that stands in the line at the bottom."""
    labels = window.parts.status.findChildren(QLabel)
    return " | ".join(label.accessibleName() or label.text() for label in labels)


def kept_in(folder: Path) -> tuple[str, ...]:
    workspace = open_workspace(folder)
    try:
        return workspace.binding.entries()
    finally:
        workspace.close()


def occupy(window: Workbench, until: threading.Event) -> None:
    """Keep all threads of the pool busy: what is asked now waits in its queue."""

    def work(job: Job) -> None:
        job.on_cancel(until.set)
        until.wait(20)

    for number in range(THREADS):
        window.session.jobs.run(f"busy {number}", work, lambda _: None, lambda _: None)


def test_what_is_put_aside_just_before_the_window_closes_is_kept(
    qtbot: QtBot, library_folder: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    chosen = ids(window)[:3]
    occupy(window, threading.Event())
    for entry in chosen:
        window.binder.toggle(entry)
    window.frame.close()
    assert kept_in(library_folder) == tuple(chosen)


def test_showing_the_brief_does_not_drop_what_was_just_put_aside(
    qtbot: QtBot, library_folder: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    busy = threading.Event()
    occupy(window, busy)
    window.binder.toggle("forge")
    window.session.show_binder()
    busy.set()
    settle(qtbot, window)
    assert kept_in(library_folder) == ("forge",)
    window.frame.close()


def test_a_slow_older_change_does_not_undo_a_newer_one(
    qtbot: QtBot, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    begun, newer = threading.Event(), threading.Event()
    put = Binding.put

    def slow(self: Binding, chosen: tuple[str, ...]) -> None:
        if chosen == ("forge",):
            begun.set()
            newer.wait(1)  # held up; the newer change overtakes it if it can
        put(self, chosen)
        if chosen != ("forge",):
            newer.set()

    monkeypatch.setattr(Binding, "put", slow)
    window.binder.toggle("forge")
    assert begun.wait(20)
    window.binder.toggle("kind-x")
    settle(qtbot, window)
    assert kept_in(library_folder) == ("forge", "kind-x")
    window.frame.close()


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Let children from now on crash, or not."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)

    def choose(on: bool) -> None:
        monkeypatch.setenv("PYTHONPATH", str(tmp_path) if on else "")

    return choose


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
def test_an_index_build_that_is_killed_is_one_line_and_the_next_one_works(
    qtbot: QtBot, library_folder: Path, crashing: Callable[[bool], None]
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    crashing(True)
    window.actions_by_name["rebuild"].trigger()
    settle(qtbot, window)
    said = notice(window)
    assert "could not be built" in said
    assert "SIGKILL" in said
    assert "\n" not in said
    assert len(ids(window)) > 40
    crashing(False)
    with qtbot.waitSignal(
        window.session.index_state, timeout=20_000, check_params_cb=lambda state: state is None
    ):
        window.actions_by_name["rebuild"].trigger()
    settle(qtbot, window)
    assert "could not be built" not in notice(window)
    window.frame.close()


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
def test_an_export_that_is_killed_is_one_line_and_the_next_one_works(
    qtbot: QtBot, library_folder: Path, tmp_path: Path, crashing: Callable[[bool], None]
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.briefing.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    target = tmp_path / "out" / "x.pdf"
    target.parent.mkdir()
    crashing(True)
    dialog.start(target)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=30_000)
    assert "SIGKILL" in dialog.note.text()
    assert not list(target.parent.iterdir())
    assert dialog.isVisible()
    crashing(False)
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.start(target)
    assert list(target.parent.iterdir()) == [target]
    assert target.read_bytes().startswith(b"%PDF")
    window.frame.close()
