"""A query, understood: leaves of words and phrases under and, or and not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from explorer.domain.messages import Message


class Pattern(msgspec.Struct, frozen=True):
    """Words at consecutive places.

    ``words`` are stems, or surfaces when ``exact``; with ``open_end`` (and ``exact``) the last
    one is only the beginning of a word. A place does not count within one of ``exceptions``:
    other words (stems) that hold these, with the number of words before these. ``label`` is how
    a vocabulary writes it, empty for what the user typed.
    """

    words: tuple[str, ...]
    exact: bool = False
    open_end: bool = False
    exceptions: tuple[tuple[tuple[str, ...], int], ...] = ()
    label: str = ""


class Leaf(msgspec.Struct, frozen=True):
    """Something to find in any of several forms; ``typed`` is what the user wrote for it."""

    patterns: tuple[Pattern, ...]
    typed: str


class Everything(msgspec.Struct, frozen=True):
    """All entries."""


class Both(msgspec.Struct, frozen=True):
    """All of these hold."""

    nodes: tuple[Node, ...]


class Either(msgspec.Struct, frozen=True):
    """One of these holds, or several."""

    nodes: tuple[Node, ...]


class Without(msgspec.Struct, frozen=True):
    """This does not hold."""

    node: Node


Node = Leaf | Everything | Both | Either | Without


def leaves(node: Node) -> Iterator[Leaf]:
    """What a text is searched for and should show: leaves that are not excluded."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Both | Either):
        for item in node.nodes:
            yield from leaves(item)


def replaced(node: Node, old: Leaf, new: Leaf) -> Node:
    """The tree with one leaf exchanged."""
    if isinstance(node, Both | Either):
        return type(node)(tuple(replaced(item, old, new) for item in node.nodes))
    if isinstance(node, Without):
        return Without(replaced(node.node, old, new))
    return new if node == old else node


class Parsed(NamedTuple):
    """A query, understood.

    ``last``: the leaf that the user may still be typing, and ``completion`` what it would be as
    the beginning of a word.
    """

    node: Node
    hint: Message | None = None
    last: Leaf | None = None
    completion: Leaf | None = None
