"""The review desk at work: what is decided on it is written, one step after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from explorer.domain.detail import DocumentText
from explorer.domain.messages import AccordError
from explorer.domain.review import Decision, Likeness, Proposal, Review, ReviewChange
from explorer.ui import words
from explorer.ui.batches import Batches, Step
from explorer.ui.layout import Layout
from explorer.ui.models.review_words import suggestions, tr
from explorer.ui.selection import Selection
from explorer.ui.session import Session, told
from explorer.ui.stepping import Steps, Work
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.ui.jobs import Job
    from explorer.ui.panels.review import ReviewPanel
    from explorer.workspace import Workspace

READ: Final = "review-read"
STEP: Final = "review-step"
LIKELY: Final = "review-likely"


class Reviewing(QObject):
    """Opens a document for review and does what is decided there; each step can be undone."""

    opened = Signal(str)  # the desk shows this document's suggestions
    left = Signal()
    entry_wanted = Signal(str)
    stepped = Signal()  # a decision is written, or was taken back

    def __init__(
        self,
        parts: Layout,
        session: Session,
        toasts: Toasts,
        batches: Batches,
        selection: Selection,
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._session, self._toasts = parts, session, toasts
        self._batches, self._selection = batches, selection
        self._document = ""
        self._review: Review | None = None
        self._pending: dict[str, Decision] = {}  # decided here, on its way to the library
        self._undoable: dict[str, Step] = {}  # by the key of what was decided
        self._steps = Steps(session, STEP, self._failed, self)
        self._own = False
        parts.when_made("review", self._connect)
        batches.changed.connect(self._library_changed)

    def _connect(self, panel: ReviewPanel) -> None:
        panel.closed.connect(self.close)
        panel.accepted.connect(self._accept)
        panel.dismissed.connect(self._dismiss)
        panel.merged.connect(self._merge)
        panel.corrected.connect(self._correct)
        panel.undone.connect(self._undo)
        panel.added.connect(self._add)
        panel.several_wanted.connect(self._ask_for_several)
        panel.likely_wanted.connect(self._look_for_likely)
        panel.entry_wanted.connect(self._show_entry)
        panel.cancel_wanted.connect(self._cancel)
        panel.again_wanted.connect(self.read_again)

    @property
    def document(self) -> str:
        """The document on the desk; empty: none is."""
        return self._document

    @property
    def is_reading(self) -> bool:
        """Whether something is being read or written for the desk."""
        return self._steps.busy

    # Opening and leaving

    def open(self, document: str) -> None:
        """Put a document on the desk; its suggestions are read now, or as they were kept."""
        if self._document and self._parts.shows("review"):
            self._parts.review.keep()

        def done(text: DocumentText) -> None:
            self._document, self._review = document, None
            self._pending, self._undoable = {}, {}
            panel = self._parts.review
            panel.show_document(text, self._selection.labels)
            self._parts.pages.setCurrentWidget(panel)
            panel.notice.button.setFocus()
            self._toasts.hide()  # what it offered is on screen, or is another matter
            self._read(again=False)

        self._session.run(
            "review-text", lambda workspace, _job: workspace.browsing.document(document), done
        )

    def read_again(self) -> None:
        """Have new suggestions made for what is still open."""
        if self._document:
            panel = self._parts.review
            if panel.document is not None:
                panel.show_document(panel.document, self._selection.labels)
            self._read(again=True)

    def _read(self, *, again: bool) -> None:
        document, panel = self._document, self._parts.review

        def work(workspace: Workspace, job: Job) -> Review:
            service = workspace.reviewing
            read = service.again if again else service.open
            return read(
                document,
                job.report,
                lambda: job.cancelled,
                started=lambda child: job.on_cancel(child.cancel),
            )

        def done(review: Review) -> None:
            if document == self._document:
                self._review = review
                panel.show_review(review)
                self.opened.emit(document)

        def failed(error: Exception) -> None:
            if document == self._document:
                panel.show_failure(words.message_text(told(error).message))

        self._session.run(READ, work, done, failed, panel.show_progress)

    def _cancel(self) -> None:
        self._session.jobs.cancel(READ)
        self.close()

    def close(self) -> None:
        """Back to list, timeline and reader; what is on its way to the library arrives there."""
        if not self._document:
            return
        self._session.jobs.cancel(READ)
        self._session.jobs.cancel(LIKELY)
        self._document = ""
        self._parts.pages.setCurrentWidget(self._parts.columns)
        self._selection.enter_list()
        self.left.emit()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end. What was decided is written."""
        if self._document:
            self._parts.review.keep()
            self.close()
        self._steps.finish()

    def _show_entry(self, entry: str) -> None:
        self.close()
        self.entry_wanted.emit(entry)

    # Decisions

    def _failed(self, error: Exception) -> None:
        """It could not be written: the desk shows what the library has."""
        self._pending.clear()
        text = words.message_text(told(error).message)
        self._toasts.show(text, icon="triangle-alert")
        self._reload()

    def _show(self, choose: str = "") -> None:
        """The review as it will be when all that is on its way has arrived."""
        review, panel = self._review, self._parts.review
        if review is None or review.document != self._document:
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
        if review.document == self._document:
            self._review = review

    def _accept(self, key: str, proposal: Proposal) -> None:
        document = self._document
        title = proposal.title
        self._decide(
            [key],
            Decision.ACCEPTED,
            lambda workspace: workspace.reviewing.accept(document, key, proposal),
            tr("accepting “{title}”").format(title=title),
            tr("Accepted: “{title}”. U takes it back.").format(title=title),
        )

    def _dismiss(self, key: str) -> None:
        document, title = self._document, self._title(key)
        self._decide(
            [key],
            Decision.DISMISSED,
            lambda workspace: workspace.reviewing.dismiss(document, key),
            tr("dismissing “{title}”").format(title=title),
            tr("Dismissed: “{title}”. U takes it back.").format(title=title),
        )

    def _merge(self, key: str, proposal: Proposal, entry: str) -> None:
        document, title = self._document, proposal.title
        self._decide(
            [key],
            Decision.MERGED,
            lambda workspace: workspace.reviewing.merge(document, key, proposal, entry),
            tr("merging “{title}”").format(title=title),
            tr("Merged: “{title}”. U takes it back.").format(title=title),
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
        document, shown = self._document, self._parts.review.review
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
        document = self._document

        def done(review: Review) -> None:
            self._keep(review)
            self._show()

        self._steps.write(
            lambda workspace: workspace.reviewing.correct(document, key, proposal), done
        )

    def _add(self, start: int, end: int) -> None:
        document, panel = self._document, self._parts.review
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
            text = tr("reviewing “{title}”").format(title=item.proposal.title)
            step = self._batches.done(text, item.batch)
            self._own = False
        if step is not None:
            self._batches.undo(step)

    def _library_changed(self) -> None:
        """A batch was taken back, or done again: what was decided may wait again."""
        if not self._own and self._document and self._review is not None:
            self._reload()

    def _reload(self) -> None:
        document = self._document
        before = self._review

        def done(review: Review) -> None:
            if document != self._document:
                return
            self._review = review
            old = {} if before is None else {item.key: item for item in before.items}
            turned = [
                item.key
                for item in review.items
                if item.key in old and item.decision is not old[item.key].decision
            ]
            self._show(turned[0] if turned else "")
            self.stepped.emit()

        if document:
            self._steps.do(lambda workspace: workspace.reviewing.open(document), done)

    # What looks like it

    def _look_for_likely(self, key: str, proposal: Proposal) -> None:
        document = self._document

        def done(found: tuple[Likeness, ...]) -> None:
            if document == self._document:
                self._parts.review.show_likely(key, found)

        def failed(error: Exception) -> None:
            # It is a help beside the decision: without it one decides all the same.
            if isinstance(error, AccordError) and document == self._document:
                self._parts.review.show_likely(key, ())

        self._session.run(
            LIKELY,
            lambda workspace, _job: workspace.reviewing.likely(document, key, proposal),
            done,
            failed,
        )
