"""What a suggestion is called: the words of its object, cut where they only explain."""

from __future__ import annotations

from typing import Final

from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.grammar import BE, HAVE, MODALS, RELATIVES, is_adverb
from explorer.reading.suggesting.tokens import Token, find_word, text_of, word_set

LONGEST: Final = 14  # words
FEWEST: Final = 3  # before which a title is not cut
_LEADING: Final = word_set(
    "a an the our their its new several this these that landmark historic also to on upon",
    "of for and some all existing",
)
_CUTS: Final = word_set(
    "which that who where while including such through by with as to aimed aiming focused",
    "focusing ensuring via under based so when after",
)
_TRAILING: Final = word_set(
    "a an the of in on at by for with from to into and or as its their our later when under",
    "between among including through & hosted",
)
_SUBJECTS: Final = frozenset(["we", "the", "both", "they", "it"])
SHORT: Final = 5  # words; a title of fewer that are no name says too little
NAMED: Final = 2  # capitalised words behind the first that make a title a name
_ENDS: Final = frozenset([";", ":", "—", "–"])
_AUXILIARY: Final = BE | HAVE | MODALS  # what is said of a thing is not its name
_MARKS: Final = word_set(
    ", ; : . — –",
)


def full_title(draft: Draft, context: Context) -> str:
    """The title of a draft; an acronym alone with what it stands for."""
    title = title_of(draft.named, context.text, draft.called)
    meaning = context.acronyms.get(title)
    if meaning is not None:
        return f"{meaning} ({title})"
    if draft.called or not _says_little(title):
        return title
    return _longer(draft, context.text) or title


def _says_little(title: str) -> bool:
    """Whether a title is a bare noun: “Task force”, “Memorandum of understanding (MoU)”."""
    words = [word for word in title.split() if not word.startswith("(")]
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        return False
    names = [word for word in words[1:] if word[:1].isupper()]
    return len(words) < SHORT and len(names) < NAMED


def _longer(draft: Draft, text: str) -> str:
    """The title with the words that follow in the passage, up to where a new thought begins."""
    first = draft.named[0].start
    words = tuple(token for token in draft.quoted if token.start >= first)
    while words and (words[0].lower in _LEADING or is_adverb(words[0]) or _is_mark(words[0])):
        words = words[1:]
    kept: list[Token] = []
    for token in words:
        count = sum(item.is_word for item in kept)
        if token.lower in RELATIVES or token.text in _ENDS or count >= LONGEST:
            break
        if token.lower in _AUXILIARY and kept:
            break
        if kept and kept[-1].text == "," and token.lower in _SUBJECTS:
            break
        if count >= SHORT and token.lower in _CUTS - {"by", "with"}:
            break
        kept.append(token)
    while kept and (kept[-1].lower in _TRAILING or not _may_end(kept[-1])):
        kept.pop()
    return _capitalised(text_of(text, kept))


def _capitalised(title: str) -> str:
    """With a capital, also behind a quotation mark."""
    at = 1 if title[:1] in '“‘"(' else 0
    return _closed(title[:at] + title[at : at + 1].upper() + title[at + 1 :])


def _may_end(token: Token) -> bool:
    return token.is_word or token.text in ')”’"'


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
    while len(kept) > 1 and (kept[-1].lower in _TRAILING or not _may_end(kept[-1])):
        kept.pop()
    title = text_of(text, kept) or text_of(text, named)
    return _capitalised(title)


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
    return not token.is_word and token.text not in '“‘"($€£¥₹'


def _closed(title: str) -> str:
    """Without a quotation mark or bracket that has no other half."""
    for opening, closing in (("“", "”"), ("(", ")"), ("‘", "’")):
        if opening in title and closing not in title:
            title = title.replace(opening, "", 1)
        elif closing in title and opening not in title and closing != "’":
            title = title.replace(closing, "", 1)
    return title.strip()
