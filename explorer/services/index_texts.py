"""From the library's records to what the index takes; the child's work of building one."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from explorer import paths
from explorer.domain.entries import Entry, Passage
from explorer.domain.labels import family_place
from explorer.domain.messages import Progress
from explorer.domain.passages import paragraphs
from explorer.domain.query import Facet
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
from explorer.store import documents, entries
from explorer.store.library import Library, Unit, open_library, revision
from explorer.store.peek import INDEX as INDEX_FOLDER

if TYPE_CHECKING:
    from explorer.search.sources import EntryText, ParagraphText


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
    from explorer.search.building import build
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
