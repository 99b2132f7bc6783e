"""The child that reads files: what comes from outside is opened nowhere else.

It is given little memory, and little time for each file by its parent, and reads one file after
the other. What it has read it leaves in a scratch folder, file number N as ``N.json``, beside it
the bytes that were read as ``N.bin``; its progress says which are there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import msgspec

from explorer.domain.messages import AccordError, Message, Progress
from explorer.reading.found import ReadText

MEMORY_MB: Final = 3_000  # of addresses: libraries take a part of them before a file is read
READ: Final = "read"  # the progress that says: this many are done
_GIVES_WAY: Final = 3  # of the system's steps from "as any" (0) to "last" (19)


class ReadRequest(msgspec.Struct, frozen=True):
    """Read these files into the folder ``scratch``.

    Paths are bytes: a name need not be text. ``encodings``: the user's choice by the place of a
    file. ``known``: SHA-256s of files that need not be read again.
    """

    paths: tuple[bytes, ...]
    scratch: bytes
    encodings: dict[int, str] = {}
    known: frozenset[str] = frozenset()
    memory_mb: int = MEMORY_MB


class FileRead(msgspec.Struct, frozen=True):
    """What became of one file: its text, or the reason why there is none.

    Neither of both: its bytes were among the known ones.
    """

    sha256: str = ""
    size: int = 0
    text: ReadText | None = None
    refused: Message | None = None


def read_steps(request: ReadRequest) -> Generator[Progress, None, int]:
    """The child's work; the number of files that it has gone through."""
    limit_memory(request.memory_mb)
    scratch = Path(os.fsdecode(request.scratch))
    count = len(request.paths)
    for place, name in enumerate(request.paths):
        yield Progress("reading", place, count)
        found = yield from _file(Path(os.fsdecode(name)), place, scratch, request)
        target = scratch / f"{place}.json"
        target.write_bytes(msgspec.json.encode(found))
        yield Progress(READ, place + 1, count)
        if found.refused is not None and found.refused.code == "reading-memory":
            return place + 1  # what it holds would be missing for the others: another child goes on
    return count


def _file(
    path: Path, place: int, scratch: Path, request: ReadRequest
) -> Generator[Progress, None, FileRead]:
    """One file; whatever it does to its reader becomes a reason."""
    sha256, size = "", 0
    try:
        data = read_bytes(path)
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        if sha256 in request.known:
            return FileRead(sha256, size)
        from explorer.reading.reader import read

        text = yield from read(data, path.name, request.encodings.get(place))
        (scratch / f"{place}.bin").write_bytes(data)
    except AccordError as error:
        return FileRead(sha256, size, refused=error.message)
    except OSError as error:
        reason = error.strerror or str(error)
        return FileRead(sha256, size, refused=Message("reading-unreadable", {"reason": reason}))
    except MemoryError:
        most = {"most": str(request.memory_mb)}
        return FileRead(sha256, size, refused=Message("reading-memory", most))
    except RecursionError:
        deepest = {"most": str(sys.getrecursionlimit())}
        return FileRead(sha256, size, refused=Message("reading-deep", deepest))
    except Exception as error:  # noqa: BLE001 - a parser's own fault must not stop the other files
        reason = f"{type(error).__name__}: {error}"[:200]
        return FileRead(sha256, size, refused=Message("reading-crashed", {"reason": reason}))
    return FileRead(sha256, size, text)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, which has to be an ordinary one.

    Raises:
        AccordError: ``reading-large``, ``reading-missing``, ``reading-unreadable``.
    """
    from explorer.reading.reader import LARGEST

    try:
        # A pipe would keep its reader waiting for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except FileNotFoundError as error:
        raise AccordError("reading-missing") from error
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise AccordError("reading-unreadable", reason="it is no ordinary file")
        data = file.read(min(about.st_size, LARGEST) + 1)  # room is made for as much as is asked
    if len(data) > LARGEST:
        size = max(about.st_size, len(data)) // 1_000_000
        raise AccordError("reading-large", size=size, most=LARGEST // 1_000_000)
    return data


_BINARY: Final = getattr(os, "O_BINARY", 0)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than that, and give way to the window's.

    Windows knows no such limit for a process by itself: there only size and time are limited.
    """
    if sys.platform == "win32":
        return
    import resource

    most = megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    os.nice(_GIVES_WAY)


def taken(scratch: Path, place: int) -> FileRead:
    """What a child has left of one file; it is taken out of the folder but for its bytes."""
    source = scratch / f"{place}.json"
    found = msgspec.json.decode(source.read_bytes(), type=FileRead)
    source.unlink()
    return found


def room(scratch: Path) -> Iterator[Path]:
    """A folder within the scratch folder for each child that is needed, one after the other."""
    number = 0
    while True:
        place = scratch / str(number)
        place.mkdir()
        yield place
        shutil.rmtree(place, ignore_errors=True)
        number += 1


def encodings_offered() -> tuple[str, ...]:
    """The encodings that a user can choose from, the likely ones first."""
    from explorer.reading.encodings import OFFERED

    return OFFERED


def preview_of(head: bytes, encoding: str) -> str:
    """The beginning of a file as it reads in an encoding: bytes are turned into letters, no more.

    Raises:
        AccordError: ``encoding-unknown``.
    """
    from explorer.reading.encodings import preview

    return preview(head, encoding)


def beginning_of(path: Path, length: int = 4_000) -> bytes:
    """The first bytes of an ordinary file; none where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(handle, "rb") as file:
            return file.read(length) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return b""
