"""Did you mean: words of the index that are spelled nearly like those of a query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from explorer.domain.query import Correction
from explorer.search.analysis import units
from explorer.search.evaluation import Texts
from explorer.search.segments import Segment
from explorer.search.tree import Parsed, leaves

_SHORTEST: Final = 4  # letters
_FUZZIER: Final = 8  # letters from which on two may be wrong
_FEW: Final = 2  # texts: a word that more have was hardly misspelt
_WORDS: Final = 6  # words of a query that are looked up
_PARTS: Final = 12  # conditions: a longer text was hardly typed, and each try reads all of it
_EACH: Final = 2  # spellings of each that are tried

Total = Callable[[str], int]


class _Misspelt(NamedTuple):
    """A word of a text, and what it may have been; best first."""

    start: int
    end: int
    words: tuple[str, ...]


def correction(
    parsed: Parsed, texts: Sequence[Texts], found: int, total: Total
) -> Correction | None:
    """A text that finds more than ``found`` entries; None where there is none.

    ``texts``: whose words there are; ``total``: how many entries a text finds. First all words
    that nothing has are exchanged, then single ones.
    """
    if len(parsed.parts) > _PARTS:
        return None
    doubtful = sorted(set(islice(_misspelt(parsed, texts), _WORDS)))
    if not doubtful:
        return None
    best: Correction | None = None
    for chosen in _choices(doubtful):
        text, marks = _exchanged(parsed.text, chosen)
        count = total(text)
        if count > max(found, 0 if best is None else best.total):
            best = Correction(text, marks, count)
        if best is not None and len(chosen) == len(doubtful):
            break  # all of them together, and it finds more
    return best


def _choices(doubtful: Sequence[_Misspelt]) -> Iterator[list[tuple[_Misspelt, str]]]:
    yield [(item, item.words[0]) for item in doubtful]
    for item in doubtful:
        for word in item.words if len(doubtful) == 1 else item.words[:1]:
            yield [(item, word)]


def _exchanged(
    text: str, chosen: Sequence[tuple[_Misspelt, str]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    written, marks, place = "", [], 0
    for item, word in chosen:
        written += text[place : item.start]
        marks.append((len(written), len(written) + len(word)))
        written += word
        place = item.end
    return written + text[place:], tuple(marks)


def _misspelt(parsed: Parsed, texts: Sequence[Texts]) -> Iterator[_Misspelt]:
    for part in parsed.parts:
        for leaf in leaves(part.node):
            start = parsed.text.find(leaf.typed, part.start, part.end)
            if start < 0 or any(pattern.label for pattern in leaf.patterns):
                continue
            for unit in units(leaf.typed, particles=False):
                word = unit.tokens[0].surface
                if unit.paired or len(word) < _SHORTEST or _frequency(word, texts) > _FEW:
                    continue
                near = _near(word, texts)
                if near:
                    yield _Misspelt(start + unit.start, start + unit.end, near)


def _frequency(word: str, texts: Sequence[Texts]) -> int:
    """How many texts have a word, in all of their fields together."""
    return sum(
        _count(segment, segment.surface_number(word)) for own in texts for segment in own.segments
    )


def _count(segment: Segment, number: int) -> int:
    if number < 0:
        return 0
    return sum(
        int(words.prefix_starts[number + 1] - words.prefix_starts[number])
        for words in segment.fields.values()
    )


def _near(word: str, texts: Sequence[Texts]) -> tuple[str, ...]:
    """The words that are spelled most like one: by distance, then the most frequent."""
    most = 1 if len(word) < _FUZZIER else 2
    found: dict[str, tuple[int, int]] = {}
    for segment in (segment for own in texts for segment in own.segments):
        numbers, distances = segment.spellings.near(word, most, swaps=True)
        for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True):
            other = segment.surface_words[number]
            count = found.get(other, (0, 0))[1] + _count(segment, number)
            found[other] = distance, count
    found.pop(word, None)
    own = _frequency(word, texts)
    ranked = sorted((far, -count, other) for other, (far, count) in found.items() if count > own)
    return tuple(other for _, _, other in ranked[:_EACH])
