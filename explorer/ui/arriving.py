"""What is handed to the window goes where it belongs: dropped, opened, or sent by a later start.

It is sorted out on a thread. A library opens in the window. Documents, tables and share files have
a handler for each `What`; of everything else one line says that Accord does not open it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer import paths
from explorer.services.arrivals import (
    DOCUMENTS,
    PACK_SUFFIX,
    TABLES,
    Arrival,
    What,
    sort_out,
)
from explorer.ui import words
from explorer.ui.jobs import JobRunner
from explorer.ui.session import told
from explorer.ui.single_instance import Answer, InstanceServer, hand_over, note_active
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.ui.session import Session

Handler = Callable[[tuple[Path, ...]], None]


class Arrivals(QObject):
    """Sorts out what arrives and hands it on; opens libraries, each in one window."""

    settled = Signal()  # nothing is under way

    def __init__(
        self,
        host: QWidget,
        session: Session,
        toasts: Toasts,
        open_library: Callable[[Path | None], None],
        folder: Callable[[], Path | None],
    ) -> None:
        """``open_library`` shows one in this window; ``folder`` is the one shown now."""
        super().__init__(host)
        self._host, self._session, self._toasts = host, session, toasts
        self._open, self._folder = open_library, folder
        self._handlers: dict[What, Handler] = {}
        self._names: list[str] = []
        self._left: Path | None = None  # the library that was shown before the one that opens
        self._for_library: tuple[Arrival, ...] = ()  # what came together with it
        self._jobs = JobRunner(self, threads=1)
        self._jobs.idle.connect(self._next)
        self.instance: InstanceServer | None = None
        session.ready.connect(self._opened)
        session.open_failed.connect(self._not_opened)

    def handle(self, what: What, handler: Handler) -> None:
        """Let a handler take what arrives of this sort."""
        self._handlers[what] = handler

    def take(self, names: Sequence[str]) -> None:
        """Take these paths: they are sorted out one delivery after the other, none is dropped."""
        self._names += names
        if not self._jobs.busy:
            self._next()

    def _next(self) -> None:
        names, self._names = self._names, []
        if not names:
            self.settled.emit()
            return
        self._jobs.run(
            "sort", lambda job: sort_out(names, lambda: job.cancelled), self._sorted, self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._toasts.show(words.message_text(told(error).message), icon="triangle-alert")

    def _sorted(self, arrivals: tuple[Arrival, ...]) -> None:
        libraries = [arrival.path for arrival in arrivals if arrival.what is What.LIBRARY]
        if len(libraries) > 1:
            count = words.number(len(libraries))
            self._toasts.show(
                self.tr(
                    "{count} libraries at once: a window shows one. Nothing was changed."
                ).format(count=count)
            )
            return
        others = tuple(arrival for arrival in arrivals if arrival.what is not What.LIBRARY)
        if libraries:
            self.open_library(libraries[0], others)
        else:
            self._hand_on(others)

    def _hand_on(self, arrivals: Sequence[Arrival]) -> None:
        lost = []
        for what in What:
            found = tuple(arrival.path for arrival in arrivals if arrival.what is what)
            if found and what in self._handlers:
                self._handlers[what](found)
            else:
                lost += [Arrival(path, what) for path in found]
        if lost:
            self._toasts.show(self._not_taken(lost))

    # What nobody takes

    def _not_taken(self, arrivals: Sequence[Arrival]) -> str:
        """One line for what was not taken in, whether one thing or thousands."""
        if len(arrivals) == 1:
            return self._one_not_taken(arrivals[0])
        text = self.tr("{names}: nothing that Accord opens. Nothing was changed.")
        return text.format(names=self._all_counted(arrivals))

    def _all_counted(self, arrivals: Sequence[Arrival]) -> str:
        counts = Counter(arrival.what for arrival in arrivals)
        return ", ".join(self._counted(what, counts[what]) for what in What if counts[what])

    def _one_not_taken(self, arrival: Arrival) -> str:
        text = self.tr("“{name}” is nothing that Accord opens. Nothing was changed.")
        if arrival.what is What.MISSING:
            text = self.tr("“{name}” is not there any more.")
        return text.format(name=arrival.path.name or arrival.path)

    def _counted(self, what: What, count: int) -> str:
        one, many = {
            What.DOCUMENT: (self.tr("1 document"), self.tr("{count} documents")),
            What.TABLE: (self.tr("1 table"), self.tr("{count} tables")),
            What.PACK: (self.tr("1 share file"), self.tr("{count} share files")),
            What.MISSING: (self.tr("1 missing"), self.tr("{count} missing")),
        }.get(what, (self.tr("1 other"), self.tr("{count} others")))
        return one if count == 1 else many.format(count=words.number(count))

    # Libraries

    def open_library(self, folder: Path | None, others: tuple[Arrival, ...] = ()) -> None:
        """Open a library here, unless a window shows it; None is the user's own one.

        ``others`` came together with it, and are for it.
        """
        if _same(folder, self._folder()):
            self._open_again(folder, others)
            return

        def asked(answer: Answer) -> None:
            if answer is Answer.TAKEN:
                text = self.tr("{library} is open in another window, which is in front now.")
                self._toasts.show(text.format(library=self._named(folder)))
                return
            instance = self.instance
            if instance is not None and not instance.take(folder):
                instance.close()  # a window has one name, that of the library it shows
            self._left, self._for_library = self._folder() or paths.default_library(), others
            self._open(folder)
            note_active(folder)

        names = [str(arrival.path) for arrival in others]
        self._jobs.run("library", lambda _job: hand_over(folder, names), asked, self._failed)

    def _open_again(self, folder: Path | None, others: tuple[Arrival, ...]) -> None:
        """Open the library of this window, if it is not open."""
        if self._session.workspace is None:
            self._for_library = others
            self._open(folder)
        elif others:
            self._hand_on(others)
        else:
            self._toasts.show(
                self.tr("{library} is open here.").format(library=self._named(folder))
            )

    def _opened(self) -> None:
        """The library is there: say so, and offer the way back."""
        (left, self._left), (others, self._for_library) = (
            (self._left, None),
            (self._for_library, ()),
        )
        if left is not None:
            own = _same(left, None)
            back = (
                self.tr("Open the built-in library")
                if own
                else self.tr("Back to {library}").format(library=self._named(left))
            )
            self._toasts.show(
                self.tr("{library} is open.").format(library=self._named(self._folder())),
                icon="database",
                action=(back, lambda: self.open_library(None if own else left)),
            )
        if others:
            self._hand_on(others)

    def _not_opened(self, _error: Exception) -> None:
        """The window says why the library was not opened; what came with it was not taken."""
        others, self._for_library, self._left = self._for_library, (), None
        if others:
            text = self.tr("{names}: not taken, for the library was not opened.")
            self._toasts.show(text.format(names=self._all_counted(others)))

    def _named(self, folder: Path | None) -> str:
        if _same(folder, None):
            return self.tr("The built-in library")
        assert folder is not None
        return f"“{folder.resolve().name}”"

    # By the menu

    def choose_files(self) -> None:
        """Ask for what to open."""
        dialog = QFileDialog(self._host, self.tr("Open"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = sorted([*DOCUMENTS, *TABLES, PACK_SUFFIX])
        known = " ".join(["*" + ending for ending in endings] + [paths.LIBRARY_FILE])
        dialog.setNameFilters(
            [
                self.tr("Documents, tables, share files, libraries ({patterns})").format(
                    patterns=known
                ),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(self.take)
        dialog.open()

    def choose_library(self) -> None:
        """Ask for the folder of another library."""
        dialog = QFileDialog(self._host, self.tr("Open a library folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.open_library(Path(path)))
        dialog.open()

    def stop(self) -> None:
        """Let go of everything; for closing the window."""
        self._names.clear()
        self._jobs.stop()


def _same(one: Path | None, other: Path | None) -> bool:
    """Whether two paths are one library; None is the user's own one."""
    own = paths.default_library
    return (one or own()).resolve() == (other or own()).resolve()
