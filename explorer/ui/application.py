"""Starting the window: first a frame on screen, then the library behind it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.ui.platform_check import check_platform

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from explorer.ui.main_window import MainWindow


def run_window(options: argparse.Namespace) -> int:
    """Open the window, or draw it into a file (``gui --screenshot``); the exit code."""
    try:
        check_platform()
    except AccordError as error:
        print(f"accord: {error}", file=sys.stderr)  # noqa: T201 - the command line's own word
        return 1
    application = make_application()
    if getattr(options, "screenshot", None) is not None:
        from explorer.ui.screenshot import draw

        return draw(application, options)
    from explorer.ui.single_instance import InstanceServer, raise_running

    if raise_running(options.library):
        return 0
    window = show_window(options.library, getattr(options, "theme", None))
    server = InstanceServer(window)
    server.raised.connect(window.come_to_front)
    server.listen(options.library)
    return application.exec()


def make_application() -> QApplication:
    """The one application object."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName("accord")
    return application


def show_window(library: Path | None, theme_choice: str | None = None) -> MainWindow:
    """Show the window as it was last time, and open the library once a frame is on screen."""
    from PySide6.QtCore import QTimer

    from explorer.settings import load_settings
    from explorer.ui.theme import theme

    settings = load_settings()
    theme.start(theme_choice or settings.theme)

    from explorer.ui.main_window import MainWindow
    from explorer.ui.session import Session

    window = MainWindow(settings, Session(), library)
    window.show()

    def go_on() -> None:
        window.open_library(library)  # begins on its thread while the panels are made here
        window.build()

    # A timer of zero fires before the first paint on some platforms; this one comes after it.
    window.first_painted.connect(lambda: QTimer.singleShot(0, go_on))
    return window
