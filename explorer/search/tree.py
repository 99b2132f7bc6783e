"""A query, understood: leaves of words and phrases under and, or and not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from explorer.domain.messages import Message
from explorer.domain.query import Facet, Period


class Pattern(msgspec.Struct, frozen=True):
    """Words at consecutive places.

    ``words`` are stems, or surfaces when ``exact``; with ``open_end`` (and ``exact``) the last
    one is only the beginning of a word. With ``distance`` (and ``exact``) the one word may differ
    by that many letters; with ``slop`` above 1 each word stands at most that many places behind
    the one before it. A place does not count within one of ``exceptions``:
    other words (stems) that hold these, with the number of words before these. ``label`` is how
    a vocabulary writes it, empty for what the user typed.
    """

    words: tuple[str, ...]
    exact: bool = False
    open_end: bool = False
    distance: int = 0
    slop: int = 1
    exceptions: tuple[tuple[tuple[str, ...], int], ...] = ()
    label: str = ""


class Leaf(msgspec.Struct, frozen=True):
    """Something to find in any of several forms; ``typed`` is what the user wrote for it.

    ``field``: the only field in which it counts, empty for all.
    """

    patterns: tuple[Pattern, ...]
    typed: str
    field: str = ""


class Condition(msgspec.Struct, frozen=True):
    """Has one of these values of a facet."""

    facet: Facet
    values: tuple[str, ...]


class Dated(msgspec.Struct, frozen=True):
    """Falls in a period."""

    period: Period


class Everything(msgspec.Struct, frozen=True):
    """All entries."""


class Both(msgspec.Struct, frozen=True):
    """All of these hold."""

    nodes: tuple[Node, ...]


class Either(msgspec.Struct, frozen=True):
    """One of these holds, or several."""

    nodes: tuple[Node, ...]


class Begun(msgspec.Struct, frozen=True):
    """A word that is being typed: itself, and behind it the words that it may become."""

    word: Leaf
    longer: Leaf


class Without(msgspec.Struct, frozen=True):
    """This does not hold."""

    node: Node


Node = Leaf | Condition | Dated | Everything | Both | Either | Begun | Without


def leaves(node: Node) -> Iterator[Leaf]:
    """What a text is searched for and should show: leaves that are not excluded."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Begun):
        yield from (node.word, node.longer)
    elif isinstance(node, Both | Either):
        for item in node.nodes:
            yield from leaves(item)


class Part(NamedTuple):
    """One of the conditions that all have to hold, and where it stands in the text."""

    node: Node
    start: int
    end: int


class Parsed(NamedTuple):
    """A query, understood.

    ``text`` is what was read, and ``parts`` its conditions in their order. ``last``: the leaf that
    the user may still be typing, and ``completion`` what it would be as the beginning of a word.
    """

    node: Node
    text: str = ""
    parts: tuple[Part, ...] = ()
    hint: Message | None = None
    last: Leaf | None = None
    completion: Leaf | None = None

    def completed(self) -> Parsed:
        """With the last word as the beginning of one, which is told."""
        last, completion = self.last, self.completion
        if last is None or completion is None:
            return self
        return self._replace(
            node=_replaced(self.node, last, completion),
            parts=tuple(
                part._replace(node=_replaced(part.node, last, completion)) for part in self.parts
            ),
            hint=self.hint or Message("hint-completed", {"text": last.typed}),
        )

    def going_on(self) -> Parsed:
        """With the last word also as the beginning of one; a single letter asks nothing yet."""
        last, completion = self.last, self.completion
        if last is None:
            return self
        if completion is not None:
            begun = Begun(last, completion)
            return self._replace(
                node=_replaced(self.node, last, begun),
                parts=tuple(p._replace(node=_replaced(p.node, last, begun)) for p in self.parts),
            )
        nodes = self.node.nodes if isinstance(self.node, Both) else (self.node,)
        rest = tuple(node for node in nodes if node != last)
        if len(rest) == len(nodes):
            return self
        node = Both(rest) if len(rest) > 1 else (*rest, Everything())[0]
        parts = tuple(part for part in self.parts if part.node != last)
        return self._replace(node=node, parts=parts)


def _replaced(node: Node, old: Leaf, new: Node) -> Node:
    """The tree with one leaf exchanged."""
    if isinstance(node, Both | Either):
        return type(node)(tuple(_replaced(item, old, new) for item in node.nodes))
    if isinstance(node, Without):
        return Without(_replaced(node.node, old, new))
    return new if node == old else node
