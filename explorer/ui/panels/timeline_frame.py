"""Where the parts of the timeline stand: head, axis, overview and legend; below them the tray."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.ui import icons
from explorer.ui.inks import inks
from explorer.ui.models.time_page import TimePage
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.timeline_axis import AxisView
from explorer.ui.panels.timeline_canvas import LEAST_HEIGHT
from explorer.ui.panels.timeline_geometry import height_of, lanes_in
from explorer.ui.panels.timeline_head import HEAD, TimelineHead
from explorer.ui.panels.timeline_legend import LEGEND, Legend
from explorer.ui.panels.timeline_overview import OVERVIEW, Overview
from explorer.ui.panels.timeline_pen import heading, metrics, text_width, write
from explorer.ui.panels.tray import TrayView
from explorer.ui.panels.tray_canvas import LEAST_HEIGHT as LEAST_TRAY
from explorer.ui.panels.tray_picture import SIDE
from explorer.ui.theme import BODY, SECONDARY, theme
from explorer.ui.widgets import show

TRAY_HEADING: Final = 30
STRIP: Final = 34
NEARLY: Final = 24
LOW: Final = 380


class Held(NamedTuple):
    """Heights that the parts had, in a panel of that size."""

    axis: int
    overview: int
    legend: int
    size: QSize


NOTHING_HELD: Final = Held(0, 0, 0, QSize())


class TimelineFrame(QWidget):
    """The parts, and how the height is shared between axis and tray."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Timeline"))
        self.head = TimelineHead(self)
        self.axis = AxisView(self)
        self.overview = Overview(self)
        self.legend = Legend(self)
        self.tray = TrayView(self)
        self.toggle = QToolButton(self)
        self.toggle.setAutoRaise(True)
        self._page: TimePage | None = None
        self._opened: bool | None = None
        self._line_top = 0
        self._held = NOTHING_HELD
        self._typing = False
        self.toggle.clicked.connect(lambda: self.open_tray(not self._tray_shown()))
        order = [*self.head.tools, self.axis, self.overview, self.legend, self.toggle, self.tray]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self.setFocusProxy(self.axis)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def page(self) -> TimePage | None:
        """What is shown."""
        return self._page

    @property
    def tray_is_main(self) -> bool:
        """Whether more than half of the result is undated, and not drawn on the axis."""
        page = self._page
        if page is None or self.axis.options.known:
            return False
        return 2 * page.undated > page.total

    def open_tray(self, opened: bool) -> None:
        """Open or close the tray where it is not the main figure; it stays so for other results.

        Until then it is open where it leaves the axis all the height that this can use.
        """
        self._opened = opened
        self._arrange()

    def _dress(self) -> None:
        self._dressed = opened = self._tray_shown()
        self.toggle.setIcon(icons.icon("chevron-down" if opened else "chevron-right"))
        name = self.tr("Hide undated entries") if opened else self.tr("Show undated entries")
        self.toggle.setAccessibleName(name)
        self.toggle.setToolTip(name)
        self.update()

    # ---- arranging

    def _tray_shown(self) -> bool:
        page = self._page
        if page is None or not page.undated:
            return False
        if self.tray_is_main:
            return True
        return self._has_room() if self._opened is None else self._opened

    def _has_room(self) -> bool:
        """Whether axis and tray are seen whole, one below the other."""
        if not self.axis.is_sparse:
            return False
        width = self.width()
        rest = self.height() - HEAD - sum(self._below()) - TRAY_HEADING
        axis = max(self.axis.preferred_height(width), self._kept.axis)
        return axis + self.tray.preferred_height(width) <= rest

    def _below(self) -> tuple[int, int]:
        """Heights of overview and legend."""
        scene, held = self.axis.scene, self._kept
        overview, legend = held.overview, held.legend
        if scene is None or scene.empty:
            return overview, legend
        lanes = self.axis.options.group is not None or self.axis.options.by_stage
        # In a low strip over the tray there is no room to spare.
        if not (self.tray_is_main and self.height() < LOW):
            overview = OVERVIEW
            if self.legend.buttons and (lanes or not self.tray_is_main):
                legend = LEGEND
        return overview, legend

    def hold(self, *, typing: bool) -> None:
        """While letters are typed the parts stay where they are, as far as all has room so."""
        self._typing = typing

    @property
    def _kept(self) -> Held:
        """What the parts take even if they could do with less."""
        return self._held if self._typing and self._held.size == self.size() else NOTHING_HELD

    def _heights(self, height: int, width: int) -> tuple[int, int, int]:
        """Of the axis, of the line over the tray, and of the tray, which ends at the bottom."""
        page = self._page
        height -= HEAD + sum(self._below())
        held = self._kept.axis
        wanted_axis = self.axis.preferred_height(width)
        line = STRIP if page is not None and page.undated else 0
        if not self._tray_shown():
            # A few bars leave the rest of the panel empty, not the axis.
            most = height - line
            if self.axis.is_sparse:
                most = min(max(wanted_axis, held), most)
            elif held < most <= held + STRIP:
                most = held  # a line that goes for one letter gives no room to the axis
            return max(0, most), line, 0
        rest = height - TRAY_HEADING
        wanted_tray = self.tray.preferred_height(width)
        # What is held gives way where the tray would be cut by it.
        held = min(held, rest - wanted_tray)
        if self.tray_is_main:
            part = 0.45 if self.axis.options.group is None else 0.6
            share = max(LEAST_HEIGHT, round(rest * part), rest - wanted_tray)
            # A few pixels more are better than a lane that is cut.
            whole = max(LEAST_HEIGHT, round(height_of(lanes_in(share + NEARLY))))
            axis = min(wanted_axis, whole)
        else:
            least = min(wanted_axis, max(LEAST_HEIGHT, round(rest * 0.5)))
            spare = rest - wanted_tray
            axis = max(least, min(spare, wanted_axis) if self.axis.is_sparse else spare)
        axis = max(held, min(axis, rest - LEAST_TRAY), 0)
        return axis, TRAY_HEADING, max(0, rest - axis)

    def _arrange(self) -> None:
        width = self.width()
        axis, line, tray = self._heights(self.height(), width)
        overview, legend = self._below()
        self._held = Held(max(axis, self._kept.axis), overview, legend, self.size())
        self.head.setGeometry(0, 0, width, HEAD)
        y = HEAD
        for part, tall in ((self.axis, axis), (self.overview, overview), (self.legend, legend)):
            part.setGeometry(0, y, width, tall)
            show(part, tall > 0 or part is self.axis)
            y += tall
        self.tray.setGeometry(0, y + line, width, max(0, tray))
        show(self.tray, self._tray_shown())
        strip = line > 0 and not self.tray_is_main
        self.toggle.setGeometry(round(SIDE) - 6, y + 6, 24, 24)
        show(self.toggle, strip)
        if strip and self._dressed is not self._tray_shown():
            self._dress()
        self._line_top = y
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802
        width = max(self.width(), 320)
        height = HEAD + self.axis.preferred_height(width) + sum(self._below())
        if self._page is not None and self._page.undated:
            height += TRAY_HEADING
            if self._tray_shown():
                height += self.tray.preferred_height(width)
        return QSize(760, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, HEAD + LEAST_HEIGHT + TRAY_HEADING + LEAST_TRAY)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        strip = QRectF(0, self._line_top, self.width(), STRIP)
        if self.toggle.isVisible() and strip.contains(event.position()):
            self.open_tray(not self._tray_shown())
        else:
            super().mousePressEvent(event)

    # ---- painting: the line between the two, and the tray's heading

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), inks().qcolor("base"))
            page = self._page
            if page is not None and page.undated:
                self._paint_heading(painter, page)

    def _paint_heading(self, painter: QPainter, page: TimePage) -> None:
        colours = inks()
        top = self._line_top
        painter.setPen(colours.qcolor("line"))
        painter.drawLine(0, top, self.width(), top)
        left = SIDE if self.tray_is_main else SIDE + 22
        box = QRectF(left, top + 4, self.width() - left - SIDE, TRAY_HEADING - 6)
        text = say.undated_heading(page)
        heading(painter, self.tr("Undated"), text, box, colours)
        if not self._tray_shown():
            return
        bold = metrics(BODY, bold=True)
        taken = bold.horizontalAdvance(self.tr("Undated")) + 9 + text_width(text, SECONDARY)
        present = {stage for stage, _ in page.cells}
        for fits in range(10, 0, -1):
            absent = say.absent_stages(present, fits)
            if text_width(absent, SECONDARY) < box.width() - taken - 30:
                painter.setPen(colours.qcolor("faint"))
                away = box.width() - text_width(absent, SECONDARY)
                write(painter, box.adjusted(away, 0, 0, 0), absent, SECONDARY)
                break
