"""Labels that mean the same: ROK = Republic of Korea = 대한민국 = कोरिया गणराज्य.

They count at query time only, so that editing them needs no new index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from explorer.domain.vocabulary import Sector
from explorer.search.analysis import Unit, units
from explorer.search.tree import Pattern

_SEPARATOR: Final = "; "
_LANGUAGES: Final = ("en", "ko", "hi")
_EXCEPTIONS: Final = "except"
_LONGEST_SPLIT: Final = 12  # pairs of syllables


class Found(NamedTuple):
    """A label at the beginning of some units: how many it takes, and all forms of its groups."""

    length: int
    patterns: tuple[Pattern, ...]


class Synonyms:
    """Groups of labels, immutable."""

    def __init__(self, groups: Iterable[tuple[Pattern, ...]] = ()) -> None:
        self._groups: dict[tuple[str, ...], list[tuple[Pattern, ...]]] = {}
        self._longest: dict[str, int] = {}
        for group in groups:
            for words in dict.fromkeys(pattern.words for pattern in group):
                self._groups.setdefault(words, []).append(group)
                longest = self._longest.get(words[0], 0)
                self._longest[words[0]] = max(longest, len(words))

    @classmethod
    def from_tables(
        cls,
        groups_text: str,
        sectors: Mapping[str, Sector] | None = None,
        names: Iterable[Sequence[str]] = (),
    ) -> Synonyms:
        """From ``synonyms.tsv``, the labels of the sectors, and further groups of names.

        The table has the columns ``en``, ``ko``, ``hi`` with labels, and ``except`` with longer
        words within which a label does not count (인도 in 인도네시아); all separated by "; ".
        """
        groups = []
        header, *lines = groups_text.strip("\n").split("\n")
        columns = header.split("\t")
        for line in lines:
            row = dict(zip(columns, line.split("\t"), strict=False))
            labels = [label for code in _LANGUAGES for label in _cells(row.get(code, ""))]
            groups.append(_group(labels, _cells(row.get(_EXCEPTIONS, ""))))
        groups.extend(_group(sector.labels.values()) for sector in (sectors or {}).values())
        groups.extend(_group(group) for group in names)
        return cls(group for group in groups if len({pattern.label for pattern in group}) > 1)

    def find(self, query: Sequence[Unit], start: int) -> Found | None:
        """The longest label that begins at a unit and ends with one."""
        longest = self._longest.get(query[start].tokens[0].stem, 0)
        words: tuple[str, ...] = ()
        found = None
        for place in range(start, len(query)):
            words += query[place].stems
            if len(words) > longest:
                break
            if words in self._groups:
                forms = [pattern for group in self._groups[words] for pattern in group]
                found = Found(place + 1 - start, tuple(dict.fromkeys(forms)))
        return found

    def exceptions(self, words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The longer words within which a label of these stems does not count."""
        found = [
            exception
            for group in self._groups.get(words, ())
            for pattern in group
            if pattern.words == words
            for exception in pattern.exceptions
        ]
        return tuple(dict.fromkeys(found))


def _cells(cell: str) -> list[str]:
    return [label for label in cell.split(_SEPARATOR) if label.strip()]


def _group(labels: Iterable[str], exceptions: Iterable[str] = ()) -> tuple[Pattern, ...]:
    longer = [_words(units(text, particles=False)) for text in exceptions]
    found: dict[tuple[str, ...], Pattern] = {}
    for label in labels:
        for words in forms(units(label, particles=False)):
            found.setdefault(words, Pattern(words, False, False, _within(words, longer), label))
    return tuple(found.values())


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


def _within(
    words: tuple[str, ...], longer: Iterable[tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Where these words stand in longer ones."""
    return tuple(
        (other, before)
        for other in longer
        for before in range(len(other) - len(words) + 1)
        if len(other) > len(words) and other[before : before + len(words)] == words
    )
