"""A field that opens a list to choose from, drawn as the lines for text beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from explorer.ui import icons
from explorer.ui.theme import BODY, RADIUS, theme
from explorer.ui.widgets_lines import Face, draw_line, fitted

HEIGHT: Final = 30
_SIGN: Final = 14
_LEFT: Final = 11


class Combo(QComboBox):
    """Flat, with a mark that it opens; the wheel scrolls what is around it instead of choosing
    by accident. Fusion's own has a gradient and a black triangle, in every theme.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(HEIGHT)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        """With room for the mark, which is wider than that of the style."""
        hint = super().sizeHint()
        return QSize(hint.width() + _SIGN, max(hint.height(), HEIGHT))

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        """The line of one that can be typed into stands left of the mark."""
        super().resizeEvent(e)
        line = self.lineEdit()
        if line is not None:
            line.setGeometry(_LEFT - 2, 3, self.width() - _LEFT - _SIGN - 16, self.height() - 6)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        colours, usable = theme.colours, self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus = self.hasFocus()
            wide = 2 if focus else 1
            edge = "accent" if focus else "strong" if usable else "line"
            painter.setPen(QPen(colours.qcolor(edge), wide))
            share = 0.06 if usable and self.underMouse() else 0.0
            painter.setBrush(colours.tint(colours.qcolor("text"), share))
            inset = wide / 2
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            top = (self.height() - _SIGN) / 2
            sign = QRectF(self.width() - 12 - _SIGN, top, _SIGN, _SIGN)
            icons.draw(painter, "chevron-down", sign, colours.qcolor("soft" if usable else "faint"))
            if self.isEditable():
                return  # the line within shows the text
            text = self.currentText() or self.placeholderText()
            line = fitted(text, Face(BODY), max(0, int(sign.left() - _LEFT - 7)))
            role = "text" if usable else "faint"
            draw_line(painter, line, _LEFT, 0, self.height(), colours.qcolor(role))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
