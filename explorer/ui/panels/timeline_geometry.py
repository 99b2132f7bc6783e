"""What the layout of the dated axis holds, and its measures.

Logical pixels. x from the widget's left edge; y of bands and what is in them from the top of the
content, which scrolls below the ticks.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

import msgspec
from PySide6.QtCore import QRectF

from explorer.domain.query import Facet
from explorer.ui.models.time_density import Density, Parts
from explorer.ui.models.time_dots import Dots, Stack
from explorer.ui.models.time_lanes import Bar
from explorer.ui.models.time_scale import Scale

SIDE: Final = 20.0
TICKS: Final = 22.0
LANE: Final = 24.0
THIN: Final = 9.0
"""A lane of low bars, over stacks."""
BAR: Final = 20.0
FOOT: Final = 6.0
RUN_LEFT: Final = SIDE - 6
RUN_RIGHT: Final = 7.0
"""What runs on may reach so far into the margins; in the right one stands a scroll bar."""
PILL: Final = 18.0
COUNT_ROOM: Final = 17.0
STRIP: Final = 24.0
BAND_HEAD: Final = 22.0
"""The line over a band that has a name but stands below others of full width."""
BAND_PAD: Final = 5.0
CLOSED: Final = 26.0
"""A collapsed lane."""
LANE_COUNTS: Final = 52.0
"""A lane of counts."""
MOST_NAME: Final = 168.0
"""The widest that the names of lanes may be."""


NO_PARTS: Final = Parts(0, 0, 0, 0)


class Level(Enum):
    """How close one looks: counts, counted stacks of dots, or single bars with labels."""

    COUNTS = 0
    DOTS = 1
    BARS = 2


class TimeOptions(msgspec.Struct, frozen=True):
    """How the axis is drawn.

    ``group``: the facet of its lanes, if any; ``by_name``: their order, else by count;
    ``by_stage``: colours tell stages, else families of sectors; ``known``: undated entries are
    drawn hollow at the day by which they were stated; ``opened``: what goes on since before is
    drawn in lanes; ``closed``: values of collapsed lanes (None: without a value).
    """

    group: Facet | None = None
    by_name: bool = False
    by_stage: bool = False
    known: bool = False
    opened: bool = False
    closed: frozenset[str | None] = frozenset()


class Tick(NamedTuple):
    """A grid line; the label may be empty, where there is no room."""

    x: float
    label: str


class Today(NamedTuple):
    """The line at today and its label; ``lane``: the label's, or None among the ticks."""

    x: float
    pill: QRectF
    text: str
    in_content: bool


class Strip(NamedTuple):
    """What goes on since before the view, in one line; ``drawn``: how many bars are below it."""

    total: int
    lasting: bool
    opened: bool
    drawn: int
    top: float


class Counts(msgspec.Struct, frozen=True):
    """Columns of counts: ``spans`` are their edges in x, ``rects`` go by colour row.

    ``numbers``: texts over columns, as far as they do not collide.
    """

    density: Density
    spans: tuple[tuple[float, float], ...]
    rects: dict[int, list[QRectF]]
    numbers: tuple[tuple[QRectF, str], ...]
    base: float


class Pillar(NamedTuple):
    """A stack of dots with its count in a ``box`` that is a button."""

    stack: Stack
    box: QRectF
    text: str


class Band(msgspec.Struct, frozen=True):
    """A part of the content with a level of its own: the whole of it, or one lane of a group.

    ``value`` is the lane's (see `Group`); ``hollow``: undated entries at the day by which they
    were stated. ``pitch``: from one lane of bars to the next; low ones have no labels.
    """

    top: float
    height: float
    level: Level
    name: str = ""
    value: str | None = None
    total: int = 0
    closed: bool = False
    hollow: bool = False
    bars: tuple[Bar, ...] = ()
    lanes: int = 0
    bars_top: float = 0.0
    pitch: float = LANE
    dots: Dots | None = None
    pillars: tuple[Pillar, ...] = ()
    counts: Counts | None = None

    @property
    def base(self) -> float:
        """The ground on which dots and columns stand."""
        return self.top + self.height - BAND_PAD


class AxisLayout(msgspec.Struct, frozen=True):
    """The axis, laid out; ``names``: the width of the lanes' names; ``content``: its height."""

    width: float
    height: float
    scale: Scale | None = None
    names: float = 0.0
    ticks: tuple[Tick, ...] = ()
    today: Today | None = None
    bands: tuple[Band, ...] = ()
    strip: Strip | None = None
    content: float = 0.0
    parts: Parts = NO_PARTS

    @property
    def level(self) -> Level:
        """How close the dated entries are looked at."""
        return self.bands[0].level if self.bands else Level.BARS


class Fonts(NamedTuple):
    """How to measure and to shorten a label, and how to measure a tick or a count."""

    measure: Callable[[str], float]
    elide: Callable[[str, float], str]
    small: Callable[[str], float]


def lanes_in(height: float) -> int:
    """How many lanes a widget of that height shows."""
    return max(1, int((height - TICKS - FOOT) / LANE))


def height_of(lanes: int) -> float:
    """The height that shows so many lanes."""
    return TICKS + lanes * LANE + FOOT
