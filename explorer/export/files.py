"""Whole files or none, with what the file system refuses told as Accord's own error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from explorer import disk
from explorer.domain.messages import AccordError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``target``, replacing what was there, when the block ends well.

    After any failure ``target`` is as it was (see `disk.replacing`).

    Raises:
        AccordError: ``export-unwritable``, when the file system refuses (no right to write, disk
            full, a folder in the way).
    """
    try:
        with disk.replacing(target) as stream:
            yield stream
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AccordError("export-unwritable", path=target, reason=reason) from error


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target``, as `replacing` does."""
    with replacing(target) as stream:
        stream.write(content)
