"""The index on disk: immutable generations, of which ``CURRENT`` names the one in use.

``folder/<n>/`` holds the two Whoosh indexes, the two files of arrays made from them, and
``manifest.json`` with versions, sizes and hashes. A generation is complete and on disk before
``CURRENT`` is replaced, so that a killed build changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk
from explorer.domain.messages import AccordError
from explorer.search.analysis import ANALYSER_VERSION
from explorer.search.lock import BuildLock
from explorer.search.storage import Layout

FORMAT: Final = 1
CURRENT: Final = "CURRENT"
_NEXT: Final = f"{CURRENT}.new"
MANIFEST: Final = "manifest.json"
ENTRIES: Final = "entries"
PARAGRAPHS: Final = "paragraphs"

_REPLACEMENTS: Final = 50


class StoredFile(msgspec.Struct, frozen=True):
    """Size in bytes and BLAKE2b hash of a file."""

    size: int
    blake2b: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a generation consists of; paths are relative to it, with ``/``."""

    format: int
    analyser: int
    generation: int
    revision: int
    files: dict[str, StoredFile]
    layouts: dict[str, dict[str, Layout]]


def tidy(folder: Path) -> None:
    """Take away what a killed build left beside the generation in use."""
    number = current_number(folder)
    try:
        disk.sweep(folder)
        # Looked at before the lock is taken: who wants to build meanwhile would be refused.
        if number and (generations_in(folder) != [number] or (folder / _NEXT).exists()):
            with BuildLock(folder):
                remove_others(folder, current_number(folder))
                (folder / _NEXT).unlink(missing_ok=True)
    except (AccordError, OSError):
        pass  # another builds there and will tidy, or the folder is not ours to change


def publish(
    folder: Path, target: Path, number: int, revision: int, layouts: dict[str, dict[str, Layout]]
) -> None:
    """Write the manifest, bring all to the disk, and let ``CURRENT`` name this generation."""
    files = {}
    for path in sorted(item for item in target.rglob("*") if item.is_file()):
        _sync(path)
        files[path.relative_to(target).as_posix()] = StoredFile(path.stat().st_size, digest(path))
    manifest = Manifest(FORMAT, ANALYSER_VERSION, number, revision, files, layouts)
    written = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    _write(target / MANIFEST, written)
    for path in (*(item for item in target.rglob("*") if item.is_dir()), target, folder):
        _sync_folder(path)
    new = folder / _NEXT
    _write(new, _current(target.name, written))
    _replace(new, folder / CURRENT)
    _sync_folder(folder)


def _current(name: str, manifest: bytes) -> bytes:
    """What ``CURRENT`` holds: the generation and the hash of its manifest."""
    return f"{name} {hashlib.blake2b(manifest).hexdigest()}\n".encode()


def digest(path: Path) -> str:
    """BLAKE2b of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(new: Path, old: Path) -> None:
    """Put a file in another's place; Windows refuses that while someone reads the old one."""
    for _ in range(_REPLACEMENTS):
        try:
            new.replace(old)
        except PermissionError:
            time.sleep(0.02)
        else:
            return
    new.replace(old)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # Windows writes folder entries itself and opens no folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def generations_in(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


def current_number(folder: Path) -> int:
    """The generation in use, 0 for none."""
    try:
        return int((folder / CURRENT).read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def remove_others(folder: Path, kept: int) -> None:
    """Delete all generations but one; on Windows those still open stay until the next time."""
    for number in generations_in(folder):
        if number != kept:
            shutil.rmtree(folder / str(number), ignore_errors=True)


def read_current(folder: Path) -> tuple[Path, Manifest]:
    """The generation in use and its manifest.

    Raises:
        FileNotFoundError: there is none.
        ValueError, IndexError: ``CURRENT`` or the manifest is damaged.
    """
    current = (folder / CURRENT).read_bytes()
    target = folder / str(int(current.split()[0]))
    written = (target / MANIFEST).read_bytes()
    if current != _current(target.name, written):
        raise ValueError(f"{target.name}/{MANIFEST}: not what {CURRENT} names")
    return target, msgspec.json.decode(written, type=Manifest)


def verify(folder: Path) -> list[str]:
    """Hash every file of the generation in use; one reason for each that is not as written."""
    try:
        target, manifest = read_current(folder)
    except (OSError, ValueError, IndexError, msgspec.MsgspecError) as error:
        return [f"{CURRENT} or {MANIFEST}: {error}"]
    reasons = []
    for name, stored in manifest.files.items():
        path = target / name
        try:
            if path.stat().st_size != stored.size:
                reasons.append(
                    f"{target.name}/{name}: {path.stat().st_size} bytes, not {stored.size}"
                )
            elif digest(path) != stored.blake2b:
                reasons.append(f"{target.name}/{name}: the content has changed")
        except OSError as error:
            reasons.append(f"{target.name}/{name}: {error.strerror or error}")
    return reasons
