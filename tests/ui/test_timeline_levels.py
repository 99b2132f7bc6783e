"""The three levels of the axis: nothing overlaps, everything is counted, and the level suits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from explorer.domain.query import Choice, Facet, Period, Query
from explorer.domain.when import parse_when
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import View, Window
from explorer.ui.panels.timeline_geometry import THIN, Level, TimeOptions
from explorer.workspace import Workspace, open_workspace
from tests.benchmarks import treaties
from tests.ui import timeline_pages as made
from tests.ui.timeline_scenes import assert_clear, drawn, known_page, laid_out, scene_of


@pytest.fixture(autouse=True)
def british(qapp: object) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def window_of(first: str, last: str) -> Window:
    return Window(parse_when(first).earliest, parse_when(last).latest)


@pytest.fixture(scope="module")
def treaty_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Some hundred treaties with their index."""
    folder: Path = tmp_path_factory.mktemp("treaties") / "library"
    opened = open_workspace(folder)
    treaties.fill(opened.library, 700)
    for _ in opened.indexing.rebuild():
        pass
    yield opened
    opened.close()


WORDS = ("", "trade", "agreement", "india", "convention OR protocol", "space", "korea")


def random_query(chance: random.Random, values: dict[Facet, tuple[str, ...]]) -> Query:
    query = Query(text=chance.choice(WORDS))
    for facet in (Facet.SECTOR, Facet.STAGE, Facet.KIND):
        if values[facet] and chance.random() < 0.3:
            query = query.choosing(facet, Choice((chance.choice(values[facet]),)))
    if chance.random() < 0.3:
        first = chance.randint(1900, 2020)
        period = Period(str(first), str(first + chance.randint(0, 60)), chance.random() < 0.5)
        query = Query(query.text, query.choices, period)
    return query


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chance=st.randoms(use_true_random=False), built_in=st.booleans())
def test_labels_are_clear_and_everything_is_counted(
    workspace: Workspace, treaty_library: Workspace, chance: random.Random, built_in: bool
) -> None:
    """Random queries over the built-in library and over treaties, in random views and sizes."""
    opened = workspace if built_in else treaty_library
    values = {
        facet: tuple(value for value, _ in found)
        for facet, found in opened.browsing.search(Query()).facets.items()
    }
    for _ in range(2):
        page = opened.browsing.search(random_query(chance, values))
        shown = time_page(page)
        assert shown.dated + sum(cell.total for cell in shown.cells.values()) == page.total
        assert shown.undated == page.undated
        rows = opened.timelines.rows([page.ids[int(p)] for p in shown.columns.place[:300]])
        scene = scene_of(page, rows=rows, today=parse_when("2026-11-22").earliest)
        if scene.empty:
            continue
        for _ in range(6):
            start = chance.uniform(690_000, 740_000)
            view = View(start, start + 10 ** chance.uniform(0.8, 4.6))
            layout = laid_out(
                scene, view, (chance.choice([420, 672, 1_200]), chance.choice([110, 300, 520]))
            )
            assert_clear(layout)
            parts = layout.parts
            assert sum(parts) + page.undated == page.total
            if layout.level is not Level.COUNTS:
                assert drawn(layout) + parts.earlier + parts.later + page.undated == page.total


def test_the_level_follows_what_begins_in_the_view() -> None:
    scene = scene_of(made.many(10_000, coarse=0.01))
    levels = [
        laid_out(scene, window_of(*span)).level
        for span in (("1945", "2025"), ("1990", "1990"), ("1990-03", "1990-03"))
    ]
    assert levels == [Level.COUNTS, Level.DOTS, Level.BARS]


def test_what_is_in_force_all_along_does_not_decide_the_level() -> None:
    """A thousand that last, and five that begin: those five are bars, the thousand a line."""
    rows = [made.row(f"l{n}", "Lasting", when=f"{1950 + n % 40}/2020") for n in range(1_000)]
    rows += [made.row(f"d{n}", f"Day {n}", when=f"2001-05-{n + 10}") for n in range(5)]
    scene = scene_of(made.page(rows))
    layout = laid_out(scene, window_of("2001-05", "2001-05"))
    assert layout.level is Level.BARS
    assert {bar.item.id for bar in layout.bands[0].bars} == {f"d{n}" for n in range(5)}
    assert layout.strip is not None
    assert (layout.strip.total, layout.strip.lasting, layout.strip.opened) == (1_000, True, False)
    opened = scene_of(made.page(rows), TimeOptions(opened=True))
    layout = laid_out(opened, window_of("2001-05", "2001-05"))
    assert layout.strip is not None
    assert layout.strip.drawn == len(layout.bands[0].bars) == 40
    assert layout.content > 40 * 24
    assert drawn(layout) == 1_005


def test_few_that_go_on_are_drawn_themselves() -> None:
    layout = laid_out(scene_of(made.page(made.seeds())), window_of("2027", "2027"))
    assert layout.strip is None
    (bar,) = (bar for band in layout.bands for bar in band.bars)
    assert bar.item.id == "vision"
    assert bar.mark.runs_left
    assert bar.mark.runs_right


def test_stacks_stand_on_one_ground_and_count_their_dots() -> None:
    layout = laid_out(scene_of(made.many(2_000, coarse=0.01)), window_of("1980", "1986"))
    (band,) = layout.bands
    assert band.level is Level.DOTS
    assert band.dots is not None
    assert [pillar.text for pillar in band.pillars] == [
        str(len(pillar.stack.members)) for pillar in band.pillars
    ]
    for pillar in band.pillars:
        places = [band.dots.place(pillar.stack, n) for n in range(len(pillar.stack.members))]
        assert len(set(places)) == len(places)
        assert band.dots.height(pillar.stack) <= band.height
        assert pillar.box.top() >= band.top
    stacks = [pillar.stack for pillar in band.pillars]
    for one, two in pairwise(stacks):
        assert one.x + band.dots.tracks * 12 <= two.x + 1e-6


def test_a_date_wider_than_a_column_is_no_dot_in_it() -> None:
    days = [f"1990-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(200)]
    rows = [made.row(f"d{n}", "Day", when=day) for n, day in enumerate(days)]
    rows += [made.row(f"y{n}", "Year", when="1990") for n in range(5)]
    layout = laid_out(scene_of(made.page(rows)), window_of("1990", "1990"))
    (band,) = layout.bands
    assert band.level is Level.DOTS
    assert band.pitch == THIN
    assert {bar.item.id for bar in band.bars} == {f"y{n}" for n in range(5)}
    assert sum(len(pillar.stack.members) for pillar in band.pillars) == 200
    assert drawn(layout) == 205


def test_undated_entries_known_by_a_day_are_hollow_and_not_counted_as_dated() -> None:
    page = made.page(made.seeds())
    days = np.where(page.timeline.start < 0, parse_when("2026-11-22").latest, -1).astype(np.int32)
    days[-1] = -1  # one whose document tells no day
    known = known_page(page, days)
    assert known.dated == page.undated - 1
    scene = scene_of(page, TimeOptions(known=True), known=known)
    layout = laid_out(scene, window_of("2026", "2026"), (832, 420))
    dated, hollow = layout.bands
    assert (dated.hollow, hollow.hollow) == (False, True)
    assert drawn(layout) == 4
    assert sum(layout.parts) == 4
    assert drawn(layout, hollow=True) == hollow.total == page.undated - 1
    assert hollow.top >= dated.top + dated.height
    assert_clear(layout)


@pytest.mark.parametrize("height", [120, 320])
def test_what_is_of_one_day_is_where_that_is(height: int) -> None:
    """Fifty of one day stand around that day, and not in the middle of its year."""
    rows = [made.row(f"d{n}", "Day", when="1990-11-22") for n in range(50)]
    rows += [made.row("a", "A", when="1950"), made.row("b", "B", when="2010")]
    layout = laid_out(scene_of(made.page(rows)), window_of("1950", "2010"), (832, height))
    assert layout.scale is not None
    (pillar,) = (p for band in layout.bands for p in band.pillars if len(p.stack.members) > 40)
    middle = layout.scale.x(parse_when("1990-11-22").earliest)
    assert pillar.stack.x == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("seed", range(6))
def test_dots_stand_near_their_dates(seed: int) -> None:
    chance = random.Random(seed)
    scene = scene_of(made.many(3_000, coarse=0.02, seed=seed))
    for _ in range(20):
        start = chance.uniform(712_000, 735_000)
        layout = laid_out(scene, View(start, start + 10 ** chance.uniform(2, 4)), (700, 250))
        assert layout.scale is not None
        for band in layout.bands:
            for pillar in band.pillars:
                assert band.dots is not None
                half = band.dots.tracks * 6 + 12
                column = layout.scale.x(pillar.stack.behind) - layout.scale.x(pillar.stack.first)
                for member in pillar.stack.members:
                    x = layout.scale.x(int(scene.page.columns.start[member]))
                    assert abs(x - pillar.stack.x) <= max(half + 2, column, 12)
                    assert abs(x - pillar.stack.x) <= 660 / 5 + half
