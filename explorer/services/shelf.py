"""What answers need again and again, kept between them as long as the library does not change.

Typing a word asks five times for nearly the same rows; each is read from the store once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Final, NamedTuple, Self, TypeVar

from explorer.domain.entries import Document, Passage
from explorer.domain.passages import Paragraph, paragraphs, sentences
from explorer.services.rows import Shelved, shelved
from explorer.store import documents, entries
from explorer.store.library import Library, Unit, revision

MOST_ENTRIES: Final = 3_000
MOST_DOCUMENTS: Final = 100
MOST_PARAGRAPHS: Final = 1_000

K = TypeVar("K")
V = TypeVar("V")


class Reading:
    """A unit of work that begins when something has to be read: what is kept needs none."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stack = ExitStack()

    @cached_property
    def unit(self) -> Unit:
        """The unit of work, begun now at the latest."""
        return self._stack.enter_context(self._library.reading())

    @cached_property
    def revision(self) -> int:
        """The revision of the state that the unit sees."""
        return revision(self.unit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)


class Stretch(NamedTuple):
    """A sentence of a document, in code points, and its text."""

    start: int
    end: int
    text: str


class Content:
    """What was read of one revision. Values are immutable; a thread may read one twice."""

    def __init__(self, reading: Reading) -> None:
        self.revision = reading.revision
        self.documents: dict[str, Document] = documents.documents(reading.unit)
        self.entry_count = entries.count(reading.unit)
        self._covered = documents.covered(reading.unit)
        self._entries: dict[str, Shelved] = {}
        self._paragraphs: dict[str, tuple[tuple[Paragraph, ...], list[int]]] = {}
        self._uncovered: dict[tuple[str, int, int], tuple[Stretch, ...]] = {}

    def _kept(
        self, reading: Reading, kept: dict[K, V], new: Mapping[K, V], most: int
    ) -> dict[K, V]:
        """What is kept from now on: nothing new where the library has changed meanwhile."""
        if reading.revision != self.revision:
            return kept
        return {**new} if len(kept) + len(new) > most else {**kept, **new}

    def entries(self, reading: Reading, ids: Iterable[str]) -> dict[str, Shelved]:
        """These entries, read where they are not here yet; unknown ids are left out."""
        kept = self._entries
        wanted = tuple(dict.fromkeys(ids))
        found = {name: kept[name] for name in wanted if name in kept}
        if len(found) < len(wanted):
            read = self._read(reading, [name for name in wanted if name not in found])
            self._entries = self._kept(reading, kept, read, MOST_ENTRIES)
            found |= read
        return found

    def _read(self, reading: Reading, ids: Sequence[str]) -> dict[str, Shelved]:
        loaded = entries.load(reading.unit, ids)
        own = {
            name: tuple(dict.fromkeys(p for item in entry.evidence for p in item.passages))
            for name, entry in loaded.items()
        }
        wanted = sorted({p for names in own.values() for p in names})
        known = documents.passages(reading.unit, wanted)
        read = {}
        for name, entry in loaded.items():
            # A document that came a moment ago is not known here yet; the next answer knows it.
            quoted = [known[p] for p in own[name] if p in known]
            quoted = [p for p in quoted if p.document in self.documents]
            standings = {p.id: self.documents[p.document].standing for p in quoted}
            read[name] = shelved(entry, quoted, standings, lambda p: self.cite(reading, p))
        return read

    def cite(self, reading: Reading, passage: Passage) -> tuple[str, int]:
        """The short title of a passage's document, and the number of its paragraph there.

        A passage before the body has the number 0.
        """
        document = self.documents[passage.document]
        if passage.document not in self._paragraphs:
            text = documents.text_of(reading.unit, passage.document) or ""
            found = paragraphs(text, document.body)
            new = {passage.document: (found, [item.start for item in found])}
            self._paragraphs = self._kept(reading, self._paragraphs, new, MOST_DOCUMENTS)
            numbered = new[passage.document]
        else:
            numbered = self._paragraphs[passage.document]
        found, starts = numbered
        place = bisect_right(starts, passage.start) - 1
        inside = place >= 0 and passage.start < found[place].end
        return document.short_title, found[place].number if inside else 0

    def uncovered(
        self, reading: Reading, stretches: Sequence[tuple[str, int, int]]
    ) -> list[tuple[Stretch, ...]]:
        """The sentences that no entry rests on, of each of these stretches of documents.

        A stretch: document, start and end (code points).
        """
        kept = self._uncovered
        missing = [item for item in dict.fromkeys(stretches) if item not in kept]
        if not missing:
            return [kept[item] for item in stretches]
        texts = documents.texts_between(reading.unit, missing)
        new = {
            item: self._open_sentences(item, text)
            for item, text in zip(missing, texts, strict=True)
        }
        self._uncovered = self._kept(reading, kept, new, MOST_PARAGRAPHS)
        return [new[item] if item in new else kept[item] for item in stretches]

    def _open_sentences(self, item: tuple[str, int, int], text: str) -> tuple[Stretch, ...]:
        document, start, _ = item
        taken = self._covered.get(document, ())
        return tuple(
            Stretch(start + low, start + high, text[low:high])
            for low, high in sentences(text)
            if not any(first < start + high and last > start + low for first, last in taken)
        )


class Shelf:
    """The content of the newest revision that was asked for."""

    def __init__(self) -> None:
        self._content: Content | None = None

    def at(self, reading: Reading, number: int | None = None) -> Content:
        """What is kept of the library; ``number``: its revision, where that was just looked up.

        Without a number, or with that of another state, the store is asked.
        """
        content = self._content
        if content is not None and (
            content.revision == number or content.revision == reading.revision
        ):
            return content
        self._content = content = Content(reading)
        return content
