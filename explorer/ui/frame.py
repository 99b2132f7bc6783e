"""The window's empty frame: it paints at once, and gets its `Workbench` afterwards.

Only Qt is imported here. All that a user looks at comes later: importing and making it takes
longer than anyone should look at nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override


class Frame(QMainWindow):
    """A top-level window with a title, a place on the screen, and an end."""

    first_painted = Signal()
    activated = Signal()
    closing = Signal()

    def __init__(self, geometry: str = "") -> None:
        super().__init__()
        self._painted = False
        self.setWindowTitle("Accord")
        self.setMinimumSize(860, 560)
        self.resize(1280, 800)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    @property
    def place(self) -> str:
        """Where the window stands and how large it is, for the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def come_to_front(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
