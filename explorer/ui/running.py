"""One run of the window: how the next one knows that it did not end as it should.

Each window that is open holds a number: a lock in the log folder, which the system takes back
however the window ends. Beside it lie a mark, taken away at a proper end, and a file for what
Python can still write when it is killed by a fault in a library.
"""

from __future__ import annotations

import faulthandler
import logging
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from explorer.disk import Lock, take_lock

log = logging.getLogger(__name__)

_MOST_WINDOWS: Final = 8
_MOST_TRACE: Final = 12_000  # characters of what a fault left behind
_FATAL: Final = "Fatal Python error"


class LastTime(NamedTuple):
    """How earlier runs ended: not properly, and with which trace of a fault, if there is one."""

    unclean: bool = False
    trace: str = ""


class Run:
    """A window's number, its mark and its file for faults; `end` takes the mark away."""

    def __init__(self, number: int, lock: Lock, folder: Path) -> None:
        self.number = number
        self._lock = lock
        self._mark = folder / f"window-{number}.open"
        self._faults: BinaryIO | None = None
        self._mark.touch()
        # Kept open, and enabled, until the process is gone: it may still fall on its way out.
        self._faults = _fault_file(folder, number).open("wb")
        faulthandler.enable(self._faults)

    def end(self) -> None:
        """This window ends as it should."""
        with suppress(OSError):
            self._mark.unlink(missing_ok=True)


def begin_run(folder: Path) -> tuple[Run | None, LastTime]:
    """Take the first free number, and look at what the last holders of free numbers left.

    No run where the folder cannot be written, or its file system knows no locks.
    """
    run, unclean, traces = None, False, []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_WINDOWS + 1):
            if run is not None and not _left_behind(folder, number):
                continue
            lock = take_lock(folder / f"window-{number}.lock")
            if lock is None:
                continue  # that window is open
            trace = _read_trace(folder, number)
            unclean |= (folder / f"window-{number}.open").exists() or _FATAL in trace
            traces.append(trace)
            if run is None:
                run = Run(number, lock, folder)
            else:
                _clean(folder, number)
                lock.release()
    except OSError as error:
        log.warning("no run begun in %s: %s", folder, error)
    return run, LastTime(unclean, "\n".join(filter(None, traces)))


def _fault_file(folder: Path, number: int) -> Path:
    return folder / f"window-{number}.fault"


def _left_behind(folder: Path, number: int) -> bool:
    return (folder / f"window-{number}.open").exists() or bool(_read_trace(folder, number))


def _read_trace(folder: Path, number: int) -> str:
    try:
        with _fault_file(folder, number).open("rb") as file:
            return file.read(_MOST_TRACE).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _clean(folder: Path, number: int) -> None:
    for path in (folder / f"window-{number}.open", _fault_file(folder, number)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
