"""The legend below the axis: what colours and textures mean; a click narrows the search to one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.ui.inks import inks
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels.timeline_hues import draw_sign, hues_of
from explorer.ui.panels.timeline_words import share_text
from explorer.ui.theme import PILL, RADIUS_CHIP, theme

LEGEND: Final = 26
SIDE: Final = 14
SWATCH: Final = 12.0
PAD: Final = 4.0


class Meaning(NamedTuple):
    """A row of colours, how many entries have it in the result, and whether it is chosen."""

    row: int
    total: float
    chosen: bool


class LegendButton(QAbstractButton):
    """A swatch with its texture or its stage's sign, and its name."""

    def __init__(self, meaning: Meaning, parent: QWidget, *, by_stage: bool) -> None:
        super().__init__(parent)
        self._by_stage = by_stage
        self.name = say.colour_name(meaning.row, by_stage=by_stage)
        self.short = self.name if by_stage else say.short_family(meaning.row - 1)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_meaning(meaning)

    def show_meaning(self, meaning: Meaning) -> None:
        """The same row with another count, or chosen or not."""
        self.meaning = meaning
        self.full = f"{self.name} {share_text(meaning.total)}"
        self.setChecked(meaning.chosen)
        self.setAccessibleName(self.full)
        tip = self.tr("Every value again") if meaning.chosen else self.tr("Only these: {name}")
        self.setToolTip(tip.format(name=self.full))
        self.setText(self.full)

    def width_of(self, text: str) -> int:
        """The width that a text needs on it."""
        return round(PAD + SWATCH + 4 + pen.text_width(text, PILL) + PAD)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours = inks()
        hues = hues_of(colours, by_stage=self._by_stage, ratio=self.devicePixelRatioF())
        row = self.meaning.row
        box = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.qcolor("selection"))
                painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
            swatch = QRectF(PAD, box.center().y() - 5, SWATCH - 2, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._by_stage:
                draw_sign(painter, row, swatch.center(), 9.0, hues.rows[row], hollow=False)
            else:
                for brush in hues.fills[row]:
                    painter.setBrush(brush)
                    painter.drawRect(swatch)
            painter.setPen(colours.qcolor("text" if self.isChecked() else "soft"))
            text = QRectF(PAD + SWATCH + 3, box.top(), 0, box.height())
            pen.write(painter, text, self.text(), PILL)
            if self.hasFocus():
                pen.focus_frame(painter, box.adjusted(2.5, 2.5, -2.5, -2.5), colours)


class Legend(QWidget):
    """The colours of the result. ``chosen(row)``: narrow to one, or lift that again."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(LEGEND)
        self.setAccessibleName(self.tr("Colours"))
        self._shown: tuple[bool, tuple[Meaning, ...]] | None = None
        self._made: dict[tuple[bool, int], LegendButton] = {}
        self.buttons: list[LegendButton] = []
        theme.changed.connect(self.update)

    def show_meanings(self, meanings: Sequence[Meaning], *, by_stage: bool) -> None:
        """These rows, in their order. A button stays the one of its row: it may have the focus."""
        if self._shown == (by_stage, tuple(meanings)):
            return
        self._shown = (by_stage, tuple(meanings))
        before, self.buttons = self.buttons, []
        new = False
        for meaning in meanings:
            button = self._made.get((by_stage, meaning.row))
            if button is None:
                new = True
                button = self._make(meaning, by_stage=by_stage)
            else:
                button.show_meaning(meaning)
            self.buttons.append(button)
        for button in before:
            if button not in self.buttons:
                button.hide()
        if new:  # Tab goes from left to right
            for one, other in pairwise(self.buttons):
                QWidget.setTabOrder(one, other)
        self._arrange()

    def _make(self, meaning: Meaning, *, by_stage: bool) -> LegendButton:
        button = LegendButton(meaning, self, by_stage=by_stage)
        button.clicked.connect(lambda: self.chosen.emit(meaning.row))
        self._made[by_stage, meaning.row] = button
        return button

    def _arrange(self) -> None:
        """With counts where they fit, else names, whole or short, the longest of them cut."""
        room = self.width() - 2 * SIDE
        for texts in (
            [b.full for b in self.buttons],
            [b.name for b in self.buttons],
            [b.short for b in self.buttons],
        ):
            widths = [b.width_of(text) for b, text in zip(self.buttons, texts, strict=True)]
            if sum(widths) <= room:
                break
        else:
            widths = fair_widths(widths, room)
        x = SIDE
        for button, text, wide in zip(self.buttons, texts, widths, strict=True):
            button.setText(pen.elided(text, wide - button.width_of("") + 1, PILL))
            button.setGeometry(x, 0, wide, LEGEND)
            button.show()
            x += wide

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.buttons:
            self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(300, LEGEND)


def fair_widths(wanted: Sequence[int], room: int) -> list[int]:
    """Widths of which the sum fits: the longest give way first."""
    low, high = 0, max(wanted, default=0)
    while low < high:
        cap = (low + high + 1) // 2
        if sum(min(wide, cap) for wide in wanted) <= room:
            low = cap
        else:
            high = cap - 1
    return [min(wide, low) for wide in wanted]
