"""Moving over time: what is under the pointer stays, and every way back is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.ui.models.time_scale import Scale, View, Window
from explorer.ui.models.time_view import (
    CALENDAR,
    LEAST_DAYS,
    between,
    bounds,
    clamped,
    panned,
    revealing,
    zoomed,
)

DAYS = st.integers(FIRST_DAY, LAST_DAY)
SPAN = st.floats(LEAST_DAYS, 900_000)
SHARE = st.floats(0, 1)


def views() -> st.SearchStrategy[View]:
    return st.builds(
        lambda start, days: clamped(View(float(start), start + days), CALENDAR), DAYS, SPAN
    )


def assert_within(view: View, limits: View) -> None:
    assert limits.start - 1e-6 <= view.start
    assert view.end <= limits.end + 1e-6
    assert view.days >= min(LEAST_DAYS, limits.days) - 1e-6


@given(views(), st.floats(0.05, 40), SHARE)
def test_what_is_under_the_pointer_stays_there(view: View, factor: float, share: float) -> None:
    at = view.start + share * view.days
    after = zoomed(view, factor, at, CALENDAR)
    assert_within(after, CALENDAR)
    unhindered = LEAST_DAYS < view.days / factor < CALENDAR.days
    free = CALENDAR.start < after.start and after.end < CALENDAR.end
    if unhindered and free:
        x, width = 20 + share * 700, 700.0
        assert Scale(after, 20, width).x(at) == pytest.approx(x, abs=1e-3)
        assert after.days == pytest.approx(view.days / factor)


@given(views(), st.floats(-1e6, 1e6), views())
def test_nothing_leads_out_of_the_limits(view: View, days: float, limits: View) -> None:
    assert_within(panned(view, days, limits), limits)
    assert_within(clamped(view, limits), limits)
    assert_within(zoomed(view, 1.7, view.start + days, limits), limits)


@given(views(), st.floats(-300, 300))
def test_panning_moves_everything_as_far(view: View, days: float) -> None:
    after = panned(view, days, CALENDAR)
    if CALENDAR.start < after.start and after.end < CALENDAR.end:
        assert after.start - view.start == pytest.approx(days, abs=1e-5)
        assert after.days == pytest.approx(view.days)


@given(views(), st.floats(1.05, 20), SHARE, SHARE)
def test_a_fixed_point_is_fixed_on_the_whole_way(
    view: View, factor: float, place: float, share: float
) -> None:
    at = view.start + place * view.days
    goal = zoomed(view, factor, at, View(-1e9, 1e9))
    way = between(view, goal, share)
    assert (at - way.start) / way.days == pytest.approx(place, abs=1e-4)
    assert goal.days - 1e-6 <= way.days <= view.days + 1e-6


@given(views(), views())
def test_a_glide_begins_and_ends_where_it_should(one: View, other: View) -> None:
    assert between(one, other, 0) == one
    assert between(one, other, 1) == other
    middle = between(one, other, 0.5)
    low, high = sorted((one.days, other.days))
    assert low * (1 - 1e-9) - 1e-6 <= middle.days <= high * (1 + 1e-9) + 1e-6


@given(views(), DAYS, st.integers(0, 40_000))
def test_what_is_revealed_is_in_sight(view: View, first: int, length: int) -> None:
    last = min(LAST_DAY, first + length)
    after = revealing(view, first, last, CALENDAR)
    assert after.days == pytest.approx(view.days)
    assert after.start < last + 1
    assert after.end > first
    if last + 1 - first < 0.5 * view.days:
        assert after.start <= first + 1e-6
        assert last + 1 <= after.end + 1e-6


def test_what_is_in_sight_moves_nothing() -> None:
    view = View(700_000.0, 700_365.0)
    assert revealing(view, 700_100, 700_120, CALENDAR) is view
    assert revealing(view, 600_000, 710_000, CALENDAR) is view


@given(views(), st.floats(0, 1), st.floats(50, 3_000))
def test_a_place_and_a_moment_are_the_same_both_ways(
    view: View, share: float, width: float
) -> None:
    scale = Scale(view, 20, width)
    x = 20 + share * width
    assert scale.x(scale.at(x)) == pytest.approx(x, abs=1e-4)
    window = view.window
    assert window.first <= view.start + 1e-5
    assert view.end <= window.last + 1 + 1e-5
    assert View.of(Window(window.first, window.last)).window == window


@given(DAYS, st.integers(0, 40_000))
def test_limits_leave_room_on_both_sides(first: int, length: int) -> None:
    last = min(LAST_DAY, first + length)
    limits = bounds(first, last)
    assert CALENDAR.start <= limits.start <= first
    assert last + 1 <= limits.end <= CALENDAR.end
