"""Whether words have the room that they are painted in."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget

from explorer.ui.widgets import ElidedLabel, LinkButton


def clipped(root: QWidget) -> list[str]:
    """The visible labels and buttons whose words need more room than they have.

    Single lines that end in "…" by themselves (`ElidedLabel`) are not meant: they say the rest in
    a tooltip.
    """
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        problem = ""
        if isinstance(widget, QLabel) and widget.text():
            problem = _label(widget)
        elif isinstance(widget, LinkButton):
            if widget.heightForWidth(widget.width()) > widget.height():
                problem = f"{widget.heightForWidth(widget.width())} high"
        elif isinstance(widget, QAbstractButton) and widget.text():
            icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
            if isinstance(widget, QToolButton) and widget.toolButtonStyle() == icon_only:
                continue
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&"))
            if wanted > widget.width() or widget.fontMetrics().height() > widget.height():
                problem = f"{wanted} wide"
        if problem:
            found.append(f"{type(widget).__name__} {widget.size().toTuple()} {problem}")
    return found


def _label(label: QLabel) -> str:
    room = label.contentsRect()
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height():
            return f"{wanted} high: {label.text()[:40]}"
        if label.textFormat() is Qt.TextFormat.PlainText:
            flags = int(Qt.TextFlag.TextWordWrap)
            endless = QRect(0, 0, room.width(), 100_000)
            painted = label.fontMetrics().boundingRect(endless, flags, label.text())
            if painted.width() > room.width() + 1:
                return f"{painted.width()} wide: {label.text()[:40]}"
        return ""
    if label.textFormat() is Qt.TextFormat.PlainText:
        wanted = label.fontMetrics().horizontalAdvance(label.text())
        if wanted > room.width() + 1:
            return f"{wanted} wide: {label.text()[:40]}"
    return ""
