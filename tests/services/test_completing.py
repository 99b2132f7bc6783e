"""Completions of a text that is being typed, in the built-in library."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Completion, CompletionGroup
from explorer.domain.query import Choice, Facet, Query
from explorer.workspace import Workspace

CONDITION = CompletionGroup.CONDITION
INSTITUTION = CompletionGroup.INSTITUTION
TITLE = CompletionGroup.TITLE


def _texts(workspace: Workspace, typed: str, group: CompletionGroup | None = None) -> list[str]:
    found = workspace.completing.complete(Query(text=typed))
    return [item.text for item in found if group in (None, item.group)]


FIRST = {
    ("sp", CONDITION): "sector:space",
    ("SP", CONDITION): "sector:space",
    ("반도", CONDITION): "sector:semiconductors",
    ("सेमी", CONDITION): "sector:semiconductors",
    ("인도", CONDITION): "party:인도",
    ("india sector:sp", CONDITION): "india sector:space",
    ('india sector:"trade', CONDITION): "india sector:trade-investment",
    ("zebra sector:sp", CONDITION): None,
    ("-sector:sp", CONDITION): "-sector:space",
    ("kind:ev", CONDITION): "type:event",
    ("firm:oper", CONDITION): "firm:operating",
    ("party:in", CONDITION): "party:India",
    ("document:sci", CONDITION): 'document:"Scientific Cooperation"',
    ("body:isr", CONDITION): "institution:ISRO",
    ("climate ind", CONDITION): "climate party:India",
    ("isr", INSTITUTION): "ISRO",
    ("indian sp", INSTITUTION): "Indian Space Research Organisation",
    ("launch by indian sp", INSTITUTION): "launch by Indian Space Research Organisation",
    ("solar all", INSTITUTION): "International Solar Alliance",
    ("special str", TITLE): 'title:"Special Strategic Partnership"',
    ("title:spec", TITLE): 'title:"Special Strategic Partnership"',
}


@pytest.mark.parametrize(("typed", "group"), FIRST)
def test_the_best_completion(workspace: Workspace, typed: str, group: CompletionGroup) -> None:
    """The whole text once it is taken, in every script; the last words or a field's value."""
    expected = FIRST[typed, group]
    found = _texts(workspace, typed, group)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize("typed", ["", " ", "a", "AND", "x OR", '"solar all', "date:20", "zzzzz"])
def test_nothing_to_complete(workspace: Workspace, typed: str) -> None:
    """One letter begins anything; a phrase is written as it is meant; a date is a date."""
    assert _texts(workspace, typed) == []


def test_every_sector_is_listed_with_its_count(workspace: Workspace) -> None:
    """Behind the bare field the most frequent values first."""
    found = workspace.completing.complete(Query(text="sector:"))
    counts = [item.count or 0 for item in found]
    assert counts == sorted(counts, reverse=True)
    assert len(found) == 12
    assert [item.label for item in found[:2]] == ["Energy and climate", "Digital, AI and telecoms"]


@pytest.mark.parametrize("typed", ["launch sector:", "firm:", "party:i", "sp", "cl", "climate se"])
def test_counts_are_true(workspace: Workspace, typed: str) -> None:
    """A condition finds as many as it says, and is understood as one."""
    found = [i for i in workspace.completing.complete(Query(text=typed)) if i.group is CONDITION]
    assert found
    for item in found:
        page = workspace.browsing.search(Query(text=item.text))
        assert page.total == item.count
        assert item.facet is not None
        assert page.understood.choice(item.facet).values
        assert page.hint == ""


def test_counts_are_those_of_the_other_choices(workspace: Workspace) -> None:
    """What is chosen beside the text narrows what is offered."""
    chosen = Query(text="sector:").choosing(Facet.KIND, Choice(("event",)))
    for item in workspace.completing.complete(chosen):
        query = Query(text=item.text).choosing(Facet.KIND, Choice(("event",)))
        assert workspace.browsing.search(query).total == item.count


def test_titles_and_institutions_find_themselves(workspace: Workspace) -> None:
    """Taking one finds the entry it was offered for."""
    for typed in ("jo", "space", "solar all", "indian sp", "semi"):
        for item in workspace.completing.complete(Query(text=typed)):
            page = workspace.browsing.search(Query(text=item.text))
            if item.group is TITLE:
                assert list(page.ids) == [item.id]
            assert page.total


def test_another_name_is_noted(workspace: Workspace) -> None:
    """The usual name beside the one that was typed; marks are what was typed of it."""

    def only(typed: str, group: CompletionGroup) -> Completion:
        found = workspace.completing.complete(Query(text=typed))
        return next(item for item in found if item.group is group)

    assert (only("반도", CONDITION).label, only("반도", CONDITION).note) == (
        "반도체",
        "Semiconductors",
    )
    assert only("isr", INSTITUTION).note == "Indian Space Research Organisation"
    found = only("solar all", INSTITUTION)
    assert [found.label[a:b] for a, b in found.marks] == ["Solar All"]


def test_the_order_stays_while_typing(workspace: Workspace) -> None:
    """What is still offered after another letter keeps its place among the others."""
    for word in ("semiconductor", "indian space", "climate", "joint task", "인도우주"):
        before: list[str] = []
        for end in range(2, len(word) + 1):
            found = workspace.completing.complete(Query(text=word[:end]))
            labels = [f"{item.group}{item.text}" for item in found]
            kept = [label for label in before if label in labels]
            assert [label for label in labels if label in kept] == kept, word[:end]
            groups = [list(CompletionGroup).index(item.group) for item in found]
            assert groups == sorted(groups)
            before = labels


def test_at_the_cursor(workspace: Workspace) -> None:
    """What stands behind the cursor stays, and narrows."""
    query = Query(text="sector:sp launch")
    found = workspace.completing.complete(query, len("sector:sp"))
    assert not found  # no entry in space is about a launch
    query = Query(text="sector:sp exploration")
    found = workspace.completing.complete(query, len("sector:sp"))
    assert [item.text for item in found] == ["sector:space exploration"]


def test_past_searches_come_first(workspace: Workspace) -> None:
    """The latest three that begin so; never the text itself."""
    for text in ("space one", "space two", "solar", "space three", "space  four", "space"):
        workspace.completing.past.remember(text)
    found = workspace.completing.complete(Query(text="Space"))
    past = [item.text for item in found if item.group is CompletionGroup.PAST]
    assert past == ["space four", "space three", "space two"]
    assert found[0].group is CompletionGroup.PAST
    found = workspace.completing.complete(Query())
    assert [item.text for item in found] == ["space", "space four", "space three"]
    workspace.completing.past.forget_all()
    assert workspace.completing.complete(Query()) == ()


def test_what_was_pasted_is_not_completed(workspace: Workspace) -> None:
    """However it ends."""
    assert _texts(workspace, "agreement sp")
    assert _texts(workspace, "agreement " * 50 + "sp") == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=20), st.integers(0, 20))
def test_any_text(workspace: Workspace, text: str, cursor: int) -> None:
    """No text raises, wherever the cursor is."""
    for item in workspace.completing.complete(Query(text=text), min(cursor, len(text))):
        for start, end in item.marks:
            assert 0 <= start < end <= len(item.label)
