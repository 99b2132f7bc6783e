"""The dated axis as it is drawn: laid out once for a page and a size, painted, and hit-tested."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.domain.query import EntryRow
from explorer.ui.inks import inks
from explorer.ui.models.time_page import TimePage
from explorer.ui.models.time_scale import Window
from explorer.ui.panels import timeline_paint as paint
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_geometry import (
    FOOT,
    HEADER,
    LANE,
    SIDE,
    TICKS,
    AxisLayout,
    Fonts,
)
from explorer.ui.panels.timeline_layout import Scene
from explorer.ui.theme import PILL, SECONDARY, theme

LEAST_HEIGHT: Final = 110
MOST_NOTES: Final = 4_096
"""Dates in words that are kept from one page to the next."""


class Target(NamedTuple):
    """What the pointer or the keyboard is at: an entry, or a column of counts."""

    entry: str | None
    column: int | None = None
    row: EntryRow | None = None
    inside: bool = True
    counts: tuple[int, int] = (0, 0)


class AxisCanvas(QAbstractScrollArea):
    """A page over an explicit window of time; `timeline_axis.AxisView` answers to the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._scene: Scene | None = None
        self._notes: say.Notes = {}
        self._window: Window | None = None
        self._today: int | None = None
        self._layout = AxisLayout(0.0, 0.0)
        self._laid_out: tuple[Scene, Window, tuple[float, float]] | None = None
        self._selected: str | None = None
        self._marker: tuple[int, int] | None = None
        self._current: Target | None = None
        self._hovered: int | None = None
        theme.changed.connect(self.viewport().update)

    @property
    def window_shown(self) -> Window | None:
        """The part of time that is shown."""
        return self._window

    @property
    def layout_shown(self) -> AxisLayout:
        """Where everything lies."""
        return self._layout

    def preferred_height(self, width: int) -> int:
        """The height at which everything is seen."""
        if self._scene is None or self._window is None:
            return LEAST_HEIGHT
        return round(self._scene.preferred_height(self._window, width))

    def _set_scene(self, page: TimePage) -> None:
        fonts = Fonts(
            partial(pen.text_width, size=SECONDARY),
            partial(pen.elided, size=SECONDARY),
            partial(pen.text_width, size=PILL),
        )
        if len(self._notes) > MOST_NOTES:
            self._notes.clear()
        self._scene = Scene(page, self._today, fonts, self._notes)

    def refresh(self, *, moving: bool = False) -> None:
        """Lay out and paint what is shown; nothing where it is laid out like that already."""
        if self._scene is not None and self._window is not None:
            # The scroll bar stands in the margin: the widget's own width counts.
            size = float(self.width()), float(self.viewport().height())
            wanted = self._scene, self._window, size
            if wanted == self._laid_out and not moving:
                return
            self._laid_out = wanted
            self._layout = self._scene.lay_out(self._window, size, moving=moving)
            hidden = self._layout.content - (size[1] - HEADER - TICKS - FOOT)
            if not self._layout.bars:
                hidden = 0
            bar = self.verticalScrollBar()
            bar.setRange(0, max(0, round(hidden)))
            bar.setPageStep(round(size[1]))
            bar.setSingleStep(round(LANE))
            # Columns are other ones now; single marks keep their place in the order.
            if self._current is not None and self._current.column is not None:
                self._current = None
            self._hovered = None
        self.viewport().update()

    def _mark_selected(self) -> None:
        """Where the selected entry lies, if counts are drawn: its first and last day."""
        self._marker = None
        page = self._scene.page if self._scene is not None else None
        if page is None or self._selected is None or page.items or not len(page.columns):
            return
        try:
            place = page.page.ids.index(self._selected)
        except ValueError:
            return
        number = int(page.columns.place.searchsorted(place))
        if number < len(page.columns) and int(page.columns.place[number]) == place:
            self._marker = int(page.columns.start[number]), int(page.columns.end[number])

    # ---- where things are

    @property
    def _top(self) -> float:
        return HEADER + TICKS - self.verticalScrollBar().value()

    def _targets(self) -> list[Target]:
        """Everything that the keys go through, in the order of time."""
        counts = self._layout.counts
        if counts is not None:
            filled = (column for column, total in enumerate(counts.totals) if total > 0)
            return [Target(None, column) for column in filled]
        bars = sorted(self._layout.bars, key=lambda bar: (bar.item.start, bar.item.end))
        result = []
        for bar in bars:
            item = bar.item
            result.append(Target(item.id, None, item.row, item.inside, item.counts))
            for ring in bar.rings:
                out = ring.outcome
                if out.inside:
                    result.append(Target(out.id, None, out.row))
        return result

    def _target_of(self, entry: str) -> Target | None:
        """The mark or the ring of an entry."""
        for bar in self._layout.bars:
            item = bar.item
            if item.id == entry:
                return Target(item.id, None, item.row, item.inside, item.counts)
            for ring in bar.rings:
                if ring.outcome.id == entry and ring.outcome.inside:
                    return Target(entry, None, ring.outcome.row)
        return None

    def box_of(self, target: Target) -> QRectF | None:
        """Where an entry's mark or a column is; None where it is not drawn."""
        if target.column is not None:
            left, right = self._layout.spans[target.column]
            top = HEADER + TICKS
            return QRectF(left, top, right - left, self._layout.base - top)
        for bar in self._layout.bars:
            if bar.item.id == target.entry:
                return paint.bar_box(bar, self._top)
            for ring in bar.rings:
                if ring.outcome.id == target.entry:
                    return paint.ring_box(bar, ring, self._top).adjusted(-2, -2, 2, 2)
        return None

    def target_at(self, where: QPointF) -> Target | None:
        """What is drawn at a place: a ring before its bar, a bar before its label."""
        if where.y() < HEADER + TICKS - 4:
            return None
        for column, (left, right) in enumerate(self._layout.spans):
            if left <= where.x() < right:
                return Target(None, column)
        for bar in self._layout.bars:
            for ring in bar.rings:
                if paint.ring_box(bar, ring, self._top).adjusted(-2, -3, 2, 3).contains(where):
                    out = ring.outcome
                    return Target(out.id, None, out.row, out.inside)
        for bar in self._layout.bars:
            box = paint.bar_box(bar, self._top).adjusted(-bar.soft, -2, bar.soft, 2)
            if box.contains(where) or paint.label_box(bar, self._top).contains(where):
                item = bar.item
                return Target(item.id, None, item.row, item.inside, item.counts)
        return None

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            target = self.target_at(QPointF(event.pos()))
            text = self.tooltip_of(target) if target is not None else ""
            box = self.box_of(target) if target is not None else None
            area = box.toAlignedRect() if box is not None else self.viewport().rect()
            QToolTip.showText(event.globalPos(), text, self.viewport(), area)
            return True
        return super().viewportEvent(event)

    def tooltip_of(self, target: Target) -> str:
        """Rich text on an entry or a column."""
        if target.column is not None and self._layout.counts is not None:
            head, *lines = say.column_lines(self._layout.counts, target.column)
            return f"<qt><b>{head}</b><br>{'<br>'.join(lines)}</qt>"
        if target.row is None:
            return ""
        more = [", ".join(piece.text for piece in say.outcome_counts(*target.counts))]
        event = self._scene.page.item(target.row.event or "") if self._scene else None
        if event is not None and event.row is not None:
            more.append(self.tr("outcome of {event}").format(event=event.row.title))
        if not target.inside:
            more.append(self.tr("outside this search"))
        return say.tooltip(target.row, more)

    # ---- painting

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, self.preferred_height(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(280, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), inks().qcolor("base"))
        if self._scene is not None:
            self._paint(painter, self._scene.page)
        painter.end()

    def _paint(self, painter: QPainter, page: TimePage) -> None:
        layout, colours = self._layout, inks()
        pen.heading(
            painter,
            self.tr("Dated"),
            say.dated_heading(page, layout.counts, layout.hidden),
            QRectF(SIDE, 4, layout.width - 2 * SIDE, HEADER - 4),
        )
        if layout.scale is None:
            return
        paint.grid(painter, layout, colours)
        painter.save()
        painter.setClipRect(QRectF(0, HEADER + TICKS - 4, layout.width, layout.height))
        if layout.counts is not None:
            paint.draw_counts(painter, layout, colours, self._hovered)
        for bar in layout.bars:
            paint.draw_shape(painter, bar, self._top, colours)
        painter.restore()
        paint.today_line(painter, layout, colours)
        painter.save()
        painter.setClipRect(QRectF(0, HEADER + TICKS - 4, layout.width, layout.height))
        for bar in layout.bars:
            paint.draw_label(painter, bar, self._top, colours)
        self._paint_selection(painter)
        painter.restore()
        paint.today_pill(painter, layout, colours)

    def _paint_selection(self, painter: QPainter) -> None:
        colours, layout = inks(), self._layout
        current = self._current
        focus = self.hasFocus() and current is not None and current.entry == self._selected
        for bar in layout.bars:
            if self._selected is not None and bar.item.id == self._selected:
                box = paint.bar_box(bar, self._top).adjusted(-1, -1, 1, 1)
                pen.outline(painter, box, colours, focus=focus)
            for ring in bar.rings:
                if self._selected is not None and ring.outcome.id == self._selected:
                    paint.ring_outline(painter, bar, ring, self._top, colours, focus=focus)
        if self._marker is not None and layout.scale is not None:
            paint.marker(painter, layout, self._marker, colours)
        if self.hasFocus() and current is not None and current.entry != self._selected:
            place = self.box_of(current)
            if place is not None:
                pen.focus_frame(painter, place, colours)
        elif self.hasFocus() and current is None:
            frame = QRectF(self.viewport().rect()).adjusted(3, 3, -3, -3)
            pen.focus_frame(painter, frame, colours)
