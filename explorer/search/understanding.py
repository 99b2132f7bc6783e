"""Two views of one query: conditions in its text, and choices beside it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from explorer.domain.messages import Message
from explorer.domain.query import EVERY_BY_DEFAULT, Choice, Query
from explorer.search.lexicon import Lexicon
from explorer.search.tree import Condition, Dated, Everything, Node, Parsed


class Understood(NamedTuple):
    """A query with the conditions of its text among its choices, and its rest as a tree."""

    query: Query
    parsed: Parsed


def understand(query: Query, lexicon: Lexicon, hint: Message | None = None) -> Understood:
    """Read a query's text; ``hint``: what was already to be told of it.

    Conditions that have to hold whatever else does become choices; those under OR or NOT stay,
    and so does what no choice can say (two periods).
    """
    if not query.text.strip():  # without a text, as at the start, no parser is imported
        return Understood(query, Parsed(Everything(), hint=hint))
    from explorer.search.grammar import without
    from explorer.search.parsing import parse

    parsed = parse(query.text, lexicon)
    hint = hint or parsed.hint
    spans, lifted = [], query
    for part in parsed.parts:
        after = _chosen(lifted, part.node)
        if after is not None:
            lifted = after
            spans.append((part.start, part.end))
    if not spans:
        return Understood(query, parsed._replace(hint=hint))
    # The rest is read anew: words that a condition stood between may belong together.
    return understand(replace(lifted, text=without(parsed.text, spans)), lexicon, hint)


def _chosen(query: Query, node: Node) -> Query | None:
    """The query with a condition among its choices; None where they cannot say that."""
    if isinstance(node, Dated):
        if query.period in (None, node.period):
            return replace(query, period=node.period)
        return None
    if not isinstance(node, Condition) or len(node.values) > 1:
        return None
    choice = query.choice(node.facet)
    values = tuple(dict.fromkeys((*choice.values, *node.values)))
    if len(values) == 1:
        every = choice.every if choice.values else node.facet in EVERY_BY_DEFAULT
        return query.choosing(node.facet, Choice(values, every))
    if choice.every or len(choice.values) == 1:
        return query.choosing(node.facet, Choice(values, every=True))
    return None
