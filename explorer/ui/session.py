"""One opened library as the window sees it: questions out, frozen answers back as signals."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from explorer.domain.detail import DocumentText, EntryDetail
    from explorer.domain.labels import Labels
    from explorer.domain.query import EntryRow, Facet, Page
    from explorer.domain.timeline import Beside
    from explorer.services.opening import Opening
    from explorer.store.library import Watch
    from explorer.workspace import Workspace

log = logging.getLogger(__name__)
T = TypeVar("T")

WATCH_MS = 2_000
PAINT_SECONDS = 2.0  # longer than any paint
WARM_MS = 150  # after the first page, when its entry is on screen too


class Session(QObject):
    """Runs every question of the window off the GUI thread. Older answers never arrive."""

    foreseen = Signal(object)  # Opening: the library as it will be found
    awaited = Signal(bool)  # nothing to show yet; whether the library is being made
    opened = Signal(object)  # Labels, of a library that was not foreseen
    ready = Signal()  # the library can be asked
    open_failed = Signal(object)  # AccordError
    page_ready = Signal(object)  # Page
    rows_ready = Signal(object)  # tuple[EntryRow, ...]
    beside_ready = Signal(object)  # Beside, before the page that it belongs to
    detail_ready = Signal(object)  # EntryDetail, spans by text
    document_ready = Signal(object, object)  # DocumentText, matching spans
    binder_ready = Signal(object)  # tuple[EntryRow, ...]
    index_state = Signal(object)  # Progress, AccordError, or None when done
    failed = Signal(object)  # AccordError: nothing was lost, the window stays as it was
    changed_outside = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = JobRunner(self)
        self.workspace: Workspace | None = None
        self.binder: tuple[str, ...] = ()
        self._watch: Watch | None = None
        self._painted = threading.Event()
        self._waiting: dict[str, Callable[[], None]] = {}
        self._kept: int | None = None
        self._unkept: tuple[str, ...] | None = None
        self._keeping = threading.Lock()
        self._building = False
        self._gave_up = False
        self._warm = False
        # What the timeline shows beside each page: lanes of a facet, days of knowledge.
        self.lanes: tuple[Facet | None, bool] = (None, False)
        self._watching = QTimer(self)
        self._watching.setInterval(WATCH_MS)
        self._watching.timeout.connect(self._look_outside)

    @property
    def read_only(self) -> bool:
        """Whether editing is off."""
        return self.workspace is not None and self.workspace.library.read_only

    def open(self, folder: Path | None, *, fresh: bool = False) -> None:
        """Open a library, or with ``fresh`` put it aside and start anew in its place.

        First `foreseen` where it is as its window last showed it, else `awaited`; then `opened`,
        `open_failed`, or, if all is as foreseen, only `ready`.
        """
        self.close()
        self._warm = self._building = self._gave_up = False

        def look(_job: Job) -> tuple[Opening | None, bool]:
            from explorer.services.opening import read_opening

            place = folder or paths.default_library()
            making = fresh or paths.library_at(place) is None
            return None if making else read_opening(place), making

        def seen(found: tuple[Opening | None, bool]) -> None:
            opening, making = found
            if opening is None:
                self.awaited.emit(making)
            else:
                self.binder = opening.binder
                self._kept = opening.page.revision
                self.foreseen.emit(opening)
            self._open(folder, fresh, opening)

        self.jobs.run("open", look, seen, self.open_failed.emit)

    def _open(self, folder: Path | None, fresh: bool, opening: Opening | None) -> None:
        self._painted = painted = threading.Event()

        def work(_job: Job) -> tuple[Workspace, Labels, tuple[str, ...], Watch, int]:
            painted.wait(PAINT_SECONDS)  # importing SQLAlchemy would hold up what is to be painted
            from explorer.store.library import Watch
            from explorer.workspace import open_fresh, open_workspace

            workspace = open_fresh(folder) if fresh else open_workspace(folder)
            labels = workspace.browsing.labels()
            binder = workspace.binding.entries()
            watch = Watch(workspace.library)
            return workspace, labels, binder, watch, workspace.revision()

        def done(found: tuple[Workspace, Labels, tuple[str, ...], Watch, int]) -> None:
            self.workspace, labels, binder, self._watch, revision = found
            if opening is None or opening.page.revision != revision:
                self.binder = binder
                self.opened.emit(labels)
            self._watching.start()
            waiting, self._waiting = self._waiting, {}
            for ask in waiting.values():
                ask()
            self.ready.emit()

        self.jobs.run("open", work, done, self.open_failed.emit)
        # A timer of zero comes behind the paint events that `foreseen` has caused.
        QTimer.singleShot(0, painted.set)

    def close(self) -> None:
        """Let go of the library."""
        self._watching.stop()
        self._waiting.clear()
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._painted.set()
        self.jobs.stop()
        if self.workspace is not None:
            self._keep_binder(self.workspace)
            self._keep_opening(self.workspace)
            self.workspace.close()
            self.workspace = None

    def _keep_binder(self, workspace: Workspace) -> None:
        """Write what was put aside and had no time to be kept."""
        if self._unkept is not None:
            try:
                workspace.binding.put(self._unkept)
            except AccordError as error:
                log.warning("binder not kept: %s", error)
            self._unkept = None

    def _keep_opening(self, workspace: Workspace) -> None:
        """Keep what the next start shows first, if it is not what was kept last."""
        try:
            if workspace.revision() != self._kept:
                self._kept = workspace.keep_opening()
        except AccordError as error:
            log.info("opening not kept: %s", error)

    def run(
        self,
        lane: str,
        work: Callable[[Workspace, Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Run work on the library; before it is open, the last of each lane waits for it."""
        workspace = self.workspace
        if workspace is None:
            self._waiting[lane] = lambda: self.run(lane, work, done, failed, progress)
        else:
            self.jobs.run(
                lane, lambda job: work(workspace, job), done, failed or self.failed.emit, progress
            )

    def ask(self, query: Query) -> None:
        """Answer a query with `page_ready`; an answer to an older one is dropped."""

        facet, known = self.lanes

        def work(workspace: Workspace, _job: Job) -> tuple[Beside, Page]:
            page = workspace.browsing.search(query)
            return workspace.timelines.beside(page, facet, known=known), page

        def done(found: tuple[Beside, Page]) -> None:
            beside, page = found
            self.beside_ready.emit(beside)
            self.page_ready.emit(page)
            if not self._warm:
                self._warm = True
                QTimer.singleShot(WARM_MS, self._get_ready)
            workspace = self.workspace
            if workspace and workspace.indexing.wants_rebuild and not self._gave_up:
                self.rebuild_index()

        self.run("page", work, done)

    def _get_ready(self) -> None:
        """Prepare for the first word, and for the next start, while the user looks at a page."""

        def work(workspace: Workspace, _job: Job) -> None:
            workspace.indexing.warm()
            self._keep_opening(workspace)

        self.run("warm", work, lambda _: None)

    def want_rows(self, query: Query, ids: Sequence[str]) -> None:
        """Fetch rows of a page that are about to be seen."""
        self.run(
            "rows",
            lambda workspace, _job: workspace.browsing.rows(query, ids),
            self.rows_ready.emit,
        )

    def want_detail(self, query: Query, entry: str) -> None:
        """Open an entry; its quotations come with the spans that match the query."""

        def work(workspace: Workspace, _job: Job) -> tuple[EntryDetail, dict[str, Any]]:
            detail = workspace.browsing.detail(entry)
            texts = [quotation.text for quotation in detail.quotations]
            return detail, {text: workspace.browsing.spans(query, text) for text in texts}

        self.run("detail", work, self.detail_ready.emit)

    def want_document(self, query: Query, document: str) -> None:
        """Open a document, with the spans that match the query's words."""

        def work(workspace: Workspace, _job: Job) -> tuple[DocumentText, Any]:
            found = workspace.browsing.document(document)
            return found, workspace.browsing.spans(query, found.text)

        self.run("document", work, lambda pair: self.document_ready.emit(*pair))

    def put_in_binder(self, ids: Sequence[str]) -> None:
        """Make these the binder's entries, and tell their rows."""
        self.binder = self._unkept = chosen = tuple(ids)

        def work(workspace: Workspace, job: Job) -> tuple[EntryRow, ...]:
            with self._keeping:
                if not job.cancelled:  # else a newer change is on its way, and may be there already
                    workspace.binding.put(chosen)
                    if self._unkept is chosen:
                        self._unkept = None
            return workspace.browsing.rows(Query(), chosen)

        self.run("binder", work, lambda rows: self._tell_binder(chosen, rows))

    def _tell_binder(self, chosen: tuple[str, ...], rows: tuple[EntryRow, ...]) -> None:
        if chosen == self.binder:
            self.binder_ready.emit(rows)

    def show_binder(self) -> None:
        """Tell the rows of the binder's entries."""
        chosen = self.binder
        # In a lane of its own: it must not drop a change that waits to be kept.
        self.run(
            "brief",
            lambda workspace, _job: workspace.browsing.rows(Query(), chosen),
            lambda rows: self._tell_binder(chosen, rows),
        )

    def rebuild_index(self) -> None:
        """Build a new generation in a child; one at a time."""
        if self._building:
            return
        self._building = True

        def work(workspace: Workspace, job: Job) -> None:
            steps = workspace.indexing.rebuild(lambda child: job.on_cancel(child.cancel))
            for progress in steps:
                job.report(progress)

        def failed(error: Exception) -> None:
            self._building = False
            self._gave_up = True  # not again with each letter; the menu can ask for it
            self.index_state.emit(error)

        def done(_: None) -> None:
            self._building = False
            self.index_state.emit(None)

        self.run("index", work, done, failed, self.index_state.emit)

    def cancel(self, lane: str) -> None:
        """Stop what runs or waits in a lane; nothing is told of it any more."""
        self._waiting.pop(lane, None)
        self.jobs.cancel(lane)

    def _look_outside(self) -> None:
        watch = self._watch
        if watch is None:
            return

        def done(changed: bool) -> None:
            if changed:
                self.changed_outside.emit()

        # A watch that cannot read tells nothing; the next question to the library will.
        self.jobs.run("watch", lambda _job: watch.changed(), done, lambda _error: None)


def told(error: Exception) -> AccordError:
    """Any failure as one that can be shown; what was not expected names its kind."""
    if isinstance(error, AccordError):
        return error
    return AccordError("unexpected", reason=f"{type(error).__name__}: {error}")
