"""What differs, in words: for the window in its language, for reports and the terminal in English.

Both say the same: a `Tongue` translates the words and writes the dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from explorer.domain.differences import Comparison, EntryChange, FieldChange, Group, How
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import (
    KIND_LABELS,
    RELATION_LABELS,
    ROLE_LABELS,
    STAGE_LABELS,
    Kind,
    RelationKind,
    Role,
    Stage,
)
from explorer.domain.wording import date_in_words

# A field by the part of its name before the colon, and for steps the one behind the slash.
FIELD_LABELS: Final = MappingProxyType(
    {
        "stage": "How firm",
        "when": "Date",
        "title": "Title",
        "short_title": "Short title",
        "kind": "Type",
        "summary": "In our words",
        "instrument": "Instrument",
        "institution": "Body",
        "period": "Covers",
        "note": "Note",
        "origin": "Where it came from",
        "order": "Order of its parts",
        "party": "Party",
        "printed": "Name of a party as printed",
        "since": "Party since",
        "until": "Party until",
        "sector": "Sector",
        "sectors": "Order of the sectors",
        "language": "Language",
        "tag": "Tag",
        "relation": "Relation",
        "place": "Place",
        "reference": "Treaty series",
        "figure": "Figure",
        "evidence": "Evidence",
        "basis": "Basis",
        "why": "Why it is inferred",
        "role": "Role",
        "milestone/stage": "Step",
        "milestone/when": "Date of a step",
        "milestone/due": "Step due",
        "milestone/as_of": "Step as of",
        "milestone/note": "Note on a step",
    }
)
HOW_LABELS: Final = MappingProxyType(
    {
        How.ADDED: "added",
        How.REMOVED: "removed",
        How.CHANGED: "changed",
        How.MOVED: "moved to another place",
    }
)
BASIS_LABELS: Final = MappingProxyType(
    {"stated": "Stated", "inferred": "Inferred", "classified": "Classified"}
)
TEXTS: Final = frozenset({"title", "short_title", "summary", "instrument", "note", "evidence"})
_DATES: Final = frozenset({"when", "period", "since", "until", "due", "as_of"})
_OF: Final = "{what} of “{name}”"


def _same(text: str) -> str:
    return text


class Tongue(NamedTuple):
    """How words are said and dates (EDTF) are written."""

    word: Callable[[str], str] = _same
    date: Callable[[str], str] = date_in_words
    language: Callable[[str], str] = _same


ENGLISH: Final = Tongue()


class Teller(NamedTuple):
    """Tells the changes of one comparison."""

    labels: Labels
    names: Mapping[str, str]
    tongue: Tongue = ENGLISH

    def what(self, change: FieldChange) -> str:
        """The field, with what it is about: "Role of “India”", "Evidence: Date"."""
        head, _, rest = change.field.partition(":")
        say = self.tongue.word
        if head in ("evidence", "basis", "why"):
            return f"{say(FIELD_LABELS[head])}: {self._supported(rest)}"
        if head in ("printed", "since", "until"):
            return self._of(say(FIELD_LABELS[head]), self._party(rest))
        if head == "milestone":
            return say(FIELD_LABELS[f"{head}/{rest.rpartition('/')[2]}"])
        return say(FIELD_LABELS[head])

    def _supported(self, field: str) -> str:
        """A field that rests on evidence, in words."""
        head, _, rest = field.partition(":")
        say = self.tongue.word
        if head == "milestone":
            return say(FIELD_LABELS[f"{head}/{rest.rpartition('/')[2]}"])
        if head in ("party", "role"):
            return self._of(say(FIELD_LABELS[head]), self._party(rest))
        if head in ("sector", "relation", "institution"):
            name = self.labels.sector(rest) if head == "sector" else self._party(rest)
            return self._of(say(FIELD_LABELS[head]), name)
        return say(FIELD_LABELS[head])

    def _of(self, what: str, name: str) -> str:
        return self.tongue.word(_OF).format(what=what, name=name)

    def _party(self, identifier: str) -> str:
        return self.names.get(identifier) or self.labels.party(identifier)

    def value(self, change: FieldChange, value: str | None) -> str:
        """One side of a change in words; empty where it is not there."""
        if value is None:
            return ""
        head, _, rest = change.field.partition(":")
        last = rest.rpartition("/")[2] if head == "milestone" else head
        say = self.tongue.word
        if last in _DATES:
            return self.tongue.date(value)
        if last == "stage":
            return say(STAGE_LABELS[Stage(value)])
        match last:
            case "kind":
                return say(KIND_LABELS[Kind(value)])
            case "party":
                return f"{self._party(rest)} ({say(ROLE_LABELS[Role(value)])})"
            case "sector":
                return self.labels.sector(value)
            case "sectors":
                return ", ".join(map(self.labels.sector, value.split()))
            case "institution":
                return self._party(value)
            case "relation":
                return f"{say(RELATION_LABELS[RelationKind(value)])}: {self._party(rest)}"
            case "basis":
                return say(BASIS_LABELS[value])
            case "language":
                return self.tongue.language(value)
        return value

    def stage(self, value: str | None) -> str:
        """How firm, in words."""
        return "" if value is None else self.tongue.word(STAGE_LABELS[Stage(value)])

    def short(self, change: EntryChange) -> str:
        """What differs of an entry in one line."""
        if change.group in (Group.NEW, Group.GONE):
            return self._one_line(change)
        if change.group is Group.STAGE:
            old, new = map(self.stage, change.stages)
            more = [name for name in self._names(change) if name != self._name("stage")]
            return "; ".join(filter(None, (f"{old} → {new}", ", ".join(more))))
        return ", ".join(self._names(change))

    def _one_line(self, change: EntryChange) -> str:
        place = 1 if change.group is Group.NEW else 0
        parts = [self.tongue.word(KIND_LABELS[Kind(change.kind)]), self.stage(change.stages[place])]
        when = change.whens[place]
        return ", ".join([*parts, *([self.tongue.date(when)] if when else [])])

    def _name(self, field: str) -> str:
        return self.tongue.word(FIELD_LABELS[field])

    def _names(self, change: EntryChange) -> list[str]:
        """The fields that differ, each sort of them once."""
        found: dict[str, None] = {}
        for item in change.changes:
            head, _, rest = item.field.partition(":")
            last = f"{head}/{rest.rpartition('/')[2]}" if head == "milestone" else head
            found[self._name(last)] = None
        return list(found)


def named(comparison: Comparison, labels: Labels, tongue: Tongue = ENGLISH) -> Teller:
    """What tells the changes of a comparison."""
    return Teller(labels, comparison.names, tongue)
