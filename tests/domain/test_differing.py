"""Two states of an entry: every field that differs is told once, in the right group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from explorer.domain.difference_words import Teller
from explorer.domain.differences import Group, How
from explorer.domain.differing import Footing, arrived, differing, gone
from explorer.domain.entries import (
    Document,
    Entry,
    Evidence,
    Figure,
    Involvement,
    Milestone,
    Origin,
    Passage,
    Place,
    Record,
    Reference,
    Relation,
)
from explorer.domain.labels import Labels
from explorer.domain.rules import supported_fields
from explorer.domain.vocabulary import Basis, Kind, PlaceRole, RelationKind, Role, Stage, Standing
from tests.store.test_entries import made_entries

DOCUMENT = Document("d", "D", "D", Standing.PRESS, "d.txt", "1", "2", "r")
HERE = Footing(
    {
        "p": Passage("p", "d", 0, 5, "agree"),
        "q": Passage("q", "d", 9, 14, "agree"),
        "s": Passage("s", "d", 20, 24, "sign"),
    },
    {"r": Record("r", "0", 1, "c", "x"), "t": Record("t", "0", 2, "c", "y")},
    {"d": DOCUMENT},
)
TELLER = Teller(Labels(), {"body": "The Body"})


def supported(entry: Entry, passage: str = "p") -> Entry:
    """With evidence for each field."""
    fields = supported_fields(entry)
    evidence = tuple(Evidence(field, Basis.STATED, (passage,), ("r",)) for field in fields)
    return replace(entry, evidence=evidence)


OLD = supported(
    Entry(
        id="e",
        title="A group",
        short_title="Group",
        kind=Kind.WORKING_GROUP,
        summary="It meets.",
        instrument="MoU",
        parties=(Involvement("IND", Role.MEMBER, "India"), Involvement("body", Role.LEAD)),
        sectors=("space", "energy"),
        institution="body",
        period="2026/2030",
        milestones=(Milestone("m", Stage.AGREED, "2026-04"),),
        relations=(Relation(RelationKind.PART_OF, "other"),),
        places=(Place("p", "Seoul", PlaceRole.SEAT),),
        languages=("en",),
        references=(Reference("r", "1", "UNTS", "2", "3"),),
        figures=(Figure("f", "trade", "50", 50.0, "USD", "2030"),),
        tags=("watch",),
        note="mine",
    )
)
STAGED = (Milestone("m", Stage.SIGNED, "2026-04"),)
CHANGES: list[tuple[str, dict[str, Any], Group, set[str]]] = [
    # what, the new values, the group, the fields that are told
    ("title", {"title": "The group"}, Group.REWORDED, {"title"}),
    ("short title", {"short_title": "G"}, Group.REWORDED, {"short_title"}),
    ("summary", {"summary": "It met."}, Group.REWORDED, {"summary"}),
    ("instrument", {"instrument": "Memo"}, Group.REWORDED, {"instrument"}),
    ("note", {"note": ""}, Group.REWORDED, {"note"}),
    ("kind", {"kind": Kind.EVENT}, Group.CHANGED, {"kind"}),
    ("period", {"period": "2026/2031"}, Group.CHANGED, {"period"}),
    ("stage", {"milestones": STAGED}, Group.STAGE, {"stage", "milestone:m/stage"}),
    ("date", {"milestones": (Milestone("m", Stage.AGREED, "2026-05"),)}, Group.CHANGED,
     {"when", "milestone:m/when"}),
    ("due", {"milestones": (Milestone("m", Stage.AGREED, "2026-04", note="n"),)}, Group.CHANGED,
     {"milestone:m/note"}),
    ("role", {"parties": (Involvement("IND", Role.HOST, "India"), OLD.parties[1])}, Group.CHANGED,
     {"party:IND"}),
    ("printed", {"parties": (Involvement("IND", Role.MEMBER, "Bharat"), OLD.parties[1])},
     Group.CHANGED, {"printed:IND"}),
    ("party", {"parties": (*OLD.parties, Involvement("KOR", Role.MEMBER))}, Group.CHANGED,
     {"party:KOR"}),
    ("sector", {"sectors": ("space",)}, Group.CHANGED, {"sector:energy"}),
    ("order of sectors", {"sectors": ("energy", "space")}, Group.CHANGED, {"sectors"}),
    ("order of parties", {"parties": OLD.parties[::-1]}, Group.CHANGED, {"order"}),
    ("place", {"places": (Place("p", "Delhi", PlaceRole.SEAT),)}, Group.CHANGED, {"place:p"}),
    ("reference", {"references": (Reference("r", "1", "UNTS", "", "23"),)}, Group.CHANGED,
     {"reference:r"}),
    ("figure", {"figures": (Figure("f", "trade", "50", 50.0000001, "USD", "2030"),)},
     Group.CHANGED, {"figure:f"}),
    ("relation", {"relations": ()}, Group.CHANGED, {"relation:other"}),
    ("language", {"languages": ("en", "ko")}, Group.CHANGED, {"language:ko"}),
    ("tag", {"tags": ()}, Group.CHANGED, {"tag:watch"}),
    ("origin", {"origin": Origin("table", None, "7")}, Group.CHANGED, {"origin"}),
    ("both", {"title": "The group", "milestones": STAGED}, Group.STAGE,
     {"title", "stage", "milestone:m/stage"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "group", "fields"), [case[1:] for case in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_each_field_that_differs_is_told(
    values: dict[str, Any], group: Group, fields: set[str]
) -> None:
    change = differing(OLD, supported(replace(OLD, **values)), HERE, HERE)
    assert change is not None
    assert set(change.fields) == fields
    assert len(change.fields) == len(fields)
    assert change.group is group
    for item in change.changes:  # all of it can be said
        assert TELLER.what(item)
        for side in (item.old, item.new):
            assert bool(TELLER.value(item, side)) is (side is not None)
    assert TELLER.short(change)


def evidence(change: Callable[[Evidence], Evidence]) -> Entry:
    first, *rest = OLD.evidence
    return replace(OLD, evidence=(change(first), *rest))


def test_evidence_that_moved_is_no_other_evidence() -> None:
    moved = differing(OLD, evidence(lambda item: replace(item, passages=("q",))), HERE, HERE)
    other = differing(OLD, evidence(lambda item: replace(item, passages=("s",))), HERE, HERE)
    cell = differing(OLD, evidence(lambda item: replace(item, records=("t",))), HERE, HERE)
    assert moved is not None
    assert other is not None
    assert cell is not None
    found = [(c.changes[0].field, c.changes[0].how) for c in (moved, other, cell)]
    assert found == [
        ("evidence:title", How.MOVED),
        ("evidence:title", How.CHANGED),
        ("evidence:title", How.CHANGED),
    ]
    assert {c.group for c in (moved, other, cell)} == {Group.CHANGED}
    why = evidence(lambda item: replace(item, basis=Basis.INFERRED, why="so"))
    inferred = differing(OLD, why, HERE, HERE)
    assert inferred is not None
    assert set(inferred.fields) == {"basis:title", "why:title"}


def test_the_same_places_by_other_names_are_no_difference() -> None:
    renamed = Footing(
        {"x": replace(HERE.passages["p"], id="x", document="e")},
        {"y": replace(HERE.records["r"], id="y")},
        {"e": replace(DOCUMENT, id="e")},
    )
    other = tuple(replace(item, passages=("x",), records=("y",)) for item in OLD.evidence)
    assert differing(OLD, replace(OLD, evidence=other), HERE, renamed) is None
    assert differing(OLD, replace(OLD, evidence=OLD.evidence[::-1]), HERE, HERE) is None
    assert differing(OLD, replace(OLD, origin=Origin(batch="2")), HERE, HERE) is None


def test_new_and_gone_are_told_whole() -> None:
    new, old = arrived(OLD, HERE), gone(OLD, HERE)
    assert (new.group, new.titles, new.stages, new.whens) == (
        *(Group.NEW, (None, "A group"), (None, "agreed"), (None, "2026-04")),
    )
    assert (old.group, old.titles, old.stages, old.whens) == (
        *(Group.GONE, ("A group", None), ("agreed", None), ("2026-04", None)),
    )
    assert TELLER.short(new) == TELLER.short(old) == "Working group, Agreed, April 2026"


@given(made_entries(), made_entries())
def test_any_two_entries_can_be_told_apart(one: Entry, other: Entry) -> None:
    old, new = supported(one), supported(replace(other, id=one.id))
    assert differing(old, old, HERE, HERE) is None
    change = differing(old, new, HERE, HERE)
    assert (change is None) == (replace(old, origin=new.origin) == new)
    if change is not None:
        for item in change.changes:
            assert (item.old, item.new) != (None, None) or item.field == "order"
            assert TELLER.what(item)
            TELLER.value(item, item.old)
            TELLER.value(item, item.new)
        assert msgspec.json.decode(msgspec.json.encode(change), type=type(change)) == change
