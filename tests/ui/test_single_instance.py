"""What passes between a later start and the window, line by line."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer import paths
from explorer.ui import single_instance
from explorer.ui.single_instance import (
    Answer,
    InstanceServer,
    address,
    hand_over,
    lately_active,
    may_be_running,
    note_active,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="speaks to the socket file itself")


@pytest.fixture
def server(qtbot: QtBot, tmp_path: Path) -> Iterator[InstanceServer]:
    """A server for the library in ``tmp_path``."""
    found = InstanceServer()
    assert found.take(tmp_path)
    yield found
    found.close()


def in_thread(qtbot: QtBot, call: Callable[[], object]) -> object:
    """Do what waits in a thread, while this one goes on with its events."""
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(call()))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=20_000)
    return results[0]


def speak(folder: Path, *pieces: bytes) -> Callable[[], bytes]:
    """Say something to the server of a library; what it answers before it hangs up."""

    def call() -> bytes:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(address(folder))
            for piece in pieces:
                try:
                    connection.sendall(piece)
                except OSError:
                    return b""
            try:
                return connection.recv(100)
            except OSError:
                return b""

    return call


def test_paths_of_any_sort_and_number_arrive(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path
) -> None:
    names = [f"/tmp/합의 {number} \udcff\n“x”.pdf" for number in range(20_000)]
    got: list[tuple[str, ...]] = []
    server.handed.connect(got.append)
    assert in_thread(qtbot, lambda: hand_over(tmp_path, names)) is Answer.TAKEN
    assert got == [tuple(names)]


@pytest.mark.parametrize(
    "line",
    [
        b"raise\n", b"\n", b"[]\n", b"{}\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n",
        b'{"accord": 2, "paths": [], "token": ""}\n',
        b'{"accord": 1, "paths": ["relative.pdf"], "token": ""}\n',
        b'{"accord": 1, "paths": [7], "token": ""}\n',
        b'{"accord": 1, "paths": "/a", "token": ""}\n',
    ],
)  # fmt: skip
def test_what_no_accord_says_is_not_taken(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path, line: bytes
) -> None:
    got: list[object] = []
    server.handed.connect(got.append)
    assert in_thread(qtbot, speak(tmp_path, line)) == b""
    assert not got
    assert in_thread(qtbot, lambda: hand_over(tmp_path)) is Answer.TAKEN


def test_a_line_without_an_end_is_cut_off(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "LONGEST", 10_000)
    pieces = [b"x" * 4_000 for _ in range(200)]
    assert in_thread(qtbot, speak(tmp_path, *pieces)) == b""


def test_a_line_that_comes_in_pieces_is_one(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path
) -> None:
    line = json.dumps({"accord": 1, "paths": ["/a"], "token": ""}).encode() + b"\n"
    with qtbot.waitSignal(server.handed) as handed:
        pieces = [line[place : place + 1] for place in range(len(line))]
        assert in_thread(qtbot, speak(tmp_path, *pieces)) == b"taken\n"
    assert handed.args == [("/a",)]


def test_a_token_of_the_desktop_reaches_qt(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "startup-17")
    assert in_thread(qtbot, lambda: hand_over(tmp_path)) is Answer.TAKEN
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "startup-17"


@pytest.mark.parametrize(("hangs_up", "answer"), [(True, Answer.ABSENT), (False, Answer.SILENT)])
def test_a_window_that_is_closing_or_hangs_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hangs_up: bool, answer: Answer
) -> None:
    monkeypatch.setattr(single_instance, "ANSWER_MS", 200)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address(tmp_path))
        listening.listen()

        def welcome() -> None:
            connection, _ = listening.accept()
            kept.append(connection)
            if hangs_up:
                connection.recv(1)
                connection.close()

        kept: list[socket.socket] = []
        thread = threading.Thread(target=welcome)
        thread.start()
        assert hand_over(tmp_path, ["/a"]) is answer
        thread.join()
        for connection in kept:
            connection.close()
    Path(address(tmp_path)).unlink()


def test_who_was_not_answered_when_it_closes_opens_for_itself(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path
) -> None:
    server.handed.connect(lambda _names: pytest.fail("taken by a window that has closed"))
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address(tmp_path))
        qtbot.waitUntil(lambda: server._server is not None and bool(server._server.children()))
        server.close()
        with suppress(ConnectionResetError):
            assert connection.recv(10) == b""
    assert hand_over(tmp_path) is Answer.ABSENT


def test_a_name_is_held_by_one_and_moves_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    one, two = InstanceServer(), InstanceServer()
    first, second = tmp_path / "first", tmp_path / "second"
    assert one.take(first)
    assert not two.take(first)
    assert two.take(second)
    assert not one.take(second)
    # Neither lost its own by that.
    assert in_thread(qtbot, lambda: hand_over(first)) is Answer.TAKEN
    assert in_thread(qtbot, lambda: hand_over(second)) is Answer.TAKEN
    two.close()
    assert one.take(second)
    assert two.take(first)
    assert in_thread(qtbot, lambda: hand_over(second)) is Answer.TAKEN
    for server in (one, two):
        server.close()
    assert not may_be_running(first)
    assert not may_be_running(second)


def test_the_last_windows_are_remembered_latest_first(tmp_path: Path, home: Path) -> None:
    assert lately_active() == ()
    for name in ("a", "b", "a", *map(str, range(6)), "a"):
        note_active(tmp_path / name)
    note_active(None)
    found = lately_active()
    assert found[:3] == (paths.default_library(), tmp_path / "a", tmp_path / "5")
    assert len(found) == 8
    (paths.cache() / "windows.json").write_bytes(b"\xff rubbish")
    assert lately_active() == ()
    note_active(tmp_path / "a")
    assert lately_active() == (tmp_path / "a",)
