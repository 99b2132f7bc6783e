"""kill -9 at random moments of start, indexing, export and writing, with real processes.

The moments are drawn anew each time, all over the length of a run that was measured first. The
seed is printed; ``ACCORD_KILL_SEED`` draws the same ones again, ``ACCORD_KILLS`` more than 50.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Final

import pytest

from explorer.workspace import open_workspace
from tests.journeys.killing import (
    PATIENCE,
    Place,
    built_in,
    end_of,
    is_sound,
    is_tidy,
    kill,
    members,
    window_answers,
)

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are looked up in /proc"
)

KILLS: Final = int(os.environ.get("ACCORD_KILLS", "50"))
SEED: Final = int(os.environ.get("ACCORD_KILL_SEED", "0")) or secrets.randbelow(1 << 32)
LANES: Final = 2  # processes at once


class Lane:
    """One kill after another in one place."""

    def __init__(self, name: str, number: int, folder: Path, kills: int) -> None:
        self.random = random.Random(f"{SEED} {name} {number}")
        self.number = number
        self.place = Place(folder / str(number))
        self.told: list[str] = []
        self._kills = kills

    @property
    def goes_on(self) -> bool:
        """Whether there is still something to kill."""
        return len(self.told) < self._kills

    def killed(self, command: list[str], seconds: float, *, ends: bool = False) -> str | None:
        """Kill a command within its length; what it had printed. None: it was quicker.

        ``ends``: whether it may end by itself, which a window may not.
        """
        moment = self.random.uniform(0, seconds)
        whom = self.random.choice(("parent", "child", "all"))
        process = self.place.start(command)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            kill(process, whom)
        else:
            out, err = process.communicate()
            assert ends, f"ended by itself: {out}{err}"
            assert (process.returncode, err) == (0, "")
            return None
        self.told.append(f"{whom} {moment:.2f}/{seconds:.2f}")
        if not ends:
            process.kill()  # a window goes on without its child
        out, err = process.communicate(timeout=PATIENCE)
        # A command that lost its child says so in one line.
        assert len(err.splitlines()) <= 1, err
        assert "Traceback" not in err
        assert not end_of(members(process.pid)), "children work on without their parent"
        return out


def length_of_start(place: Place) -> float:
    """Seconds from the start of a window to its last piece of work, an index included."""
    return place.took(place.command("gui", "--screenshot", place.folder / "x.png"))


def new(lane: Lane, built: Path) -> None:
    """A window makes its library: the user's own, or a named one; killed up to three times."""
    place = lane.place
    seconds = length_of_start(place)
    while lane.goes_on:
        library = lane.random.choice((place.own, place.folder / f"new{len(lane.told)}"))
        shutil.rmtree(place.own, ignore_errors=True)
        for _ in range(lane.random.randint(1, 3)):
            lane.killed(place.command(library=library), seconds)
        is_sound(place, library)


def again(lane: Lane, built: Path) -> None:
    """A window opens a library that it knows."""
    place = lane.place
    shutil.copytree(built, place.library)
    seconds = length_of_start(place)
    while lane.goes_on:
        lane.killed(place.command(), seconds)
        is_sound(place, place.library)
    window_answers(place)
    is_tidy(place)


def background(lane: Lane, built: Path) -> None:
    """A window finds no index and builds one while it answers."""
    place = lane.place
    shutil.copytree(built, place.library)
    shutil.rmtree(place.library / "index")
    seconds = length_of_start(place)
    while lane.goes_on:
        shutil.rmtree(place.library / "index")
        lane.killed(place.command(), seconds)
        is_sound(place, place.library)
    is_tidy(place)


def reindex(lane: Lane, built: Path) -> None:
    """The command builds the index."""
    place = lane.place
    shutil.copytree(built, place.library)
    seconds = place.took(place.command("reindex"))
    while lane.goes_on:
        if lane.killed(place.command("reindex"), seconds, ends=True) is not None:
            is_sound(place, place.library)
    is_tidy(place)


def export(lane: Lane, built: Path) -> None:
    """A file is written: it is there whole, or what was there before is."""
    place = lane.place
    shutil.copytree(built, place.library)
    suffixes = ((".csv", ".json"), (".pdf",))[lane.number % 2]
    targets = [place.out / f"x{suffix}" for suffix in suffixes]
    commands = [place.command("export", "--date", "2026-11-22", "--to", path) for path in targets]
    seconds = [place.took(command) for command in commands]
    whole = [path.read_bytes() for path in targets]
    while lane.goes_on:
        chosen = lane.random.randrange(len(targets))
        target = targets[chosen]
        target.unlink(missing_ok=True)
        before = lane.random.choice((None, b"old", whole[chosen]))
        if before is not None:
            target.write_bytes(before)
        if lane.killed(commands[chosen], seconds[chosen], ends=True) is not None:
            after = target.read_bytes() if target.exists() else None
            assert after in (before, whole[chosen]), "half a file"
            is_sound(place, place.library)
    place.took(commands[-1])  # the next one takes away all drafts
    assert targets[-1].read_bytes() == whole[-1]
    assert set(place.out.iterdir()) <= set(targets)


_BINDER = """
import sys
from pathlib import Path
from explorer.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
number, ids = int(sys.argv[2]), sys.argv[3:]
while True:
    number += 1
    workspace.binding.put([name for bit, name in enumerate(ids) if number >> bit & 1])
    print(number, flush=True)
"""
_PUTS = 100  # how many are waited for to measure a run


def binder(lane: Lane, built: Path) -> None:
    """Entries are put aside, one change after another: what was acknowledged is kept."""
    place = lane.place
    shutil.copytree(built, place.library)
    ids = [str(entry["id"]) for entry in built_in()["entries"]][:24]
    command = [sys.executable, "-c", _BINDER, str(place.library)]
    begun = monotonic()
    process = place.start([*command, "0", *ids])
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(_PUTS)]
    seconds = monotonic() - begun
    process.kill()
    told += process.stdout.readlines()
    process.communicate()
    last = int(told[-1])
    while lane.goes_on:
        out = lane.killed([*command, str(last), *ids], seconds)
        assert out is not None
        told = [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
        last = int(told[-1]) if told else last
        with closing(open_workspace(place.library)) as workspace:
            kept = workspace.binding.entries()
        # The next one may have been written too, without a chance to tell.
        possible = [
            tuple(name for bit, name in enumerate(ids) if number >> bit & 1)
            for number in (last, last + 1)
        ]
        assert kept in possible, f"{last} was acknowledged"
        last += possible.index(kept)
        is_sound(place, place.library)


# Of 50 kills.
SHARES: Final[dict[Callable[[Lane, Path], None], int]] = {
    new: 6,
    again: 10,
    background: 6,
    reindex: 10,
    export: 12,
    binder: 6,
}


@pytest.mark.timeout(600 * max(1, KILLS // 50))
@pytest.mark.parametrize("scenario", SHARES, ids=lambda scenario: scenario.__name__)
def test_a_kill_harms_nothing(
    scenario: Callable[[Lane, Path], None],
    library_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = scenario.__name__
    folder = tmp_path_factory.mktemp("k")
    kills = max(1, KILLS * SHARES[scenario] // (50 * LANES))
    lanes = [Lane(name, number, folder, kills) for number in range(LANES)]
    begun = monotonic()
    try:
        with ThreadPoolExecutor(LANES) as pool:
            for _ in pool.map(lambda lane: scenario(lane, library_folder), lanes):
                pass
    finally:
        moments = [moment for lane in lanes for moment in lane.told]
        with capsys.disabled():
            sys.stdout.write(
                f"\n{name}: ACCORD_KILL_SEED={SEED}, {len(moments)} kills in"
                f" {monotonic() - begun:.0f} s, at seconds of: {', '.join(moments)}\n"
            )
