# mypy: disable-error-code="no-untyped-call"
"""Whoosh: makes the index of a generation and gives its postings as arrays.

Only the public interface is used. An index is read here once, just after it was written by the
same process; no other is ever opened, because Whoosh executes what its files contain (pickles).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import index
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, TEXT, Schema
from whoosh.util.numeric import byte_to_length

from explorer.search.analysis import stem, surfaces, tokenize
from explorer.search.segments import PIECE, StemPostings
from explorer.search.storage import Ints

# Between the pieces of a field (lines, names, passages).
_MEMORY_MB: Final = 256


class StemAnalyzer(Analyzer):
    """Our analysis as a Whoosh analyzer; pieces of a field are parted by a gap of one place."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        """The stems of a text; the same `Token` again and again, as Whoosh wants it."""
        token = Token(positions, chars, mode=mode, boost=1.0, **options)
        place = start = 0
        for piece in value.split(PIECE):
            if chars:
                for own in tokenize(piece):
                    token.text, token.pos = own.stem, place
                    token.startchar, token.endchar = start + own.start, start + own.end
                    place += 1
                    yield token
            else:
                for surface in surfaces(piece):
                    token.text, token.pos = stem(surface), place
                    place += 1
                    yield token
            place += 1
            start += len(piece) + len(PIECE)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    __hash__ = None  # type: ignore[assignment]


def schema(fields: Iterable[str]) -> Schema:
    """A schema with a stored ``id`` and these text fields."""
    analyzer = StemAnalyzer()
    texts = {name: TEXT(analyzer=analyzer, phrase=True) for name in fields}
    return Schema(id=ID(stored=True, unique=True), **texts)


class IndexWriter:
    """Writes one Whoosh index of one segment into a new folder."""

    def __init__(self, folder: Path, fields: Iterable[str]) -> None:
        folder.mkdir()
        self._fields = tuple(fields)
        self._index = index.create_in(str(folder), schema(self._fields))
        self._writer = self._index.writer(limitmb=_MEMORY_MB)

    def add(self, identifier: str, pieces: Mapping[str, Sequence[str]]) -> None:
        """Add a text; texts are numbered from 0 as they come."""
        values = {name: PIECE.join(pieces[name]) for name in self._fields if any(pieces[name])}
        self._writer.add_document(id=identifier, **values)

    def commit(self) -> None:
        """Write all that was added as one segment."""
        self._writer.commit(optimize=True)

    def cancel(self) -> None:
        """Give up; the folder is the caller's to delete."""
        self._writer.cancel()
        self._index.close()

    def postings(self, field: str, stem_words: Sequence[str], bases: Sequence[int]) -> StemPostings:
        """The committed postings of a field; places are counted from each text's base.

        Raises:
            KeyError: the index has a word that is not in ``stem_words``.
        """
        numbers = {word: number for number, word in enumerate(stem_words)}
        texts, counts, places = array("i"), array("i"), array("i")
        lengths = np.zeros((2, len(stem_words) + 1), np.int64)
        with self._index.reader() as reader:
            for word in reader.lexicon(field):
                matcher = reader.postings(field, word)
                before = len(texts), len(places)
                while matcher.is_active():
                    text = matcher.id()
                    found = matcher.value_as("positions")
                    base = bases[text]
                    texts.append(text)
                    counts.append(len(found))
                    places.extend([base + place for place in found])
                    matcher.next()
                number = numbers[word.decode()] + 1
                lengths[:, number] = len(texts) - before[0], len(places) - before[1]
        starts, place_starts = np.cumsum(lengths, axis=1).astype(np.int32)
        return StemPostings(
            starts=starts,
            texts=np.array(texts, np.int32),
            counts=np.array(counts, np.int32),
            place_starts=place_starts,
            places=np.array(places, np.int32),
        )

    def close(self) -> None:
        """Close the index."""
        self._index.close()


# Whoosh keeps the length of a field in one byte; scores are computed with what that gives back.
_LENGTHS: Final = np.array([byte_to_length(number) for number in range(256)], np.int32)


def kept_lengths(lengths: Ints) -> Ints:
    """Field lengths as Whoosh remembers them."""
    return _LENGTHS[np.minimum(np.searchsorted(_LENGTHS, lengths), 255)]
