"""Children: progress, result, failure, crash, cancel, and a build that is killed at any time."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError, Progress
from explorer.services import children
from explorer.services.checking import check
from explorer.services.children import INDEX, Child, run_child
from explorer.services.index_texts import IndexBuilt, IndexRequest
from explorer.workspace import Workspace, open_workspace


def request_for(workspace: Workspace) -> IndexRequest:
    return IndexRequest(str(workspace.library.folder), str(workspace.indexing.folder))


def test_a_child_tells_progress_and_a_result(workspace: Workspace) -> None:
    steps = run_child(INDEX, request_for(workspace), IndexBuilt)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            result = end.value
            break
    assert all(isinstance(item, Progress) for item in told)
    assert told
    assert result.generation > 1


def test_the_childs_own_error_comes_through(workspace: Workspace, tmp_path: Path) -> None:
    request = IndexRequest(str(tmp_path / "nowhere"), str(tmp_path / "index"))
    with pytest.raises(AccordError) as error:
        list(run_child(INDEX, request, IndexBuilt))
    assert error.value.message.code == "library-missing"


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import sys; sys.exit(3)", "exit code 3"),
        ("raise SystemError('lost its way')", "lost its way"),
        ("print('not json'); print('{}')", "exit code 0"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
    ],
)
def test_a_crash_is_one_line(monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    monkeypatch.setattr(children, "_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(AccordError) as error:
        list(run_child("x", {}, IndexBuilt))
    assert error.value.message.code == "child-crashed"
    assert reason in str(error.value)


def test_a_child_that_waits_for_ever_is_cancelled_from_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = "import sys, threading; sys.stdin.read(); threading.Event().wait()"
    monkeypatch.setattr(children, "_command", lambda: [sys.executable, "-c", program])
    child = Child("x", {})
    threading.Timer(0.1, child.cancel).start()
    with pytest.raises(AccordError):
        list(child)
    assert child.cancelled


@pytest.mark.parametrize("after", range(8))
def test_a_build_killed_at_any_step_harms_nothing(library_folder: Path, after: int) -> None:
    workspace = open_workspace(library_folder)
    before = workspace.indexing.current()[0].generation
    child = Child(INDEX, request_for(workspace))
    for number, _ in enumerate(child):
        if number == after:
            break
    child.cancel()
    workspace.close()
    again = open_workspace(library_folder)
    assert again.indexing.current()[0].generation >= before
    assert list(check(again.library)) == []
    for _ in again.indexing.rebuild():  # no lock is stale
        pass
    assert list(check(again.library)) == []
    again.close()
