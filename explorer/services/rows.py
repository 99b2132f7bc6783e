"""The row of an entry: as it is without a search, and with the sentence that a search finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from explorer.domain.entries import Entry, Passage
from explorer.domain.query import EntryRow, Timeline
from explorer.domain.rules import evidence_by_field, position
from explorer.domain.vocabulary import Basis, Standing

if TYPE_CHECKING:
    from explorer.search.matching import Matcher

MOST_PARTIES: Final = 12  # of a row: more have no room
#: The short title of a passage's document, and the number of the paragraph that it stands in.
Cite = Callable[[Passage], tuple[str, int]]


class Shelved(NamedTuple):
    """An entry's row as it is without a search, and what a search may quote instead.

    ``texts``: the passages that the entry rests on, title and stage first, then our own summary,
    and where there is neither, as of a table's row, the parties as printed.
    """

    row: EntryRow
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]


def shelved(
    entry: Entry, passages: Sequence[Passage], standings: Mapping[str, Standing], cite: Cite
) -> Shelved:
    """An entry's plain row; ``standings`` of its passages' documents, by passage id."""
    from explorer.search.snippets import best_sentence

    quoted = tuple(passage.exact for passage in passages)
    told = entry.summary if quoted or entry.summary else _parties(entry)
    texts = (*quoted, told)
    place, snippet = best_sentence(texts, None)
    source, paragraph = _citation(passages, place, cite)
    stage, _, dated = position(entry, standings)
    by = dated.source if dated else ""
    field = "period" if by == "period" else f"milestone:{by}/when"
    support = evidence_by_field(entry).get(field)
    row = EntryRow(
        id=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        kind=entry.kind.value,
        stage=stage.value,
        when=dated.when.text if dated else None,
        when_source=by,
        when_inferred=support is not None and support.basis is Basis.INFERRED,
        sectors=entry.sectors,
        parties=tuple(item.party for item in entry.parties),
        snippet=snippet,
        source=source,
        paragraph=paragraph,
    )
    return Shelved(row, tuple(passages), texts)


def _parties(entry: Entry) -> str:
    """The parties as printed: “AIR SERVICE” alone does not tell one treaty from another."""
    return ", ".join(item.printed or item.party for item in entry.parties[:MOST_PARTIES])


def matching(own: Shelved, matcher: Matcher, cite: Cite) -> EntryRow:
    """The row with the sentence that matches best, and why it does; plain where none matches."""
    from explorer.search.snippets import best_match

    row, passages, texts = own
    matches = [matcher.matches(text) for text in texts]
    why: tuple[str, ...] = ()
    if matcher.has_reasons:
        *quoted, summary = matches
        why = matcher.reasons([*matcher.matches(row.title, "title"), *summary, *chain(*quoted)])
    best = best_match(texts, matches)
    if best is None:
        return replace(row, why=why) if why else row
    place, snippet = best
    source, paragraph = _citation(passages, place, cite)
    return replace(row, snippet=snippet, source=source, paragraph=paragraph, why=why)


def _citation(passages: Sequence[Passage], place: int, cite: Cite) -> tuple[str, int]:
    """Where the text at that place comes from: behind the passages stands our own summary."""
    return cite(passages[place]) if place < len(passages) else ("", 0)


class Outcomes:
    """Which undated entries are outcomes of which dated event, in one state of the library.

    ``events``: the event's id by the entry's. ``ids`` and ``timeline``: of the whole library.
    """

    def __init__(self, ids: Sequence[str], timeline: Timeline) -> None:
        import numpy as np

        places = np.flatnonzero(timeline.event >= 0).tolist()
        self.events = {ids[place]: timeline.events[timeline.event[place]] for place in places}
        self._rows: dict[str, tuple[EntryRow, EntryRow]] = {}

    def with_event(self, row: EntryRow) -> EntryRow:
        """A row with its event; each time the same, so that a timeline sees no change."""
        event = self.events.get(row.id)
        if event is None:
            return row
        known = self._rows.get(row.id)
        if known is None or known[0] is not row:
            known = self._rows[row.id] = row, replace(row, event=event)
        return known[1]
