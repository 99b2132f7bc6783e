"""``python -m explorer`` and the command ``accord`` start here."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Serve a parent as its child, open the window, or run a command; the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["_worker"]:
        from explorer.services.children import serve
        from explorer.workspace import WORKS

        return serve(arguments[1], WORKS)
    # The window, the common case, starts without what only commands need.
    if not arguments:
        return open_window(None)
    if len(arguments) == 2 and arguments[0] == "--library":
        return open_window(Path(arguments[1]))
    from explorer.cli import run

    return run(arguments)


def open_window(library: Path | None, choice: str | None = None) -> int:
    """Open the window, or say in one line why none can open here."""
    if not window_can_open():
        return 1
    from explorer.ui.application import run_window

    return run_window(library, choice)


def window_can_open() -> bool:
    """Whether a window can open here; where not, one line has said why."""
    from explorer.ui.platform_check import find_obstacle

    obstacle = find_obstacle()
    if obstacle is None:
        return True
    from explorer.domain.messages import AccordError

    code, parameters = obstacle
    print(f"accord: {AccordError(code, **parameters)}", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
