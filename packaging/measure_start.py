"""How long the packaged program takes to start, beside a packaged empty window in the same run.

usage: measure_start.py [--folder dist/accord] [--rounds 9] [--treaties 61365] [--cold 3]

From the start of the process until the window is painted (first paint), until search, filters,
timeline and list look as they do when all has come to rest (usable), and until the reader does too
(at rest): taken from the screen of an X server, every few milliseconds. Linux only. Cold: with the
system's file cache dropped, which needs root.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the library of treaties is the benchmark's

import build  # noqa: E402
from screen import PATIENCE, SAME, Picture, Screen, differing  # noqa: E402

WORK: Final = ROOT / "build" / "start"
STEP: Final = 3  # every third pixel and row: a sample takes a third of a millisecond
PAUSE: Final = 0.002  # seconds between samples
REST: Final = 1.0  # seconds without a change: at rest
READER: Final = 900 // STEP  # where the reader begins in a new window, in sampled columns
BUDGET: Final = {"built-in": (80, 400), "treaties": (80, 700)}


def main() -> int:
    """Measure and print; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description="Measure the start of the packaged program.")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist" / "accord")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--treaties", type=int, default=61_365)
    parser.add_argument("--cold", type=int, default=3, help="rounds with an empty file cache")
    options = parser.parse_args()
    program = (options.folder / "accord").resolve()
    bare = bare_window()
    with Screen() as screen, tempfile.TemporaryDirectory() as name:
        home = Path(name)
        many = treaties(program, home, options.treaties)
        commands = {
            "bare": [str(bare)],
            "built-in": [str(program)],
            "treaties": [str(program), "--library", str(many)],
        }
        for command in commands.values():  # files in the cache, the library made
            start(screen, command, home)
        warm = rounds(screen, commands, home, options.rounds)
        tell("warm", warm)
        if options.cold and can_drop_caches():
            tell("cold", rounds(screen, commands, home, options.cold, cold=True))
        elif options.cold:
            print("cold: not measured, the file cache cannot be emptied here")
    return 0 if within_budget(warm) else 1


Start = tuple[float, float, float]  # milliseconds: first paint, usable, at rest
Times = dict[str, list[Start]]


def rounds(
    screen: Screen, commands: dict[str, list[str]], home: Path, count: int, *, cold: bool = False
) -> Times:
    """Start each command in turn, ``count`` times."""
    found: Times = {name: [] for name in commands}
    for _ in range(count):
        for name, command in commands.items():
            if cold:
                drop_caches()
            found[name].append(start(screen, command, home))
    return found


def start(screen: Screen, command: list[str], home: Path) -> Start:
    """Start a program, watch until its window is at rest, close it again.

    Raises:
        TimeoutError: it showed nothing, or does not come to rest.
    """
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        **screen.environment,
    }
    before = screen.picture(STEP)
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        seen = watch(screen, before, began)
        process.terminate()  # Accord closes its window then, as at a log-out
        process.wait(20)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    painted = next(when for when, picture in seen if differing(picture, before) > SAME)
    ready = looks_final([(when, picture[:, :READER]) for when, picture in seen])
    return painted * 1_000, ready * 1_000, looks_final(seen) * 1_000


def looks_final(seen: list[tuple[float, Picture]]) -> float:
    """The moment from which on each picture is as the last one."""
    moment, last = seen[-1]
    for when, picture in reversed(seen):
        if differing(picture, last) > SAME:
            break
        moment = when
    return moment


def watch(screen: Screen, before: Picture, began: float) -> list[tuple[float, Picture]]:
    """Each new picture with its moment in seconds since the start, until nothing more changes."""
    seen: list[tuple[float, Picture]] = []
    rested = began
    last = before
    while True:
        now = time.perf_counter()
        picture = screen.picture(STEP)
        change = differing(picture, last)
        if change:
            seen.append((now - began, picture))
            last = picture
            if change > SAME:
                rested = now
        if seen and now - rested > REST:
            return seen
        if now - began > PATIENCE:
            raise TimeoutError("no window at rest")
        time.sleep(PAUSE)


def bare_window() -> Path:
    """The packaged empty window, built when it is not there; its program."""
    folder = WORK / "bare"
    if not (folder / "bare").exists():
        spec = ROOT / "packaging" / "bare.spec"
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        subprocess.run(
            [*command, "--distpath", str(WORK), "--workpath", str(WORK / "work"), str(spec)],
            check=True,
        )
        build.strip(folder)
    return folder / "bare"


def treaties(program: Path, home: Path, count: int) -> Path:
    """A library of treaties; its index is built by the packaged program."""
    from explorer.workspace import open_workspace
    from tests.benchmarks.treaties import CSV, fill

    kept = WORK / f"treaties-{count}"
    if not (kept / "library.db").exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        workspace = open_workspace(kept)
        fill(workspace.library, count)
        workspace.close()
    if not CSV.is_file():
        print(f"{CSV} is not there: the treaties are made up")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    command = [str(program), "--library", str(kept), "reindex"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return kept


def can_drop_caches() -> bool:
    """Whether the file cache can be emptied here."""
    return os.access("/proc/sys/vm/drop_caches", os.W_OK)


def drop_caches() -> None:
    """Empty the file cache."""
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3")


def medians(times: Times) -> dict[str, Start]:
    """The medians of each command."""
    return {
        name: tuple(statistics.median(values) for values in zip(*found, strict=True))
        for name, found in times.items()
    }


def tell(title: str, times: Times) -> None:
    """Print the medians, and how far they are from the empty window's."""
    median = medians(times)
    bare = median["bare"][0]
    print(f"{title}, {len(times['bare'])} rounds: empty window {bare:.0f} ms to first paint")
    for name, values in median.items():
        if name in BUDGET:
            words = ("first paint", "usable", "at rest")
            parts = [f"{w} {v:.0f} (+{v - bare:.0f})" for w, v in zip(words, values, strict=True)]
            print(f"  {name}: {', '.join(parts)}")


def within_budget(times: Times) -> bool:
    """Whether warm starts are as fast as they have to be; says which are not."""
    median = medians(times)
    bare = median["bare"][0]
    good = True
    for name, limits in BUDGET.items():
        for what, limit, value in zip(
            ("first paint", "usable"), limits, median[name][:2], strict=True
        ):
            if value - bare > limit:
                print(f"over budget: {name}, {what}: +{value - bare:.0f} ms, allowed +{limit}")
                good = False
    return good


if __name__ == "__main__":
    sys.exit(main())
