"""What painted widgets tell to tools that read the screen.

A child that is never seen stands where the current mark is, and carries its words: Qt makes and
owns the accessible object of a real widget, where one made here would have to outlive its readers.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget


def describe(widget: QWidget, text: str) -> None:
    """Give the current mark as the widget's description, and say that it changed."""
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged))


class CurrentMark(QLabel):
    """The selected entry, or what the keyboard is at, as a child of the painted widget."""

    def __init__(self, owner: QWidget, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def show_mark(self, text: str, box: QRectF | None) -> None:
        """Stand at a place and say this; without a text there is no mark."""
        if not text:
            self.hide()
            self.setAccessibleName("")
            return
        if box is not None:
            self.setGeometry(box.toAlignedRect())
        changed = self.accessibleName() != text
        self.setAccessibleName(text)
        self.show()
        if changed and self._owner.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Focus))
