"""How firm, when, and what must rest on a passage."""

from __future__ import annotations

import pytest

from explorer.domain.entries import (
    Entry,
    Evidence,
    Figure,
    Institution,
    Involvement,
    Milestone,
    Misprint,
    Place,
    Reference,
    Relation,
)
from explorer.domain.rules import (
    entry_stage,
    entry_when,
    institution_terms,
    institutions_of,
    is_state,
    milestone_standings,
    position,
    stage_milestone,
    supported_fields,
)
from explorer.domain.vocabulary import Basis, Kind, PlaceRole, RelationKind, Role, Stage, Standing


def entry(
    *milestones: Milestone, inferred: tuple[str, ...] = (), period: str | None = None
) -> Entry:
    """An entry with these milestones; their stages are stated in passage ``p-ID``."""
    return Entry(
        id="e",
        title="E",
        short_title="E",
        kind=Kind.AGREEMENT,
        summary="",
        period=period,
        milestones=milestones,
        evidence=tuple(
            Evidence(
                f"milestone:{item.id}/stage",
                Basis.INFERRED if item.id in inferred else Basis.STATED,
                (f"p-{item.id}",),
            )
            for item in milestones
        ),
    )


def step(stage: Stage, when: str | None = None, as_of: str | None = None) -> Milestone:
    return Milestone(id=stage.value, stage=stage, when=when, as_of=as_of)


AGREED, SIGNED = step(Stage.AGREED, "2026-05"), step(Stage.SIGNED, "2026-04-20")
ENDED, SUSPENDED = step(Stage.ENDED, "2027"), step(Stage.SUSPENDED)


@pytest.mark.parametrize(
    ("milestones", "stage"),
    [
        ((), Stage.UNKNOWN),
        ((AGREED,), Stage.AGREED),
        ((AGREED, SIGNED), Stage.SIGNED),
        ((SIGNED, AGREED), Stage.SIGNED),
        ((SIGNED, ENDED), Stage.ENDED),
        ((SIGNED, SUSPENDED), Stage.SUSPENDED),
        ((SIGNED, ENDED, step(Stage.IN_FORCE, "2028")), Stage.IN_FORCE),
        ((SIGNED, ENDED, step(Stage.IN_FORCE, "2026")), Stage.ENDED),
        ((SIGNED, SUSPENDED, step(Stage.IN_FORCE, "2028")), Stage.SUSPENDED),
        ((SIGNED, step(Stage.SUSPENDED, "2026"), ENDED), Stage.ENDED),
        ((AGREED, Milestone("d", Stage.IN_FORCE, due="2027")), Stage.AGREED),
        ((Milestone("d", Stage.IN_FORCE, due="2027"),), Stage.UNKNOWN),
    ],
)
def test_the_stage_is_the_furthest_reached_unless_it_ended(
    milestones: tuple[Milestone, ...], stage: Stage
) -> None:
    assert entry_stage(entry(*milestones)) is stage


def test_what_is_only_inferred_makes_nothing_firmer_and_dates_nothing() -> None:
    told = entry(step(Stage.AGREED), SIGNED, inferred=("signed",))
    assert entry_stage(told) is Stage.AGREED
    assert entry_when(told) is None
    assert stage_milestone(entry(SIGNED, inferred=("signed",))) is None


def test_the_newest_official_source_decides() -> None:
    early = step(Stage.LAUNCHED, as_of="2026-04")
    late = step(Stage.AGREED, as_of="2026-06")
    told = entry(early, late)
    press, official = Standing.PRESS, Standing.OFFICIAL_STATEMENT
    assert entry_stage(told) is Stage.LAUNCHED
    assert entry_stage(told, {"launched": press, "agreed": press}) is Stage.LAUNCHED
    assert entry_stage(told, {"launched": press, "agreed": official}) is Stage.AGREED
    assert entry_stage(told, {"launched": official, "agreed": official}) is Stage.AGREED


def test_a_milestone_stands_as_its_best_document() -> None:
    told = entry(SIGNED)
    both = msgspec_evidence(told, ("a", "b", "unknown"))
    standing_of = {"a": Standing.PRESS, "b": Standing.TREATY_TEXT}
    assert milestone_standings(both, standing_of) == {"signed": Standing.TREATY_TEXT}
    assert milestone_standings(both, {"a": Standing.PRESS}) == {"signed": Standing.PRESS}
    assert milestone_standings(both, {}) == {}


def msgspec_evidence(told: Entry, passages: tuple[str, ...]) -> Entry:
    """The entry with all evidence resting on these passages."""
    evidence = tuple(Evidence(item.field, item.basis, passages) for item in told.evidence)
    return Entry(
        id="e",
        title="E",
        short_title="E",
        kind=told.kind,
        summary="",
        milestones=told.milestones,
        evidence=evidence,
    )


@pytest.mark.parametrize(
    ("told", "text", "source"),
    [
        (entry(AGREED, SIGNED), "2026-04-20", "signed"),
        (entry(step(Stage.SIGNED), AGREED), "2026-05", "agreed"),
        (entry(step(Stage.OPERATING), AGREED, SIGNED), "2026-04-20", "signed"),
        (entry(step(Stage.SIGNED), period="2026/2030"), "2026/2030", "period"),
        (entry(period="2026/2030"), "2026/2030", "period"),
    ],
)
def test_the_date_is_that_of_the_stage_else_the_earliest_else_the_period(
    told: Entry, text: str, source: str
) -> None:
    dated = entry_when(told)
    assert dated is not None
    assert (dated.when.text, dated.source) == (text, source)


def test_an_entry_without_any_date_is_undated() -> None:
    assert entry_when(entry(step(Stage.SIGNED), Milestone("d", Stage.IN_FORCE, due="2027"))) is None


def test_position_is_stage_milestone_and_date_in_one() -> None:
    told = position(entry(AGREED, SIGNED), {"p-agreed": Standing.TREATY_TEXT})
    assert (told.stage, told.milestone) == (Stage.AGREED, "agreed")
    assert told.dated is not None
    assert told.dated.when.text == "2026-05"
    assert position(entry(), {}) == (Stage.UNKNOWN, "", None)


def test_every_field_that_is_filled_needs_evidence() -> None:
    bare = Entry(id="e", title="E", short_title="E", kind=Kind.EVENT, summary="told by us")
    assert set(supported_fields(bare)) == {"title", "kind"}
    full = Entry(
        id="e",
        title="E",
        short_title="E",
        kind=Kind.EVENT,
        summary="",
        instrument="Protocol",
        parties=(Involvement("IND", Role.HOST),),
        sectors=("space",),
        institution="isro",
        period="2026",
        milestones=(
            Milestone("a", Stage.SIGNED, when="2026"),
            Milestone("b", Stage.IN_FORCE, due="2027"),
            Milestone("c", Stage.AGREED),
        ),
        relations=(Relation(RelationKind.PART_OF, "other"),),
        places=(Place("seoul", "Seoul", PlaceRole.SIGNED_AT),),
        references=(Reference("unts"),),
        figures=(Figure("money", "Budget", "5"),),
    )
    assert set(supported_fields(full)) == {
        *("title", "kind", "instrument", "period", "institution:isro", "party:IND", "role:IND"),
        *("milestone:a/stage", "milestone:a/when", "milestone:b/stage", "milestone:b/due"),
        *("milestone:c/stage", "sector:space", "place:seoul", "reference:unts", "figure:money"),
        "relation:other",
    }


@pytest.mark.parametrize(
    ("party", "expected"), [("IND", True), ("isro", False), ("ind", False), ("ÄÖÜ", False)]
)
def test_states_are_told_from_bodies(party: str, expected: bool) -> None:
    assert is_state(party) is expected


def test_bodies_of_an_entry_each_once_what_it_is_about_first() -> None:
    told = Entry(
        id="e",
        title="E",
        short_title="E",
        kind=Kind.MECHANISM,
        summary="",
        institution="group",
        parties=tuple(Involvement(item, Role.LEAD) for item in ("kasa", "IND", "group")),
    )
    assert institutions_of(told) == ("group", "kasa")


def test_a_body_is_found_by_every_name_it_has() -> None:
    body = Institution(
        id="kasa",
        name="Korea AeroSpace Administration",
        acronym="KASA",
        aliases=("KASA", "Space agency"),
        names={"ko": "우주항공청"},
        misprints=(Misprint("Korea Aerospace Agency", ""),),
    )
    assert institution_terms(body) == (
        *("Korea AeroSpace Administration", "KASA", "Space agency", "우주항공청"),
        "Korea Aerospace Agency",
    )
