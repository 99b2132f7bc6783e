"""The strip below the axis: all dated entries as an outline, and what is visible as a handle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from explorer.domain.when import FIRST_DAY
from explorer.ui.inks import inks
from explorer.ui.models.time_scale import Scale, View, edges
from explorer.ui.models.time_view import LEAST_DAYS
from explorer.ui.panels.timeline_geometry import SIDE
from explorer.ui.panels.timeline_numbers import span_text
from explorer.ui.panels.timeline_pen import focus_frame
from explorer.ui.theme import theme

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OVERVIEW: Final = 22
GRIP: Final = 6.0
LEAST_HANDLE: Final = 14.0


class Overview(QAbstractSlider):
    """Dates from the first to the last; the visible stretch can be dragged and resized.

    As a slider it has a value, the first visible day, which tools that read the screen know how
    to tell and to change. ``view_wanted(view, glide)``: another stretch is to be shown.
    """

    view_wanted = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFixedHeight(OVERVIEW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Visible time"))
        self._reach = self._whole = View(0.0, 1.0)
        self._view: View | None = None
        self._days: npt.NDArray[np.int32] | None = None
        self._outline: tuple[float, list[QLineF]] | None = None
        self._held: tuple[str, float, View, Scale] | None = None
        self._telling = True
        self.valueChanged.connect(self._value_chosen)
        theme.changed.connect(self.update)

    def show_days(self, days: npt.NDArray[np.int32], reach: tuple[int, int]) -> None:
        """What there is: the first day of each dated entry; ``reach``: what the strip covers.

        A view that goes beyond is covered too, as long as it is shown.
        """
        self._days, self._outline = days, None
        self._reach = self._whole = View(float(reach[0]), float(reach[1] + 1))
        self.update()

    def show_view(self, view: View) -> None:
        """The visible stretch."""
        self._view = view
        reach = View(min(self._whole.start, view.start), max(self._whole.end, view.end))
        if reach != self._reach:
            self._reach, self._outline = reach, None
        window = view.window
        self._telling = False
        self.setRange(int(self._reach.start), max(int(self._reach.start), int(self._reach.end)))
        self.setPageStep(max(1, int(view.days)))
        self.setSingleStep(max(1, int(view.days / 10)))
        self.setValue(window.first)
        self._telling = True
        self.update()

    def say_view(self) -> None:
        """Tell tools that read the screen what is visible, now that it rests."""
        text = span_text_of(self._view) if self._view is not None else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # ---- where things are

    def _scale(self) -> Scale:
        return Scale(self._reach, SIDE, max(50.0, self.width() - 2 * SIDE))

    def handle(self) -> QRectF:
        """Where the visible stretch is; never too narrow to be taken hold of."""
        if self._view is None:
            return QRectF()
        scale = self._scale()
        left = max(scale.left - 6, scale.x(self._view.start))
        right = min(scale.right + 6, scale.x(self._view.end))
        spare = max(0.0, LEAST_HANDLE - (right - left)) / 2
        return QRectF(left - spare, 3, right - left + 2 * spare, self.height() - 6)

    def _part_at(self, where: QPointF) -> str:
        box = self.handle()
        if abs(where.x() - box.left()) <= GRIP and box.width() > 3 * GRIP:
            return "start"
        if abs(where.x() - box.right()) <= GRIP and box.width() > 3 * GRIP:
            return "end"
        return "middle" if box.contains(QPointF(where.x(), box.center().y())) else ""

    # ---- pointer, wheel, keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is not Qt.MouseButton.LeftButton or self._view is None:
            return
        where = event.position()
        part = self._part_at(where)
        if not part:
            middle = self._scale().at(where.x())
            half = self._view.days / 2
            self.view_wanted.emit(View(middle - half, middle + half), True)
            return
        # The scale of now: what is dragged beyond the strip makes it cover more.
        self._held = part, where.x(), self._view, self._scale()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        where = event.position()
        if self._held is None:
            part = self._part_at(where)
            shapes = {
                "start": Qt.CursorShape.SizeHorCursor,
                "end": Qt.CursorShape.SizeHorCursor,
                "middle": Qt.CursorShape.OpenHandCursor,
            }
            self.setCursor(shapes.get(part, Qt.CursorShape.PointingHandCursor))
            return
        part, start, view, scale = self._held
        days = (where.x() - start) * scale.view.days / scale.width
        if part == "middle":
            wanted = View(view.start + days, view.end + days)
        elif part == "start":
            wanted = View(min(view.start + days, view.end - LEAST_DAYS), view.end)
        else:
            wanted = View(view.start, max(view.end + days, view.start + LEAST_DAYS))
        self.view_wanted.emit(wanted, False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self._view is not None and event.angleDelta().y():
            share = -event.angleDelta().y() / 120 * 0.1 * self._view.days
            self.view_wanted.emit(View(self._view.start + share, self._view.end + share), False)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        view = self._view
        if view is not None and resize and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # With Shift the end of the handle moves, as a selection's does.
            step = view.days / 10 * (1 if event.key() == Qt.Key.Key_Right else -1)
            end = max(view.start + LEAST_DAYS, view.end + step)
            self.view_wanted.emit(View(view.start, end), False)
            return
        super().keyPressEvent(event)

    def _value_chosen(self, value: int) -> None:
        if self._telling and self._view is not None:
            by = value - self._view.window.first
            self.view_wanted.emit(View(self._view.start + by, self._view.end + by), True)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    # ---- painting

    def _lines(self) -> list[QLineF]:
        """How many begin at each pixel, as lines; the tallest takes the height."""
        import numpy as np

        width = float(self.width())
        if self._outline is not None and self._outline[0] == width:
            return self._outline[1]
        lines: list[QLineF] = []
        scale = self._scale()
        if self._days is not None and len(self._days):
            step = 2
            size = max(1, int(scale.width / step))
            share = (self._days - scale.view.start) / scale.view.days
            places = np.clip((share * size).astype(np.int64), 0, size - 1)
            counts = np.bincount(places, minlength=size)
            # The root: one entry beside a thousand is still seen.
            tall = np.sqrt(counts / max(1, int(counts.max()))) * (self.height() - 12)
            base = self.height() - 5.0
            for place in np.flatnonzero(counts).tolist():
                x = scale.left + (place + 0.5) * step
                lines.append(QLineF(x, base, x, base - max(2.0, float(tall[place]))))
        self._outline = width, lines
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = inks()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), colours.qcolor("base"))
            if self._view is None:
                return
            box = self.handle()
            painter.fillRect(box, colours.qcolor("selection"))
            painter.setPen(QPen(colours.qcolor("line"), 1))
            painter.drawLine(
                QLineF(SIDE, self.height() - 5, self.width() - SIDE, self.height() - 5)
            )
            painter.setPen(QPen(colours.qcolor("faint"), 2, c=Qt.PenCapStyle.FlatCap))
            painter.drawLines(self._lines())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.qcolor("accent"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.qcolor("accent"))
            for x in (box.left(), box.right()) if box.width() > 3 * GRIP else ():
                painter.drawRoundedRect(QRectF(x - 2, box.center().y() - 4, 4, 8), 2, 2)
            if self.hasFocus():
                focus_frame(painter, box, colours)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(300, OVERVIEW)


def span_text_of(view: View) -> str:
    """A stretch of time in words, no finer than it needs."""
    from explorer.ui.models.time_scale import DAY, MONTH, YEAR

    window = view.window
    unit = DAY if view.days < 120 else MONTH if view.days < 3_000 else YEAR
    first = max(FIRST_DAY, edges(window, unit)[0])
    return _joined(span_text(unit, first, first), span_text(unit, window.last, window.last))


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
