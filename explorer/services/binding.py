"""The binder: entries put aside for export, in the user's order."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from explorer.store import collections
from explorer.store.collections import BINDER, Collection
from explorer.store.library import Library


class Binding:
    """The binder of one library; in a read-only library it lasts as long as the program runs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._unsaved: tuple[str, ...] | None = None

    def entries(self) -> tuple[str, ...]:
        """The ids in the binder, in order."""
        if self._unsaved is not None:
            return self._unsaved
        with self._library.reading() as unit:
            found = collections.load(unit, BINDER)
        return () if found is None else found.entries

    def put(self, ids: Sequence[str]) -> None:
        """Make these the binder's entries, in this order."""
        if self._library.read_only:
            self._unsaved = tuple(dict.fromkeys(ids))
        else:
            with self._library.writing(f"binder:{uuid.uuid4()}") as unit:
                collections.save(unit, Collection(BINDER, BINDER, entries=tuple(ids)))
