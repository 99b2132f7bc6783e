"""The states of which `make screenshots` draws pictures: each brings a real window into one.

usage: python -m tests.screenshots_states LIBRARIES FOLDER THEME WxH [STATE…]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from explorer.domain.messages import AccordError, Progress
from explorer.domain.query import Facet, Period, Query
from explorer.ui.application import make_application
from explorer.ui.models.time_scale import View
from explorer.ui.theme import theme
from tests.screenshots_packs import PACK_STATES
from tests.screenshots_review import REVIEWS
from tests.screenshots_stage import Stage, until
from tests.screenshots_tables import TABLES

GROUP = "isro-kasa-joint-working-group"
RIS = "ris-scientific-cooperation"
JOINT = Query(text="joint")


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
        *REVIEWS,
        *TABLES,
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
            if popup.windowType() == Qt.WindowType.Popup or isinstance(popup, QDialog):
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
