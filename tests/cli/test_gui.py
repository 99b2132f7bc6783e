"""The window as a program: pictures, no display, a real X server, one window, no network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ACCORD = [sys.executable, "-m", "explorer"]


def run(*arguments: str | Path, **environment: str | None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ}
    for name, value in environment.items():
        env.pop(name, None)
        if value is not None:
            env[name] = value
    return subprocess.run(
        [*ACCORD, *map(str, arguments)], capture_output=True, text=True, timeout=90, env=env
    )


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_picture_of_the_settled_window(library_folder: Path, tmp_path: Path, theme: str) -> None:
    target = tmp_path / "new folder" / "picture.png"
    done = run(
        "--library", library_folder, "gui", "--screenshot", target, "--query", "space",
        "--select", "india-rok-space-day", "--theme", theme, "--size", "1100x700",
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1100, 700)
    corner = image.pixelColor(3, 3).lightness()
    assert corner < 60 if theme == "dark" else corner > 200
    assert (corner == 255) == (theme == "contrast")  # nothing but black on white
    colours = {image.pixel(x, y) for x in range(0, 1100, 7) for y in range(0, 700, 7)}
    assert len(colours) > 50  # not an empty frame


def test_a_picture_of_what_is_not_there_is_one_line(library_folder: Path, tmp_path: Path) -> None:
    done = run(
        "--library", tmp_path / "no" / "library", "gui", "--screenshot", tmp_path / "x.png",
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x.png").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are an X11 matter")
@pytest.mark.parametrize("display", [None, ":987"])
def test_without_a_display_there_is_one_clear_line(display: str | None) -> None:
    done = run(QT_QPA_PLATFORM=None, WAYLAND_DISPLAY=None, DISPLAY=display)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no display" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")
def test_a_missing_system_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from explorer.ui import platform_check, starting

    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(platform_check, "_x_server_answers", lambda: True)
    monkeypatch.setitem(platform_check.NEEDED_BY_XCB, "libnowhere.so.7", "libnowhere7")
    assert not starting.window_can_open()
    assert "apt install libnowhere7" in capsys.readouterr().err


@contextmanager
def x_server(number: int) -> Iterator[str]:
    """A virtual X server; its display."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        [program, f":{number}", "-screen", "0", "1440x900x24", "-displayfd", str(write)],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            pipe.readline()  # written when it is ready
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def test_the_window_opens_on_a_real_x_server_and_a_second_start_finds_it(
    library_folder: Path, tmp_path: Path
) -> None:
    xdotool = shutil.which("xdotool")
    if xdotool is None:
        pytest.skip("xdotool is not installed")
    with x_server(83) as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [*ACCORD, "--library", str(library_folder)]
        log = (tmp_path / "log").open("w+")
        first = subprocess.Popen(command, env=environment, stderr=log)
        try:
            found = subprocess.run(
                [xdotool, "search", "--sync", "--onlyvisible", "--name", "Accord"],
                env=environment, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
            assert found.stdout.strip(), "no window"
            second = subprocess.run(command, env=environment, timeout=60)
            assert second.returncode == 0
            assert first.poll() is None
        finally:
            first.send_signal(signal.SIGTERM)
            first.wait(20)
        log.seek(0)
        assert "Traceback" not in log.read()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="network namespaces are Linux's")
def test_start_search_and_export_open_no_network_connection(
    library_folder: Path, tmp_path: Path
) -> None:
    """Every socket call of the program and its children is traced: local ones only."""
    guard = tmp_path / "sitecustomize.py"
    log = tmp_path / "sockets"
    guard.write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto',"
        " 'socket.gethostbyname', 'socket.bind'):\n"
        f"        with open({str(log)!r}, 'a') as f: print(event, args[-1], file=f)\n"
        "sys.addaudithook(hook)\n"
    )
    # The guard itself works: a connection that is tried is written down.
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    tried = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", tried], env=environment, timeout=30, check=True)
    assert "socket.connect" in log.read_text()
    log.unlink()
    # Where the machine lets us: no interface at all, so that what needs a network fails.
    isolated = ["unshare", "-n"]
    if not shutil.which("unshare") or subprocess.run([*isolated, "true"]).returncode:
        isolated = []
    for arguments in (
        ["search", "space"],
        ["export", "--query", "space", "--to", str(tmp_path / "x.pdf")],
        ["reindex"],
        ["gui", "--screenshot", str(tmp_path / "x.png"), "--query", "space"],
    ):
        done = subprocess.run(
            [*isolated, *ACCORD, "--library", str(library_folder), *arguments],
            capture_output=True,
            text=True,
            timeout=90,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()
