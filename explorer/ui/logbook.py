"""The log: what went wrong in the window, in a file on this computer. Nothing of it is sent.

Warnings and worse of ``explorer.*``, and what Qt has to say. Three files of at most 1 MB; the same
line is written the first, the tenth, the hundredth time. A log that cannot be written stops
nothing.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from typing_extensions import override

from explorer import paths

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

LOGGER: Final = "explorer"
FILES: Final = 3
LONGEST: Final = 16_000  # characters of one record
# The files stay below 1 MB: the last record may take four bytes a character.
MOST_BYTES: Final = 1_000_000 - 4 * LONGEST
_MOST_EARLY: Final = 100
_MOST_KNOWN: Final = 500

_QT_LEVELS: Final = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_folder() -> Path:
    """Where logs lie: the platform's folder for them."""
    from platformdirs import user_log_path

    return user_log_path(paths.APP_NAME, appauthor=False)


def log_file(number: int = 1) -> Path:
    """The log of the first window; each further one that is open at a time has its own."""
    return log_folder() / ("accord.log" if number == 1 else f"accord-{number}.log")


class Logbook(logging.Handler):
    """Keeps records until it is told its file, which is made by the first one that is written.

    Importing the standard library's rotating file costs as much as a hundred widgets.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.path: Path | None = None
        self._file: RotatingFileHandler | None = None
        self._early: list[logging.LogRecord] = []
        self.addFilter(_Repeats())
        self.setFormatter(_Lines())

    def begin(self, path: Path) -> None:
        """Write to this file from now on, also what was told before."""
        self.acquire()
        try:
            self.path = path
            early, self._early = self._early, []
            for record in early:
                self._write(record)
        finally:
            self.release()

    def attach(self) -> None:
        """Listen to all that Accord logs, and to Qt."""
        logging.getLogger(LOGGER).addHandler(self)

    def listen_to_qt(self) -> None:
        """Write down Qt's messages too; they still go to the terminal."""
        qInstallMessageHandler(_log_qt_message)

    def end(self) -> None:
        """Let go of all; the last words of Qt come when Python can no longer be asked."""
        qInstallMessageHandler(None)
        logging.getLogger(LOGGER).removeHandler(self)
        self.close()

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if self.path is None:
            if len(self._early) < _MOST_EARLY:
                self._early.append(record)
        else:
            self._write(record)

    def _write(self, record: logging.LogRecord) -> None:
        try:
            if self._file is None:
                assert self.path is not None
                self._file = _opened(self.path)
                self._file.setFormatter(self.formatter)
                self._file.emit(_first_record())
            self._file.emit(record)
        except Exception:  # noqa: BLE001 - no log is worth a window
            self._file = None

    @override
    def close(self) -> None:
        self.acquire()
        try:
            if self._file is not None:
                with suppress(OSError):  # what a full disk did not take is lost
                    self._file.close()
                self._file = None
        finally:
            self.release()
        super().close()


def _opened(path: Path) -> RotatingFileHandler:
    from logging.handlers import RotatingFileHandler

    class Quiet(RotatingFileHandler):
        @override
        def handleError(self, record: logging.LogRecord) -> None:
            """A full disk is no news to the window."""

    path.parent.mkdir(parents=True, exist_ok=True)
    return Quiet(
        path, maxBytes=MOST_BYTES, backupCount=FILES - 1, encoding="utf-8", errors="replace"
    )


def _first_record() -> logging.LogRecord:
    from explorer.ui.crash_report import versions_line

    return logging.LogRecord(LOGGER, logging.INFO, "", 0, versions_line(), None, None)


class _Repeats(logging.Filter):
    """Lets a record through the first, the tenth, the hundredth … time that it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[tuple[str, int, str, str, int], int] = {}

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        file, line = "", 0
        trace = record.exc_info[2] if record.exc_info else None
        while trace is not None:
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        key = (record.name, record.levelno, record.getMessage()[:500], file, line)
        if len(self._counts) > _MOST_KNOWN:
            self._counts.clear()
        count = self._counts[key] = self._counts.get(key, 0) + 1
        record.times = count
        return str(count).rstrip("0") == "1"


class _Lines(logging.Formatter):
    """``2026-11-22T09:15:00+01:00 WARNING explorer.settings: …``, cut to what a file can bear."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")
        times = getattr(record, "times", 1)
        again = f" [{times} times by now]" if times > 1 else ""
        text = f"{moment} {record.levelname} {record.name}: {record.getMessage()}{again}"
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} […]"


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _QT_LEVELS.get(kind)
    if level is not None:
        category = getattr(context, "category", None) or "default"
        logging.getLogger(f"{LOGGER}.qt.{category}").log(level, "%s", message)
    with suppress(Exception):  # there may be no terminal, or none that listens
        print(message, file=sys.stderr)  # noqa: T201 - as Qt does by itself
