"""The dated axis as a widget: clicks, and what opens by them."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.models.time_scale import View, Window
from explorer.ui.panels.timeline_choosing import ChoosingCanvas
from explorer.ui.panels.timeline_moving import CLICK_ZOOM
from explorer.ui.panels.timeline_targets import Target, heap_days

SHORT: Final = 5
"""Days that cannot be told apart by looking closer."""


class AxisView(ChoosingCanvas):
    """Dated entries of a page over a stretch of time.

    ``entry_activated(id)``: clicked, or reached by keys; ``entry_opened(id)``: double-clicked, or
    Enter; ``heap_opened(target, place)``: entries that no zooming separates are asked for;
    ``options_wanted``: other `TimeOptions`; ``menu_wanted(target, place)``: places are global.
    """

    heap_opened = Signal(object, object)
    options_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Dated entries"))
        self.clicked.connect(self._clicked)
        self.double_clicked.connect(self._double_clicked)
        self.target_entered.connect(self._open)

    def _clicked(self, where: QPointF) -> None:
        target = self.target_at(where)
        if target is None:
            return
        if target.entry is not None:
            self._go(target)
        else:
            self._open(target)

    def _double_clicked(self, where: QPointF) -> None:
        target = self.target_at(where)
        if target is None:
            self.zoom(CLICK_ZOOM, where.x())
        elif target.entry is not None:
            self.entry_opened.emit(target.entry)

    def _open(self, target: Target) -> None:
        """A lane opens or closes, so does the strip; a heap is looked at from closer."""
        options = self._options
        if target.strip:
            self.options_wanted.emit(replace(options, opened=not options.opened))
        elif target.name:
            value = self._layout.bands[target.band].value
            closed = options.closed ^ {value}
            self.options_wanted.emit(replace(options, closed=frozenset(closed)))
        elif target.heap is not None:
            self._open_heap(target)

    def _open_heap(self, target: Target) -> None:
        first, last = self.days_of(target)
        goal = self.motion.goal
        assert goal is not None
        edge = 0.04 * (last + 1 - first)
        if last - first < SHORT or last + 1 - first > 0.8 * goal.days:
            place = self.box_of(target)
            assert place is not None
            below = self.viewport().mapToGlobal(place.bottomLeft().toPoint())
            self.heap_opened.emit(target, below)
        else:
            self.glide_to(View(first - edge, last + 1 + edge))

    def days_of(self, target: Target) -> tuple[int, int]:
        """First and last day of what is in a heap: not more than there is."""
        first, last = heap_days(self._layout, target)
        band = self._layout.bands[target.band]
        if band.pillars:
            page = self._known if band.hollow else self._page
            assert page is not None
            assert target.heap is not None
            items = page.items(band.pillars[target.heap].stack.members)
            return min(item.start for item in items), max(item.end for item in items)
        return first, last

    def members(self, target: Target, most: int) -> tuple[tuple[str, ...], int]:
        """The first entries of a column or stack, in the order of time, and how many it has.

        Of what is spread over several columns those are told that begin in this one.
        """
        import numpy as np

        band = self._layout.bands[target.band]
        scene = self._scene
        assert scene is not None
        layer = scene.known if band.hollow and scene.known is not None else scene.layer
        if band.pillars:
            assert target.heap is not None
            numbers = np.array(band.pillars[target.heap].stack.members)
        else:
            numbers = layer.dates.starting(Window(*heap_days(self._layout, target)))
            if scene.groups is not None:
                values = [group.value for group in scene.groups.groups]
                own = scene.groups.members(values.index(band.value))
                numbers = np.intersect1d(numbers, own)
        order = numbers[np.argsort(layer.dates.begin[numbers], kind="stable")]
        items = layer.page.items(order[:most].tolist())
        return tuple(item.id for item in items), len(numbers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            target = self._current
            box = self.box_of(target) if target is not None else None
            where = box.center().toPoint() if box is not None else self.viewport().rect().center()
        else:
            where = event.pos()
            target = self.target_at(QPointF(where))
        self.menu_wanted.emit(target, self.viewport().mapToGlobal(where))
