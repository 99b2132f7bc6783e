"""Run in a process of its own: Accord's window, which tells on stdout what happens to it.

A line for each: ``serving``, ``filled``, ``opened``, ``fronted``, ``handed [paths]`` and
``toast "text"``. From stdin it takes ``open PATH``, ``mac PATH``, ``front`` and ``close``.

usage: windows.py ARGUMENTS OF ACCORD
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QSocketNotifier, QUrl
from PySide6.QtGui import QFileOpenEvent

from explorer.handed import read_arguments
from explorer.ui import application
from explorer.ui.single_instance import note_active
from explorer.ui.toasts import Toasts


def tell(what: str, value: object = None) -> None:
    sys.stdout.write(what if value is None else f"{what} {json.dumps(value)}")
    sys.stdout.write("\n")
    sys.stdout.flush()


class Told(application.Start):
    """The start of a window, in nothing but its words another one."""

    def _serve(self, silent: bool) -> None:
        super()._serve(silent)
        if not self._leaving:
            self.server.handed.connect(lambda names: tell("handed", names))
            tell("serving")

    def _fill(self) -> None:
        super()._fill()
        if self.workbench is not None:
            self.workbench.session.ready.connect(lambda: tell("opened"))
            self._ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
            self._ears.activated.connect(lambda *_: self._listen())
            tell("filled")

    def _listen(self) -> None:
        assert self.workbench is not None
        word, _, path = sys.stdin.readline().strip().partition(" ")
        if word == "open":
            self.workbench.arrivals.take([path])
        elif word == "mac":  # as the Finder does
            event = QFileOpenEvent(QUrl.fromLocalFile(path))
            application.make_application().event(event)
        elif word == "front":
            note_active(self.workbench.folder)  # as when the user clicks on it
            tell("fronted")
        else:
            self.frame.close()


def main() -> int:
    show = Toasts.show

    def told(self: Toasts, text: str, **others: object) -> None:
        show(self, text, **others)  # type: ignore[arg-type]
        tell("toast", text)

    Toasts.show = told  # type: ignore[method-assign]
    application.Start = Told  # type: ignore[misc]
    handed = read_arguments(sys.argv[1:])
    assert handed is not None
    return application.run_window(handed)


if __name__ == "__main__":
    sys.exit(main())
