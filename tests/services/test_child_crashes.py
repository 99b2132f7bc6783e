"""A child that crashes half way, in any manner, is one clear line; the next attempt works.

The children are real ones, of this program. A ``sitecustomize`` in their path lets them fail when
they are in the midst of it: as they open the file that they were started to write.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.services import children
from explorer.services.checking import check
from explorer.services.children import Child, run_child
from explorer.services.index_texts import IndexBuilt
from explorer.workspace import Workspace

# How a child ends, and what the line about it says.
ENDS = {
    "killed": ("os.kill(os.getpid(), 9)", "SIGKILL"),
    "fault": ("os.kill(os.getpid(), 11)", "SIGSEGV"),
    "exit": ("os._exit(3)", "exit code 3"),
    "garbage": (
        'os.write(1, bytes(range(256)) * 9_000 + b\'\\n{"result": {"size": []}}\\n\'); os._exit(0)',
        "stopped unexpectedly",
    ),
    "memory": ("bytearray(1 << 62)", "not enough memory"),
    "unforeseen": ("raise ZeroDivisionError('of all things')", "of all things"),
}
_GUARD = """
import os, sys
def fail(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".arrays", ".part")):
        {end}
if "_worker" in sys.orig_argv:
    sys.addaudithook(fail)
"""

posix = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Let all children from now on end in a way of `ENDS`, or in none."""

    def choose(end: str | None) -> None:
        monkeypatch.delenv("PYTHONPATH", raising=False)
        if end is not None:
            folder = tmp_path / f"guard {end}"
            folder.mkdir(exist_ok=True)
            (folder / "sitecustomize.py").write_text(_GUARD.format(end=ENDS[end][0]))
            monkeypatch.setenv("PYTHONPATH", str(folder))

    return choose


def build(workspace: Workspace) -> None:
    for _ in workspace.indexing.rebuild():
        pass


def write(workspace: Workspace, target: Path) -> None:
    ids = list(workspace.browsing.search(Query()).ids)
    request = workspace.exporting.request(ids, Query(), total=len(ids), day="2026", title="x")
    for _ in workspace.exporting.export(request, target):
        pass


def is_one_line(error: AccordError, part: str) -> None:
    text = str(error)
    assert part in text
    assert "\n" not in text
    assert ".." not in text
    assert "Traceback" not in text


@posix
@pytest.mark.parametrize("end", ENDS)
def test_a_build_that_crashes_leaves_the_index_that_was(
    workspace: Workspace, crashing: Callable[[str | None], None], end: str
) -> None:
    before = workspace.browsing.search(Query(text="space")).ids
    crashing(end)
    with pytest.raises(AccordError) as error:
        build(workspace)
    assert error.value.message.code == "index-failed"
    is_one_line(error.value, ENDS[end][1])
    assert list(workspace.browsing.search(Query(text="space")).ids) == list(before)
    assert not list(check(workspace.library))
    crashing(None)
    build(workspace)
    numbers = [p.name for p in workspace.indexing.folder.iterdir() if p.name.isdecimal()]
    assert len(numbers) == 1
    assert not list(check(workspace.library))


@posix
@pytest.mark.parametrize("suffix", [".pdf", ".csv"])
@pytest.mark.parametrize("end", ENDS)
def test_an_export_that_crashes_leaves_the_file_that_was(
    workspace: Workspace,
    crashing: Callable[[str | None], None],
    tmp_path: Path,
    end: str,
    suffix: str,
) -> None:
    target = tmp_path / "out" / f"x{suffix}"
    target.parent.mkdir()
    target.write_bytes(b"old")
    crashing(end)
    with pytest.raises(AccordError) as error:
        write(workspace, target)
    is_one_line(error.value, ENDS[end][1])
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]
    crashing(None)
    write(workspace, target)
    assert len(target.read_bytes()) > 1000
    assert list(target.parent.iterdir()) == [target]


@posix
@pytest.mark.parametrize("arguments", [["reindex"], ["export", "--to", "x.pdf"]])
def test_a_command_whose_child_crashes_ends_with_one_line(
    library_folder: Path,
    crashing: Callable[[str | None], None],
    tmp_path: Path,
    arguments: list[str],
) -> None:
    command = [sys.executable, "-m", "explorer", "--library", str(library_folder), *arguments]
    if "x.pdf" in arguments:
        command[-1] = str(tmp_path / "x.pdf")
    crashing("fault")
    done = subprocess.run(command, capture_output=True, text=True, timeout=90)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "SIGSEGV" in done.stderr
    crashing(None)
    done = subprocess.run(command, capture_output=True, text=True, timeout=90)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "answer",
    [
        '{"result": 5}',
        '{"error": {"code": "no such code"}}',
        '{"error": {"code": "entry-unknown"}}',  # without its parameter
        '{"error": {"code": "child-crashed", "parameters": {"code": "twice"}}}',
        "5",
        "null",
        '{"progress": 7}',
    ],
)
def test_an_answer_that_is_none_is_one_line(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    program = f"import sys; sys.stdin.readline(); print({answer!r})"
    monkeypatch.setattr(children, "_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(AccordError) as error:
        list(run_child("x", {}, IndexBuilt))
    assert error.value.message.code == "child-crashed"
    is_one_line(error.value, "stopped unexpectedly")


def test_a_child_that_prints_before_it_reads_is_not_waited_for_in_vain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Both sides have more to say than a pipe holds.
    program = (
        "import sys; sys.stdout.write('x' * 3_000_000 + chr(10)); sys.stdout.flush()\n"
        "request = sys.stdin.readline()\n"
        'print(\'{"result": {"generation": 1, "revision": %d}}\' % len(request))'
    )
    monkeypatch.setattr(children, "_command", lambda: [sys.executable, "-c", program])
    steps = run_child("x", "y" * 3_000_000, IndexBuilt)
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value.revision == 3_000_003


@pytest.mark.filterwarnings("error")
def test_a_child_that_dies_before_it_reads_leaves_no_complaint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(children, "_command", lambda: [sys.executable, "-c", "raise SystemExit(5)"])
    with pytest.raises(AccordError, match="exit code 5"):
        list(run_child("x", "y" * 3_000_000, IndexBuilt))


_PARENT = """
import sys
from explorer.services import children
children._command = lambda: [sys.executable, "-c", sys.argv[1]]
child = children.Child("x", {})
for progress in child:
    print(child.pid, flush=True)
"""
# A child at work that has no end, in Python and in the system's calls.
_ENDLESS = """
import sys, time
from explorer.domain.messages import Progress
from explorer.services.children import serve
def work(request):
    yield Progress("writing", 0, 1)
    while True:
        {step}
serve("x", {{"x": work}})
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="waits by a Linux handle")
@pytest.mark.parametrize("step", ["pass", "time.sleep(3600)"])
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_ends_with_its_parent(step: str, way: signal.Signals) -> None:
    command = [sys.executable, "-c", _PARENT, _ENDLESS.format(step=step)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        handle = os.pidfd_open(child)
        try:
            assert not select.select([handle], [], [], 0)[0], "it ended by itself"
            parent.send_signal(way)
            ended = bool(select.select([handle], [], [], 30)[0])
            if not ended:
                os.kill(child, signal.SIGKILL)
        finally:
            os.close(handle)
    assert ended, "the child works on without its parent"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="waits by a Linux handle")
def test_a_command_that_is_interrupted_ends_without_a_word(
    library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The child tells that it is at work, and then has no end.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "if '_worker' in sys.orig_argv:\n"
        "    open(os.environ['TOLD'], 'w').write(str(os.getpid()))\n"
        "    time.sleep(3600)\n"
    )
    told = tmp_path / "told"
    os.mkfifo(told)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("TOLD", str(told))
    command = [sys.executable, "-m", "explorer", "--library", str(library_folder), "reindex"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        child = os.pidfd_open(int(told.read_text()))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    assert select.select([child], [], [], 30)[0], "the child works on"
    os.close(child)


def test_a_child_that_cannot_be_started_is_one_line(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(children, "_command", lambda: ["/no/such/program"])
        with pytest.raises(AccordError) as error:
            build(workspace)
    is_one_line(error.value, "could not be started (No such file or directory)")
    build(workspace)


def test_a_parent_that_dies_while_it_asks_is_not_worked_for(library_folder: Path) -> None:
    request = json.dumps({"library": str(library_folder), "folder": str(library_folder / "new")})
    done = subprocess.run(
        [sys.executable, "-m", "explorer", children.VERB, children.INDEX],
        input=request,  # without the end of its line
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert (done.stdout, done.stderr) == ("", "")
    assert not (library_folder / "new").exists()


def test_a_child_cancelled_before_it_was_asked_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        children, "_command", lambda: [sys.executable, "-c", "input(); input(); print('{}')"]
    )
    child = Child("x", {})
    child.cancel()
    with pytest.raises(AccordError):
        list(child)
    assert child.cancelled
