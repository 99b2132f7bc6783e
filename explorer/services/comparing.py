"""Two editions compared: two packs, or a pack and the library that it would come into."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from explorer.domain.differences import Comparison, Edition, EntryChange, Group
from explorer.domain.differing import Footing, arrived, differing, gone
from explorer.domain.entries import Document, Entry, Pack
from explorer.domain.messages import Progress
from explorer.domain.rules import is_state
from explorer.services.fitting import Fitted
from explorer.services.packing import within
from explorer.store import cells, documents, entries
from explorer.store.library import Unit, revision

_AT_ONCE: Final = 2_000  # entries


class Pair(NamedTuple):
    """An entry of a pack in the library's ids, and the library's own of that id."""

    own: Entry | None
    theirs: Entry


def pairs(unit: Unit, pack: Pack, fitted: Fitted) -> Iterator[list[Pair]]:
    """The entries of a pack beside the library's own, some thousand at a time.

    The library's own are as a pack of the same selection would have them: relations to others are
    no difference, for they were left out where the pack was made.
    """
    inside = {entry.id for entry in pack.entries}
    for start in range(0, len(pack.entries), _AT_ONCE):
        some = pack.entries[start : start + _AT_ONCE]
        own = entries.load(unit, [entry.id for entry in some])
        yield [
            Pair(within(own[entry.id], inside) if entry.id in own else None, fitted.entry(entry))
            for entry in some
        ]


class Sides(NamedTuple):
    """What the evidence of the library's own entries names, and that of a pack's."""

    own: Footing
    theirs: Footing


class _Library:
    """A library's documents and a pack's new things, kept while its entries are gone through."""

    def __init__(self, unit: Unit, fitted: Fitted) -> None:
        self._unit = unit
        self._documents = documents.documents(unit)
        self._all = {**self._documents, **{item.id: item for item in fitted.documents}}
        self._passages = {item.id: item for item in fitted.passages}
        self._records = {item.id: item for item in fitted.records}

    def sides(self, some: Iterable[Pair]) -> Sides:
        """On what these entries rest: what the library has by its ids, the rest is the pack's."""
        both = [entry for pair in some for entry in pair if entry is not None]
        evidence = [item for entry in both for item in entry.evidence]
        places = {name for item in evidence for name in item.passages}
        told = {name for item in evidence for name in item.records}
        own = Footing(
            {item.id: item for item in cells.passages(self._unit, places)},
            {item.id: item for item in cells.records(self._unit, told)},
            self._documents,
        )
        new_places = {name: self._passages[name] for name in places & self._passages.keys()}
        new_cells = {name: self._records[name] for name in told & self._records.keys()}
        theirs = Footing({**own.passages, **new_places}, {**own.records, **new_cells}, self._all)
        return Sides(own, theirs)


def with_library(
    unit: Unit, pack: Pack, fitted: Fitted, before: Sequence[str], title: str
) -> Generator[Progress, None, Comparison]:
    """What a pack would bring to a library. ``before``: what an earlier edition of it brought."""
    library = _Library(unit, fitted)
    found: list[EntryChange] = []
    same = 0
    for some in pairs(unit, pack, fitted):
        yield Progress("entries", len(found) + same, len(pack.entries))
        differ = [pair for pair in some if pair.own != pair.theirs]
        same += len(some) - len(differ)
        footing = library.sides(differ)
        for own, theirs in differ:
            change = (
                arrived(theirs, footing.theirs)
                if own is None
                else differing(own, theirs, footing.own, footing.theirs)
            )
            if change is None:
                same += 1
            else:
                found.append(change)
    left = _left(unit, pack, before)
    footing = library.sides(Pair(None, entry) for entry in left)
    found += [gone(entry, footing.own) for entry in left]
    return Comparison(
        old=Edition(title, revision(unit), entries.count(unit)),
        new=Edition(pack.title, pack.version, len(pack.entries)),
        same=same,
        changes=_in_groups(found),
        documents=(tuple(item.title for item in fitted.documents), ()),
        names=_names(unit, pack, found),
    )


def _left(unit: Unit, pack: Pack, before: Sequence[str]) -> list[Entry]:
    """What an earlier edition brought and this one has no more, where it is still there."""
    inside = {entry.id for entry in pack.entries}
    return list(entries.load(unit, [name for name in before if name not in inside]).values())


def _in_groups(found: Iterable[EntryChange]) -> tuple[EntryChange, ...]:
    order = {group: place for place, group in enumerate(Group)}
    return tuple(sorted(found, key=lambda change: order[change.group]))


def _named_in(found: Iterable[EntryChange]) -> tuple[set[str], set[str]]:
    """The ids of bodies and of entries that changes name."""
    bodies: set[str] = set()
    others: set[str] = set()
    for change in found:
        for item in change.changes:
            head, _, rest = item.field.partition(":")
            if head in ("evidence", "basis", "why"):
                head, _, rest = rest.partition(":")
            if head in ("party", "role", "printed", "since", "until") and not is_state(rest):
                bodies.add(rest)
            elif head == "institution":
                bodies.update(filter(None, (rest, item.old, item.new)))
            elif head == "relation":
                others.add(rest)
    return bodies, others


def _names(unit: Unit, pack: Pack, found: Iterable[EntryChange]) -> dict[str, str]:
    bodies, others = _named_in(found)
    own = documents.institutions(unit) if bodies else {}
    names = {name: own[name].name for name in bodies if name in own}
    names |= {name: title for name, (title, _) in entries.titles(unit, sorted(others)).items()}
    return _names_in(pack, bodies, others) | names


def _names_in(pack: Pack, bodies: set[str], others: set[str]) -> dict[str, str]:
    names = {body.id: body.name for body in pack.institutions if body.id in bodies}
    return names | {entry.id: entry.title for entry in pack.entries if entry.id in others}


def _footing(pack: Pack) -> Footing:
    return Footing(
        {item.id: item for item in pack.passages},
        {item.id: item for item in pack.records},
        {item.document.id: item.document for item in pack.documents},
    )


def between(old: Pack, new: Pack) -> Generator[Progress, None, Comparison]:
    """What became of the entries of one pack in another; each entry by its id."""
    before, now = _footing(old), _footing(new)
    altered = _altered(before, now)
    own = {entry.id: entry for entry in old.entries}
    found: list[EntryChange] = []
    same = 0
    for done, entry in enumerate(new.entries):
        if done % _AT_ONCE == 0:
            yield Progress("entries", done, len(new.entries))
        was = own.get(entry.id)
        if was is None:
            found.append(arrived(entry, now))
        elif was == entry and not (altered and _rests_on(entry, altered)):
            same += 1
        elif (change := differing(was, entry, before, now)) is not None:
            found.append(change)
        else:
            same += 1
    there = {entry.id for entry in new.entries}
    found += [gone(entry, before) for entry in old.entries if entry.id not in there]
    bodies, others = _named_in(found)
    return Comparison(
        old=Edition(old.title, old.version, len(old.entries)),
        new=Edition(new.title, new.version, len(new.entries)),
        same=same,
        changes=_in_groups(found),
        documents=_documents(before.documents, now.documents),
        names=_names_in(old, bodies, others) | _names_in(new, bodies, others),
    )


def _altered(before: Footing, now: Footing) -> set[str]:
    """The ids under which the two packs have different passages or cells."""
    texts = [
        {name: item.text_sha256 for name, item in side.documents.items()} for side in (before, now)
    ]
    found = {
        name
        for name, passage in now.passages.items()
        if (was := before.passages.get(name)) is not None
        and (was != passage or texts[0].get(was.document) != texts[1].get(passage.document))
    }
    found.update(
        name for name, cell in now.records.items() if before.records.get(name, cell) != cell
    )
    return found


def _rests_on(entry: Entry, altered: set[str]) -> bool:
    return any(
        not altered.isdisjoint(item.passages) or not altered.isdisjoint(item.records)
        for item in entry.evidence
    )


def _documents(
    old: Mapping[str, Document], new: Mapping[str, Document]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles of the documents whose texts only the new, and only the old pack has."""
    one, other = ({item.text_sha256 for item in side.values()} for side in (old, new))
    return (
        tuple(item.title for item in new.values() if item.text_sha256 not in one),
        tuple(item.title for item in old.values() if item.text_sha256 not in other),
    )
