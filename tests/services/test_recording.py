"""Whatever is proposed becomes an entry by the rules: each field with evidence, and none beside."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer.domain.entries import Document, Entry, Institution
from explorer.domain.review import Proposal, ReviewItem
from explorer.domain.rules import entry_stage, entry_when, evidence_by_field, supported_fields
from explorer.domain.vocabulary import Basis, Kind, Role, Stage, Standing
from explorer.services.bodies import Bodies, folded, named
from explorer.services.extending import extended
from explorer.services.printed import acronym_printed, prints_date, prints_words, state_printed
from explorer.services.proposing import states_named
from explorer.services.recording import Source, check_proposal, entry_of, short_title

DOCUMENT: Final = Document("d", "D", "D", Standing.PRESS, "d.txt", "", "", "", published="2025-03")
SOURCE: Final = Source(DOCUMENT, "p1", "batch")
KASA: Final = Institution(
    "kasa", "Korea Aerospace Administration", "KASA", ("Korean Space Agency",)
)

names = st.sampled_from(
    ["KASA", "Korea Aerospace Administration (KASA)", "the Ocean Board", "G20", "한국", "???", "EU"]
)
dates = st.sampled_from([None, "2024", "2026-04-20", "2026/2030", "[2026-04..]", "202X", "2025-02"])
proposals = st.builds(
    Proposal,
    title=st.sampled_from(
        ["A thing", "“Ocean Board”", "KASA", "Joint Board (JB)", "우주 협력", "x" * 400]
    ),
    kind=st.sampled_from(Kind),
    stage=st.sampled_from(Stage),
    start=st.just(0),
    end=st.just(40),
    quote=st.sampled_from(
        ["India and the Ocean Board met on 20 April 2026", "Both sides agreed", "KASA – 2026–30"]
    ),
    when=dates,
    due=dates,
    period=dates,
    parties=st.lists(
        st.tuples(st.sampled_from(["IND", "KOR", "India"]) | names, st.sampled_from(Role)),
        max_size=5,
    ).map(tuple),
    sectors=st.lists(
        st.sampled_from(["space", "biotech-health", "semiconductors"]), max_size=4
    ).map(tuple),
    institutions=st.lists(names, max_size=4).map(tuple),
)


def is_by_the_rules(entry: Entry, bodies: Bodies) -> None:
    fields = [item.field for item in entry.evidence]
    assert sorted(fields) == sorted(set(supported_fields(entry)))
    assert all(item.passages for item in entry.evidence)
    assert all(item.why for item in entry.evidence if item.basis is Basis.INFERRED)
    assert len({party.party for party in entry.parties}) == len(entry.parties)
    assert len({step.id for step in entry.milestones}) == len(entry.milestones)
    acting = {party.party for party in entry.parties} | {entry.institution or "kasa"}
    assert acting <= {"IND", "KOR", "kasa", *bodies.new, *states_named("EU")}
    assert len(entry.short_title) <= 17
    entry_stage(entry)
    entry_when(entry)


@given(proposals, proposals)
def test_any_proposal_makes_an_entry_by_the_rules(proposal: Proposal, first: Proposal) -> None:
    """``first``: what the rules had made of it, before all was corrected."""
    for item in (ReviewItem("k", proposal, first), ReviewItem("k", proposal)):
        bodies = Bodies({"kasa": KASA})
        check_proposal(proposal)
        entry = entry_of(proposal, item, SOURCE, bodies)
        is_by_the_rules(entry, bodies)
        assert (entry.kind, entry.period) == (proposal.kind, proposal.period)
        # Again from the same words: no body is made twice.
        again = entry_of(proposal, item, SOURCE, bodies)
        assert (again.parties, again.institution) == (entry.parties, entry.institution)


@given(proposals, proposals)
def test_any_proposal_can_be_merged_into_any_entry(one: Proposal, other: Proposal) -> None:
    bodies = Bodies({"kasa": KASA})
    own = entry_of(one, ReviewItem("k", one, one), SOURCE, bodies)
    source = Source(replace(DOCUMENT, id="e"), "p2", "later")
    grown = extended(own, other, ReviewItem("l", other, other), source, bodies)
    is_by_the_rules(grown, bodies)
    assert grown.parties[: len(own.parties)] == own.parties
    assert grown.sectors[: len(own.sectors)] == own.sectors
    assert grown.milestones[: len(own.milestones)] == own.milestones
    assert (grown.title, grown.kind, grown.institution) == (own.title, own.kind, own.institution)
    before = evidence_by_field(own)
    for field, support in evidence_by_field(grown).items():
        if field in before:
            assert support.passages[: len(before[field].passages)] == before[field].passages
            assert (support.basis, support.why) == (before[field].basis, before[field].why)
    once_more = extended(grown, other, ReviewItem("l", other, other), source, bodies)
    assert once_more == grown  # there is nothing new in it any more


@pytest.mark.parametrize(
    ("printed", "name", "acronym"),
    [
        ("Korea Aerospace Administration (KASA)", "Korea Aerospace Administration", "KASA"),
        ("KFTC (Korea Financial Telecommunications)", "Korea Financial Telecommunications", "KFTC"),
        ("the NPCI", "NPCI", "NPCI"),
        ("NPCI", "NPCI", "NPCI"),
        ("NASA’s", "NASA", "NASA"),
        ("Critical Technology (iCET)", "Critical Technology", "iCET"),
        ("Ministry of Trade (and Industry)", "Ministry of Trade (and Industry)", ""),
    ],
)
def test_names_and_acronyms_are_told_apart(printed: str, name: str, acronym: str) -> None:
    assert named(printed) == (name, acronym)


def test_bodies_are_found_again_by_any_of_their_names() -> None:
    bodies = Bodies({"kasa": KASA})
    known = ("KASA", "Korea Aerospace Administration", "korean  space agency", "the KASA", "KASA’s")
    for printed in known:
        assert bodies.of(printed) == "kasa", printed
    assert bodies.of("Kenya Space Agency (KASA)") != "kasa"  # beside a name of its own
    assert bodies.of("우주청") == bodies.of("우주청")
    assert len(bodies.new) == 2
    ocean = bodies.of("Centre for Ocean Organisation")
    assert bodies.of("Center for Ocean Organization (COO)") == ocean
    assert folded("Centre for R&D") == folded("centre for r and D")


@pytest.mark.parametrize(
    ("quote", "day", "expected"),
    [
        ("on 20th April 2026", "2026-04-20", True),
        ("in April 2026", "2026-04-20", False),
        ("in 2026", "2026", True),
        ("in February this year", "2026-02", False),
        ("the Vision 2026–30", "2026/2030", True),
        ("from 2026 to 2031", "2026/2030", False),
        ("on 5.3.1976", "1976-03-05", True),
        ("by some day", "[..2026]", False),
    ],
)
def test_a_date_is_stated_where_it_is_printed(quote: str, day: str, expected: bool) -> None:
    assert prints_date(quote, day) is expected


def test_what_a_passage_prints() -> None:
    assert prints_words("to streamline all trade procedures", "Trade procedures")
    assert not prints_words("procedures of trade", "Trade procedures")
    assert state_printed("Indian and Korean firms", "KOR") == "Korean"
    assert state_printed("Indonesia and Peru", "IND") == ""
    assert acronym_printed("the Joint Ocean–Board (JOB) met", "Joint Ocean Board") == "JOB"
    assert acronym_printed("the Joint Board (see below) met", "Joint Board") == ""
    assert states_named("the Republic of Korea (ROK)") == ("KOR",)
    assert states_named("Ocean Board") == ()
    assert short_title("Comprehensive Economic Partnership Agreement (CEPA)", "") == "CEPA"
