"""The file system, safely, for a process that may be killed at any moment.

A file appears under its name only when it is whole. What is not whole yet bears a name of its own
and is locked by the process that makes it; the system takes the lock back however that process
ends. So the next one that writes in the same place can tell a draft that is being written from
one that nobody will finish, and takes the latter away.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_DRAFT: Final = ".accord-"
_DRAFT_ENDING: Final = ".part"
_SCRATCH: Final = "accord-scratch-"
_TRIES: Final = 20  # a sweep may take what was made a moment ago, before its maker locked it

if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _held(_handle: int) -> bool:
        return True  # what is open cannot be removed or renamed there: lock enough

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _held(handle: int) -> bool:
        try:
            return _locked(handle)
        except OSError:  # a file system without locks: there nothing is ever swept
            return True


class Lock:
    """A lock on a file, held until it is released or its process ends, however that ends.

    The file itself stays and means nothing.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def release(self) -> None:
        """Let another have it."""
        self._file.close()


def take_lock(path: Path) -> Lock | None:
    """Lock a file, which is made where it is not there; None when another has it locked.

    Raises:
        OSError: the file cannot be made, or its file system knows no locks.
    """
    file = path.open("ab")
    try:
        if _locked(file.fileno()):
            return Lock(file)
    except BaseException:
        file.close()
        raise
    file.close()
    return None


@contextmanager
def replacing(target: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``target``, replacing what was there, when the block ends well.

    They go to a draft in the same folder first; after any failure that one is removed and
    ``target`` is as it was. ``lasting``: wait until the bytes are on the disk, so that the file is
    whole even when the power fails; not for what is lost without harm.

    Raises:
        OSError: the file system refuses.
    """
    sweep(target.parent)
    draft, stream = _begun(target.parent)
    try:
        with stream:
            yield stream
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
            if sys.platform == "win32":
                stream.close()  # it moves no open file; elsewhere the lock lasts until the move
            draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def write_whole(target: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write ``content`` to ``target``, as `replacing` does."""
    with replacing(target, lasting=lasting) as stream:
        stream.write(content)


def _begun(folder: Path) -> tuple[Path, BinaryIO]:
    """A new draft, open and locked."""
    for _ in range(_TRIES):
        # A short name of its own: ".NAME.part" could be longer than the file system allows.
        draft = folder / f"{_DRAFT}{os.urandom(8).hex()}{_DRAFT_ENDING}"
        stream = draft.open("xb")
        if _held(stream.fileno()) and draft.exists():
            return draft, stream
        stream.close()
    raise FileNotFoundError(f"{folder}: drafts are taken away as they are made")


def sweep(folder: Path) -> None:
    """Take away the drafts in a folder that nobody is writing any more."""
    with suppress(OSError):  # a folder that cannot be read is told to whoever writes there
        for draft in folder.glob(f"{_DRAFT}*{_DRAFT_ENDING}"):
            with suppress(OSError):
                _remove_left(draft)


def _remove_left(draft: Path) -> None:
    if sys.platform == "win32":
        draft.unlink()  # refused while it is open
    else:
        with draft.open("rb") as stream:
            if _locked(stream.fileno()):
                draft.unlink()


class Scratch:
    """An empty folder among the system's temporary ones, until it is closed.

    What killed processes left there is taken away when the next one is made (on Windows, where a
    folder cannot be locked, by the system's own cleaning).
    """

    def __init__(self) -> None:
        _sweep_scratch(Path(tempfile.gettempdir()))
        self._handle: int | None = None
        for _ in range(_TRIES):
            self._folder = tempfile.TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True)
            self.path = Path(self._folder.name)
            with suppress(FileNotFoundError):
                self._handle = _open_folder(self.path)
                if self._handle is None or (_held(self._handle) and self.path.exists()):
                    return
            self.close()
        raise FileNotFoundError(f"{self.path}: scratch folders are taken away as they are made")

    def close(self) -> None:
        """Take the folder away with what is in it."""
        self._folder.cleanup()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


def _open_folder(path: Path) -> int | None:
    """A handle of a folder that is no link; None where folders cannot be opened.

    Raises:
        OSError: it is not there, or is another user's.
    """
    if sys.platform == "win32":
        return None
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _sweep_scratch(place: Path) -> None:
    for path in place.glob(f"{_SCRATCH}*"):
        with suppress(OSError):
            handle = _open_folder(path)
            if handle is None:
                return
            try:
                if _locked(handle):
                    shutil.rmtree(path)
            finally:
                os.close(handle)
