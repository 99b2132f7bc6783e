"""In a narrow window the filters give way to their button, and come back when there is room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

ENOUGH: Final = 960  # pixels: filters, list and reader side by side, none of them squeezed


class Narrow(QObject):
    """Hides a part of a window while that is narrow. Who shows it there by hand keeps it."""

    changed = Signal()

    def __init__(self, window: QWidget, part: QWidget) -> None:
        super().__init__(window)
        self._part = part
        self._narrow = False
        self._put_by = False
        window.installEventFilter(self)

    @property
    def wanted(self) -> bool:
        """Whether the user wants the part, as far as there is room."""
        return self._put_by or not self._part.isHidden()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._resized(event.size().width())
        return super().eventFilter(watched, event)

    def _resized(self, width: int) -> None:
        narrow = width < ENOUGH
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._put_by = not self._part.isHidden()
            self._part.hide()
        elif self._put_by:
            self._put_by = False
            self._part.show()
        self.changed.emit()
