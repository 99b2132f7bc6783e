"""What the values of facets are called, so that a query may name them: ``sector:반도체``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from explorer.domain.query import Facet
from explorer.search.analysis import key

_MOST: Final = 50  # values that a beginning may stand for
_WORD_START: Final = re.compile(r"(?<![^\s\-·/(,“\"])[^\s\-·/(,“\"]")
_LAST: Final = "\U0010ffff"


class Name(NamedTuple):
    """One name of a facet's value, in any language; ``key`` is how names are compared."""

    key: str
    facet: Facet
    value: str
    label: str


class Names:
    """Names of values, immutable; gathered when the first one is asked for, not before."""

    def __init__(self, rows: Callable[[], Iterable[tuple[Facet, str, str]]] = tuple) -> None:
        """``rows``: facet, value and a name for it, of each value the usual one first."""
        self._read = rows

    @classmethod
    def of_values(cls, values: Mapping[Facet, Sequence[str]]) -> Names:
        """Values that are their own names, as an index knows them; a decade also with its "s"."""

        def rows() -> Iterable[tuple[Facet, str, str]]:
            for facet, found in values.items():
                for value in found:
                    yield facet, value, value
                    if facet is Facet.DECADE:
                        yield facet, value, f"{value}s"

        return cls(rows)

    @cached_property
    def _all(self) -> dict[Name, None]:
        rows = (Name(key(label), facet, value, label) for facet, value, label in self._read())
        return dict.fromkeys(name for name in rows if name.key)

    @cached_property
    def _sorted(self) -> list[Name]:
        return sorted(self._all)

    @cached_property
    def main(self) -> dict[tuple[Facet, str], str]:
        """The usual name of each value."""
        return {(name.facet, name.value): name.label for name in reversed(self._all)}

    def called(self, facet: Facet, typed: str) -> tuple[str, ...]:
        """The values with this name: one as a rule, several where they share a name."""
        wanted = key(typed)
        same = (name for name in self._from(wanted) if name.key == wanted)
        return _values(name for name in same if name.facet is facet) if wanted else ()

    def beginning(self, facet: Facet, typed: str) -> tuple[str, ...]:
        """The values of a facet that have a name which begins so."""
        return _values(name for name in self.starting(typed) if name.facet is facet)[:_MOST]

    def starting(self, typed: str) -> Sequence[Name]:
        """All names that begin so, in the order of their keys."""
        return self._from(key(typed))

    @cached_property
    def _by_word(self) -> list[tuple[str, Name]]:
        found = []
        for name in self._sorted:
            places = [match.start() for match in _WORD_START.finditer(name.label)]
            found += [(key(name.label[place:]), name) for place in places]
        return sorted(found)

    def within(self, typed: str) -> list[Name]:
        """All names in which a word begins so, or goes on so; each once, in no special order."""
        wanted = key(typed)
        low = bisect_left(self._by_word, (wanted,))
        high = bisect_left(self._by_word, (wanted + _LAST,), low)
        return list(dict.fromkeys(name for _, name in self._by_word[low:high]))

    def _from(self, beginning: str) -> Sequence[Name]:
        names = self._sorted
        low = bisect_left(names, beginning, key=_key)
        return names[low : bisect_left(names, beginning + _LAST, low, key=_key)]


def _key(name: Name) -> str:
    return name.key


def _values(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.value for name in names))
