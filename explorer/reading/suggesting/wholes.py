"""What the object of a verb is as a whole: the thing that its first noun phrase names."""

from __future__ import annotations

from typing import Final

from explorer.reading.suggesting.grammar import DETERMINERS, PREPOSITIONS, RELATIVES
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.things import Thing, first_phrase_end, is_stop, things_in
from explorer.reading.suggesting.tokens import Token, word_set

_NUMBERS: Final = frozenset(["two", "three", "four", "five", "six", "seven", "ten"])
_COLOURLESS: Final = word_set(
    "new joint bilateral various further additional other several important concrete many key",
    "multilateral trilateral practical",
)
_EMPTY: Final = word_set(
    "series number range set round variety host applications nominations registration",
)
MOST_ADJECTIVES: Final = 11  # words before the head of one thing


def object_thing(tokens: tuple[Token, ...], lexicon: Lexicon) -> Thing | None:
    """What an object is, if the head of its first noun phrase is in the table of heads."""
    end = first_phrase_end(tokens)
    for thing in things_in(tokens, lexicon):
        if thing.head >= end:
            if thing.named and thing.start <= _opening(tokens):
                return thing  # a name with commas: “the Climate, Minerals, and Energy Compact”
            return _over_and(tokens, thing, end) or _over_commas(tokens, thing)
        if thing.end >= end or is_stop(tokens, thing.end):
            return thing
    return None


def _opening(tokens: tuple[Token, ...]) -> int:
    """The first place behind determiners and adjectives in small letters."""
    for at in range(min(len(tokens), 4)):
        if tokens[at].is_capital:
            return at
        if tokens[at].lower in PREPOSITIONS:
            break
    return -1


def _over_and(tokens: tuple[Token, ...], thing: Thing, end: int) -> Thing | None:
    """“The commerce and industry ministers’ meeting”: one thing, with two words before it."""
    if end >= len(tokens) or tokens[end].lower != "and" or end + 1 >= len(tokens):
        return None
    if tokens[end + 1].lower in DETERMINERS or thing.start != end + 1:
        return None
    if any(tokens[i].lower in PREPOSITIONS for i in range(thing.head)):
        return None
    return thing._replace(start=0)


def _over_commas(tokens: tuple[Token, ...], thing: Thing) -> Thing | None:
    """“An open, lasting and green fund”: one thing, whose adjectives are a list."""
    if tokens[0].lower not in ("a", "an") or thing.head > MOST_ADJECTIVES:
        return None
    small = PREPOSITIONS | DETERMINERS | RELATIVES
    plain = (token.text == "," or token.is_word for token in tokens[1 : thing.head])
    if not all(plain) or any(token.lower in small for token in tokens[1 : thing.head]):
        return None
    return thing._replace(start=0)


def is_unnamed_many(tokens: tuple[Token, ...], thing: Thing) -> bool:
    """“New initiatives”, “several programmes”: many, and nothing said of what they are."""
    words = [token.lower for token in tokens[thing.start : thing.head] if token.is_word]
    if not tokens[thing.end - 1].lower.endswith("s") or thing.named:
        return False
    after = tokens[thing.end].lower if thing.end < len(tokens) else ""
    told = after in ("on", "for", "in", "of", "at", "focused", "between", "like", "such")
    told = told or bool(set(words) & _NUMBERS)
    return not told and all(word in _COLOURLESS or word in DETERMINERS for word in words)


def into_empty(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """“A series of meetings”: the meetings."""
    for at in range(min(4, len(tokens) - 1)):
        if tokens[at].lower in _EMPTY and tokens[at + 1].lower in ("of", "for"):
            return tokens[at + 2 :]
    return tokens


def with_topic(part: tuple[Token, ...], thing: Thing) -> int:
    """A title takes “on semiconductors” in, a name only what is of it: “for Energy”."""
    if thing.end >= len(part) or part[thing.end].lower not in ("on", "for", "of", "in"):
        return thing.end
    after = part[thing.end + 1 : thing.end + 2]
    if thing.named and not (after and after[0].is_capital and part[thing.end].lower != "in"):
        return thing.end
    return first_phrase_end(part, thing.end + 1)
