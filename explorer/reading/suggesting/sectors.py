"""Of which sectors a thing is: by words that each speak for a sector, and how surely they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from explorer.domain.passages import Span, sentences
from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import Block
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, find_word, tokens_of, word_set

POLITICS: Final = "politics-diplomacy"
_OF_RELATIONS: Final = frozenset([Kind.PARTNERSHIP, Kind.DECLARATION])

# What is done in every field: the field itself may be told by the heading alone.
_MEANS: Final = frozenset(
    [
        "critical-minerals-supply-chains",
        "education-skills",
        "finance-payments",
        "robotics-manufacturing",
        "science-research",
        "standards-ip",
        "trade-investment",
    ]
)

# How surely a sector is one that a careful reader names, by the weight of its words in a name.
# Counted over annotated statements it is .42, .74 and .94; here lower, because where another word
# speaks for another sector in full, a word that half does is mostly left aside.
SURE: Final = {1: 0.25, 2: 0.6}
SUREST: Final = 0.9
ENOUGH: Final = 0.5  # how sure a sector must be
SHARE: Final = 0.7  # and what it must have of the surest one
MOST: Final = 3
# What words count that are not of the name itself.
AFTER: Final = 0.8  # what follows the name in its clause
CIRCUMSTANCE: Final = 0.5  # from “with” or “which” on
BEFORE: Final = 0.5  # who acts, and how
BESIDE: Final = 0.45  # a sentence of the same paragraph
LABEL: Final = 0.7
HEADING: Final = 0.6
TITLE: Final = 0.3
FIELD: Final = 0.7  # the field that a heading names, where the name tells only what is done in it
LONGEST: Final = 8  # words of a heading that names a field
OFFICE: Final = 0.7  # of all these, where a ministry or minister is named by them
SOME: Final = 0.25  # where this is found, nothing further away is asked
POLITICS_BESIDE: Final = 0.7  # how sure politics must be to stand beside another sector
_FULL: Final = 3  # the weight of a word that is of one sector wherever it stands
_SHORT: Final = 3  # letters: “gas” is no plural

_OFFICES: Final = word_set(
    "minister ministers ministry ministries department departments secretary secretaries",
)
_WITHIN: Final = word_set(", & and of the")
_TURNS: Final = word_set("with which that while where who led chaired")
_PARTS: Final = re.compile(r"[-–/]")
_BRITISH: Final = {
    "center": "centre",
    "defense": "defence",
    "fertilizer": "fertiliser",
    "fiber": "fibre",
    "harbor": "harbour",
    "labor": "labour",
    "license": "licence",
    "program": "programme",
}


class Matter:
    """What the parts of a document are about, each weighed once."""

    def __init__(self, title: Span, context: Context) -> None:
        self._context = context
        self._weighed: dict[Span, Counter[str]] = {}
        self._title = title

    def sectors(self, draft: Draft, block: Block) -> tuple[str, ...]:
        """The sectors of what a draft names, the main one first; none where nothing tells."""
        first, last = draft.named[0].start, draft.named[-1].end
        before = tuple(token for token in draft.about if token.start < first)
        named = tuple(token for token in draft.about if first <= token.start < last)
        after = tuple(token for token in draft.about if token.start >= last)
        turn = find_word(after, _TURNS)
        matter, circumstance = (after, ()) if turn is None else (after[:turn], after[turn:])
        sure: dict[str, float] = {}
        for words, share in ((named, 1.0), (matter, AFTER), (circumstance, CIRCUMSTANCE)):
            offices = _offices(words)
            others = tuple(token for token in words if token not in offices)
            _add(sure, self._expanded(others), share)
            _add(sure, self._expanded(offices), share * OFFICE)
        others_best = max((sure[name] for name in sure if name != POLITICS), default=0.0)
        if others_best >= ENOUGH and sure.get(POLITICS, 0.0) < POLITICS_BESIDE:
            # That leaders speak of a matter, or meet on it, makes it no matter of politics.
            sure.pop(POLITICS, None)
        if _best(sure) < ENOUGH:
            for weights, share in self._around(before, draft, block):
                _add(sure, weights, share)
                if _best(sure) >= SOME:
                    break
        elif _MEANS.issuperset(_chosen(sure)):
            field = self._field(block)
            if field is not None:
                sure[field] = max(sure.get(field, 0.0), FIELD)
        return _chosen(sure)

    def _around(
        self, before: tuple[Token, ...], draft: Draft, block: Block
    ) -> Iterator[tuple[Counter[str], float]]:
        """What stands around a name that says too little itself, nearest first."""
        yield self._expanded(before), BEFORE
        if draft.kind in _OF_RELATIONS:
            yield Counter({POLITICS: _FULL}), BESIDE
        beside = sentences(self._context.text, block.start, block.end)
        place = draft.named[0].start
        here = next((at for at, (_, end) in enumerate(beside) if place < end), 0)
        if beside:
            yield self._unpolitical(Span(*beside[here])), BESIDE
        for span, share in ((block.label, LABEL), (block.heading, HEADING)):
            if span is not None:
                yield self._focus(span), share
        for distance in range(1, len(beside)):
            for at in (here - distance, here + distance):
                if 0 <= at < len(beside):
                    yield self._unpolitical(Span(*beside[at])), BESIDE
        yield self._of(self._title), TITLE

    def _field(self, block: Block) -> str | None:
        """The one field that the nearest heading is about, where it is short and of one field."""
        for heading in (block.label, block.heading):
            if heading is not None:
                fields = self._unpolitical(heading)
                words = tokens_of(self._context.text, *heading)
                if len(fields) == 1 and len(words) <= LONGEST and not _MEANS & set(fields):
                    ((name, weight),) = fields.items()
                    return name if weight >= _FULL else None
        return None

    def _focus(self, heading: Span) -> Counter[str]:
        """What a heading is about, unless it is about several things alike."""
        weights = self._of(heading)
        best = max(weights.values(), default=0)
        alone = sum(weight == best for weight in weights.values()) == 1
        return weights if alone else Counter()

    def _unpolitical(self, span: Span) -> Counter[str]:
        weights = Counter(self._of(span))
        del weights[POLITICS]
        return weights

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


def _add(sure: dict[str, float], weights: Counter[str], share: float) -> None:
    """Make sectors surer by further words: each takes away its share of the doubt."""
    for sector, weight in weights.items():
        doubt = 1.0 - sure.get(sector, 0.0)
        sure[sector] = 1.0 - doubt * (1.0 - share * SURE.get(weight, SUREST))


def _best(sure: dict[str, float]) -> float:
    return max(sure.values(), default=0.0)


def _chosen(sure: dict[str, float]) -> tuple[str, ...]:
    """The sectors that are sure enough, the surest first; the first one where none is."""
    best = _best(sure)
    order = sorted(sure, key=lambda name: -sure[name])
    if best < ENOUGH:
        return tuple(order[:1])
    return tuple([name for name in order if sure[name] >= max(ENOUGH, SHARE * best)][:MOST])


def _offices(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """What ministries and ministers are of: who acts says little of the matter."""
    found: list[Token] = []
    inside = False
    for before, token in pairwise(tokens):
        if before.lower in _OFFICES and token.lower in ("of", "for"):
            inside = True
        elif inside:
            inside = token.is_capital or token.lower in _WITHIN
            if inside:
                found.append(token)
    return tuple(found)


def weigh(tokens: tuple[Token, ...], lexicon: Lexicon) -> Counter[str]:
    """The weight of each sector; a cue counts once however often it is said."""
    weights: Counter[str] = Counter()
    seen: set[str] = set()
    for cue in _cues(tokens, lexicon):
        if cue not in seen:
            seen.add(cue)
            for sector, weight in lexicon.cues[cue]:
                weights[sector] += weight
    return weights


def _cues(tokens: tuple[Token, ...], lexicon: Lexicon) -> Iterator[str]:
    """The cues among the words, from each place on the longest one."""
    written = [token.bare if token.is_word else "" for token in tokens]
    forms = [_forms(word) for word in written]
    at = 0
    while at < len(written):
        for length in range(min(lexicon.longest_cue, len(written) - at), 0, -1):
            cue = _cue(written[at : at + length], forms[at : at + length], lexicon)
            if cue is not None:
                yield cue
                at += length
                break
        else:
            yield from _within(written[at], lexicon)
            at += 1


def _cue(written: list[str], forms: list[tuple[str, ...]], lexicon: Lexicon) -> str | None:
    exact = " ".join(written)
    if exact in lexicon.cues:
        return exact
    for which in (0, -1):  # the words before the last one: as they stand, or as the list has them
        before = "".join([f"{form[which]} " for form in forms[:-1]])
        for form in forms[-1]:
            if before + form in lexicon.cues:
                return before + form
    return None


def _within(word: str, lexicon: Lexicon) -> Iterator[str]:
    """The cues in a word of several parts, as “climate-related”; “cross-border” has none."""
    parts = _PARTS.split(word)
    for part in parts if len(parts) > 1 else ():
        cue = _cue([part], [_forms(part)], lexicon)
        if cue and max(weight for _, weight in lexicon.cues[cue]) >= _FULL:
            yield cue


@lru_cache(maxsize=10_000)
def _forms(word: str) -> tuple[str, ...]:
    """A word as the list of cues may have it: in small letters, then singular and British."""
    lower = word.lower()
    single = lower
    if lower.endswith("ies"):
        single = f"{lower[:-3]}y"
    elif lower.endswith(("ches", "shes", "sses", "xes")):
        single = lower[:-2]
    elif lower.endswith("s") and len(lower) > _SHORT:
        single = lower[:-1]
    british = _BRITISH.get(single) or single.replace("ization", "isation")
    return tuple(dict.fromkeys((lower, single, british)))
