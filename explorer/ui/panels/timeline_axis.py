"""The dated axis as a widget: selection, pointer and keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.models.time_density import Density
from explorer.ui.models.time_page import TimePage
from explorer.ui.models.time_scale import Window
from explorer.ui.models.time_window import fit_window
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_access import describe
from explorer.ui.panels.timeline_canvas import AxisCanvas, Target
from explorer.ui.panels.timeline_geometry import FOOT, HEADER, TICKS


class AxisView(AxisCanvas):
    """Dated entries of a page over an explicit window of time.

    ``entry_activated(id)``: clicked, or reached by keys; ``entry_opened(id)``: double-clicked, or
    Enter; ``period_chosen(first, last)``: a column of counts, as the two ends of a `Period`.
    """

    entry_activated = Signal(str)
    entry_opened = Signal(str)
    period_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Dated entries"))

    # ---- what is shown

    def set_page(self, page: TimePage) -> None:
        """Take a page, in the window that suits it; `refresh` draws it."""
        self._set_scene(page)
        self._window = fit_window(page.columns, page.items, self._today)
        self._current = None
        self._hovered = None
        self.verticalScrollBar().setValue(0)
        self._mark_selected()
        self._tell(None)

    def set_today(self, today: date) -> None:
        """The day at which the line is drawn."""
        self._today = today.toordinal()
        if self._scene is not None:
            self.set_page(self._scene.page)
            self.refresh()

    def set_window(self, window: Window) -> None:
        """Show another part of time."""
        self._window = window
        self.refresh(moving=True)

    def select(self, entry_id: str | None) -> None:
        """Outline an entry, without a signal; None: no entry."""
        found = self._target_of(entry_id) if entry_id else None
        if entry_id == self._selected and found == self._current:
            return
        self._selected, self._current = entry_id, found
        self._mark_selected()
        self._tell(self._current)
        self._reveal()
        self.viewport().update()

    # ---- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        target = self.target_at(event.position())
        if target is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(target)
        if target.column is not None:
            self._choose(target.column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        target = self.target_at(event.position())
        if target is not None and target.entry is not None:
            self.entry_opened.emit(target.entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        target = self.target_at(event.position())
        hand = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self._hover(target.column if target else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, column: int | None) -> None:
        if column != self._hovered:
            self._hovered = column
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        targets = self._targets()
        key = event.key()
        if not targets:
            super().keyPressEvent(event)
            return
        here = targets.index(self._current) if self._current in targets else -1
        steps: dict[int, int] = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Up: max(0, here - 1),
            Qt.Key.Key_Right: min(len(targets) - 1, here + 1),
            Qt.Key.Key_Down: min(len(targets) - 1, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(targets) - 1,
        }
        if key in steps:
            self._go(targets[steps[key]])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            entry, column = targets[here].entry, targets[here].column
            if entry is not None:
                self.entry_opened.emit(entry)
            elif column is not None:
                self._choose(column)
        else:
            super().keyPressEvent(event)

    def _go(self, target: Target) -> None:
        self._current = target
        self._tell(target)
        if target.entry is not None:
            self._selected = target.entry
        self._reveal()
        self.viewport().update()
        if target.entry is not None:
            self.entry_activated.emit(target.entry)

    def _choose(self, column: int) -> None:
        counts = self._layout.counts
        assert counts is not None
        self.period_chosen.emit(*period_of(counts, column))

    def _tell(self, target: Target | None) -> None:
        text = ""
        if target is not None and target.column is not None and self._layout.counts is not None:
            text = ". ".join(say.column_lines(self._layout.counts, target.column))
        elif target is not None and target.row is not None:
            text = say.spoken(target.row, inside=target.inside)
        describe(self, text)

    def _reveal(self) -> None:
        """Scroll the current mark into sight, if the lanes are scrolled at all."""
        box = self.box_of(self._current) if self._current and self._current.entry else None
        if box is None:
            return
        bar = self.verticalScrollBar()
        if box.top() < HEADER + TICKS:
            bar.setValue(bar.value() - round(HEADER + TICKS - box.top()) - 4)
        elif box.bottom() > self._layout.height - FOOT:
            bar.setValue(bar.value() + round(box.bottom() - self._layout.height + FOOT) + 4)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._current is None:
            targets = self._targets()
            self._current = targets[0] if targets else None
            self._tell(self._current)
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.viewport().update()
        super().focusOutEvent(event)


def period_of(counts: Density, column: int) -> tuple[str, str]:
    """The first and last date of a column as `Period` takes them, no finer than its unit."""
    unit = counts.unit
    first = date.fromordinal(counts.edges[column])
    last = date.fromordinal(counts.edges[column + 1] - 1)
    digits = 10 if not unit.months else 7 if unit.months < 12 else 4
    return first.isoformat()[:digits], last.isoformat()[:digits]
