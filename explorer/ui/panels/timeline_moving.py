"""Moving over the axis with pointer, wheel and pinch; a drag on the ruler chooses a period."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.ui.models.time_scale import (
    COLUMN_UNITS,
    Unit,
    View,
    Window,
    choose_unit,
    edges,
)
from explorer.ui.models.time_view import CALENDAR, bounds, panned, zoomed
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.timeline_canvas import AxisCanvas
from explorer.ui.panels.timeline_geometry import TICKS
from explorer.ui.panels.timeline_motion import Motion

NOTCH: Final = 120
"""What a wheel reports for one step."""
WHEEL_ZOOM: Final = 1.35
CLICK_ZOOM: Final = 2.5
GRIP: Final = 5.0
"""How near an edge of the period the pointer takes hold of it."""
SNAP: Final = 7.0
"""The least width of the calendar unit to which a dragged edge keeps."""
CLICK_UNIT: Final = 40.0


class Drag(NamedTuple):
    """What a pressed button drags: ``pan`` from a view, or a ``period`` from a fixed moment."""

    kind: str
    start: QPointF
    view: View
    scroll: int = 0
    anchor: int = 0


class MovingCanvas(AxisCanvas):
    """An axis that zooms at the pointer, pans by dragging, and lets a period be drawn.

    ``period_chosen(first, last)``: the two ends of a `Period`; ``clicked(place)``: pressed and
    released at one place of the content; ``zoomed_in(place)``: a double click there.
    """

    period_chosen = Signal(str, str)
    clicked = Signal(QPointF)
    double_clicked = Signal(QPointF)
    settled = Signal()  # nothing moves any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.motion = Motion(self)
        self.motion.moved.connect(self._moved)
        self.motion.ended.connect(self.settled)
        self._limits = CALENDAR
        self._dragging: Drag | None = None
        self._moved_by_hand = False
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    # ---- the view

    def set_view(self, view: View) -> None:
        """Show another part of time, at once."""
        self.motion.jump(view)

    def glide_to(self, view: View) -> None:
        """Show another part of time, moving there."""
        self._moved_by_hand = True
        self.motion.glide(view)

    def zoom(self, factor: float, x: float | None = None, *, glide: bool = True) -> None:
        """``factor`` times as close around a place of the viewport; None: its middle."""
        goal = self.motion.goal
        if goal is None or self._layout.scale is None:
            return
        scale = self._layout.scale._replace(view=goal)
        at = (goal.start + goal.end) / 2 if x is None else scale.at(x)
        view = zoomed(goal, factor, at, self._limits)
        self._moved_by_hand = True
        (self.motion.glide if glide else self.motion.jump)(view)

    def pan(self, share: float) -> None:
        """Later by a share of what is shown; earlier where it is negative."""
        goal = self.motion.goal
        if goal is not None:
            self.glide_to(panned(goal, share * goal.days, self._limits))

    def _moved(self, view: View) -> None:
        before = self._view
        self._view = view
        same = before is not None and abs(before.days - view.days) < 1e-6 * view.days
        self._refresh(keep=same)

    def _set_limits(self, first: int, last: int) -> None:
        self._limits = bounds(max(first, FIRST_DAY), min(last, LAST_DAY))

    # ---- wheel and pinch

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        angle, pixels = event.angleDelta(), event.pixelDelta()
        sideways = abs(angle.x()) > abs(angle.y())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or sideways:
            turn = angle.x() if sideways else angle.y()
            goal = self.motion.goal
            if goal is not None and self._layout.scale is not None:
                step = pixels.x() if sideways and pixels.x() else turn * 0.6
                days = -step * goal.days / self._layout.scale.width
                self._moved_by_hand = True
                self.motion.jump(panned(goal, days, self._limits))
        elif angle.y():
            factor = WHEEL_ZOOM ** (angle.y() / NOTCH)
            # A touchpad tells small steps, and is smooth by itself.
            coarse = pixels.isNull() and abs(angle.y()) >= NOTCH
            self.zoom(factor, event.position().x(), glide=coarse)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(max(0.2, 1.0 + event.value()), event.position().x(), glide=False)
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom(max(0.2, pinch.scaleFactor()), float(centre.x()), glide=False)
                event.accept(pinch)
                return True
        return super().viewportEvent(event)

    # ---- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        scale, view = self._layout.scale, self._view
        if event.button() is not Qt.MouseButton.LeftButton or scale is None or view is None:
            super().mousePressEvent(event)
            return
        self.motion.place(view)
        where = event.position()
        if where.y() >= TICKS:
            self._dragging = Drag("pan", where, view, self.verticalScrollBar().value())
            return
        edge = self._edge_at(where.x())
        period = self._period
        if edge is not None and period is not None:
            # The other edge stays where it is.
            self._dragging = Drag("period", where, view, anchor=period[1 - edge])
        else:
            self._dragging = Drag("period", where, view, anchor=scale.day(where.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag, where = self._dragging, event.position()
        if drag is None:
            self._point_at(where)
            return
        away = (where - drag.start).toPoint().manhattanLength()
        if away < QApplication.startDragDistance() and not self._drag:
            return
        if drag.kind == "pan":
            assert self._layout.scale is not None
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            days = (drag.start.x() - where.x()) * drag.view.days / self._layout.scale.width
            self._scrolls = False  # one layout for both directions
            self.verticalScrollBar().setValue(drag.scroll + round(drag.start.y() - where.y()))
            self._scrolls = True
            self._moved_by_hand = True
            self.motion.jump(panned(drag.view, days, self._limits))
        else:
            self._drag = self._dragged(drag.anchor, where.x())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag, self._dragging = self._dragging, None
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        where = event.position()
        chosen, self._drag = self._drag, None
        self._point_at(where)
        away = (where - drag.start).toPoint().manhattanLength()
        still = away < QApplication.startDragDistance()
        if drag.kind == "pan" and still:
            self.clicked.emit(where)
        elif drag.kind == "period":
            if chosen is None and still and self._edge_at(where.x()) is None:
                chosen = self._dragged(drag.anchor, where.x(), least=CLICK_UNIT)
            if chosen is not None:
                self.period_chosen.emit(*self._period_words(chosen))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._dragging = None
        if event.button() is Qt.MouseButton.LeftButton and event.position().y() >= TICKS:
            self.double_clicked.emit(event.position())

    def cancel_drag(self) -> bool:
        """Let go of what is dragged; whether there was anything."""
        drag, self._dragging, self._drag = self._dragging, None, None
        if drag is None:
            return False
        if drag.kind == "pan":
            self.motion.jump(drag.view)
        self.viewport().update()
        return True

    def _point_at(self, where: QPointF) -> None:
        """What the pointer hovers over; the cursor tells what a press does there."""
        if where.y() < TICKS and self._layout.scale is not None:
            edge = self._edge_at(where.x()) is not None
            shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.CrossCursor
            target = None
        else:
            target = self.target_at(where)
            shape = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.OpenHandCursor
            if self._layout.scale is None:
                shape = Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if target != self._hovered:
            self._hovered = target
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        if self._hovered is not None:
            self._hovered = None
            self.viewport().update()
        super().leaveEvent(event)

    # ---- the period

    def _edge_at(self, x: float) -> int | None:
        """The edge of the period that is there: 0 its beginning, 1 its end."""
        scale, period = self._layout.scale, self._period
        if scale is None or period is None:
            return None
        for edge, day in enumerate((period[0], period[1] + 1)):
            if scale.view.start <= day <= scale.view.end and abs(scale.x(day) - x) <= GRIP:
                return edge
        return None

    def _unit(self, least: float) -> Unit:
        assert self._layout.scale is not None
        scale = self._layout.scale
        return choose_unit(COLUMN_UNITS, scale.width / scale.view.days, lambda _: least)

    def _dragged(self, anchor: int, x: float, least: float = SNAP) -> tuple[int, int, str]:
        """First and last day from a fixed one to a place, in whole units, and how they are said."""
        assert self._layout.scale is not None
        unit = self._unit(least)
        day = self._layout.scale.day(x)
        low, high = min(anchor, day), max(anchor, day)
        first = edges(Window(low, low), unit)[0]
        last = edges(Window(high, high), unit)[-1] - 1
        return first, last, say.period_span(unit, first, last)

    def _period_words(self, chosen: tuple[int, int, str]) -> tuple[str, str]:
        return say.period_of(chosen[0], chosen[1])
