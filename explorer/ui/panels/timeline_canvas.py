"""The dated axis as it is drawn: laid out for a page, a view and a size, painted, hit-tested."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.ui.inks import inks
from explorer.ui.models.time_book import Book
from explorer.ui.models.time_page import Item, TimePage
from explorer.ui.models.time_scale import View, Window
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.timeline_bands import Layer
from explorer.ui.panels.timeline_geometry import (
    LANE,
    TICKS,
    AxisLayout,
    Fonts,
    TimeOptions,
)
from explorer.ui.panels.timeline_hues import hues_of
from explorer.ui.panels.timeline_layout import Asked, Scene
from explorer.ui.panels.timeline_picture import AxisPicture, Chosen
from explorer.ui.panels.timeline_targets import Target, box_of, kept, target_at
from explorer.ui.panels.timeline_tips import tooltip_of
from explorer.ui.theme import PILL, SECONDARY, theme

if TYPE_CHECKING:
    from explorer.domain.query import Period
    from explorer.ui.models.time_groups import Groups

LEAST_HEIGHT: Final = 84


def screen_fonts() -> Fonts:
    """The measures of what is written on the axis."""
    return Fonts(
        partial(pen.text_width, size=SECONDARY),
        partial(pen.elided, size=SECONDARY),
        partial(pen.text_width, size=PILL),
    )


class AxisCanvas(QAbstractScrollArea):
    """A page over a stretch of time; `timeline_axis.AxisView` answers to the user.

    ``drawn``: another layout is on screen.
    """

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._page: TimePage | None = None
        self._known: TimePage | None = None
        self._groups: Groups | None = None
        self._book = Book({}, {})
        self._scene: Scene | None = None
        self._view: View | None = None
        self._today: int | None = None
        self._options = TimeOptions()
        self._period: tuple[int, int] | None = None
        self._drag: tuple[int, int, str] | None = None
        self._layout = AxisLayout(0.0, 0.0)
        self._stale = False
        self._scrolls = True
        self._selected: str | None = None
        self._current: Target | None = None
        self._hovered: Target | None = None
        theme.changed.connect(self._refresh)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # ---- what is shown

    @property
    def view_shown(self) -> View | None:
        """The part of time that is shown."""
        return self._view

    @property
    def layout_shown(self) -> AxisLayout:
        """Where everything lies."""
        return self._layout

    @property
    def is_sparse(self) -> bool:
        """Whether bars in lanes are all there is: more height would show nothing more."""
        if self._scene is None or self._view is None:
            return True
        return self._scene.is_sparse(self._view, self.width())

    @property
    def scene(self) -> Scene | None:
        """What the layout was made from."""
        return self._scene

    @property
    def options(self) -> TimeOptions:
        """How the axis is drawn."""
        return self._options

    @property
    def book(self) -> Book:
        """The records behind the marks."""
        return self._book

    def preferred_height(self, width: int) -> int:
        """The height at which everything is seen."""
        if self._scene is None or self._view is None:
            return LEAST_HEIGHT
        return round(self._scene.preferred_height(self._view, width))

    def show_period(self, period: Period | None) -> None:
        """Draw the period that the result is narrowed to."""
        self._period = period.days() if period is not None else None
        self.viewport().update()

    def _make_scene(self) -> None:
        page = self._page
        if page is None:
            return

        def label(item: Item, window: Window) -> say.LabelText:
            return say.label_text(item, self._book.row(item.id), window)

        by_stage = self._options.by_stage
        fonts = screen_fonts()
        layer = Layer(page, self._book, fonts, label, by_stage=by_stage)
        known = None
        if self._options.known and self._known is not None:
            known = Layer(self._known, self._book, fonts, label, by_stage=by_stage)
        groups = self._groups if self._options.group is not None else None
        self._scene = Scene(layer, self._today, self._options, groups=groups, known=known)

    def catch_up(self) -> None:
        """Lay out what is shown, if that is due."""
        if self._stale:
            self._refresh()

    def _refresh(self, *, keep: bool = False) -> None:
        """Lay out and paint anew; ``keep``: marks stay in their lanes as far as they can."""
        keep, self._stale = keep and not self._stale, False
        if self._scene is not None and self._view is not None:
            lanes = self._lanes_now() if keep else None
            before = self._layout
            self._lay_out(self._scene, self._view, lanes)
            self._current = kept(self._current, before, self._layout)
            self._hovered = None
            self.drawn.emit()
        self.viewport().update()

    def _lay_out(self, scene: Scene, view: View, lanes: Mapping[str, int] | None) -> None:
        bar = self.verticalScrollBar()
        # The scroll bar stands in the margin: the widget's own width counts.
        size = float(self.width()), float(self.viewport().height())
        for _ in range(2):
            scroll = bar.value()
            asked = Asked(view, *size, float(scroll), lanes)
            self._layout = scene.lay_out(asked)
            self._set_scroll(asked.area)
            if bar.value() == scroll:  # else the content became so short that it moved
                break

    def _set_scroll(self, area: float) -> None:
        bar = self.verticalScrollBar()
        self._scrolls = False  # a shorter content moves the bar, and is laid out for that already
        bar.setRange(0, max(0, round(self._layout.content - area)))
        bar.setPageStep(round(area))
        bar.setSingleStep(round(LANE))
        self._scrolls = True

    def _scrolled(self) -> None:
        # Lanes of counts out of sight are not laid out.
        if self._scrolls:
            self._refresh(keep=True)

    def _lanes_now(self) -> Mapping[str, int]:
        return {bar.item.id: bar.lane for band in self._layout.bands for bar in band.bars}

    # ---- where things are

    @property
    def _top(self) -> float:
        return TICKS - float(self.verticalScrollBar().value())

    @property
    def _pages(self) -> tuple[TimePage, TimePage | None]:
        assert self._page is not None
        return self._page, self._known

    def box_of(self, target: Target) -> QRectF | None:
        """Where an entry's mark, a stack or a column is; None where it is not drawn."""
        if self._page is None:
            return None
        return box_of(self._layout, target, self._top, self._pages)

    def target_at(self, where: QPointF) -> Target | None:
        """What is drawn at a place of the viewport."""
        if self._page is None:
            return None
        return target_at(self._layout, where, self._top, self._pages)

    def tooltip_of(self, target: Target) -> str:
        """Rich text on what is at the pointer."""
        if self._scene is None:
            return ""
        return tooltip_of(self._scene, self._layout, target, self._known)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            where = QPointF(event.pos())
            target = self.target_at(where)
            text = self.tooltip_of(target) if target is not None else ""
            if target is None and where.y() < TICKS and self._layout.scale is not None:
                text = self.tr("Drag to choose a period; click for one step of the ruler")
            box = self.box_of(target) if target is not None else None
            area = box.toAlignedRect() if box is not None else self.viewport().rect()
            QToolTip.showText(event.globalPos(), text, self.viewport(), area)
            return True
        return super().viewportEvent(event)

    # ---- painting

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, self.preferred_height(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(280, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        # A scroll bar that comes or goes changes nothing: it stands in the margin.
        size = float(self.width()), float(self.viewport().height())
        if self._stale or size != (self._layout.width, self._layout.height):
            self._refresh(keep=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), inks().qcolor("base"))
        if self._scene is not None and self._layout.scale is not None:
            ratio = self.devicePixelRatioF()
            hues = hues_of(inks(), by_stage=self._options.by_stage, ratio=ratio)
            chosen = Chosen(
                self._selected,
                self._selected_days(),
                self._current,
                self._hovered,
                self.hasFocus(),
                self._period,
                self._drag,
            )
            AxisPicture(self._scene, self._layout, hues, self._top, chosen).paint(painter)
        if self.hasFocus() and self._current is None and self._selected is None:
            frame = QRectF(self.viewport().rect()).adjusted(3, 3, -3, -3)
            pen.focus_frame(painter, frame, inks())
        painter.end()

    def _selected_days(self) -> tuple[int, int] | None:
        """When the selected entry is, where counts are drawn instead of its mark."""
        page = self._page
        if page is None or self._selected is None:
            return None
        if not any(band.counts is not None for band in self._layout.bands):
            return None
        number = page.number(self._selected)
        if number < 0:
            return None
        return int(page.columns.start[number]), int(page.columns.end[number])
