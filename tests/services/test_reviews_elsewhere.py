"""What else knows of reviews: the check, the facts about a library, share files, new texts."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from explorer.domain.messages import AccordError
from explorer.services.checking import check
from explorer.services.children import finish
from explorer.services.informing import info
from explorer.store import documents
from explorer.store.peek import FILE
from explorer.workspace import Workspace, open_workspace
from tests.services.reviews import (
    FORGE,
    STATEMENT,
    about,
    added,
    all_entries,
    entry_in,
    is_sound,
    text_of,
)


@pytest.fixture
def other(workspace: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """The library of a colleague, as it was at first."""
    folder = Path(shutil.copytree(workspace.library.folder, tmp_path / "other"))
    with closing(open_workspace(folder)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE review_item SET proposal = '{'", "review-damaged"),
        ("UPDATE review_item SET decision = 'perhaps'", "review-damaged"),
        (
            "UPDATE review_item SET proposal = replace(proposal, '\"start\":', '\"start\":1')",
            "check-review-quote",
        ),
        (
            "UPDATE review_item SET decision = 'accepted', entry_id = 'nobody'",
            "check-review-entry",
        ),
    ],
)
def test_the_check_finds_damage_of_a_review(workspace: Workspace, damage: str, code: str) -> None:
    workspace.reviewing.open(FORGE)
    assert check(workspace.library) == ()
    with closing(sqlite3.connect(workspace.library.folder / FILE)) as connection, connection:
        connection.execute(damage)
    problems = check(workspace.library)
    assert {problem.reason.code for problem in problems} == {code}
    assert all(problem.where.startswith(f"{FORGE}, suggestion") for problem in problems)
    assert all(problem.reason.english() for problem in problems)
    if code == "review-damaged":
        with pytest.raises(AccordError) as error:
            workspace.reviewing.open(FORGE)
        assert error.value.message.code == code


def test_the_facts_count_what_waits(workspace: Workspace) -> None:
    def facts() -> object:
        return info(workspace.library, workspace.indexing)["suggestions"]

    assert facts() == {"open": 0, "total": 0}
    review = workspace.reviewing.open(FORGE)
    workspace.reviewing.dismiss(FORGE, review.items[0].key)
    assert facts() == {"open": review.total - 1, "total": review.total}


def test_two_colleagues_accept_the_same_and_share_it(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    """Reviews stay at home, their entries travel; equal suggestions do not stand in the way."""
    made: list[str] = []
    for one in (workspace, other):
        document = added(one, tmp_path, STATEMENT)
        item = about(one.reviewing.open(document), "Memorandum")
        made += one.reviewing.accept(document, item.key, item.proposal).entries
    target = tmp_path / "desk.accord"
    finish(workspace.packs.write(None, target, title="Desk"))
    plan = finish(other.packs.look(target))
    finish(other.packs.merge(target, plan, {}))
    assert set(made) <= set(all_entries(other))
    theirs, ours = (entry_in(other, identifier) for identifier in made)
    assert theirs.title == ours.title
    assert theirs.evidence[0].passages != ()
    (kept,) = {w.total for w in other.reviewing.waiting([ours.origin.document or ""]).values()}
    assert kept == other.reviewing.open(ours.origin.document or "").total > 0
    is_sound(other)


def test_a_text_that_is_another_one_now_is_read_anew(workspace: Workspace) -> None:
    """As a new edition of the built-in library brings it."""
    before = workspace.reviewing.open(FORGE)
    done, item = before.items[:2]
    workspace.reviewing.dismiss(FORGE, done.key)
    text = f"A new first line\n{text_of(workspace, FORGE)}"
    with workspace.library.writing("seeds") as unit:
        document = documents.documents(unit)[FORGE]
        documents.save_documents(unit, [(replace(document, text_sha256="new"), text)])
    with pytest.raises(AccordError) as error:
        workspace.reviewing.accept(FORGE, item.key, item.proposal)
    assert error.value.message.code == "review-text"
    after = workspace.reviewing.open(FORGE)
    assert after.dismissed == 1
    for one in after.items:
        if one.is_open:
            assert text[one.proposal.start : one.proposal.end] == one.proposal.quote
    again = about(after, item.proposal.title)
    assert again.proposal.start == item.proposal.start + len("A new first line\n")
