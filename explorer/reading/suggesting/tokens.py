"""Words of a sentence, with their places in the document."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple, TypeVar

Value = TypeVar("Value")

_TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}(?:[-–/]\w+(?:\.\w\.)*)*"  # U.S., U.S.-India
    r"|[A-Z][a-z]{1,3}\.(?=\s[A-Z])"  # Dr., H.E. Mr.
    r"|\w+(?:[-–&+.,](?=\w)(?:(?:[A-Z]\.)+|\w+)|[’'](?=\w)\w+)*[’']?"
    r"|[^\w\s]"
)
_POSSESSIVE: Final = re.compile(r"[’']s?$")
QUOTES_OPEN: Final = frozenset('“‘"«')
QUOTES_CLOSE: Final = frozenset('”’"»')


def word_set(*lines: str) -> frozenset[str]:
    """The words of some lines, as a set."""
    return frozenset(" ".join(lines).split())


class Token(NamedTuple):
    """A word or mark: ``start`` and ``end`` are code points of the document."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter, or is a number with one (5G)."""
        return self.text[0].isupper() or (self.text[0].isdigit() and self.text[-1].isupper())

    @property
    def bare(self) -> str:
        """Without the possessive."""
        return _POSSESSIVE.sub("", self.text) if self.text[-1] in "s’'" else self.text


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens from ``start`` to ``end`` of a document."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        low, high = match.span()
        if word[-1] in "’'" and len(word) > 1 and word[-2] != "s":
            word, high = word[:-1], high - 1  # a closing quotation mark, not a plural possessive
        found.append(Token(word, word.lower(), low, high))
    return tuple(found)


def text_of(text: str, tokens: tuple[Token, ...] | list[Token]) -> str:
    """What the document prints from the first to the last token, on one line."""
    if not tokens:
        return ""
    return " ".join(text[tokens[0].start : tokens[-1].end].split())


def longest_match(
    tokens: tuple[Token, ...],
    at: int,
    longest: int,
    table: Mapping[str, Value],
    *,
    fold: bool = False,
) -> tuple[Value, int] | None:
    """The longest run of words from ``at`` that is a key of the table: its value and its length.

    The last word may be a possessive; ``fold`` compares without regard to case.
    """
    words = [token.bare for token in tokens[at : at + longest]]
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        value = table.get(name.lower() if fold else name)
        if value is not None:
            return value, length
    return None


def find_word(tokens: tuple[Token, ...], words: Collection[str], start: int = 0) -> int | None:
    """Where the first of the words stands from ``start`` on."""
    return next((i for i in range(start, len(tokens)) if tokens[i].lower in words), None)
