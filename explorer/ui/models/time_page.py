"""What timeline and tray need of a `Page`, taken from it once: dated columns, items, cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from explorer.domain.labels import family_place
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.domain.when import parse_when
from explorer.services.marks import FAMILIES, MOST_MARKS, cell_keys, cell_members

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from explorer.domain.query import EntryRow, Page

# The bits of `Timeline.flags`.
APPROXIMATE: Final = 1
LASTING: Final = 2
OPEN_END: Final = 4
OPEN_START: Final = 8
INFERRED: Final = 16

MOST_RINGS: Final = 24
SHOWN_PER_CELL: Final = 24


class Outcome(NamedTuple):
    """An undated outcome of an event: a ring on its bar. ``inside``: it is in the result."""

    id: str
    family: int
    inside: bool
    row: EntryRow | None


class Item(msgspec.Struct, frozen=True):
    """A dated entry as a mark: days are ordinals, an open side is the first or last day there is.

    ``stage`` and ``family`` are places in `Stage` and `Family` (-1: no sector); ``inside`` tells
    that it is in the result. ``outcomes`` holds the first ones, those of the result in front;
    ``counts`` how many there are in the result and outside.
    """

    id: str
    row: EntryRow | None
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


class Cell(NamedTuple):
    """The undated entries of one stage and family: how many, and the first ones with a row."""

    total: int
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Dated entries of the result: one value each, in its order. Days are ordinals."""

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    family: npt.NDArray[np.int8]
    place: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class TimePage:
    """A page as timeline and tray draw it.

    ``items``: dated entries in the order of time, marks outside the result among them; empty
    where there are more than `MOST_MARKS`. ``cells`` by places of stage and family.
    """

    page: Page
    columns: Columns
    items: tuple[Item, ...]
    cells: dict[tuple[int, int], Cell]

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
        return sum(cell.total for cell in self.cells.values())

    @property
    def outside(self) -> bool:
        """Whether marks outside the result are drawn."""
        return any(not item.inside or item.counts[1] for item in self.items)

    def item(self, entry_id: str) -> Item | None:
        """The mark of a dated entry, or of the event on which an outcome is a ring."""
        for item in self.items:
            if item.id == entry_id:
                return item
        for item in self.items:
            if any(outcome.id == entry_id for outcome in item.outcomes):
                return item
        return None


def time_page(page: Page) -> TimePage:
    """Take a page apart; 1-3 ms at 100,000 entries."""
    import numpy as np

    columns = page.timeline
    dated = np.flatnonzero(columns.start >= 0)
    taken = Columns(
        start=columns.start[dated],
        # An open end may come as any value; the flag decides.
        end=np.where(
            columns.flags[dated] & OPEN_END,
            np.int32(np.iinfo(np.int32).max),
            np.maximum(columns.end[dated], columns.start[dated]),
        ).astype(np.int32),
        flags=columns.flags[dated],
        family=columns.family[dated],
        place=dated,
    )
    items = _items(page, taken) if len(dated) <= MOST_MARKS else ()
    return TimePage(page, taken, items, _cells(page))


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


def _cells(page: Page) -> dict[tuple[int, int], Cell]:
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


def _items(page: Page, columns: Columns) -> tuple[Item, ...]:
    names = [page.ids[place] for place in columns.place.tolist()]
    stages = page.timeline.stage[columns.place]
    values = (columns.start, columns.end, columns.flags, stages, columns.family)
    items = [
        Item(name, page.marks.get(name), start, end, flags, stage, family)
        for name, start, end, flags, stage, family in zip(
            names, *(array.tolist() for array in values), strict=True
        )
    ]
    inside = set(names)
    for name, row in page.marks.items():
        if row.when and name not in inside:
            items.append(_outside(row))
    return tuple(sorted(_with_outcomes(page, items), key=lambda item: (item.start, item.end)))


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
        row=row,
        start=when.earliest,
        end=when.latest,
        flags=flags,
        stage=STAGE_ORDER[Stage(row.stage)],
        family=family_place(row.sectors),
        inside=False,
    )


def _with_outcomes(page: Page, items: list[Item]) -> list[Item]:
    """Hang the undated outcomes on their events: of the result, then outside among the marks."""
    import numpy as np

    columns = page.timeline
    places = np.flatnonzero((columns.event >= 0) & (columns.start < 0))
    outside: dict[str, list[Outcome]] = {}
    known = {page.ids[place] for place in places.tolist()}
    for name, row in page.marks.items():
        if row.event and not row.when and name not in known:
            outside.setdefault(row.event, []).append(
                Outcome(name, family_place(row.sectors), False, row)
            )
    if not outside and not known:
        return items
    events = columns.event[places]
    counts = np.bincount(events, minlength=len(columns.events))
    order = places[np.argsort(events, kind="stable")]
    ends = np.cumsum(counts)
    number = {name: place for place, name in enumerate(columns.events)}
    result = []
    for item in items:
        event = number.get(item.id)
        inside: list[Outcome] = []
        total = 0
        if event is not None:
            total = int(counts[event])
            for place in order[ends[event] - total :][: min(total, MOST_RINGS)].tolist():
                name = page.ids[place]
                inside.append(Outcome(name, int(columns.family[place]), True, page.marks.get(name)))
        away = outside.get(item.id, [])
        if not inside and not away:
            result.append(item)
            continue
        rings = (*inside, *away)[:MOST_RINGS]
        result.append(replace(item, outcomes=rings, counts=(total, len(away))))
    return result
