"""The undated tray as it is drawn: laid out for a page and a width, painted, hit-tested."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.ui import words
from explorer.ui.inks import inks
from explorer.ui.models.time_page import Cell, TimePage
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels import tray_paint as paint
from explorer.ui.panels.timeline_pen import focus_frame, outline, text_width
from explorer.ui.panels.tray_layout import Chip, TrayLayout, lay_out_tray
from explorer.ui.theme import BODY, PILL, SECONDARY, theme

SIDE = 20.0
LEAST_HEIGHT = 70
TALL = 200.0
CUT_COST = 20.0
"""How much height one shortened chip is worth, when layouts are compared."""
OVER_COST = 10.0


Sizes = tuple[int, int]
STYLES: tuple[tuple[int, int, bool], ...] = (
    (BODY, BODY, False),
    (SECONDARY, SECONDARY, False),
    (SECONDARY, PILL, True),
)
"""Sizes of chips' and of columns' text, and whether chips have two lines: the best one first."""


class TrayCanvas(QAbstractScrollArea):
    """A page's undated entries as a grid; `tray.TrayView` answers to the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        corner = QWidget(self)
        corner.setAutoFillBackground(True)
        corner.setBackgroundRole(QPalette.ColorRole.Base)
        self.setCornerWidget(corner)
        self._page: TimePage | None = None
        self._layout = TrayLayout()
        self._sizes = BODY, BODY
        self._kept: tuple[float, TrayLayout, Sizes] | None = None
        self._selected: str | None = None
        self._current: str | None = None
        self._hovered: str | None = None
        self._stale = False
        self._size = 0, 0
        theme.changed.connect(self.viewport().update)

    # ---- what is shown

    def set_page(self, page: TimePage) -> None:
        """Take a page; `refresh` draws it."""
        self._page = page
        self._kept = None
        self._stale = True
        self._current = self._hovered = None

    def show_page(self, page: TimePage) -> None:
        """Draw a page."""
        self.set_page(page)
        self.refresh()

    @property
    def layout_shown(self) -> TrayLayout:
        """Where everything lies."""
        return self._layout

    def preferred_height(self, width: int) -> int:
        """The height at which all rows are seen."""
        if self._page is None or not self._page.cells:
            return 0
        return round(paint.HEADER + self._laid_out(width)[0].height + 8)

    def _laid_out(self, width: float) -> tuple[TrayLayout, Sizes]:
        """The layout that shows most, and the sizes of its chips' and its columns' text.

        ``width`` is the widget's: the scroll bar stands in the margin, and moves nothing. Latin
        text may be smaller, or take two lines; names of families may stand above their rows.
        """
        assert self._page is not None
        if self._kept is not None and self._kept[0] == width:
            return self._kept[1:]
        layout, size = self._best_layout(self._page.cells, width - 2 * SIDE)
        self._kept = width, layout, size
        return layout, size

    def _best_layout(
        self, cells: dict[tuple[int, int], Cell], inner: float
    ) -> tuple[TrayLayout, Sizes]:
        best: tuple[float, TrayLayout, Sizes] | None = None
        for name in (paint.name_width, None):
            for size, head, tall in STYLES:
                # What shows every text in full needs no second line and no room of the names.
                if best is not None and (tall or name is None) and best[0] == best[1].height:
                    continue
                layout = lay_out_tray(
                    cells,
                    inner,
                    partial(text_width, size=size),
                    partial(paint.header_width, size=head),
                    name,
                    tall=tall,
                )
                over = max(0.0, layout.width - inner)
                cost = layout.height + CUT_COST * layout.cut + OVER_COST * over
                if best is None or cost < best[0] - 1:
                    best = cost, layout, (size, head)
                if not layout.cut and not over and layout.height <= TALL:
                    return layout, (size, head)
        assert best is not None
        return best[1:]

    def refresh(self) -> None:
        """Lay out and paint what is shown; nothing where it is laid out like that already."""
        if self._page is not None:
            size = self.width(), self.viewport().height()
            if not self._stale and size == self._size:
                return
            fresh, self._stale, self._size = self._stale, False, size
            self._layout, self._sizes = self._laid_out(float(self.width()))
            view = self.viewport()
            rest = view.height() - paint.HEADER
            vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
            vertical.setRange(0, max(0, round(self._layout.height + 8 - rest)))
            vertical.setPageStep(round(rest))
            vertical.setSingleStep(30)
            hidden = self._layout.width + 2 * SIDE - self.width()
            horizontal.setRange(0, max(0, round(hidden)))
            horizontal.setPageStep(view.width())
            horizontal.setSingleStep(30)
            if fresh:
                vertical.setValue(0)
                horizontal.setValue(0)
        self.viewport().update()

    # ---- where things are

    @property
    def origin(self) -> QPointF:
        """Where the grid's (0, 0) is in the viewport."""
        x = SIDE - self.horizontalScrollBar().value()
        return QPointF(x, paint.HEADER - self.verticalScrollBar().value())

    def chip_at(self, where: QPointF) -> Chip | None:
        """The chip at a place of the viewport."""
        if where.y() < paint.HEADER:
            return None
        place = where - self.origin
        for chip in self._layout.chips:
            if paint.rectangle(chip.box).contains(place):
                return chip
        return None

    def box_of(self, chip: Chip) -> QRectF:
        """Where a chip is in the viewport."""
        return paint.rectangle(chip.box).translated(self.origin)

    def _chip(self, key: str | None) -> Chip | None:
        return next((chip for chip in self._layout.chips if chip.key == key), None)

    def more_text(self, chip: Chip) -> str:
        """What a "+n" chip stands for."""
        return self.tr("{count} more: {stage}, {family}").format(
            count=words.number(chip.more),
            stage=paint.column_name(chip.stage),
            family=words.family_label(chip.family),
        )

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            chip = self.chip_at(QPointF(event.pos()))
            text = ""
            if chip is not None:
                text = say.tooltip(chip.row) if chip.row is not None else self.more_text(chip)
            area = self.box_of(chip).toAlignedRect() if chip else self.viewport().rect()
            QToolTip.showText(event.globalPos(), text, self.viewport(), area)
            return True
        return super().viewportEvent(event)

    # ---- painting

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, max(LEAST_HEIGHT, self.preferred_height(max(self.width(), 320))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(280, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, layout, origin = inks(), self._layout, self.origin
        base = colours.qcolor("base")
        painter.fillRect(event.rect(), base)
        view = QRectF(self.viewport().rect())
        painter.save()
        if self.horizontalScrollBar().maximum():
            edge = SIDE + layout.names - 4
            painter.setClipRect(QRectF(edge, 0, view.width() - edge, view.height()))
        painter.translate(origin)
        paint.grid_lines(painter, layout, colours)
        top = -origin.y() - 8
        for chip in layout.chips:
            if top < chip.box.y + chip.box.height and chip.box.y < top + view.height() + 16:
                hovered = chip.key == self._hovered
                paint.draw_chip(painter, chip, self._sizes[0], colours, hovered=hovered)
        self._paint_marks(painter)
        painter.restore()
        # Names stay where they are while cells scroll under them.
        names = SIDE + layout.names
        painter.fillRect(QRectF(0, 0, names - 1 if layout.names else 0, view.height()), base)
        painter.save()
        painter.translate(SIDE, origin.y())
        for row in layout.rows:
            if layout.names:
                painter.setPen(colours.qcolor("line"))
                painter.drawLine(QPointF(0, row.y), QPointF(layout.names, row.y))
            paint.row_name(painter, row, bool(layout.names), colours)
        painter.restore()
        painter.fillRect(QRectF(0, 0, view.width(), paint.HEADER - 1), base)
        painter.save()
        painter.setClipRect(QRectF(names, 0, view.width() - names, paint.HEADER))
        painter.translate(origin.x(), 0)
        for column in layout.columns:
            paint.column_header(painter, column, self._sizes[1], colours, sign=layout.swatches)
        painter.restore()
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        colours = inks()
        selected, current = self._chip(self._selected), self._chip(self._current)
        if selected is not None:
            box = paint.rectangle(selected.box)
            focus = self.hasFocus() and current is selected
            outline(painter, box, colours, focus=focus)
        if self.hasFocus() and current is not None and current is not selected:
            focus_frame(painter, paint.rectangle(current.box), colours)
