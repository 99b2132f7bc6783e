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
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk
from explorer.domain.messages import AccordError, Progress
from explorer.search.analysis import ANALYSER_VERSION
from explorer.search.columns import EntryColumns
from explorer.search.lock import BuildLock
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.segments import PIECE, Collector, Segment
from explorer.search.sources import EntryText, ParagraphText
from explorer.search.storage import Layout, write_arrays

FORMAT: Final = 1
CURRENT: Final = "CURRENT"
_NEXT: Final = f"{CURRENT}.new"
MANIFEST: Final = "manifest.json"
ENTRIES: Final = "entries"
PARAGRAPHS: Final = "paragraphs"

# The fields and what a word in them weighs.
ENTRY_WEIGHTS: Final = {"title": 3.0, "names": 1.5, "summary": 1.5, "passages": 1.0}
PARAGRAPH_WEIGHTS: Final = {"text": 1.0}

_REPLACEMENTS: Final = 50
_STEP: Final = 200  # texts between two reports of progress


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


def entry_pieces(entry: EntryText) -> dict[str, tuple[str, ...]]:
    """What of an entry is indexed, by field: lines, between which no phrase is found."""
    return {
        "title": _lines(entry.title),
        "names": _lines(*entry.names),
        "summary": _lines(entry.summary),
        "passages": _lines(*entry.passages),
    }


def paragraph_pieces(paragraph: ParagraphText) -> dict[str, tuple[str, ...]]:
    """What of a paragraph is indexed, by field."""
    return {"text": _lines(paragraph.text)}


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.split(PIECE) if line)


def build(
    folder: Path,
    entries: Iterable[EntryText],
    paragraphs: Iterable[ParagraphText],
    *,
    revision: int,
    totals: tuple[int, int] = (0, 0),
) -> Generator[Progress, None, None]:
    """Make a new generation for a revision of the library, and put it in use.

    ``totals``: how many entries and documents will come, for the reports only. Closing the
    iterator early gives the build up.

    Raises:
        AccordError: ``index-busy``, when another process builds in this folder.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with BuildLock(folder):
        _remove_others(folder, _current_number(folder))
        disk.sweep(folder)
        number = 1 + max(_generations(folder), default=0)
        target = folder / str(number)
        target.mkdir()
        try:
            layouts: dict[str, dict[str, Layout]] = {}
            yield from _build_entries(target, entries, totals[0], layouts)
            yield from _build_paragraphs(target, paragraphs, totals[1], layouts)
            yield Progress("writing", 0, 1)
            _publish(folder, target, number, revision, layouts)
        except BaseException:
            if _current_number(folder) != number:  # stopped just after it was put in use
                shutil.rmtree(target, ignore_errors=True)
            raise
        _remove_others(folder, number)
        yield Progress("writing", 1, 1)


def tidy(folder: Path) -> None:
    """Take away what a killed build left beside the generation in use."""
    number = _current_number(folder)
    try:
        disk.sweep(folder)
        # Looked at before the lock is taken: who wants to build meanwhile would be refused.
        if number and (_generations(folder) != [number] or (folder / _NEXT).exists()):
            with BuildLock(folder):
                _remove_others(folder, _current_number(folder))
                (folder / _NEXT).unlink(missing_ok=True)
    except (AccordError, OSError):
        pass  # another builds there and will tidy, or the folder is not ours to change


def _build_entries(
    target: Path, entries: Iterable[EntryText], total: int, layouts: dict[str, dict[str, Layout]]
) -> Iterator[Progress]:
    rows: list[EntryText] = []

    def texts() -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for entry in entries:
            # Without its texts: these would be held in memory to the end.
            rows.append(msgspec.structs.replace(entry, title="", names=(), summary="", passages=()))
            yield entry.id, entry_pieces(entry)

    fields = tuple(ENTRY_WEIGHTS)
    segment = yield from _index(
        target / ENTRIES, texts(), fields, "entries", lambda: len(rows), total
    )
    arrays = segment.save() | EntryColumns.of(rows).save()
    layouts[ENTRIES] = write_arrays(target / f"{ENTRIES}.arrays", arrays)


def _build_paragraphs(
    target: Path,
    paragraphs: Iterable[ParagraphText],
    total: int,
    layouts: dict[str, dict[str, Layout]],
) -> Iterator[Progress]:
    rows: list[ParagraphText] = []
    documents: set[str] = set()

    def texts() -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for paragraph in paragraphs:
            rows.append(msgspec.structs.replace(paragraph, text=""))
            documents.add(paragraph.document)
            yield f"{paragraph.document}:{paragraph.start}", paragraph_pieces(paragraph)

    fields = tuple(PARAGRAPH_WEIGHTS)
    segment = yield from _index(
        target / PARAGRAPHS, texts(), fields, "documents", lambda: len(documents), total
    )
    arrays = segment.save() | ParagraphColumns.of(rows).save()
    layouts[PARAGRAPHS] = write_arrays(target / f"{PARAGRAPHS}.arrays", arrays)


def _index(
    folder: Path,
    texts: Iterator[tuple[str, dict[str, tuple[str, ...]]]],
    fields: tuple[str, ...],
    what: str,
    done: Callable[[], int],
    total: int,
) -> Generator[Progress, None, Segment]:
    """Index texts with Whoosh and return its postings as a `Segment`; ``done`` of ``total``."""
    from explorer.search.engine import IndexWriter  # Whoosh: an index is opened without it

    writer = IndexWriter(folder, fields)
    collector = Collector(fields)
    try:
        for number, (identifier, pieces) in enumerate(texts):
            if number % _STEP == 0:
                yield Progress(what, done(), total)
            writer.add(identifier, pieces)
            collector.add(pieces)
        yield Progress("writing", 0, 1)
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
    stem_words = collector.stem_words()
    postings = {}
    for place, field in enumerate(fields):
        yield Progress("arrays", place, len(fields))
        postings[field] = writer.postings(field, stem_words, collector.bases(field))
    writer.close()
    return collector.segment(postings)


def _publish(
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


def _generations(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


def _current_number(folder: Path) -> int:
    """The generation in use, 0 for none."""
    try:
        return int((folder / CURRENT).read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _remove_others(folder: Path, kept: int) -> None:
    """Delete all generations but one; on Windows those still open stay until the next time."""
    for number in _generations(folder):
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
