"""Starting the window: first a frame on screen, then the library behind it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from explorer.domain.messages import AccordError
from explorer.ui.platform_check import check_platform


def run_window(options: argparse.Namespace) -> int:
    """Open the window, or draw it into a file (``gui --screenshot``); the exit code."""
    try:
        check_platform()
    except AccordError as error:
        print(f"accord: {error}", file=sys.stderr)  # noqa: T201 - the command line's own word
        return 1
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from explorer import paths
    from explorer.settings import Settings, load_settings
    from explorer.ui.theme import theme

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName("accord")
    screenshot: Path | None = getattr(options, "screenshot", None)
    if screenshot is None:
        from explorer.ui.single_instance import raise_running

        if raise_running(options.library):
            return 0
    # A picture shows what its arguments say, whoever's settings lie about.
    settings = load_settings() if screenshot is None else Settings()
    theme.start(getattr(options, "theme", None) or settings.theme)

    from explorer.ui.main_window import MainWindow
    from explorer.ui.session import Session

    window = MainWindow(settings, Session(), options.library)
    size = getattr(options, "size", None)
    if size:
        window.resize(*size)
    if screenshot is not None:
        from explorer.ui.screenshot import Screenshot

        picture = Screenshot(window, options)
        window.show()
        QTimer.singleShot(0, lambda: window.open_library(options.library))
        return picture.wait(application)

    from explorer.ui.single_instance import InstanceServer

    server = InstanceServer(window)
    server.raised.connect(window.come_to_front)
    window.show()

    def open_after_first_paint() -> None:
        server.listen(options.library)
        window.open_library(options.library)

    QTimer.singleShot(0, open_after_first_paint)
    return application.exec()
