"""Finding a name by a few of its letters: "shbr" finds "**Sh**ow the **br**ief"."""

from __future__ import annotations

from typing import Final, NamedTuple

LONGEST: Final = 40  # letters of a pattern that are looked at
_LETTER, _NEXT, _START, _GAP = 1.0, 5.0, 4.0, 0.15
_WIDEST_GAP: Final = 12


class Match(NamedTuple):
    """How well a text fits, higher is better, and which of its letters did it (spans of code
    points)."""

    score: float
    spans: tuple[tuple[int, int], ...]


def fuzzy_match(pattern: str, text: str) -> Match | None:
    """Match each word of a pattern, its letters in order, at beginnings of words if possible.

    Case does not count. None where a word of the pattern does not fit; an empty pattern fits all.
    """
    # Folding letter by letter keeps the places: "ß" stays one letter.
    letters = [letter.casefold()[:1] for letter in text]
    score, places = 0.0, set[int]()
    for word in pattern[:LONGEST].split():
        found = _best([letter.casefold()[:1] for letter in word], letters)
        if found is None:
            return None
        score += found[0]
        places.update(found[1])
    return Match(score - len(text) * 0.01, _spans(sorted(places)))


def _best(word: list[str], text: list[str]) -> tuple[float, tuple[int, ...]] | None:
    """The best way to find a word's letters in order: its score and their places."""
    ways: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for letter in word:
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for place, there in enumerate(text):
            if there != letter:
                continue
            own = _LETTER + (_START if place == 0 or not text[place - 1].isalnum() else 0.0)
            for last, (score, places) in ways.items():
                if last >= place:
                    continue
                step = _NEXT if last == place - 1 and last >= 0 else 0.0
                gap = 0.0 if last < 0 else _GAP * min(place - last - 1, _WIDEST_GAP)
                total = score + own + step - gap
                if place not in further or total > further[place][0]:
                    further[place] = (total, (*places, place))
        ways = further
        if not ways:
            return None
    return max(ways.values())


def _spans(places: list[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return tuple(spans)
