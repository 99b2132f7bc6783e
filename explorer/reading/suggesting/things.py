"""Nouns that say what a thing is, names of bodies and texts, and lists of things."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    is_adverb,
)
from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, longest_match, word_set

# Words in -ing that are nouns, or stand before nouns as adjectives do.
ING_NOUNS: Final = word_set(
    "accounting advancing banking briefing broadcasting building capacity-building charging",
    "computing consulting cooling crediting cutting-edge decision-making developing emerging",
    "engineering evening existing farming financing fishing forthcoming funding gathering",
    "hearing heating housing incoming leading learning lending like-minded long-standing",
    "longstanding manufacturing mapping marketing meeting mining monitoring morning",
    "networking nursing ongoing outstanding packaging peacekeeping planning policing pricing",
    "processing programming publishing recycling refuelling screening sequencing sharing",
    "shipbuilding shipping spring standing steering string testing trafficking training",
    "coordinating governing implementing participating visiting",
    "twinning understanding upcoming upskilling wellbeing working",
)
_CONNECTORS: Final = word_set(
    "of for on and & the in to as",
)
_SHORT: Final = frozenset(["led", "held", "set", "made", "built", "run", "based", "sent", "met"])
_CHAINED: Final = frozenset(
    [Kind.MECHANISM, Kind.WORKING_GROUP, Kind.AGREEMENT, Kind.INSTITUTION, Kind.PROGRAMME]
)
_CLOSERS: Final = frozenset("”’\"')")
_OPENING: Final = frozenset('“‘"(')


class Thing(NamedTuple):
    """A noun phrase within tokens: its head's kind, from ``start`` to ``end``; ``head`` begins it.

    ``name_end`` leaves a bracketed acronym out; ``acronym`` is what the bracket holds.
    """

    start: int
    head: int
    end: int
    kind: Kind
    named: bool
    acronym: str = ""


def is_stop(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a noun phrase ends before this word."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    word = token.lower
    if not token.is_word:
        return token.text not in "“‘&-–"
    if word in PREPOSITIONS or word in RELATIVES or word in CONJUNCTIONS or word in DETERMINERS:
        return True
    if word in BE | MODALS | HAVE or is_adverb(token) or word == "worth":
        return True
    if word in _SHORT and _explains(tokens, at + 1):
        return True  # “a dialogue led by …”
    if token.is_capital or len(word) <= 4:
        return False
    if word.endswith("ing"):
        return word not in ING_NOUNS
    return word.endswith("ed") and _explains(tokens, at + 1)


def _explains(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a participle tells of the noun before it: “hosted by”, not “advanced textiles”."""
    if at >= len(tokens) or not tokens[at].is_word:
        return True
    word = tokens[at].lower
    return word in PREPOSITIONS or word in DETERMINERS or is_adverb(tokens[at])


def bracket_at(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """An acronym in brackets at a place, and the place after it."""
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        word = tokens[at + 1].text
        if word.isupper() or sum(letter.isupper() for letter in word) >= 2:
            return word, at + 3
    return "", at


def _skip_close(tokens: tuple[Token, ...], at: int) -> int:
    while at < len(tokens) and tokens[at].text in _CLOSERS:
        at += 1
    return at


def start_of(tokens: tuple[Token, ...], head: int) -> int:
    """Where the noun phrase of a head begins: its determiner, adjectives and names before it."""
    i = head
    while i > 0:
        token = tokens[i - 1]
        if token.text == ")" and i > 2 and tokens[i - 3].text == "(" and head > i - 1:
            i -= 3  # “the Reef Watch Network (RWN) project”
        elif token.text in _OPENING or token.text in ("&", "-", "–", "$", "€", "£", "¥"):
            i -= 1
        elif token.is_word and token.lower in DETERMINERS:
            return i - 1
        elif token.is_word and token.lower in _CONNECTORS:
            if not _within_name(tokens, i - 1):
                return i
            i -= 1
        elif (token.is_word and not is_stop(tokens, i - 1)) or (
            token.text == "," and i >= 2 and _within_name(tokens, i - 1)
        ):
            i -= 1
        else:
            return i
    return i


def _within_name(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a small word stands between two capitalised ones."""
    if at <= 0 or at + 1 >= len(tokens):
        return False
    after = at + 1 if tokens[at + 1].is_word else at + 2
    left = at - 2 if tokens[at - 1].text == "," and at > 1 else at - 1
    if after < len(tokens) and tokens[after].lower in ("and", "the"):
        after += 1
    return tokens[left].is_capital and after < len(tokens) and tokens[after].is_capital


def things_in(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Thing, ...]:
    """The noun phrases whose head is in the table of heads, in order."""
    found: list[Thing] = []
    at = 0
    while at < len(tokens):
        match = longest_match(
            tokens, at, lexicon.longest_head, lexicon.heads, fold=True
        ) or longest_match(tokens, at, lexicon.longest_head, lexicon.heads)
        match = match or _behind_hyphen(tokens, at, lexicon)
        if match is None or not tokens[at].is_word:
            at += 1
            continue
        kind, length = match
        end = (
            _skip_close(tokens, at + length)
            if not _opens_bracket(tokens, at + length)
            else at + length
        )
        if end < len(tokens) and tokens[end].text[0].isdigit():
            end += 1  # “Plan of Action 2021-2025”, “Partnership 2.0”
        acronym, after = bracket_at(tokens, end)
        if not is_stop(tokens, end) or tokens[at + length - 1].text.endswith(("’s", "'s")):
            at += length
            continue
        start = start_of(tokens, at)
        named = tokens[at].is_capital and any(t.is_capital for t in tokens[start:at])
        named = named or any(t.text in "“‘" for t in tokens[start:at]) or bool(acronym)
        named = named or (tokens[at].is_capital and _names_on(tokens, after))
        named = named or _is_called(tokens, start, at, lexicon)
        named = named or (kind in _CHAINED and _of_several(tokens[start:at], lexicon))
        named = named or (tokens[at].text.isupper() and len(tokens[at].text) > 2)
        found.append(Thing(start, at, after, kind, named, acronym))
        at = after
    return tuple(found)


def _behind_hyphen(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> tuple[Kind, int] | None:
    """“A cyber-working group”: the head begins behind the hyphen."""
    if "-" not in tokens[at].text and "–" not in tokens[at].text:
        return None
    last = re.split(r"[-–]", tokens[at].lower)[-1]
    for length in (3, 2):
        words = [last, *(token.lower for token in tokens[at + 1 : at + length])]
        kind = lexicon.heads.get(" ".join(words))
        if kind is not None and last != tokens[at].lower and len(words) > 1:
            return kind, length
    return None


def _names_on(tokens: tuple[Token, ...], at: int) -> bool:
    """“Framework for Security Cooperation”: a name that goes on behind its head."""
    few = tokens[at : at + 2]
    return len(few) > 1 and few[0].lower in ("for", "on", "of") and few[1].is_capital


def _is_called(tokens: tuple[Token, ...], start: int, head: int, lexicon: Lexicon) -> bool:
    """“The Reef Watch project”, “the RWN project”: a name stands before a head in small letters."""
    last = tokens[head - 1]
    if head > start and last.text == ")":
        return True
    if head <= start or not last.is_capital:
        return False
    own = [t for t in tokens[start:head] if t.is_capital and not _is_of_states(t, lexicon)]
    return len(own) > 1 or (last.text.isupper() and len(last.text) > 2 and last in own)


def _is_of_states(token: Token, lexicon: Lexicon) -> bool:
    """“Kenyan”, “Kenya-France”: who, and no name of a thing."""
    parts = re.split(r"[-–]", token.bare)
    return token.bare in lexicon.states or all(part in lexicon.states for part in parts)


def _of_several(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """“The Kenya-France dialogue”: whose it is makes a name of it."""
    return any(re.search(r"\w[-–]\w", t.bare) and _is_of_states(t, lexicon) for t in tokens)


def _opens_bracket(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].text == "("


def first_phrase_end(tokens: tuple[Token, ...], start: int = 0) -> int:
    """Where the first noun phrase from ``start`` ends."""
    at = start
    while at < len(tokens) and (
        tokens[at].lower in DETERMINERS or tokens[at].text in _OPENING or is_adverb(tokens[at])
    ):
        at += 1
    begin = at
    while at < len(tokens) and (not is_stop(tokens, at) or at == begin or _goes_on(tokens, at)):
        at += 1
    return at


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Names go on over small words, adjectives over “and”."""
    token = tokens[at]
    if token.text in _CLOSERS:
        return True
    if token.text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")":
        return not is_stop(tokens, at + 3)  # “the Reef Watch Network (RWN) project”
    return token.lower in _CONNECTORS and token.lower != "to" and _within_name(tokens, at)
