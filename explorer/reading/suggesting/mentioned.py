"""What a sentence mentions beside what its clauses tell, and how both go together."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.meetings import mentioned_events
from explorer.reading.suggesting.named import (
    mentioned_bodies,
    mentioned_negotiations,
    mentioned_with_verb,
)
from explorer.reading.suggesting.tokens import Token, word_set

_MEANS: Final = frozenset(["through", "under", "via", "including", "within", "part"])
_UNNAMED: Final = frozenset([Kind.COMMITMENT, Kind.EVENT, Kind.INITIATIVE])
_TIES: Final = word_set(
    "by of to between with hosted",
)
_TEXTS: Final = frozenset([Kind.MOU, Kind.AGREEMENT, Kind.DECLARATION])
_DONE: Final = frozenset([Stage.SIGNED, Stage.LAUNCHED, Stage.IN_FORCE])
_BY: Final = frozenset(["through", "under", "via", "within"])
FEW: Final = 7  # words of an aim that say little beside the means
AFTER: Final = 8  # words of a matter before what is told beside it


def mentioned(tokens: tuple[Token, ...], context: Context) -> list[Draft]:
    """All that a sentence mentions beside what its clauses tell."""
    return [
        *mentioned_events(tokens, context),
        *mentioned_with_verb(tokens, context),
        *mentioned_negotiations(tokens, context),
        *mentioned_bodies(tokens, context),
    ]


def with_mentioned(main: list[Draft], others: list[Draft]) -> list[Draft]:
    """What the clauses of a sentence tell, and what it mentions beside that."""
    drafts = list(main)
    for draft in others:
        about = next((i for i, old in enumerate(drafts) if _same_thing(draft, old)), None)
        if about is None or (draft.stage is Stage.NEGOTIATING and _is_aside(draft, drafts[about])):
            drafts.append(draft)
        elif draft.mention and drafts[about].stage is Stage.MENTIONED and draft.stage in _DONE:
            drafts[about] = drafts[about]._replace(stage=draft.stage, about=draft.about)
        elif draft.stage is Stage.NEGOTIATING and drafts[about].kind in _UNNAMED:
            old = drafts[about]
            begun = old.stage in (Stage.LAUNCHED, Stage.COMPLETED)
            stage = draft.stage if begun else old.stage
            drafts[about] = old._replace(kind=draft.kind, named=draft.named, stage=stage)
    means = [draft for draft in drafts if draft.mention and draft.kind is not Kind.EVENT]
    return [draft for draft in drafts if not any(_only_by(draft, other) for other in means)]


def _only_by(draft: Draft, means: Draft) -> bool:
    """“Deepen ties in farming through the Seeds Dialogue”: the Dialogue is all there is to tell."""
    if draft.mention or draft.kind is not Kind.COMMITMENT or draft.stage is Stage.COMPLETED:
        return False
    before = [token for token in draft.quoted if token.start < means.named[0].start]
    after = [token for token in draft.quoted if token.start > means.named[-1].start]
    at = next((i for i, token in enumerate(reversed(before[-3:]), 1) if token.lower in _BY), 0)
    if not at or not (after or draft.quoted[-1] == means.named[-1]):
        return False
    aim = [token for token in before[:-at] if token.start >= draft.named[0].start]
    few = 1 if before[-at].lower in ("under", "within") else FEW
    return len(aim) <= few and not any(token.text[0].isdigit() for token in aim)


def _is_aside(draft: Draft, other: Draft) -> bool:
    """“Ties in farming, …, including talks on a treaty”: the treaty is beside the matter."""
    return sum(token.start < draft.named[0].start for token in other.named) > AFTER


def _head_end(draft: Draft) -> int:
    """Where what names a draft ends before “to”, “on”, “for”."""
    for before, token in pairwise(draft.named):
        if token.lower in _TIES or token.lower in ("on", "for", "in"):
            return before.end
    return draft.named[-1].end


def _same_thing(draft: Draft, other: Draft) -> bool:
    """Whether what is mentioned is what a clause of the sentence is about already."""
    first, last = draft.named[0], draft.named[-1]
    overlaps = first.start < other.named[-1].end and other.named[0].start < last.end
    inside = other.quoted[0].start <= first.start < other.quoted[-1].end
    if draft.kind is Kind.EVENT and other.kind is Kind.EVENT:
        return overlaps or inside
    if draft.stage is Stage.NEGOTIATING:
        return inside
    within = other.named[0].start <= first.start and last.end <= other.named[-1].end
    if within and other.kind in _TEXTS and draft.kind is Kind.EVENT:
        return True  # “the Terms of Reference for the Naval Talks”
    if other.kind is Kind.MEMBERSHIP and draft.kind is Kind.PARTNERSHIP:
        return overlaps
    if any(t.lower in _MEANS for t in other.named if t.start < first.start) and draft.mention:
        return False  # “ties in farming through the Seeds Dialogue”: beside the matter
    if last.end == other.named[-1].end or last.end == _head_end(other):
        return draft.mention or draft.kind is Kind.EVENT
    return overlaps and draft.kind is other.kind
