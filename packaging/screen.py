"""A display without a monitor (Xvfb), looked at from outside: its pixels, keys and clicks.

Nothing in the program helps: what is seen is what a user would see.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
import zlib
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint32]  # rows and columns of 0xRRGGBB
WIDTH, HEIGHT = 1440, 900
SAME: Final = 0.001  # the share of pixels of a blinking cursor or the pointer, and no more
PATIENCE: Final = 30.0  # seconds


class Screen:
    """An X server of its own; ``display`` names it. The sockets are in ``/tmp/.X11-unix``."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self._folder.name,
             "-nolisten", "tcp", "-displayfd", str(write)],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()  # written when it is ready
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        with (Path(self._folder.name) / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # An X window dump: a header of big-endian numbers, colours of 12 bytes each, pixels.
        header = struct.unpack(">25I", self._memory[:100])
        start, row_bytes = header[0] + 12 * header[19], header[12]
        pixels: Picture = np.frombuffer(self._memory, "<u4", row_bytes // 4 * HEIGHT, start)
        self._pixels = pixels.reshape(HEIGHT, row_bytes // 4)[:, :WIDTH]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._folder.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to open its window here."""
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self, step: int = 1) -> Picture:
        """What is on the screen; every ``step``-th pixel of every ``step``-th row."""
        return self._pixels[::step, ::step] & np.uint32(0xFFFFFF)

    def at_rest(self, before: Picture | None = None, rest: float = 1.5) -> Picture:
        """Wait until nothing changes for ``rest`` seconds, and something is not as ``before``.

        Raises:
            TimeoutError: that does not happen.
        """
        last, since, end = self.picture(), time.monotonic(), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            time.sleep(0.05)
            now = self.picture()
            if differing(now, last) > SAME:
                since = time.monotonic()
            last = now
            if time.monotonic() - since > rest and (
                before is None or differing(now, before) > SAME
            ):
                return now
        raise TimeoutError("the window does not change" if before is not None else "no rest")

    def do(self, *arguments: str, patience: float = 20.0) -> str:
        """Run xdotool with these arguments; what it printed.

        Raises:
            subprocess.SubprocessError: it failed, or took longer than ``patience`` seconds.
        """
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=patience,
            check=True,
        )
        return done.stdout.strip()

    def save(self, target: Path) -> None:
        """Write what is on the screen as PNG."""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(png(self.picture()))


def differing(one: Picture, other: Picture) -> float:
    """The share of pixels (0 to 1) that differ."""
    return float(np.count_nonzero(one != other) / one.size)


def png(picture: Picture) -> bytes:
    """A picture as PNG."""
    height, width = picture.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # each row begins with its filter: none
    for place, shift in enumerate((16, 8, 0)):
        rows[:, 1 + place :: 3] = (picture >> np.uint32(shift)) & np.uint32(0xFF)

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
