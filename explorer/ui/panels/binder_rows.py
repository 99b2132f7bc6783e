"""How the rows of the brief are painted: the whole title, and below it how firm and when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from explorer.ui import icons
from explorer.ui.theme import BODY, RADIUS_CHIP, SECONDARY, theme, ui_font
from explorer.ui.widgets_paint import draw_focus

Index = QModelIndex | QPersistentModelIndex
DETAIL: Final = Qt.ItemDataRole.UserRole + 1
"""The line below the title."""
GRIP: Final = 26  # room for the sign by which a row is dragged
PAD: Final = 7
GAP: Final = 2
_WRAP: Final = Qt.TextFlag.TextWordWrap


class BinderDelegate(QStyledItemDelegate):
    """Titles wrap: what is put aside is to be told apart."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width() - 2 * self._view.spacing()
        title, detail = _boxes(QRect(0, 0, width, 0), str(index.data()))
        return QSize(width, title.height() + GAP + detail + 2 * PAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.colours
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            ground = colours.qcolor("selection")
            painter.setBrush(ground if chosen else colours.tint(colours.qcolor("text"), 0.06))
            painter.drawRoundedRect(row, RADIUS_CHIP, RADIUS_CHIP)
        text = str(index.data())
        title, height = _boxes(row, text)
        grip = QRectF(row.left() + 6, title.top() + 1, 16, 16)
        icons.draw(painter, "grip-vertical", grip, colours.qcolor("faint"))
        painter.setFont(ui_font(BODY, bold=True))
        painter.setPen(colours.qcolor("text"))
        painter.drawText(title, int(_WRAP), text)
        painter.setFont(ui_font(SECONDARY))
        painter.setPen(colours.qcolor("soft"))
        below = QRect(title.left(), title.bottom() + 1 + GAP, title.width(), height)
        detail = QFontMetrics(ui_font(SECONDARY)).elidedText(
            str(index.data(DETAIL)), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, detail)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, QRectF(row), RADIUS_CHIP)
        painter.restore()


def _boxes(row: QRect, text: str) -> tuple[QRect, int]:
    """Where the title stands in a row of that place and width, and the height of the other line."""
    room = QRect(row.left() + GRIP, row.top() + PAD, row.width() - GRIP - PAD, 10_000)
    title = QFontMetrics(ui_font(BODY, bold=True)).boundingRect(room, int(_WRAP), text)
    room.setHeight(title.height())
    return room, QFontMetrics(ui_font(SECONDARY)).height()
