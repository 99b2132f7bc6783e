"""What of a query that finds nothing stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from msgspec.structs import replace

from explorer.domain.query import Loosened, Query
from explorer.search.columns import EntryColumns
from explorer.search.evaluation import Mask
from explorer.search.facets import holds
from explorer.search.tree import Condition, Parsed

_MOST: Final = 16  # conditions that are tried


class Hindrance(NamedTuple):
    """A condition: the entries for which it holds, and the query without it (not counted yet)."""

    mask: Mask
    without: Loosened


def of_text(query: Query, parsed: Parsed, masks: Sequence[Mask]) -> Iterator[Hindrance]:
    """The conditions of a text; ``masks``: where each of ``parsed.parts`` holds."""
    from explorer.search.grammar import without

    for part, mask in zip(parsed.parts, masks, strict=True):
        same = [(own.start, own.end) for own in parsed.parts if own.node == part.node]
        if same[0] == (part.start, part.end):  # a word that comes twice is one condition
            left = replace(query, text=without(parsed.text, same))
            yield Hindrance(mask, Loosened(left, 0, text=parsed.text[part.start : part.end]))


def of_choices(query: Query, columns: EntryColumns) -> Iterator[Hindrance]:
    """The chosen facets; of a choice that wants all of its values each value by itself."""
    for facet, choice in query.choices:
        groups = [(value,) for value in choice.values] if choice.every else [choice.values]
        for values in groups:
            kept = tuple(value for value in choice.values if value not in values)
            left = query.choosing(facet, replace(choice, values=kept))
            mask = holds(columns, Condition(facet, values))
            yield Hindrance(mask, Loosened(left, 0, facet=facet, values=values))


def loosened(hindrances: Sequence[Hindrance], live: Mask) -> tuple[Loosened, ...]:
    """What each condition's absence brings back, most first; those that bring nothing left out.

    Nor is it advice to ask nothing at all.
    """
    tried = hindrances[:_MOST]
    rest = np.logical_and.reduce([live, *(own.mask for own in hindrances[_MOST:])])
    found = []
    for own in tried:
        others = [other.mask for other in tried if other is not own]
        total = int(np.count_nonzero(np.logical_and.reduce([rest, *others])))
        if total and not own.without.query.is_everything:
            found.append(replace(own.without, total=total))
    return tuple(sorted(found, key=lambda item: -item.total))
