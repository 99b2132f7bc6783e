"""Two states of one entry, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from explorer.domain.differences import EntryChange, FieldChange, Group, How
from explorer.domain.entries import (
    Document,
    Entry,
    Evidence,
    Figure,
    Origin,
    Passage,
    Place,
    Record,
    Reference,
)
from explorer.domain.rules import Position, evidence_by_field, position, supported_fields
from explorer.domain.vocabulary import Standing

_TEXTS: Final = ("title", "short_title", "kind", "summary", "instrument", "institution", "period")
_WORDING: Final = frozenset({"title", "short_title", "summary", "instrument", "note"})


class Footing(NamedTuple):
    """What the evidence of one side names, by id."""

    passages: Mapping[str, Passage]
    records: Mapping[str, Record]
    documents: Mapping[str, Document]

    def standings(self, entry: Entry) -> dict[str, Standing]:
        """The standing of the document of each passage that an entry rests on."""
        found = {}
        for item in entry.evidence:
            for name in item.passages:
                passage = self.passages.get(name)
                if passage is not None and passage.document in self.documents:
                    found[name] = self.documents[passage.document].standing
        return found

    def position(self, entry: Entry) -> Position:
        """Where an entry stands: its stage and date by all rules."""
        return position(entry, self.standings(entry))

    def rests(self, item: Evidence) -> tuple[tuple[object, ...], ...]:
        """The places that a piece of evidence names, the same whatever they are called."""
        found: list[tuple[object, ...]] = []
        for passage in (self.passages.get(name) for name in item.passages):
            if passage is not None:
                document = self.documents.get(passage.document)
                text = passage.document if document is None else document.text_sha256
                found.append((text, passage.start, passage.end, passage.exact, passage.orphaned))
        cells = [self.records[name] for name in item.records if name in self.records]
        found += [(cell.file_sha256, cell.row, cell.column, cell.printed) for cell in cells]
        return tuple(sorted(found, key=repr))

    def words(self, item: Evidence) -> str:
        """What stands there."""
        quoted = [self.passages[name].exact for name in item.passages if name in self.passages]
        printed = [self.records[name].printed for name in item.records if name in self.records]
        return "\n".join((*quoted, *printed))


def arrived(entry: Entry, footing: Footing) -> EntryChange:
    """An entry that only the new edition has."""
    return _whole(entry, footing, Group.NEW)


def gone(entry: Entry, footing: Footing) -> EntryChange:
    """An entry that only the old edition has."""
    return _whole(entry, footing, Group.GONE)


def _whole(entry: Entry, footing: Footing, group: Group) -> EntryChange:
    at = footing.position(entry)
    when = None if at.dated is None else at.dated.when.text
    title, stage, day = (
        (value, None) if group is Group.GONE else (None, value)
        for value in (entry.title, at.stage.value, when)
    )
    return EntryChange(entry.id, group, entry.kind.value, entry.title, title, stage, day)


def differing(old: Entry, new: Entry, before: Footing, now: Footing) -> EntryChange | None:
    """What differs between two states of an entry; None where nothing does that can be told."""
    was, is_ = before.position(old), now.position(new)
    whens = tuple(None if at.dated is None else at.dated.when.text for at in (was, is_))
    found = [
        *_one("stage", was.stage.value, is_.stage.value),
        *_one("when", *whens),
        *_fields(old, new),
        *_evidence(old, new, before, now),
    ]
    if not found:
        if _bare(old) == _bare(new):
            return None
        found = [FieldChange("order", How.CHANGED)]
    group = Group.CHANGED
    if was.stage != is_.stage:
        group = Group.STAGE
    elif any(item.field in _WORDING for item in found):
        group = Group.REWORDED
    return EntryChange(
        id=old.id,
        group=group,
        kind=new.kind.value,
        title=old.title,
        titles=(old.title, new.title),
        stages=(was.stage.value, is_.stage.value),
        whens=(whens[0], whens[1]),
        changes=tuple(found),
    )


def _bare(entry: Entry) -> Entry:
    """An entry without what is compared by content, and without the import that wrote it."""
    return replace(entry, evidence=(), origin=Origin())


def _one(field: str, old: str | None, new: str | None) -> Iterator[FieldChange]:
    """The change of one value; empty is as not there."""
    old, new = old or None, new or None
    if old != new:
        how = How.ADDED if old is None else How.REMOVED if new is None else How.CHANGED
        yield FieldChange(field, how, old, new)


def _fields(old: Entry, new: Entry) -> Iterator[FieldChange]:
    for name in _TEXTS:
        yield from _one(name, getattr(old, name), getattr(new, name))
    yield from _parties(old, new)
    for field, one, other in (
        ("sector", old.sectors, new.sectors),
        ("language", old.languages, new.languages),
        ("tag", old.tags, new.tags),
    ):
        yield from _keyed(field, *({word: word for word in words} for words in (one, other)))
    if old.sectors != new.sectors and sorted(old.sectors) == sorted(new.sectors):
        yield from _one("sectors", " ".join(old.sectors), " ".join(new.sectors))
    yield from _milestones(old, new)
    relations = [{item.target: item.kind.value for item in entry.relations} for entry in (old, new)]
    yield from _keyed("relation", *relations)
    for field, name, words in (
        ("place", "places", _place),
        ("reference", "references", _reference),
        ("figure", "figures", _figure),
    ):
        yield from _keyed(field, *(_told(getattr(entry, name), words) for entry in (old, new)))
    yield from _one("note", old.note, new.note)
    yield from _one("origin", _origin(old.origin), _origin(new.origin))


def _told(items: tuple[Any, ...], words: Callable[[Any], str]) -> dict[str, str]:
    return {item.id: words(item) for item in items}


def _keyed(field: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in {**old, **new}:
        yield from _one(f"{field}:{name}", old.get(name), new.get(name))


def _parties(old: Entry, new: Entry) -> Iterator[FieldChange]:
    one, other = ({item.party: item for item in entry.parties} for entry in (old, new))
    for name in {**one, **other}:
        was, is_ = one.get(name), other.get(name)
        roles = [None if item is None else item.role.value for item in (was, is_)]
        yield from _one(f"party:{name}", *roles)
        if was is not None and is_ is not None:
            for field in ("printed", "since", "until"):
                yield from _one(f"{field}:{name}", getattr(was, field), getattr(is_, field))


def _milestones(old: Entry, new: Entry) -> Iterator[FieldChange]:
    one, other = ({item.id: item for item in entry.milestones} for entry in (old, new))
    for name in {**one, **other}:
        was, is_ = one.get(name), other.get(name)
        for field in ("stage", "when", "due", "as_of", "note"):
            pair = [None if item is None else getattr(item, field) for item in (was, is_)]
            yield from _one(f"milestone:{name}/{field}", *pair)


def _place(place: Place) -> str:
    printed = f" “{place.printed}”" if place.printed not in ("", place.name) else ""
    return f"{place.name}{printed} ({place.role.value.replace('_', ' ')})"


def _reference(item: Reference) -> str:
    parts = (
        ("no.", item.registration),
        ("", item.series),
        ("vol.", item.volume),
        ("p.", item.page),
    )
    return ", ".join(f"{name} {part}".strip() for name, part in parts if part) or item.id


def _figure(figure: Figure) -> str:
    number = "" if figure.number is None else f" = {figure.number!r}"
    parts = f"{figure.what}: {figure.printed}{number} {figure.unit}".strip()
    return f"{parts} ({figure.by_when})" if figure.by_when else parts


def _origin(origin: Origin) -> str:
    return " ".join(filter(None, (origin.source, origin.document, origin.external_id)))


def _evidence(old: Entry, new: Entry, before: Footing, now: Footing) -> Iterator[FieldChange]:
    """What rests elsewhere than it did; of fields that both have."""
    one, other = evidence_by_field(old), evidence_by_field(new)
    there = set(supported_fields(old))
    for field in (field for field in supported_fields(new) if field in there):
        was, is_ = one.get(field), other.get(field)
        if was is None or is_ is None:
            pair = ["" if i is None else f.words(i) for i, f in ((was, before), (is_, now))]
            yield from _one(f"evidence:{field}", *pair)
            continue
        yield from _one(f"basis:{field}", was.basis.value, is_.basis.value)
        yield from _one(f"why:{field}", was.why, is_.why)
        if before.rests(was) != now.rests(is_):
            words, others = before.words(was), now.words(is_)
            how = How.MOVED if words == others else How.CHANGED
            yield FieldChange(f"evidence:{field}", how, words, others)
