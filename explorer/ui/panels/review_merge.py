"""Which entry of the library a suggestion is merged into: those that look like it, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.review import Likeness
from explorer.ui import words
from explorer.ui.models.review_words import as_sentence, likeness_about, reasons, tr
from explorer.ui.theme import BODY, RADIUS, SECONDARY, theme, ui_font
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_lines import Face, draw_line, fitted
from explorer.ui.widgets_paint import draw_focus

_BADGE: Final = 22.0
_LEFT: Final = 44  # where its words begin
_WHY: Final = 45  # and below what its reasons
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_TITLE: Final = Face(BODY, bold=True)
_LINE: Final = Face(SECONDARY)


class LikenessRow(QAbstractButton):
    """One entry: its number, its title, what it is, and why it may be the same."""

    def __init__(self, number: int, likeness: Likeness, parent: QWidget) -> None:
        super().__init__(parent)
        self.likeness = likeness
        self._number = words.number(number)
        self._about, self._why = likeness_about(likeness), as_sentence(reasons(likeness.why))
        text = f"{self._number}: {likeness.title}. {self._about}. {self._why}"
        self.setText(likeness.title)
        self.setAccessibleName(text)
        self.setToolTip("\n".join(filter(None, (likeness.title, self._about, self._why))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """As high as its reasons need; they are why one would choose it."""
        room = QRect(0, 0, max(20, arg__1 - _LEFT - 12), 1_000)
        metrics = QFontMetrics(ui_font(SECONDARY))
        return _WHY + metrics.boundingRect(room, _WRAP, self._why).height() + 10

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            over = self.underMouse() or self.hasFocus()
            painter.setPen(QPen(colours.qcolor("line"), 1))
            painter.setBrush(colours.qcolor("selection" if over else "base"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            badge = QRectF(12, 8, _BADGE, _BADGE)
            painter.setPen(QPen(colours.qcolor("strong"), 1))
            painter.setBrush(colours.qcolor("base"))
            painter.drawRoundedRect(badge, 4, 4)
            number = fitted(self._number, _LINE, 20)
            x = badge.center().x() - number.width / 2
            draw_line(painter, number, x, badge.top(), _BADGE, colours.qcolor("text"))
            left = _LEFT
            room = int(self.width() - left - 12)
            for top, text, face, role in (
                (8, self.likeness.title, _TITLE, "text"),
                (27, self._about, _LINE, "soft"),
            ):
                line = fitted(text, face, max(20, room))
                draw_line(painter, line, left, top, 18, colours.qcolor(role))
            painter.setFont(ui_font(SECONDARY))
            painter.setPen(colours.qcolor("soft"))
            why = QRectF(left, _WHY, room, self.height() - _WHY)
            painter.drawText(why, _WRAP, self._why)
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), RADIUS)


class MergePane(QWidget):
    """The entries to choose from: by number, by arrows and Enter, by a click."""

    chosen = Signal(str)  # an entry
    left = Signal()
    arranged = Signal()  # its rows are others now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LikenessRow] = []
        self._head = plain_label(tr("Merge into which entry?"), bold=True, wrap=True)
        self._says = plain_label(size=SECONDARY, role="soft", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 2, 0, 0)
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._says)
        column.addLayout(self._list)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Merge into which entry?"))

    def show_looking(self) -> None:
        """The library is being looked through."""
        self._clear()
        self._says.setText(tr("Looking in the library …"))

    def show_found(self, found: Sequence[Likeness]) -> None:
        """Offer these, the likeliest first."""
        focused = self.hasFocus() or any(row.hasFocus() for row in self.rows)
        self._clear()
        self._says.setText(
            tr("The sentence becomes evidence of the entry whose number you press. Escape: back.")
            if found
            else tr("Nothing in the library looks like it. Escape goes back.")
        )
        for number, likeness in enumerate(found, 1):
            row = LikenessRow(number, likeness, self)
            row.clicked.connect(lambda _=False, one=likeness: self.chosen.emit(one.entry_id))
            self._list.addWidget(row)
            row.show()
            self.rows.append(row)
        self.arranged.emit()
        if focused:
            self.enter()

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def enter(self) -> None:
        """Put the focus on the likeliest."""
        (self.rows[0] if self.rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, focused = event.key(), self.focusWidget()
        place = next((n for n, row in enumerate(self.rows) if row is focused), -1)
        number = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif 0 <= number < len(self.rows):
            self.chosen.emit(self.rows[number].likeness.entry_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if place >= 0:
                self.rows[place].click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_J) and place + 1 < len(self.rows):
            self.rows[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_K) and place > 0:
            self.rows[place - 1].setFocus(Qt.FocusReason.BacktabFocusReason)
        # No other letter is an order while an entry is chosen here.
        event.accept()
