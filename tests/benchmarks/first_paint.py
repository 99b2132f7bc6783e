"""Run in a process of its own: prints when the window stood, in ms since the given moment.

``paint``: its first paint; ``usable``: list, filters and timeline are on screen and typing is
heard; ``answered``: the answer to a word typed at that very moment is there.

usage: first_paint.py bare|accord STARTED [LIBRARY]     STARTED: time.time() of the parent
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def bare(started: float) -> None:
    """A plain PySide6 window: the yardstick."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow
    from typing_extensions import override

    class Window(QMainWindow):
        @override
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            print(f"paint {(time.time() - started) * 1_000:.1f}", flush=True)
            QTimer.singleShot(0, QApplication.quit)

    application = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1280, 800)
    window.show()
    application.exec()


def accord(started: float, library: Path) -> None:
    """Accord's own way to its window."""
    from PySide6.QtCore import QTimer

    from explorer.domain.query import Page, Query
    from explorer.ui.platform_check import find_obstacle

    assert find_obstacle() is None
    from explorer.ui.application import Start, make_application
    from explorer.ui.single_instance import may_be_running

    application = make_application()
    assert not may_be_running(library)
    start = Start(library)

    def tell(what: str) -> None:
        print(f"{what} {(time.time() - started) * 1_000:.1f}", flush=True)

    def usable() -> None:
        tell("usable")
        assert start.workbench is not None
        start.workbench.session.page_ready.connect(answered)
        start.workbench.visit(Query(text="agreement"))

    def answered(page: Page) -> None:
        if page.query.text:
            tell("answered")
            application.quit()

    def watch() -> None:
        assert start.workbench is not None
        session = start.workbench.session

        def shown(_page: object) -> None:
            session.foreseen.disconnect(shown)
            session.page_ready.disconnect(shown)
            # Shown and painted: a timer of zero comes behind the paint events.
            QTimer.singleShot(0, usable)

        session.foreseen.connect(shown)
        session.page_ready.connect(shown)

    start.frame.first_painted.connect(lambda: tell("paint"))
    start.filled.connect(watch)
    application.exec()
    assert start.workbench is not None
    start.workbench.shut()


if __name__ == "__main__":
    moment = float(sys.argv[2])
    if sys.argv[1] == "bare":
        bare(moment)
    else:
        accord(moment, Path(sys.argv[3]))
