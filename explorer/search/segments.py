"""The searchable words of a set of texts as arrays: who has which word, how often and where.

Places in a field are counted through all its texts: text ``d`` begins at ``bases[d]``, and at
least one gap stands between two texts and between two pieces of one text, so that no phrase
crosses them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.search.analysis import stem, surfaces
from explorer.search.spelling import Spellings
from explorer.search.storage import Array, Ints, Strings

PIECE: Final = "\n"  # between the pieces of a field: no phrase goes across

GAP: Final = -1
_NO_INTS: Final = np.empty(0, np.int32)


class Postings(NamedTuple):
    """Texts (rising numbers) and how often a word or phrase stands in each (same length)."""

    texts: Ints
    counts: Ints


NO_POSTINGS: Final = Postings(_NO_INTS, _NO_INTS)


class StemPostings(msgspec.Struct, frozen=True):
    """Of one field: for stem ``s`` the texts, counts and places from ``starts[s]`` on.

    ``starts`` and ``place_starts`` have one item more than there are stems.
    """

    starts: Ints
    texts: Ints
    counts: Ints
    place_starts: Ints
    places: Ints

    def of(self, number: int) -> Postings:
        """The texts with one stem."""
        low, high = self.starts[number], self.starts[number + 1]
        return Postings(self.texts[low:high], self.counts[low:high])


class FieldWords(msgspec.Struct, frozen=True):
    """One field of all texts.

    ``surfaces``: the surface at each place, `GAP` between texts. ``bases``: where each text
    begins, and after the last one the end. ``lengths``: number of words of each text.
    ``prefix_texts[prefix_starts[s]:…]``: the texts with surface ``s``.
    """

    surfaces: Ints
    bases: Ints
    lengths: Ints
    prefix_starts: Ints
    prefix_texts: Ints
    stems: StemPostings


class Segment(msgspec.Struct, frozen=True):
    """The words of a set of texts; numbers of stems and surfaces are places in sorted order.

    ``stem_of`` gives each surface's stem, and `GAP` for `GAP` (its last item); ``spellings`` finds
    surfaces that are spelled nearly alike.
    """

    size: int
    stem_words: Sequence[str]
    surface_words: Sequence[str]
    stem_of: Ints
    fields: dict[str, FieldWords]
    spellings: Spellings

    def stem_number(self, word: str) -> int:
        """The number of a stem, -1 when no text has it."""
        return _find(self.stem_words, word)

    def surface_range(self, prefix: str) -> tuple[int, int]:
        """First number of the surfaces that begin so, and the number after their last one."""
        low = bisect_left(self.surface_words, prefix)
        return low, bisect_left(self.surface_words, prefix + "\U0010ffff", low)

    def surface_number(self, word: str) -> int:
        """The number of a surface, -1 when no text has it."""
        return _find(self.surface_words, word)

    def save(self) -> dict[str, Array]:
        """Its arrays, by name."""
        arrays: dict[str, Array] = {"stem_of": self.stem_of}
        arrays |= _packed(self.stem_words).save("stem_words")
        arrays |= _packed(self.surface_words).save("surface_words")
        for name, words in self.fields.items():
            for part in ("surfaces", "bases", "lengths", "prefix_starts", "prefix_texts"):
                arrays[f"{name}.{part}"] = getattr(words, part)
            for part in StemPostings.__struct_fields__:
                arrays[f"{name}.stems.{part}"] = getattr(words.stems, part)
        return arrays

    @classmethod
    def load(cls, arrays: Mapping[str, Array], fields: Iterable[str]) -> Segment:
        """Take what `save` gave."""
        found = {}
        for name in fields:
            stems = StemPostings(
                **{part: arrays[f"{name}.stems.{part}"] for part in StemPostings.__struct_fields__}
            )
            found[name] = FieldWords(
                stems=stems,
                **{
                    part: arrays[f"{name}.{part}"]
                    for part in FieldWords.__struct_fields__
                    if part != "stems"
                },
            )
        surface_words = Strings.load(arrays, "surface_words")
        return cls(
            size=len(next(iter(found.values())).lengths),
            stem_words=Strings.load(arrays, "stem_words"),
            surface_words=surface_words,
            stem_of=arrays["stem_of"],
            fields=found,
            spellings=Spellings(surface_words),
        )


class Collector:
    """Gathers texts field by field and makes a `Segment` of them."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._streams = {field: array("i") for field in fields}
        self._bases = {field: array("i", [0]) for field in self._streams}
        self._lengths = {field: array("i") for field in self._streams}

    def add(self, pieces: Mapping[str, Sequence[str]]) -> None:
        """Add a text: the pieces of each field, between which no phrase is found."""
        numbers = self._numbers
        for field, stream in self._streams.items():
            length = 0
            for piece in pieces[field]:
                words = surfaces(piece)
                stream.extend([numbers.setdefault(word, len(numbers)) for word in words])
                stream.append(GAP)
                length += len(words)
            if not pieces[field]:
                stream.append(GAP)
            self._bases[field].append(len(stream))
            self._lengths[field].append(length)

    def segment(self, postings: Mapping[str, StemPostings] | None = None) -> Segment:
        """All that was added; with ``postings`` given (see `stem_words`) rather than counted."""
        surface_words = sorted(self._numbers)
        stem_words = self.stem_words()
        stem_numbers = {word: number for number, word in enumerate(stem_words)}
        stem_of = np.array([stem_numbers[stem(word)] for word in surface_words] + [GAP], np.int32)
        renumber = np.full(len(surface_words) + 1, GAP, np.int32)
        for number, word in enumerate(surface_words):
            renumber[self._numbers[word]] = number
        fields = {}
        for name, stream in self._streams.items():
            places = renumber[np.frombuffer(stream, np.int32)] if stream else _NO_INTS
            bases = np.array(self._bases[name], np.int32)
            by_surface = _postings(places, bases, len(surface_words))
            stems = (
                postings[name]
                if postings
                else _postings(stem_of[places] if len(places) else places, bases, len(stem_words))
            )
            fields[name] = FieldWords(
                surfaces=places,
                bases=bases,
                lengths=np.array(self._lengths[name], np.int32),
                prefix_starts=by_surface.starts,
                prefix_texts=by_surface.texts,
                stems=stems,
            )
        return Segment(
            len(bases) - 1, stem_words, surface_words, stem_of, fields, Spellings(surface_words)
        )

    def stem_words(self) -> list[str]:
        """The stems of all that was added, sorted: their places are their numbers."""
        return sorted({stem(word) for word in self._numbers})

    def bases(self, field: str) -> Sequence[int]:
        """Where each text begins in a field."""
        return self._bases[field]


def _find(words: Sequence[str], word: str) -> int:
    place = bisect_left(words, word)
    return place if place < len(words) and words[place] == word else -1


def _packed(words: Sequence[str]) -> Strings:
    return words if isinstance(words, Strings) else Strings.of(words)


def _postings(stream: Ints, bases: Ints, vocabulary: int) -> StemPostings:
    """Who has which word where, from the word number at each place (`GAP` for none)."""
    places = np.flatnonzero(stream >= 0).astype(np.int32)
    order = np.argsort(stream[places], kind="stable")
    places = places[order]
    words = stream[places]
    texts = (np.searchsorted(bases, places, side="right") - 1).astype(np.int32)
    first = np.ones(len(places), bool)
    first[1:] = (words[1:] != words[:-1]) | (texts[1:] != texts[:-1])
    heads = np.flatnonzero(first)
    every = np.arange(vocabulary + 1)
    return StemPostings(
        starts=np.searchsorted(words[heads], every).astype(np.int32),
        texts=texts[heads],
        counts=np.diff(np.append(heads, len(places))).astype(np.int32),
        place_starts=np.searchsorted(words, every).astype(np.int32),
        places=places,
    )


def joined_lengths(segments: Iterable[Segment], field: str) -> npt.NDArray[np.int32]:
    """Number of words of each text of a field, through all segments."""
    return np.concatenate([segment.fields[field].lengths for segment in segments])
