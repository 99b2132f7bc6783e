"""Lanes by facet: everyone stands in each of their lanes, and lanes can be closed and ordered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from explorer.domain.query import EntryRow, Facet, Page
from explorer.domain.timeline import Lanes
from explorer.domain.vocabulary import Stage
from explorer.domain.when import parse_when
from explorer.ui.models.time_groups import MOST_LANES, groups_of
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import Window
from explorer.ui.panels.timeline_geometry import Level, TimeOptions
from tests.ui import timeline_pages as made
from tests.ui.timeline_scenes import assert_clear, laid_out, scene_of


def window_of(first: str, last: str) -> Window:
    return Window(parse_when(first).earliest, parse_when(last).latest)


def lanes_of(values_of: Sequence[Sequence[str]], facet: Facet = Facet.SECTOR) -> Lanes:
    """The lanes of entries that have these values."""
    names = tuple(sorted({value for values in values_of for value in values}))
    starts = np.cumsum([0, *map(len, values_of)]).astype(np.int32)
    numbers = [names.index(value) for values in values_of for value in values]
    return Lanes(facet, names, starts, np.array(numbers, np.int32))


def dated(count: int) -> list[EntryRow]:
    return [made.row(f"e{n}", f"Entry {n}", when=f"2026-{n % 12 + 1:02d}-07") for n in range(count)]


def test_an_entry_stands_in_each_of_its_lanes_and_one_without_in_its_own() -> None:
    page = time_page(made.page(dated(4)))
    lanes = lanes_of([("b", "a"), ("b",), (), ("b",)])
    groups = groups_of(page, lanes, lambda value: value or "none", by_name=False)
    assert [(group.value, group.name, group.total) for group in groups.groups] == [
        ("b", "b", 3), ("a", "a", 1), (None, "none", 1)
    ]  # fmt: skip
    assert [groups.members(lane).tolist() for lane in range(3)] == [[0, 1, 3], [0], [2]]
    by_name = groups_of(page, lanes, lambda value: value or "none", by_name=True)
    assert [group.value for group in by_name.groups] == ["a", "b", None]
    assert by_name.members(1).tolist() == [0, 1, 3]


def test_undated_entries_are_in_no_lane() -> None:
    rows = [*dated(2), made.row("u", "Undated")]
    groups = groups_of(
        time_page(made.page(rows)), lanes_of([("a",), ("a",), ("b",)]), str, by_name=False
    )
    assert [(group.value, group.total) for group in groups.groups] == [("a", 2)]


def test_stages_by_name_rise() -> None:
    values = [(stage.value,) for stage in (Stage.SIGNED, Stage.MENTIONED, Stage.OPERATING)]
    groups = groups_of(
        time_page(made.page(dated(3))), lanes_of(values, Facet.STAGE), str, by_name=True
    )
    assert [group.value for group in groups.groups] == ["mentioned", "signed", "operating"]


def test_the_smallest_of_very_many_lanes_share_one() -> None:
    count = MOST_LANES + 60
    values = [(f"v{n:03d}", f"v{(n + 1) % count:03d}") for n in range(count)]
    groups = groups_of(
        time_page(made.page(dated(count))), lanes_of(values), lambda v: v or "rest", by_name=False
    )
    assert len(groups.groups) == MOST_LANES + 1
    rest = groups.groups[-1]
    assert rest.value == ""
    members = groups.members(MOST_LANES).tolist()
    assert len(members) == len(set(members)) == rest.total == 61


def page_and_lanes() -> tuple[Page, Lanes]:
    rows = dated(40)
    return made.page(rows), lanes_of([("abc"[n % 3],) if n % 7 else ("a", "c") for n in range(40)])


def test_lanes_of_bars_lie_below_each_other_with_their_names() -> None:
    page, lanes = page_and_lanes()
    layout = laid_out(scene_of(page, TimeOptions(group=Facet.SECTOR), lanes=lanes),
                      window_of("2026", "2026"))  # fmt: skip
    assert [band.name for band in layout.bands] == ["a", "c", "b"]
    assert layout.names > 0
    assert layout.scale is not None
    assert layout.scale.left == 20 + layout.names
    for one, two in pairwise(layout.bands):
        assert one.top + one.height == two.top
    assert [band.total for band in layout.bands] == [
        len({bar.item.id for bar in band.bars}) for band in layout.bands
    ]
    assert_clear(layout)


def test_a_closed_lane_is_low_and_still_says_where_something_is() -> None:
    page, lanes = page_and_lanes()
    options = TimeOptions(group=Facet.SECTOR, closed=frozenset({"c"}))
    layout = laid_out(scene_of(page, options, lanes=lanes), window_of("2026", "2026"))
    closed = next(band for band in layout.bands if band.value == "c")
    others = [band for band in layout.bands if band.value != "c"]
    assert closed.closed
    assert closed.height < min(band.height for band in others)
    assert closed.counts is not None
    assert sum(closed.counts.density.totals) == closed.total
    assert all(band.level is Level.BARS for band in others)


def test_lanes_of_counts_are_to_one_measure_and_only_filled_in_sight() -> None:
    page = made.many(20_000)
    values = [(f"v{n % 60:02d}",) for n in range(20_000)]
    scene = scene_of(page, TimeOptions(group=Facet.PARTY), lanes=lanes_of(values, Facet.PARTY))
    layout = laid_out(scene, window_of("1945", "2025"), (832, 300))
    assert len(layout.bands) == 60
    assert {band.level for band in layout.bands} == {Level.COUNTS}
    filled = [band.counts is not None for band in layout.bands]
    assert 4 <= sum(filled) <= 8
    assert all(filled[: sum(filled)])
    total = sum(sum(b.counts.density.totals) for b in layout.bands if b.counts is not None)
    assert total == sum(band.total for band in layout.bands if band.counts is not None)
    tallest = max(
        rect.height() / value
        for band in layout.bands
        if band.counts is not None
        for row, rects in band.counts.rects.items()
        for rect, value in zip(
            rects,
            [v for v in band.counts.density.counts[row].tolist() if v > 0],
            strict=True,
        )
    )
    lowest = min(
        rect.height() / value
        for band in layout.bands
        if band.counts is not None
        for row, rects in band.counts.rects.items()
        for rect, value in zip(
            rects,
            [v for v in band.counts.density.counts[row].tolist() if v > 0],
            strict=True,
        )
    )
    assert abs(tallest - lowest) < 1e-6
    later = laid_out(scene, window_of("1945", "2025"), (832, 300), scroll=1_500)
    assert later.bands[0].counts is None
    assert later.bands[30].counts is not None
