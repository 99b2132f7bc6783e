"""``accord gui --screenshot``: the settled window, drawn into a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.settings import Settings
from explorer.ui.application import fill
from explorer.ui.frame import Frame
from explorer.ui.theme import theme
from explorer.ui.workbench import Workbench

PATIENCE_MS = 60_000
LAYOUT_TURNS = 4  # a layout that changes asks the one around it anew, one turn later


def draw(application: QApplication, options: argparse.Namespace) -> int:
    """Draw the window into ``options.screenshot``; the exit code.

    A picture shows what its arguments say, whatever settings lie about.
    """
    theme.start(options.theme or "light")
    frame = Frame()
    if options.size:
        frame.resize(*options.size)
    picture = Screenshot(fill(frame, Settings(), options.library), options)
    frame.show()
    return picture.wait(application)


class Screenshot:
    """Takes the window through the asked states, and draws it when nothing is under way."""

    def __init__(self, window: Workbench, options: argparse.Namespace) -> None:
        self._window, self._options = window, options
        self._steps = self._states()
        self._code = 1
        self._error = ""
        window.settled.connect(self._settled)
        window.session.open_failed.connect(self._failed)

    def _states(self) -> Iterator[None]:
        """Each step starts work; the next one comes when that has settled."""
        window, options = self._window, self._options
        if options.first_steps:
            window.first_steps.show()
        if options.query:
            window.visit(Query(text=options.query))
            window.parts.bar.search.show_query(Query(text=options.query), window.labels)
            yield
        if options.select:
            window.selection.select(options.select)
            yield
        if options.document:
            window.selection.open_document(options.document)
            yield

    def _settled(self) -> None:
        window = self._window
        if window.session.workspace is None or window.session.jobs.busy:
            return
        if window.selection.is_waiting:
            return  # the reader's own job settles next
        if next(self._steps, self) is self:
            # Once more through the event loop: layouts and deferred paints.
            QTimer.singleShot(0, self._draw)

    def _draw(self) -> None:
        file = self._options.screenshot
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._failed(AccordError("export-unwritable", path=file, reason=error))
            return
        for _ in range(LAYOUT_TURNS):
            QApplication.processEvents()
        if self._window.frame.grab().save(str(file), "PNG"):
            self._code = 0
        else:
            self._error = str(AccordError("export-unwritable", path=file, reason="not written"))
        QApplication.exit(self._code)

    def _failed(self, error: Exception) -> None:
        self._error = str(error)
        QApplication.exit(1)

    def wait(self, application: QApplication) -> int:
        """Run until the picture is there; the exit code."""
        QTimer.singleShot(PATIENCE_MS, lambda: QApplication.exit(1))
        application.exec()
        self._window.shut()
        if self._error:
            print(f"accord: {self._error}", file=sys.stderr)  # noqa: T201 - the command line's word
        return self._code
