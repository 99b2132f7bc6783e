"""Labels that mean the same: ROK = Republic of Korea = 대한민국 = कोरिया गणराज्य.

They count at query time only, so that editing them needs no new index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from explorer.domain.sectors import LANGUAGES, Sector
from explorer.domain.states import State
from explorer.search.analysis import Unit, units
from explorer.search.tree import Pattern

_SEPARATOR: Final = "; "
_EXCEPTIONS: Final = "except"
_LONGEST_SPLIT: Final = 12  # pairs of syllables
_SHORT_HANGUL: Final = re.compile("[가-힣]{1,2}")
_NO_LABEL: Final = re.compile("[,(]|^[A-Z]{3}$")


class Found(NamedTuple):
    """A label at the beginning of some units: how many it takes, and all forms of its groups."""

    length: int
    patterns: tuple[Pattern, ...]


class Group(NamedTuple):
    """Labels that mean the same; those ``asked`` for only are no forms that the others find."""

    patterns: tuple[Pattern, ...]
    asked: tuple[Pattern, ...] = ()


class _Labels(NamedTuple):
    """The groups of each label, and the length of the longest label with this first word."""

    groups: dict[tuple[str, ...], list[Group]]
    longest: dict[str, int]


def _labels(groups: Iterable[Group]) -> _Labels:
    labels = _Labels({}, {})
    for group in groups:
        for words in dict.fromkeys(pattern.words for pattern in (*group.patterns, *group.asked)):
            labels.groups.setdefault(words, []).append(group)
            longest = labels.longest.get(words[0], 0)
            labels.longest[words[0]] = max(longest, len(words))
    return labels


class Synonyms:
    """Groups of labels, immutable; read when the first text is asked, not before."""

    def __init__(self, groups: Callable[[], Iterable[Group]] = tuple) -> None:
        self._read = groups

    @cached_property
    def _labels(self) -> _Labels:
        return _labels(self._read())

    @classmethod
    def from_tables(
        cls,
        groups_text: str,
        sectors: Mapping[str, Sector] | None = None,
        names: Iterable[Sequence[str]] = (),
        states: Mapping[str, State] | None = None,
    ) -> Synonyms:
        """From ``synonyms.tsv``, the labels of sectors and states, and further groups of names.

        The table has the columns ``en``, ``ko``, ``hi`` with labels, and ``except`` with longer
        words within which no label counts (인도 in 인도네시아); all separated by "; ".
        """
        kept = tuple(tuple(group) for group in names)
        return cls(lambda: _groups(groups_text, sectors or {}, kept, states or {}))

    def find(self, query: Sequence[Unit], start: int) -> Found | None:
        """The longest label that begins at a unit and ends with one."""
        longest = self._labels.longest.get(query[start].tokens[0].stem, 0)
        words: tuple[str, ...] = ()
        found = None
        for place in range(start, len(query)):
            words += query[place].stems
            if len(words) > longest:
                break
            if words in self._labels.groups:
                groups = self._labels.groups[words]
                own = [pattern for group in groups for pattern in group.patterns]
                own += [p for group in groups for p in group.asked if p.words == words]
                once = {pattern.words: pattern for pattern in reversed(own)}
                found = Found(place + 1 - start, tuple(reversed(once.values())))
        return found

    def exceptions(self, words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The longer words within which a label of these stems does not count."""
        found = [
            exception
            for group in self._labels.groups.get(words, ())
            for pattern in (*group.patterns, *group.asked)
            if pattern.words == words
            for exception in pattern.exceptions
        ]
        return tuple(dict.fromkeys(found))


def _groups(
    groups_text: str,
    sectors: Mapping[str, Sector],
    names: Iterable[Sequence[str]],
    states: Mapping[str, State],
) -> list[Group]:
    header, *lines = groups_text.strip("\n").split("\n")
    columns = header.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=False)) for line in lines]
    groups: list[Iterable[str]] = [
        [label for code in LANGUAGES for label in _cells(row.get(code, ""))] for row in rows
    ]
    groups += [sector.labels.values() for sector in sectors.values()]
    groups += names
    longer = _Longer(text for row in rows for text in _cells(row.get(_EXCEPTIONS, "")))
    made = [Group(_group(group, longer)) for group in groups]
    made += _states(states.values(), {label for group in groups for label in group})
    return [
        group
        for group in made
        if len({pattern.label for pattern in (*group.patterns, *group.asked)}) > 1
    ]


def _states(states: Iterable[State], known: AbstractSet[str]) -> Iterator[Group]:
    """Those whose name is in no other group yet: the table of groups says more of its own.

    A name does not count within another state's longer one (Guinea in Papua New Guinea), and an
    alias that stands in one decides nothing (Congo). Korean names of two syllables are also parts
    of common words (이란, 수단): they are only asked for.
    """
    listed = [(tuple(state.names.values()), tuple(_aliases(state))) for state in states]
    longer = _Longer(label for names, aliases in listed for label in (*names, *aliases))
    for names, aliases in listed:
        if names[0] in known:
            continue
        group = _group((*names, *aliases), longer)
        kept = [p for p in group if p.label in names or not p.exceptions]
        short = [p for p in kept if _SHORT_HANGUL.fullmatch(p.label)]
        yield Group(tuple(p for p in kept if p not in short), tuple(short))


def _aliases(state: State) -> Iterator[str]:
    """Its other names, without codes and the forms of catalogues ("Korea, South")."""
    for aliases in state.aliases.values():
        yield from (label for label in aliases if not _NO_LABEL.search(label))


def _cells(cell: str) -> list[str]:
    return [label for label in cell.split(_SEPARATOR) if label.strip()]


class _Longer:
    """Longer words within which a label does not count, by each word that they hold."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for text in texts:
            words = next(iter(_label_forms(text)), ())
            for before, word in enumerate(words):
                self._by_word.setdefault(word, []).append((words, before))

    def around(self, label: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Those that hold a label, with the number of words before it there."""
        return tuple(
            (words, before)
            for words, before in self._by_word.get(label[0], ())
            if len(words) > len(label) and words[before : before + len(label)] == label
        )


def _group(labels: Iterable[str], longer: _Longer) -> tuple[Pattern, ...]:
    found: dict[tuple[str, ...], str] = {}
    for label in labels:
        for words in _label_forms(label):
            found.setdefault(words, label)
    return tuple(
        Pattern(
            words,
            exceptions=tuple(own for own in longer.around(words) if own[0] not in found),
            label=label,
        )
        for words, label in found.items()
    )


@lru_cache(maxsize=16_384)
def _label_forms(label: str) -> tuple[tuple[str, ...], ...]:
    return tuple(forms(units(label, particles=False)))


def _words(query: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(stem for unit in query for stem in unit.stems)


def forms(query: Sequence[Unit]) -> list[tuple[str, ...]]:
    """The stems of some words, first as written; then with a run of syllables cut in two.

    Korean writes 공동연구 and 공동 연구 alike.
    """
    if not query:
        return []
    found = [_words(query)]
    for place, unit in enumerate(query):
        if unit.paired and len(unit.tokens) <= _LONGEST_SPLIT:
            stems = unit.stems
            before, after = _words(query[:place]), _words(query[place + 1 :])
            found += [
                (*before, *stems[:cut], *stems[cut + 1 :], *after)
                for cut in range(1, len(stems) - 1)
            ]
    if len(query) > 1 and all(unit.paired for unit in query):
        joined = units("".join(unit_text(unit) for unit in query), particles=False)
        found.append(_words(joined))
    return list(dict.fromkeys(found))


def unit_text(unit: Unit) -> str:
    """The syllables of a run of pairs."""
    first, *others = unit.stems
    return first + "".join(stem[-1] for stem in others)
