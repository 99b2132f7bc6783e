"""The undated tray as a picture: the layout that shows most, and its painting."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from explorer.ui.inks import Inks
from explorer.ui.models.time_cells import Cell
from explorer.ui.panels import tray_paint as paint
from explorer.ui.panels.timeline_pen import text_width
from explorer.ui.panels.tray_layout import TrayLayout, lay_out_tray
from explorer.ui.theme import BODY, PILL, SECONDARY

SIDE: Final = 20.0
TALL: Final = 200.0
CUT_COST: Final = 20.0
"""How much height one shortened chip is worth, when layouts are compared."""
OVER_COST: Final = 10.0
MERGED_COST: Final = 70.0
"""What it costs that stages have to share columns."""

Sizes = tuple[int, int]
STYLES: Final[tuple[tuple[int, int, bool], ...]] = (
    (BODY, BODY, False),
    (SECONDARY, SECONDARY, False),
    (SECONDARY, PILL, True),
)
"""Sizes of chips' and of columns' text, and whether chips have two lines: the best one first."""


def best_layout(cells: dict[tuple[int, int], Cell], inner: float) -> tuple[TrayLayout, Sizes]:
    """The layout that shows most in a width, and the sizes of its chips' and its columns' text.

    Columns are stages as long as their chips can be read, else firmnesses. Text may be smaller, or
    take two lines; names of families may stand above their rows.
    """
    best: tuple[float, TrayLayout, Sizes] | None = None
    headers = {head: cache(partial(paint.header_width, size=head)) for _, head, _ in STYLES}
    ways = [(merged, name) for merged in (False, True) for name in (paint.name_width, None)]
    for merged, name in ways:
        for size, head, tall in STYLES:
            # What shows every text in full needs no second line and no room of the names.
            if best is not None and (tall or name is None) and best[0] <= best[1].height:
                continue
            layout = lay_out_tray(
                cells,
                inner,
                partial(text_width, size=size),
                headers[head],
                name,
                tall=tall,
                merged=merged,
            )
            over = max(0.0, layout.width - inner)
            cost = layout.height + CUT_COST * layout.cut + OVER_COST * over
            cost += MERGED_COST if merged else 0.0
            if best is None or cost < best[0] - 1:
                best = cost, layout, (size, head)
            if not layout.cut and not over and layout.height <= TALL:
                return layout, (size, head)
    assert best is not None
    return best[1:]


class TrayPicture:
    """Paints one layout."""

    def __init__(
        self, layout: TrayLayout, sizes: Sizes, colours: Inks, *, compact: bool = False
    ) -> None:
        self._layout, self._sizes, self._colours = layout, sizes, colours
        self._compact = compact

    @property
    def head(self) -> float:
        """How high the columns' heads are."""
        return paint.head_height(self._layout, compact=self._compact)

    def cells_area(self, view: QRectF) -> QRectF:
        """Where cells may be seen, if they scroll under the names."""
        edge = SIDE + self._layout.names - 4
        return QRectF(edge, 0, view.width() - edge, view.height())

    def paint_cells(
        self,
        painter: QPainter,
        view: QRectF,
        origin: QPointF,
        hovered: str | None = None,
        *,
        clipped: bool = False,
    ) -> None:
        """Lines and chips; ``origin``: where the grid begins, scrolled or not."""
        layout = self._layout
        painter.save()
        if clipped:
            painter.setClipRect(self.cells_area(view))
        painter.translate(origin)
        paint.grid_lines(painter, layout, self._colours)
        top = -origin.y() - 8
        for chip in layout.chips:
            if top < chip.box.y + chip.box.height and chip.box.y < top + view.height() + 16:
                over = chip.key == hovered
                paint.draw_chip(painter, chip, self._sizes[0], self._colours, hovered=over)
        painter.restore()

    def paint_names(self, painter: QPainter, view: QRectF, origin: QPointF) -> None:
        """Names and heads, which stay where they are while cells scroll under them."""
        layout, colours = self._layout, self._colours
        base = colours.qcolor("base")
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
        painter.fillRect(QRectF(0, 0, view.width(), self.head - 1), base)
        painter.save()
        painter.setClipRect(QRectF(names, 0, view.width() - names, self.head))
        painter.translate(origin.x(), 0)
        for column in layout.columns:
            paint.column_header(
                painter,
                column,
                self._sizes[1],
                colours,
                sign=layout.swatches,
                merged=layout.merged,
            )
            if layout.merged and not self._compact:
                paint.column_stages(painter, column, colours)
        painter.restore()
