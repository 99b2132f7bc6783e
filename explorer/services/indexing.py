"""Keeping the search index at the library's heels.

Truth is the store. What the index on disk does not know yet is replayed from the journal into
memory; a missing, damaged or far-behind index is built again in a child.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.query import Query
from explorer.services.children import INDEX, Child, run_child
from explorer.services.index_texts import IndexBuilt, IndexRequest, Texts, index_folder
from explorer.services.naming import Lexicons
from explorer.store import bulk, documents, entries, journal, shelving
from explorer.store.library import Library, Unit

if TYPE_CHECKING:
    from explorer.search.index import Index
    from explorer.search.lexicon import Lexicon

# Beyond this many changes the delta in memory costs more than it saves: a new generation is due.
LARGE_DELTA: Final = 1_000
# Beyond this many changes at once only the last ones are replayed: 5,000 take some two seconds.
MOST_REPLAYED: Final = 5_000
# How many entries are searched from memory while the first generation is built.
FROM_MEMORY: Final = 2_000
# Letters of documents that are analysed in this process: numpy holds up the window for 20 ms with
# a million. More wait for the next generation, and answers tell that they are behind.
FROM_MEMORY_LETTERS: Final = 1_500_000
# The same while documents are being added: each one more has all of them joined anew.
WHILE_ADDING_LETTERS: Final = 200_000


class Indexing:
    """The index of one library: always some index to ask, and the way to a better one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.folder = index_folder(library)
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._lexicons = Lexicons()
        self._lexicon: Lexicon | None = None
        self._notice: Message | None = None
        self._letters = 0  # of documents that are held in memory
        self._waiting: dict[str, None] = {}  # documents for which there was no time yet
        self._entries_wait = False  # thousands that one import brought
        self._holds = 0
        self._again = False  # there is time for those that wait

    @contextmanager
    def held(self) -> Iterator[None]:
        """No rebuild is wanted while this lasts: more is on its way."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self._again = bool(self._waiting)

    def current(self) -> tuple[Index, Lexicon, Message | None]:
        """The index as of the library's last change, what words mean in it, and what to tell."""
        with self._lock:
            if self._index is None:
                self._index = self._opened()
            behind = self._index.revision < self._library.revision
            if self._lexicon is None or behind or self._again:
                with self._library.reading() as unit:
                    self._replay(unit)
            assert self._lexicon is not None
            return self._index, self._lexicon, self._notice

    def warm(self) -> None:
        """Get ready for the first text: its parser and the synonyms take 100 ms to make.

        And take away what a build that was killed has left in the folder.
        """
        from explorer.search.generations import tidy

        index, lexicon, _ = self.current()
        index.matcher(Query(text="a b"), lexicon)
        lexicon.names.within("ab")
        if not self.wants_rebuild:  # which tidies itself
            tidy(self.folder)

    def _opened(self) -> Index:
        from explorer.search.opening import IndexUnusable, empty_index, open_index

        self._letters, self._waiting, self._entries_wait = 0, {}, False
        try:
            index = open_index(self.folder)
        except IndexUnusable as unusable:
            self._notice = unusable.message
            return empty_index()
        self._notice = None
        return index

    def _replay(self, unit: Unit) -> None:
        assert self._index is not None
        changes = journal.since(unit, self._index.revision)
        texts = Texts(unit)
        self._lexicon = self._lexicons.of(texts.institutions, texts.documents)
        chosen, gone = self._worth_replaying(unit, changes.entries)
        # An outcome is drawn at its event: it has to know when the event's date changes.
        pointing = entries.relating_to(unit, chosen).values()
        outcomes = {source for pairs in pointing for _, source in pairs}
        chosen = (*chosen, *sorted(outcomes.difference(chosen)))
        found = entries.load(unit, chosen)
        known = documents.documents(unit)
        self._index = self._index.with_changes(
            changes.revision,
            changed=tuple(texts.entries(tuple(found.values()))),
            removed=(*gone, *(name for name in chosen if name not in found)),
            paragraphs=tuple(texts.paragraphs(self._fitting(unit, changes.documents, known))),
            removed_documents=tuple(d for d in changes.documents if d not in known),
        )

    def _worth_replaying(
        self, unit: Unit, changed: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Which entries are read now, and which of the others are there no longer.

        A table's thousands wait for the next generation, which is due then; but what was taken
        back by undo must not be found any more.
        """
        if len(changed) <= (FROM_MEMORY if self._notice else MOST_REPLAYED):
            return changed, ()
        self._entries_wait = True
        others = changed[:-FROM_MEMORY]
        there = bulk.present(unit, others)
        return changed[-FROM_MEMORY:], tuple(name for name in others if name not in there)

    def _fitting(self, unit: Unit, ids: Sequence[str], known: Container[str]) -> list[str]:
        """Those of the new and changed documents for which there is time, small ones first."""
        wanted = [name for name in {**self._waiting, **dict.fromkeys(ids)} if name in known]
        found = shelving.lengths(unit, wanted)
        most = WHILE_ADDING_LETTERS if self._holds else FROM_MEMORY_LETTERS
        self._waiting, self._again = {}, False
        fitting = []
        for name, letters in sorted(found.items(), key=lambda pair: pair[1]):
            if self._letters + letters > most:
                self._waiting[name] = None
            else:
                self._letters += letters
                fitting.append(name)
        return fitting

    @property
    def is_missing(self) -> bool:
        """Whether no index was ever built, or all of it was deleted."""
        return not (self.folder / "CURRENT").exists()

    @property
    def wants_rebuild(self) -> bool:
        """Whether a new generation is due: none is usable, or too much is only in memory."""
        index = self._index
        if self._holds:
            return False
        large = index is not None and index.delta_size > LARGE_DELTA
        waiting = bool(self._waiting) or self._entries_wait
        return self._notice is not None or waiting or large

    def rebuild(
        self, started: Callable[[Child], None] | None = None
    ) -> Generator[Progress, None, IndexBuilt]:
        """Build a new generation in a child and take it into use.

        Raises:
            AccordError: ``index-failed`` with the child's reason; the old index stays in use.
        """
        request = IndexRequest(str(self._library.folder), str(self.folder))
        try:
            built: IndexBuilt = yield from run_child(INDEX, request, IndexBuilt, started)
        except AccordError as error:
            if error.message.code.startswith("library-"):
                raise
            raise AccordError("index-failed", reason=str(error).removesuffix(".")) from error
        with self._lock:
            self._index = self._opened()
            self._lexicon = None
        return built
