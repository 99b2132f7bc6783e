"""What a start was given on its command line: a command, or a library and files for the window.

The window's start reads this before anything else, so by the standard library alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from explorer import paths

VERBS: Final = (
    *("info", "search", "show", "import", "suggest", "export", "diff", "reindex", "check", "gui"),
)


class Handed(NamedTuple):
    """For the window: the library it is to open (None: not said), and what it is to take."""

    library: Path | None = None
    paths: tuple[str, ...] = ()


class RefusedError(Exception):
    """Why nothing opens: a message's code and parameters, as in `AccordError`.

    That one comes with msgspec, which takes 27 ms to import.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self._code, self._parameters = code, parameters

    def line(self) -> str:
        """The reason in one English line."""
        from explorer.domain.messages import AccordError

        return str(AccordError(self._code, **self._parameters))


def read_arguments(arguments: Sequence[str]) -> Handed | None:
    """What the window gets from ``accord [--library DIR] [PATH…]``.

    None where the command line is meant: a command (which wins over a file of that name), an
    option other than ``--library``, or a word that is neither a command nor looks like a path.
    A path to a library is the library. All paths come back absolute, ``file:`` URLs as paths.

    Raises:
        RefusedError: ``path-missing``, ``path-remote``, ``libraries-many``.
    """
    library: Path | None = None
    found: list[str] = []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            found += rest
            break
        if argument == "--library" and rest:
            library = Path(rest.pop(0))
        elif argument.startswith("--library="):
            library = Path(argument.removeprefix("--library="))
        elif argument.startswith("-") or (not found and _is_command(argument)):
            return None
        else:
            found.append(argument)
    return _checked(library, [_local(name) for name in found])


def _is_command(word: str) -> bool:
    """Whether a first word is a command, or what is no path and may be a misspelt one."""
    if word in VERBS:
        return True
    looks_like_path = any(mark in word for mark in (os.sep, os.altsep or os.sep, ".", ":"))
    return not looks_like_path and not os.path.lexists(word)


def _local(name: str) -> str:
    path = local_path(name)
    if path is None:
        raise RefusedError("path-remote", path=name)
    if not path or not os.path.lexists(path):
        raise RefusedError("path-missing", path=path)
    return os.path.abspath(path)  # noqa: PTH100 - links stay as they were written


def _checked(library: Path | None, found: Sequence[str]) -> Handed:
    """Take the library out of what was handed; a window shows one."""
    others: list[str] = []
    for name in found:
        named = paths.library_at(Path(name))
        if named is None:
            others.append(name)
        elif library is None or library.resolve() == named.resolve():
            library = named
        else:
            raise RefusedError("libraries-many", path=library, other=named)
    return Handed(library, tuple(others))


def local_path(name: str) -> str | None:
    """A path as it is, a ``file:`` URL of this computer as a path; None for any other URL."""
    scheme, colon, rest = name.partition(":")
    if scheme.lower() != "file" or not colon or os.path.lexists(name):
        return None if rest.startswith("//") and len(scheme) > 1 and scheme.isalnum() else name
    from urllib.parse import unquote_to_bytes

    host = ""
    if rest.startswith("//"):
        host, slash, rest = rest[2:].partition("/")
        rest = slash + rest
    path = os.fsdecode(unquote_to_bytes(rest))
    if host not in ("", "localhost"):
        return f"//{host}{path}" if os.name == "nt" else None  # there a share is a path
    # file:///C:/x: the slash is none of the path's.
    return path[1:] if os.name == "nt" and path[2:3] == ":" else path
