"""``python -m explorer`` and the command ``accord`` start here."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Serve a parent as its child, open the window, or run a command; the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["_worker"]:
        from explorer.services.children import serve
        from explorer.works import WORKS

        return serve(arguments[1], WORKS)
    # The window, the common case, starts without what only commands need.
    library = Path(arguments[1]) if arguments[:1] == ["--library"] and len(arguments) == 2 else None
    if library is not None or not arguments:
        from explorer.ui.starting import open_window

        return open_window(library)
    from explorer.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
