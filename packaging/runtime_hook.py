"""Runs in the package before the program: puts right what being in a package changes."""

import os
import sys


def _give_back_paths() -> None:
    """Restore the library path for the programs that Accord starts, as a browser for a link.

    The loader has read it already. Accord's own children start as if by hand, and set it anew.
    """
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        os.environ["LD_LIBRARY_PATH"] = original
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


def _give_streams() -> None:
    """Let a line for the console go nowhere where there is none, instead of ending the program."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


if sys.platform == "linux":
    _give_back_paths()
elif sys.platform == "win32":
    _give_streams()
