"""The undated entries of a page by stage and family: what the tray shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from explorer.services.marks import FAMILIES, cell_keys, cell_members

if TYPE_CHECKING:
    from explorer.domain.query import EntryRow, Page

SHOWN_PER_CELL: Final = 24


class Cell(NamedTuple):
    """The undated entries of one stage and family: how many, and the first ones with a row."""

    total: int
    rows: tuple[EntryRow, ...]


def cells_of(page: Page) -> dict[tuple[int, int], Cell]:
    """The cells that hold anything, by places of stage and family."""
    import numpy as np

    undated = np.flatnonzero(page.timeline.start < 0)
    keys = cell_keys(page.timeline.stage[undated], page.timeline.family[undated])
    counts, firsts = cell_members(keys, SHOWN_PER_CELL)
    cells = {}
    for key, places in firsts.items():
        names = [page.ids[place] for place in undated[places].tolist()]
        rows = tuple(page.marks[name] for name in names if name in page.marks)
        cells[key // FAMILIES, key % FAMILIES - 1] = Cell(int(counts[key]), rows)
    return cells
