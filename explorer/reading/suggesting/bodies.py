"""Organisations that a text names, and the acronyms that it defines in brackets."""

from __future__ import annotations

import re
from typing import Final

from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.things import bracket_at
from explorer.reading.suggesting.tokens import Token, text_of, word_set

ORGANISED: Final = word_set(
    "organisation organization agency foundation association institute mission institutes",
    "university ministry department council bank corporation center centre administration",
    "authority commission laboratory company laboratories academy society federation bureau",
    "office service union limited technology command guard museum chamber board corps",
    "alliance",
)
_SMALL: Final = word_set(
    "of for and & the on in",
)
_DEFINED: Final = re.compile(r"\(([A-Za-z][\w&.\-–]{1,11})\)")
LONGEST_NAME: Final = 12


def acronyms_of(text: str) -> dict[str, str]:
    """Acronyms that a document defines, with the words before their bracket."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        acronym = match.group(1)
        letters = [letter for letter in acronym if letter.isupper()]
        if len(letters) < 2 or acronym in found:
            continue
        words = re.findall(r"[\w&’'.\-–]+", text[max(0, match.start() - 120) : match.start()])
        kept = _defining(words, letters)
        if kept:
            found[acronym] = " ".join(kept)
    return found


def _defining(words: list[str], letters: list[str]) -> list[str]:
    """The fewest last words whose capitals spell the acronym's letters."""
    for count in range(1, min(LONGEST_NAME, len(words)) + 1):
        last = words[-count:]
        initials = [part[0].upper() for word in last for part in re.split(r"[-–&]", word) if part]
        if initials[:1] == letters[:1] and _in_order(letters, initials):
            return last
    return []


def _in_order(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def bodies_in(tokens: tuple[Token, ...], text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Names of organisations, with an acronym where one is given: “Name (ACRONYM)”."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        if not (tokens[at].is_capital and tokens[at].is_word):
            at += 1
            continue
        end = _name_end(tokens, at)
        acronym, after = bracket_at(tokens, end)
        words = tokens[at:end]
        if _is_body(words, lexicon) or (acronym and len(words) > 1):
            found.append(text_of(text, tokens[at:after]))
        at = max(after, at + 1)
    return tuple(dict.fromkeys(found))


def _name_end(tokens: tuple[Token, ...], at: int) -> int:
    end = at + 1
    while end < len(tokens):
        if tokens[end].is_word and tokens[end].is_capital:
            end += 1
            continue
        ahead = end
        while ahead < len(tokens) and tokens[ahead].lower in _SMALL:
            ahead += 1
        joined = end < ahead < len(tokens) and tokens[ahead].is_capital
        joined = joined and [token.lower for token in tokens[end:ahead]] != ["and", "the"]
        if not joined or (tokens[end].lower == "and" and _whole(tokens[at:end])):
            return end
        end = ahead + 1
    return end


def _whole(words: tuple[Token, ...]) -> bool:
    """Whether a name is complete before its “and”: “… Foundation and …”."""
    return words[-1].lower in ORGANISED or words[-1].text.isupper()


def _is_body(words: tuple[Token, ...], lexicon: Lexicon) -> bool:
    if len(words) == 1:
        word = words[0].bare
        known = word in lexicon.states or word.lower() in lexicon.heads
        return word.isupper() and len(word) > 2 and not known
    return any(token.bare.lower() in ORGANISED for token in words)
