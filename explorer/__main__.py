"""``python -m explorer`` and the command ``accord`` start here."""

from __future__ import annotations

import sys


def main() -> int:
    """Serve a parent as its child, open the window, or run a command; the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["_worker"]:
        from explorer.services.children import serve
        from explorer.works import WORKS

        return serve(arguments[1], WORKS)
    # The window, the common case, starts without what only commands need.
    from explorer.handed import RefusedError, read_arguments

    try:
        handed = read_arguments(arguments)
    except RefusedError as refused:
        sys.stderr.write(f"accord: {refused.line()}\n")
        return 1
    if handed is not None:
        from explorer.ui.starting import open_window

        return open_window(handed)
    from explorer.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
