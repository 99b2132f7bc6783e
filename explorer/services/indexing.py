"""Keeping the search index at the library's heels.

Truth is the store. What the index on disk does not know yet is replayed from the journal into
memory; a missing, damaged or far-behind index is built again in a child.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from explorer import paths
from explorer.domain.entries import Entry, Passage
from explorer.domain.labels import family_place
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.passages import paragraphs
from explorer.domain.query import Facet, Query
from explorer.domain.rules import (
    EntryWhen,
    entry_when,
    evidence_by_field,
    institution_terms,
    institutions_of,
    is_state,
    position,
)
from explorer.domain.vocabulary import STAGE_ORDER, Basis, RelationKind
from explorer.services import vocabularies
from explorer.services.children import INDEX, Child, run_child
from explorer.services.naming import Lexicons
from explorer.store import bulk, documents, entries, journal, shelving
from explorer.store.library import Library, Unit, open_library, revision
from explorer.store.peek import INDEX as INDEX_FOLDER

if TYPE_CHECKING:
    from explorer.search.index import Index
    from explorer.search.lexicon import Lexicon
    from explorer.search.sources import EntryText, ParagraphText

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


class IndexRequest(msgspec.Struct, frozen=True):
    """What the child is asked: build the index of this library there."""

    library: str
    folder: str


class IndexBuilt(msgspec.Struct, frozen=True):
    """What the child answers."""

    generation: int
    revision: int


def index_folder(library: Library) -> Path:
    """Where the index of a library lies: in it, or in the cache where it is read-only."""
    if not library.read_only:
        return library.folder / INDEX_FOLDER
    return paths.cached_index(library.folder)


class Texts:
    """Turns entries of one unit of work into what the index takes."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.documents = documents.documents(unit)
        self.institutions = documents.institutions(unit)
        self._states = vocabularies.states()

    def entries(self, batch: Sequence[Entry]) -> Iterator[EntryText]:
        """The index's view of these entries, in order."""
        used = {identifier for entry in batch for e in entry.evidence for identifier in e.passages}
        passages = documents.passages(self._unit, sorted(used))
        targets = {relation.target for entry in batch for relation in entry.relations}
        events = entries.load(self._unit, sorted(targets))
        for entry in batch:
            yield self._entry(entry, passages, events)

    def _entry(
        self, entry: Entry, passages: dict[str, Passage], related: dict[str, Entry]
    ) -> EntryText:
        from explorer.search.sources import EntryText

        own = dict.fromkeys(p for item in entry.evidence for p in item.passages if p in passages)
        quoted = [passages[identifier] for identifier in own]
        sources = tuple(dict.fromkeys(passage.document for passage in quoted))
        standing_of = {p.id: self.documents[p.document].standing for p in quoted}
        stage, _, dated = position(entry, standing_of)
        return EntryText(
            id=entry.id,
            title=_joined(entry.title, entry.short_title),
            names=self._names(entry),
            summary=_joined(entry.summary, entry.instrument, *entry.tags, entry.note),
            passages=tuple(dict.fromkeys(passage.exact for passage in quoted)),
            facets={
                Facet.SECTOR: entry.sectors,
                Facet.STAGE: (stage.value,),
                Facet.KIND: (entry.kind.value,),
                Facet.PARTY: tuple(dict.fromkeys(item.party for item in entry.parties)),
                Facet.INSTITUTION: institutions_of(entry),
                Facet.DOCUMENT: sources,
                Facet.STANDING: tuple(
                    dict.fromkeys(self.documents[name].standing.value for name in sources)
                ),
                Facet.TAG: entry.tags,
            },
            earliest=-1 if dated is None else dated.when.earliest,
            latest=-1 if dated is None else dated.when.latest,
            flags=_flags(entry, dated),
            stage=STAGE_ORDER[stage],
            family=family_place(entry.sectors),
            event=_event(entry, related) if dated is None else None,
            sort_title=entry.title.casefold(),
        )

    def _names(self, entry: Entry) -> tuple[str, ...]:
        """Names of the parties and bodies, so that a search by any of them finds the entry."""
        terms: list[str] = []
        for party in entry.parties:
            if is_state(party.party):
                state = self._states.get(party.party)
                terms += [party.printed] if state is None else [state.name(), party.printed]
        for identifier in institutions_of(entry):
            terms += institution_terms(self.institutions[identifier])
        terms += [word for place in entry.places for word in (place.name, place.printed)]
        return tuple(dict.fromkeys(filter(None, terms)))

    def paragraphs(self, ids: Iterable[str]) -> Iterator[ParagraphText]:
        """The paragraphs of these documents."""
        from explorer.search.sources import ParagraphText

        for identifier in ids:
            document = self.documents[identifier]
            text = documents.text_of(self._unit, identifier) or ""
            for number, start, end in paragraphs(text, document.body):
                yield ParagraphText(
                    document=identifier,
                    standing=document.standing.value,
                    number=number,
                    start=start,
                    end=end,
                    text=text[start:end],
                )


def _joined(*pieces: str) -> str:
    """Pieces of text as lines: the analyser leaves a gap between lines, so no phrase spans two."""
    return "\n".join(dict.fromkeys(filter(None, pieces)))


def _flags(entry: Entry, dated: EntryWhen | None) -> int:
    """The bits of `Timeline.flags`."""
    if dated is None:
        return 0
    when, source = dated
    field = "period" if source == "period" else f"milestone:{source}/when"
    support = evidence_by_field(entry).get(field)
    inferred = support is not None and support.basis is Basis.INFERRED
    bits = (when.approximate, when.lasting, when.open_end, when.open_start, inferred)
    return sum(1 << place for place, bit in enumerate(bits) if bit)


def _event(entry: Entry, related: dict[str, Entry]) -> str | None:
    """The dated entry that this undated one is an outcome of."""
    for relation in entry.relations:
        if relation.kind is RelationKind.OUTCOME_OF:
            target = related.get(relation.target)
            if target is not None and entry_when(target) is not None:
                return target.id
    return None


def build_steps(request: IndexRequest) -> Generator[Progress, None, IndexBuilt]:
    """The child's work: build a generation of what the library holds now."""
    from explorer.search.generations import build
    from explorer.search.opening import open_index

    library = open_library(Path(request.library))
    folder = Path(request.folder)
    with library.reading() as unit:
        texts = Texts(unit)
        totals = (entries.count(unit), documents.count(unit))
        made = (text for batch in entries.load_all(unit) for text in texts.entries(batch))
        yield from build(
            folder,
            made,
            texts.paragraphs(documents.documents(unit)),
            revision=revision(unit),
            totals=totals,
        )
    library.close()
    index = open_index(folder)
    return IndexBuilt(generation=index.generation, revision=index.revision)


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
