"""Where a text matches: spans to highlight, the sentence to show, and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from explorer.domain.passages import sentences
from explorer.domain.query import Snippet
from explorer.search.analysis import Token, tokenize
from explorer.search.tree import Leaf, Node, Pattern, leaves

SNIPPET_LENGTH: Final = 160
_LEAD: Final = 50  # code points kept before the first match of a sentence that is cut
_CUT: Final = "…"


class Match(NamedTuple):
    """One occurrence: a span in code points, what was searched, and the form that stands there."""

    start: int
    end: int
    leaf: Leaf
    pattern: Pattern


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text; a token that is no word ends each line, as no phrase goes past it."""
    tokens: list[Token] = []
    start = 0
    for line in text.split("\n"):
        tokens += [
            token._replace(start=start + token.start, end=start + token.end)
            for token in tokenize(line)
        ]
        start += len(line) + 1
        tokens.append(Token("", "", start, start))
    return tuple(tokens)


class Matcher:
    """What a query looks for in one text; excluded words are not looked for."""

    def __init__(self, node: Node) -> None:
        self._leaves = tuple(dict.fromkeys(leaves(node)))

    def matches(self, text: str) -> list[Match]:
        """All occurrences in a text, by place; they may overlap."""
        if not self._leaves:
            return []
        tokens = _tokens(text)
        places: dict[str, list[int]] = {}
        for place, token in enumerate(tokens):
            places.setdefault(token.stem, []).append(place)
        found = [
            Match(tokens[begin].start, tokens[begin + len(pattern.words) - 1].end, leaf, pattern)
            for leaf in self._leaves
            for pattern in leaf.patterns
            for begin in _begins(pattern, tokens, places)
        ]
        return sorted(found, key=lambda match: (match.start, -match.end))

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """The spans to highlight, in order and apart from one another."""
        return _spans(self.matches(text))

    def why(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """Readable reasons where an entry's texts (by field) have another form than what was
        typed: ROK → 대한민국."""
        reasons: dict[str, None] = {}
        matches = [match for text in fields.values() for match in self.matches(text)]
        for leaf in self._leaves:
            own = [match.pattern for match in matches if match.leaf == leaf]
            if any(_is_typed(pattern, leaf) for pattern in own):
                continue
            for pattern in own:
                if pattern.label:
                    reasons.setdefault(f"{leaf.typed} → {pattern.label}")
        return tuple(reasons)


def _is_typed(pattern: Pattern, leaf: Leaf) -> bool:
    """Whether a form is the one that the user wrote."""
    return not pattern.label or pattern.words == _typed_words(leaf.typed)


@lru_cache(maxsize=256)
def _typed_words(typed: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokenize(typed))


def _begins(
    pattern: Pattern, tokens: Sequence[Token], places: dict[str, list[int]]
) -> Iterator[int]:
    """The places of a text at which a pattern stands."""
    if pattern.exact:
        candidates: Iterable[int] = range(len(tokens) - len(pattern.words) + 1)
    else:
        candidates = places.get(pattern.words[0], ())
    for begin in candidates:
        if _stands(pattern, tokens, begin) and not any(
            _stems_stand(words, tokens, begin - before) for words, before in pattern.exceptions
        ):
            yield begin


def _stands(pattern: Pattern, tokens: Sequence[Token], begin: int) -> bool:
    if not pattern.exact:
        return _stems_stand(pattern.words, tokens, begin)
    found = [token.surface for token in tokens[begin : begin + len(pattern.words)]]
    if pattern.open_end:
        *whole, last = pattern.words
        return found[:-1] == whole and found[-1].startswith(last)
    return found == list(pattern.words)


def _stems_stand(words: Sequence[str], tokens: Sequence[Token], begin: int) -> bool:
    if begin < 0 or begin + len(words) > len(tokens):
        return False
    return all(
        token.stem == word
        for token, word in zip(tokens[begin : begin + len(words)], words, strict=True)
    )


def _spans(matches: Iterable[Match]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for match in matches:
        if spans and match.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], match.end)
        else:
            spans.append((match.start, match.end))
    return tuple(spans)


def best_sentence(texts: Sequence[str], matcher: Matcher | None) -> tuple[int, Snippet]:
    """The sentence that matches best among texts: which text (its place), and the sentence.

    Best has most of the searched words; then most matches; then it comes first. Where nothing
    matches, or without a matcher, it is the first sentence: an empty one of the first text when
    all are empty.
    """
    best: tuple[tuple[int, int], int, Snippet] | None = None
    for place, text in enumerate(texts):
        matches = matcher.matches(text) if matcher else []
        for start, end in sentences(text):
            own = [match for match in matches if start <= match.start and match.end <= end]
            rank = len({match.leaf for match in own}), len(own)
            if best is None or rank > best[0]:
                best = rank, place, _snippet(text, start, end, _spans(own))
    return (0, Snippet("")) if best is None else best[1:]


def _snippet(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Snippet:
    """A sentence, cut at words to the length of a snippet around its first match."""
    low, high = start, end
    if end - start > SNIPPET_LENGTH:
        first = spans[0][0] if spans else start
        low = max(start, min(first - _LEAD, end - SNIPPET_LENGTH))
        high = min(end, low + SNIPPET_LENGTH)
        if low > start:
            low = _after_space(text, low, first)
        if high < end:
            high = _before_space(text, max(low, spans[0][1] if spans else low), high)
    before = _CUT if low > start else ""
    piece = text[low:high].rstrip()
    after = _CUT if high < end else ""
    shift = len(before) - low
    marks = tuple(
        (max(first, low) + shift, min(last, low + len(piece)) + shift)
        for first, last in spans
        if first < low + len(piece) and last > low
    )
    return Snippet(f"{before}{piece}{after}".replace("\n", " "), marks)


def _after_space(text: str, low: int, limit: int) -> int:
    """The beginning of the next word, not later than ``limit``."""
    space = text.find(" ", low, limit)
    return space + 1 if space >= 0 else low


def _before_space(text: str, limit: int, high: int) -> int:
    """The end of the last whole word, not before ``limit``."""
    space = text.rfind(" ", limit, high + 1)
    return space if space > limit else high
