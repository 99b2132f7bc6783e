"""Packs as one file: a zip of ``pack.json`` and ``documents/``. What comes in is hostile at first.

Equal packs are equal bytes: names in order, no times of this machine. Unpacking takes plain files
by the names that a pack has, and counts every byte that comes out.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NoReturn

from explorer.domain.messages import AccordError
from explorer.export.files import replacing
from explorer.export.pack import FILE_NAME

PACK_FILE: Final = "pack.json"
DOCUMENTS: Final = "documents/"
MOST_FILES: Final = 20_000
MOST_BYTES: Final = 4 << 30  # of all files together, as they come out
MOST_JSON: Final = 512 << 20  # of pack.json: 100,000 entries take a third of it

_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows
_CHUNK: Final = 1 << 20
# What Python's reader raises for a zip that is damaged or made to harm.
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, NotImplementedError, ValueError, RuntimeError, OverflowError),
)
_ENCRYPTED: Final = 0x1
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LINK: Final = re.compile("12[0-7]{4}")  # the mode of a symbolic link, in octal


def write_pack_file(
    target: Path, content: Iterable[bytes], files: Callable[[], Mapping[str, Path | bytes]]
) -> Iterator[tuple[str, int, int]]:
    """Write a pack, whole or not at all; yields what is written, and how much of how much of it.

    ``content``: pack.json in pieces; what it yields are ("writing", bytes, 0). ``files``: what
    stands in ``documents/``, by name, asked for when pack.json is written.

    Raises:
        AccordError: ``export-unwritable``.
    """
    with replacing(target) as stream, zipfile.ZipFile(stream, "w") as archive:
        written = 0
        with archive.open(_item(PACK_FILE), "w", force_zip64=True) as out:
            for piece in content:
                out.write(piece)
                written += len(piece)
                yield "writing", written, 0
        parts = {DOCUMENTS + name: part for name, part in sorted(files().items())}
        for done, (name, part) in enumerate(parts.items()):
            yield "documents", done, len(parts)
            _write(archive, _item(name), part)


def _item(name: str) -> zipfile.ZipInfo:
    item = zipfile.ZipInfo(name, _DAY)
    item.compress_type = zipfile.ZIP_DEFLATED
    item.external_attr = 0o100644 << 16
    return item


def _write(archive: zipfile.ZipFile, item: zipfile.ZipInfo, part: Path | bytes) -> None:
    if isinstance(part, bytes):
        archive.writestr(item, part)
        return
    with part.open("rb") as source, archive.open(item, "w", force_zip64=True) as out:
        while chunk := source.read(_CHUNK):
            out.write(chunk)


def unpack(path: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """Unpack a pack's file into an empty folder; yields how many of how many files are out.

    Raises:
        AccordError: ``pack-unreadable``: no zip, damaged, encrypted, a name that leads elsewhere,
            a link, a name twice, too many files, or more bytes than `MOST_BYTES`.
    """

    def refuse(reason: str) -> NoReturn:
        raise AccordError("pack-unreadable", path=path, reason=reason)

    try:
        with zipfile.ZipFile(path) as archive:
            items = archive.infolist()
            if (fault := _fault(items)) is not None:
                refuse(fault)
            (folder / DOCUMENTS).mkdir()
            left = MOST_BYTES
            for done, item in enumerate(items):
                yield done, len(items)
                if not item.is_dir():
                    room = min(left, MOST_JSON) if item.filename == PACK_FILE else left
                    left -= _take(archive, item, folder / item.filename, room, refuse)
    except _DAMAGED as error:
        refuse(f"it is damaged or no share file ({error})")
    except OSError as error:
        refuse((error.strerror or str(error)).lower())


def _fault(items: list[zipfile.ZipInfo]) -> str | None:
    """Why a list of contents is none of a pack; the names on disk are known to be plain then."""
    if len(items) > MOST_FILES:
        return f"it holds {len(items)} files, more than {MOST_FILES}"
    if sum(item.file_size for item in items) > MOST_BYTES:
        return "it is too large when unpacked"
    seen: set[str] = set()
    for item in items:
        name = item.filename
        if "\0" in item.orig_filename:
            return f"a name in it is none: {item.orig_filename[:80]!a}"
        plain = name == PACK_FILE or (
            name.startswith(DOCUMENTS) and FILE_NAME.fullmatch(name.removeprefix(DOCUMENTS))
        )
        if not plain and name != DOCUMENTS:
            return f"it holds “{name}”, which no share file has"
        if name.casefold() in seen:
            return f"it holds “{name}” twice"
        seen.add(name.casefold())
        if item.flag_bits & _ENCRYPTED:
            return "it is encrypted"
        if item.compress_type not in _PACKED:
            return f"“{name}” is packed in a way that no share file is"
        if _LINK.fullmatch(f"{item.external_attr >> 16:o}"):
            return f"“{name}” is a link"
    return None if PACK_FILE in seen else f"it holds no {PACK_FILE}"


def _take(
    archive: zipfile.ZipFile,
    item: zipfile.ZipInfo,
    target: Path,
    room: int,
    refuse: Callable[[str], NoReturn],
) -> int:
    """Unpack one file by what comes out, not by what it says of itself; how many bytes."""
    taken = 0
    with archive.open(item) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            taken += len(chunk)
            if taken > room:
                refuse(f"“{item.filename}” is too large when unpacked")
            out.write(chunk)
    return taken
