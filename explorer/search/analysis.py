"""Words of a text, in every script: what is indexed, searched and highlighted.

One token carries all that these need: the *surface* (as written, but for case, accents and
signs that come and go), the *stem* that is indexed, and the place in the text. Runs of Hangul,
Han and Kana become overlapping pairs of syllables at consecutive places, to be searched as a
phrase. Stop words stay: without them false phrases arise.

A text need not be in form NFC; offsets always count code points of the text as given.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped]

from explorer.search import english, hindi
from explorer.search.korean import strip_particle

# Raise it when the same text gives other tokens than before: indexes are then built again.
ANALYSER_VERSION: Final = 1

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060"
_HYPHENS: Final = "-\u2010\u2011"
_WORD: Final = regex.compile(
    rf"""
      (?:\p{{Latin}}\.){{2,}}                                    # R.O.K.
    | \p{{L}}\s?&\s?\p{{L}} (?![\p{{L}}\p{{M}}\p{{N}}])            # R&D
    | [Cc][Oo][{_HYPHENS}][Oo] [\p{{L}}\p{{M}}{_INVISIBLE}]*      # co-operation
    | (?<=[\p{{L}}\p{{M}}\p{{N}}]) ['’][Ss] (?![\p{{L}}\p{{M}}\p{{N}}])   # India's
    | [\p{{L}}\p{{N}}] [\p{{L}}\p{{M}}\p{{N}}{_INVISIBLE}]*
    """,
    regex.VERBOSE,
)
_SYLLABLES: Final = r"\p{Hangul}|\p{Han}|\p{Hiragana}|\p{Katakana}|[々ー]"
_SCRIPTS: Final = regex.compile(
    rf"(?P<hangul>\p{{Hangul}}+)|(?P<pairs>(?:(?!\p{{Hangul}})(?:{_SYLLABLES}))+)"
    rf"|(?P<word>(?:(?!{_SYLLABLES}).)+)",
    regex.DOTALL,
)
_CLUSTER: Final = regex.compile(r"\X")
_ACCENTS: Final = regex.compile("[\u0300-\u036f]")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_DROPPED: Final = str.maketrans(dict.fromkeys(f"{_INVISIBLE}{_HYPHENS}. \u00a0", ""))
_LONGEST: Final = 64  # code points of a token; what is longer is no word
# Upper case tells the country from the pronoun.
_UNITED_STATES: Final = frozenset({"US", "U.S.", "USA", "U.S.A."})


class Token(NamedTuple):
    """One place of the index; ``start`` and ``end`` count code points of the text."""

    surface: str
    stem: str
    start: int
    end: int


class Unit(NamedTuple):
    """One word of a query: a word, or all pairs of a run of syllables.

    ``paired``: a run of Hangul, Han or Kana; ``glued``: nothing but a sign (a hyphen, an
    apostrophe) parts it from the unit before.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    paired: bool
    glued: bool

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its tokens."""
        return tuple(token.stem for token in self.tokens)


class _Piece(NamedTuple):
    """Part of a word in one script; offsets are relative to the word."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    hangul: bool
    paired: bool


@lru_cache(maxsize=131_072)
def fold(word: str) -> str:
    """A word without case, accents and invisible signs, in form NFC; widths unified."""
    if word in _UNITED_STATES:
        return "usa"
    if word.isascii():
        return word.lower().translate(_DROPPED)[:_LONGEST]
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_DROPPED)
    folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded)).translate(_LETTERS)
    return hindi.fold(unicodedata.normalize("NFC", folded))[:_LONGEST]


@lru_cache(maxsize=131_072)
def stem(surface: str) -> str:
    """The stem of a folded word."""
    if hindi.is_devanagari(surface):
        return hindi.stem(surface)
    return english.stem(surface)


def _pairs(run: str, start: int, *, particle: bool) -> tuple[Token, ...]:
    """Overlapping pairs of a run of syllables; one syllable stands alone."""
    clusters = [(match.start(), match.end()) for match in _CLUSTER.finditer(run)]
    if particle:
        whole = unicodedata.normalize("NFC", run)
        kept = len(strip_particle(whole))
        clusters = clusters[: max(1, len(clusters) - len(whole) + kept)]
    places = list(pairwise(clusters)) or [(clusters[0], clusters[0])]
    tokens = []
    for first, last in places:
        surface = fold(run[first[0] : last[1]])
        tokens.append(Token(surface, surface, start + first[0], start + last[1]))
    return tuple(tokens)


def _cut(word: str, *, particle: bool = False) -> tuple[_Piece, ...]:
    if word.isascii():
        if word[0] == "'":
            return ()
        surface = fold(word)
        token = Token(surface, stem(surface), 0, len(word))
        return (_Piece((token,), 0, len(word), hangul=False, paired=False),)
    if word[0] == "’":
        return ()
    pieces = []
    for match in _SCRIPTS.finditer(word):
        start, end, run = match.start(), match.end(), match.group()
        paired = match.lastgroup != "word"
        if paired:
            hangul = match.lastgroup == "hangul"
            ends = particle and hangul and end == len(word)
            tokens = _pairs(run, start, particle=ends)
        else:
            hangul = False
            surface = fold(run)
            tokens = (Token(surface, stem(surface), start, end),) if surface else ()
        if tokens:
            pieces.append(_Piece(tokens, start, tokens[-1].end, hangul=hangul, paired=paired))
    return tuple(pieces)


@lru_cache(maxsize=131_072)
def _tokens(word: str) -> tuple[Token, ...]:
    return tuple(token for piece in _cut(word) for token in piece.tokens)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text in order; a token's place in the list is its position."""
    found = []
    for match in _WORD.finditer(text):
        offset = match.start()
        for surface, stemmed, start, end in _tokens(match.group()):
            found.append(Token(surface, stemmed, offset + start, offset + end))
    return found


@lru_cache(maxsize=131_072)
def _surfaces(word: str) -> tuple[str, ...]:
    return tuple(token.surface for token in _tokens(word))


# An index build asks twice for each text: for Whoosh and for the arrays.
@lru_cache(maxsize=256)
def surfaces(text: str) -> tuple[str, ...]:
    """The surfaces of a text's tokens: what an index is built from (`stem` gives the rest)."""
    return tuple(chain.from_iterable(map(_surfaces, _WORD.findall(text))))


def key(text: str) -> str:
    """A name by its letters and digits only, folded: names with one key are the same name."""
    words = (match.group() for match in _WORD.finditer(text))
    return "".join(fold(word) for word in words if word[0] not in "'’")


def units(text: str, *, particles: bool = True) -> list[Unit]:
    """The words of a query; ``particles``: take Korean particles off the ends of words."""
    found: list[Unit] = []
    last = -1
    for match in _WORD.finditer(text):
        offset = match.start()
        between = text[last:offset] if last >= 0 else " "
        glued = last >= 0 and not any(sign.isspace() or sign in "/,;:|" for sign in between)
        for piece in _cut(match.group(), particle=particles):
            tokens = tuple(
                token._replace(start=offset + token.start, end=offset + token.end)
                for token in piece.tokens
            )
            start, end = offset + piece.start, offset + piece.end
            found.append(Unit(tokens, start, end, piece.paired, glued))
            glued = True
        last = match.end()
    return found
