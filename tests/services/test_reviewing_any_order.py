"""Decisions and undos in any order: the review and the entries always tell the same."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer.domain.messages import AccordError
from explorer.domain.review import Decision, Review
from explorer.workspace import Workspace, open_workspace
from tests.services.reviews import FORGE, all_entries, is_sound, passages_in

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["accept", "merge", "dismiss", "correct", "above", "again", "undo", "redo"]
        ),
        st.integers(0, 40),
    ),
    min_size=3,
    max_size=14,
)


class _User:
    """Decides, and takes back any step of those that can be taken back."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.batches: list[str] = []
        self.undone: list[str] = []
        self.review = workspace.reviewing.open(FORGE)

    def take(self, what: str, number: int) -> None:
        """One step; one that cannot be leaves all as it was."""
        if what in ("undo", "redo"):
            self.revert(what, number)
            return
        reviewing = self.workspace.reviewing
        waiting = [item for item in self.review.items if item.is_open]
        if what == "again":
            self.review = reviewing.again(FORGE)
        elif what == "above":
            self.done(reviewing.accept_above(FORGE, 0.9 if number % 2 else 0.7).batch)
        elif waiting:
            item = waiting[number % len(waiting)]
            proposal = replace(item.proposal, parties=(*item.proposal.parties[:1],))
            if what == "accept":
                self.done(reviewing.accept(FORGE, item.key, proposal).batch)
            elif what == "dismiss":
                self.done(reviewing.dismiss(FORGE, item.key).batch)
            elif what == "merge":
                names = sorted(all_entries(self.workspace))
                entry = names[number % len(names)]
                self.done(reviewing.merge(FORGE, item.key, item.proposal, entry).batch)
            else:
                title = f"Corrected {number}"
                reviewing.correct(FORGE, item.key, replace(proposal, title=title))
        self.review = reviewing.open(FORGE)

    def done(self, batch: str | None) -> None:
        """Note what can be undone."""
        if batch is not None:
            self.batches.append(batch)

    def revert(self, what: str, number: int) -> None:
        """Take back one of the steps, or of the undos, unless a later one rests on it."""
        own, other = self.batches, self.undone
        if what == "redo":
            own, other = other, own
        if not own:
            return
        place = number % len(own)
        before = all_entries(self.workspace), self.review
        try:
            other.append(self.workspace.keeping.revert(own[place]))
        except AccordError as error:
            assert error.message.code == "undo-changed"
            assert (all_entries(self.workspace), self.workspace.reviewing.open(FORGE)) == before
        else:
            del own[place]
        self.review = self.workspace.reviewing.open(FORGE)


def tell_the_same(review: Review, workspace: Workspace) -> None:
    """Each accepted suggestion has its entry, and each such entry its suggestion."""
    entries = all_entries(workspace)
    made = {name for name, entry in entries.items() if entry.origin.source == "suggestion"}
    accepted = {i.entry_id for i in review.items if i.decision is Decision.ACCEPTED}
    assert made == accepted
    assert {i.entry_id for i in review.items if i.decision is Decision.MERGED} <= set(entries)
    for item in review.items:
        assert item.is_open is (item.batch is None)
    is_sound(workspace)


# A library is copied for each example: not a matter of the fixture, which only names the first.
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taken=steps)
def test_the_review_and_the_entries_tell_the_same(
    library_folder: Path, taken: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(library_folder, Path(name) / "library"))
        with closing(open_workspace(folder)) as workspace:
            user = _User(workspace)
            before, passages = all_entries(workspace), passages_in(workspace, FORGE)
            for what, number in taken:
                user.take(what, number)
                tell_the_same(user.review, workspace)
            while user.batches:  # from the last to the first all can be taken back
                workspace.keeping.revert(user.batches.pop())
            after = workspace.reviewing.open(FORGE)
            tell_the_same(after, workspace)
            assert after.open == after.total
            assert all_entries(workspace) == before
            resting = {p for entry in before.values() for e in entry.evidence for p in e.passages}
            left = set(passages_in(workspace, FORGE)) - set(passages)
            assert not resting & {passage.id for passage in left}
