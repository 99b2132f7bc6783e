"""What of a query that finds nothing stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from msgspec.structs import replace

from explorer.domain.query import Loosened, Query
from explorer.search.understanding import Understood

_MOST: Final = 12  # conditions: of more no single one stands in the way


def loosened(asked: Understood, total: Callable[[Query], int]) -> tuple[Loosened, ...]:
    """What goes without each one of the conditions, most first; those that bring nothing left out.

    ``total``: how many entries answer a query. Nor is it advice to ask nothing at all.
    """
    conditions = list(islice(_without_one(asked), _MOST + 1))
    if len(conditions) > _MOST:
        return ()
    found = []
    for item in conditions:
        count = 0 if item.query.is_everything else total(item.query)
        if count:
            found.append(replace(item, total=count))
    return tuple(sorted(found, key=lambda item: -item.total))


def _without_one(asked: Understood) -> Iterator[Loosened]:
    """The query without each condition, not counted yet.

    Of a text each word or group, one that comes twice with its double; a facet as a whole, or where
    all of its values are wanted each of them; the period; the collection.
    """
    query, parsed = asked
    if parsed.parts:
        from explorer.search.grammar import without

        for node in dict.fromkeys(part.node for part in parsed.parts):
            same = [(part.start, part.end) for part in parsed.parts if part.node == node]
            left = replace(query, text=without(parsed.text, same))
            yield Loosened(left, 0, text=parsed.text[slice(*same[0])])
    for facet, choice in query.choices:
        groups = [(value,) for value in choice.values] if choice.every else [choice.values]
        for values in groups:
            kept = tuple(value for value in choice.values if value not in values)
            left = query.choosing(facet, replace(choice, values=kept))
            yield Loosened(left, 0, facet=facet, values=values)
    if query.period is not None:
        yield Loosened(replace(query, period=None), 0, period=query.period)
    if query.collection is not None:
        yield Loosened(replace(query, collection=None), 0, collection=query.collection)
