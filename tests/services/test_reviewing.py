"""Reviewing: suggestions become entries by a decision, and each decision can be taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.domain.messages import AccordError, Progress
from explorer.domain.query import Query
from explorer.domain.review import Decision, Review, ReviewItem, Waiting
from explorer.domain.rules import entry_stage, entry_when, evidence_by_field
from explorer.domain.vocabulary import Basis, Kind, Role, Stage
from explorer.services.children import Child
from explorer.workspace import Workspace
from tests.services.reviews import (
    FORGE,
    RIS,
    STATEMENT,
    about,
    added,
    all_entries,
    entry_in,
    is_sound,
    passages_in,
    selection,
    text_of,
    typed,
)


@pytest.fixture
def statement(workspace: Workspace, tmp_path: Path) -> str:
    return added(workspace, tmp_path, STATEMENT)


def code_of(error: pytest.ExceptionInfo[AccordError]) -> str:
    return error.value.message.code


def taken(workspace: Workspace, document: str, words: str) -> tuple[Review, ReviewItem, str]:
    """Accept the suggestion with these words in its title: review, item and the entry's id."""
    item = about(workspace.reviewing.open(document), words)
    change = workspace.reviewing.accept(document, item.key, item.proposal)
    (identifier,) = change.entries
    return change.review, item, identifier


def test_a_review_is_made_once_and_kept(workspace: Workspace, statement: str) -> None:
    told: list[Progress] = []
    review = workspace.reviewing.open(statement, told.append)
    assert review.total == review.open >= 4  # one a numbered sentence, by rules that get better
    assert review.reviewed == 0
    assert review.title == "Joint Statement of Norway and Chile"
    text = text_of(workspace, statement)
    for item in review.items:
        proposal = item.proposal
        assert text[proposal.start : proposal.end] == proposal.quote
        assert (item.suggested, item.decision) == (proposal, Decision.OPEN)
        assert item.why
    assert [item.proposal.start for item in review.items] == sorted(
        item.proposal.start for item in review.items
    )
    assert {one.what for one in told} == {"suggestions"}
    assert told[-1].total == len(text)
    children: list[Child] = []
    assert workspace.reviewing.open(statement, started=children.append) == review
    assert not children  # read from the library
    assert workspace.reviewing.waiting([statement, RIS]) == {
        statement: Waiting(review.total, review.total)
    }


def test_dates_are_told_apart(workspace: Workspace, statement: str) -> None:
    review = workspace.reviewing.open(statement)
    signed = about(review, "Memorandum").proposal
    assert (signed.when, signed.due, signed.period) == ("2025-03-12", None, None)
    programme = about(review, "Programme").proposal
    assert (programme.when, programme.due, programme.period) == (None, None, "2025/2029")
    dialogue = about(review, "Dialogue").proposal
    assert (dialogue.when, dialogue.due, dialogue.period) == (None, "2026", None)


def test_an_accepted_suggestion_is_an_entry_that_rests_on_its_sentence(
    workspace: Workspace, statement: str
) -> None:
    review, item, identifier = taken(workspace, statement, "Memorandum")
    decided = review.item(item.key)
    assert decided is not None
    assert (decided.decision, decided.entry_id) == (Decision.ACCEPTED, identifier)
    assert (review.reviewed, review.accepted, review.open) == (1, 1, review.total - 1)
    entry = entry_in(workspace, identifier)
    assert (entry.title, entry.kind) == (
        "Memorandum of Understanding on lithium recycling",
        Kind.MOU,
    )
    assert {(one.party, one.role, one.printed) for one in entry.parties} == {
        ("NOR", Role.SIGNATORY, "Norway"),
        ("CHL", Role.SIGNATORY, "Chile"),
    }
    dated = entry_when(entry)
    assert dated is not None
    assert (entry_stage(entry), dated.when.text) == (Stage.SIGNED, "2025-03-12")
    assert entry.milestones[0].as_of == "2025-03-14"
    assert (entry.origin.source, entry.origin.document) == ("suggestion", statement)
    assert entry.origin.batch == decided.batch
    supports = evidence_by_field(entry)
    (passage,) = {p for support in supports.values() for p in support.passages}
    (stored,) = passages_in(workspace, statement)
    assert (stored.id, stored.exact) == (passage, item.proposal.quote)
    bases = {name: support.basis for name, support in supports.items()}
    assert bases["title"] is bases["party:NOR"] is bases["milestone:signed/when"] is Basis.STATED
    assert bases["kind"] is bases["sector:environment-water"] is Basis.CLASSIFIED
    is_sound(workspace)
    found = workspace.browsing.search(Query(text="lithium recycling"))
    assert found.ids[0] == identifier


def test_what_the_sentence_does_not_print_is_inferred_and_says_why(
    workspace: Workspace, statement: str
) -> None:
    _, _, identifier = taken(workspace, statement, "Committee")
    supports = evidence_by_field(entry_in(workspace, identifier))
    assert supports["party:CHL"].basis is Basis.INFERRED
    assert (
        supports["party:CHL"].why == "“The two countries” stands for the parties of the document."
    )
    _, _, dialogue = taken(workspace, statement, "Dialogue")
    entry = entry_in(workspace, dialogue)
    assert {(step.stage, step.when, step.due) for step in entry.milestones} == {
        (Stage.PROPOSED, None, None),
        (Stage.COMPLETED, None, "2026"),
    }
    assert entry_stage(entry) is Stage.PROPOSED  # what is due is not reached
    assert entry_when(entry) is None


def test_a_body_is_made_once_and_found_again(workspace: Workspace, tmp_path: Path) -> None:
    text = STATEMENT + "5. The JCOR agreed to launch a Seabed Map Programme.\n"
    document = added(workspace, tmp_path, text)
    _, _, identifier = taken(workspace, document, "Committee")
    entry = entry_in(workspace, identifier)
    labels = workspace.browsing.labels()
    assert entry.institution is not None
    body = labels.institutions[entry.institution]
    assert (body.name, body.acronym) == ("Joint Committee on Ocean Research", "JCOR")
    assert entry.short_title == "JCOR"
    proposal = typed(
        text_of(workspace, document),
        "The JCOR agreed",
        parties=(("JCOR", Role.LEAD), ("Norway", Role.CONCERNED)),
    )
    review, key = workspace.reviewing.add(document, proposal.start, proposal.end)
    assert review.item(key) is not None
    change = workspace.reviewing.accept(document, key, proposal)
    parties = {one.party for one in entry_in(workspace, change.entries[0]).parties}
    assert parties == {entry.institution, "NOR"}  # a state by its name, a body by its acronym
    is_sound(workspace)


def test_a_name_of_three_letters_is_no_state_for_that(workspace: Workspace, statement: str) -> None:
    item = about(workspace.reviewing.open(statement), "Programme")
    joining = replace(
        item.proposal,
        kind=Kind.MEMBERSHIP,
        parties=(("NOR", Role.MEMBER), ("G20", Role.WELCOMING)),
        institutions=("Fjord and Andes Digital Programme", "Chile"),
    )
    change = workspace.reviewing.accept(statement, item.key, joining)
    entry = entry_in(workspace, change.entries[0])
    assert "G20" not in {party.party for party in entry.parties}
    assert entry.institution == "fjord-and-andes-digital-programme"  # what is joined
    is_sound(workspace)


def test_what_was_corrected_says_so(workspace: Workspace, statement: str) -> None:
    item = about(workspace.reviewing.open(statement), "Programme")
    better = replace(
        item.proposal,
        title="Digital Programme",
        kind=Kind.INITIATIVE,
        stage=Stage.OPERATING,
        period="2025/2030",
        sectors=(*item.proposal.sectors, "space"),
        parties=(*item.proposal.parties, ("SWE", Role.MEMBER)),
    )
    review = workspace.reviewing.correct(statement, item.key, better)
    kept = review.item(item.key)
    assert kept is not None
    assert (kept.proposal, kept.suggested, kept.corrected) == (better, item.proposal, True)
    assert workspace.reviewing.open(statement) == review  # the next start finds it
    change = workspace.reviewing.accept(statement, item.key, better)
    supports = evidence_by_field(entry_in(workspace, change.entries[0]))
    assert "Fjord and Andes Digital Programme" in supports["title"].why
    assert "“Programme”" in supports["kind"].why
    assert "“Launched”" in supports["milestone:operating/stage"].why
    assert "2025 to 2029" in supports["period"].why.replace("–", " to ")
    assert supports["sector:space"].why == supports["party:SWE"].why == "Added by hand."
    assert supports["sector:digital-ai"].why == ""
    is_sound(workspace)


@pytest.mark.parametrize("document", [FORGE, RIS, "icet"])
def test_all_that_is_suggested_can_be_accepted_and_taken_back(
    workspace: Workspace, tmp_path: Path, shared: Path, document: str
) -> None:
    if document == "icet":
        source = shared / "data" / "extraction" / "us-india-icet-2023.txt"
        document = added(workspace, tmp_path, source.read_text(encoding="utf-8"))
    review = workspace.reviewing.open(document)
    before, passages = all_entries(workspace), passages_in(workspace, document)
    assert review.total > 10
    change = workspace.reviewing.accept_above(document, 0.0)
    assert change.batch is not None
    assert change.review.accepted == len(change.entries) == review.total
    is_sound(workspace)
    assert workspace.reviewing.accept_above(document, 0.0).batch is None  # nothing is left
    workspace.keeping.revert(change.batch)
    assert workspace.reviewing.open(document) == review
    assert all_entries(workspace) == before
    assert passages_in(workspace, document) == passages
    is_sound(workspace)


def test_only_the_sure_ones_are_accepted(workspace: Workspace) -> None:
    review = workspace.reviewing.open(FORGE)
    least = max(item.confidence for item in review.items)
    sure = {item.key for item in review.above(least)}
    assert 0 < len(sure) < review.total
    change = workspace.reviewing.accept_above(FORGE, least)
    accepted = {item.key for item in change.review.items if item.decision is Decision.ACCEPTED}
    assert accepted == sure


def test_nothing_is_made_of_what_is_dismissed(workspace: Workspace, statement: str) -> None:
    before = all_entries(workspace)
    item = workspace.reviewing.open(statement).items[0]
    change = workspace.reviewing.dismiss(statement, item.key)
    assert change.batch is not None
    assert (change.review.dismissed, change.entries) == (1, ())
    assert all_entries(workspace) == before
    workspace.keeping.revert(change.batch)
    assert workspace.reviewing.open(statement).reviewed == 0


def test_selected_words_are_read_in_their_place(workspace: Workspace, statement: str) -> None:
    text = text_of(workspace, statement)
    start, end = selection(text, "Memorandum of Understanding on lithium recycling")
    review, key = workspace.reviewing.add(statement, start - 2, end + 1)  # a letter, blanks
    item = review.item(key)
    assert item is not None
    assert (item.suggested, item.confidence) == (None, 1.0)
    assert item.proposal.quote == text[start - 2 : end]
    assert (item.proposal.kind, item.proposal.stage) == (Kind.MOU, Stage.SIGNED)
    assert item.proposal.when == "2025-03-12"
    assert [one.proposal.start for one in review.items] == sorted(
        one.proposal.start for one in review.items
    )
    start, end = selection(text, "Joint Statement of Norway and Chile")
    review, key = workspace.reviewing.add(statement, start, end)
    item = review.item(key)
    assert item is not None
    assert (item.proposal.title, item.proposal.stage) == (
        "Joint Statement of Norway and Chile",
        Stage.UNKNOWN,
    )
    assert {party for party, _ in item.proposal.parties} == {"NOR", "CHL"}
    change = workspace.reviewing.accept(statement, key, item.proposal)
    assert entry_in(workspace, change.entries[0]).milestones == ()  # nothing says how firm
    is_sound(workspace)


@pytest.mark.parametrize("stretch", [(5, 5), (9, 2), (-4, 0), (10**9, 10**9 + 5), (35, 36)])
def test_a_selection_without_words_is_refused(
    workspace: Workspace, statement: str, stretch: tuple[int, int]
) -> None:
    with pytest.raises(AccordError) as error:
        workspace.reviewing.add(statement, *stretch)
    assert code_of(error) == "review-selection"


def test_new_suggestions_leave_what_was_decided_added_or_corrected(
    workspace: Workspace, statement: str
) -> None:
    first = workspace.reviewing.open(statement)
    done = about(first, "Memorandum")
    workspace.reviewing.accept(statement, done.key, done.proposal)
    changed = about(first, "Programme")
    better = replace(changed.proposal, title="The digital one")
    workspace.reviewing.correct(statement, changed.key, better)
    start, end = selection(text_of(workspace, statement), "lithium recycling")
    _, own = workspace.reviewing.add(statement, start, end)
    review = workspace.reviewing.again(statement)
    keys = [item.key for item in review.items]
    assert len(keys) == len(set(keys)) == first.total + 1
    assert {item.key for item in first.items} | {own} == set(keys)
    kept = review.item(changed.key)
    assert kept is not None
    assert kept.proposal == better
    assert review.accepted == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " – "}, "review-untitled"),
        ({"when": "last week"}, "date-not-edtf"),
        ({"due": "2026-13"}, "date-not-edtf"),
        ({"sectors": ("nothing",)}, "value-unknown"),
        ({"quote": "other words"}, "review-text"),
        ({"start": 0}, "review-text"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_and_nothing_is_changed(
    workspace: Workspace, statement: str, fields: dict[str, object], code: str
) -> None:
    review = workspace.reviewing.open(statement)
    item, before = review.items[0], workspace.revision()
    with pytest.raises(AccordError) as error:
        workspace.reviewing.accept(statement, item.key, replace(item.proposal, **fields))
    assert code_of(error) == code
    assert (workspace.reviewing.open(statement), workspace.revision()) == (review, before)
    assert passages_in(workspace, statement) == ()


def test_what_is_not_there_is_told(workspace: Workspace, statement: str) -> None:
    item = workspace.reviewing.open(statement).items[0]
    for document, key, code in (
        ("nobody", item.key, "document-unknown"),
        (statement, "no-key", "review-unknown"),
    ):
        with pytest.raises(AccordError) as error:
            workspace.reviewing.accept(document, key, item.proposal)
        assert code_of(error) == code
    with pytest.raises(AccordError) as error:
        workspace.reviewing.merge(statement, item.key, item.proposal, "no-entry")
    assert code_of(error) == "entry-unknown"
    with pytest.raises(AccordError) as error:
        workspace.reviewing.open("nobody")
    assert code_of(error) == "document-unknown"


def test_a_text_without_suggestions_has_an_empty_review(
    workspace: Workspace, tmp_path: Path
) -> None:
    document = added(workspace, tmp_path, "A poem\n\nThe sea is wide and the night is long.\n")
    review = workspace.reviewing.open(document)
    assert (review.items, review.kept) == ((), True)
    assert workspace.reviewing.waiting([document]) == {document: Waiting(0, 0)}


def test_cancelling_leaves_nothing_and_the_next_opening_makes_it(
    workspace: Workspace, statement: str
) -> None:
    with pytest.raises(AccordError) as error:
        workspace.reviewing.open(statement, cancelled=lambda: True)
    assert code_of(error) == "review-cancelled"
    children: list[Child] = []

    def kill(child: Child) -> None:
        children.append(child)
        child.cancel()

    with pytest.raises(AccordError) as error:
        workspace.reviewing.open(statement, started=kill)
    assert code_of(error) == "review-cancelled"
    assert children
    assert workspace.reviewing.waiting([statement]) == {}
    assert workspace.reviewing.open(statement).total


def test_texts_in_other_letters_keep_their_places(workspace: Workspace, tmp_path: Path) -> None:
    head, body = "대한민국과 인도의 공동성명 🐟", "भारत और कोरिया ने समझौते पर हस्ताक्षर किए।"
    text = f"{head}\n\n{body} 한-인도 우주 협력 협정.\n"
    document = added(workspace, tmp_path, text)
    own = text_of(workspace, document)
    for words in ("한-인도 우주 협력 협정", "समझौते पर हस्ताक्षर"):
        proposal = typed(own, words, parties=(("한국항공우주연구원", Role.LEAD),))
        _, key = workspace.reviewing.add(document, proposal.start, proposal.end)
        change = workspace.reviewing.accept(document, key, proposal)
        assert entry_in(workspace, change.entries[0]).title == words
    assert {passage.exact for passage in passages_in(workspace, document)} == {
        "한-인도 우주 협력 협정",
        "समझौते पर हस्ताक्षर",
    }
    bodies = [b for b in workspace.browsing.labels().institutions.values() if "한국" in b.name]
    assert len(bodies) == 1
    is_sound(workspace)


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_read_only_library_shows_suggestions_and_takes_no_decision(
    workspace: Workspace, statement: str
) -> None:
    from explorer.store.library import Library

    kept = workspace.reviewing.open(RIS)
    item = kept.items[0]
    reader = Workspace(Library(workspace.library.folder, read_only=True))
    try:
        assert reader.reviewing.open(RIS) == kept
        shown = reader.reviewing.open(statement)
        assert shown.items
        assert not shown.kept
        assert reader.reviewing.waiting([statement]) == {}
        assert reader.reviewing.likely(RIS, item.key, item.proposal)
        for refused in (
            lambda: reader.reviewing.accept(RIS, item.key, item.proposal),
            lambda: reader.reviewing.dismiss(RIS, item.key),
            lambda: reader.reviewing.correct(RIS, item.key, item.proposal),
            lambda: reader.reviewing.accept_above(RIS, 0.5),
            lambda: reader.reviewing.add(RIS, 0, 20),
        ):
            with pytest.raises(AccordError) as error:
                refused()
            assert code_of(error) == "library-read-only"
    finally:
        reader.close()
