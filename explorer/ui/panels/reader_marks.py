"""The numbered marks that lead from a field to the sentence it rests on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.vocabulary import Basis
from explorer.ui import words
from explorer.ui.panels.reader_words import Value, tr
from explorer.ui.theme import theme, ui_font
from explorer.ui.widgets_paint import draw_focus

SIZE: Final = 20
CIRCLE: Final = 15


def basis_words(basis: str) -> str:
    """How a field rests on its sentence, for tooltip and screen reader."""
    return {
        Basis.STATED: tr("stated"),
        Basis.INFERRED: tr("inferred"),
        Basis.CLASSIFIED: tr("sorted under this heading by us"),
    }.get(Basis(basis), basis)


class MarkButton(QAbstractButton):
    """A number in a circle: drawn for stated, dashed for inferred, tinted for classified."""

    pointed = Signal(int, bool)

    def __init__(self, place: int, number: str, basis: str = Basis.STATED) -> None:
        super().__init__()
        self.place = place
        self.basis = basis
        self._lit = False
        self.setText(number)
        self.setFixedSize(SIZE, SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_lit(self, *, lit: bool) -> None:
        """Fill it: its sentence is the one pointed at."""
        self._lit = lit
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self.place, True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(self.place, self.hasFocus())

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.pointed.emit(self.place, True)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.pointed.emit(self.place, self.underMouse())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        colours = theme.colours
        accent = colours.qcolor("accent")
        edge = (SIZE - CIRCLE) / 2
        circle = QRectF(edge, edge, CIRCLE, CIRCLE)
        filled = self._lit or self.underMouse() or self.isDown()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(accent, 1.2)
            ground = QColor(Qt.GlobalColor.transparent)
            if filled:
                ground = accent
            elif self.basis == Basis.CLASSIFIED:
                pen = QPen(Qt.PenStyle.NoPen)
                ground = colours.tint(accent, 0.2)
            if self.basis == Basis.INFERRED:
                pen.setDashPattern([2.0, 1.8])
            painter.setPen(pen)
            painter.setBrush(ground)
            painter.drawEllipse(circle)
            font = ui_font(10 if len(self.text()) < 2 else 8, bold=True)
            painter.setFont(font)
            painter.setPen(colours.qcolor("on_accent") if filled else accent)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self.text())
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), SIZE / 2 - 1)


class MarkRow(QWidget):
    """The marks of one value. ``pointed`` and ``clicked`` carry the place of a quotation."""

    clicked = Signal(int)
    pointed = Signal(int, bool)

    def __init__(self, value: Value, field: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place in value.quotations:
            number = words.number(place + 1)
            mark = MarkButton(place, number, value.basis or Basis.STATED)
            name = tr("Sentence {number} for {field}").format(number=number, field=field)
            self._name(mark, name, value)
            mark.clicked.connect(self._say(place))
            mark.pointed.connect(self.pointed)
            row.addWidget(mark)
        for place in value.records:
            number = f"T{words.number(place + 1)}"
            mark = MarkButton(-1, number, value.basis or Basis.STATED)
            name = tr("Table cell {number} for {field}").format(number=number, field=field)
            self._name(mark, name, value)
            row.addWidget(mark)

    def _say(self, place: int) -> object:
        return lambda: self.clicked.emit(place)

    @staticmethod
    def _name(mark: MarkButton, name: str, value: Value) -> None:
        basis = basis_words(mark.basis)
        mark.setAccessibleName(f"{name}, {basis}" if mark.basis != Basis.STATED else name)
        mark.setToolTip(f"{name} ({basis})" + (f"\n{value.why}" if value.why else ""))
