"""Tables with cells in which one of several is chosen, or that have several pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from explorer.ui import icons
from explorer.ui.inks import inks
from explorer.ui.models.table_columns import ChoicesRole
from explorer.ui.models.table_preview import PiecesRole
from explorer.ui.theme import BODY, theme
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_paint import draw_focus
from explorer.ui.widgets_rows import ROW, Index, RowsTable

_PADDING: Final = 8
_INSET: Final = 3  # where the style begins a text
_ARROW: Final = 14
_GAP: Final = 6  # before the field, so that a number in the column before stands clear
_FACE: Final = Face(BODY)
_STRANGE: Final = Face(BODY, italic=True)
_OPENING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2})


class Grid(RowsTable):
    """Enter or Space opens a cell of the row in which can be chosen."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        widths: Iterable[int],
        parent: QWidget,
        *,
        wide: int,
    ) -> None:
        super().__init__(model, name, widths, parent, wide=wide)
        self.clicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def open_chosen(self) -> None:
        """Open the cell of the current row in which can be chosen, if it has one."""
        row = self.currentIndex().row()
        if row < 0:
            return
        for place in range(self.model().columnCount()):
            index = self.model().index(row, place)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self._open(index)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_chosen()
        else:
            super().keyPressEvent(event)


class ChoiceDelegate(QStyledItemDelegate):
    """A cell that looks like the field it is: its choices come up when it is opened."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, own = theme.colours, inks()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        if chosen:
            painter.fillRect(rect, colours.qcolor("selection"))
        box = QRectF(rect).adjusted(_GAP + 0.5, 2.5, -2.5, -2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.qcolor("strong"), 1))
        painter.setBrush(colours.qcolor("base"))
        painter.drawRoundedRect(box, 5, 5)
        text = str(index.data() or "")
        room = int(box.width()) - 2 * _PADDING - _ARROW
        nothing = index.data(Qt.ItemDataRole.EditRole) in ("", None)
        line = fitted(text, _STRANGE if nothing else _FACE, room)
        ink = colours.qcolor("soft") if nothing else own.text
        draw_line(painter, line, box.x() + _PADDING, box.y(), box.height(), ink)
        arrow = QRectF(box.right() - _ARROW - 6, box.center().y() - _ARROW / 2, _ARROW, _ARROW)
        icons.draw(painter, "chevron-down", arrow, colours.qcolor("soft"))
        if chosen and option.widget is not None and option.widget.hasFocus():
            draw_focus(painter, box, 5)  # whichever cell of the row is current: this one opens
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        combo.setMaxVisibleItems(16)
        combo.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()))
        for label, meaning in index.data(ChoicesRole):
            combo.addItem(label, meaning)
        combo.activated.connect(lambda _place: self._take(combo))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def _take(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        now = index.data(Qt.ItemDataRole.EditRole)
        meant = [meaning for _, meaning in index.data(ChoicesRole)]
        editor.setCurrentIndex(meant.index(now) if now in meant else -1)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        place = editor.currentIndex()
        if place >= 0:
            model.setData(index, index.data(ChoicesRole)[place][1])

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)


class PiecesDelegate(QStyledItemDelegate):
    """A cell of several pieces: what was not understood stands out, also without its colour."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pieces: Any = index.data(PiecesRole)
        colours, own = theme.colours, inks()
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.qcolor("selection"))
        left, right = rect.x() + _INSET, rect.right() - _INSET
        for place, piece in enumerate(pieces):
            comma = "," if place + 1 < len(pieces) else ""
            text = f"? {piece.text}{comma}" if piece.strange else f"{piece.text}{comma}"
            text = " ".join(text.split())
            face = _STRANGE if piece.strange else _FACE
            room = int(right - left)
            if room < _ARROW:
                break
            ink: QColor = colours.qcolor("error") if piece.strange else own.text
            draw_line(painter, fitted(text, face, room), left, rect.y(), rect.height(), ink)
            left += advance(text, face) + 5
        painter.restore()
