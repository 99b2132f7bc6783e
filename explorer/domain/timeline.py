"""What the timeline shows beyond a `Page`: lanes, days by which something was known, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from explorer.domain.query import EntryRow, Facet, Query

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LANE_FACETS: Final = (
    Facet.SECTOR,
    Facet.KIND,
    Facet.STAGE,
    Facet.PARTY,
    Facet.INSTITUTION,
    Facet.DOCUMENT,
)
"""By what a timeline may be grouped."""


class Lanes(msgspec.Struct, frozen=True):
    """The values of one facet for each entry of a result, in the order of `Page.ids`.

    Entry ``e`` has the values ``values[n]`` for the ``n`` in
    ``numbers[starts[e]:starts[e + 1]]``: none, one or several.
    """

    facet: Facet
    values: tuple[str, ...]
    starts: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]


class KnownDays(msgspec.Struct, frozen=True):
    """By which day each undated entry of a result was stated, in the order of `Page.ids`.

    ``days``: ordinals (int32); -1 for dated entries, and where no document tells a day.
    """

    days: npt.NDArray[np.int32]


class Beside(msgspec.Struct, frozen=True):
    """What the timeline shows of a result beside its `Page`, of the same query and revision.

    ``span``: first and last known day of all dated entries of the library; None without any.
    ``unsure``: how many entries may fall in the query's period, but not surely; 0 without one.
    ``lanes`` and ``known`` only where they were asked for.
    """

    query: Query
    revision: int
    span: tuple[int, int] | None = None
    unsure: int = 0
    lanes: Lanes | None = None
    known: KnownDays | None = None


class Step(msgspec.Struct, frozen=True):
    """A dated milestone: its stage, its date (EDTF), whether it is still to come or inferred."""

    stage: str
    when: str
    due: bool = False
    inferred: bool = False


class TimeRow(msgspec.Struct, frozen=True):
    """What a single mark shows of an entry.

    ``steps``: its dated milestones in the order of stages, without the one that dates it.
    ``why``: for an inferred date, from what it was inferred, in our words; else empty.
    """

    row: EntryRow
    steps: tuple[Step, ...] = ()
    why: str = ""
