"""``python -m explorer`` and the command ``accord`` start here."""

from __future__ import annotations

import sys


def main() -> int:
    """Serve a parent as its child, run a command, or open the window; the exit code."""
    if sys.argv[1:2] == ["_worker"]:
        from explorer.services.children import serve
        from explorer.workspace import WORKS

        code: int = serve(sys.argv[2], WORKS)
        return code
    from explorer.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
