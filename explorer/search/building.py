"""Making a generation of the index from entries and paragraphs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from explorer import disk
from explorer.domain.messages import Progress
from explorer.search.columns import EntryColumns
from explorer.search.generations import (
    ENTRIES,
    PARAGRAPHS,
    current_number,
    generations_in,
    publish,
    remove_others,
)
from explorer.search.lock import BuildLock
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.segments import Collector, Segment
from explorer.search.sources import (
    ENTRY_WEIGHTS,
    PARAGRAPH_WEIGHTS,
    EntryText,
    ParagraphText,
    entry_pieces,
    paragraph_pieces,
)
from explorer.search.storage import Layout, write_arrays

_STEP: Final = 200  # texts between two reports of progress


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
        remove_others(folder, current_number(folder))
        disk.sweep(folder)
        number = 1 + max(generations_in(folder), default=0)
        target = folder / str(number)
        target.mkdir()
        try:
            layouts: dict[str, dict[str, Layout]] = {}
            yield from _build_entries(target, entries, totals[0], layouts)
            yield from _build_paragraphs(target, paragraphs, totals[1], layouts)
            yield Progress("writing", 0, 1)
            publish(folder, target, number, revision, layouts)
        except BaseException:
            if current_number(folder) != number:  # stopped just after it was put in use
                shutil.rmtree(target, ignore_errors=True)
            raise
        remove_others(folder, number)
        yield Progress("writing", 1, 1)


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
