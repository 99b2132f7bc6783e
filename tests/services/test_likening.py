"""Likely duplicates: found across the library, best first, each with its reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.domain.query import EntryRow, Snippet
from explorer.domain.review import Likeness, Proposal
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.services.likening import LEAST, MOST, compare
from explorer.workspace import Workspace
from tests.services.reviews import RIS, STATEMENT, about, added, text_of

BOTH = (("IND", Role.SIGNATORY), ("KOR", Role.SIGNATORY))


def proposal(title: str, kind: Kind = Kind.AGREEMENT, **fields: object) -> Proposal:
    made = Proposal(title, kind, Stage.SIGNED, 10, 50, "x" * 40, parties=BOTH, sectors=("space",))
    return replace(made, **fields)


def row(title: str, kind: Kind = Kind.AGREEMENT, **fields: object) -> EntryRow:
    made = EntryRow(
        id="e",
        title=title,
        short_title="",
        kind=kind.value,
        stage="signed",
        when=None,
        when_source="",
        when_inferred=False,
        sectors=("space",),
        parties=("IND", "KOR"),
        snippet=Snippet(""),
    )
    return replace(made, **fields)


def codes(own: Proposal, other: EntryRow, passage: tuple[int, int] | None = None) -> list[str]:
    return [message.code for message in compare(own, other, passage).why]


@pytest.mark.parametrize(
    ("own", "other", "code", "told"),
    [
        ("Cultural Agreement", "The CULTURAL agreement", "like-title", ""),
        ("Green zones (GZ)", "Green zones", "like-title", ""),
        ("Café protocol", "Cafe Protocols", "like-title", ""),
        ("Joint space day of students", "Joint space day", "like-title-but", "students"),
        ("Ocean research hubs in Busan", "Ocean research stations", "like-words", "ocean research"),
        ("Marine Data Network (MDN)", "Sharing of tides by MDN", "like-acronym", "MDN"),
    ],
)
def test_each_likeness_has_its_reason(own: str, other: str, code: str, told: str) -> None:
    found = {message.code: message for message in compare(proposal(own), row(other), None).why}
    assert code in found, found
    assert told in found[code].english()


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Agreement on fisheries", "Treaty on extradition"),
        ("MoU on trade", "MoU on culture"),  # a form of text is no name
        ("Ports of the ROK", "Talks of UAE and ROK"),  # nor is a state
    ],
)
def test_what_only_looks_alike_is_none(own: str, other: str) -> None:
    found = compare(proposal(own), row(other, sectors=()), None)
    assert found.score < LEAST
    assert "like-acronym" not in [message.code for message in found.why]


def test_the_same_words_speak_for_it_but_not_alone() -> None:
    own, other = proposal("Ports"), row("Shipyards", sectors=())
    assert codes(own, other, (10, 50)) == ["like-passage"]
    assert codes(own, other, (10, 30)) == ["like-overlap"]
    assert compare(own, other, (10, 50)).score < LEAST  # a sentence tells of several things


def test_parties_type_sector_and_date_together_are_enough() -> None:
    own = proposal("A text", when="1976-03-05")
    same = row("SCIENCE COOPERATION", when="1976-03-05")
    assert codes(own, same) == ["like-date", "like-matter"]
    assert compare(own, same, None).score >= LEAST
    assert compare(own, row("SCIENCE COOPERATION", when="1999"), None).score < LEAST


def test_other_parties_and_other_years_speak_against_it() -> None:
    own = proposal("Air services agreement", when="1992-03-16")
    alike = compare(own, row("Air Services Agreement", when="1992-03-16"), None).score
    for fields in (
        {"parties": ("FRA", "KOR")},
        {"parties": ("FRA", "PER")},
        {"when": "1967-07-31"},
        {"kind": "event"},
    ):
        other = row("Air Services Agreement", when="1992-03-16")
        assert compare(own, replace(other, **fields), None).score < alike, fields


def likely(workspace: Workspace, document: str, words: str) -> tuple[Likeness, ...]:
    item = about(workspace.reviewing.open(document), words)
    return workspace.reviewing.likely(document, item.key, item.proposal)


@pytest.mark.parametrize(
    ("title", "words", "entry", "code"),
    [
        ("An accelerator, KIND-X", "KIND-X", "kind-x", "like-acronym"),
        (
            "Space Day of India and the ROK",
            "India-ROK Space Day",
            "india-rok-space-day",
            "like-words",
        ),
        ("The blue economy", "blue economy", "blue-economy", "like-title-but"),
        ("Arctic research", "Arctic research", "arctic-research", "like-overlap"),
        (
            "India–ROK Joint Strategic Vision",
            "India–ROK Joint Strategic Vision (2026–2030)",
            "india-rok-joint-strategic-vision",
            "like-title",
        ),
    ],
)
def test_the_entry_that_is_there_comes_first(
    workspace: Workspace, title: str, words: str, entry: str, code: str
) -> None:
    text = text_of(workspace, RIS)
    start = text.index(words)
    own = proposal(title, Kind.INITIATIVE, start=start, end=start + len(words), quote=words)
    found = workspace.reviewing.likely(RIS, "any", own)
    assert found[0].entry_id == entry
    assert code in [message.code for message in found[0].why]
    assert found[0].source
    assert len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_what_was_just_accepted_is_likely_for_the_next_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = added(workspace, tmp_path, STATEMENT)
    assert likely(workspace, first, "Dialogue") == ()
    item = about(workspace.reviewing.open(first), "Dialogue")
    change = workspace.reviewing.accept(first, item.key, item.proposal)
    # The one that was made of a suggestion is no duplicate of it.
    assert workspace.reviewing.likely(first, item.key, item.proposal) == ()
    text = (
        "Another report on Norway and Chile\n\nThe Norway-Chile Space Dialogue was held in 2026.\n"
    )
    second = added(workspace, tmp_path, text, "second.txt")
    start = text.index("Norway-Chile Space")
    review, key = workspace.reviewing.add(second, start, start + len("Norway-Chile Space Dialogue"))
    chosen = review.item(key)
    assert chosen is not None
    found = workspace.reviewing.likely(second, key, chosen.proposal)
    assert [one.entry_id for one in found] == list(change.entries)
