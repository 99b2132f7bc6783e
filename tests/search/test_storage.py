"""Strings in one block, and the ids of a result: found as in a tuple of the same strings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.storage import ResultIds, Strings

# Few letters, so that strings begin and end alike and come twice; of one to four bytes.
TEXTS = st.lists(st.text("ab-é한😀", max_size=4), max_size=12)


@given(TEXTS, st.text("ab-é한😀", max_size=4))
def test_a_string_is_found_wherever_it_stands(texts: list[str], wanted: str) -> None:
    strings = Strings.of(texts)
    for text in [*texts, wanted]:
        expected = [place for place, other in enumerate(texts) if other == text]
        assert strings.numbers(text).tolist() == expected
        assert strings.numbers(text).tolist() == expected  # what was kept of the first time


@given(st.data())
def test_ids_of_a_result_are_found_as_in_a_tuple(data: st.DataObject) -> None:
    texts = data.draw(TEXTS.filter(bool))
    order = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=8))
    ids = ResultIds(Strings.of(texts), np.array(order, np.int32))
    plain = tuple(texts[place] for place in order)
    assert ids == plain
    for text in [*texts, "elsewhere"]:
        assert (text in ids) == (text in plain)
        if text in plain:
            assert ids.index(text) == plain.index(text)
        else:
            with pytest.raises(ValueError):
                ids.index(text)


def test_more_strings_than_are_kept_are_still_found() -> None:
    names = [f"entry-{number}" for number in range(300)]
    strings = Strings.of(names)
    for _ in range(2):
        assert [strings.numbers(name).tolist() for name in names] == [[n] for n in range(300)]


def test_the_same_order_of_the_same_ids_is_the_same_result() -> None:
    strings = Strings.of(["a", "b", "c"])
    one, other = (np.array(order, np.int32) for order in ([2, 0], [0, 2]))
    assert ResultIds(strings, one) == ResultIds(strings, one.copy())
    assert ResultIds(strings, one) != ResultIds(strings, other)
    assert ResultIds(strings, one) == ResultIds(Strings.of(["c", "a"]), np.array([0, 1], np.int32))
