"""The undated tray as a grid: families down, how firm across, chips in the cells. Plain geometry.

A column is a stage or, where there is no room for so many, all stages of one firmness; then each
chip has the sign of its stage. Columns that are busy take more tracks; a cell shows at most
`MOST_ROWS` rows, and what is over stands under one "+n" chip. Logical pixels; (0, 0) is the top
left of the rows, below the header.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

from explorer.domain.query import EntryRow
from explorer.domain.vocabulary import FIRMNESS, STAGE_ORDER, Family, Firmness, Stage
from explorer.ui.models.time_cells import Cell
from explorer.ui.panels.tray_text import two_line_width, two_lines

CHIP: Final = 26.0
TALL_CHIP: Final = 40.0
"""The height of chips whose text may take two lines."""
GAP: Final = 4.0
CELL_SIDE: Final = 4.0
CELL_PAD: Final = 7.0
MOST_ROWS: Final = 3
MERGED_ROWS: Final = 4
"""The same, where columns hold all stages of a firmness."""
LEAST_CHIP: Final = 64.0
MOST_CHIP: Final = 230.0
SWATCH: Final = 15.0
"""What the outline before a stage's name takes."""
CHIP_TEXT: Final = 12.0
"""Where a chip's text begins, right of the hue bar."""
CHIP_END: Final = 6.0
STAGE_SIGN: Final = 14.0
"""What the sign of a stage takes on a chip."""
NAME_LINE: Final = 22.0
NAME_GAP: Final = 10.0

Measure = Callable[[str], float]
Header = Callable[[tuple[int, ...], tuple[int, ...]], float]
"""The width that a column's head needs, by its stages and their counts."""

FIRM_COLUMNS: Final = tuple(
    tuple(place for place, stage in enumerate(Stage) if FIRMNESS[stage] is firm)
    for firm in Firmness
)
"""The stages (places in `Stage`) of each firmness."""


class Box(NamedTuple):
    """A place in the grid."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2


class Chip(msgspec.Struct, frozen=True):
    """An entry (``row``), or what a cell holds beyond its chips (``more``: how many).

    ``stages``: of its column; ``sign``: the entry's own stage, where a column has several.
    """

    stages: tuple[int, ...]
    family: int
    box: Box
    row: EntryRow | None = None
    more: int = 0
    sign: int | None = None

    @property
    def key(self) -> str:
        """Which chip it is, over layouts."""
        return self.row.id if self.row is not None else f"+{self.stages[0]}/{self.family}"


class Column(NamedTuple):
    """Stages (places in `Stage`): how many undated entries each has, and where they stand."""

    stages: tuple[int, ...]
    totals: tuple[int, ...]
    x: float
    width: float
    tracks: int

    @property
    def total(self) -> int:
        """How many undated entries it has."""
        return sum(self.totals)


class Row(NamedTuple):
    """A family (place in `Family`, -1: no sector), and where it stands."""

    family: int
    total: int
    y: float
    height: float


class TrayLayout(msgspec.Struct):
    """The tray, laid out.

    ``names``: the width left of the columns; 0 where names stand above. ``chip``: how high chips
    are; ``cut``: how many do not show their whole text. ``swatches``: there is room for them
    before the stages' names. ``merged``: columns hold all stages of a firmness.
    """

    names: float = 0.0
    width: float = 0.0
    height: float = 0.0
    columns: list[Column] = []
    rows: list[Row] = []
    chips: list[Chip] = []
    chip: float = CHIP
    cut: int = 0
    swatches: bool = True
    merged: bool = False


def chip_text(row: EntryRow) -> str:
    """What stands on a chip."""
    return row.short_title or row.title


def lay_out_tray(
    cells: dict[tuple[int, int], Cell],
    width: float,
    measure: Measure,
    header: Header,
    name: Callable[[int], float] | None,
    *,
    tall: bool = False,
    merged: bool = False,
) -> TrayLayout:
    """Lay chips out in ``width`` pixels; the layout is wider only where columns would vanish.

    ``cells`` by stage and family; ``header(stages, counts)`` and ``name(family)`` give the widths
    that a column's and a row's name need. Without ``name`` the names of families stand above their
    rows, where narrow columns gain from the width. ``tall``: texts may take two lines. ``merged``:
    a column holds all stages of a firmness.
    """
    if not cells:
        return TrayLayout(width=width)
    present = {stage for stage, _ in cells}
    groups: list[tuple[int, ...]] = [(stage,) for stage in sorted(present)]
    if merged:
        groups = [tuple(s for s in firm if s in present) for firm in FIRM_COLUMNS]
        groups = [group for group in groups if group]
    families = sorted({family for _, family in cells}, key=lambda place: place % (len(Family) + 1))
    names = max(map(name, families)) + NAME_GAP if name is not None else 0.0
    layout = TrayLayout(names=names, width=width, chip=TALL_CHIP if tall else CHIP, merged=merged)
    joined = _joined(cells, groups)
    _columns(layout, cells, joined, groups, measure, header)
    _rows(layout, joined, families)
    layout.cut = sum(_cut(chip, measure, tall=tall) for chip in layout.chips)
    layout.swatches = merged or all(
        column.width >= header(column.stages, column.totals) + SWATCH + 2 * CELL_SIDE
        for column in layout.columns
    )
    return layout


Joined = dict[tuple[tuple[int, ...], int], Cell]


def _joined(cells: dict[tuple[int, int], Cell], groups: list[tuple[int, ...]]) -> Joined:
    """The cells of each column and family: those of its stages, one after the other."""
    found: Joined = {}
    for group in groups:
        for family in {family for _, family in cells}:
            own = [cells[stage, family] for stage in group if (stage, family) in cells]
            if own:
                rows = tuple(row for cell in own for row in cell.rows)
                found[group, family] = Cell(sum(cell.total for cell in own), rows)
    return found


def text_room(chip: Chip) -> float:
    """The width that a chip has for its text."""
    sign = STAGE_SIGN if chip.sign is not None else 0.0
    return chip.box.width - CHIP_TEXT - CHIP_END + 3 - sign


def _cut(chip: Chip, measure: Measure, *, tall: bool) -> bool:
    if chip.row is None:
        return False
    text, room = chip_text(chip.row), text_room(chip)
    if tall and measure(text) > room:
        return max(map(measure, two_lines(text, room, measure))) > room
    return measure(text) > room


def _chips_wanted(cell: Cell) -> int:
    """How many chips a cell would like, the "+n" chip among them."""
    return len(cell.rows) + (cell.total > len(cell.rows))


def _columns(
    layout: TrayLayout,
    cells: dict[tuple[int, int], Cell],
    joined: Joined,
    stages: list[tuple[int, ...]],
    measure: Measure,
    header: Header,
) -> None:
    mine = {stage: [cell for (own, _), cell in joined.items() if own == stage] for stage in stages}
    counts = {
        group: tuple(
            sum(cell.total for (own, _), cell in cells.items() if own == stage) for stage in group
        )
        for group in stages
    }
    sign = STAGE_SIGN if layout.merged else 0.0
    wide, heads = {}, {}
    for stage in stages:
        texts = [chip_text(row) for cell in mine[stage] for row in cell.rows[:9]]
        wrap = layout.chip == TALL_CHIP
        widths = [two_line_width(text, measure) if wrap else measure(text) for text in texts]
        widest = max(widths, default=0.0) + CHIP_TEXT + CHIP_END - 1 + sign
        wide[stage] = min(max(widest, LEAST_CHIP), MOST_CHIP * 0.7)
        heads[stage] = header(stage, counts[stage]) + CELL_SIDE
    tracks = dict.fromkeys(stages, 1)
    most = {stage: max(map(_chips_wanted, mine[stage])) for stage in stages}
    room = layout.width - layout.names

    def need(stage: tuple[int, ...], count: int, chip: float) -> float:
        return max(heads[stage], count * (chip + GAP) - GAP + 2 * CELL_SIDE)

    def total() -> float:
        return sum(need(stage, tracks[stage], wide[stage]) for stage in stages)

    def rows(stage: tuple[int, ...]) -> int:
        return -(-most[stage] // tracks[stage])

    growing = set(stages)
    while growing:
        stage = max(growing, key=lambda own: (rows(own), -own[0]))
        tall = rows(stage)
        tracks[stage] += 1
        if tall <= 1 or rows(stage) >= tall or total() > room:
            tracks[stage] -= 1
            growing.discard(stage)
    chips = dict(wide)
    over = total() - room
    if over > 0:
        # The widest give way first: as many chips as can be keep their whole text.
        low, high = LEAST_CHIP, max(wide.values())
        for _ in range(12):
            cap = (low + high) / 2
            chips = {stage: min(wide[stage], cap) for stage in stages}
            fits = sum(need(stage, 1, chips[stage]) for stage in stages) <= room
            low, high = (cap, high) if fits else (low, cap)
        chips = {stage: min(wide[stage], low) for stage in stages}
    else:
        each = -over / max(1, sum(tracks.values()))
        chips = {stage: min(MOST_CHIP, wide[stage] + each) for stage in stages}
    x = layout.names
    for stage in stages:
        taken = need(stage, tracks[stage], chips[stage])
        layout.columns.append(Column(stage, counts[stage], x, taken, tracks[stage]))
        x += taken
    layout.width = max(layout.width, x)


def _rows(layout: TrayLayout, cells: Joined, families: list[int]) -> None:
    y = 0.0
    for family in families:
        top = y + CELL_PAD + (0.0 if layout.names else NAME_LINE - CELL_PAD)
        lines = 1
        count = 0
        for column in layout.columns:
            cell = cells.get((column.stages, family))
            if cell is None:
                continue
            count += cell.total
            chips = _cell(cell, column, family, (top, layout.chip), merged=layout.merged)
            layout.chips += chips
            lines = max(lines, -(-len(chips) // column.tracks))
        tall = top - y + lines * (layout.chip + GAP) - GAP + CELL_PAD
        layout.rows.append(Row(family, count, y, tall))
        y += tall
    layout.height = y


def _cell(
    cell: Cell, column: Column, family: int, y: tuple[float, float], *, merged: bool
) -> list[Chip]:
    """The chips of a cell; ``y``: where the first line begins, and how high a chip is."""
    room = (MERGED_ROWS if merged else MOST_ROWS) * column.tracks
    shown = cell.rows[:room]
    if cell.total > len(shown):
        shown = cell.rows[: room - 1]
    more = cell.total - len(shown)
    inner = column.width - 2 * CELL_SIDE
    wide = (inner - GAP * (column.tracks - 1)) / column.tracks
    result = []
    for number in range(len(shown) + (more > 0)):
        line, track = divmod(number, column.tracks)
        x = column.x + CELL_SIDE + track * (wide + GAP)
        box = Box(x, y[0] + line * (y[1] + GAP), wide, y[1])
        row = shown[number] if number < len(shown) else None
        sign = STAGE_ORDER[Stage(row.stage)] if merged and row is not None else None
        result.append(Chip(column.stages, family, box, row, 0 if row is not None else more, sign))
    return result
