"""From what the user typed to a query tree: labels become synonyms, words stems, prefixes open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import regex  # type: ignore[import-untyped]
from whoosh.qparser import FuzzyTermPlugin, PhrasePlugin, PrefixPlugin, syntax

from explorer.domain.messages import AccordError, Message
from explorer.domain.query import Facet
from explorer.domain.syntax import DATE, FACET_OF_FIELD, period_of
from explorer.search.analysis import Unit, fold, key, stem, units
from explorer.search.grammar import AUTOMATIC, DateNode, clean, syntax_tree, whole
from explorer.search.lexicon import Lexicon
from explorer.search.synonyms import forms
from explorer.search.tree import (
    Both,
    Condition,
    Dated,
    Either,
    Everything,
    Leaf,
    Node,
    Parsed,
    Part,
    Pattern,
    Without,
)

T = TypeVar("T")

_SHORTEST_PREFIX: Final = 2
_SHORTEST_FUZZY: Final = 4  # letters; in shorter words one other letter is another word
_FUZZIER: Final = 8  # letters from which on two may differ
_MOST_DISTANT: Final = 2
_WIDEST: Final = 50  # places between two words that are near one another

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


def parse(text: str, lexicon: Lexicon) -> Parsed:
    """Understand a query; any text has an answer."""
    cleaned, hint = clean(text)
    reader = _Reader(lexicon, cleaned)
    try:
        parts = reader.parts(syntax_tree(cleaned))
    except Exception:  # noqa: BLE001  (whatever Whoosh cannot read is read as plain words)
        hint = Message("hint-syntax", {"text": cleaned})
        parts = reader.words(0, len(cleaned))
    hint = hint or reader.hint
    node = _combined([part.node for part in parts], Both)
    if node is None:
        left = _WORDLIKE.search(cleaned) and not set(cleaned.split()) <= _OPERATORS
        nothing = Message("hint-nothing", {"text": cleaned}) if left else None
        return Parsed(Everything(), cleaned, (), hint or nothing)
    return Parsed(node, cleaned, tuple(parts), hint, reader.last, reader.completion)


class _Reader:
    """Turns Whoosh's syntax nodes, whose words are raw, into our tree."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self._lexicon = lexicon
        self._text = text
        self._unclosed = text.count('"') % 2 == 1
        self._ends_in_word = bool(_WORD_END.search(text))
        self._leaves = 0
        self.hint: Message | None = None
        self.last: Leaf | None = None
        self.completion: Leaf | None = None

    def parts(self, node: Any) -> list[Part]:
        """The conditions of a syntax node that all have to hold; none where nothing is asked."""
        if isinstance(node, syntax.AndGroup):
            return [part for child in node for part in self.parts(child)]
        if isinstance(node, syntax.OrGroup | syntax.NotGroup):
            groups = [found for found in map(self.parts, node) if found]
            meant = [_combined([part.node for part in found], Both) for found in groups]
            if not meant:
                return []
            one = _combined([item for item in meant if item is not None], Either)
            assert one is not None
            start, end = groups[0][0].start, groups[-1][-1].end
            if isinstance(node, syntax.NotGroup):
                self._finish()
                one = Without(one)
            return [Part(one, *whole(self._text, start, end, excluded=type(one) is Without))]
        return self._simple(node) if node.is_text() else []

    def _simple(self, node: Any) -> list[Part]:
        """One word or condition, or words in a row."""
        field = (node.fieldname or "").lower()
        if isinstance(node, DateNode):
            return self._date(node)
        if field in FACET_OF_FIELD:
            return self._condition(node, FACET_OF_FIELD[field], field)
        if isinstance(node, PhrasePlugin.PhraseNode):
            return self._part(node, self._phrase(node.text, node.slop, field))
        if isinstance(node, PrefixPlugin.PrefixNode):
            return self._part(node, self._prefix(node.text, field))
        if isinstance(node, FuzzyTermPlugin.FuzzyTermNode):
            return self._part(node, self._fuzzy(node.text, node.maxdist, field))
        return self.words(node.startchar, node.endchar, field)

    def _part(self, node: Any, meant: Node | None) -> list[Part]:
        if meant is None:
            return []
        return [Part(meant, *whole(self._text, node.startchar, node.endchar))]

    def words(self, start: int, end: int, field: str = "") -> list[Part]:
        """Words that all have to be there, at a place in the text."""
        text = self._text[start:end]
        words = units(text)
        found: list[Part] = []
        place = 0
        while place < len(words):
            label = self._lexicon.synonyms.find(words, place)
            last = place + label.length if label else self._glued(words, place)
            first, behind = words[place].start, words[last - 1].end
            typed = text[first:behind]
            patterns = label.patterns if label else plain(words[place:last], typed)
            leaf = Leaf(patterns, typed, field)
            found.append(Part(leaf, start + first, start + behind))
            self._remember(leaf, words[place:last])
            place = last
        great = [part for part in found if not _is_small(part)]
        kept = self._counted(great or found)
        if field and kept:
            kept[0] = Part(kept[0].node, *whole(self._text, kept[0].start, kept[0].end))
        return kept

    def _glued(self, words: Sequence[Unit], start: int) -> int:
        """Where the words end that are written as one; a label among them stands by itself."""
        end = start + 1
        while end < len(words) and words[end].glued:
            if self._lexicon.synonyms.find(words, end):
                break
            end += 1
        return end

    def _remember(self, leaf: Leaf, words: Sequence[Unit]) -> None:
        # Two syllables or more are found within longer words anyway.
        complete = words[-1].paired and len(words[-1].tokens[0].surface) > 1
        self._finish()
        if self._ends_in_word and not self._unclosed and not complete:
            self.last, self.completion = leaf, beginning(leaf.typed, leaf.field)

    def _finish(self) -> None:
        """What was read last is not being typed any more."""
        self.last = self.completion = None

    def _date(self, node: DateNode) -> list[Part]:
        self._finish()
        try:
            period = period_of(node.text)
        except AccordError:
            self.hint = self.hint or Message("hint-date", {"text": node.text})
            return self.words(self._value_start(node), node.endchar)
        return self._part(node, None if period is None else Dated(period))

    def _value_start(self, node: Any) -> int:
        """Where the value of a date condition begins, behind its field."""
        return int(node.startchar) + len(DATE) + 1

    def _condition(self, node: Any, facet: Facet, field: str) -> list[Part]:
        """A value of a facet by any of its names; words where it is none."""
        typed = node.text
        quoted = isinstance(node, PhrasePlugin.PhraseNode)
        values = self._lexicon.called(facet, typed)
        at_end = self._ends_in_word and node.endchar >= len(self._text)
        if isinstance(node, PrefixPlugin.PrefixNode):
            values = self._lexicon.beginning(facet, typed)
        elif not values and key(typed) and at_end and (self._unclosed or not quoted):
            values = self._lexicon.beginning(facet, typed)
            if values:
                told = Message("hint-begins", {"text": typed, "field": field})
                self.hint = self.hint or told
        self._finish()
        if values:
            return self._part(node, Condition(facet, values))
        if key(typed):
            told = Message("hint-value", {"text": typed, "field": field})
            self.hint = self.hint or told
        return self.words(node.startchar, node.endchar)

    def _phrase(self, text: str, slop: int, field: str) -> Node | None:
        words = [token for unit in units(text, particles=False) for token in unit.tokens]
        self._finish()
        if not words:
            return None
        pattern = Pattern(
            tuple(token.surface for token in words),
            exact=True,
            slop=min(max(slop, 1), _WIDEST) if len(words) > 1 else 1,
            exceptions=self._lexicon.synonyms.exceptions(tuple(token.stem for token in words)),
        )
        leaf = Leaf((pattern,), text, field)
        if self._unclosed and self._ends_in_word:
            self.last, self.completion = leaf, beginning(text, field)
        return _combined(self._counted([leaf]), Both)

    def _prefix(self, text: str, field: str) -> Node | None:
        self._finish()
        leaf = beginning(text, field)
        if leaf is None:
            self.hint = self.hint or Message("hint-prefix", {"text": text})
            return None
        return _combined(self._counted([leaf]), Both)

    def _fuzzy(self, text: str, distance: int, field: str) -> Node | None:
        """Words that may be spelled a little otherwise; short ones and syllables as they are."""
        self._finish()
        found = []
        for unit in units(text, particles=False):
            typed = text[unit.start : unit.end]
            word = unit.tokens[0].surface
            if unit.paired or len(word) < _SHORTEST_FUZZY:
                self.hint = self.hint or Message("hint-fuzzy", {"text": typed})
                found.append(Leaf(plain([unit], typed), typed, field))
                continue
            usual = 1 if len(word) < _FUZZIER else _MOST_DISTANT
            allowed = usual if distance == AUTOMATIC else min(distance, _MOST_DISTANT)
            pattern = Pattern((word,), exact=True, distance=allowed)
            found.append(Leaf((pattern,), typed, field))
        return _combined(self._counted(found), Both)

    def _counted(self, found: Sequence[T]) -> list[T]:
        kept = list(found[: _MOST_LEAVES - self._leaves])
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


def plain(words: Sequence[Unit], typed: str) -> tuple[Pattern, ...]:
    """Words as they are written: the stems, and what is hyphenated also as one word."""
    found = forms(words)
    if len(words) > 1 and not any(word.paired for word in words):
        found.append((stem(fold(typed.replace("-", ""))),))
    return tuple(map(Pattern, found))


def _is_small(part: Part) -> bool:
    return isinstance(part.node, Leaf) and part.node.typed.lower() in _SMALL_WORDS


def beginning(text: str, field: str = "") -> Leaf | None:
    """The texts in which the last of these words goes on; None when it is too short for that."""
    words = units(text, particles=False)
    if not words:
        return None
    surfaces = tuple(token.surface for unit in words for token in unit.tokens)
    if len(surfaces) == 1 and not words[0].paired and len(surfaces[0]) < _SHORTEST_PREFIX:
        return None
    return Leaf((Pattern(surfaces, exact=True, open_end=True),), text, field)
