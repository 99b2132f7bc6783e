"""The sentence of a text to show for a query, with the spans to highlight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from explorer.domain.passages import sentences
from explorer.domain.query import Snippet
from explorer.search.matching import Match, Matcher, known, spans_of

SNIPPET_LENGTH: Final = 160
_LEAD: Final = 50  # code points kept before the first match of a sentence that is cut
_CUT: Final = "…"


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
        for start, end in known(texts[place]).sentences:
            own = [match for match in found if start <= match.start and match.end <= end]
            if own:
                rank = len({match.leaf for match in own}), len(own)
                if best is None or rank > best[0]:
                    best = rank, place, start, end, own
    if best is None:
        return None
    _, place, start, end, own = best
    return place, _snippet(texts[place], start, end, spans_of(own))


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
