"""Answers about the built-in library: rows, details, documents, passages in no entry."""

from __future__ import annotations

from contextlib import AbstractContextManager

import msgspec
import pytest

from explorer.domain.messages import AccordError
from explorer.domain.passages import Span
from explorer.domain.query import Choice, Facet, Period, Query, Sort
from explorer.domain.vocabulary import RelationKind
from explorer.services.browsing import FIRST_ROWS
from explorer.services.shelf import Reading, Shelf
from explorer.store import entries, saving
from explorer.store.library import Library, Unit
from explorer.workspace import Workspace

WORKING_GROUP = "isro-kasa-joint-working-group"


def test_everything_is_counted_and_the_undated_aloud(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query())
    assert page.total == page.library_entries == len(page.ids)
    dated = [name for name, start in zip(page.ids, page.timeline.start, strict=True) if start >= 0]
    assert page.undated == page.total - len(dated)
    assert set(dated) == {
        "president-lee-visit", "india-rok-space-day", "forge", "india-rok-joint-strategic-vision"
    }  # fmt: skip
    assert dict(page.facets[Facet.DECADE]) == {"2020": 4, "2030": 1}


def test_an_undated_outcome_is_drawn_at_its_dated_event(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query())
    events = {name: row.event for name, row in page.marks.items() if row.event}
    assert set(events.values()) == {"president-lee-visit"}
    assert "rok-joins-solar-alliance" in events
    for name in events:
        assert page.marks[name].when is None


def test_rows_carry_the_sentence_that_matches(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query(text="data governance"))
    row = page.rows[0]
    assert row.id == "data-governance-task-force"
    marked = [row.snippet.text[start:end].lower() for start, end in row.snippet.marks]
    assert "data" in " ".join(marked)
    assert (row.source, row.paragraph) == ("Scientific Cooperation", 6)


def test_later_rows_are_the_same_as_first_rows(workspace: Workspace) -> None:
    query = Query(text="cooperation")
    page = workspace.browsing.search(query)
    again = workspace.browsing.rows(query, list(page.ids))
    plain = [msgspec.structs.replace(row, score=0.0, event=None) for row in page.rows]
    assert list(again[: len(plain)]) == plain


@pytest.mark.parametrize("sort", list(Sort))
def test_each_order_holds_the_same_entries(workspace: Workspace, sort: Sort) -> None:
    page = workspace.browsing.search(Query(text="joint", sort=sort))
    other = workspace.browsing.search(Query(text="joint"))
    assert sorted(page.ids) == sorted(other.ids)
    if sort is Sort.TITLE:
        titles = [row.title.casefold() for row in page.rows]
        assert titles == sorted(titles)
    if sort is Sort.DATE:
        starts = [start if start >= 0 else 10**9 for start in page.timeline.start.tolist()]
        assert starts == sorted(starts)


def test_all_parties_or_any_party(workspace: Workspace) -> None:
    both = Query().choosing(Facet.PARTY, Choice(("IND", "isro"), every=True))
    either = Query().choosing(Facet.PARTY, Choice(("IND", "isro"), every=False))
    assert list(workspace.browsing.search(both).ids) == [WORKING_GROUP]
    assert workspace.browsing.search(either).total > 40


def test_a_period_leaves_the_undated_out(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query(period=Period("2026-04-01", "2026-04-30")))
    assert page.undated == 0
    assert set(page.ids) >= {"president-lee-visit", "india-rok-space-day"}
    assert "forge" not in page.ids


def test_a_passage_is_shown_only_where_no_entry_rests_on_it(workspace: Workspace) -> None:
    page = workspace.browsing.search(Query(text="trade imbalances"))
    assert [hit.paragraph for hit in page.passages] == [4, 9]
    assert not workspace.browsing.search(Query(text="Arctic research")).passages


def test_a_detail_puts_the_sentence_that_names_the_entry_first(workspace: Workspace) -> None:
    detail = workspace.browsing.detail("rok-joins-solar-alliance")
    first = detail.quotations[0]
    assert "International Solar Alliance" in first.text
    assert (first.paragraph, first.sentence) == (2, 2)
    assert detail.supports["title"].quotations == (0,)
    for support in detail.supports.values():
        assert support.quotations
        assert all(place < len(detail.quotations) for place in support.quotations)


def test_relations_show_at_both_ends(workspace: Workspace) -> None:
    task_force = workspace.browsing.detail("semiconductor-task-force")
    bridge = workspace.browsing.detail("india-korea-digital-bridge")
    assert ("india-korea-digital-bridge", RelationKind.PART_OF, False) in [
        (item.id, item.kind, item.back) for item in task_force.related
    ]
    assert ("semiconductor-task-force", RelationKind.PART_OF, True) in [
        (item.id, item.kind, item.back) for item in bridge.related
    ]


def test_a_document_lists_entries_where_they_are_named(workspace: Workspace) -> None:
    found = workspace.browsing.document("ris-scientific-cooperation")
    places = {item.entry: item.paragraph for item in found.footings}
    assert places["president-lee-visit"] == 1
    assert places["arctic-research"] == 2
    assert places[WORKING_GROUP] == 7
    assert [item.paragraph for item in found.footings] == sorted(places.values())
    for footing in found.footings:
        assert all(isinstance(span, Span) for span in footing.spans)


def test_what_is_not_there_is_told(workspace: Workspace) -> None:
    for call in (workspace.browsing.detail, workspace.browsing.document):
        with pytest.raises(AccordError, match="no-such-thing"):
            call("no-such-thing")


def test_a_change_is_found_without_a_rebuild_and_the_shelf_forgets(workspace: Workspace) -> None:
    assert workspace.browsing.search(Query(text="zebra")).total == 0
    generation = workspace.indexing.current()[0].generation
    with workspace.library.reading() as unit:
        forge = entries.load(unit, ["forge"])["forge"]
    with workspace.library.writing("edit") as unit:
        saving.save(unit, [msgspec.structs.replace(forge, title="Zebra forum")])
    page = workspace.browsing.search(Query(text="zebra"))
    assert [row.title for row in page.rows] == ["Zebra forum"]
    with workspace.library.writing("edit") as unit:
        saving.remove(unit, ["india-in-forge", "rok-leadership-in-forge"])
        saving.remove(unit, ["forge"])
    assert workspace.browsing.search(Query(text="zebra")).total == 0
    assert workspace.indexing.current()[0].generation == generation


def test_the_shelf_reads_an_entry_once(workspace: Workspace) -> None:
    shelf = Shelf()
    with Reading(workspace.library) as reading:
        first = shelf.at(reading).entries(reading, ["forge", "no-such-thing"])
        assert list(first) == ["forge"]
        assert shelf.at(reading).entries(reading, ["forge"])["forge"] is first["forge"]


def test_a_search_that_knows_its_rows_reads_nothing_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    reading = Library.reading

    def counted(library: Library) -> AbstractContextManager[Unit]:
        begun.append(library)
        return reading(library)

    monkeypatch.setattr(Library, "reading", counted)
    first = workspace.browsing.search(Query(text="trade"))
    begun.clear()
    again = workspace.browsing.search(Query(text="trade"))
    assert (again.rows, again.passages) == (first.rows, first.passages)
    assert not begun
    assert workspace.browsing.rows(Query(text="trade"), first.ids[:3]) == tuple(
        msgspec.structs.replace(row, score=0.0, event=None) for row in first.rows[:3]
    )
    assert not begun


def test_marks_are_the_same_rows_for_another_query(workspace: Workspace) -> None:
    marks = workspace.browsing.search(Query(text="trade")).marks
    other = workspace.browsing.search(Query(text="space")).marks
    both = set(marks) & set(other)
    assert {name for name in both if other[name].event}
    assert all(marks[name] is other[name] for name in both)


def test_there_are_as_many_rows_as_were_asked_for(workspace: Workspace) -> None:
    browsing = workspace.browsing
    assert [len(browsing.search(Query(), limit=count).rows) for count in (0, 3, 40)] == [0, 3, 40]
    assert len(browsing.search(Query()).rows) == FIRST_ROWS
    query = Query(text="cooperation")
    asked, usual = browsing.search(query, limit=50), browsing.search(query)
    assert usual.passages == asked.passages
    assert usual.rows == asked.rows[: len(usual.rows)]


def test_what_was_written_meanwhile_is_read_but_not_kept(workspace: Workspace) -> None:
    shelf = Shelf()
    with Reading(workspace.library) as reading:
        content = shelf.at(reading)
        forge = entries.load(reading.unit, ["forge"])["forge"]
    with workspace.library.writing("edit") as unit:
        saving.save(unit, [msgspec.structs.replace(forge, title="Zebra forum")])
    with Reading(workspace.library) as reading:
        assert shelf.at(reading, content.revision) is content
        assert content.entries(reading, ["forge"])["forge"].row.title == "Zebra forum"
        again = content.entries(reading, ["forge"])["forge"]
        assert again is not content.entries(reading, ["forge"])["forge"]
        assert shelf.at(reading) is not content


def test_outcomes_follow_their_event_when_its_date_goes(workspace: Workspace) -> None:
    before = workspace.browsing.search(Query())
    assert before.timeline.events == ("president-lee-visit",)
    with workspace.library.reading() as unit:
        visit = entries.load(unit, ["president-lee-visit"])["president-lee-visit"]
    undated = tuple(msgspec.structs.replace(step, when=None) for step in visit.milestones)
    kept = tuple(item for item in visit.evidence if not item.field.endswith("/when"))
    with workspace.library.writing("edit") as unit:
        saving.save(unit, [msgspec.structs.replace(visit, milestones=undated, evidence=kept)])
    after = workspace.browsing.search(Query())
    assert not (after.timeline.event >= 0).any()
    assert not [row for row in after.marks.values() if row.event]
