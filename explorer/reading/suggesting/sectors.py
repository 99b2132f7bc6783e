"""Of which sectors a stretch of text speaks, by weighted words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from explorer.domain.passages import Span
from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import Block
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, longest_match, tokens_of

MOST: Final = 3
SHARE_OF_FIRST: Final = 0.6  # a further sector has at least this share of the first one's weight
HEADING_SHARE: Final = 0.25
PARAGRAPH_SHARE: Final = 0.2
ENOUGH: Final = 2.0  # what a stretch alone must weigh
POLITICS: Final = "politics-diplomacy"
_POLITICAL: Final = frozenset([Kind.EVENT, Kind.PARTNERSHIP, Kind.DECLARATION])


class Matter:
    """What the parts of a document are about, each weighed once."""

    def __init__(self, title: Span, context: Context) -> None:
        self._context = context
        self._weighed: dict[Span, Counter[str]] = {}
        self._document = self._of(title)

    def sectors(self, draft: Draft, block: Block) -> tuple[str, ...]:
        """The sectors of what is named and what follows; who acts says nothing of the matter."""
        own = tuple(token for token in draft.about if token.start >= draft.named[0].start)
        weights = self._expanded(own) or self._expanded(draft.about)
        around = [self._of(span) for span in (block.label, block.heading) if span is not None]
        told_above = any(set(item) - {POLITICS} for item in around)
        first = weights[POLITICS] == max(weights.values(), default=0) and len(weights) > 1
        if told_above and draft.kind not in _POLITICAL and not first:
            del weights[POLITICS]  # that leaders speak of it makes nothing a matter of politics
        paragraph = Counter(self._of(Span(block.start, block.end)))
        del paragraph[POLITICS]
        return sectors_of(with_theme(weights, paragraph), around, self._document)

    def _of(self, span: Span) -> Counter[str]:
        weights = self._weighed.get(span)
        if weights is None:
            weights = weigh(tokens_of(self._context.text, *span), self._context.lexicon)
            self._weighed[span] = weights
        return weights

    def _expanded(self, tokens: tuple[Token, ...]) -> Counter[str]:
        """The sectors of the words, and of what acronyms among them stand for."""
        weights = weigh(tokens, self._context.lexicon)
        for token in tokens:
            meaning = self._context.acronyms.get(token.bare)
            if meaning is not None:
                weights.update(weigh(tokens_of(meaning, 0, len(meaning)), self._context.lexicon))
        return weights


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
