"""Undo of whatever size: what thousands of entries need is done by a child, beside the window."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

import msgspec

from explorer.domain.messages import Progress
from explorer.services import reverting
from explorer.services.children import REVERT, finish, run_child
from explorer.store import journal
from explorer.store.library import Library, open_library

# Beyond this many changes a batch is taken back by a child: 60,000 hold 300 MB for a quarter of a
# minute, and Python's other threads with them.
LARGE: Final = 2_000


class RevertWork(msgspec.Struct, frozen=True):
    """What the child is asked; ``library`` is a path as bytes: a name need not be text."""

    library: bytes
    batch: str


def revert(library: Library, batch: str) -> str:
    """As `reverting.revert`: all of a batch is taken back, or nothing.

    Raises:
        AccordError: its own, and ``child-…``.
    """
    with library.reading() as unit:
        size = journal.size_of(unit, batch)
    if size <= LARGE or library.read_only:
        return reverting.revert(library, batch)
    work = RevertWork(os.fsencode(library.folder), batch)
    back: str = finish(run_child(REVERT, work, str))
    return back


def revert_steps(work: RevertWork) -> Generator[Progress, None, str]:
    """The child's work."""
    yield Progress("writing", 0, 0)
    library = open_library(Path(os.fsdecode(work.library)))
    back = reverting.revert(library, work.batch)
    library.close()
    return back
