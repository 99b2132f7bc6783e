"""Input methods in the package: Korean and Hindi typed through IBus into the running window.

usage: smoke_input.py [--folder dist/accord] [--pictures DIR]

Needs Xvfb, openbox, xdotool, dbus-run-session and IBus with its engines for Korean and Hindi (on
Debian: apt install dbus ibus ibus-hangul ibus-m17n). What was typed is told by what it finds: the
first entry is put aside by a key, and read back by the command line.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import smoke
from screen import Screen
from smoke_places import Folder
from smoke_steps import ask, ask_json, expect
from smoke_window import BINDER, Session

# The engine, a key that turns it on (or none), the keys that are typed, and what they write.
INPUTS: Final = {
    "Korean": ("hangul", "shift+space", "qksehcp", "반도체"),
    "Hindi": ("m17n:hi:inscript2", "", "Dxljfkd<", "अंतरिक्ष"),
}
_IN_SESSION: Final = "ACCORD_INPUT_SESSION"


def main() -> int:
    """Type in each script; 1 when one of them does not arrive."""
    parser = argparse.ArgumentParser(description="Type Korean and Hindi into the built program.")
    parser.add_argument("--folder", type=Path, default=smoke.DIST / "accord")
    parser.add_argument("--pictures", type=Path, default=smoke.WORK / "pictures")
    options = parser.parse_args()
    needed = ("Xvfb", "openbox", "xdotool", "dbus-run-session", "ibus-daemon", "ibus")
    missing = [name for name in needed if shutil.which(name) is None]
    if missing:
        print(f"FAIL  to set up: not installed: {', '.join(missing)}")
        return 1
    if _IN_SESSION not in os.environ:  # once more, with a message bus of its own
        command = ["dbus-run-session", "--", sys.executable, *sys.argv]
        return subprocess.run(command, env={**os.environ, _IN_SESSION: "1"}, check=False).returncode
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CONFIG_HOME"] = name  # IBus's own settings, not the user's
        os.environ["GSETTINGS_BACKEND"] = "memory"
        return smoke.run([(script, typed(script, options)) for script in INPUTS])


def typed(script: str, options: argparse.Namespace) -> Callable[[], str]:
    """The step that types in one script."""
    engine, toggle, keys, text = INPUTS[script]

    def step() -> str:
        place = Folder(smoke.WORK, options.folder / "accord")
        ask_json(place, "info")  # makes the library
        session = Session(place, options.pictures)
        daemon = start_ibus(session.screen, engine)
        try:
            place.network_off = False  # a network namespace would hide the message bus
            # The second says where the daemon listens: that is written among IBus's settings.
            names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME")
            bus = {name: os.environ[name] for name in names}
            session.open({**bus, "QT_IM_MODULE": "ibus"})
            before = session.key("ctrl+f")
            if toggle:
                session.screen.do("key", toggle)
            session.screen.do("type", "--delay", "120", keys)
            session.screen.at_rest(before)
            session.shot(f"input-{script}")
            session.key("End")  # ends what is being composed
            session.key("ctrl+d")
            session.close()
        finally:
            session.end()
            daemon.terminate()
            daemon.wait()
        target = place.home / "binder.json"
        ask(place, "export", "--collection", BINDER, "--to", place.inside(target))
        kept = [entry["id"] for entry in json.loads(target.read_bytes())["entries"]]
        found = [hit["id"] for hit in ask_json(place, "search", text)["hits"]]
        latin = [hit["id"] for hit in ask_json(place, "search", keys)["hits"]]
        expect(found and found != latin, f"{text} finds nothing of its own")
        expect(kept == found[:1], f"put aside: {kept}, {text} finds {found[:1]}")
        return f"{keys} through {engine} is {text}, and finds {kept[0]}"

    return step


def start_ibus(screen: Screen, engine: str) -> subprocess.Popen[bytes]:
    """IBus on this screen, with an engine chosen.

    Raises:
        RuntimeError: the engine is not there.
    """
    environment = {**os.environ, "DISPLAY": screen.display}
    daemon = subprocess.Popen(
        ["ibus-daemon", "--xim", "--replace", "--panel", "disable"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 30
    while time.monotonic() < end:
        # Its exit code is no answer: it is 1 where only the keyboard's layout cannot be set.
        subprocess.run(
            ["ibus", "engine", engine], env=environment, check=False, capture_output=True
        )
        chosen = subprocess.run(
            ["ibus", "engine"], env=environment, check=False, capture_output=True, text=True
        )
        if chosen.stdout.strip() == engine:
            return daemon
        time.sleep(0.3)
    daemon.terminate()
    raise RuntimeError(f"IBus has no engine {engine}")


if __name__ == "__main__":
    sys.exit(main())
