"""How narrow a window may be: side columns give room to the middle, then the filters go."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from explorer.ui import theme

ENOUGH: Final = 960  # pixels: filters, list and reader side by side, none of them squeezed
ROOMY: Final = 1240  # from which width on the side columns are as wide as they get by themselves
LEAST_FACETS: Final = 220
LEAST_READER: Final = 324


def columns_for(width: int) -> tuple[int, int, int]:
    """Widths of filters, middle and reader in a window of that width."""
    share = min(max((ROOMY - width) / (ROOMY - ENOUGH), 0.0), 1.0)
    facets = round(theme.FACETS - share * (theme.FACETS - LEAST_FACETS))
    reader = round(theme.READER - share * (theme.READER - LEAST_READER))
    return facets, width - facets - reader, reader


class Narrow(QObject):
    """Shares a window's width among its columns until the user draws a line between two of them.

    Below `ENOUGH` the filters go behind their button, and come back when there is room. Who shows
    them there by hand keeps them.
    """

    changed = Signal()

    def __init__(self, window: QWidget, part: QWidget, columns: QSplitter) -> None:
        super().__init__(window)
        self._part, self._columns = part, columns
        self._narrow = False
        self._put_by = False
        self.drawn = False
        """Whether the user has drawn the lines between the columns."""
        window.installEventFilter(self)
        columns.splitterMoved.connect(self._drag)

    @property
    def wanted(self) -> bool:
        """Whether the user wants the part, as far as there is room."""
        return self._put_by or not self._part.isHidden()

    def _drag(self) -> None:
        self.drawn = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._resized(event.size().width())
        return super().eventFilter(watched, event)

    def _resized(self, width: int) -> None:
        narrow = width < ENOUGH
        turned, self._narrow = narrow != self._narrow, narrow
        if turned and narrow:
            self._put_by = not self._part.isHidden()
            self._part.hide()
        elif turned and self._put_by:
            self._put_by = False
            self._part.show()
        if not self.drawn:
            self._columns.setSizes(list(columns_for(width)))
        if turned:
            self.changed.emit()
