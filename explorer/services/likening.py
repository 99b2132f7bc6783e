"""Entries that a suggestion may be about already, each with what speaks for it.

The search index gives those whose names share words with the title, those of the same parties,
type and sector; the store those that rest on the same words. Only these few are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from explorer.domain.messages import Message
from explorer.domain.query import Choice, EntryRow, Facet, Period, Query
from explorer.domain.review import Likeness, Proposal
from explorer.domain.vocabulary import Kind, Stage
from explorer.domain.when import When, parse_when
from explorer.services import vocabularies
from explorer.services.bodies import folded, is_acronym, named
from explorer.services.proposing import states_named
from explorer.services.suggesting import lexicon

if TYPE_CHECKING:
    from explorer.search.index import Index
    from explorer.search.lexicon import Lexicon

MOST: Final = 5  # that are told
LEAST: Final = 0.4  # score of those that are told
_COMPARED: Final = 24  # of each way to look for them
_MOST_WORDS: Final = 16  # of a title that are searched
_ALIKE: Final = 0.5  # of the words of both titles, in their order
_NEARLY: Final = 0.75  # from here on what differs is told, and not what is the same
_FEW: Final = 3  # words of a title: of fewer ones it says little that they stand in a longer title
_YEAR: Final = 366  # days
_LONG: Final = 800  # days: what lasts longer is no date to know a thing by
_SHORTEST_ACRONYM: Final = 3
_SMALL: Final = frozenset(
    {"a", "an", "and", "at", "between", "by", "for", "from", "in", "into", "its", "of", "on"}
    | {"or", "the", "their", "to", "under", "with"}
)


class Compared(NamedTuple):
    """How a suggestion and an entry agree: how much, from 0 to 1, and in what."""

    score: float
    why: tuple[Message, ...]


def candidates(index: Index, meaning: Lexicon, proposal: Proposal) -> list[str]:
    """The ids of entries that are worth a comparison, by the index; best first."""
    found: dict[str, None] = {}
    for query in _queries(proposal):
        answer = index.answer(query, meaning, limit=0)
        found.update(dict.fromkeys(answer.ids[:_COMPARED]))
    return list(found)


def _queries(proposal: Proposal) -> list[Query]:
    words = _searched(proposal.title)
    asked = []
    if words:
        asked.append(Query(text=" OR ".join(words)))
    states = tuple(party for party, _ in proposal.parties if party in vocabularies.states())
    if not states or not proposal.sectors:
        return asked
    same = Query(text=" OR ".join(words)) if words else Query()
    same = same.choosing(Facet.KIND, Choice((proposal.kind.value,)))
    same = same.choosing(Facet.PARTY, Choice(states, every=True))
    asked.append(same)
    day = proposal.when or proposal.due or proposal.period
    if day is not None and _short(parse_when(day)):
        near = Query(period=Period(day, day)) if "/" not in day and "[" not in day else None
        if near is not None:
            near = near.choosing(Facet.KIND, Choice((proposal.kind.value,)))
            asked.append(near.choosing(Facet.PARTY, Choice(states, every=True)))
    return asked


def _searched(title: str) -> list[str]:
    """The words by which a title is looked for: without the small ones, and without “agreement”
    and the like where others are left."""
    words = list(dict.fromkeys(word for word in folded(title).split() if word not in _SMALL))
    heads = lexicon().heads
    telling = [word for word in words if word not in heads]
    return (telling or words)[:_MOST_WORDS]


def likenesses(
    proposal: Proposal,
    rows: Iterable[EntryRow],
    resting: Mapping[str, tuple[int, int]],
) -> tuple[Likeness, ...]:
    """The entries most like a proposal, at most `MOST`, best first.

    ``resting``: of those that rest on something of its quote, the passage's start and end.
    """
    found = []
    for row in rows:
        compared = compare(proposal, row, resting.get(row.id))
        if compared.score >= LEAST:
            found.append(
                Likeness(
                    entry_id=row.id,
                    title=row.title,
                    kind=Kind(row.kind),
                    stage=Stage(row.stage),
                    when=row.when,
                    score=round(compared.score, 3),
                    why=compared.why,
                    source=row.source,
                )
            )
    found.sort(key=lambda one: (-one.score, one.title, one.entry_id))
    return tuple(found[:MOST])


def compare(proposal: Proposal, row: EntryRow, passage: tuple[int, int] | None) -> Compared:
    """How much speaks for their being the same: reasons add up, and other parties speak against."""
    reasons = [
        reason
        for reason in (
            _acronym(proposal.title, f"{row.title} ({row.short_title})"),
            _title(proposal.title, row.title),
            _passage(proposal, passage),
            _matter(proposal, row),
            _date(proposal, row),
        )
        if reason is not None
    ]
    left = 1.0
    for weight, _ in reasons:
        left *= 1.0 - weight
    score = 1.0 - left
    states = {party for party, _ in proposal.parties if party in vocabularies.states()}
    others = {party for party in row.parties if party in vocabularies.states()}
    if states and others and not states & others:
        score *= 0.3
    elif states - others and others - states:
        score *= 0.5  # with another partner it is another text
    if proposal.kind.value != row.kind:
        score *= 0.85
    if _apart(proposal, row):
        score *= 0.7
    reasons.sort(key=lambda reason: -reason[0])
    return Compared(score, tuple(message for _, message in reasons))


Reason = tuple[float, Message]


@lru_cache(maxsize=4_096)
def _acronyms(title: str) -> frozenset[str]:
    """The acronyms that are names of something: not those of states, nor “MoU” and the like."""
    heads = lexicon().heads
    found = {named(title).acronym, *(word.strip("()[]“”\"',.;:’") for word in title.split())}
    return frozenset(
        word
        for word in found
        if is_acronym(word)
        and len(word) >= _SHORTEST_ACRONYM
        and word not in heads
        and word.lower() not in heads
        and not states_named(word)
    )


def _acronym(own: str, other: str) -> Reason | None:
    shared = sorted(_acronyms(own) & _acronyms(other))
    if not shared:
        return None
    whole = {named(own).acronym, named(other).acronym}
    weight = 0.7 if whole & set(shared) else 0.35 if len(shared) == 1 else 0.6
    return weight, Message("like-acronym", {"text": ", ".join(shared)})


@lru_cache(maxsize=4_096)
def _telling(title: str) -> tuple[str, ...]:
    return tuple(word for word in folded(title).split() if word not in _SMALL)


def _title(own: str, other: str) -> Reason | None:
    """How alike two titles are, word by word in their order; an acronym behind one is no word."""
    pairs = dict.fromkeys(((own, other), (_bare(own), _bare(other))))
    reasons = [reason for pair in pairs if (reason := _words_alike(*map(_telling, pair)))]
    return max(reasons, key=lambda reason: reason[0], default=None)


def _bare(title: str) -> str:
    """A title without what stands in brackets at its end."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", title)


def _words_alike(first: tuple[str, ...], second: tuple[str, ...]) -> Reason | None:
    if not first or not second:
        return None
    own, other = _stems(first), _stems(second)
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    ratio = matcher.ratio()
    if ratio == 1.0:
        return 0.85, Message("like-title")
    blocks = matcher.get_matching_blocks()
    same = [word for low, _, size in blocks for word in first[low : low + size]]
    fewer = min(len(first), len(second))
    within = len(same) / fewer if fewer >= _FEW else 0.0
    # In another order: “Space Day of India and Korea”, “India–Korea Space Day”.
    both = set(own) & set(other)
    mixed = len(both) / len({*own, *other}) if fewer >= _FEW else 0.0
    if mixed >= _NEARLY and mixed > ratio:
        words = [word for word, stemmed in zip(first, own, strict=True) if stemmed in both]
        return 0.65 * mixed * mixed, Message("like-words", {"text": " ".join(words)})
    if ratio < _ALIKE and within < _NEARLY:
        return None
    weight = max(0.8 * ratio * ratio if ratio >= _ALIKE else 0.0, 0.5 * within * within)
    if ratio >= _NEARLY:
        differing: list[str] = []
        for tag, low, high, start, end in matcher.get_opcodes():
            if tag != "equal":
                differing += [*first[low:high], *second[start:end]]
        text = ", ".join(dict.fromkeys(differing))
        return weight, Message("like-title-but", {"text": text})
    return weight, Message("like-words", {"text": " ".join(same)})


@lru_cache(maxsize=4_096)
def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    from explorer.search.analysis import stem

    return tuple(stem(word) for word in words)


def _passage(proposal: Proposal, passage: tuple[int, int] | None) -> Reason | None:
    """The same words; a sentence that tells of several things speaks less than a part of it."""
    if passage is None:
        return None
    start, end = passage
    if (start, end) == (proposal.start, proposal.end):
        return 0.18, Message("like-passage")
    shared = min(end, proposal.end) - max(start, proposal.start)
    share = shared / max(1, min(end - start, proposal.end - proposal.start))
    return 0.15 * share, Message("like-overlap")


def _matter(proposal: Proposal, row: EntryRow) -> Reason | None:
    states = {party for party, _ in proposal.parties if party in vocabularies.states()}
    others = {party for party in row.parties if party in vocabularies.states()}
    if not states or states != others or proposal.kind.value != row.kind:
        return None
    if not set(proposal.sectors) & set(row.sectors):
        return None
    return 0.22, Message("like-matter")


def _date(proposal: Proposal, row: EntryRow) -> Reason | None:
    day = proposal.when or proposal.due or proposal.period
    if day is None or row.when is None:
        return None
    own, other = parse_when(day), parse_when(row.when)
    if not (_short(own) and _short(other)) or not own.may_fall_in(other.earliest, other.latest):
        return None
    exact = own.earliest == other.earliest and own.latest == other.latest
    return (0.25 if exact else 0.1), Message("like-date")


def _apart(proposal: Proposal, row: EntryRow) -> bool:
    """Whether both have a date, and these are a year or more from one another."""
    if proposal.when is None or row.when is None:
        return False
    own, other = parse_when(proposal.when), parse_when(row.when)
    gap = max(own.earliest, other.earliest) - min(own.latest, other.latest)
    return _short(own) and _short(other) and gap > _YEAR


def _short(day: When) -> bool:
    return not (day.open_start or day.open_end) and day.latest - day.earliest <= _LONG
