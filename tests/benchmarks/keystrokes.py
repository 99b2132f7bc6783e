"""From a changed query to list, filters and timeline painted, in a real window (no debounce)."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from explorer.domain.query import Query
from explorer.settings import Settings
from explorer.ui.application import fill, make_application
from explorer.ui.frame import Frame
from explorer.ui.theme import theme
from explorer.ui.workbench import Workbench

WORDS = ("agreement", "trade", "fisheries", "convention", "air services")


def painted_after(library: Path, rounds: int = 3) -> list[float]:
    """Milliseconds for each letter of some words, typed one after the other."""
    make_application()
    theme.start("light")
    frame = Frame()
    window = fill(frame, Settings(), library)
    frame.show()
    _wait_for_page(window)
    found = []
    for number in range(rounds):
        for word in WORDS:
            for end in range(2, len(word) + 1):
                start = time.perf_counter()
                window.visit(Query(text=word[:end], unfinished=True), typing=True)
                _wait_for_page(window)
                QApplication.processEvents()  # layouts and the paint of what has changed
                if number:  # the first round reads rows that later ones find on the shelf
                    found.append((time.perf_counter() - start) * 1_000)
                _let_rest(window)
    frame.close()
    return found


def _wait_for_page(window: Workbench) -> None:
    loop = QEventLoop()
    window.session.page_ready.connect(loop.quit)
    loop.exec()
    window.session.page_ready.disconnect(loop.quit)


def _let_rest(window: Workbench) -> None:
    """Until the entry beside the list has come and is painted: a pause between two letters."""
    while window.session.jobs.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(3):  # what was posted while the last events were handled
        QApplication.processEvents()
