"""What a suggestion is called: the words of its object, cut where they only explain."""

from __future__ import annotations

from typing import Final

from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.grammar import is_adverb
from explorer.reading.suggesting.tokens import Token, find_word, text_of, word_set

LONGEST: Final = 14  # words
FEWEST: Final = 3  # before which a title is not cut
_LEADING: Final = word_set(
    "a an the our their its new several this these that landmark historic also to on upon",
    "of for and some all existing",
)
_CUTS: Final = word_set(
    "which that who where while including such through by with as to aimed aiming focused",
    "focusing ensuring via under based so",
)
_MARKS: Final = word_set(
    ", ; : . — –",
)


def full_title(draft: Draft, context: Context) -> str:
    """The title of a draft; an acronym alone with what it stands for."""
    title = title_of(draft.named, context.text, draft.called)
    meaning = context.acronyms.get(title)
    return f"{meaning} ({title})" if meaning is not None else title


def title_of(named: tuple[Token, ...], text: str, called: str = "") -> str:
    """The title for the words that name a thing, after what it is ``called``.

    Never empty where there are any words.
    """
    words = named
    if called:
        while len(words) > 1 and is_adverb(words[0]):
            words = words[1:]
        return f"{called} {text_of(text, _cut(words[:LONGEST]))}"
    while len(words) > 1 and (
        words[0].lower in _LEADING or is_adverb(words[0]) or _is_mark(words[0])
    ):
        words = words[1:]
    if words[0].lower == "with" and (at := find_word(words, {"on"})) is not None:
        words = words[at + 1 :] or words  # “partner with … on a study”: the study
    kept = _cut(words)
    while len(kept) > 1 and (not kept[-1].is_word and kept[-1].text not in ')”’"'):
        kept.pop()
    title = text_of(text, kept) or text_of(text, named)
    return _closed(title[:1].upper() + title[1:])


def _cut(words: tuple[Token, ...]) -> list[Token]:
    """The words up to where they only explain."""
    kept: list[Token] = []
    count = 0
    for token in words:
        if count >= FEWEST and (token.lower in _CUTS or token.text in _MARKS):
            break
        if count >= LONGEST and token.is_word and not token.is_capital:
            break
        kept.append(token)
        count += token.is_word
    return kept


def _is_mark(token: Token) -> bool:
    return not token.is_word and token.text not in '“‘"('


def _closed(title: str) -> str:
    """Without a quotation mark or bracket that has no other half."""
    for opening, closing in (("“", "”"), ("(", ")"), ("‘", "’")):
        if opening in title and closing not in title:
            title = title.replace(opening, "", 1)
        elif closing in title and opening not in title and closing != "’":
            title = title.replace(closing, "", 1)
    return title.strip()
