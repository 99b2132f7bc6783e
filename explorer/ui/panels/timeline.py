"""The timeline of the main window: the dated axis above, the undated tray below.

The tray is the main figure while more than half of the result is undated; otherwise the axis is,
and the tray a line with a count that opens it. The user's own choice holds until it flips.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.domain.labels import Labels
from explorer.domain.query import Page
from explorer.ui import icons
from explorer.ui.inks import inks
from explorer.ui.models.time_page import TimePage, same_times, time_page
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_axis import AxisView
from explorer.ui.panels.timeline_canvas import LEAST_HEIGHT
from explorer.ui.panels.timeline_geometry import height_of, lanes_in
from explorer.ui.panels.timeline_pen import heading, metrics, text_width, write
from explorer.ui.panels.tray import TrayView
from explorer.ui.panels.tray_canvas import LEAST_HEIGHT as LEAST_TRAY
from explorer.ui.panels.tray_canvas import SIDE
from explorer.ui.theme import BODY, SECONDARY, theme
from explorer.ui.widgets import show

TRAY_HEADING = 34
STRIP = 34
NEARLY = 24


class TimelinePanel(QWidget):
    """A page over time. Ids go out when an entry is chosen; nothing else is known here.

    ``period_chosen(first, last)``: a column of counts was chosen, ends as in `Period`;
    ``stage_family_chosen(stage, family)``: a whole cell of the tray (family empty: no sector).
    """

    entry_activated = Signal(str)
    entry_opened = Signal(str)
    period_chosen = Signal(str, str)
    stage_family_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Timeline"))
        self.axis = AxisView(self)
        self.tray = TrayView(self)
        self.toggle = QToolButton(self)
        self.toggle.setAutoRaise(True)
        self.toggle.clicked.connect(self._toggle)
        self._page: TimePage | None = None
        self._opened = False
        for view in (self.axis, self.tray):
            view.entry_activated.connect(self._activated)
            view.entry_opened.connect(self.entry_opened)
        self.axis.period_chosen.connect(self.period_chosen)
        self.tray.cell_chosen.connect(self.stage_family_chosen)
        self.setTabOrder(self.axis, self.toggle)
        self.setTabOrder(self.toggle, self.tray)
        theme.changed.connect(self._dress)
        self._dress()

    def show_page(self, page: Page, labels: Labels) -> None:  # noqa: ARG002 - one call for all panels
        """Draw the answer to a query; nothing at all where it looks like the one before."""
        if self._page is not None and same_times(self._page.page, page):
            return
        self._page = time_page(page)
        self.axis.set_page(self._page)
        self.tray.set_page(self._page)
        # The size hint is another one now, but a splitter gives this panel what the user chose.
        self._arrange()

    def select(self, entry_id: str | None) -> None:
        """Outline an entry wherever it is drawn, without a signal; None: no entry."""
        self.axis.select(entry_id)
        self.tray.select(entry_id)

    def set_today(self, today: date) -> None:
        """The day at which the axis draws its line."""
        self.axis.set_today(today)
        self._arrange()

    @property
    def tray_is_main(self) -> bool:
        """Whether more than half of the result is undated."""
        return self._page is not None and 2 * self._page.undated > self._page.total

    def _activated(self, entry_id: str) -> None:
        # The other view may draw the same entry: a ring on the axis is a chip in the tray.
        other = self.tray if self.sender() is self.axis else self.axis
        other.select(entry_id)
        self.entry_activated.emit(entry_id)

    def open_tray(self, opened: bool) -> None:
        """Open or close the tray where it is not the main figure."""
        self._opened = opened
        self._dress()
        self._arrange()

    def _toggle(self) -> None:
        self.open_tray(not self._opened)

    def _dress(self) -> None:
        self.toggle.setIcon(icons.icon("chevron-down" if self._opened else "chevron-right"))
        name = self.tr("Hide undated entries") if self._opened else self.tr("Show undated entries")
        self.toggle.setAccessibleName(name)
        self.toggle.setToolTip(name)
        self.update()

    # ---- arranging

    def _tray_shown(self) -> bool:
        has = self._page is not None and self._page.undated > 0
        return has and (self.tray_is_main or self._opened)

    def _heights(self, height: int, width: int) -> tuple[int, int, int]:
        """Of the axis, of the line over the tray, and of the tray, which ends at the bottom."""
        page = self._page
        if page is None or not page.undated:
            return height, 0, 0
        if not self._tray_shown():
            return max(0, height - STRIP), STRIP, 0
        wanted_axis = self.axis.preferred_height(width)
        rest = height - TRAY_HEADING
        wanted_tray = self.tray.preferred_height(width)
        if self.tray_is_main:
            share = max(LEAST_HEIGHT, round(rest * 0.45), rest - wanted_tray)
            # A few pixels more are better than a lane that is cut.
            whole = max(LEAST_HEIGHT, round(height_of(lanes_in(share + NEARLY))))
            axis = min(wanted_axis, whole)
        else:
            least = min(wanted_axis, max(LEAST_HEIGHT, round(rest * 0.5)))
            axis = max(least, rest - wanted_tray)
        axis = min(axis, max(0, rest - LEAST_TRAY))
        return axis, TRAY_HEADING, rest - axis

    def _arrange(self) -> None:
        width = self.width()
        axis, line, tray = self._heights(self.height(), width)
        shown = self._tray_shown()
        self.axis.setGeometry(0, 0, width, axis)
        self.axis.refresh()
        if shown:
            self.tray.setGeometry(0, axis + line, width, max(0, tray))
            self.tray.refresh()
        show(self.tray, shown)
        strip = line > 0 and not self.tray_is_main
        self.toggle.setGeometry(round(SIDE) - 6, axis + 6, 24, 24)
        show(self.toggle, strip)
        self.update(0, axis, width, line)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802
        width = max(self.width(), 320)
        height = self.axis.preferred_height(width)
        if self._page is not None and self._page.undated:
            height += TRAY_HEADING
            if self._tray_shown():
                height += self.tray.preferred_height(width)
        return QSize(760, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, LEAST_HEIGHT + TRAY_HEADING + LEAST_TRAY)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        strip = QRectF(0, self.axis.height(), self.width(), STRIP)
        if self.toggle.isVisible() and strip.contains(event.position()):
            self._toggle()
        else:
            super().mousePressEvent(event)

    # ---- painting: the line between the two, and the tray's heading

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        colours = inks()
        painter.fillRect(event.rect(), colours.qcolor("base"))
        page = self._page
        if page is not None and page.undated:
            self._paint_heading(painter, page)
        painter.end()

    def _paint_heading(self, painter: QPainter, page: TimePage) -> None:
        colours = inks()
        top = self.axis.height()
        painter.setPen(colours.qcolor("line"))
        painter.drawLine(0, top, self.width(), top)
        left = SIDE if self.tray_is_main else SIDE + 22
        box = QRectF(left, top + 4, self.width() - left - SIDE, TRAY_HEADING - 6)
        text = say.undated_heading(page)
        heading(painter, self.tr("Undated"), text, box)
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
