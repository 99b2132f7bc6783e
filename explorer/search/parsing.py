"""From what the user typed to a query tree: labels become synonyms, words stems, prefixes open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import regex  # type: ignore[import-untyped]
from whoosh import query as whoosh_query

from explorer.domain.messages import Message
from explorer.search.analysis import Unit, fold, stem, units
from explorer.search.grammar import clean, whoosh_tree
from explorer.search.synonyms import Synonyms, forms
from explorer.search.tree import Both, Either, Everything, Leaf, Node, Parsed, Pattern, Without

_SHORTEST_PREFIX: Final = 2

_MOST_LEAVES: Final = 64  # words, phrases and prefixes of a query that are searched
_WORDLIKE: Final = regex.compile(r"[^\s()\"*-]")
_WORD_END: Final = regex.compile(r"[\p{L}\p{M}\p{N}]$")
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
# Words that need not stand in a text when others do; within phrases and labels they count.
_FUNCTION_WORDS: Final = """
    a about among an and are as at be been between by did do does for from had has have how in
    into is it its of on or that the their these this those through to was were what when where
    which who with
    का के की को और में से पर ने है एवं
"""
_SMALL_WORDS: Final = frozenset(_FUNCTION_WORDS.split())


def parse(text: str, synonyms: Synonyms) -> Parsed:
    """Understand a query; any text has an answer."""
    cleaned, hint = clean(text)
    unclosed = cleaned.count('"') % 2 == 1
    reader = _Reader(synonyms, unclosed=unclosed, ends_in_word=bool(_WORD_END.search(cleaned)))
    try:
        node = reader.node(whoosh_tree(cleaned))
    except Exception:  # noqa: BLE001  (whatever Whoosh cannot read is read as plain words)
        hint = Message("hint-syntax", {"text": cleaned})
        node = reader.run(cleaned)
    hint = hint or reader.hint
    if node is None:
        left = _WORDLIKE.search(cleaned) and not set(cleaned.split()) <= _OPERATORS
        nothing = Message("hint-nothing", {"text": cleaned}) if left else None
        return Parsed(Everything(), hint or nothing)
    return Parsed(node, hint, reader.last, reader.completion)


class _Reader:
    """Turns Whoosh's tree of raw words into ours."""

    def __init__(self, synonyms: Synonyms, *, unclosed: bool, ends_in_word: bool) -> None:
        self._synonyms = synonyms
        self._unclosed = unclosed
        self._ends_in_word = ends_in_word
        self._leaves = 0
        self.hint: Message | None = None
        self.last: Leaf | None = None
        self.completion: Leaf | None = None

    def node(self, query: Any) -> Node | None:
        """The tree of a Whoosh query; None where nothing is asked."""
        if isinstance(query, whoosh_query.Term):
            return self.run(query.text)
        if isinstance(query, whoosh_query.Phrase):
            return self._phrase(" ".join(query.words))
        if isinstance(query, whoosh_query.Prefix):
            return self._prefix(query.text)
        if isinstance(query, whoosh_query.Not):
            excluded = self.node(query.query)
            self.last = self.completion = None
            return Without(excluded) if excluded else None
        if isinstance(query, whoosh_query.And | whoosh_query.Or):
            parts = [part for part in map(self.node, query) if part is not None]
            return _combined(parts, Either if isinstance(query, whoosh_query.Or) else Both)
        return None

    def run(self, text: str) -> Node | None:
        """Words that all have to be there."""
        words = units(text)
        leaves: list[Leaf] = []
        start = 0
        while start < len(words):
            found = self._synonyms.find(words, start)
            if found:
                end = start + found.length
                leaves.append(Leaf(found.patterns, text[words[start].start : words[end - 1].end]))
            else:
                end = self._glued(words, start)
                leaves.append(_plain(words[start:end], text))
            self._remember(leaves[-1], words[start:end], text)
            start = end
        great = [leaf for leaf in leaves if not _is_small(leaf)]
        return _combined(self._counted(dict.fromkeys(great or leaves)), Both)

    def _glued(self, words: Sequence[Unit], start: int) -> int:
        """Where the words end that are written as one; a label among them stands by itself."""
        end = start + 1
        while end < len(words) and words[end].glued and not self._synonyms.find(words, end):
            end += 1
        return end

    def _remember(self, leaf: Leaf, words: Sequence[Unit], text: str) -> None:
        # Two syllables or more are found within longer words anyway.
        whole = words[-1].paired and len(words[-1].tokens[0].surface) > 1
        self.last = self.completion = None
        if self._ends_in_word and not self._unclosed and not whole:
            raw = text[words[0].start : words[-1].end]
            self.last, self.completion = leaf, _beginning(raw)

    def _phrase(self, text: str) -> Node | None:
        words = [token for unit in units(text, particles=False) for token in unit.tokens]
        self.last = self.completion = None
        if not words:
            return None
        pattern = Pattern(
            tuple(token.surface for token in words),
            exact=True,
            exceptions=self._synonyms.exceptions(tuple(token.stem for token in words)),
        )
        leaf = Leaf((pattern,), text)
        if self._unclosed and self._ends_in_word:
            self.last, self.completion = leaf, _beginning(text)
        return _combined(self._counted([leaf]), Both)

    def _prefix(self, text: str) -> Node | None:
        self.last = self.completion = None
        leaf = _beginning(text)
        if leaf is None:
            self.hint = self.hint or Message("hint-prefix", {"text": text})
            return None
        return _combined(self._counted([leaf]), Both)

    def _counted(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        found = list(leaves)
        kept = found[: _MOST_LEAVES - self._leaves]
        self._leaves += len(kept)
        if len(kept) < len(found):
            self.hint = self.hint or Message("hint-words", {"count": str(_MOST_LEAVES)})
        return kept


def _combined(nodes: Sequence[Node], kind: type[Both | Either]) -> Node | None:
    """Nodes under one, those of the same kind merged and each of them once."""
    flat: dict[Node, None] = {}
    for node in nodes:
        flat |= dict.fromkeys(node.nodes if isinstance(node, kind) else (node,))
    if len(flat) > 1:
        return kind(tuple(flat))
    return next(iter(flat), None)


def _plain(words: Sequence[Unit], text: str) -> Leaf:
    """Words as the user wrote them: the stems, and what is hyphenated also as one word."""
    raw = text[words[0].start : words[-1].end]
    found = forms(words)
    if len(words) > 1 and not any(word.paired for word in words):
        found.append((stem(fold(raw.replace("-", ""))),))
    return Leaf(tuple(map(Pattern, found)), raw)


def _is_small(leaf: Leaf) -> bool:
    return leaf.typed.lower() in _SMALL_WORDS


def _beginning(text: str) -> Leaf | None:
    """The texts in which the last of these words goes on; None when it is too short for that."""
    words = units(text, particles=False)
    if not words:
        return None
    surfaces = tuple(token.surface for unit in words for token in unit.tokens)
    if len(surfaces) == 1 and not words[0].paired and len(surfaces[0]) < _SHORTEST_PREFIX:
        return None
    return Leaf((Pattern(surfaces, exact=True, open_end=True),), text)
