"""An error as a text for the makers of Accord: versions and places in the program, no content.

The message of an error may quote what the library holds, so only those are passed on that Python
itself composes from names in the program. The log, which stays here, has them all.
"""

from __future__ import annotations

import sys
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Final

from explorer import __version__
from explorer.domain.messages import AccordError

_MOST_FRAMES: Final = 30  # of each error, the innermost ones
_MOST_CAUSES: Final = 5
_SPEAK_OF_PROGRAM: Final = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    RecursionError,
    TypeError,
    ZeroDivisionError,
)
_OWN: Final = "explorer/"
_PYTHON: Final = f"python{sys.version_info.major}.{sys.version_info.minor}"
_VALUES: Final = "wrong argument values"  # with these words Qt's bindings quote what was passed


def versions_line() -> str:
    """Accord, the platform, Python and Qt, in one line."""
    return " · ".join(_versions())


def _versions() -> tuple[str, ...]:
    import platform  # 4 ms, which a start does without

    import PySide6
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication

    return (
        f"Accord {__version__} ({'package' if getattr(sys, 'frozen', False) else 'source'})",
        platform.platform(),
        f"Python {platform.python_version()}",
        f"PySide {PySide6.__version__}",
        f"Qt {qVersion()} ({QGuiApplication.platformName()})",
    )


def place_of(error: BaseException) -> tuple[str, str, int]:
    """What tells one error from another: its type, and the innermost line of Accord."""
    found = ("", 0)
    trace = error.__traceback__
    while trace is not None:
        name = _short(trace.tb_frame.f_code.co_filename)
        if name.startswith(_OWN) or not found[0].startswith(_OWN):
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return type(error).__qualname__, *found


def trace_text(error: BaseException) -> str:
    """The traceback with its causes, the first one first; no paths of the user, no content."""
    parts = []
    for number, cause in enumerate(_causes(error)):
        if number:
            parts.append("Then, while that was handled or because of it:")
        frames = traceback.extract_tb(cause.__traceback__, limit=-_MOST_FRAMES)
        for frame in frames:
            parts.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
            if frame.line:
                parts.append(f"    {frame.line}")
        parts.append(f"{type(cause).__qualname__}: {_message(cause)}")
    return "\n".join(parts)


def report(trace: str) -> str:
    """What is copied: versions, then a traceback made by `trace_text`."""
    from explorer.services.versions import versions

    told = ("accord", "python", "pyside6-essentials")
    others = [f"{name} {number}" for name, number in versions().items() if name not in told]
    return "\n".join((*_versions(), " · ".join(others), "", trace, ""))


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found and len(found) < _MOST_CAUSES:
        found.append(current)
        context = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or context
    return found[::-1]


def _message(error: BaseException) -> str:
    if isinstance(error, AccordError):
        return error.message.code
    if isinstance(error, OSError) and error.strerror:
        return f"[{error.errno}] {error.strerror}"
    text = str(error)
    if isinstance(error, _SPEAK_OF_PROGRAM) and _VALUES not in text:
        return text
    return "(the message is left out, it may quote the library; the log has it)"


@lru_cache(maxsize=512)
def _short(filename: str) -> str:
    """A path from Accord's or a library's own folder on, without the folders of the user."""
    parts = Path(filename).parts
    for mark, skipped in (("site-packages", 1), ("explorer", 0), (_PYTHON, 1)):
        if mark in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(mark) + skipped :])
    return parts[-1] if parts else filename
