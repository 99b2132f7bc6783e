"""Words between the parts of a sentence that tell nothing of them: “(a)”, “to this end”."""

from __future__ import annotations

import re
from typing import Final

from explorer.reading.suggesting.grammar import CONJUNCTIONS
from explorer.reading.suggesting.tokens import Token

_NUMBER: Final = re.compile(r"[a-z]|[ivx]{1,5}|[0-9]{1,2}")
_BEFORE_A_NUMBER: Final = frozenset([":", ";", ",", "—", "–"])
# Phrases of one meaning each: “for that reason we go on”. Longer ones stand before shorter ones.
_PHRASES: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "as soon as possible",
        "at the earliest date",
        "at an early date",
        "with this in mind",
        "with that in mind",
        "among other things",
        "in line with this",
        "to this end",
        "to that end",
        "to these ends",
        "for this purpose",
        "for that purpose",
        "in this regard",
        "in that regard",
        "in this respect",
        "in this context",
        "in this connection",
        "in this vein",
        "in this spirit",
        "in this light",
        "in this direction",
        "at the same time",
        "in due course",
        "as a result",
        "in addition",
        "in particular",
        "as appropriate",
        "where appropriate",
        "as necessary",
        "with great satisfaction",
        "with deep satisfaction",
        "with satisfaction",
        "with appreciation",
        "with great pleasure",
        "with pleasure",
        "with interest",
        "inter alia",
    )
)
_FIRST: Final = {phrase[0] for phrase in _PHRASES}


def without_asides(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence without numbers of lists and phrases that only join thoughts.

    The tokens that stay keep their places, so that what is quoted from them holds the asides.
    """
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        after = _number_end(tokens, at)
        if after == at:
            after = _phrase_end(tokens, at)
        if after == at:
            kept.append(tokens[at])
            at += 1
            continue
        at = _joined(tokens, kept, after)
    return tuple(kept)


def _number_end(tokens: tuple[Token, ...], at: int) -> int:
    """The place after “(a)”, “1)” or “(iii)” within a list; ``at`` where there is none."""
    open_bracket = tokens[at].text == "("
    word = at + 1 if open_bracket else at
    if word + 1 >= len(tokens) or tokens[word + 1].text != ")":
        return at
    if not _NUMBER.fullmatch(tokens[word].text):
        return at
    before = tokens[at - 1] if at else None
    listed = before is None or before.text in _BEFORE_A_NUMBER or before.lower in CONJUNCTIONS
    return word + 2 if listed or not open_bracket else at


def _phrase_end(tokens: tuple[Token, ...], at: int) -> int:
    if tokens[at].lower not in _FIRST:
        return at
    for phrase in _PHRASES:
        words = tokens[at : at + len(phrase)]
        if tuple(token.lower for token in words) == phrase:
            return at + len(phrase)
    return at


def _joined(tokens: tuple[Token, ...], kept: list[Token], after: int) -> int:
    """Where to go on behind an aside: its commas go with it, and “to :” loses its colon."""
    comma = after < len(tokens) and tokens[after].text == ","
    if kept and kept[-1].text == ":" and len(kept) > 1 and kept[-2].lower == "to":
        kept.pop()
    if not kept or kept[-1].lower in CONJUNCTIONS:
        return after + 1 if comma else after
    if comma and kept[-1].text == ",":
        kept.pop()
        return after + 1
    return after
