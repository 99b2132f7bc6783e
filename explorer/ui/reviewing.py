"""The review desk: a document is put on it, its suggestions are read, and it is left again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from explorer.domain.detail import DocumentText
from explorer.domain.messages import AccordError
from explorer.domain.query import EntryRow, Query
from explorer.domain.review import Likeness, Proposal, Review
from explorer.domain.vocabulary import Kind, Stage
from explorer.ui import words
from explorer.ui.batches import Batches
from explorer.ui.deciding import Deciding
from explorer.ui.layout import Layout
from explorer.ui.selection import Selection
from explorer.ui.session import Session, told
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.ui.jobs import Job
    from explorer.ui.panels.review import ReviewPanel
    from explorer.workspace import Workspace

READ: Final = "review-read"
LIKELY: Final = "review-likely"
FIND: Final = "review-find"
OFFERED: Final = 6  # entries to merge into: what a card shows at once
LOOKED_AT: Final = 24  # of those that words find


class Reviewing(QObject):
    """Opens documents for review; what is decided there is the business of `Deciding`."""

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
        self._selection = selection
        self._deciding = Deciding(parts, session, toasts, batches)
        self._deciding.stepped.connect(self.stepped)
        parts.when_made("review", self._connect)

    def _connect(self, panel: ReviewPanel) -> None:
        panel.closed.connect(self.close)
        panel.likely_wanted.connect(self._look_for_likely)
        panel.entries_wanted.connect(self._find_entries)
        panel.entry_wanted.connect(self._show_entry)
        panel.cancel_wanted.connect(self._cancel)
        panel.again_wanted.connect(self.read_again)

    @property
    def document(self) -> str:
        """The document on the desk; empty: none is."""
        return self._deciding.document

    @property
    def is_reading(self) -> bool:
        """Whether something is being read or written for the desk."""
        return self._deciding.busy

    # Opening and leaving

    def open(self, document: str) -> None:
        """Put a document on the desk; its suggestions are read now, or as they were kept."""
        if self.document and self._parts.shows("review"):
            self._parts.review.keep()

        def done(text: DocumentText) -> None:
            self._deciding.begin(document)
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
        if self.document:
            panel = self._parts.review
            if panel.document is not None:
                panel.show_document(panel.document, self._selection.labels)
            self._read(again=True)

    def _read(self, *, again: bool) -> None:
        document, panel = self.document, self._parts.review

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
            if document == self.document:
                self._deciding.show(review)
                self.opened.emit(document)

        def failed(error: Exception) -> None:
            if document == self.document:
                panel.show_failure(words.message_text(told(error).message))

        self._session.run(READ, work, done, failed, panel.show_progress)

    def _cancel(self) -> None:
        self._session.jobs.cancel(READ)
        self.close()

    def close(self) -> None:
        """Back to list, timeline and reader; what is on its way to the library arrives there."""
        if not self.document:
            return
        self._session.jobs.cancel(READ)
        self._session.jobs.cancel(LIKELY)
        self._session.jobs.cancel(FIND)
        self._deciding.begin("")
        self._parts.pages.setCurrentWidget(self._parts.columns)
        self._selection.enter_list()
        self.left.emit()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end. What was decided is written."""
        if self.document:
            self._parts.review.keep()
            self.close()
        self._deciding.finish()

    def _show_entry(self, entry: str) -> None:
        self.close()
        self.entry_wanted.emit(entry)

    # What looks like it

    def _look_for_likely(self, key: str, proposal: Proposal) -> None:
        document = self.document

        def done(found: tuple[Likeness, ...]) -> None:
            if document == self.document:
                self._parts.review.show_likely(key, found)

        def failed(error: Exception) -> None:
            # It is a help beside the decision: without it one decides all the same.
            if isinstance(error, AccordError) and document == self.document:
                self._parts.review.show_likely(key, ())

        self._session.run(
            LIKELY,
            lambda workspace, _job: workspace.reviewing.likely(document, key, proposal),
            done,
            failed,
        )

    def _find_entries(self, text: str) -> None:
        """Entries with these words; the last one may go on. Of older words no answer comes."""
        document, query = self.document, Query(text=text, unfinished=True)
        wanted = text.casefold().split()

        def work(workspace: Workspace, _job: Job) -> tuple[Likeness, ...]:
            rows = workspace.browsing.search(query, limit=LOOKED_AT).rows
            # One merges into an entry that one knows by its title.
            named = sorted(rows, key=lambda row: not all(map(row.title.casefold().count, wanted)))
            return tuple(map(_as_likeness, named[:OFFERED]))

        def done(found: tuple[Likeness, ...]) -> None:
            if document == self.document:
                self._parts.review.card.merge_pane.show_entries(text, found)

        self._session.run(FIND, work, done)


def _as_likeness(row: EntryRow) -> Likeness:
    """An entry that was found by words: nothing but these speaks for it."""
    kind, stage = Kind(row.kind), Stage(row.stage)
    return Likeness(row.id, row.title, kind, stage, row.when, row.score, (), row.source)
