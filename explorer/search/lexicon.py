"""What the words of a query mean in one library: names of values, and names that mean the same."""

from __future__ import annotations

from typing import NamedTuple

from explorer.domain.query import Facet
from explorer.search.names import Names
from explorer.search.synonyms import Synonyms


class Lexicon(NamedTuple):
    """Synonyms of words, and names of facets' values; ``own`` are those that an index knows."""

    synonyms: Synonyms = Synonyms()
    names: Names = Names()
    own: Names = Names()

    def called(self, facet: Facet, typed: str) -> tuple[str, ...]:
        """The values of a facet with this name or id."""
        return self.own.called(facet, typed) or self.names.called(facet, typed)

    def beginning(self, facet: Facet, typed: str) -> tuple[str, ...]:
        """The values of a facet with a name or id that begins so."""
        found = (*self.own.beginning(facet, typed), *self.names.beginning(facet, typed))
        return tuple(dict.fromkeys(found))

    def main(self, facet: Facet, value: str) -> str:
        """The usual name of a value; the value itself where it has none."""
        return self.names.main.get((facet, value), value)
