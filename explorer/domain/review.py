"""A review: what a document suggests, and what the user has decided of it.

Frozen values, as the entries are. Offsets count code points of the document's stored text; dates
are EDTF text, None for "not known".
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from explorer.domain.entries import Value
from explorer.domain.messages import Message
from explorer.domain.vocabulary import Kind, Role, Stage


class Decision(StrEnum):
    """What became of a suggestion; an open one waits for its reviewer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DISMISSED = "dismissed"


class Proposal(Value, frozen=True):
    """What an entry made of a suggestion would say; all of it can be corrected.

    ``when``: at which date the stage was reached. ``due``: at which it is to come (the dialogue
    that is to be held in 2027; the stage is what is reached by now). ``period``: what it covers,
    as a plan for "2026/2030". ``parties``: states (alpha-3) and bodies by name as printed, each
    with its role. ``institutions``: bodies by name as printed; of an institution, mechanism or
    working group the body itself goes by the title. ``quote`` is ``text[start:end]``.
    """

    title: str
    kind: Kind
    stage: Stage
    start: int
    end: int
    quote: str
    when: str | None = None
    due: str | None = None
    period: str | None = None
    parties: tuple[tuple[str, Role], ...] = ()
    sectors: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()


class ReviewItem(Value, frozen=True):
    """One suggestion of a review.

    ``key`` names it within its review, for good. ``proposal`` has the user's corrections so far,
    ``suggested`` is as the rules made it; None for one that the user added. ``confidence``: from
    0 to 1, of a user's own 1. ``entry_id``: the entry that was made of it or that it was merged
    into, ``batch`` the step of the journal that decided; both None while it is open, and
    ``entry_id`` for one that was dismissed.
    """

    key: str
    proposal: Proposal
    suggested: Proposal | None = None
    why: tuple[Message, ...] = ()
    confidence: float = 1.0
    decision: Decision = Decision.OPEN
    entry_id: str | None = None
    batch: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.decision is Decision.OPEN

    @property
    def corrected(self) -> bool:
        """Whether the user has changed what the rules made."""
        return self.suggested is not None and self.suggested != self.proposal


class Review(Value, frozen=True):
    """The suggestions of one document in the order of its text.

    ``kept``: whether the library keeps them; False in a read-only one, where nothing can be
    decided and each opening makes them anew.
    """

    document: str
    title: str
    items: tuple[ReviewItem, ...] = ()
    kept: bool = True

    def _count(self, decision: Decision) -> int:
        return sum(item.decision is decision for item in self.items)

    @property
    def total(self) -> int:
        """How many suggestions there are, decided or not."""
        return len(self.items)

    @property
    def open(self) -> int:
        """How many wait."""
        return self._count(Decision.OPEN)

    @property
    def reviewed(self) -> int:
        """How many were decided."""
        return self.total - self.open

    @property
    def accepted(self) -> int:
        """How many became entries."""
        return self._count(Decision.ACCEPTED)

    @property
    def merged(self) -> int:
        """How many were merged into entries that were there."""
        return self._count(Decision.MERGED)

    @property
    def dismissed(self) -> int:
        """How many were dismissed."""
        return self._count(Decision.DISMISSED)

    def item(self, key: str) -> ReviewItem | None:
        """The suggestion with this key."""
        return next((item for item in self.items if item.key == key), None)

    def above(self, least: float) -> tuple[ReviewItem, ...]:
        """The open ones with at least this confidence: what accepting above it would take."""
        return tuple(item for item in self.items if item.is_open and item.confidence >= least)


class Waiting(msgspec.Struct, frozen=True):
    """Of a document that was opened for review: how many suggestions wait, of how many."""

    open: int
    total: int


class Likeness(msgspec.Struct, frozen=True):
    """An entry of the library that a suggestion may be about, with what speaks for it.

    ``score``: from 0 to 1; ``why``: the strongest reason first. ``source``: the short title of a
    document that the entry rests on, empty for one that rests on a table.
    """

    entry_id: str
    title: str
    kind: Kind
    stage: Stage
    when: str | None
    score: float
    why: tuple[Message, ...]
    source: str = ""


class ReviewChange(msgspec.Struct, frozen=True):
    """The review after a step, and the batch of the journal by which the step can be undone.

    ``batch`` is None where there was nothing to do (or nothing to undo, as with a correction).
    ``entries``: the entries that were made or changed.
    """

    review: Review
    batch: str | None = None
    entries: tuple[str, ...] = ()
