"""Who acts: the states and groups of states of a document, and of a stretch of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, longest_match, tokens_of, word_set

_CHAIN: Final = re.compile(r"[-–/]")
# Words that stand for the parties together.
TOGETHER: Final = word_set(
    "both two sides countries nations governments leaders presidents ministers they we",
    "delegations partners parties heads",
)
FEWEST: Final = 2


class Mention(NamedTuple):
    """A party named in a text: its codes and the tokens that name it."""

    codes: tuple[str, ...]
    start: int
    end: int
    in_chain: bool = False


def _word_mention(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parties of one word that may be a chain: “U.S.-India”, “India–ROK”, “Indo-U.S.”."""
    codes: list[str] = []
    for part in _CHAIN.split(word):
        code = lexicon.states.get(part)
        group = lexicon.groupings.get(part)
        if code:
            codes.append(code)
        elif group:
            codes += group
    return tuple(codes)


def mentions(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Mention, ...]:
    """The parties that a stretch names, in its order."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not (token.is_capital or token.text[0].isupper()):
            at += 1
            continue
        group = longest_match(tokens, at, lexicon.longest_name, lexicon.groupings)
        state = longest_match(tokens, at, lexicon.longest_name, lexicon.states)
        length = 1
        if group is not None and (state is None or group[1] >= state[1]):
            found.append(Mention(group[0], at, at + group[1]))
            length = group[1]
        elif state is not None:
            if state[0]:
                found.append(Mention((state[0],), at, at + state[1]))
            length = state[1]
        elif _CHAIN.search(token.text) and (codes := _word_mention(token.bare, lexicon)):
            found.append(Mention(codes, at, at + 1, in_chain=len(codes) > 1))
        at += length
    return tuple(found)


def codes_in(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The parties that a stretch names, each once."""
    return tuple(dict.fromkeys(code for item in mentions(tokens, lexicon) for code in item.codes))


def document_parties(text: str, title_end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The parties that a document is between: those of its title, else those it names most."""
    titled = codes_in(tokens_of(text, 0, title_end), lexicon)
    if len(titled) >= FEWEST:
        return titled
    named = mentions(tokens_of(text, 0, len(text)), lexicon)
    counted = Counter(code for item in named for code in item.codes)
    often = [code for code, _ in counted.most_common(FEWEST)]
    if titled:
        others = [code for code, count in counted.most_common() if code not in titled and count > 1]
        return (*titled, *others[:1])
    first = {code: place for place, code in enumerate(counted)}
    return tuple(sorted(often, key=lambda code: first[code]))


def clause_parties(
    tokens: tuple[Token, ...], lexicon: Lexicon, usual: tuple[str, ...]
) -> tuple[str, ...]:
    """The parties of one entry: the document's own, and with a chain of names those of the chain.

    “The U.S.-Japan-Australia dialogue” is of the three, whatever the document is about.
    """
    found = mentions(tokens, lexicon)
    for item in found:
        if item.in_chain and len(set(item.codes)) >= FEWEST and set(item.codes) & set(usual):
            return tuple(dict.fromkeys(item.codes))
    if any(token.lower in ("trilateral", "quadrilateral") for token in tokens):
        named = tuple(dict.fromkeys(code for item in found for code in item.codes))
        return tuple(dict.fromkeys((*usual, *named)))
    return usual
