"""Before Qt starts: is there a display, and are the system libraries there that Qt needs?

Qt itself ends the process with an abort and a page of text. Here it is one line and exit code 1.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from typing import Final

from explorer.domain.messages import AccordError

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


def check_platform() -> None:
    """Make sure that a window can open here.

    Raises:
        AccordError: ``no-display``, ``system-library``.
    """
    if not sys.platform.startswith("linux"):
        return
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not chosen and not _has_display():
        raise AccordError("no-display")
    if chosen == "xcb" and not _x_server_answers():
        raise AccordError("no-display")
    x11 = chosen == "xcb" or (not chosen and not os.environ.get("WAYLAND_DISPLAY"))
    for library, package in (NEEDED | (NEEDED_BY_XCB if x11 else {})).items():
        try:
            ctypes.CDLL(library)
        except OSError:
            raise AccordError("system-library", library=library, package=package) from None


def _has_display() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _x_server_answers()


def _x_server_answers() -> bool:
    """Whether a connection to ``DISPLAY`` opens; a display on another machine is taken as there."""
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
