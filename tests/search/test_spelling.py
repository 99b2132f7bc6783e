"""Edit distances over many words at once, against the textbook's for two."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from explorer.search.spelling import MOST, Spellings, within

WORDS = st.text(alphabet="abcdé반체", min_size=1, max_size=9)


def _distance(one: str, other: str, *, swaps: bool) -> int:
    @cache
    def far(first: int, last: int) -> int:
        if not first or not last:
            return first + last
        same = one[first - 1] == other[last - 1]
        steps = [
            far(first - 1, last) + 1,
            far(first, last - 1) + 1,
            far(first - 1, last - 1) + (not same),
        ]
        crossed = one[first - 2 : first] == other[last - 2 : last][::-1]
        if swaps and first > 1 and last > 1 and crossed:
            steps.append(far(first - 2, last - 2) + 1)
        return min(steps)

    return far(len(one), len(other))


@given(WORDS, st.sets(WORDS, max_size=30), st.integers(0, 2), st.booleans())
def test_near_words(word: str, others: set[str], distance: int, swaps: bool) -> None:
    """All words within the distance and no other, the nearest first."""
    words = sorted(others)
    numbers, far = Spellings(words).near(word, distance, swaps=swaps)
    expected = {other: _distance(word, other, swaps=swaps) for other in words}
    assert {words[n]: f for n, f in zip(numbers.tolist(), far.tolist(), strict=True)} == {
        other: own for other, own in expected.items() if own <= distance
    }
    assert far.tolist() == sorted(far.tolist())


@given(WORDS, WORDS, st.integers(0, 2))
def test_two_words(one: str, other: str, distance: int) -> None:
    """The same for two words, as a text is highlighted."""
    assert within(one, other, distance) == (_distance(one, other, swaps=False) <= distance)


def test_a_word_stands_for_so_many_at_most() -> None:
    """However many are spelled nearly alike."""
    signs = [chr(number) for number in range(0x4E00, 0x4E00 + 3 * MOST)]
    words = sorted(f"abc{sign}" for sign in signs)
    numbers, far = Spellings(words).near("abcx", 1)
    assert len(numbers) == MOST
    assert set(far.tolist()) == {1}
