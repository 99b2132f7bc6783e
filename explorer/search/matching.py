"""Where a text matches a query, and why it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from explorer.domain.answers import Why
from explorer.domain.passages import sentences
from explorer.search.analysis import Token, tokenize
from explorer.search.spelling import within
from explorer.search.tree import Leaf, Node, Pattern, leaves


class Match(NamedTuple):
    """One occurrence: a span in code points, what was searched, and the form that stands there."""

    start: int
    end: int
    leaf: Leaf
    pattern: Pattern


class Text:
    """A text as matches are looked for in it: its tokens, and where each stem stands.

    A token that is no word ends each line, as no phrase goes past it.
    """

    __slots__ = ("ends", "places", "sentences", "starts", "stems", "surfaces")

    def __init__(self, text: str) -> None:
        tokens: list[Token] = []
        start = 0
        for line in text.split("\n"):
            tokens += [
                Token(surface, stem, start + low, start + high)
                for surface, stem, low, high in tokenize(line)
            ]
            start += len(line) + 1
            tokens.append(Token("", "", start, start))
        self.surfaces, self.stems, self.starts, self.ends = zip(*tokens, strict=True)
        self.places: dict[str, list[int]] = {}
        for place, stem in enumerate(self.stems):
            self.places.setdefault(stem, []).append(place)
        self.sentences = sentences(text)


# Typing a word looks again and again at nearly the same texts.
known = lru_cache(maxsize=1_024)(Text)


class Matcher:
    """What a query looks for in one text; excluded words are not looked for."""

    def __init__(self, node: Node) -> None:
        self._leaves = tuple(dict.fromkeys(leaves(node)))
        self._patterns = [(leaf, own) for leaf in self._leaves for own in leaf.patterns]
        #: Whether any form that is looked for is not the one that was typed.
        self.has_reasons = any(pattern.label for _, pattern in self._patterns)

    def matches(self, text: str, field: str = "") -> list[Match]:
        """All occurrences in a text, by place; they may overlap.

        ``field``: what the text is; what is looked for in another field only is not found in it.
        """
        if not self._patterns or not text:
            return []
        own = known(text)
        found = [
            Match(own.starts[first], own.ends[last], leaf, pattern)
            for leaf, pattern in self._patterns
            if leaf.field in ("", field)
            for first, last in _places(pattern, own)
        ]
        if len(found) > 1:
            found.sort(key=lambda match: (match.start, -match.end))
        return found

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """The spans to highlight, in order and apart from one another."""
        return spans_of(self.matches(text))

    def why(self, fields: Mapping[str, str]) -> Why:
        """Why an entry with these texts (by field) was found."""
        matches = {name: self.matches(text, name) for name, text in fields.items()}
        words = {
            name: tuple(dict.fromkeys(fields[name][own.start : own.end] for own in found))
            for name, found in matches.items()
        }
        others = self._others(own for found in matches.values() for own in found)
        return Why(tuple((name, own) for name, own in words.items() if own), others)

    def reasons(self, matches: Iterable[Match]) -> tuple[str, ...]:
        """Readable reasons where an entry's texts have another name than what was typed:
        ROK → 대한민국."""
        return tuple(f"{typed} → {label}" for typed, label in self._others(matches))

    def _others(self, matches: Iterable[Match]) -> tuple[tuple[str, str], ...]:
        """What was typed, and the other names that were found for it and never itself."""
        patterns: dict[Leaf, list[Pattern]] = {}
        for match in matches:
            patterns.setdefault(match.leaf, []).append(match.pattern)
        found: dict[tuple[str, str], None] = {}
        for leaf in self._leaves:
            own = patterns.get(leaf, ())
            if any(_is_typed(pattern, leaf) for pattern in own):
                continue
            found |= dict.fromkeys((leaf.typed, item.label) for item in own if item.label)
        return tuple(found)


def _is_typed(pattern: Pattern, leaf: Leaf) -> bool:
    """Whether a form is the one that the user wrote."""
    return not pattern.label or pattern.words == _typed_words(leaf.typed)


@lru_cache(maxsize=256)
def _typed_words(typed: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokenize(typed))


def _places(pattern: Pattern, text: Text) -> Iterable[tuple[int, int]]:
    """The first and the last place of each occurrence; of words near one another, each word's."""
    found: Iterable[int]
    size = len(pattern.words)
    if pattern.distance:
        word = pattern.words[0]
        found = (n for n, own in enumerate(text.surfaces) if within(word, own, pattern.distance))
    elif pattern.slop > 1:
        found, size = _near(pattern, text), 1
    else:
        found = _begins(pattern, text)
    return ((begin, begin + size - 1) for begin in found)


def _near(pattern: Pattern, text: Text) -> Iterator[int]:
    """The places of all words that stand near enough behind one another."""

    def close(first: int, last: int) -> bool:
        return 0 < last - first <= pattern.slop and "" not in text.surfaces[first:last]

    steps: list[list[int]] = []
    for word in pattern.words:
        places = [place for place, own in enumerate(text.surfaces) if own == word]
        if steps:
            places = [place for place in places if any(close(end, place) for end in steps[-1])]
        steps.append(places)
    later = steps[-1]
    found = set(later)
    for places in reversed(steps[:-1]):
        later = [place for place in places if any(close(place, end) for end in later)]
        found.update(later)
    return iter(sorted(found))


def _begins(pattern: Pattern, text: Text) -> Iterable[int]:
    """The places of a text at which a pattern stands."""
    words, size = pattern.words, len(pattern.words)
    if pattern.exact:
        last = words[-1]
        found = [
            begin
            for begin, surface in enumerate(text.surfaces[size - 1 :])
            if (surface.startswith(last) if pattern.open_end else surface == last)
            and (size == 1 or text.surfaces[begin : begin + size - 1] == words[:-1])
        ]
    else:
        found = text.places.get(words[0], [])
        if size > 1:
            found = [begin for begin in found if text.stems[begin : begin + size] == words]
    if not pattern.exceptions:
        return found
    return [
        begin
        for begin in found
        if not any(
            begin >= before and text.stems[begin - before : begin - before + len(other)] == other
            for other, before in pattern.exceptions
        )
    ]


def spans_of(matches: Iterable[Match]) -> tuple[tuple[int, int], ...]:
    """The spans of matches (in their order), those that overlap joined."""
    spans: list[tuple[int, int]] = []
    for match in matches:
        if spans and match.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], match.end)
        else:
            spans.append((match.start, match.end))
    return tuple(spans)
