"""What an index holds: a generation on disk, and later changes in memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from explorer.search.columns import EntryColumns
from explorer.search.evaluation import Texts
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


class Base:
    """What a generation holds; immutable. Generation 0 is that of an empty index."""

    def __init__(
        self,
        generation: int,
        entries: Segment,
        columns: EntryColumns,
        paragraphs: Segment,
        places: ParagraphColumns,
    ) -> None:
        self.generation = generation
        self.entries = entries
        self.columns = columns
        self.paragraphs = paragraphs
        self.places = places

    @classmethod
    def empty(cls) -> Base:
        """A base without anything."""
        entries, paragraphs = Collector(ENTRY_WEIGHTS), Collector(PARAGRAPH_WEIGHTS)
        nothing, nowhere = EntryColumns.of(()), ParagraphColumns.of(())
        return cls(0, entries.segment(), nothing, paragraphs.segment(), nowhere)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each entry, by id."""
        return {identifier: number for number, identifier in enumerate(self.columns.ids)}


class Changes(NamedTuple):
    """Entries and documents as they are now, and those of the base that count no more.

    ``gone``: ids of entries of the base that changed or were removed; ``gone_documents``: the
    same for documents, whose paragraphs change together.
    """

    entries: dict[str, EntryText]
    gone: frozenset[str]
    documents: dict[str, tuple[ParagraphText, ...]]
    gone_documents: frozenset[str]

    @property
    def size(self) -> int:
        """Number of entries and paragraphs that are held in memory or count no more."""
        return len(self.entries) + len(self.gone) + sum(map(len, self.documents.values()))

    def and_entries(
        self, base: Base, changed: Iterable[EntryText], removed: Iterable[str]
    ) -> Changes:
        """These changes, and then entries changed or new, and ids that are no more."""
        entries, gone = dict(self.entries), set(self.gone)
        for entry in changed:
            entries[entry.id] = entry
            gone.add(entry.id)
        for identifier in removed:
            entries.pop(identifier, None)
            gone.add(identifier)
        return self._replace(entries=entries, gone=frozenset(gone & base.numbers.keys()))

    def and_documents(self, paragraphs: Iterable[ParagraphText], removed: Iterable[str]) -> Changes:
        """These changes, and then documents with all their paragraphs, and those no more."""
        rows: dict[str, list[ParagraphText]] = {}
        for paragraph in paragraphs:
            rows.setdefault(paragraph.document, []).append(paragraph)
        no_more = frozenset(removed)
        documents = self.documents | {name: tuple(found) for name, found in rows.items()}
        return self._replace(
            documents={name: found for name, found in documents.items() if name not in no_more},
            gone_documents=self.gone_documents | rows.keys() | no_more,
        )


NO_CHANGES: Final = Changes({}, frozenset(), {}, frozenset())


def live_entries(base: Base, changes: Changes) -> tuple[EntryColumns, Texts]:
    """The entries of both, those of the base first; the ones gone are not live."""
    if not changes.entries and not changes.gone:
        return base.columns, Texts((base.entries,), ENTRY_WEIGHTS)
    entries = list(changes.entries.values())
    collector = Collector(ENTRY_WEIGHTS)
    for entry in entries:
        collector.add(entry_pieces(entry))
    columns = base.columns.joined(EntryColumns.of(entries))
    live = np.ones(columns.size, bool)
    live[[base.numbers[identifier] for identifier in changes.gone]] = False
    return columns, Texts((base.entries, collector.segment()), ENTRY_WEIGHTS, live)


def live_paragraphs(base: Base, changes: Changes) -> tuple[ParagraphColumns, Texts]:
    """The paragraphs of both, those of the base first; the ones gone are not live."""
    if not changes.documents and not changes.gone_documents:
        return base.places, Texts((base.paragraphs,), PARAGRAPH_WEIGHTS)
    rows = [row for document in changes.documents.values() for row in document]
    collector = Collector(PARAGRAPH_WEIGHTS)
    for row in rows:
        collector.add(paragraph_pieces(row))
    gone = np.array([name in changes.gone_documents for name in base.places.documents], bool)
    live = np.concatenate((~gone[base.places.document], np.ones(len(rows), bool)))
    places = base.places.joined(ParagraphColumns.of(rows))
    return places, Texts((base.paragraphs, collector.segment()), PARAGRAPH_WEIGHTS, live)
