"""Counting dates by column of time: honest sums, spread dates, parts of a result."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from explorer.domain.when import parse_when
from explorer.ui.models.time_density import Dates, Density, Tally, density
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import (
    MONTH,
    YEAR,
    Scale,
    Unit,
    View,
    Window,
    edges,
)
from tests.ui import timeline_pages as made


def window_of(first: str, last: str) -> Window:
    return Window(parse_when(first).earliest, parse_when(last).latest)


def counted(dates: Dates, window: Window, width: float, rows: int = 7) -> Density:
    """Counts in rows that follow from the place of a date, so that every row has some."""
    row = np.arange(len(dates.begin), dtype=np.int32) % rows
    return density(Tally(dates, row, rows), Scale(View.of(window), 20, width))


@pytest.mark.parametrize("coarse", [0.0, 0.3, 1.0])
def test_counts_add_up(coarse: float) -> None:
    page = time_page(made.many(3_000, coarse=coarse))
    dates = Dates(page.columns)
    whole = Window(int(page.columns.start.min()), int(page.columns.end.max()))
    counts = counted(dates, whole, 800)
    assert sum(counts.totals) == pytest.approx(3_000, abs=0.01)
    assert dates.parts(whole) == (3_000, 0, 0, 0)
    assert counts.counts.sum(axis=1) == pytest.approx([429, 429, 429, 429, 428, 428, 428], abs=0.01)
    within = [dates.within(a, b - 1) for a, b in pairwise(counts.edges)]
    if not coarse:
        assert [sure for sure, _ in within] == [round(total) for total in counts.totals]
    for (least, more), total in zip(within, counts.totals, strict=True):
        assert least - 1e-6 <= total <= least + more + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_sums_by_month_tell_what_counting_one_by_one_tells(seed: int) -> None:
    page = time_page(made.many(1_000, coarse=0.5, seed=seed))
    dates = Dates(page.columns)
    tally = Tally(dates, np.zeros(1_000, np.int32), 1)
    chance = np.random.default_rng(seed)
    for _ in range(8):
        first = int(chance.integers(690_000, 735_000))
        window = Window(first, first + int(chance.integers(200, 40_000)))
        unit = (MONTH, Unit(3), YEAR, Unit(60))[int(chance.integers(4))]
        borders = edges(window, unit)
        found = tally.counts(np.array(borders), unit)[0]
        for cell, (low, high) in enumerate(pairwise(borders)):
            start, end = dates.start, dates.end
            inside = np.minimum(end + 1, high) - np.maximum(start, low)
            share = np.maximum(inside, 0) / (end - start + 1)
            assert found[cell] == pytest.approx(float(share.sum()), abs=1e-4)


@pytest.mark.parametrize("span", [("1900", "2100"), ("1980", "1990"), ("1985-02", "1985-05")])
def test_every_date_is_in_one_part(span: tuple[str, str]) -> None:
    rows = [
        made.row("a", "Plan", when="1984/1986", period=True),
        made.row("b", "Open", when="1970/..", period=True),
        made.row("c", "Until", when="[..1985-03]"),
        made.row("d", "Decade", when="198X"),
    ]
    for page in (made.many(2_000, coarse=0.4), made.page(rows)):
        dates = Dates(time_page(page).columns)
        parts = dates.parts(window_of(*span))
        assert sum(parts) == len(dates.begin)
        assert len(dates.starting(window_of(*span))) == parts.starts
        assert len(dates.continuing(window_of(*span))) == parts.continuing


def test_a_year_is_spread_over_its_months() -> None:
    rows = [made.row(f"d{n}", "Day", when=f"2026-{n % 12 + 1:02d}-05") for n in range(30)]
    rows += [made.row(f"y{n}", "Year", when="2026") for n in range(3)]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = counted(dates, window_of("2026", "2026"), 400)
    assert counts.unit == MONTH
    assert counts.totals[0] == pytest.approx(3 + 3 * 31 / 365, abs=1e-5)
    assert dates.within(counts.edges[0], counts.edges[1] - 1) == (3, 3)


def test_columns_are_no_finer_than_the_dates() -> None:
    rows = [made.row(f"y{n}", "Year", when=f"{2000 + n % 20}") for n in range(60)]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = counted(dates, window_of("2000", "2019"), 2_000)
    assert counts.unit == YEAR
    assert counts.totals == [3.0] * 20


def test_so_near_that_a_column_would_say_nothing_dates_are_spread() -> None:
    rows = [made.row(f"y{n}", "Year", when=f"{2000 + n % 20}") for n in range(60)]
    dates = Dates(time_page(made.page(rows)).columns)
    counts = counted(dates, window_of("2005", "2006"), 800)
    assert counts.unit == MONTH
    assert sum(counts.totals) == pytest.approx(6, abs=1e-3)


def test_what_lasts_counts_where_it_begins() -> None:
    rows = [
        made.row("a", "Plan", when="2026/2030", period=True),
        made.row("b", "Open", when="2019-05/..", period=True),
        made.row("c", "Later", when="[2027-03..]"),
        made.row("d", "Until", when="[..2025]"),
    ]
    dates = Dates(time_page(made.page(rows)).columns)
    window = window_of("2025", "2027")
    assert sum(counted(dates, window, 300).totals) == pytest.approx(3, abs=1e-4)
    assert dates.parts(window) == (3, 1, 0, 0)


def test_nothing_to_count() -> None:
    dates = Dates(time_page(made.page([])).columns)
    counts = counted(dates, window_of("2026", "2026"), 800)
    assert sum(counts.totals) == 0
    assert dates.parts(window_of("2026", "2026")) == (0, 0, 0, 0)
