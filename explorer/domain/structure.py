"""How a text was built: what each of its lines is, where pages begin, what could not be read.

A text has one line a block: a heading, a paragraph, an item of a list, a row of a table whose cells
are parted by tabs, a footnote. A line without a mark is a paragraph. Offsets count code points.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import Final

import msgspec

from explorer.domain.messages import Message

CELL: Final = "\t"  # between the cells of a row


class LineKind(StrEnum):
    """What a line of a text is."""

    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    QUOTE = "quote"


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """The line that begins at ``start``.

    ``level``: of a heading from 1, of an item how deep it stands, from 1; of a row 1 where it
    heads its table, else 0.
    """

    start: int
    kind: LineKind
    level: int = 0


class Gap(msgspec.Struct, frozen=True, array_like=True):
    """Something at ``start`` that could not be read, and why."""

    start: int
    reason: Message


class Structure(msgspec.Struct, frozen=True, omit_defaults=True):
    """The structure of one text; ``pages[n]`` is where page n + 1 begins, empty for no pages."""

    marks: tuple[Mark, ...] = ()
    pages: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def page_at(self, offset: int) -> int:
        """The number of the page that an offset stands on, from 1; 0 in a text without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else 0


NO_STRUCTURE: Final = Structure()
