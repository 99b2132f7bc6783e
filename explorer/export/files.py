"""Whole files or none: what is written appears under its name only when it is complete."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from explorer.domain.messages import AccordError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``target``, replacing what was there, when the block ends well.

    They go to a temporary file in the same folder first; after any failure that one is removed
    and ``target`` is as it was.

    Raises:
        AccordError: ``export-unwritable``, when the file system refuses (no right to write, disk
            full, a folder in the way).
    """
    # A short name of its own: ".NAME.part" could be longer than the file system allows.
    temporary = target.with_name(f"{_mark(os.getpid())}{secrets.token_hex(8)}.part")
    try:
        with _removed_on_failure(temporary), temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()  # before the rename: Windows moves no open file
            temporary.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AccordError("export-unwritable", path=target, reason=reason) from error


def _mark(process: int) -> str:
    """What the temporary files of a process begin with."""
    return f".accord-{process}-"


def remove_drafts(target: Path, process: int) -> None:
    """Take away what a killed process left of ``target``."""
    for draft in target.parent.glob(f"{_mark(process)}*.part"):
        with suppress(OSError):
            draft.unlink()


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target``, as `replacing` does."""
    with replacing(target) as stream:
        stream.write(content)
