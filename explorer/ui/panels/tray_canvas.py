"""The undated tray as it is drawn: laid out for a page and a width, painted, hit-tested."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.ui import words
from explorer.ui.inks import inks
from explorer.ui.models.time_page import TimePage
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels import tray_paint as paint
from explorer.ui.panels.timeline_pen import focus_frame, outline
from explorer.ui.panels.tray_layout import Chip, TrayLayout
from explorer.ui.panels.tray_picture import SIDE, Sizes, TrayPicture, best_layout
from explorer.ui.theme import BODY, theme

LEAST_HEIGHT = 70
LOW = 190


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
        self._due = False  # the layout is that of an earlier page
        self._sizes = BODY, BODY
        self._kept: tuple[float, TrayLayout, Sizes] | None = None
        self._preferred: tuple[TrayLayout, int] | None = None
        self._selected: str | None = None
        self._current: str | None = None
        self._hovered: str | None = None
        theme.changed.connect(self._refresh)

    # ---- what is shown

    def show_page(self, page: TimePage) -> None:
        """Draw a page."""
        self._page = page
        self._kept = None
        self._due = True
        self._current = self._hovered = None
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        if self.isVisible():
            self._refresh()

    @property
    def layout_shown(self) -> TrayLayout:
        """Where everything lies."""
        self.catch_up()
        return self._layout

    def catch_up(self) -> None:
        """Lay the page out, if that is due: a tray that is not seen waits until it is."""
        if self._due and self._page is not None:
            self._refresh()

    def preferred_height(self, width: int) -> int:
        """The height at which all rows are seen."""
        if self._page is None or not self._page.cells:
            return 0
        layout = self._laid_out(width)[0]
        if self._preferred is None or self._preferred[0] is not layout:
            # Asked a dozen times for each answer, by whatever is laid out around it.
            self._preferred = layout, round(paint.head_height(layout) + layout.height + 8)
        return self._preferred[1]

    def _laid_out(self, width: float) -> tuple[TrayLayout, Sizes]:
        """The layout that shows most, and the sizes of its chips' and its columns' text.

        ``width`` is the widget's: the scroll bar stands in the margin, and moves nothing. Latin
        text may be smaller, or take two lines; names of families may stand above their rows.
        """
        assert self._page is not None
        if self._kept is not None and self._kept[0] == width:
            return self._kept[1:]
        layout, size = best_layout(self._page.cells, width - 2 * SIDE)
        self._kept = width, layout, size
        return layout, size

    def _refresh(self) -> None:
        self._due = False
        if self._page is not None and self._page.undated:
            self._layout, self._sizes = self._laid_out(float(self.width()))
            view = self.viewport()
            rest = view.height() - self._head
            vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
            vertical.setRange(0, max(0, round(self._layout.height + 8 - rest)))
            vertical.setPageStep(round(rest))
            vertical.setSingleStep(30)
            hidden = self._layout.width + 2 * SIDE - self.width()
            horizontal.setRange(0, max(0, round(hidden)))
            horizontal.setPageStep(view.width())
            horizontal.setSingleStep(30)
        self.viewport().update()

    # ---- where things are

    @property
    def origin(self) -> QPointF:
        """Where the grid's (0, 0) is in the viewport."""
        x = SIDE - self.horizontalScrollBar().value()
        return QPointF(x, self._head - self.verticalScrollBar().value())

    @property
    def _head(self) -> float:
        return paint.head_height(self._layout, compact=self._compact)

    @property
    def _compact(self) -> bool:
        # Where little is seen at all, chips are worth more than the names of their signs.
        return self.height() < LOW

    def chip_at(self, where: QPointF) -> Chip | None:
        """The chip at a place of the viewport."""
        if where.y() < self._head:
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
            stage=paint.column_name(chip.stages),
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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        self.catch_up()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = inks()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), colours.qcolor("base"))
            view = QRectF(self.viewport().rect())
            picture = TrayPicture(self._layout, self._sizes, colours, compact=self._compact)
            scrolls = self.horizontalScrollBar().maximum() > 0
            picture.paint_cells(painter, view, self.origin, self._hovered, clipped=scrolls)
            painter.save()
            if scrolls:
                painter.setClipRect(picture.cells_area(view))
            painter.translate(self.origin)
            self._paint_marks(painter)
            painter.restore()
            picture.paint_names(painter, view, self.origin)

    def _paint_marks(self, painter: QPainter) -> None:
        colours = inks()
        selected, current = self._chip(self._selected), self._chip(self._current)
        if selected is not None:
            box = paint.rectangle(selected.box)
            focus = self.hasFocus() and current is selected
            outline(painter, box, colours, focus=focus)
        if self.hasFocus() and current is not None and current is not selected:
            focus_frame(painter, paint.rectangle(current.box), colours)
