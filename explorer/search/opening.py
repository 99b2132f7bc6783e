"""From the generation in use on disk to an open index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from explorer.domain.messages import Message
from explorer.search import generations
from explorer.search.analysis import ANALYSER_VERSION
from explorer.search.columns import EntryColumns
from explorer.search.content import NO_CHANGES, Base
from explorer.search.index import Index
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.segments import Segment
from explorer.search.sources import ENTRY_WEIGHTS, PARAGRAPH_WEIGHTS
from explorer.search.storage import map_arrays

_OPENINGS: Final = 3  # a build may replace the generation while it is being opened


class IndexUnusable(Exception):  # noqa: N818  (a state of the index rather than a mistake)
    """The index cannot be used and has to be built; says why in its `Message`."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english())
        self.message = message


def empty_index() -> Index:
    """An index of nothing, of revision 0: what there is before the first generation."""
    return Index(Base.empty(), NO_CHANGES, 0)


def open_index(folder: Path) -> Index:
    """Open the generation in use. Sizes and versions are checked; `generations.verify` hashes.

    Raises:
        IndexUnusable: there is none, or it is damaged, or of another format or analyser.
    """
    for attempt in range(_OPENINGS):
        try:
            return _open(folder)
        except IndexUnusable:
            raise
        except (FileNotFoundError, PermissionError) as error:
            if not (folder / generations.CURRENT).exists():
                raise IndexUnusable(Message("index-missing")) from error
            if attempt + 1 == _OPENINGS:
                raise _damaged(error) from error
        except Exception as error:
            raise _damaged(error) from error
    raise AssertionError  # the last attempt returned or raised


def _damaged(error: Exception) -> IndexUnusable:
    reason = str(error) or type(error).__name__
    return IndexUnusable(Message("index-damaged", {"reason": reason}))


def _open(folder: Path) -> Index:
    target, manifest = generations.read_current(folder)
    if (manifest.format, manifest.analyser) != (generations.FORMAT, ANALYSER_VERSION):
        raise IndexUnusable(Message("index-outdated"))
    for name, stored in manifest.files.items():
        size = (target / name).stat().st_size
        if size != stored.size:
            raise ValueError(f"{name}: {size} bytes, not {stored.size}")
    arrays: dict[str, dict[str, Any]] = {
        name: map_arrays(target / f"{name}.arrays", layout)
        for name, layout in manifest.layouts.items()
    }
    entries, paragraphs = arrays[generations.ENTRIES], arrays[generations.PARAGRAPHS]
    base = Base(
        generation=manifest.generation,
        entries=Segment.load(entries, ENTRY_WEIGHTS),
        columns=EntryColumns.load(entries),
        paragraphs=Segment.load(paragraphs, PARAGRAPH_WEIGHTS),
        places=ParagraphColumns.load(paragraphs),
    )
    return Index(base, NO_CHANGES, manifest.revision)
