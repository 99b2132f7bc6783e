"""The timeline without Qt: windows, ticks, lanes, counts, and the marks that are asked for."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from explorer.domain.timeline import Step
from explorer.domain.when import parse_when
from explorer.services.marks import marks_wanted, outside_wanted
from explorer.ui.models.time_bars import Ground, Mark, mark_of
from explorer.ui.models.time_density import Dates
from explorer.ui.models.time_labels import LabelText, Piece
from explorer.ui.models.time_lanes import Packing, free_lane, pack
from explorer.ui.models.time_page import Item, time_page
from explorer.ui.models.time_scale import (
    DAY,
    MONTH,
    TICK_UNITS,
    Scale,
    Unit,
    View,
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
    widths = [800 / window_of(*span).days for span in SPANS]
    chosen = [choose_unit(TICK_UNITS, pixels, lambda _: 50.0) for pixels in widths]
    assert chosen[:3] == [DAY, MONTH, Unit(60)]
    assert [unit.length for unit in chosen] == sorted(unit.length for unit in chosen)


def test_scale_goes_both_ways() -> None:
    scale = Scale(View.of(window_of("2026", "2026")), 20, 730)
    assert scale.window == window_of("2026", "2026")
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
    return fit_window(page.columns, page.outside, today)


def test_a_long_plan_does_not_squash_the_year() -> None:
    seeds = time_page(made.page(made.seeds()))
    assert fit_window(seeds.columns, seeds.outside, TODAY) == window_of("2026", "2026")
    found = time_page(made.page(made.seeds(), made.SEED_SEARCH))
    assert found.dated == 1
    assert fit_window(found.columns, found.outside, TODAY) == window_of("2026", "2026")


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
    window = fit_window(shown.columns, shown.outside, TODAY)
    assert date.fromordinal(window.first).year >= 1940
    assert Dates(shown.columns).parts(window).earlier >= 1


def test_without_dates_today_is_shown_or_nothing_is_needed() -> None:
    page = time_page(made.page([made.row("a", "A")]))
    window = fit_window(page.columns, page.outside, TODAY)
    assert window.first <= TODAY <= window.last


# ---- lanes and labels

FIXED = 6.0
"""Every letter is so wide."""


def ground_of(width: float = 700) -> Ground:
    return Ground(
        Scale(View.of(window_of("2026", "2026")), 20, width),
        18,
        18,
        lambda text: FIXED * len(text),
        lambda text, room: text[: max(0, int(room / FIXED) - 1)] + "…",
    )


def packed(*texts: str, lanes: int = 4, title: str = "A title") -> Packing | None:
    library = [made.row(f"e{n}", f"{title} {n}", f"No. {n}", when=t) for n, t in enumerate(texts)]
    page = time_page(made.page(library))
    ground = ground_of()

    def words(item: Item) -> LabelText:
        row = page.page.marks[item.id]
        return LabelText(row.title, row.short_title, "", ())

    items = page.items(range(page.dated))
    marks = [mark for item in items if (mark := mark_of(item, ground))]
    return pack(marks, words, ground, lanes)


def marks_of(*texts: str) -> list[Mark]:
    found = packed(*texts, lanes=40)
    assert found is not None
    return [bar.mark for bar in found.bars]


def assert_clear(packing: Packing | None, lanes: int) -> Packing:
    """Nothing lies over anything, and no label leaves the axis."""
    assert packing is not None
    assert packing.lanes <= lanes
    ground = ground_of()
    for lane in range(packing.lanes):
        spans = sorted((b.low, b.high) for b in packing.bars if b.lane == lane)
        assert all(one[1] < two[0] for one, two in pairwise(spans))
    for bar in packing.bars:
        if bar.label is not None:
            assert ground.low <= bar.label.x
            assert bar.label.x + bar.label.width <= ground.high
    return packing


def test_bars_are_as_wide_as_their_precision() -> None:
    day, month, year = (marks_of(text)[0] for text in ("2026-04-20", "2026-04", "2026"))
    assert day.point
    assert month.right - month.left == pytest.approx(700 * 30 / 365)
    assert year.right - year.left == pytest.approx(700)
    assert not year.runs_right


def test_what_runs_on_says_so() -> None:
    (mark,) = marks_of("2026/2030")
    assert (mark.runs_left, mark.runs_right) == (False, True)
    (mark,) = marks_of("2019-05/..")
    assert (mark.runs_left, mark.runs_right) == (True, True)
    (mark,) = marks_of("2026-04~")
    assert mark.soft > 0
    assert marks_of("2019") == []


def test_a_milestone_has_a_sign_where_its_date_is() -> None:
    page = time_page(made.page([made.row("e", "E", when="2026-10-05")]))
    steps = (Step("proposed", "2026-02"), Step("signed", "2019-05-01"), Step("ended", "2027", True))
    mark = mark_of(page.item(0), ground_of(), steps)
    assert mark is not None
    scale = ground_of().scale
    (sign,) = mark.signs  # the others are not in sight
    assert sign.x == pytest.approx(scale.x(window_of("2026-02", "2026-02").first + 14), abs=1)
    assert sign.half == pytest.approx(28 * 700 / 365 / 2)
    assert mark.low < sign.x < mark.left


def test_labels_never_meet_nor_leave_the_axis() -> None:
    texts = [f"2026-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 11, 24)]
    for lanes in (4, 8, 40):
        assert_clear(packed(*texts, lanes=lanes), lanes)


def test_labels_become_short_before_lanes_run_out() -> None:
    texts = [f"2026-{month:02d}-10" for month in range(1, 13)]
    title = "A rather long title of an agreement"
    roomy = assert_clear(packed(*texts, lanes=12, title=title), 12)
    tight = assert_clear(packed(*texts, lanes=2, title=title), 2)
    assert {len(bar.label.pieces[0].text) for bar in roomy.bars if bar.label} == {37, 38}
    assert all(len(bar.label.pieces[0].text) < 37 for bar in tight.bars if bar.label)
    crowd = packed(*[f"2026-{m:02d}-{d:02d}" for m in range(1, 13) for d in range(1, 28, 4)],
                   lanes=6)  # fmt: skip
    assert any(bar.label for bar in assert_clear(crowd, 6).bars)


def test_too_many_for_the_lanes_is_told() -> None:
    assert packed(*["2026-05-05"] * 5, lanes=4) is None


def test_a_late_label_stands_before_its_mark() -> None:
    (bar,) = assert_clear(packed("2026-12-30"), 4).bars
    assert bar.label is not None
    assert bar.label.x + bar.label.width < bar.mark.left
    assert bar.label.pieces == (Piece("A title 0", "text"),)


def test_a_free_lane_is_free() -> None:
    packing = assert_clear(packed("2026-11-20", "2026-03"), 4)
    assert free_lane(packing.bars, 560, 650, 3) == 2


def test_marks_keep_their_lanes_while_the_view_moves() -> None:
    library = [made.row(f"e{n}", f"Title {n}", when=f"2026-{n % 12 + 1:02d}-11") for n in range(30)]
    page = time_page(made.page(library))
    ground = ground_of()
    marks = [mark for item in page.items(range(30)) if (mark := mark_of(item, ground))]

    def words(item: Item) -> LabelText:
        return LabelText("A long title of something", "Short", "", ())

    first = pack(marks, words, ground, 8)
    assert first is not None
    lanes = {bar.item.id: bar.lane for bar in first.bars}
    later = [mark for mark in marks if mark.left > 200]
    again = pack(later, words, ground, 8, lanes)
    assert again is not None
    assert {bar.item.id: bar.lane for bar in again.bars} == {
        mark.item.id: lanes[mark.item.id] for mark in later
    }


# ---- items of a page


def test_outcomes_hang_on_their_event() -> None:
    everything = time_page(made.page(made.seeds()))
    visit = everything.find("visit")
    assert visit is not None
    assert visit.counts == (8, 0)
    found = time_page(made.page(made.seeds(), made.SEED_SEARCH))
    visit = found.find("visit")
    assert visit is not None
    assert not visit.inside
    assert visit.counts == (2, 6)
    assert [outcome.inside for outcome in visit.outcomes] == [True] * 2 + [False] * 6
    assert found.find("isro-kasa") is visit
    assert found.has_outside
    assert (found.dated, found.undated) == (1, 12)


def test_all_that_is_dated_is_walked_in_the_order_of_time() -> None:
    found = time_page(made.page(made.seeds(), made.SEED_SEARCH))
    assert found.walk == ("vision", "forge", "visit", "tech-ambition", "isro-kasa", "space-day")
    large = time_page(made.many(5_000, dated=0.6))
    days = [int(large.columns.start[large.number(name)]) for name in large.walk]
    assert days == sorted(days)
    assert len(set(large.walk)) == large.dated
    assert [large.walk_place[name] for name in large.walk[:50]] == list(range(50))


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
