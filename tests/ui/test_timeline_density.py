"""Counting dates by column of time: honest sums, spread dates, both ways of counting."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from explorer.domain.when import parse_when
from explorer.ui.models.time_density import Dates, density
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import (
    MONTH,
    YEAR,
    Window,
)
from tests.ui import timeline_pages as made

TODAY = date(2026, 11, 22).toordinal()


def window_of(first: str, last: str) -> Window:
    return Window(parse_when(first).earliest, parse_when(last).latest)


@pytest.mark.parametrize("moving", [False, True])
@pytest.mark.parametrize("coarse", [0.0, 0.3, 1.0])
def test_counts_add_up(moving: bool, coarse: float) -> None:
    page = time_page(made.many(3_000, coarse=coarse))
    dates = Dates(page.columns)
    whole = Window(int(page.columns.start.min()), int(page.columns.end.max()))
    counts = density(dates, whole, 800, moving=moving)
    assert sum(counts.totals) == pytest.approx(3_000, abs=0.01)
    assert (counts.earlier, counts.later) == (0, 0)
    assert sum(total for _, total in counts.families) == pytest.approx(3_000, abs=0.01)
    sure = [counts.within(column)[0] for column in range(len(counts.edges) - 1)]
    if not coarse:
        assert sure == [round(total) for total in counts.totals]
        assert sum(sure) == 3_000
    for column, total in enumerate(counts.totals):
        least, more = counts.within(column)
        assert least - 1e-6 <= total <= least + more + 1e-6


def test_both_ways_of_counting_agree_wherever_the_window_is() -> None:
    page = time_page(made.many(2_000, coarse=0.5))
    dates = Dates(page.columns)
    for span in (("1945", "2025"), ("1980", "1990"), ("1985-02", "1985-11"), ("1600", "2100")):
        window = window_of(*span)
        once = density(dates, window, 900)
        again = density(dates, window, 900, moving=True)
        assert once.edges == again.edges
        assert np.allclose(once.counts, again.counts, atol=1e-5)


def test_a_year_is_spread_over_its_months() -> None:
    rows = [made.row(f"d{n}", "Day", when=f"2026-{n % 12 + 1:02d}-05") for n in range(30)]
    rows += [made.row(f"y{n}", "Year", when="2026") for n in range(3)]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = density(dates, window_of("2026", "2026"), 800)
    assert counts.unit == MONTH
    assert counts.totals[0] == pytest.approx(3 + 3 * 31 / 365, abs=1e-5)
    assert counts.within(0) == (3, 3)


def test_columns_are_no_finer_than_the_dates() -> None:
    rows = [made.row(f"y{n}", "Year", when=f"{2000 + n % 20}") for n in range(60)]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = density(dates, window_of("2000", "2019"), 2_000)
    assert counts.unit == YEAR
    assert counts.totals == [3.0] * 20


def test_what_lasts_counts_where_it_begins() -> None:
    rows = [
        made.row("a", "Plan", when="2026/2030", period=True),
        made.row("b", "Open", when="2019-05/..", period=True),
        made.row("c", "Later", when="[2027-03..]"),
        made.row("d", "Until", when="[..2025]"),
    ]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = density(dates, window_of("2025", "2027"), 300)
    assert sum(counts.totals) == pytest.approx(3, abs=1e-4)
    assert (counts.earlier, counts.later, counts.continuing) == (1, 0, 1)


def test_nothing_to_count() -> None:
    dates = Dates(time_page(made.page([])).columns)
    counts = density(dates, window_of("2026", "2026"), 800)
    assert sum(counts.totals) == 0
    assert counts.families == []
