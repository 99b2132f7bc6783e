"""One table on its way in: looked at in a child, its preview and counts follow the mapping."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer

from explorer.domain.labels import Labels
from explorer.domain.mapping import check_mapping
from explorer.domain.messages import AccordError, Progress
from explorer.domain.tabling import Shape
from explorer.ui import words
from explorer.ui.dialogs.table import State, TableDialog
from explorer.ui.session import Session, told

if TYPE_CHECKING:
    from explorer.domain.mapping import Mapping
    from explorer.domain.tabling import EntryLine, TableLook
    from explorer.services.children import Child
    from explorer.services.tabling_look import Preview
    from explorer.ui.jobs import Job
    from explorer.workspace import Workspace

T = TypeVar("T")
Started = Callable[["Child"], None]
Steps = Callable[["Workspace", Started], Generator[Progress, None, T]]

LANE: Final = "table"
COUNT_LANE: Final = "table-count"
PREVIEW_LANE: Final = "table-preview"
FILE_LANE: Final = "table-file"
COUNT_MS: Final = 500  # after the last change of the mapping


def run_steps(
    session: Session,
    lane: str,
    steps: Steps[T],
    done: Callable[[T], None],
    failed: Callable[[AccordError], None],
    progress: Callable[[Progress], None],
) -> None:
    """Run a child's work in a lane; the child goes when the lane is cancelled."""

    def work(workspace: Workspace, job: Job) -> T:
        going = steps(workspace, lambda child: job.on_cancel(child.cancel))
        while True:
            try:
                job.report(next(going))
            except StopIteration as end:
                result: T = end.value
                return result

    session.run(lane, work, done, lambda error: failed(told(error)), progress)


class Looking(QObject):
    """What a dialog shows of one table, up to its import."""

    def __init__(
        self, path: Path, dialog: TableDialog, session: Session, labels: Callable[[], Labels]
    ) -> None:
        super().__init__(dialog)
        self._path, self._dialog = path, dialog
        self._session, self._labels = session, labels
        self.look: TableLook | None = None
        self.shape: Shape | None = None  # as the user wants it
        self._preview: Preview | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_MS)
        self._counting.timeout.connect(self._count)
        dialog.shape_wanted.connect(self.glance)
        dialog.guess_wanted.connect(self._guess_again)
        dialog.mapping_wanted.connect(self._change)
        dialog.load_wanted.connect(self._load)
        dialog.save_wanted.connect(self._save)

    # The first look

    def glance(self, shape: Shape | None = None) -> None:
        """Read columns and first rows, as the file tells or in the shape that is wanted."""
        self.shape = shape
        self.leave_counting()
        self._dialog.begin_look()

        def steps(
            workspace: Workspace, started: Started
        ) -> Generator[Progress, None, tuple[TableLook, Mapping | None]]:
            from explorer.services.tabling_memory import remembered

            look = yield from workspace.tabling.glance(self._path, shape, started)
            return look, remembered(look.names())

        run_steps(
            self._session,
            LANE,
            steps,
            lambda found: self._show_look(*found),
            lambda error: self._dialog.fail_look(error, shape or Shape()),
            lambda _progress: None,
        )

    def _show_look(self, look: TableLook, kept: Mapping | None) -> None:
        before, used = self.look, self._dialog.page.mapping
        self.look = look
        mapping = kept or look.mapping
        if before is not None and used is not None and before.names() == look.names():
            mapping = used  # only its letters are others now
        self._dialog.show_look(look, mapping, self._labels(), remembered=mapping is kept)
        self._follow(mapping, "")

    def _guess_again(self) -> None:
        if self.look is not None:
            look = self.look
            self._dialog.show_look(look, look.mapping, self._labels(), remembered=False)
            self._follow(look.mapping, "")

    # What follows the mapping

    def _change(self, mapping: Mapping, field: str) -> None:
        """It was changed: the preview follows at once, the counts a little later."""
        self._dialog.page.show_mapping(mapping)
        self._dialog.check()
        self._follow(mapping, field)

    def _follow(self, mapping: Mapping, field: str) -> None:
        look, dialog = self.look, self._dialog
        assert look is not None
        today = date.today().isoformat()  # noqa: DTZ011 - the user's own day

        def work(_workspace: Workspace, _job: Job) -> tuple[Mapping, tuple[EntryLine, ...]]:
            preview = self._previewing()
            meant = preview.meanings(look, mapping, field)
            return meant, preview.lines(look, meant, today)

        def done(found: tuple[Mapping, tuple[EntryLine, ...]]) -> None:
            meant, lines = found
            if meant is not mapping:
                dialog.page.show_mapping(meant)
                dialog.check()
            dialog.page.show_lines(lines)

        self.leave_counting()
        self._session.run(PREVIEW_LANE, work, done)
        self._counting.start()

    def _previewing(self) -> Preview:
        """Made on a job's thread, with the first preview."""
        from explorer.services.tabling_look import Preview

        if self._preview is None:
            self._preview = Preview()
        return self._preview

    def _count(self) -> None:
        """Look at all rows, so that it is known before what would become of them."""
        page, path, shape = self._dialog.page, self._path, self.shape
        if self._dialog.state is not State.MAPPING or not self._dialog.go.isEnabled():
            return
        mapping = page.mapping
        page.begin_count()
        run_steps(
            self._session,
            COUNT_LANE,
            lambda workspace, started: workspace.tabling.look(path, mapping, shape, started),
            page.end_count,
            lambda error: page.stop_count(words.message_text(error.message)),
            page.show_count_progress,
        )

    def leave_counting(self) -> None:
        """Count no more."""
        self._counting.stop()
        self._session.jobs.cancel(COUNT_LANE)
        if self.look is not None:
            self._dialog.page.stop_count()

    # Mappings as files

    def _load(self, path: Path) -> None:
        from explorer.services.tabling import mapping_from

        look, dialog = self.look, self._dialog
        assert look is not None

        def done(mapping: Mapping) -> None:
            dialog.page.show_loaded(mapping)
            dialog.check()
            self._follow(mapping, "")

        def work() -> Mapping:
            mapping = mapping_from(path)
            check_mapping(mapping, look.names(), self._labels().sectors)
            return mapping

        self.run_file(work, done)

    def _save(self, path: Path) -> None:
        from explorer.services.tabling import save_mapping

        mapping = self._dialog.page.mapping
        if mapping is not None:
            self.run_file(lambda: save_mapping(mapping, path), lambda _: self.say_saved(path))

    def say_saved(self, path: Path) -> None:
        """A file beside the table was written."""
        self._dialog.say(self.tr("Saved as {name}.").format(name=path.name))

    def run_file(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Read or write a small file beside the table."""

        def failed(error: Exception) -> None:
            self._dialog.refuse(words.message_text(told(error).message))

        self._session.run(FILE_LANE, lambda _workspace, _job: work(), done, failed)

    def leave(self) -> None:
        """Let go of all that runs for it."""
        self.leave_counting()
        for lane in (LANE, PREVIEW_LANE, FILE_LANE):
            self._session.jobs.cancel(lane)
