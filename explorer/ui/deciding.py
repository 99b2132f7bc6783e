"""What is decided on the review desk: shown at once, written one after the other, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from explorer.domain.review import Decision, Proposal, Review, ReviewChange
from explorer.ui import words
from explorer.ui.batches import Batches, Step
from explorer.ui.layout import Layout
from explorer.ui.models.review_words import suggestions, tr, turned_text
from explorer.ui.session import Session, told
from explorer.ui.stepping import Steps, Work
from explorer.ui.toasts import Toasts
from explorer.ui.words import quoted

if TYPE_CHECKING:
    from explorer.ui.panels.review import ReviewPanel

STEP: Final = "review-step"


class Deciding(QObject):
    """The decisions on one document at a time; each is a step of undo."""

    stepped = Signal()  # a decision is written, or was taken back

    def __init__(self, parts: Layout, session: Session, toasts: Toasts, batches: Batches) -> None:
        super().__init__(parts.window)
        self._parts, self._toasts, self._batches = parts, toasts, batches
        self.document = ""
        """The document on the desk; empty: none is."""
        self._review: Review | None = None
        self._pending: dict[str, Decision] = {}  # decided here, on its way to the library
        self._undoable: dict[str, Step] = {}  # by the key of what was decided
        self._steps = Steps(session, STEP, self._failed, self)
        self._own = False
        parts.when_made("review", self._connect)
        batches.changed.connect(self._library_changed)
        session.failed.connect(self._tell)

    def _connect(self, panel: ReviewPanel) -> None:
        panel.accepted.connect(self._accept)
        panel.dismissed.connect(self._dismiss)
        panel.merged.connect(self._merge)
        panel.corrected.connect(self._correct)
        panel.undone.connect(self._undo)
        panel.added.connect(self._add)
        panel.several_wanted.connect(self._ask_for_several)

    @property
    def busy(self) -> bool:
        """Whether a step is on its way to the library."""
        return self._steps.busy

    def begin(self, document: str) -> None:
        """Another document is on the desk."""
        self.document, self._review = document, None
        self._pending, self._undoable = {}, {}

    def show(self, review: Review) -> None:
        """Its suggestions are there."""
        self._review = review
        self._parts.review.show_review(review)

    def finish(self) -> None:
        """Write now what was decided and is still on its way."""
        self._steps.finish()

    def _failed(self, error: Exception) -> None:
        """It could not be written: the desk shows what the library has."""
        self._pending.clear()
        self._toasts.show(words.message_text(told(error).message), icon="triangle-alert")
        self._reload()

    def _tell(self, error: Exception) -> None:
        """What went wrong while the desk covers the line that tells it, e.g. an undo refused."""
        if self.document:
            self._toasts.show(words.message_text(told(error).message), icon="triangle-alert")

    def _show(self, choose: str = "") -> None:
        """The review as it will be when all that is on its way has arrived."""
        review, panel = self._review, self._parts.review
        if review is None or review.document != self.document:
            return
        if self._pending:
            items = tuple(
                replace(item, decision=self._pending.get(item.key, item.decision))
                for item in review.items
            )
            review = replace(review, items=items)
        panel.show_review(review, choose)

    def _decide(
        self, keys: Sequence[str], decision: Decision, work: Work, text: str, said: str
    ) -> None:
        """Show a decision at once, go on to what waits next, and write it."""
        panel = self._parts.review
        place = panel.list.place()
        self._pending |= dict.fromkeys(keys, decision)
        self._show()
        following = panel.list.review.next_open(place)
        if following >= 0:
            panel.list.choose(following)
        if not panel.view.hasFocus():
            panel.list.setFocus()
        panel.say(said)

        def done(change: ReviewChange) -> None:
            for key in keys:
                self._pending.pop(key, None)
            self._keep(change.review)
            if change.batch is not None:
                self._own = True
                step = self._batches.done(text, change.batch)
                self._own = False
                if step is not None:
                    self._undoable |= dict.fromkeys(keys, step)
            self._show()
            self.stepped.emit()

        self._steps.write(work, done)

    def _keep(self, review: Review) -> None:
        if review.document == self.document:
            self._review = review

    def _accept(self, key: str, proposal: Proposal) -> None:
        document = self.document
        title = proposal.title
        self._decide(
            [key],
            Decision.ACCEPTED,
            lambda workspace: workspace.reviewing.accept(document, key, proposal),
            tr("accepting {title}").format(title=quoted(title)),
            tr("Accepted: {title}. U takes it back.").format(title=quoted(title)),
        )

    def _dismiss(self, key: str) -> None:
        document, title = self.document, self._title(key)
        self._decide(
            [key],
            Decision.DISMISSED,
            lambda workspace: workspace.reviewing.dismiss(document, key),
            tr("dismissing {title}").format(title=quoted(title)),
            tr("Dismissed: {title}. U takes it back.").format(title=quoted(title)),
        )

    def _merge(self, key: str, proposal: Proposal, entry: str) -> None:
        document, title = self.document, proposal.title
        self._decide(
            [key],
            Decision.MERGED,
            lambda workspace: workspace.reviewing.merge(document, key, proposal, entry),
            tr("merging {title}").format(title=quoted(title)),
            tr("Merged: {title}. U takes it back.").format(title=quoted(title)),
        )

    def _title(self, key: str) -> str:
        item = None if self._review is None else self._review.item(key)
        return "" if item is None else item.proposal.title

    def _ask_for_several(self) -> None:
        from explorer.ui.dialogs.accept_several import AcceptDialog

        panel = self._parts.review
        panel.keep()
        if panel.review is not None and panel.review.open and panel.review.kept:
            dialog = AcceptDialog(panel.review, self._parts.window)
            dialog.chosen.connect(self._accept_several)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _accept_several(self, least: float) -> None:
        document, shown = self.document, self._parts.review.review
        if shown is None:
            return
        keys = [item.key for item in shown.above(least)]
        count = suggestions(len(keys))
        self._decide(
            keys,
            Decision.ACCEPTED,
            lambda workspace: workspace.reviewing.accept_above(document, least),
            tr("accepting {suggestions}").format(suggestions=count),
            tr("Accepted: {suggestions}. U takes all of them back.").format(suggestions=count),
        )

    def _correct(self, key: str, proposal: Proposal) -> None:
        document = self.document

        def done(review: Review) -> None:
            self._keep(review)
            self._show()

        self._steps.write(
            lambda workspace: workspace.reviewing.correct(document, key, proposal), done
        )

    def _add(self, start: int, end: int) -> None:
        document, panel = self.document, self._parts.review
        panel.say(tr("Reading the selected words …"))

        def done(found: tuple[Review, str]) -> None:
            review, key = found
            self._keep(review)
            self._show(key)
            panel.list.setFocus()
            panel.say(tr("A suggestion of your own: look at its fields, then accept it."))

        self._steps.do(lambda workspace: workspace.reviewing.add(document, start, end), done)

    # Undo

    def _undo(self, key: str) -> None:
        """Take back what became of a suggestion; without a key the last step of all."""
        self._steps.then(lambda: self._take_back(key))

    def _take_back(self, key: str) -> None:
        item = None if self._review is None or not key else self._review.item(key)
        if not key:
            if not self._batches.undo_last():
                self._parts.review.say(tr("There is nothing to undo."))
            return
        if item is None or item.batch is None:
            return
        step = self._undoable.get(key)
        if step is None or step.gone:  # it was decided before this window was open
            self._own = True
            text = tr("reviewing {title}").format(title=quoted(item.proposal.title))
            step = self._batches.done(text, item.batch)
            self._own = False
        if step is not None:
            self._batches.undo(step)

    def _library_changed(self) -> None:
        """A batch was taken back, or done again: what was decided may wait again."""
        if not self._own and self.document and self._review is not None:
            self._reload()

    def _reload(self) -> None:
        document = self.document
        before = self._review

        def done(review: Review) -> None:
            if document != self.document:
                return
            self._review = review
            old = {} if before is None else {item.key: item for item in before.items}
            turned = [
                item
                for item in review.items
                if item.key in old and item.decision is not old[item.key].decision
            ]
            self._show(turned[0].key if turned else "")
            if turned:
                self._parts.review.say(turned_text(turned))
            self.stepped.emit()

        if document:
            self._steps.do(lambda workspace: workspace.reviewing.open(document), done)
