"""Shapes of what is to come, over panels that have nothing to show yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from explorer.ui.theme import FACET_ROW, MARGIN, SPACE, theme

Shapes = Callable[[float, float], Iterator[QRectF]]
TEXT: Final = 10  # the height of a line of words
TITLE: Final = 16


class Skeleton(QWidget):
    """Lies over a panel, as large as that is, and lets the mouse through."""

    def __init__(self, panel: QWidget, shapes: Shapes) -> None:
        """``shapes``: boxes to draw, for a width and a height."""
        super().__init__(panel)
        self._shapes = shapes
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        panel.installEventFilter(self)
        theme.changed.connect(self.update)
        self.resize(panel.size())
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint(colours.qcolor("text"), 0.07))
            for box in self._shapes(self.width(), self.height()):
                painter.drawRoundedRect(box, 3, 3)


def filters(width: float, height: float) -> Iterator[QRectF]:
    """Headings with a few values under each."""
    left, right, y = float(MARGIN), width - MARGIN, 16.0
    for values in (7, 6, 5):
        yield QRectF(left, y, 64, TEXT)
        y += FACET_ROW
        for value in range(values):
            if y + FACET_ROW > height:
                return
            yield QRectF(left, y, 14, 14)
            yield QRectF(left + 26, y + 2, (0.62, 0.5, 0.7, 0.44)[value % 4] * (right - left), TEXT)
            y += FACET_ROW
        y += SPACE.XL


def timeline(width: float, height: float) -> Iterator[QRectF]:
    """A ruler, and bars along it."""
    left, right, y = 20.0, width - 20.0, 40.0
    room = right - left
    for tick in range(8):
        yield QRectF(left + room * tick / 8, y, 26, 8)
    for begin, wide in ((0.0, 0.55), (0.1, 0.24), (0.3, 0.4), (0.42, 0.2)):
        y += 26
        if y + 16 < height:
            yield QRectF(left + room * begin, y, room * wide, TITLE)


def reader(width: float, height: float) -> Iterator[QRectF]:
    """A title, then lines."""
    left, room = 20.0, width - 40.0
    y = 20.0
    yield QRectF(left, y, 80, TEXT)
    yield QRectF(left, y + 28, room * 0.7, TITLE)
    y += 76
    for line in range(12):
        if y + TEXT > height:
            return
        yield QRectF(left, y, 64, TEXT)
        yield QRectF(left + 84, y, (room - 84) * (0.9, 0.6, 0.75)[line % 3], TEXT)
        y += 24 + (SPACE.XXL if line % 4 == 3 else 0)
