"""What answers need again and again, kept between them as long as the library does not change.

Typing a word asks five times for nearly the same rows; each is read from the store once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from explorer.domain.entries import Document, Entry, Passage
from explorer.domain.passages import Paragraph, paragraph_at, paragraphs
from explorer.domain.rules import Position, position
from explorer.store import documents, entries
from explorer.store.library import Unit, revision

MOST_ENTRIES: Final = 3_000
MOST_DOCUMENTS: Final = 100


class Shelved(NamedTuple):
    """An entry with the passages it rests on, title and stage first, and where it stands."""

    entry: Entry
    passages: tuple[Passage, ...]
    position: Position


class Content:
    """What was read of one revision. Values are immutable; a thread may read one twice."""

    def __init__(self, unit: Unit, number: int) -> None:
        self.revision = number
        self.documents: dict[str, Document] = documents.documents(unit)
        self.covered = documents.covered(unit)
        self.entry_count = entries.count(unit)
        self._entries: dict[str, Shelved] = {}
        self._paragraphs: dict[str, tuple[Paragraph, ...]] = {}

    def entries(self, unit: Unit, ids: Iterable[str]) -> dict[str, Shelved]:
        """These entries, read where they are not here yet; unknown ids are left out."""
        wanted = tuple(dict.fromkeys(ids))
        found = {name: self._entries[name] for name in wanted if name in self._entries}
        missing = [name for name in wanted if name not in found]
        if missing:
            read = self._read(unit, missing)
            found |= read
            if len(self._entries) + len(read) > MOST_ENTRIES:
                self._entries = {}
            self._entries |= read
        return found

    def _read(self, unit: Unit, ids: Sequence[str]) -> dict[str, Shelved]:
        loaded = entries.load(unit, ids)
        own = {
            name: tuple(dict.fromkeys(p for item in entry.evidence for p in item.passages))
            for name, entry in loaded.items()
        }
        known = documents.passages(unit, sorted({p for names in own.values() for p in names}))
        read = {}
        for name, entry in loaded.items():
            quoted = tuple(known[p] for p in own[name] if p in known)
            standings = {p.id: self.documents[p.document].standing for p in quoted}
            read[name] = Shelved(entry, quoted, position(entry, standings))
        return read

    def paragraph(self, unit: Unit, passage: Passage) -> int:
        """The number of the paragraph a passage stands in; 0 before the body."""
        found = self._paragraphs.get(passage.document)
        if found is None:
            text = documents.text_of(unit, passage.document) or ""
            found = paragraphs(text, self.documents[passage.document].body)
            if len(self._paragraphs) > MOST_DOCUMENTS:
                self._paragraphs = {}
            self._paragraphs[passage.document] = found
        paragraph = paragraph_at(found, passage.start)
        return 0 if paragraph is None else paragraph.number


class Shelf:
    """The content of the newest revision that was asked for."""

    def __init__(self) -> None:
        self._content: Content | None = None

    def at(self, unit: Unit) -> Content:
        """What is kept of the state that ``unit`` sees."""
        number = revision(unit)
        content = self._content
        if content is None or content.revision != number:
            content = self._content = Content(unit, number)
        return content
