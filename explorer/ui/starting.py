"""The door to the window: imports next to nothing, so that an obstacle is told before Qt aborts."""

from __future__ import annotations

import sys

from explorer.handed import Handed
from explorer.ui.platform_check import find_obstacle


def open_window(handed: Handed, choice: str | None = None) -> int:
    """Open the window with what was handed to this start, or say in one line why none can open.

    ``choice`` is the theme: ``light``, ``dark``, or None for the one that is set.
    """
    if not window_can_open():
        return 1
    from explorer.ui.application import run_window

    return run_window(handed, choice)


def window_can_open() -> bool:
    """Whether a window can open here; where not, one line has said why."""
    obstacle = find_obstacle()
    if obstacle is None:
        return True
    from explorer.domain.messages import AccordError

    code, parameters = obstacle
    print(f"accord: {AccordError(code, **parameters)}", file=sys.stderr)
    return False
