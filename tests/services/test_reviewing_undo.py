"""Undo of decisions, and what happens between them: other programs, kills, documents that go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.domain.entries import Entry
from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.domain.review import Decision
from explorer.domain.rules import evidence_by_field
from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.services.children import finish
from explorer.services.reverting import revert
from explorer.store import documents, saving
from explorer.store.library import Unit
from explorer.workspace import Workspace, open_workspace
from tests.services.reviews import (
    STATEMENT,
    about,
    added,
    all_entries,
    entry_in,
    is_sound,
    is_there,
    passages_in,
    text_of,
    typed,
)


@pytest.fixture
def statement(workspace: Workspace, tmp_path: Path) -> str:
    return added(workspace, tmp_path, STATEMENT)


def test_undo_and_redo_go_back_and_forth(workspace: Workspace, statement: str) -> None:
    review = workspace.reviewing.open(statement)
    item = about(review, "Committee")
    before, bodies = all_entries(workspace), set(workspace.browsing.labels().institutions)
    change = workspace.reviewing.accept(statement, item.key, item.proposal)
    (identifier,) = change.entries
    entry, batch = entry_in(workspace, identifier), change.batch
    for _ in range(2):
        assert batch is not None
        batch = revert(workspace.library, batch)
        assert workspace.reviewing.open(statement) == review
        assert all_entries(workspace) == before
        assert passages_in(workspace, statement) == ()
        assert set(workspace.browsing.labels().institutions) == bodies
        assert workspace.browsing.search(Query(text="JCOR")).total == 0
        batch = revert(workspace.library, batch)
        assert workspace.reviewing.open(statement) == change.review
        assert entry_in(workspace, identifier) == entry
        assert workspace.browsing.search(Query(text="JCOR")).ids[0] == identifier
    is_sound(workspace)


def test_decisions_are_taken_back_in_any_order(workspace: Workspace, tmp_path: Path) -> None:
    """Two entries that rest on one sentence and name one body: either may go first."""
    document = added(workspace, tmp_path, STATEMENT)
    proposal = typed(
        text_of(workspace, document),
        "Both sides launched the Fjord and Andes Digital Programme",
        parties=(("Fjord Council", Role.LEAD),),
    )
    batches: list[str] = []
    made: list[str] = []
    for title in ("The one", "The other"):
        _, key = workspace.reviewing.add(document, proposal.start, proposal.end)
        change = workspace.reviewing.accept(document, key, replace(proposal, title=title))
        batches.append(change.batch or "")
        made += change.entries
    assert len(passages_in(workspace, document)) == 1
    again = revert(workspace.library, batches[0])
    assert not is_there(workspace, made[0])
    assert is_there(workspace, made[1])
    is_sound(workspace)
    revert(workspace.library, again)
    revert(workspace.library, batches[1])
    assert is_there(workspace, made[0])
    is_sound(workspace)


def test_an_entry_that_was_changed_since_is_not_taken_away(
    workspace: Workspace, statement: str
) -> None:
    review = workspace.reviewing.open(statement)
    item = about(review, "Memorandum")
    change = workspace.reviewing.accept(statement, item.key, item.proposal)
    entry = entry_in(workspace, change.entries[0])
    with workspace.library.writing("typed:1") as unit:
        saving.save(unit, [replace(entry, note="A note of mine")])
    with pytest.raises(AccordError) as error:
        workspace.keeping.revert(change.batch or "")
    assert error.value.message.code == "undo-changed"
    assert error.value.message.parameters["what"] == entry.title
    assert entry_in(workspace, entry.id).note == "A note of mine"
    decided = workspace.reviewing.open(statement).item(item.key)
    assert decided is not None
    assert decided.decision is Decision.ACCEPTED
    # As soon as that is taken back itself, so can the decision be.
    workspace.keeping.revert("typed:1")
    workspace.keeping.revert(change.batch or "")
    assert not is_there(workspace, entry.id)
    assert workspace.reviewing.open(statement) == review


def test_what_stands_in_the_way_is_named_in_words(workspace: Workspace, statement: str) -> None:
    item = about(workspace.reviewing.open(statement), "Committee")
    change = workspace.reviewing.accept(statement, item.key, item.proposal)
    body = entry_in(workspace, change.entries[0]).institution or ""
    (passage,) = passages_in(workspace, statement)

    def noted(unit: Unit) -> None:
        documents.save_institutions(unit, [replace(documents.institutions(unit)[body], note="x")])

    def moved(unit: Unit) -> None:
        documents.save_passages(unit, [replace(passage, suffix="")])

    names = {noted: "Joint Committee on Ocean Research", moved: "The two countries agreed to"}
    for write, name in names.items():
        with workspace.library.writing(f"by hand: {name}") as unit:
            write(unit)
        with pytest.raises(AccordError) as error:
            workspace.keeping.revert(change.batch or "")
        assert error.value.message.code == "undo-changed"
        assert error.value.message.parameters["what"].startswith(name)
        workspace.keeping.revert(f"by hand: {name}")
    workspace.keeping.revert(change.batch or "")
    assert not is_there(workspace, change.entries[0])


def test_a_merge_adds_what_is_new_and_overwrites_nothing(
    workspace: Workspace, statement: str, tmp_path: Path
) -> None:
    first = workspace.reviewing.open(statement)
    signed = about(first, "Memorandum")
    (identifier,) = workspace.reviewing.accept(statement, signed.key, signed.proposal).entries
    before = entry_in(workspace, identifier)
    later = added(
        workspace,
        tmp_path,
        "Press release of Norway, Chile and Sweden\n\n2 May 2026\n\nThe memorandum on lithium"
        " recycling between Norway, Chile and Sweden entered into force on 1 May 2026.\n",
        "later.txt",
    )
    proposal = typed(
        text_of(workspace, later),
        "The memorandum on lithium recycling between Norway, Chile and Sweden entered into force"
        " on 1 May 2026",
        title="Another name for it",
        kind=Kind.MOU,
        stage=Stage.IN_FORCE,
        when="2026-05-01",
        period="2026/2031",
        parties=(("CHL", Role.SIGNATORY), ("SWE", Role.SIGNATORY), ("Lithium Board", Role.LEAD)),
        sectors=("critical-minerals-supply-chains", "trade-investment"),
    )
    _, key = workspace.reviewing.add(later, proposal.start, proposal.end)
    change = workspace.reviewing.merge(later, key, proposal, identifier)
    assert (change.entries, change.review.merged) == ((identifier,), 1)
    after = entry_in(workspace, identifier)
    assert (after.title, after.kind, after.origin) == (before.title, before.kind, before.origin)
    assert after.milestones[0] == before.milestones[0]
    assert (after.milestones[1].stage, after.milestones[1].when) == (Stage.IN_FORCE, "2026-05-01")
    assert after.parties[: len(before.parties)] == before.parties
    assert [p.party for p in after.parties[len(before.parties) :]] == ["SWE", "lithium-board"]
    assert after.sectors == (*before.sectors, "trade-investment")
    assert after.period == "2026/2031"
    supports, old = evidence_by_field(after), evidence_by_field(before)
    (passage,) = passages_in(workspace, later)
    for field in ("title", "kind", "party:CHL", "sector:critical-minerals-supply-chains"):
        assert supports[field].passages == (*old[field].passages, passage.id)
    assert supports["milestone:signed/when"] == old["milestone:signed/when"]
    is_sound(workspace)
    workspace.keeping.revert(change.batch or "")
    assert entry_in(workspace, identifier) == before
    assert passages_in(workspace, later) == ()
    assert workspace.reviewing.open(later).open == 1
    is_sound(workspace)


def test_sources_that_disagree_are_both_kept(workspace: Workspace, statement: str) -> None:
    item = about(workspace.reviewing.open(statement), "Memorandum")
    (identifier,) = workspace.reviewing.accept(statement, item.key, item.proposal).entries
    proposal = typed(
        text_of(workspace, statement),
        "lithium recycling on 12 March 2025",
        kind=Kind.MOU,
        stage=Stage.SIGNED,
        when="2025-03-13",
    )
    _, key = workspace.reviewing.add(statement, proposal.start, proposal.end)
    workspace.reviewing.merge(statement, key, proposal, identifier)
    steps = entry_in(workspace, identifier).milestones
    assert [(step.id, step.when) for step in steps] == [
        ("signed", "2025-03-12"),
        ("signed-2", "2025-03-13"),
    ]
    is_sound(workspace)


def test_merging_what_is_known_only_decides(workspace: Workspace, statement: str) -> None:
    item = about(workspace.reviewing.open(statement), "Memorandum")
    (identifier,) = workspace.reviewing.accept(statement, item.key, item.proposal).entries
    before = entry_in(workspace, identifier)
    waiting = workspace.reviewing.open(statement).open
    _, key = workspace.reviewing.add(statement, item.proposal.start, item.proposal.end)
    change = workspace.reviewing.merge(statement, key, item.proposal, identifier)
    assert change.batch is not None
    assert entry_in(workspace, identifier) == before
    workspace.keeping.revert(change.batch)
    assert workspace.reviewing.open(statement).open == waiting + 1


def test_a_document_takes_its_review_along_and_brings_it_back(
    workspace: Workspace, statement: str
) -> None:
    review = workspace.reviewing.open(statement)
    item = about(review, "Programme")
    better = replace(item.proposal, title="Corrected, not decided")
    workspace.reviewing.correct(statement, item.key, better)
    done = about(review, "Memorandum")
    change = workspace.reviewing.accept(statement, done.key, done.proposal)
    before = workspace.reviewing.open(statement)
    batch = workspace.keeping.remove([statement])
    assert workspace.reviewing.waiting([statement]) == {}
    with pytest.raises(AccordError) as error:
        workspace.reviewing.dismiss(statement, item.key)
    assert error.value.message.code == "document-unknown"
    again = workspace.keeping.revert(batch)
    assert workspace.reviewing.open(statement) == before
    assert is_there(workspace, change.entries[0])
    is_sound(workspace)
    workspace.keeping.revert(workspace.keeping.revert(again))  # once more to and fro
    assert workspace.reviewing.open(statement) == before
    # What was accepted before can still be taken back: nothing of it was changed.
    workspace.keeping.revert(change.batch or "")
    assert not is_there(workspace, change.entries[0])
    is_sound(workspace)


def test_an_import_with_accepted_entries_is_not_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(STATEMENT, encoding="utf-8")
    report = finish(workspace.importing.run([tmp_path / "a.txt"]))
    (document,) = report.added()
    workspace.reviewing.open(document)
    change = workspace.reviewing.accept_above(document, 0.0)
    with pytest.raises(AccordError) as error:
        workspace.keeping.revert(report.batch)
    assert error.value.message.code == "undo-in-use"
    workspace.keeping.revert(change.batch or "")
    again = workspace.keeping.revert(report.batch)
    assert workspace.reviewing.waiting([document]) == {}
    workspace.keeping.revert(again)
    review = workspace.reviewing.open(document)
    assert review.open == review.total > 0
    is_sound(workspace)


def test_of_two_programs_one_decides(workspace: Workspace, statement: str) -> None:
    review = workspace.reviewing.open(statement)
    item = about(review, "Memorandum")
    before = set(all_entries(workspace))
    with closing(open_workspace(workspace.library.folder)) as other:
        assert other.reviewing.open(statement) == review

        def accept(one: Workspace) -> str:
            try:
                return one.reviewing.accept(statement, item.key, item.proposal).entries[0]
            except AccordError as error:
                return error.message.code

        with ThreadPoolExecutor(2) as pool:
            ends = list(pool.map(accept, (workspace, other)))
        assert "review-decided" in ends
        (made,) = set(all_entries(workspace)) - before
        assert made in ends
        assert other.reviewing.open(statement) == workspace.reviewing.open(statement)
        rest = [one for one in review.items if one.key != item.key]
        with ThreadPoolExecutor(4) as pool:  # different ones do not stand in each other's way
            list(
                pool.map(
                    lambda place: (workspace, other)[place % 2].reviewing.dismiss(
                        statement, rest[place].key
                    ),
                    range(len(rest)),
                )
            )
    assert workspace.reviewing.open(statement).dismissed == len(rest)
    is_sound(workspace)


def test_two_programs_that_open_a_review_at_once_make_one(
    workspace: Workspace, statement: str
) -> None:
    with closing(open_workspace(workspace.library.folder)) as other, ThreadPoolExecutor(2) as pool:
        one, two = pool.map(lambda w: w.reviewing.open(statement), (workspace, other))
    assert one == two == workspace.reviewing.open(statement)


# Accepts one suggestion after the other, and is killed in the midst of it: when the store has
# written its entry, and not yet committed.
_ACCEPTING = """
import os, signal, sys
from pathlib import Path
from explorer.store import documents, saving
from explorer.store.library import Unit
from explorer.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
review = workspace.reviewing.open(sys.argv[2])
first, second, *_ = review.items
workspace.reviewing.accept(sys.argv[2], first.key, first.proposal)
save = saving.save
def killed(unit, entries):
    save(unit, entries)
    os.kill(os.getpid(), signal.SIGKILL)
saving.save = killed
workspace.reviewing.accept(sys.argv[2], second.key, second.proposal)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_kill_leaves_whole_decisions(
    workspace: Workspace, library_folder: Path, statement: str
) -> None:
    review = workspace.reviewing.open(statement)
    before = all_entries(workspace)
    done = subprocess.run(
        [sys.executable, "-c", _ACCEPTING, str(library_folder), statement], check=False, timeout=120
    )
    assert done.returncode == -signal.SIGKILL
    after = workspace.reviewing.open(statement)
    assert [item.decision for item in after.items[:2]] == [Decision.ACCEPTED, Decision.OPEN]
    made: dict[str, Entry] = all_entries(workspace)
    assert set(made) - set(before) == {after.items[0].entry_id}
    is_sound(workspace)
    second = review.items[1]
    workspace.reviewing.accept(statement, second.key, second.proposal)
    is_sound(workspace)
