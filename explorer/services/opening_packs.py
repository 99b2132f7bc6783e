"""A pack's file, or the folder of one, read with care: it comes from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk
from explorer.domain.entries import Pack
from explorer.domain.messages import AccordError, Progress
from explorer.export.pack import read_pack
from explorer.export.packfile import PACK_FILE, unpack
from explorer.services import vocabularies

_MOST_TOLD: Final = 300  # letters


class Opened(msgspec.Struct, frozen=True):
    """A pack that was read and found sound: texts and originals by the ids of its documents."""

    pack: Pack
    texts: dict[str, str]
    originals: dict[str, bytes]


def opened(path: Path) -> Generator[Progress, None, Opened]:
    """Read a pack's file, or the folder of one, in a scratch folder that goes at once.

    Raises:
        AccordError: ``pack-…``, by the name of the file, not of the place it was unpacked to.
    """
    scratch = disk.Scratch()
    try:
        folder = path
        if not path.is_dir():
            folder = scratch.path
            for done, total in unpack(path, folder):
                yield Progress("reading", done, total)
        try:
            return Opened(*read_pack(folder, vocabularies.sectors(), vocabularies.states()))
        except AccordError as error:
            told = {name: _one_line(told) for name, told in error.message.parameters.items()}
            told["path"] = str(path)
            raise AccordError(error.message.code, **told) from error
    finally:
        scratch.close()


def _one_line(text: str) -> str:
    """What a hostile pack has to say of itself, so that it can be told: short, without signs."""
    shown = text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"
    return "".join(sign if sign.isprintable() else "�" for sign in shown)


def digest_of(path: Path) -> str:
    """The SHA-256 by which a pack is known again.

    Raises:
        AccordError: ``pack-unreadable``.
    """
    try:
        with (path / PACK_FILE if path.is_dir() else path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AccordError("pack-unreadable", path=path, reason=reason) from error
