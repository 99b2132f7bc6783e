"""The selected entry on the axis, keys, and what tools that read the screen are told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.models.time_view import STEP, revealing
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_access import CurrentMark, describe
from explorer.ui.panels.timeline_fitting import FittingCanvas
from explorer.ui.panels.timeline_geometry import CLOSED, FOOT, TICKS, Band
from explorer.ui.panels.timeline_targets import Target, heaps
from explorer.ui.panels.timeline_tips import heap_lines


class ChoosingCanvas(FittingCanvas):
    """An axis with a selected entry and a current target of the keyboard.

    Left and Right go through entries in the order of time, Page Up and Down through columns,
    stacks and lanes; ``target_entered(target)``: Enter on one of these.
    """

    entry_activated = Signal(str)
    entry_opened = Signal(str)
    target_entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mark = CurrentMark(self, self.viewport())

    def select(self, entry_id: str | None, *, reveal: bool = True) -> None:
        """Outline an entry, without a signal; None: no entry.

        ``reveal``: move to where it is, if it is dated and not in sight.
        """
        self._selected = entry_id
        self._current = Target(entry_id) if entry_id is not None else None
        if reveal and entry_id is not None:
            self._reveal(entry_id)
        self._tell()
        self.viewport().update()

    def _reveal(self, entry_id: str) -> None:
        page, goal = self._page, self.motion.goal
        if page is None or goal is None:
            return
        item = page.find(entry_id)
        if item is not None and item.id == entry_id:
            view = revealing(goal, item.start, item.end, self._limits)
            if view != goal:
                self.motion.glide(view)
        box = self.box_of(Target(entry_id))
        if box is not None:
            bar = self.verticalScrollBar()
            if box.top() < TICKS:
                bar.setValue(bar.value() - round(TICKS - box.top()) - 4)
            elif box.bottom() > self.viewport().height() - FOOT:
                bar.setValue(bar.value() + round(box.bottom() - self.viewport().height() + FOOT))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._key(event.key(), control=control):
            super().keyPressEvent(event)

    def _key(self, key: int, *, control: bool) -> bool:
        keys = Qt.Key
        if key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(STEP, self._focus_x())
        elif key in (keys.Key_Minus, keys.Key_Underscore):
            self.zoom(1 / STEP, self._focus_x())
        elif key == keys.Key_0:
            (self.fit_all if control else self.fit_result)()
        elif key in (keys.Key_Left, keys.Key_Right) and control:
            self.pan(-0.25 if key == keys.Key_Left else 0.25)
        elif key in (keys.Key_Left, keys.Key_Up, keys.Key_Right, keys.Key_Down):
            self._walk(-1 if key in (keys.Key_Left, keys.Key_Up) else 1)
        elif key in (keys.Key_Home, keys.Key_End):
            self._walk_to(0 if key == keys.Key_Home else -1)
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self._step_heap(-1 if key == keys.Key_PageUp else 1)
        elif key in (keys.Key_Return, keys.Key_Enter) and self._current is not None:
            self._enter(self._current)
        elif key == keys.Key_P:
            self.choose_shown()
        elif key == keys.Key_Escape:
            return self.cancel_drag()
        else:
            return False
        return True

    def choose_shown(self) -> None:
        """Narrow to the time that is shown."""
        if self._view is not None and self._page is not None:
            window = self._view.window
            scale = self._layout.scale
            if scale is not None:
                first, last, _ = self._dragged(window.first, scale.x(window.last + 0.5))
                self.period_chosen.emit(*self._period_words((first, last, "")))

    def _focus_x(self) -> float | None:
        """Zooming by keys goes to the current mark, while that is in sight."""
        box = self.box_of(self._current) if self._current is not None else None
        if box is None or not 0 <= box.center().x() <= self.viewport().width():
            return None
        scale = self._layout.scale
        assert scale is not None
        return min(max(box.center().x(), scale.left), scale.right)

    def _enter(self, target: Target) -> None:
        if target.entry is not None:
            self.entry_opened.emit(target.entry)
        else:
            self.target_entered.emit(target)

    def _walk(self, step: int) -> None:
        page = self._page
        if page is None or not page.walk:
            return
        here = page.walk_place.get(self._selected or "")
        if here is None:
            self._walk_to(self._first_in_sight() if step > 0 else self._first_in_sight() - 1)
        else:
            self._walk_to(max(0, min(len(page.walk) - 1, here + step)))

    def _first_in_sight(self) -> int:
        page, view = self._page, self._view
        assert page is not None
        assert view is not None
        for place, name in enumerate(page.walk):
            item = page.find(name)
            if item is not None and item.end >= view.start:
                return place
        return 0

    def _walk_to(self, place: int) -> None:
        page = self._page
        if page is not None and page.walk:
            name = page.walk[max(place, -1)]
            inside = page.number(name) >= 0 or all(item.id != name for item in page.outside)
            self._go(Target(name, inside=inside))

    def _step_heap(self, step: int) -> None:
        """To the next stack or column, or through lanes that are open or closed."""
        found = heaps(self._layout)
        names = [
            Target(band=place, name=True)
            for place, band in enumerate(self._layout.bands)
            if self._layout.names and not band.hollow and band.total
        ]
        strip = [Target(strip=True)] if self._layout.strip is not None else []
        order = sorted([*strip, *names, *found], key=lambda target: (target.band, not target.name))
        if not order:
            return
        here = order.index(self._current) if self._current in order else -1 if step > 0 else 0
        target = order[(here + step) % len(order)]
        self._reveal_band(target.band)  # first: what is laid out anew has no current column
        self._current = target
        self._tell()
        self.viewport().update()

    def _reveal_band(self, place: int) -> None:
        """Scroll to where a lane begins, if that is out of sight."""
        if place >= len(self._layout.bands):
            return
        top = round(self._layout.bands[place].top)
        room = round(self.viewport().height() - TICKS - CLOSED)
        bar = self.verticalScrollBar()
        bar.setValue(max(min(bar.value(), top), top - room))

    def _go(self, target: Target) -> None:
        assert target.entry is not None
        self._current = target
        self._selected = target.entry
        self._reveal(target.entry)
        self._tell()
        self.viewport().update()
        self.entry_activated.emit(target.entry)

    def _tell(self) -> None:
        target = self._current
        text = self.spoken(target) if target is not None else ""
        describe(self, text)
        self._mark.show_mark(text, self.box_of(target) if target is not None else None)

    def spoken(self, target: Target) -> str:
        """A target in words, for tools that read the screen."""
        if target.entry is not None:
            row = self._book.row(target.entry)
            return say.spoken(row, inside=target.inside) if row is not None else ""
        if target.heap is not None and self._scene is not None:
            return ". ".join(heap_lines(self._scene, self._layout, target))
        if self._scene is None:
            return ""
        if target.name:
            band: Band = self._layout.bands[target.band]
            state = self.tr("closed") if band.closed else self.tr("open")
            return f"{band.name}. {say.words.entries(band.total)}. {state}"
        return self.tooltip_of(target)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._current is None and self._selected is not None:
            self._current = Target(self._selected)
        self._tell()
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.cancel_drag()
        self.viewport().update()
        super().focusOutEvent(event)
