"""The timeline without Qt: windows, ticks, lanes, counts, and the marks that are asked for."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from explorer.domain.when import parse_when
from explorer.services.marks import marks_wanted, outside_wanted
from explorer.ui.models.time_bars import Ground, Piece
from explorer.ui.models.time_density import Dates, density
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_lanes import SOME, Packing, free_lane, pack
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import (
    DAY,
    MONTH,
    TICK_UNITS,
    Scale,
    Unit,
    Window,
    choose_unit,
    edges,
    ticks,
)
from explorer.ui.models.time_window import fit_window
from tests.ui import timeline_pages as made

TODAY = date(2026, 11, 22).toordinal()


def window_of(first: str, last: str) -> Window:
    return Window(parse_when(first).earliest, parse_when(last).latest)


def days(*texts: str) -> list[int]:
    return [parse_when(text).earliest for text in texts]


# ---- units and scale


def test_edges_are_calendar_multiples_and_cover_the_window() -> None:
    window = window_of("1947-03-05", "1961-02-01")
    assert edges(window, Unit(60)) == days("1945", "1950", "1955", "1960", "1965")
    assert edges(window_of("2026-02", "2026-03"), MONTH) == days("2026-02", "2026-03", "2026-04")
    weeks = edges(window_of("2026-11-18", "2026-11-24"), Unit(days=7))
    assert [date.fromordinal(day).weekday() for day in weeks] == [0, 0, 0]
    assert ticks(window, Unit(60)) == days("1950", "1955", "1960")


@pytest.mark.parametrize("text", ["0001", "9999"])
def test_the_ends_of_the_calendar_have_edges_too(text: str) -> None:
    for unit in TICK_UNITS:
        borders = edges(window_of(text, text), unit)
        assert borders == sorted(set(borders))
        assert borders[0] <= parse_when(text).earliest
        assert borders[-1] > parse_when(text).latest


SPANS = (("2026-04-01", "2026-04-10"), ("2026", "2026"), ("1950", "2025"), ("0001", "2025"))


def test_units_grow_with_the_window() -> None:
    chosen = [choose_unit(TICK_UNITS, window_of(*span), 800, lambda _: 50.0) for span in SPANS]
    assert chosen[:3] == [DAY, MONTH, Unit(60)]
    assert [unit.length for unit in chosen] == sorted(unit.length for unit in chosen)


def test_scale_goes_both_ways() -> None:
    scale = Scale(window_of("2026", "2026"), 20, 730)
    assert scale.x(scale.window.first) == 20
    assert scale.x(scale.window.last + 1) == pytest.approx(scale.right)
    for day in days("2026-01-01", "2026-06-30", "2026-12-31"):
        assert scale.day(scale.x(day + 0.5)) == day


# ---- the window that is shown at first


def fitted(*rows: tuple[str, bool], today: int | None = None) -> Window:
    library = [
        made.row(f"e{n}", "Title", when=when, period=period)
        for n, (when, period) in enumerate(rows)
    ]
    page = time_page(made.page(library))
    return fit_window(page.columns, page.items, today)


def test_a_long_plan_does_not_squash_the_year() -> None:
    seeds = time_page(made.page(made.seeds()))
    assert fit_window(seeds.columns, seeds.items, TODAY) == window_of("2026", "2026")
    found = time_page(made.page(made.seeds(), made.SEED_SEARCH))
    assert found.dated == 1
    assert fit_window(found.columns, found.items, TODAY) == window_of("2026", "2026")


def test_alone_the_plan_is_seen_whole() -> None:
    window = fitted(("2026/2030", True), today=TODAY)
    assert window.first <= parse_when("2026").earliest
    assert window.last >= parse_when("2030").latest


def test_an_open_end_does_not_reach_to_the_end_of_time() -> None:
    window = fitted(("2020-05/..", True), ("2021-03-04", False))
    assert window.last < parse_when("2024").latest


def test_one_odd_treaty_does_not_squash_ten_thousand() -> None:
    page = made.many(10_000)
    page.timeline.start[0] = page.timeline.end[0] = parse_when("1648-10-24").earliest
    shown = time_page(page)
    window = fit_window(shown.columns, shown.items, TODAY)
    assert date.fromordinal(window.first).year >= 1940
    assert density(Dates(shown.columns), window, 800).earlier >= 1


def test_without_dates_today_is_shown_or_nothing_is_needed() -> None:
    page = time_page(made.page([made.row("a", "A")]))
    window = fit_window(page.columns, page.items, TODAY)
    assert window.first <= TODAY <= window.last


# ---- lanes and labels

FIXED = 6.0
"""Every letter is so wide."""


def packed(*texts: str, lanes: int = 4, width: float = 700, title: str = "A title") -> Packing:
    library = [made.row(f"e{n}", f"{title} {n}", f"No. {n}", when=t) for n, t in enumerate(texts)]
    page = time_page(made.page(library))
    scale = Scale(window_of("2026", "2026"), 20, width)
    ground = Ground(
        scale,
        26,
        38,
        lambda text: FIXED * len(text),
        lambda text, room: text[: max(0, int(room / FIXED) - 1)] + "…",
    )

    def words(item: object) -> LabelText:
        row = getattr(item, "row", None)
        assert row is not None
        return LabelText(row.title, row.short_title, "", ())

    return pack(page.items, words, ground, lanes)


def assert_clear(packing: Packing, left: float, right: float) -> None:
    """Nothing lies over anything, and no label leaves the axis."""
    for lane in range(packing.lanes):
        spans = sorted((b.low, b.high) for b in packing.bars if b.lane == lane)
        assert all(one[1] < two[0] for one, two in pairwise(spans))
    for bar in packing.bars:
        if bar.label:
            assert left <= bar.label_x
            assert bar.label_x + bar.label_width <= right


def test_bars_are_as_wide_as_their_precision() -> None:
    day, month, year = (packed(text).bars[0] for text in ("2026-04-20", "2026-04", "2026"))
    assert day.point
    assert month.right - month.left == pytest.approx(700 * 30 / 365)
    assert year.right - year.left == pytest.approx(700)
    assert not year.runs_right


def test_what_runs_on_says_so() -> None:
    (bar,) = packed("2026/2030").bars
    assert (bar.runs_left, bar.runs_right) == (False, True)
    (bar,) = packed("2019-05/..").bars
    assert (bar.runs_left, bar.runs_right) == (True, True)
    (bar,) = packed("2026-04~").bars
    assert bar.soft > 0
    assert packed("2019").bars == []


def test_labels_never_meet_nor_leave_the_axis() -> None:
    texts = [f"2026-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 11, 24)]
    for lanes in (2, 4, 8, 40):
        assert_clear(packed(*texts, lanes=lanes), -6, 758)


def test_labels_become_short_before_lanes_run_out() -> None:
    texts = [f"2026-{month:02d}-10" for month in range(1, 13)]
    roomy = packed(*texts, lanes=12, title="A rather long title of an agreement")
    tight = packed(*texts, lanes=2, title="A rather long title of an agreement")
    assert roomy.level == 0
    assert tight.level > 0
    assert tight.lanes <= 2
    crowd = packed(
        *[f"2026-{m:02d}-{d:02d}" for m in range(1, 13) for d in range(1, 28, 4)], lanes=6
    )
    assert crowd.level == SOME
    assert crowd.lanes <= 6
    assert any(bar.label for bar in crowd.bars)
    assert_clear(crowd, -6, 758)


def test_a_late_label_stands_before_its_mark() -> None:
    (bar,) = packed("2026-12-30").bars
    assert bar.label_x + bar.label_width < bar.left
    assert bar.label == (Piece("A title 0", "text"),)


def test_a_free_lane_is_free() -> None:
    packing = packed("2026-11-20", "2026-03")
    lane = free_lane(packing.bars, 560, 650, 3)
    assert lane == 2


# ---- items of a page


def test_outcomes_hang_on_their_event() -> None:
    everything = time_page(made.page(made.seeds()))
    visit = everything.item("visit")
    assert visit is not None
    assert visit.counts == (8, 0)
    found = time_page(made.page(made.seeds(), made.SEED_SEARCH))
    visit = found.item("visit")
    assert visit is not None
    assert not visit.inside
    assert visit.counts == (2, 6)
    assert [outcome.inside for outcome in visit.outcomes] == [True] * 2 + [False] * 6
    assert found.item("isro-kasa") is visit
    assert found.outside
    assert (found.dated, found.undated) == (1, 12)


def test_cells_count_what_has_no_row() -> None:
    page = made.many(5_000, dated=0.2)
    shown = time_page(page)
    assert shown.undated == page.undated
    assert shown.dated == page.total - page.undated
    assert all(len(cell.rows) <= min(cell.total, 24) for cell in shown.cells.values())
    assert all(cell.rows for cell in shown.cells.values())


# ---- which rows are asked for


def test_marks_are_few_whatever_the_size() -> None:
    page = made.many(20_000, dated=0.5)
    wanted = marks_wanted(page.ids, page.timeline)
    assert len(wanted) == len(set(wanted)) <= 500
    place = {name: number for number, name in enumerate(page.ids)}
    assert all(page.timeline.start[place[name]] < 0 for name in wanted)


def test_marks_hold_the_dated_ones_and_their_events_when_few() -> None:
    library = made.seeds()
    ids = [row.id for row in library]
    wanted = marks_wanted(ids, made.columns(library))
    assert {"vision", "forge", "space-day", "visit", "isro-kasa"} <= set(wanted)
    found = [name for name in ids if name in made.SEED_SEARCH]
    rows = [row for row in library if row.id in found]
    away = outside_wanted(found, ids, made.columns(library))
    assert "visit" in marks_wanted(found, made.columns(rows))
    assert {"forge", "space-day", "visit", "arctic"} <= set(away)
    assert not set(away) & set(found)
    assert outside_wanted(ids, ids, made.columns(library)) == ()
    assert outside_wanted(found, ids, made.columns(library), most=3) == ()
    assert marks_wanted([], made.columns([])) == ()
