"""The open index: an immutable value that answers queries.

`open_index` maps a generation into memory; `Index.with_changes` gives another index that also
knows later changes, held in memory. Scores are the same as if all had been built anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from explorer.domain.messages import Message
from explorer.domain.query import Query
from explorer.search import generations
from explorer.search.analysis import ANALYSER_VERSION
from explorer.search.answers import (
    Answer,
    ParagraphHit,
    narrows_entries,
    ordered,
    paragraph_hits,
    timeline,
)
from explorer.search.columns import UNDATED, EntryColumns
from explorer.search.content import NO_CHANGES, Base, Changes, live_entries, live_paragraphs
from explorer.search.evaluation import Mask
from explorer.search.facets import choice_masks, count_values, in_period
from explorer.search.generations import ENTRY_WEIGHTS, PARAGRAPH_WEIGHTS
from explorer.search.paragraphs import ParagraphColumns
from explorer.search.segments import Segment
from explorer.search.snippets import Matcher
from explorer.search.sources import EntryText, ParagraphText
from explorer.search.storage import ResultIds, map_arrays
from explorer.search.synonyms import Synonyms
from explorer.search.tree import Everything, Node, Parsed, replaced

_EVERYTHING: Final = Query()
_OPENINGS: Final = 3  # a build may replace the generation while it is being opened


class IndexUnusable(Exception):  # noqa: N818  (a state of the index rather than a mistake)
    """The index cannot be used and has to be built; says why in its `Message`."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english())
        self.message = message


class Index:
    """An index, immutable: safe to use from several threads."""

    def __init__(self, base: Base, changes: Changes, revision: int) -> None:
        self._base = base
        self._changes = changes
        self.revision = revision
        self.generation = base.generation
        self._columns, self._entries = live_entries(base, changes)
        self._places, self._paragraphs = live_paragraphs(base, changes)

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._entries.count

    @property
    def delta_size(self) -> int:
        """Number of changed or removed entries and paragraphs that are held in memory."""
        return self._changes.size

    def with_changes(
        self,
        revision: int,
        changed: Iterable[EntryText] = (),
        removed: Iterable[str] = (),
        *,
        paragraphs: Iterable[ParagraphText] = (),
        removed_documents: Iterable[str] = (),
    ) -> Index:
        """This index with later changes.

        ``changed``: new and changed entries; ``removed``: ids that are no more (unknown ones are
        ignored). ``paragraphs``: all paragraphs of each new or changed document.
        """
        changes = self._changes.and_entries(self._base, changed, removed)
        changes = changes.and_documents(paragraphs, removed_documents)
        return Index(self._base, changes, revision)

    def answer(
        self,
        query: Query,
        synonyms: Synonyms,
        *,
        limit: int = 50,
        within: Collection[str] | None = None,
    ) -> Answer:
        """Answer a query.

        ``limit``: most paragraphs to give. ``within``: only these entries (ids) may answer, as
        for `Query.collection`, which the index does not know.
        """
        if within is None and query == _EVERYTHING:
            return self._everything
        return self._answer(query, synonyms, limit, within)

    @cached_property
    def _everything(self) -> Answer:
        return self._answer(_EVERYTHING, Synonyms(), 0, None)

    def _answer(
        self, query: Query, synonyms: Synonyms, limit: int, within: Collection[str] | None
    ) -> Answer:
        parsed = _understood(query.text, synonyms)
        node, hint = self._completed(parsed)
        hits = self._entries.evaluate(node)
        found = hits.mask
        if query.period is not None:
            found = found & in_period(self._columns, query.period)
        if within is not None:
            found = found & self._listed(within)
        choices = choice_masks(self._columns, query)
        kept = found
        for _, mask in choices.values():
            kept = kept & mask
        order = ordered(self._columns, kept, hits.scores, query.sort)
        paragraphs: tuple[ParagraphHit, ...] = ()
        paragraph_total = 0
        if not (isinstance(node, Everything) or within is not None or narrows_entries(query)):
            paragraphs, paragraph_total = paragraph_hits(
                self._places, self._paragraphs, node, query, limit
            )
        return Answer(
            ids=ResultIds(self._columns.ids, order),
            scores=hits.scores[order].astype(np.float32),
            total=len(order),
            undated=int(np.count_nonzero(self._columns.earliest[order] == UNDATED)),
            facets=count_values(self._columns, found, choices),
            timeline=timeline(self._columns, order),
            paragraphs=paragraphs,
            paragraph_total=paragraph_total,
            hint=hint.english() if hint else "",
            matcher=Matcher(node),
        )

    def matcher(self, query: Query, synonyms: Synonyms) -> Matcher:
        """What the query looks for in a text, as in its answer."""
        node, _ = self._completed(_understood(query.text, synonyms))
        return Matcher(node)

    def _completed(self, parsed: Parsed) -> tuple[Node, Message | None]:
        """The query, its last word taken as the beginning of one where it is no word."""
        last, completion = parsed.last, parsed.completion
        if last is None or completion is None:
            return parsed.node, parsed.hint
        if self._entries.has(last) or self._paragraphs.has(last):
            return parsed.node, parsed.hint
        if not self._entries.has(completion) and not self._paragraphs.has(completion):
            return parsed.node, parsed.hint
        hint = parsed.hint or Message("hint-completed", {"text": last.typed})
        return replaced(parsed.node, last, completion), hint

    def _listed(self, ids: Iterable[str]) -> Mask:
        mask = np.zeros(self._columns.size, bool)
        numbers = self._base.numbers
        later = {name: place for place, name in enumerate(self._changes.entries)}
        first = self._base.columns.size
        for identifier in ids:
            if identifier in later:
                mask[first + later[identifier]] = True
            elif identifier in numbers:
                mask[numbers[identifier]] = True
        return mask


def _understood(text: str, synonyms: Synonyms) -> Parsed:
    """The query's text as a tree. Without a text, as at the start, no parser is imported."""
    if not text.strip():
        return Parsed(Everything())
    from explorer.search.parsing import parse

    return parse(text, synonyms)


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
