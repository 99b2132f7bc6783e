"""Entries by lane: one for each value of a facet. No Qt.

An entry with several values stands in each of their lanes; one without any in a lane of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from explorer.domain.query import Facet
from explorer.domain.vocabulary import Kind, Stage
from explorer.ui.models.time_page import TimePage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.timeline import Lanes

    Days = npt.NDArray[np.int64]

MOST_LANES: Final = 200
"""The largest so many lanes are drawn; what is in smaller ones stands in a last one together."""

_OWN_ORDER: Final[dict[Facet, dict[str, int]]] = {
    Facet.STAGE: {stage.value: place for place, stage in enumerate(Stage)},
    Facet.KIND: {kind.value: place for place, kind in enumerate(Kind)},
}


class Group(msgspec.Struct, frozen=True):
    """A lane: the facet's value (None: entries without any, "": all smaller lanes together).

    ``name`` is how it is called, ``total`` how many dated entries it has.
    """

    value: str | None
    name: str
    total: int


class Groups(msgspec.Struct, frozen=True):
    """The lanes in their order, and who is in them: entries (places in `Columns`) by lane.

    ``numbers`` and ``lanes`` are pairs; an entry with several values comes several times.
    """

    facet: Facet
    groups: tuple[Group, ...]
    numbers: Days
    lanes: Days

    def members(self, lane: int) -> Days:
        """The entries of a lane."""
        import numpy as np

        return np.asarray(self.numbers[self.lanes == lane])


def groups_of(
    page: TimePage,
    lanes: Lanes,
    name: Callable[[str | None], str],
    *,
    by_name: bool,
) -> Groups:
    """The lanes of a page's dated entries, the largest first, or by name.

    ``name(value)``: what a lane is called; None for entries without a value, "" for the rest.
    Vocabularies that rise, as stages do, keep their own order where lanes are sorted by name.
    """
    import numpy as np

    values = len(lanes.values)
    places = page.columns.place
    starts = lanes.starts.astype(np.int64)
    lengths = starts[places + 1] - starts[places]
    steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    own = lanes.numbers[np.repeat(starts[places], lengths) + steps].astype(np.int64)
    number = np.repeat(np.arange(len(places)), lengths)
    without = np.flatnonzero(lengths == 0)
    number = np.concatenate((number, without))
    lane = np.concatenate((own, np.full(len(without), values)))
    counts = np.bincount(lane, minlength=values + 1)
    present = sorted(
        np.flatnonzero(counts[:values]).tolist(),
        key=lambda place: (-counts[place], lanes.values[place]),
    )
    kept, rest = present[:MOST_LANES], present[MOST_LANES:]
    if by_name:
        order = _OWN_ORDER.get(lanes.facet, {})
        kept.sort(
            key=lambda place: (
                order.get(lanes.values[place], len(order)),
                name(lanes.values[place]).casefold(),
            )
        )
    found = [
        Group(lanes.values[place], name(lanes.values[place]), int(counts[place])) for place in kept
    ]
    table = np.full(values + 1, len(kept))
    table[kept] = np.arange(len(kept))
    if rest:
        # One entry may be in several of them, and yet stands in their lane only once.
        pairs = np.unique(number * (values + 1) + np.where(np.isin(lane, rest), rest[0], lane))
        number, lane = np.divmod(pairs, values + 1)
        found.append(Group("", name(""), int(np.count_nonzero(lane == rest[0]))))
    if len(without):
        table[values] = len(found)
        found.append(Group(None, name(None), len(without)))
    return Groups(lanes.facet, tuple(found), number, table[lane])
