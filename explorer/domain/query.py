"""What is asked and what is answered: `Query` and `Page`, both frozen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from explorer.domain.when import When, parse_when

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.messages import Message


class Facet(StrEnum):
    """The properties by which results are counted and narrowed."""

    SECTOR = "sector"
    STAGE = "stage"
    KIND = "kind"
    PARTY = "party"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    STANDING = "standing"
    DECADE = "decade"
    TAG = "tag"


FACET_LABELS: Final = {
    Facet.SECTOR: "Sector",
    Facet.STAGE: "How firm",
    Facet.KIND: "Type",
    Facet.PARTY: "Party",
    Facet.INSTITUTION: "Body",
    Facet.DOCUMENT: "Document",
    Facet.STANDING: "Whose word",
    Facet.DECADE: "Decade",
    Facet.TAG: "Tag",
}


class Sort(StrEnum):
    """The orders of a result; without a text, relevance means by title."""

    RELEVANCE = "relevance"
    DATE = "date"
    TITLE = "title"


class Choice(msgspec.Struct, frozen=True):
    """The chosen values of one facet; ``every``: an entry must have all of them."""

    values: tuple[str, ...]
    every: bool = False


EVERY_BY_DEFAULT: Final = frozenset({Facet.PARTY})


class Period(msgspec.Struct, frozen=True):
    """A date filter: EDTF bounds, either side open; ``certain``: surely in, else may fall in."""

    start: str | None = None
    end: str | None = None
    certain: bool = False

    def days(self) -> tuple[int, int]:
        """First and last day as ordinals."""
        low: When = parse_when(self.start or "0001")
        high: When = parse_when(self.end or "9999")
        return low.earliest, high.latest


class Query(msgspec.Struct, frozen=True):
    """Everything that is asked. Drives list, facets, timeline, export and back/forward.

    ``unfinished``: the text is still being typed, its last word may go on (the window asks so).
    """

    text: str = ""
    choices: tuple[tuple[Facet, Choice], ...] = ()
    period: Period | None = None
    collection: str | None = None
    sort: Sort = Sort.RELEVANCE
    unfinished: bool = False

    def choice(self, facet: Facet) -> Choice:
        """What is chosen of a facet; without values where nothing is."""
        for name, choice in self.choices:
            if name is facet:
                return choice
        return Choice((), facet in EVERY_BY_DEFAULT)

    def choosing(self, facet: Facet, choice: Choice) -> Query:
        """This query with another choice of one facet; facets keep the order of `Facet`."""
        rest = {name: old for name, old in self.choices if name is not facet}
        if choice.values:
            rest[facet] = choice
        ordered = tuple((name, rest[name]) for name in Facet if name in rest)
        return msgspec.structs.replace(self, choices=ordered)

    def toggled(self, facet: Facet, value: str) -> Query:
        """This query with one value of a facet added or taken away."""
        old = self.choice(facet)
        kept = tuple(item for item in old.values if item != value)
        values = kept if value in old.values else (*old.values, value)
        return self.choosing(facet, Choice(values, old.every))

    @property
    def wording(self) -> str:
        """The text for a reader: “agr…” where its last word was taken as one that may go on."""
        text = self.text.strip()
        return f"{text}…" if self.unfinished and self.text[-1:].isalnum() else text

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked: the whole library answers."""
        return not (self.text.strip() or self.choices or self.period or self.collection)


class Snippet(msgspec.Struct, frozen=True):
    """A piece of text with the spans (code points within it) that matched."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class EntryRow(msgspec.Struct, frozen=True):
    """What the list, a chip and a bar show of an entry.

    ``when`` is EDTF; ``when_source`` is a milestone's id, ``period`` or empty when undated;
    ``source`` is the short title of the document behind the snippet and ``paragraph`` its
    number there; ``event`` is the dated event this undated entry is an outcome of.
    """

    id: str
    title: str
    short_title: str
    kind: str
    stage: str
    when: str | None
    when_source: str
    when_inferred: bool
    sectors: tuple[str, ...]
    parties: tuple[str, ...]
    snippet: Snippet
    source: str = ""
    paragraph: int = 0
    event: str | None = None
    score: float = 0.0
    why: tuple[str, ...] = ()


class Resting(msgspec.Struct, frozen=True):
    """An entry that rests on a passage."""

    id: str
    short_title: str


class PassageHit(msgspec.Struct, frozen=True):
    """A place in a document that matches.

    In a `Page` a sentence that no entry rests on; in a `PassagePage` a whole paragraph, with its
    best sentence and the ``entries`` that rest on something in it. ``start`` and ``end`` count
    code points.
    """

    document: str
    document_title: str
    standing: str
    paragraph: int
    start: int
    end: int
    score: float
    snippet: Snippet
    entries: tuple[Resting, ...] = ()


class Coverage(msgspec.Struct, frozen=True):
    """What of a library a search looked through.

    Of its ``documents`` some are ``without_text``, and ``behind`` are not in the index yet, as are
    ``entries_behind`` of its entries. All are zero where nothing is left out but ``documents``.
    """

    documents: int = 0
    without_text: int = 0
    behind: int = 0
    entries_behind: int = 0

    @property
    def searched(self) -> int:
        """The number of documents that were searched."""
        return self.documents - self.without_text - self.behind

    @property
    def left_out(self) -> tuple[int, int, int]:
        """The three numbers that are zero when everything was searched."""
        return self.without_text, self.behind, self.entries_behind


class Correction(msgspec.Struct, frozen=True):
    """A search text that finds more: "Did you mean …?"

    ``marks`` are the spans (code points) of ``text`` that differ from what was typed; ``total`` is
    how many entries it finds under the same filters.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    total: int


class Loosened(msgspec.Struct, frozen=True):
    """One condition of a query that found nothing, and what goes without it.

    The condition is a piece of the ``text`` as typed, or chosen ``values`` of a ``facet``, or the
    ``period``, or the ``collection``. ``query`` is the query without it, ``total`` the number of
    entries that it finds.
    """

    query: Query
    total: int
    text: str = ""
    facet: Facet | None = None
    values: tuple[str, ...] = ()
    period: Period | None = None
    collection: str = ""


class Timeline(msgspec.Struct, frozen=True):
    """Columns of the whole result, in the order of `Page.ids`.

    ``start``, ``end``: day ordinals (int32; -1 undated). ``flags``: bit 0 approximate, bit 1
    lasting, bit 2 open end, bit 3 open start, bit 4 inferred. ``stage`` and ``family``: places
    in `Stage` and `Family`; family -1 for an entry without a sector. ``event``: place in
    ``events`` of the dated event that an undated entry is an outcome of, else -1.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    stage: npt.NDArray[np.int8]
    family: npt.NDArray[np.int8]
    event: npt.NDArray[np.int32]
    events: tuple[str, ...]


class Page(msgspec.Struct, frozen=True):
    """The answer to a query: whole order, exact counts, and the first rows.

    ``ids`` holds all hits in order; ``rows`` the records of the first of them; ``marks`` the
    records that timeline and tray draw with a label, by id, also of events outside the result.
    ``hint`` tells how a text was understood that could not be taken as written; ``notice`` what
    the user must know of the answer (an index being built).

    ``understood`` is the query with the conditions of its text (``sector:space``) among the
    choices, and the rest as text: another view of the same, with the same answer.
    ``did_you_mean`` is there when little was found, ``loosened`` when nothing was: the conditions
    that bring something back when they go, the one that brings most first.
    """

    query: Query
    ids: Sequence[str]
    total: int
    undated: int
    library_entries: int
    library_documents: int
    facets: dict[Facet, tuple[tuple[str, int], ...]]
    timeline: Timeline
    rows: tuple[EntryRow, ...]
    marks: dict[str, EntryRow]
    passages: tuple[PassageHit, ...]
    revision: int
    elapsed_ms: float
    hint: str = ""
    notice: Message | None = None
    understood: Query = Query()
    coverage: Coverage = Coverage()
    did_you_mean: Correction | None = None
    loosened: tuple[Loosened, ...] = ()

    def looks_like(self, other: Page) -> bool:
        """Whether both show the same: the same answer to the same question, of one revision."""
        return (
            self.revision == other.revision
            and self.query == other.query
            and self.notice == other.notice
            and self.coverage.left_out == other.coverage.left_out
            and self.did_you_mean == other.did_you_mean
            and self.loosened == other.loosened
            and self.rows == other.rows
            and self.passages == other.passages
            and self.marks == other.marks
        )
