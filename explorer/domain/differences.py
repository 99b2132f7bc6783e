"""Two editions of the same entries: what is new, what has gone, and what differs in the others.

Frozen values that travel as JSON. Old and new values are ids, codes, EDTF dates or texts as the
entries hold them; None for "not there". `explorer.domain.difference_words` puts them into words.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec


class Group(StrEnum):
    """What became of an entry. One that changed is counted once, in the first that applies."""

    NEW = "new"
    STAGE = "stage"
    REWORDED = "reworded"
    CHANGED = "changed"
    GONE = "gone"


GROUP_LABELS: Final = MappingProxyType(
    {
        Group.NEW: "New",
        Group.STAGE: "How firm: changed",
        Group.REWORDED: "Reworded",
        Group.CHANGED: "Changed otherwise",
        Group.GONE: "Gone",
    }
)


class How(StrEnum):
    """What became of a field; moved: its evidence, to another place with the same words."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class FieldChange(msgspec.Struct, frozen=True, gc=False):
    """One field that differs.

    ``field``: ``stage`` and ``when`` are the entry's own, as the list shows them; ``title``,
    ``short_title``, ``kind``, ``summary``, ``instrument``, ``institution``, ``period``, ``note``,
    ``origin``, ``order``; ``party:ID`` (its role), ``printed:ID``, ``since:ID``, ``until:ID``;
    ``sector:ID``, ``sectors`` (their order), ``language:CODE``, ``tag:WORD``;
    ``milestone:ID/stage``, ``/when``, ``/due``, ``/as_of``, ``/note``; ``relation:ID`` (its kind),
    ``place:ID``, ``reference:ID``, ``figure:ID``; and ``evidence:FIELD`` (the words that it rests
    on), ``basis:FIELD``, ``why:FIELD``.
    """

    field: str
    how: How
    old: str | None = None
    new: str | None = None


class EntryChange(msgspec.Struct, frozen=True, gc=False):
    """What became of one entry. ``stages`` and ``whens``: before and now, None where it is not."""

    id: str
    group: Group
    kind: str
    title: str
    titles: tuple[str | None, str | None]
    stages: tuple[str | None, str | None]
    whens: tuple[str | None, str | None]
    changes: tuple[FieldChange, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(change.field for change in self.changes)


class Edition(msgspec.Struct, frozen=True):
    """One side: its title, its version, how many entries it holds."""

    title: str
    version: int
    entries: int


class Comparison(msgspec.Struct, frozen=True):
    """Two editions side by side; ``changes`` by group, in each as the edition has them.

    ``documents``: titles of those that only the new edition holds, and only the old one.
    ``names``: how bodies, documents and other entries that the changes name are called, by id.
    """

    old: Edition
    new: Edition
    same: int
    changes: tuple[EntryChange, ...]
    documents: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    names: dict[str, str] = {}

    def counts(self) -> dict[Group, int]:
        """How many entries each group has, also those that have none."""
        found = dict.fromkeys(Group, 0)
        for change in self.changes:
            found[change.group] += 1
        return found

    def of(self, *groups: Group) -> tuple[EntryChange, ...]:
        """The entries of these groups."""
        return tuple(change for change in self.changes if change.group in groups)

    @property
    def differs(self) -> bool:
        """Whether there is any difference, also in the documents alone."""
        return bool(self.changes or any(self.documents))
