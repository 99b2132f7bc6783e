"""Before Qt starts: is there a display, and are the system libraries there that Qt needs?

Qt itself ends the process with an abort and a page of text. Here it is one line and exit code 1.
"""

from __future__ import annotations

import os
import sys
from typing import Final

# What the wheel of PySide6-Essentials 6.11 does not bring along, with Debian's packages
# (ldd in a bare Debian 12; research/qt.md, section 1).
NEEDED: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
NEEDED_BY_XCB: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def find_obstacle() -> tuple[str, dict[str, str]] | None:
    """Why no window can open here, as a message's code and parameters; None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not chosen and not _has_display():
        return "no-display", {}
    if chosen == "xcb" and not _x_server_answers():
        return "no-display", {}
    try:
        import PySide6.QtWidgets  # noqa: F401 - the linker says what it lacks
    except ImportError as error:
        library = str(error).partition(":")[0]
        if library not in NEEDED:
            raise
        return _missing(library, NEEDED[library])
    if chosen == "xcb" or not (chosen or os.environ.get("WAYLAND_DISPLAY")):
        return _missing_of(NEEDED_BY_XCB)
    return None


def _missing_of(libraries: dict[str, str]) -> tuple[str, dict[str, str]] | None:
    """The first of these libraries that cannot be loaded: Qt loads its plugin's only later."""
    import ctypes

    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            return _missing(library, package)
    return None


def _missing(library: str, package: str) -> tuple[str, dict[str, str]]:
    return "system-library", {"library": library, "package": package}


def _has_display() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _x_server_answers()


def _x_server_answers() -> bool:
    """Whether a connection to ``DISPLAY`` opens; a display on another machine is taken as there."""
    import re
    import socket

    match = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", os.environ.get("DISPLAY", ""))
    if match is None:
        return bool(os.environ.get("DISPLAY"))
    path = f"/tmp/.X11-unix/X{match.group(1)}"
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False
