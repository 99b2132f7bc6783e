"""What the layout of the dated axis holds, and its measures.

Logical pixels from the widget's top left corner; lanes scroll below the ticks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF

from explorer.ui.models.time_bars import Bar
from explorer.ui.models.time_density import Density
from explorer.ui.models.time_scale import Scale

SIDE: Final = 20.0
HEADER: Final = 32.0
TICKS: Final = 22.0
LANE: Final = 24.0
BAR: Final = 20.0
FOOT: Final = 6.0
RUN_RIGHT: Final = 38.0
RUN_LEFT: Final = 26.0
LEGEND: Final = 22.0
PILL: Final = 18.0
COUNT_ROOM: Final = 17.0


class Tick(NamedTuple):
    """A grid line; the label may be empty, where there is no room."""

    x: float
    label: str


class Today(NamedTuple):
    """The line at today and its label."""

    x: float
    pill: QRectF
    text: str


class Legend(NamedTuple):
    """One family below the columns: its place in `Family`, where it stands, and its count."""

    family: int
    x: float
    text: str


@dataclass
class AxisLayout:
    """The axis, laid out. ``columns`` by family place; ``spans`` are the columns' edges in x."""

    width: float
    height: float
    scale: Scale | None = None
    ticks: list[Tick] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    lanes: int = 0
    today: Today | None = None
    counts: Density | None = None
    columns: dict[int, list[QRectF]] = field(default_factory=dict)
    spans: list[tuple[float, float]] = field(default_factory=list)
    numbers: list[tuple[QRectF, str]] = field(default_factory=list)
    legend: list[Legend] = field(default_factory=list)
    hidden: tuple[int, int] = (0, 0)

    @property
    def content(self) -> float:
        """The height of all lanes."""
        return self.lanes * LANE

    @property
    def base(self) -> float:
        """The line on which the columns of counts stand."""
        return self.height - FOOT - (LEGEND if self.legend else 0.0)


class Fonts(NamedTuple):
    """How to measure and to shorten a label, and how to measure a tick or a count."""

    measure: Callable[[str], float]
    elide: Callable[[str, float], str]
    small: Callable[[str], float]


def lanes_in(height: float) -> int:
    """How many lanes a widget of that height shows."""
    return max(1, int((height - HEADER - TICKS - FOOT) / LANE))


def height_of(lanes: int) -> float:
    """The height that shows so many lanes."""
    return HEADER + TICKS + lanes * LANE + FOOT
