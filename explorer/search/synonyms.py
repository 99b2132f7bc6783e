"""Labels that mean the same: ROK = Republic of Korea = 대한민국 = कोरिया गणराज्य.

They count at query time only, so that editing them needs no new index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from explorer.domain.sectors import LANGUAGES, Sector
from explorer.search.analysis import Unit, units
from explorer.search.tree import Pattern

_SEPARATOR: Final = "; "
_EXCEPTIONS: Final = "except"
_LONGEST_SPLIT: Final = 12  # pairs of syllables


class Found(NamedTuple):
    """A label at the beginning of some units: how many it takes, and all forms of its groups."""

    length: int
    patterns: tuple[Pattern, ...]


class _Labels(NamedTuple):
    """The groups of each label, and the length of the longest label with this first word."""

    groups: dict[tuple[str, ...], list[tuple[Pattern, ...]]]
    longest: dict[str, int]


def _labels(groups: Iterable[tuple[Pattern, ...]]) -> _Labels:
    labels = _Labels({}, {})
    for group in groups:
        for words in dict.fromkeys(pattern.words for pattern in group):
            labels.groups.setdefault(words, []).append(group)
            longest = labels.longest.get(words[0], 0)
            labels.longest[words[0]] = max(longest, len(words))
    return labels


class Synonyms:
    """Groups of labels, immutable; read when the first text is asked, not before."""

    def __init__(self, groups: Callable[[], Iterable[tuple[Pattern, ...]]] = tuple) -> None:
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
    ) -> Synonyms:
        """From ``synonyms.tsv``, the labels of the sectors, and further groups of names.

        The table has the columns ``en``, ``ko``, ``hi`` with labels, and ``except`` with longer
        words within which no label counts (인도 in 인도네시아); all separated by "; ".
        """
        kept = tuple(tuple(group) for group in names)
        return cls(lambda: _groups(groups_text, sectors or {}, kept))

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
                own = [pattern for group in self._labels.groups[words] for pattern in group]
                once = {pattern.words: pattern for pattern in reversed(own)}
                found = Found(place + 1 - start, tuple(reversed(once.values())))
        return found

    def exceptions(self, words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The longer words within which a label of these stems does not count."""
        found = [
            exception
            for group in self._labels.groups.get(words, ())
            for pattern in group
            if pattern.words == words
            for exception in pattern.exceptions
        ]
        return tuple(dict.fromkeys(found))


def _groups(
    groups_text: str, sectors: Mapping[str, Sector], names: Iterable[Sequence[str]]
) -> list[tuple[Pattern, ...]]:
    header, *lines = groups_text.strip("\n").split("\n")
    columns = header.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=False)) for line in lines]
    groups: list[Iterable[str]] = [
        [label for code in LANGUAGES for label in _cells(row.get(code, ""))] for row in rows
    ]
    groups += [sector.labels.values() for sector in sectors.values()]
    groups += names
    longer = _Longer(text for row in rows for text in _cells(row.get(_EXCEPTIONS, "")))
    made = (_group(group, longer) for group in groups)
    return [group for group in made if len({pattern.label for pattern in group}) > 1]


def _cells(cell: str) -> list[str]:
    return [label for label in cell.split(_SEPARATOR) if label.strip()]


class _Longer:
    """Longer words within which a label does not count, by each word that they hold."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for text in texts:
            words = _words(units(text, particles=False))
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
    found: dict[tuple[str, ...], Pattern] = {}
    for label in labels:
        for words in _label_forms(label):
            exceptions = longer.around(words)
            found.setdefault(words, Pattern(words, exceptions=exceptions, label=label))
    return tuple(found.values())


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
