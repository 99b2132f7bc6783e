"""What timeline and tray need of a `Page`, taken from it once: dated columns, items, cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from explorer.domain.labels import family_place
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.domain.when import parse_when
from explorer.ui.models.time_cells import Cell, cells_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.query import EntryRow, Page

    Days = npt.NDArray[np.int32]

# The bits of `Timeline.flags`.
APPROXIMATE: Final = 1
LASTING: Final = 2
OPEN_END: Final = 4
OPEN_START: Final = 8
INFERRED: Final = 16
KNOWN: Final = 32
"""Not of `Timeline`: the day is the one by which an undated entry was stated."""

MOST_RINGS: Final = 24


class Outcome(NamedTuple):
    """An undated outcome of an event: a ring on its bar. ``inside``: it is in the result."""

    id: str
    family: int
    inside: bool


class Item(msgspec.Struct, frozen=True):
    """A dated entry as a mark: days are ordinals, an open side is the first or last day there is.

    ``stage`` and ``family`` are places in `Stage` and `Family` (-1: no sector); ``inside`` tells
    that it is in the result. ``outcomes`` holds the first ones, those of the result in front;
    ``counts`` how many there are in the result and outside.
    """

    id: str
    start: int
    end: int
    flags: int
    stage: int
    family: int
    inside: bool = True
    outcomes: tuple[Outcome, ...] = ()
    counts: tuple[int, int] = (0, 0)

    def has(self, flag: int) -> bool:
        """Whether a bit of `Timeline.flags` is set."""
        return bool(self.flags & flag)


class Columns(msgspec.Struct, frozen=True):
    """Entries of the result with a day: one value each, in its order. Days are ordinals.

    ``place``: where they stand in the result.
    """

    start: Days
    end: Days
    flags: npt.NDArray[np.uint8]
    stage: npt.NDArray[np.int8]
    family: npt.NDArray[np.int8]
    place: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)


class TimePage:
    """A page as timeline and tray draw it: what is asked for is made once.

    ``page`` may become another one that looks the same (`same_times`).
    """

    def __init__(self, page: Page, columns: Columns) -> None:
        self.page = page
        self.columns = columns
        self._items: dict[int, Item] = {}
        self._numbers: dict[str, int] = {}

    @property
    def total(self) -> int:
        """How many entries the result has."""
        return self.page.total

    @property
    def dated(self) -> int:
        """How many of them have a date."""
        return len(self.columns)

    @property
    def undated(self) -> int:
        """How many of them have none."""
        return self.total - self.dated

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """The undated ones by places of stage and family."""
        return cells_of(self.page)

    @cached_property
    def outside(self) -> tuple[Item, ...]:
        """Dated marks that are not in the result, in the order of time."""
        page = self.page
        dated = [row for row in page.marks.values() if row.when]
        if len(dated) <= 0 or not self._may_lie_outside:
            return ()
        inside = {page.ids[place] for place in self.columns.place.tolist()}
        items = [self._hung(_outside(row)) for row in dated if row.id not in inside]
        return tuple(sorted(items, key=lambda item: (item.start, item.end)))

    @property
    def _may_lie_outside(self) -> bool:
        # Where so many are in the result, nothing was asked for around it.
        return self.dated <= len(self.page.marks)

    @property
    def has_outside(self) -> bool:
        """Whether marks outside the result are drawn."""
        return bool(self.outside) or any(away for _, away in self._hanging.values())

    def item(self, number: int) -> Item:
        """The mark of the dated entry at that place of `columns`."""
        known = self._items.get(number)
        if known is None:
            columns = self.columns
            item = Item(
                id=self.page.ids[int(columns.place[number])],
                start=int(columns.start[number]),
                end=int(columns.end[number]),
                flags=int(columns.flags[number]),
                stage=int(columns.stage[number]),
                family=int(columns.family[number]),
            )
            known = self._items[number] = self._hung(item)
        return known

    def items(self, numbers: Iterable[int]) -> list[Item]:
        """The marks at these places of `columns`."""
        return [self.item(number) for number in numbers]

    def find(self, entry_id: str) -> Item | None:
        """The mark of a dated entry, or of the event on which an outcome is a ring."""
        number = self.number(entry_id)
        if number >= 0:
            return self.item(number)
        row = self.page.marks.get(entry_id)
        event = row.event if row is not None and not row.when else None
        if event is not None and (place := self.number(event)) >= 0:
            return self.item(place)
        return next((item for item in self.outside if item.id in (entry_id, event)), None)

    def number(self, entry_id: str) -> int:
        """The place of a dated entry in `columns`; -1 for any other."""
        known = self._numbers.get(entry_id)
        if known is None:
            known = self._numbers[entry_id] = self._found(entry_id)
        return known

    def _found(self, entry_id: str) -> int:
        try:
            place = self.page.ids.index(entry_id)
        except ValueError:
            return -1
        number = int(self.columns.place.searchsorted(place))
        if number < self.dated and int(self.columns.place[number]) == place:
            return number
        return -1

    @cached_property
    def walk(self) -> tuple[str, ...]:
        """All that arrow keys go through, in the order of time: an event, then its outcomes."""
        import numpy as np

        columns = self.columns
        order = np.lexsort((columns.end, columns.start)).tolist()
        hanging, ids, places = self._hanging, self.page.ids, columns.place.tolist()
        if not self.outside and not hanging:
            return tuple(ids[places[number]] for number in order)
        items = sorted([*self.items(order), *self.outside], key=lambda item: (item.start, item.end))
        names = [[item.id, *(out.id for out in item.outcomes if out.inside)] for item in items]
        return tuple(name for group in names for name in group)

    @cached_property
    def walk_place(self) -> dict[str, int]:
        """Where each id stands in `walk`."""
        return {name: place for place, name in enumerate(self.walk)}

    @cached_property
    def _hanging(self) -> dict[str, tuple[tuple[Outcome, ...], int]]:
        """The undated outcomes of each event that has any: the first ones, how many are outside.

        Those of the result come first.
        """
        import numpy as np

        page, columns = self.page, self.page.timeline
        places = np.flatnonzero((columns.event >= 0) & (columns.start < 0))
        inside: dict[str, list[Outcome]] = {}
        for place in places.tolist():
            own = inside.setdefault(columns.events[int(columns.event[place])], [])
            own.append(Outcome(page.ids[place], int(columns.family[place]), True))
        outside: dict[str, list[Outcome]] = {}
        known = {outcome.id for group in inside.values() for outcome in group}
        for name, row in page.marks.items():
            if row.event and not row.when and name not in known:
                family = family_place(row.sectors)
                outside.setdefault(row.event, []).append(Outcome(name, family, False))
        return {
            event: ((*inside.get(event, ()), *outside.get(event, ())), len(outside.get(event, ())))
            for event in (*inside, *outside)
        }

    def _hung(self, item: Item) -> Item:
        found = self._hanging.get(item.id)
        if found is None:
            return item
        every, away = found
        return replace(item, outcomes=every[:MOST_RINGS], counts=(len(every) - away, away))


def time_page(page: Page) -> TimePage:
    """Take a page apart; about 1 ms at 100,000 entries."""
    import numpy as np

    columns = page.timeline
    dated = np.flatnonzero(columns.start >= 0)
    return TimePage(
        page,
        Columns(
            start=columns.start[dated],
            # An open end may come as any value; the flag decides.
            end=np.where(
                columns.flags[dated] & OPEN_END,
                np.int32(np.iinfo(np.int32).max),
                np.maximum(columns.end[dated], columns.start[dated]),
            ).astype(np.int32),
            flags=columns.flags[dated],
            stage=columns.stage[dated],
            family=columns.family[dated],
            place=dated,
        ),
    )


def same_times(one: Page, other: Page) -> bool:
    """Whether two answers look alike on timeline and tray, whatever was asked."""
    import numpy as np

    if one.revision != other.revision or one.total != other.total:
        return False
    if one.ids != other.ids or one.marks != other.marks:
        return False
    before, after = one.timeline, other.timeline
    return before.events == after.events and all(
        np.array_equal(getattr(before, name), getattr(after, name))
        for name in ("start", "end", "flags", "stage", "family", "event")
    )


def known_page(page: Page, days: Days) -> TimePage:
    """The undated entries of a page, each at the day by which it was stated.

    ``days`` as in `KnownDays`; who has none is left out.
    """
    import numpy as np

    places = np.flatnonzero((days >= 0) & (page.timeline.start < 0))
    return TimePage(
        page,
        Columns(
            start=days[places],
            end=days[places],
            flags=np.full(len(places), KNOWN, np.uint8),
            stage=page.timeline.stage[places],
            family=page.timeline.family[places],
            place=places,
        ),
    )


def _outside(row: EntryRow) -> Item:
    when = parse_when(row.when or "")
    flags = (
        (APPROXIMATE if when.approximate else 0)
        | (LASTING if when.lasting else 0)
        | (OPEN_END if when.open_end else 0)
        | (OPEN_START if when.open_start else 0)
        | (INFERRED if row.when_inferred else 0)
    )
    return Item(
        id=row.id,
        start=when.earliest,
        end=when.latest,
        flags=flags,
        stage=STAGE_ORDER[Stage(row.stage)],
        family=family_place(row.sectors),
        inside=False,
    )
