"""Where words and phrases stand in a segment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.search.segments import GAP, NO_POSTINGS, Postings, Segment
from explorer.search.storage import Ints
from explorer.search.tree import Pattern


class Wanted(NamedTuple):
    """A pattern in the numbers of a segment.

    ``stems``: each word's stem, `GAP` if it can be several. ``surfaces``: for an exact pattern
    each word's first surface and the one after its last. ``exceptions``: stems, and how many of
    them stand before the pattern. ``slop`` is the pattern's. ``any_of``: the surfaces that a
    fuzzy word may stand for; then nothing else counts.
    """

    stems: tuple[int, ...]
    surfaces: tuple[tuple[int, int], ...]
    exceptions: tuple[tuple[tuple[int, ...], int], ...]
    slop: int = 1
    any_of: tuple[int, ...] = ()


def resolve(segment: Segment, pattern: Pattern) -> Wanted | None:
    """A pattern in the numbers of a segment; None when one of its words is in no text."""
    if pattern.distance:
        near, _ = segment.spellings.near(pattern.words[0], pattern.distance)
        return Wanted((), (), (), any_of=tuple(near.tolist())) if len(near) else None
    if pattern.exact:
        surfaces = _surfaces(segment, pattern)
        if surfaces is None:
            return None
        stems = [int(segment.stem_of[first]) for first, _ in surfaces]
        if pattern.open_end:
            stems[-1] = GAP
    else:
        surfaces = ()
        stems = []
        for word in pattern.words:
            number = segment.stem_number(word)
            if number < 0:
                return None
            stems.append(number)
    exceptions = []
    for words, before in pattern.exceptions:
        numbers = tuple(segment.stem_number(word) for word in words)
        if min(numbers) >= 0:
            exceptions.append((numbers, before))
    return Wanted(tuple(stems), surfaces, tuple(exceptions), pattern.slop)


def _surfaces(segment: Segment, pattern: Pattern) -> tuple[tuple[int, int], ...] | None:
    ranges = []
    for place, word in enumerate(pattern.words):
        if pattern.open_end and place == len(pattern.words) - 1:
            first, end = segment.surface_range(word)
        else:
            first = segment.surface_number(word)
            end = first + 1
        if not 0 <= first < end:
            return None
        ranges.append((first, end))
    return tuple(ranges)


def find(segment: Segment, field: str, wanted: Wanted) -> Postings:
    """The texts of a segment with a pattern in a field, and how often; rising."""
    words = segment.fields[field]
    starts, texts = words.prefix_starts, words.prefix_texts
    if wanted.any_of:
        return _together(np.concatenate([texts[starts[n] : starts[n + 1]] for n in wanted.any_of]))
    if len(wanted.stems) == 1 and not wanted.exceptions:
        if not wanted.surfaces:
            return words.stems.of(wanted.stems[0])
        first, end = wanted.surfaces[0]
        if wanted.stems[0] == GAP:
            return _together(texts[starts[first] : starts[end]])
    if wanted.slop > 1:
        begins = _near(segment, field, wanted)
    else:
        begins = _begins(segment, field, wanted)
    if not len(begins):
        return NO_POSTINGS
    numbers = np.searchsorted(words.bases, begins, side="right") - 1
    heads = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    counts = np.diff(np.append(heads, len(numbers)))
    return Postings(numbers[heads].astype(np.int32), counts.astype(np.int32))


class OpenPostings(NamedTuple):
    """Postings of the words that one word of a query stands for: ``stems`` by number, and of each
    posting the text, the count and the place of its stem in ``stems``."""

    stems: Ints
    texts: Ints
    counts: Ints
    owners: npt.NDArray[np.intp]


def open_postings(segment: Segment, field: str, wanted: Wanted, most: int) -> OpenPostings | None:
    """What a beginning or a misspelt word stands for in a field; None for too many postings."""
    words = segment.fields[field]
    if wanted.any_of:
        numbers = np.array(wanted.any_of, np.int64)
    else:
        numbers = np.arange(*wanted.surfaces[-1])
    there = words.prefix_starts[numbers + 1] > words.prefix_starts[numbers]
    stems = np.sort(segment.stem_of[numbers[there]])
    stems = stems[np.diff(stems, prepend=-1) > 0]  # as np.unique, which loads numpy.ma: 40 ms
    lows = words.stems.starts[stems]
    lengths = words.stems.starts[stems + 1] - lows
    if lengths.sum() > most:
        return None
    owners = np.repeat(np.arange(len(stems)), lengths)
    steps = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places = np.repeat(lows, lengths) + steps
    return OpenPostings(stems, words.stems.texts[places], words.stems.counts[places], owners)


def _together(texts: Ints) -> Postings:
    """Texts that come once for each of their words, once each."""
    sums = np.bincount(texts, minlength=1)
    found = np.flatnonzero(sums > 0).astype(np.int32)
    return Postings(found, sums[found].astype(np.int32))


def _near(segment: Segment, field: str, wanted: Wanted) -> Ints:
    """The places at which the last word of a pattern stands near enough behind the others."""
    words = segment.fields[field]
    stems = words.stems
    ends: Ints | None = None
    for stem, (first, end) in zip(wanted.stems, wanted.surfaces, strict=True):
        places = stems.places[stems.place_starts[stem] : stems.place_starts[stem + 1]]
        found = words.surfaces[places]
        places = places[(found >= first) & (found < end)]
        if ends is not None:
            places = _behind(words.surfaces, ends, places, wanted.slop)
        if not len(places):
            return places
        ends = places
    assert ends is not None
    return ends


def _behind(stream: Ints, ends: Ints, places: Ints, slop: int) -> Ints:
    """The places with one of the ends at most ``slop`` before them, and no gap between."""
    nearest = np.searchsorted(ends, places) - 1
    places, nearest = places[nearest >= 0], nearest[nearest >= 0]
    apart = places - ends[nearest]
    places, apart = places[apart <= slop], apart[apart <= slop]
    joined = np.ones(len(places), bool)
    for back in range(1, slop):
        inside = apart > back
        joined[inside] &= stream[places[inside] - back] != GAP
    return places[joined]


def _begins(segment: Segment, field: str, wanted: Wanted) -> Ints:
    """The places of a field at which a pattern begins; rising."""
    words = segment.fields[field]
    stems, starts = wanted.stems, words.stems.place_starts
    known = [place for place, stem in enumerate(stems) if stem != GAP]
    rarest = min(known, key=lambda place: int(starts[stems[place] + 1] - starts[stems[place]]))
    low, high = starts[stems[rarest]], starts[stems[rarest] + 1]
    begins = words.stems.places[low:high] - np.int32(rarest)
    begins = begins[(begins >= 0) & (begins + len(stems) <= len(words.surfaces))]
    for place, stem in enumerate(stems):
        if not len(begins):
            return begins
        if wanted.surfaces:
            first, end = wanted.surfaces[place]
            found = words.surfaces[begins + place]
            begins = begins[(found >= first) & (found < end)]
        elif place != rarest:
            begins = begins[segment.stem_of[words.surfaces[begins + place]] == stem]
    for numbers, before in wanted.exceptions:
        begins = begins[~_stand_at(segment, field, numbers, begins - np.int32(before))]
    return begins


def _stand_at(
    segment: Segment, field: str, stems: tuple[int, ...], begins: Ints
) -> npt.NDArray[np.bool_]:
    """Whether these stems stand from each of these places on (places may be out of range)."""
    stream = segment.fields[field].surfaces
    inside = (begins >= 0) & (begins + len(stems) <= len(stream))
    for place, stem in enumerate(stems):
        inside[inside] = segment.stem_of[stream[begins[inside] + place]] == stem
    return inside
