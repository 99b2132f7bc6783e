"""Text as evidence: normal form, paragraphs, sentences, and passages that refuse to guess."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from explorer.domain.entries import Passage

CONTEXT: Final = 32  # code points kept before and after a passage

# A full stop ends no sentence after these.
_ABBREVIATIONS: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "shri", "smt", "st", "no", "art", "para", "vol", "pp", "p"}
    | {"vs", "etc", "e.g", "i.e", "cf", "approx", "govt", "ltd", "inc", "co", "corp"}
    | {"u.s", "u.n", "u.k"}
)
_SENTENCE_END: Final = re.compile(r"[.!?।]+[\"'”’)\]]*(?=\s)|[。！？]+[”’）]*")
_LAST_WORD: Final = re.compile(r"(\S+)$")


class Span(NamedTuple):
    """A stretch of a text, in code points."""

    start: int
    end: int


class Paragraph(NamedTuple):
    """A paragraph and its number; title and author lines before the body have number 0."""

    number: int
    start: int
    end: int


def normalise(text: str) -> str:
    """NFC with ``\\n`` line ends and without a byte-order mark: the form that offsets count in."""
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", unified)


def paragraphs(text: str, body: int = 0) -> tuple[Paragraph, ...]:
    """The lines with something on them, trimmed; numbered from 1 where they start at ``body``."""
    found: list[Paragraph] = []
    number = 0
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + line.index(stripped)
        if start >= body:
            number += 1
        found.append(Paragraph(number, start, start + len(stripped)))
    return tuple(found)


def paragraph_at(found: tuple[Paragraph, ...], offset: int) -> Paragraph | None:
    """The paragraph that holds the offset."""
    return next((item for item in found if item.start <= offset < item.end), None)


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of a paragraph, as spans of the whole text, trimmed."""
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        word = _LAST_WORD.search(text, begin, match.start())
        last = word.group(1).lower().lstrip("(“\"'") if word else ""
        initial = len(last.rsplit(".", 1)[-1]) == 1 and last[-1:].isalpha()
        if match.group().startswith(".") and (last in _ABBREVIATIONS or initial):
            continue
        found.append(Span(begin, match.end()))
        begin = match.end()
    found.append(Span(begin, end))
    trimmed = []
    for low, high in found:
        piece = text[low:high]
        if piece.strip():
            offset = len(piece) - len(piece.lstrip())
            trimmed.append(Span(low + offset, low + len(piece.rstrip())))
    return tuple(trimmed)


def fault(passage: Passage, text: str) -> str | None:
    """Why a passage is not sound in a text, or None when it is."""
    if not 0 <= passage.start < passage.end <= len(text):
        return f"{passage.start}–{passage.end} is not within the text of {len(text)} characters"
    if text[passage.start : passage.end] != passage.exact:
        return "the text there is different"
    return None


def relocate(passage: Passage, text: str) -> Span | None:
    """Where a passage stands in a new version: only if prefix + exact + suffix stands once."""
    needle = passage.prefix + passage.exact + passage.suffix
    first = text.find(needle)
    if first < 0 or text.find(needle, first + 1) >= 0:
        return None
    start = first + len(passage.prefix)
    return Span(start, start + len(passage.exact))


def make_passage(identifier: str, document: str, text: str, start: int, end: int) -> Passage:
    """The passage from ``start`` to ``end``, with its context."""
    return Passage(
        id=identifier,
        document=document,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
