"""`make smoke`: runs the built program where a user would, and tells each step in one line.

usage: smoke.py [--deb FILE | --folder DIR] [--pictures DIR]

With a .deb (default: the one in dist/): in a bare Debian root without Python, which debootstrap
makes once (needs root and a network, for that and for what the .deb depends on); the program itself
runs as a user and without a network. With --folder: the program's folder on this machine, as in CI
on Windows and macOS. Where Xvfb, openbox and xdotool are, also as a window: by keys and clicks.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import contents
import smoke_growing
import smoke_steps
from smoke_places import BareRoot, Folder, Place

DIST: Final = contents.ROOT / "dist"
WORK: Final = contents.ROOT / "build" / "smoke"


def main() -> int:
    """Run all steps; 1 at the first one that fails."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(description="Run the built program, step by step.")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--deb", type=Path)
    chosen.add_argument("--folder", type=Path, help="dist/accord, or dist/Accord.app")
    parser.add_argument("--pictures", type=Path, default=WORK / "pictures")
    options = parser.parse_args()
    try:
        place = prepare(options.deb, options.folder)
        steps = smoke_steps.bare(place) if isinstance(place, BareRoot) else []
        steps += smoke_steps.command_line(place)
        steps += smoke_growing.growing(place)
        if sys.platform == "linux":
            steps += window_steps(place, options.pictures)
        else:
            steps += smoke_steps.drawn(place, options.pictures)
        if isinstance(place, BareRoot):
            steps += smoke_steps.desktop(place)
        if options.folder is None:
            steps += smoke_steps.archive(WORK, DIST)
    except (OSError, RuntimeError) as error:
        print(f"FAIL  to set up: {error}")
        return 1
    print(f"in {place.description}")
    return run(steps)


def run(steps: list[tuple[str, Callable[[], str]]]) -> int:
    """Take the steps until one fails; the exit code."""
    for name, step in steps:
        began = time.monotonic()
        try:
            told = step()
        except Exception as error:  # noqa: BLE001 - whatever it is, the step has failed
            print(f"FAIL  {name}: {error or type(error).__name__}", flush=True)
            return 1
        print(f"ok    {name}: {told} ({time.monotonic() - began:.1f} s)", flush=True)
    print(f"all {len(steps)} steps")
    return 0


def prepare(deb: Path | None, folder: Path | None) -> Place:
    """The place to run in.

    Raises:
        RuntimeError: nothing is built, or what is built cannot be installed.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    if folder is not None:
        names = {"win32": "accord.com", "darwin": "Contents/MacOS/Accord"}
        program = folder / names.get(sys.platform, "accord")
        if not program.is_file():
            raise RuntimeError(f"{program} is not there: make package")
        return Folder(WORK, program)
    version = contents.version()
    found = [deb] if deb is not None else sorted(DIST.glob(f"accord_{version}_*.deb"))
    if not found or not found[0].is_file():
        raise RuntimeError(f"no .deb of version {version} in dist/: make package")
    for tool in ("debootstrap", "unshare", "chroot"):
        if shutil.which(tool) is None:
            raise RuntimeError(f"{tool} is not installed")
    return BareRoot(WORK, found[0])


def window_steps(place: Place, pictures: Path) -> list[tuple[str, Callable[[], str]]]:
    """The steps with a window on a display without a monitor."""
    missing = [name for name in ("Xvfb", "openbox", "xdotool") if shutil.which(name) is None]
    if missing:
        raise RuntimeError(f"not installed: {', '.join(missing)}")
    import smoke_window

    return smoke_window.steps(place, pictures)


if __name__ == "__main__":
    sys.exit(main())
