"""Helpers for tests that kill the program: real processes, what they leave, and who is left."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Any

from explorer import paths
from explorer.store.peek import FILE
from explorer.ui.single_instance import server_name

PATIENCE = 180.0  # seconds for anything that must come; never waited for when it does


class Place:
    """Where one run after another is killed: a home, a temporary folder and libraries of its own.

    Short names: a socket's path may not have more than 107 bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "t"
        self.home = folder / "h"
        self.library = folder / "library"
        self.own = self.home / "data" / "Accord" / "library"
        self.out = folder / "out"
        for made in (self.temporary, self.home, self.out):
            made.mkdir(parents=True)

    def environment(self) -> dict[str, str]:
        """That of this process, but for the folders."""
        changed = {
            "HOME": self.home,
            "TMPDIR": self.temporary,
            "XDG_DATA_HOME": self.home / "data",
            "XDG_CONFIG_HOME": self.home / "config",
            "XDG_CACHE_HOME": self.home / "cache",
            "QT_QPA_PLATFORM": "offscreen",
        }
        return os.environ | {name: str(value) for name, value in changed.items()}

    def command(self, *arguments: str | Path, library: Path | None = None) -> list[str]:
        """The program on a library, by default the one in the place; the user's own unnamed."""
        named = () if library == self.own else ("--library", library or self.library)
        return [sys.executable, "-m", "explorer", *map(str, (*named, *arguments))]

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start a command as a session of its own, by which its children are found."""
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(),
            start_new_session=True,
        )

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            command, capture_output=True, text=True, env=self.environment(), timeout=PATIENCE
        )

    def took(self, command: list[str]) -> float:
        """How many seconds a command takes that is not killed and goes well."""
        begun = monotonic()
        done = self.run(command)
        assert done.returncode == 0, done.stderr
        return monotonic() - begun


def members(session: int) -> list[int]:
    """The processes of a session that are not over."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session and fields[0] not in "ZX":
                    found.append(int(entry.name))
    return found


def end_of(pids: list[int]) -> list[int]:
    """Wait for the end of processes that are not our children; those that go on."""
    going_on = []
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            if not select.select([handle], [], [], PATIENCE)[0]:
                going_on.append(pid)
        finally:
            os.close(handle)
    return going_on


def kill(process: subprocess.Popen[str], whom: str) -> None:
    """Kill a process: ``parent`` alone, ``child`` alone if it has one, or ``all``."""
    if whom == "all":
        os.killpg(process.pid, signal.SIGKILL)
        return
    children = [pid for pid in members(process.pid) if pid != process.pid]
    if whom == "child" and children:
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    else:
        process.kill()


def built_in() -> dict[str, list[dict[str, Any]]]:
    """The pack that every library of these tests holds."""
    pack: dict[str, list[dict[str, Any]]] = json.loads((paths.seeds() / "pack.json").read_bytes())
    return pack


def is_sound(place: Place, library: Path) -> None:
    """A library opens by itself, all of it is there, and ``accord check`` finds nothing."""
    done = place.run(place.command("check", "--json", library=library))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert json.loads(done.stdout) == {"problems": []}
    # Its log was merged by whoever let go of it last.
    assert not [path.name for path in library.glob(f"{FILE}-*")]
    seeds = built_in()
    with closing(sqlite3.connect(library / FILE)) as connection:
        for table, name in (("entry", "entries"), ("document", "documents")):
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == len(seeds[name]), f"{count} rows of {table}"
    kept = [path.name for path in (library / "documents").iterdir()]
    assert len(kept) == len(seeds["documents"]), kept


def is_tidy(place: Place) -> None:
    """The next build finds no lock in its way, and leaves nothing of what was killed."""
    place.took(place.command("reindex"))
    names = {path.name for path in place.library.iterdir()}
    assert names == {FILE, "documents", "index"}, names
    in_index = {path.name for path in (place.library / "index").iterdir()} - {"opening"}
    numbers = [name for name in in_index if name.isdecimal()]
    assert in_index - set(numbers) == {"CURRENT", "LOCK"}
    assert len(numbers) == 1, numbers
    # Sockets and locks, of no meaning without their process; Qt makes a socket in a folder of its
    # own (".aBcDeF") and then moves it.
    beside = [path.name for path in place.temporary.iterdir()]
    assert all(re.fullmatch(r"accord-\w{20}(\.lock)?|\.\w{6}", name) for name in beside), beside


def window_answers(place: Place) -> None:
    """A window comes up in spite of what the killed ones left, and a second start finds it."""
    first = place.start(place.command())
    try:
        address = place.temporary / server_name(place.library)
        end = monotonic() + PATIENCE
        while not listens(address):
            assert first.poll() is None, "the window took another for running"
            assert monotonic() < end, "no window"
            with suppress(subprocess.TimeoutExpired):
                first.wait(0.02)
        second = place.run(place.command())
        assert (second.returncode, second.stderr) == (0, "")
        assert first.poll() is None
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()


def listens(address: Path) -> bool:
    """Whether a process answers at a local address."""
    with closing(socket.socket(socket.AF_UNIX)) as asking:
        try:
            asking.connect(str(address))
        except OSError:
            return False
        return True
