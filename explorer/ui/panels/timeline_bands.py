"""What stands in a part of the axis: bars in lanes, stacks of dots, or columns of counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from explorer.domain.vocabulary import Stage
from explorer.services.marks import FAMILIES
from explorer.ui.models.time_bars import Ground, Mark, mark_of
from explorer.ui.models.time_density import Dates, Density, Tally, density
from explorer.ui.models.time_dots import Dots, dots
from explorer.ui.models.time_labels import LabelText
from explorer.ui.models.time_lanes import Packing, pack, pack_bare
from explorer.ui.models.time_page import Item, TimePage
from explorer.ui.models.time_scale import Scale, Window
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_geometry import (
    BAND_PAD,
    COUNT_ROOM,
    RUN_LEFT,
    RUN_RIGHT,
    SIDE,
    THIN,
    Band,
    Counts,
    Fonts,
    Level,
    Pillar,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.ui.models.time_book import Book
    from explorer.ui.models.time_groups import Groups

    Days = npt.NDArray[np.int64]
    Table = npt.NDArray[np.float64]

MOST_NUMBERS: Final = 24
MOST_DOTS: Final = 400
"""Beyond so many that begin in the view, they are counted."""
WIDE_SHARE: Final = 0.4
"""The share of the height, over stacks, for what is wider than a column."""


def colour_row(item: Item, *, by_stage: bool) -> int:
    """The row of colours in which an entry is drawn and counted."""
    return item.stage if by_stage else item.family + 1


class Layer:
    """The dated entries of a page, prepared for drawing.

    ``label(item, window)`` gives the words of a mark.
    """

    def __init__(
        self,
        page: TimePage,
        book: Book,
        fonts: Fonts,
        label: Callable[[Item, Window], LabelText],
        *,
        by_stage: bool,
    ) -> None:
        self.page, self.book, self.fonts = page, book, fonts
        self.by_stage = by_stage
        self.colours = len(Stage) if by_stage else FAMILIES
        self._label = label
        self._labels: dict[tuple[str, int | None], LabelText] = {}
        self._groups: Groups | None = None

    def forget_labels(self, names: set[str]) -> None:
        """Make the labels of these entries anew: more is known of them."""
        self._labels = {key: text for key, text in self._labels.items() if key[0] not in names}

    @cached_property
    def dates(self) -> Dates:
        """The dates, for counting."""
        return Dates(self.page.columns)

    @cached_property
    def rows(self) -> npt.NDArray[np.int32]:
        """The row of colours of each entry."""
        import numpy as np

        columns = self.page.columns
        found = columns.stage if self.by_stage else columns.family + np.int8(1)
        return found.astype(np.int32)

    @cached_property
    def tally(self) -> Tally:
        """Counts by colour."""
        return Tally(self.dates, self.rows, self.colours)

    def grouped_tally(self, groups: Groups) -> Tally:
        """Counts by lane and colour; made once for each grouping."""
        if self._groups is not groups:
            rows = groups.lanes * self.colours + self.rows[groups.numbers]
            size = len(groups.groups) * self.colours
            self._grouped = Tally(self.dates, rows, size, groups.numbers)
            self._groups = groups
        return self._grouped

    # ---- bars

    def ground(self, scale: Scale) -> Ground:
        """What marks are laid out on."""
        return Ground(scale, RUN_LEFT, RUN_RIGHT, self.fonts.measure, self.fonts.elide)

    def packed(
        self,
        items: Sequence[Item],
        scale: Scale,
        lanes: int,
        keep: Mapping[str, int] | None,
    ) -> Packing | None:
        """Bars in lanes, with their milestones where those leave room; None: too many."""
        ground = self.ground(scale)
        window = scale.window

        def words(item: Item) -> LabelText:
            key = item.id, window.one_year
            found = self._labels.get(key)
            if found is None:
                found = self._labels[key] = self._label(item, window)
            return found

        steps = self.book.steps
        marks = [mark for i in items if (mark := mark_of(i, ground, steps(i.id)))]
        packing = pack(marks, words, ground, lanes, keep)
        if packing is None and any(mark.signs for mark in marks):
            bare: list[Mark] = [mark for i in items if (mark := mark_of(i, ground))]
            packing = pack(bare, words, ground, lanes, keep)
        return packing

    # ---- dots

    def stacked(
        self, numbers: Days, scale: Scale, base: float, height: float
    ) -> tuple[Dots, tuple[Pillar, ...], Packing] | None:
        """Stacks of dots on the ground at ``base``, and low bars for what is wider than a column.

        None where they do not fit.
        """
        colour = self.rows[numbers]
        thin = int(WIDE_SHARE * height / THIN)
        room = height - thin * THIN
        found = dots(self.dates, numbers, colour, scale, room, thin)
        if found is None or not found.wide:
            # Nothing needs the room over the stacks.
            found = dots(self.dates, numbers, colour, scale, height, 0) or found
        if found is None:
            return None
        ground = self.ground(scale)
        marks = [mark for i in self.page.items(found.wide) if (mark := mark_of(i, ground))]
        wide = pack_bare(marks, thin)
        assert wide is not None  # each one may have a lane of its own
        pillars = []
        for stack in found.stacks:
            text = say.words.number(len(stack.members))
            across = max(18.0, self.fonts.small(text) + 10)
            top = base - found.height(stack) - COUNT_ROOM
            box = QRectF(stack.x - across / 2, top, across, COUNT_ROOM - 2)
            pillars.append(Pillar(stack, box, text))
        return found, tuple(pillars), wide

    # ---- counts

    def columns(
        self, counted: Density, scale: Scale, base: float, height: float, most: float
    ) -> Counts:
        """Columns that stand on ``base``; ``most``: the count that takes all of the height."""
        unit = max(1.0, height - COUNT_ROOM) / max(1.0, most)
        low, high = scale.left, scale.right
        xs = [min(high, max(low, scale.x(day))) for day in counted.edges]
        spans = list(pairwise(xs))
        heights = [base] * len(spans)
        rects: dict[int, list[QRectF]] = {}
        order = [*range(1, self.colours), 0] if not self.by_stage else range(self.colours)
        rows = counted.counts.tolist()
        for row in order:
            values = rows[row]
            if not any(values):
                continue
            own = rects[row] = []
            for column, value in enumerate(values):
                if value > 0:
                    left, right = spans[column]
                    tall = value * unit
                    heights[column] -= tall
                    gap = 1.0 if right - left > 4 else 0.0
                    own.append(QRectF(left, heights[column], right - left - gap, tall))
        numbers = self._numbers(counted.totals, spans, heights, (low, high))
        return Counts(counted, tuple(spans), rects, tuple(numbers), base)

    def _numbers(
        self,
        totals: list[float],
        spans: list[tuple[float, float]],
        heights: list[float],
        ends: tuple[float, float],
    ) -> list[tuple[QRectF, str]]:
        """Counts over their columns: none beside a taller neighbour, none on another, none cut."""
        found: list[tuple[QRectF, str]] = []
        taken: list[tuple[float, float]] = []
        width = (ends[1] - ends[0]) / max(1, len(spans))
        for column in sorted(range(len(totals)), key=totals.__getitem__, reverse=True):
            if len(found) >= MOST_NUMBERS or not totals[column]:
                break
            text = say.share_text(totals[column])
            wide = self.fonts.small(text)
            middle = (spans[column][0] + spans[column][1]) / 2
            low, high = middle - wide / 2, middle + wide / 2
            near = int(wide / width / 2) + 1
            beside = heights[max(0, column - near) : column + near + 1]
            clear = wide <= spans[column][1] - spans[column][0] or heights[column] <= min(beside)
            free = all(low > right + 6 or high < left - 6 for left, right in taken)
            inside = low >= ends[0] - SIDE + 2 and high <= ends[1] + SIDE - 2
            if clear and free and inside:
                taken.append((low, high))
                top = heights[column] - COUNT_ROOM
                found.append((QRectF(low - 1, top, wide + 2, COUNT_ROOM), text))
        return found


def heaped(layer: Layer, scale: Scale, top: float, height: float, starts: int) -> Band:
    """Stacks of dots where they fit, else columns of counts."""
    base = top + height - BAND_PAD
    if starts <= MOST_DOTS:
        numbers = layer.dates.starting(scale.window)
        found = layer.stacked(numbers, scale, base, height - BAND_PAD)
        if found is not None:
            stacks, pillars, wide = found
            return Band(
                top,
                height,
                Level.DOTS,
                dots=stacks,
                pillars=pillars,
                bars=tuple(wide.bars),
                lanes=wide.lanes,
                bars_top=top + 2,
                pitch=THIN,
            )
    counted = density(layer.tally, scale)
    most = max(counted.totals, default=0.0)
    counts = layer.columns(counted, scale, base, height - BAND_PAD, most)
    return Band(top, height, Level.COUNTS, counts=counts)
