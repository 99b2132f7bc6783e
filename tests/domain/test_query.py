"""The question: choices keep an order, so that equal questions are equal values."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.messages import AccordError
from explorer.domain.query import Choice, Facet, Period, Query
from explorer.domain.when import FIRST_DAY, parse_when


def test_party_starts_with_all_the_others_with_any() -> None:
    assert Query().choice(Facet.PARTY) == Choice((), every=True)
    assert Query().choice(Facet.SECTOR) == Choice((), every=False)


def test_toggling_adds_and_takes_away() -> None:
    one = Query().toggled(Facet.SECTOR, "space")
    two = one.toggled(Facet.SECTOR, "other")
    assert two.choice(Facet.SECTOR).values == ("space", "other")
    assert two.toggled(Facet.SECTOR, "space").choice(Facet.SECTOR).values == ("other",)
    assert one.toggled(Facet.SECTOR, "space") == Query()


def test_toggling_keeps_any_and_all() -> None:
    every = Query().choosing(Facet.SECTOR, Choice(("space",), every=True))
    assert every.toggled(Facet.SECTOR, "other").choice(Facet.SECTOR).every
    party = Query().toggled(Facet.PARTY, "IND").toggled(Facet.PARTY, "KOR")
    assert party.choice(Facet.PARTY) == Choice(("IND", "KOR"), every=True)


@given(st.permutations([(facet, Choice(("x",))) for facet in Facet]))
def test_the_order_of_choosing_does_not_matter(choices: list[tuple[Facet, Choice]]) -> None:
    query = Query()
    for facet, choice in choices:
        query = query.choosing(facet, choice)
    assert tuple(name for name, _ in query.choices) == tuple(Facet)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), True),
        (Query(text="  "), True),
        (Query(text="x"), False),
        (Query(collection="mine"), False),
        (Query(period=Period("2026")), False),
        (Query().toggled(Facet.TAG, "x"), False),
    ],
)
def test_is_everything_only_when_nothing_is_asked(query: Query, expected: bool) -> None:
    assert query.is_everything is expected


def test_a_period_may_be_open_on_either_side() -> None:
    year = parse_when("2026")
    assert Period("2026", "2026").days() == (year.earliest, year.latest)
    assert Period(end="2026-06").days() == (FIRST_DAY, parse_when("2026-06").latest)
    assert Period(start="2026").days()[1] == parse_when("9999").latest
    with pytest.raises(AccordError):
        Period("soon").days()


def test_a_question_survives_as_json() -> None:
    query = Query(text="우주", period=Period("2026", certain=True)).toggled(Facet.PARTY, "IND")
    assert msgspec.json.decode(msgspec.json.encode(query), type=Query) == query
