"""What the timeline shows beside a page: lanes, days of knowledge, steps, what a period leaves."""

from __future__ import annotations

import random

import msgspec
import pytest

from explorer.domain.entries import Document
from explorer.domain.messages import AccordError
from explorer.domain.query import Choice, Facet, Period, Query
from explorer.domain.timeline import LANE_FACETS, Step
from explorer.domain.vocabulary import Stage, Standing
from explorer.domain.when import FIRST_DAY, LAST_DAY, parse_when
from explorer.services.timelines import known_day
from explorer.workspace import Workspace


@pytest.mark.parametrize("facet", LANE_FACETS)
def test_lanes_hold_what_the_facet_counts(workspace: Workspace, facet: Facet) -> None:
    for query in (Query(), Query(text="space"), Query(text="nothing at all like this")):
        page = workspace.browsing.search(query)
        beside = workspace.timelines.beside(page, facet)
        lanes = beside.lanes
        assert lanes is not None
        assert (beside.query, beside.revision) == (query, page.revision)
        assert len(lanes.starts) == page.total + 1
        counted = dict.fromkeys(lanes.values, 0)
        for entry in range(page.total):
            own = lanes.numbers[lanes.starts[entry] : lanes.starts[entry + 1]].tolist()
            assert len(own) == len(set(own))
            for number in own:
                counted[lanes.values[number]] += 1
        assert {value: n for value, n in counted.items() if n} == dict(page.facets[facet])


def test_lanes_are_in_the_order_of_the_page(workspace: Workspace) -> None:
    query = Query(text="cooperation")
    page = workspace.browsing.search(query)
    lanes = workspace.timelines.beside(page, Facet.SECTOR).lanes
    assert lanes is not None
    for place, row in enumerate(page.rows):
        own = lanes.numbers[lanes.starts[place] : lanes.starts[place + 1]].tolist()
        assert sorted(lanes.values[number] for number in own) == sorted(row.sectors)


@pytest.mark.parametrize("seed", range(30))
def test_what_surely_in_drops_is_counted_exactly(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    first = chance.choice(["2020", "2026", "2026-02", "2026-04", "2026-04-15"])
    last = chance.choice(["2026-04-20", "2026-04", "2026", "2030", "2028"])
    query = Query(text=chance.choice(["", "india", "space"]))
    if chance.random() < 0.4:
        query = query.choosing(Facet.SECTOR, Choice(("politics-diplomacy",)))
    maybe = msgspec.structs.replace(query, period=Period(first, last))
    sure = msgspec.structs.replace(query, period=Period(first, last, certain=True))
    pages = [workspace.browsing.search(asked) for asked in (maybe, sure, query)]
    dropped = pages[0].total - pages[1].total
    found = [workspace.timelines.beside(page).unsure for page in pages]
    assert found == [dropped, dropped, 0]


def test_the_span_reaches_over_all_that_is_dated(workspace: Workspace) -> None:
    nothing = workspace.browsing.search(Query(text="nothing like this"))
    span = workspace.timelines.beside(nothing).span
    assert workspace.timelines.beside(nothing).span == span
    timeline = workspace.browsing.search(Query()).timeline
    dated = timeline.start >= 0
    known = [int(day) for day in timeline.start[dated] if day > FIRST_DAY]
    known += [int(day) for day in timeline.end[dated] if day < LAST_DAY]
    assert span == (min(known), max(known))


def document(
    published: str | None = None, accessed: str | None = None, added: str | None = None
) -> Document:
    return Document(
        "d", "D", "D", Standing.PRESS, "d.txt", "", "", "text-1",
        published=published, accessed=accessed, added=added,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ({"published": "2026-04"}, "2026-04-30"),
        ({"published": "2026-04", "accessed": "2026-04-12"}, "2026-04-12"),
        ({"published": "[2026-04-20..]", "accessed": "2026-11-22"}, "2026-11-22"),
        ({"published": "[2026-04-20..]", "added": "2026-12-01"}, "2026-12-01"),
        ({"added": "2025"}, "2025-12-31"),
        ({"published": "[2026-04-20..]"}, None),
        ({}, None),
    ],
)
def test_a_document_was_known_at_the_earliest_of_its_days(
    dates: dict[str, str | None], day: str | None
) -> None:
    assert known_day(document(**dates)) == (parse_when(day).latest if day else None)


def test_undated_entries_are_known_by_the_earliest_of_their_documents(
    workspace: Workspace,
) -> None:
    page = workspace.browsing.search(Query())
    known = workspace.timelines.beside(page, known=True).known
    assert known is not None
    documents = workspace.browsing.labels().documents
    for place, name in enumerate(page.ids):
        if page.timeline.start[place] >= 0:
            assert known.days[place] == -1
            continue
        quoted = {item.document for item in workspace.browsing.detail(name).quotations}
        days = [day for own in quoted if (day := known_day(documents[own])) is not None]
        assert known.days[place] == min(days, default=-1)
    assert workspace.timelines.beside(page).known is None


def test_rows_carry_the_other_dated_steps_in_the_order_of_stages(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query())
    for own in workspace.timelines.rows(list(page.ids)):
        entry = workspace.browsing.detail(own.row.id).entry
        dated = [m for m in entry.milestones if m.when or m.due]
        others = [m for m in dated if m.id != own.row.when_source]
        assert sorted((s.stage, s.when, s.due) for s in own.steps) == sorted(
            (m.stage.value, m.when or m.due, m.when is None) for m in others
        )
        stages = [tuple(Stage).index(Stage(step.stage)) for step in own.steps]
        assert stages == sorted(stages)
        assert all(isinstance(step, Step) for step in own.steps)
    visit = workspace.timelines.rows(["president-lee-visit", "no-such-entry"])
    assert [own.row.id for own in visit] == ["president-lee-visit"]
    assert visit[0].row.when_inferred == bool(visit[0].why)


def test_an_unknown_collection_is_refused(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query())
    gone = msgspec.structs.replace(page, query=Query(collection="no-such"))
    with pytest.raises(AccordError, match="no-such"):
        workspace.timelines.beside(gone, Facet.KIND)


def test_a_page_of_some_entries_is_of_no_others(workspace: Workspace) -> None:
    ids = ("forge", "isro-kasa-joint-working-group", "india-rok-space-day")
    page, rows = workspace.timelines.of_entries(ids)
    assert set(page.ids) == {own.row.id for own in rows} == set(ids)
    assert (page.total, page.undated, page.library_entries) == (3, 1, 3)
    assert set(page.marks) == set(ids)
