"""Dates: every level-1 form agrees with the ``edtf`` library; what differs is said here."""

from __future__ import annotations

from datetime import date
from itertools import product

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.messages import AccordError
from explorer.domain.when import FIRST_DAY, LAST_DAY, Precision, decades, parse_when


def day(year: int, month: int, number: int) -> int:
    return date(year, month, number).toordinal()


MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def plain_points(draw: st.DrawFn) -> str:
    """A year, month or day, perhaps marked."""
    day_drawn = draw(st.dates(date(1, 1, 1), date(9998, 12, 31)))
    return day_drawn.isoformat()[: draw(st.sampled_from([4, 7, 10]))] + draw(MARKS)


@st.composite
def loose_points(draw: st.DrawFn) -> str:
    """A date with something unspecified, or a season; winter apart, see `test_a_winter_…`."""
    text = draw(st.dates(date(100, 1, 1), date(9998, 12, 31))).isoformat()
    forms = [
        f"{text[:4]}-XX",
        f"{text[:4]}-XX-XX",
        f"{text[:7]}-XX",
        f"{text[:3]}X",
        f"{text[:2]}XX",
    ]
    seasons = [f"{text[:4]}-{season}" for season in (21, 22, 23)]
    return draw(st.sampled_from([*forms, *seasons]))


def bounds(text: str) -> tuple[int, int]:
    """The first and last day by the ``edtf`` library."""
    read = edtf.parse_edtf(text)
    low, high = (date(*side[:3]) for side in (read.lower_strict(), read.upper_strict()))
    return low.toordinal(), high.toordinal()


@settings(max_examples=80, deadline=None)
@given(plain_points() | loose_points())
def test_points_have_the_bounds_of_the_oracle(text: str) -> None:
    when = parse_when(text)
    assert (when.earliest, when.latest) == bounds(text)
    assert (when.text, when.lasting) == (text, False)


@settings(max_examples=60, deadline=None)
@given(plain_points(), plain_points())
def test_intervals_have_the_bounds_of_the_oracle(first: str, last: str) -> None:
    if parse_when(first).earliest > parse_when(last).latest:
        first, last = last, first
    when = parse_when(f"{first}/{last}")
    assert (when.earliest, when.latest) == bounds(f"{first}/{last}")
    assert when.lasting
    assert when.precision is Precision.INTERVAL


@given(loose_points(), loose_points())
def test_intervals_end_where_their_ends_do(first: str, last: str) -> None:
    # The oracle's grammar has no such ends.
    if parse_when(first).earliest > parse_when(last).latest:
        first, last = last, first
    for text in (f"{first}/{last}", f"[{first}..{last}]"):
        when = parse_when(text)
        assert when.earliest == parse_when(first).earliest
        assert when.latest == parse_when(last).latest


@settings(max_examples=40, deadline=None)
@given(plain_points())
def test_marks_are_kept_as_the_oracle_keeps_them(text: str) -> None:
    read, when = edtf.parse_edtf(text), parse_when(text)
    both = getattr(read, "is_uncertain_and_approximate", False)
    assert when.approximate == (getattr(read, "is_approximate", False) or both)
    assert when.uncertain == (getattr(read, "is_uncertain", False) or both)


def test_a_winter_runs_into_the_next_year() -> None:
    # The oracle cuts it off at the end of December.
    winter = parse_when("2026-24")
    assert (winter.earliest, winter.latest) == (day(2026, 12, 1), day(2027, 2, 28))
    assert parse_when("2027-24").latest == day(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "lasting"),
    [
        ("2026-02/..", day(2026, 2, 1), LAST_DAY, True),
        ("2026-02/", day(2026, 2, 1), LAST_DAY, True),
        ("../2026", FIRST_DAY, day(2026, 12, 31), True),
        ("[2026-04-20..]", day(2026, 4, 20), LAST_DAY, False),
        ("[..2026]", FIRST_DAY, day(2026, 12, 31), False),
        ("[2026-04 .. 2026-06]", day(2026, 4, 1), day(2026, 6, 30), False),
        ("[2026..2026]", day(2026, 1, 1), day(2026, 12, 31), False),
    ],
)
def test_open_ends_and_some_day_within(
    text: str, earliest: int, latest: int, lasting: bool
) -> None:
    when = parse_when(text)
    assert (when.earliest, when.latest, when.lasting) == (earliest, latest, lasting)
    assert when.open_start == (earliest == FIRST_DAY)
    assert when.open_end == (latest == LAST_DAY)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2026-04-20", Precision.DAY),
        ("2026-04", Precision.MONTH),
        ("2026-04-XX", Precision.MONTH),
        ("2026-21", Precision.SEASON),
        ("2026", Precision.YEAR),
        ("2026-XX", Precision.YEAR),
        ("202X", Precision.DECADE),
        ("20XX", Precision.CENTURY),
        ("2026/2027", Precision.INTERVAL),
    ],
)
def test_precision_is_the_smallest_unit_named(text: str, precision: Precision) -> None:
    assert parse_when(text).precision is precision


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "April 2026", "26", "20260420", "2026-4", "2026-13", "2026-00", "2026-04-31"),
        *("2023-02-29", "2026-XX-05", "202X-04", "0000", "2026-24-01", "2026~~", "~2026", "12026"),
        *("2026/2025", "/", "../..", "2026/2027/2028", "[2026]", "[..]", "[2026..2025]", "[2026.."),
        *("2026-04-20T10:00", "-2026", "Y17000", "२०२६", "2026\n"),
    ],
)
def test_other_texts_are_refused_and_told(text: str) -> None:
    with pytest.raises(AccordError) as caught:
        parse_when(text)
    assert caught.value.message.code == "date-not-edtf"
    assert caught.value.message.parameters["text"] == text


def test_may_fall_in_and_surely_in() -> None:
    april = parse_when("2026-04")
    first, last = day(2026, 4, 1), day(2026, 4, 30)
    assert april.surely_in(first, last)
    assert april.may_fall_in(last, last + 9)
    assert not april.surely_in(first + 1, last)
    assert not april.may_fall_in(last + 1, last + 9)
    assert not april.may_fall_in(first - 9, first - 1)


def test_order_is_by_earliest_then_latest_day() -> None:
    ordered = ["2025", "2026-01-01", "2026-01", "2026", "2026-02-01"]
    for low, high in product(ordered, repeat=2):
        expected = ordered.index(low) < ordered.index(high)
        assert (parse_when(low).sort_key < parse_when(high).sort_key) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04", [2020]),
        ("2019/2030", [2010, 2020, 2030]),
        ("202X", [2020]),
        ("2026-02/..", [2020]),
        ("../1999", [1990]),
        ("[2029-12..2030-01]", [2020, 2030]),
        ("19XX", list(range(1900, 2000, 10))),
    ],
)
def test_an_interval_counts_in_each_decade_that_it_touches(text: str, expected: list[int]) -> None:
    assert list(decades(parse_when(text))) == expected
