"""Two wordings of a text, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_MOST_WORDS: Final = 4_000  # above it sentences are compared: the time grows with the square
_MANY_WORDS: Final = 300  # above it the most frequent words are no anchors, for the same reason
_SENTENCE: Final = re.compile(r"[^.!?。\n]*(?:[.!?。\n]+\s*|$)")


class Piece(NamedTuple):
    """A stretch of both texts: the same but for blanks, or ``old`` gave way to ``new``."""

    old: str
    new: str
    same: bool


def tokens(text: str) -> list[str]:
    """A text in words and signs, each with the blanks behind it; together they are the text.

    A word is a run of letters, marks and digits: vowel signs and joiners stay with their letters.
    Signs, and Han letters, which no blanks part, stand one by one.
    """
    found: list[str] = []
    kind = ""  # of the token that is being made: w(ord), s(ign), or blank behind it
    for letter in text:
        now = _kind(letter)
        if not found or (now == "w" and kind != "w") or now == "s":
            found.append(letter)
        else:
            found[-1] += letter
        kind = now
    return found


def _kind(letter: str) -> str:
    if letter.isspace():
        return " "
    if "\u3400" <= letter <= "\u9fff":
        return "s"
    category = unicodedata.category(letter)
    return "w" if category[0] in "LMN" or letter in "\u200c\u200d" else "s"


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """How one text became the other: the olds together are ``old``, the news ``new``."""
    one, other = tokens(old), tokens(new)
    if max(len(one), len(other)) > _MOST_WORDS:
        one, other = ([part for part in _SENTENCE.findall(text) if part] for text in (old, new))
    if max(len(one), len(other)) > _MOST_WORDS:
        return (Piece(old, new, old == new),) if old or new else ()
    # Without the blanks: a last word that got a follower is still the same word.
    keys = [[token.strip() for token in side] for side in (one, other)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=len(other) > _MANY_WORDS)
    return tuple(
        Piece("".join(one[a:b]), "".join(other[c:d]), what == "equal")
        for what, a, b, c, d in matcher.get_opcodes()
    )
