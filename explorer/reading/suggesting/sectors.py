"""Of which sectors a stretch of text speaks, by weighted words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, longest_match

MOST: Final = 3
SHARE_OF_FIRST: Final = 0.6  # a further sector has at least this share of the first one's weight
HEADING_SHARE: Final = 0.25
PARAGRAPH_SHARE: Final = 0.2
ENOUGH: Final = 2.0  # what a stretch alone must weigh


def weigh(tokens: tuple[Token, ...], lexicon: Lexicon) -> Counter[str]:
    """The weight of each sector; a cue counts once however often it is said."""
    weights: Counter[str] = Counter()
    seen: set[str] = set()
    at = 0
    while at < len(tokens):
        match = _cue_at(tokens, at, lexicon)
        if match is None:
            at += 1
            continue
        cue, found, length = match
        if cue not in seen:
            seen.add(cue)
            for sector, weight in found:
                weights[sector] += weight
        at += length
    return weights


def _cue_at(
    tokens: tuple[Token, ...], at: int, lexicon: Lexicon
) -> tuple[str, tuple[tuple[str, int], ...], int] | None:
    if not tokens[at].is_word:
        return None
    for folded in (False, True):
        match = longest_match(tokens, at, lexicon.longest_cue, lexicon.cues, fold=folded)
        if match is not None:
            length = match[1]
            return " ".join(token.lower for token in tokens[at : at + length]), match[0], length
    return None


def with_theme(own: Counter[str], paragraph: Counter[str]) -> Counter[str]:
    """The weights with a share of what the whole paragraph is about above all."""
    weights = Counter(own)
    best = max(paragraph.values(), default=0)
    for sector, weight in paragraph.items():
        if weight == best:
            weights[sector] += round(PARAGRAPH_SHARE * weight)
    return weights


def sectors_of(
    own: Counter[str], around: Iterable[Counter[str]], document: Counter[str]
) -> tuple[str, ...]:
    """The sectors by their own weight with some of the heading's, the main one first.

    ``around`` are the headings above, nearest first: the first one with any weight stands in
    where the stretch itself says too little; ``document`` where nothing else says anything.
    """
    total: Counter[str] = Counter()
    total.update(own)
    for surrounding in around:
        if not surrounding:
            continue
        best = max(surrounding.values())
        if not total or max(total.values()) < ENOUGH:
            total.update(surrounding)
        else:
            for sector, weight in surrounding.items():
                if weight == best:
                    total[sector] += round(HEADING_SHARE * weight)
        break
    total = total or document
    if not total:
        return ()
    first = total.most_common(1)[0][1]
    chosen = [name for name, weight in total.most_common(MOST) if weight >= SHARE_OF_FIRST * first]
    return tuple(chosen)
