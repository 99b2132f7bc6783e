"""The steps of the smoke run in a window: keys and clicks on an X server, told from outside.

What they did is read back from the library by the command line; pictures are for the eye.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from screen import Picture, Screen
from smoke_places import Place
from smoke_steps import EMPTY_ZIP, Step, ask, ask_json, expect

QUERY: Final = "joint"
COLOURS: Final = 100  # a window with text has more, a grey one fewer
BINDER: Final = "binder"
# Qt's word that Noto Sans has no rules for Devanagari: the next font of the list has them, and
# smoke_input.py's picture shows it.
HARMLESS: Final = "OpenType support missing"
# Within the window, whatever its size: across its middle panel, and two rows of the list in it.
_LIST_X: Final = 0.45
_SECOND_ROW: Final = 0.70


class Session:
    """One window of the program, on a screen of its own."""

    def __init__(self, place: Place, pictures: Path) -> None:
        self.place, self.pictures = place, pictures
        self.screen = Screen()
        environment = {**os.environ, "DISPLAY": self.screen.display}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._log = pictures / "stderr.txt"
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._log.unlink(missing_ok=True)
        self._program: subprocess.Popen[bytes] | None = None
        self.window = ""

    def open(self, more: Mapping[str, str] | None = None) -> Picture:
        """Start the program, with these variables more; wait for its window at rest."""
        before = self.screen.picture()
        # A desktop sets a locale; without one Qt says so, at length.
        environment = {"LANG": "C.UTF-8", **self.screen.environment, **(more or {})}
        self._program = self.place.start([], environment, self._log)
        name = ("search", "--sync", "--onlyvisible", "--name", "^Accord")
        self.window = self.screen.do(*name, patience=60).splitlines()[0]
        self.screen.do("windowsize", "--sync", self.window, "1280", "800")
        return self.screen.at_rest(before, rest=3.0)  # on a slow machine too

    def key(self, *keys: str, before: Picture | None = None) -> Picture:
        """Press keys; the window at rest, changed since ``before``."""
        self.screen.do("key", "--clearmodifiers", *keys)
        return self.screen.at_rest(before)

    def click(self, across: float, down: float) -> Picture:
        """Click at a place of the window, from 0 to 1."""
        told = self.screen.do("getwindowgeometry", "--shell", self.window)
        size = dict(line.split("=") for line in told.splitlines())
        x = int(int(size["X"]) + across * int(size["WIDTH"]))
        y = int(int(size["Y"]) + down * int(size["HEIGHT"]))
        self.screen.do("mousemove", "--sync", str(x), str(y), "click", "1")
        return self.screen.at_rest()

    def shot(self, name: str) -> None:
        """Keep a picture for the eye."""
        self.screen.save(self.pictures / f"{name}.png")

    def close(self) -> str:
        """Close the window by its key; what the program said on stderr."""
        assert self._program is not None
        self.screen.do("key", "--clearmodifiers", "ctrl+q")
        code = self._program.wait(30)
        self._program = None
        expect(code == 0, f"exit code {code}")
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if HARMLESS not in line).strip()

    def windows(self) -> int:
        """How many windows of the program there are."""
        told = self.screen.do("search", "--onlyvisible", "--name", "^Accord")
        return len(told.splitlines())

    def end(self) -> None:
        """Let go of all of it, however far it came."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()
        self._manager.terminate()
        self._manager.wait()
        self.screen.__exit__(None, None, None)


def steps(place: Place, pictures: Path) -> list[Step]:
    """A short day with the window; the last step ends it, and so does a step that fails."""
    session = Session(place, pictures)

    def guarded(step: Callable[[], str]) -> Callable[[], str]:
        def run() -> str:
            try:
                return step()
            except BaseException:
                session.shot("failed")
                session.end()
                raise

        return run

    def without_display() -> str:
        done = place.run()
        expect(done.returncode == 1, f"exit code {done.returncode}")
        expect("display" in done.stderr, f"it says {done.stderr.strip()!r}")
        expect(len(done.stderr.strip().splitlines()) == 1, "more than one line")
        return done.stderr.strip()

    def open_window() -> str:
        picture = session.open()
        session.shot("1-start")
        colours = len(np.unique(picture))
        expect(colours > COLOURS, f"only {colours} colours: nothing is in it")
        return f"at rest, {colours} colours"

    def type_query() -> str:
        before = session.key("ctrl+f")
        session.screen.do("type", "--delay", "40", QUERY)
        session.screen.at_rest(before)
        session.shot("2-search")
        return f"{QUERY!r} typed, the list has changed"

    def put_aside() -> str:
        session.key("ctrl+d", before=session.screen.picture())
        session.click(_LIST_X, _SECOND_ROW)  # the first click may only close what is suggested
        session.click(_LIST_X, _SECOND_ROW)
        session.key("b")
        session.shot("3-brief")
        return "the first by keys, another by a click"

    def second_start() -> str:
        command = place.command([], session.screen.environment)
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        expect(done.returncode == 0, f"exit code {done.returncode}: {done.stderr.decode()[-300:]}")
        expect(session.windows() == 1, f"{session.windows()} windows")
        return "finds the first and leaves"

    def hand_over() -> str:
        pack = place.home / "handed over.accord"
        pack.write_bytes(EMPTY_ZIP)
        before = session.screen.picture()
        command = place.command([place.inside(pack)], session.screen.environment)
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        expect(done.returncode == 0, f"exit code {done.returncode}: {done.stderr.decode()[-300:]}")
        session.screen.at_rest(before)
        session.shot("4-share-file")
        expect(session.windows() >= 1, "the window has gone")
        session.key("Escape")
        return "goes to the running window, which answers"

    def close() -> str:
        said = session.close()
        session.end()
        expect(not said, f"on stderr: {said[-300:]}")
        return "exit code 0, nothing on stderr"

    def read_back() -> str:
        target = place.home / "binder.json"
        ask(place, "export", "--collection", BINDER, "--to", place.inside(target))
        kept = [entry["id"] for entry in json.loads(target.read_bytes())["entries"]]
        found = [hit["id"] for hit in ask_json(place, "search", QUERY)["hits"]]
        expect(len(kept) == 2, f"in the brief: {kept}")
        expect(kept[0] == found[0], f"the first is {kept[0]}, not {found[0]}")
        expect(kept[1] in found, f"{kept[1]} was not in the list")
        return f"the library holds what keys and click chose: {', '.join(kept)}"

    return [
        ("start without a display", without_display),
        ("window", guarded(open_window)),
        ("window, a search typed", guarded(type_query)),
        ("window, two entries put aside", guarded(put_aside)),
        ("window, a second start", guarded(second_start)),
        ("window, a share file handed over", guarded(hand_over)),
        ("window, closed", guarded(close)),
        ("command line after the window", read_back),
    ]
