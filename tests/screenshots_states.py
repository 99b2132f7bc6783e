"""The states of which `make screenshots` draws pictures: each brings a real window into one.

usage: python -m tests.screenshots_states LIBRARIES FOLDER THEME WxH [STATE…]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.domain.messages import AccordError, Progress
from explorer.domain.query import Facet, Period, Query
from explorer.settings import Settings
from explorer.ui.application import fill, make_application
from explorer.ui.frame import Frame
from explorer.ui.models.time_scale import View
from explorer.ui.theme import theme
from explorer.ui.workbench import Workbench
from tests.screenshots_packs import PACK_STATES

PATIENCE_MS = 60_000
GROUP = "isro-kasa-joint-working-group"
RIS = "ris-scientific-cooperation"
JOINT = Query(text="joint")


def until(met: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    late = QDeadlineTimer(PATIENCE_MS)
    wake = QTimer()  # what is waited for need not come with an event of its own
    wake.start(20)
    while not met():
        if late.hasExpired():
            raise TimeoutError(met)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Stage:
    """One window on one library, in a size; `grab` draws it with what has popped up over it."""

    def __init__(self, libraries: Path, size: tuple[int, int]) -> None:
        self._libraries, self._size = libraries, size
        self.window: Workbench
        self.frame: Frame

    def open(self, library: str, *, wait: bool = True) -> Workbench:
        """Another window in place of the one before."""
        self.shut()
        self.frame = Frame()
        self.frame.resize(*self._size)
        self.window = fill(self.frame, Settings(), self._libraries / library)
        self.frame.show()
        self.frame.activateWindow()
        if wait:
            self.settle()
        return self.window

    def shut(self) -> None:
        """Close the window, if there is one."""
        if "frame" in vars(self):
            self.frame.close()
            self.frame.deleteLater()
            QApplication.processEvents()

    def settle(self) -> None:
        """Until all that was asked for is on screen, and nothing moves."""
        window = self.window

        def quiet() -> bool:
            waiting = window.parts.bar.search.is_waiting or window.selection.is_waiting
            timeline = window.parts.timeline
            moving = timeline.is_waiting or timeline.axis.motion.is_moving
            opened = window.session.workspace is not None
            return opened and not (waiting or moving or window.session.jobs.busy)

        until(quiet)
        for _ in range(4):  # a layout that changes asks the one around it anew, one turn later
            QApplication.processEvents()

    def visit(self, query: Query, select: str | None = None) -> None:
        """Ask, and choose an entry."""
        self.window.visit(query)
        self.settle()
        if select is not None:
            self.window.selection.select(select)
            self.settle()

    def grab(self) -> QPixmap:
        """The window, with the popups over it."""
        QApplication.processEvents()
        picture = self.frame.grab()
        origin = self.frame.mapToGlobal(QPoint(0, 0))
        with QPainter(picture) as painter:
            for popup in QApplication.topLevelWidgets():
                if popup is not self.frame and popup.isVisible() and popup.isWindow():
                    painter.drawPixmap(popup.mapToGlobal(QPoint(0, 0)) - origin, popup.grab())
        return picture


# ---- the states: each brings the window there; those with a library of their own open it


def start(_: Stage) -> None:
    """As it opens, the second time and later."""


def first(stage: Stage) -> None:
    """As it opens the first time."""
    stage.window.first_steps.show()
    stage.settle()


def entry(stage: Stage) -> None:
    """One answer, chosen."""
    stage.visit(Query(text="joint working group"), GROUP)


def narrowed(stage: Stage) -> None:
    """Words, filters and a period, as chips."""
    query = JOINT.toggled(Facet.PARTY, "KOR").toggled(Facet.STAGE, "proposed")
    stage.visit(query)


def period(stage: Stage) -> None:
    """A date filter on the axis."""
    stage.visit(Query(period=Period("2026-03", "2026-05")))


def lanes(stage: Stage) -> None:
    """The axis by sector."""
    _lanes(stage, "By sector")


def known(stage: Stage) -> None:
    """The undated at the day they were known by."""
    _lanes(stage, "Undated entries, hollow, at the day they were known by")


def _lanes(stage: Stage, text: str) -> None:
    menu = stage.window.parts.timeline.menus.lanes()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    stage.settle()


def nothing(stage: Stage) -> None:
    """No result."""
    stage.visit(Query(text="space zeppelin").toggled(Facet.STAGE, "agreed"))


def korean(stage: Stage) -> None:
    """Hangul."""
    stage.visit(Query(text="반도체"))


def hindi(stage: Stage) -> None:
    """Devanagari."""
    stage.visit(Query(text="अंतरिक्ष"))


def passages(stage: Stage) -> None:
    """The paragraphs that have the words."""
    stage.visit(Query(text="space"))
    stage.window.searching.turn_tab()
    until(lambda: stage.window.parts.results.passages.model().rowCount() > 0)
    stage.settle()


def document(stage: Stage) -> None:
    """A document, opened at the sentences of an entry."""
    stage.visit(Query(text="space"), GROUP)
    stage.window.selection.open_document(RIS)
    stage.settle()
    until(lambda: stage.window.parts.shows("document"))


def find(stage: Stage) -> None:
    """Words looked for in a document."""
    document(stage)
    stage.window.parts.document.find_in_page()
    QTest.keyClicks(stage.window.parts.document.finder.bar.edit, "India")
    stage.settle()


def brief(stage: Stage) -> None:
    """Some entries put aside."""
    stage.visit(Query(text="space"))
    page = stage.window.page
    assert page is not None
    stage.window.binder.put(tuple(page.ids[:3]))
    stage.window.briefing.toggle()
    stage.settle()


def brief_empty(stage: Stage) -> None:
    """Nothing put aside yet."""
    stage.window.binder.put(())
    stage.window.briefing.toggle()
    stage.settle()


def commands(stage: Stage) -> None:
    """All commands."""
    stage.window.command_palette.toggle()


def completing(stage: Stage) -> None:
    """What the letters may become."""
    field = stage.window.parts.bar.search.edit
    field.setFocus()
    QTest.keyClicks(field, "spa")
    stage.settle()


def menu(stage: Stage) -> None:
    """What can be done with an entry."""
    rows = stage.window.parts.results.list
    rows.menu_for(rows.model().index(0, 0)).popup(rows.mapToGlobal(QPoint(120, 60)))


def loading(stage: Stage) -> None:
    """A library that takes its time."""
    window = stage.open("seeds", wait=False)
    waiting = window.parts.results.waiting
    window.session.close()  # nothing comes: what it shows meanwhile is to be seen
    window.session.awaited.emit(False)
    until(lambda: waiting.is_drawn)


def making(stage: Stage) -> None:
    """A library that is made."""
    window = stage.open("seeds", wait=False)
    window.session.close()
    window.session.awaited.emit(True)
    until(lambda: window.parts.results.waiting.is_drawn)


def empty(stage: Stage) -> None:
    """A library without entries."""
    stage.open("empty")


def rebuilding(stage: Stage) -> None:
    """A library without an index, which answers from what there is."""
    window = stage.open("unindexed", wait=False)
    told: list[object] = []
    window.session.index_state.connect(told.append)
    until(lambda: any(isinstance(state, Progress) and state.done for state in told))
    until(lambda: window.page is not None and not window.selection.is_waiting)


def index_failed(stage: Stage) -> None:
    """An index that could not be built."""
    stage.window.session.index_state.emit(AccordError("index-failed", reason="No space left"))


def damaged(stage: Stage) -> None:
    """A file that is no library."""
    _failing(stage, "damaged")


def missing(stage: Stage) -> None:
    """A folder that is not there."""
    _failing(stage, "away/library")


def _failing(stage: Stage, library: str) -> None:
    window = stage.open(library, wait=False)
    until(lambda: window.parts.shows("problem"))


def newer(stage: Stage) -> None:
    """A library of a newer Accord."""
    _told(stage, AccordError("library-newer", path="/home/lee/Treaties", found=9, known=1))


def busy(stage: Stage) -> None:
    """Another program is writing."""
    _told(stage, AccordError("library-busy", path="/home/lee/Treaties/library.db"))


def _told(stage: Stage, error: AccordError) -> None:
    stage.open("seeds").session.open_failed.emit(error)
    QApplication.processEvents()


def failed(stage: Stage) -> None:
    """A search that went wrong, before there was any answer."""
    window = stage.open("seeds", wait=False)
    window.session.close()
    window.session.awaited.emit(False)
    window.session.failed.emit(AccordError("unexpected", reason="OSError: input/output error"))
    QApplication.processEvents()


def many(stage: Stage) -> None:
    """Ten thousand entries."""
    stage.open("many")


def decade(stage: Stage) -> None:
    """Ten years of them."""
    many(stage)
    axis = stage.window.parts.timeline.axis
    view = axis.view_shown
    assert view is not None
    middle = (view.start + view.end) / 2
    axis.set_view(View(middle - 1_800.0, middle + 1_800.0))
    stage.settle()


STATES: dict[str, Callable[[Stage], None]] = {
    state.__name__: state
    for state in (
        start, first, entry, narrowed, period, lanes, known, nothing, korean, hindi, passages,
        document, find, brief, brief_empty, commands, completing, menu, loading, making, empty,
        rebuilding, index_failed, damaged, missing, newer, busy, failed, many, decade,
        *PACK_STATES,
    )
}  # fmt: skip


def main(libraries: Path, folder: Path, look: str, size: tuple[int, int], names: list[str]) -> None:
    """Draw the states into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    theme.start(look)
    stage = Stage(libraries, size)
    for name in names or STATES:
        stage.open("seeds")
        STATES[name](stage)
        file = folder / f"{name.replace('_', '-')}.png"
        if not stage.grab().save(str(file)):
            raise OSError(file)
        sys.stdout.write(f"{file}\n")
        for popup in QApplication.topLevelWidgets():
            if popup.windowType() == Qt.WindowType.Popup:
                popup.close()
    stage.shut()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for variable in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{variable}_HOME"] = home
        width, _, height = sys.argv[4].partition("x")
        main(
            Path(sys.argv[1]),
            Path(sys.argv[2]),
            sys.argv[3],
            (int(width), int(height)),
            [name.replace("-", "_") for name in sys.argv[5:]],
        )
