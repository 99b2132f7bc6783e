"""Whether a new document is another version or a translation of one that is here.

A guess from titles, file names and shared lines; it is told, and the user can correct it. Evidence
moves to a new version only when asked to, and only where it stands there exactly once.
"""

from __future__ import annotations

import re
import uuid
from pathlib import PurePath
from typing import Final, NamedTuple

import msgspec

from explorer.domain.entries import Document, Passage
from explorer.domain.messages import Message
from explorer.domain.passages import CONTEXT, relocate
from explorer.reading.found import ReadText
from explorer.store import documents, shelving
from explorer.store.library import Library, Unit

_SHARED: Final = 0.5  # of the lines of the shorter text: with more it is the same text, changed
_LINE: Final = 20  # letters: shorter lines ("Article 5") are shared by all
# Ends of file names that say which language a file is in.
_TAIL: Final = re.compile(
    r"[\s._(\-]+(?:en|eng|english|ko|kor|korean|hi|hin|hindi|fr|fra|french|es|spa|spanish|ja|jpn|zh"
    r"|chi|de|ger|ru|rus|국문|영문|한글)\)?$",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(
    r"[\s._(\-]*(?:v(?:er(?:sion)?)?\.?\s?\d+(?:\.\d+)*|rev(?:ised)?\.?\s?\d*|final|draft|copy|clean"
    r"|\(\d+\)|\d{6,8})\)?$",
    re.IGNORECASE,
)


class Kin(NamedTuple):
    """The document that a new one is a version or a translation of, and what to tell of it."""

    version_of: str | None = None
    translation_of: str | None = None
    notes: tuple[Message, ...] = ()


class Moved(msgspec.Struct, frozen=True):
    """Passages that moved to a new version, and those that stay with the old one."""

    batch: str
    moved: int
    stayed: int


def kin_of(unit: Unit, text: ReadText, filename: str) -> Kin:
    """Look for the document that a text which was just read belongs to."""
    title, stem = _key(text.said.title), PurePath(filename).stem
    newest = list(reversed(documents.documents(unit).values()))
    for other in newest:
        own = PurePath(other.filename).stem
        named = _plain(own) == _plain(stem) or (len(title) > 12 and _key(other.title) == title)
        if not named or other.language != text.said.language:
            continue
        if _shared(documents.text_of(unit, other.id) or "", text.text) >= _SHARED:
            note = Message("note-version", {"title": other.title})
            return Kin(version_of=other.id, notes=(note,))
    for other in newest:
        own = PurePath(other.filename).stem
        languages = {other.language, text.said.language}
        bare = _without_language(stem)
        if len(languages - {""}) == 2 and bare is not None and _without_language(own) == bare:
            note = Message("note-translation", {"title": other.title})
            return Kin(translation_of=other.translation_of or other.id, notes=(note,))
    return Kin()


def _key(title: str) -> str:
    return "".join(sign for sign in title.casefold() if sign.isalnum())


def _plain(stem: str) -> str:
    """A file's name without what tells versions apart."""
    before = ""
    while before != stem:
        before, stem = stem, _VERSION.sub("", stem)
    return _key(stem)


def _without_language(stem: str) -> str | None:
    """A file's name without its language; one that names none is like no other."""
    found = _TAIL.sub("", stem)
    return _key(found) if found != stem and found else None


def _shared(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, by lines."""
    first, second = (
        {line for line in text.split("\n") if len(line) >= _LINE} for text in (one, other)
    )
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def movable(unit: Unit, old: str, new: str) -> tuple[list[Passage], int]:
    """The passages of a document as they stand in its new version, and how many do not."""
    text = documents.text_of(unit, new) or ""
    own = documents.passages_of(unit, old)
    moved = []
    for passage in own:
        place = None if passage.orphaned else relocate(passage, text)
        if place is not None:
            moved.append(
                msgspec.structs.replace(
                    passage,
                    document=new,
                    start=place.start,
                    end=place.end,
                    prefix=text[max(0, place.start - CONTEXT) : place.start],
                    suffix=text[place.end : place.end + CONTEXT],
                )
            )
    return moved, len(own) - len(moved)


def move_evidence(library: Library, old: str, new: str) -> Moved:
    """Let all that stands exactly once in the new version rest on it; the rest stays.

    Raises:
        AccordError: ``library-…``.
    """
    batch = f"move:{uuid.uuid4()}"
    with library.writing(batch) as unit:
        moved, stayed = movable(unit, old, new)
        shelving.move_passages(unit, moved)
    return Moved(batch if moved else "", len(moved), stayed)


def versions_of(known: dict[str, Document], identifier: str) -> tuple[str, ...]:
    """The documents that say they are a version of this one."""
    return tuple(name for name, one in known.items() if one.version_of == identifier)
