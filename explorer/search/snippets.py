"""Where a text matches: spans to highlight, the sentence to show, and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


class _Text:
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
_known = lru_cache(maxsize=1_024)(_Text)


class Matcher:
    """What a query looks for in one text; excluded words are not looked for."""

    def __init__(self, node: Node) -> None:
        self._leaves = tuple(dict.fromkeys(leaves(node)))
        self._patterns = [(leaf, own) for leaf in self._leaves for own in leaf.patterns]
        #: Whether any form that is looked for is not the one that was typed.
        self.has_reasons = any(pattern.label for _, pattern in self._patterns)

    def matches(self, text: str) -> list[Match]:
        """All occurrences in a text, by place; they may overlap."""
        if not self._patterns or not text:
            return []
        own = _known(text)
        found = [
            Match(own.starts[begin], own.ends[begin + len(pattern.words) - 1], leaf, pattern)
            for leaf, pattern in self._patterns
            for begin in _begins(pattern, own)
        ]
        if len(found) > 1:
            found.sort(key=lambda match: (match.start, -match.end))
        return found

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """The spans to highlight, in order and apart from one another."""
        return _spans(self.matches(text))

    def why(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """Readable reasons where an entry's texts (by field) have another form than what was
        typed: ROK → 대한민국."""
        if not self.has_reasons:
            return ()
        return self.reasons([match for text in fields.values() for match in self.matches(text)])

    def reasons(self, matches: Iterable[Match]) -> tuple[str, ...]:
        """As `why`, from all matches of an entry's texts."""
        patterns: dict[Leaf, list[Pattern]] = {}
        for match in matches:
            patterns.setdefault(match.leaf, []).append(match.pattern)
        reasons: dict[str, None] = {}
        for leaf in self._leaves:
            own = patterns.get(leaf, ())
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


def _begins(pattern: Pattern, text: _Text) -> Iterable[int]:
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
    if matcher is not None:
        best = best_match(texts, [matcher.matches(text) for text in texts])
        if best is not None:
            return best
    for place, text in enumerate(texts):
        for start, end in sentences(text):
            return place, _snippet(text, start, end, ())
    return 0, Snippet("")


def best_match(
    texts: Sequence[str], matches: Sequence[Sequence[Match]]
) -> tuple[int, Snippet] | None:
    """As `best_sentence`, from the matches of each text; None where no sentence has one."""
    best: tuple[tuple[int, int], int, int, int, list[Match]] | None = None
    for place, found in enumerate(matches):
        if not found:
            continue
        for start, end in _known(texts[place]).sentences:
            own = [match for match in found if start <= match.start and match.end <= end]
            if own:
                rank = len({match.leaf for match in own}), len(own)
                if best is None or rank > best[0]:
                    best = rank, place, start, end, own
    if best is None:
        return None
    _, place, start, end, own = best
    return place, _snippet(texts[place], start, end, _spans(own))


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
