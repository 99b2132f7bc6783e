"""Who acts: the states and groups of states of a document, and of a stretch of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from explorer.reading.suggesting.lexicon import Lexicon
from explorer.reading.suggesting.tokens import Token, tokens_of, word_set

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


class _Word(NamedTuple):
    """A word, or a part of one that is a chain (“U.S.-India”), and the token it stands in."""

    bare: str
    token: int
    chained: bool


def _parted(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[_Word, ...]:
    """The words with chains of names taken apart: “United States-Republic of Korea”."""
    words: list[_Word] = []
    for number, token in enumerate(tokens):
        parts = _CHAIN.split(token.bare)
        if len(parts) == 1 or token.bare in lexicon.states or not parts[0][:1].isupper():
            words.append(_Word(token.bare, number, chained=False))
        else:
            words += [_Word(part, number, place > 0) for place, part in enumerate(parts)]
    return tuple(words)


def mentions(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Mention, ...]:
    """The parties that a stretch names, in its order; those of one chain together."""
    words = _parted(tokens, lexicon)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        if not words[at].bare[:1].isupper():
            at += 1
            continue
        codes, length = _named_at(words, at, lexicon)
        if codes:
            start, end = words[at].token, words[at + length - 1].token + 1
            last = found[-1] if found else None
            if last is not None and words[at].chained and last.end > start:
                found[-1] = Mention((*last.codes, *codes), last.start, end, in_chain=True)
            else:
                found.append(Mention(codes, start, end))
        at += length
    return tuple(found)


def _named_at(words: tuple[_Word, ...], at: int, lexicon: Lexicon) -> tuple[tuple[str, ...], int]:
    """The parties whose name begins at a word, and how many words it has; at least one."""
    few = [word.bare for word in words[at : at + lexicon.longest_name]]
    for length in range(len(few), 0, -1):
        name = " ".join(few[:length])
        group = lexicon.groupings.get(name)
        if group is not None:
            return group, length
        state = lexicon.states.get(name)
        if state is not None:
            return ((state,) if state else ()), length
    return (), 1


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
        if len(set(item.codes)) > len(usual) and set(usual) <= set(item.codes):
            return tuple(dict.fromkeys(item.codes))  # a group to which all of them belong
        chain = set(item.codes) if item.in_chain else set()
        several = len(chain & set(usual)) >= FEWEST or len(chain) > FEWEST
        if several and chain & set(usual):  # of one party and a third a document tells in passing
            return tuple(dict.fromkeys(item.codes))
    few = len(usual) <= FEWEST
    if few and any(token.lower in ("trilateral", "quadrilateral") for token in tokens):
        named = tuple(dict.fromkeys(code for item in found for code in item.codes))
        return tuple(dict.fromkeys((*usual, *named)))
    return usual
