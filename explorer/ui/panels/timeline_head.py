"""The line over the axis: what is counted, the period it is narrowed to, and tools to look with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from explorer.domain.query import Period
from explorer.ui import words
from explorer.ui.inks import inks
from explorer.ui.panels import timeline_pen as pen
from explorer.ui.panels.chips import span_text
from explorer.ui.theme import BODY, SECONDARY, theme, ui_font
from explorer.ui.widgets import ElidedLabel, IconButton, button_text, plain_label

HEAD: Final = 32
SIDE: Final = 20
GAPS: Final = 22  # margins and spaces that are always there
SPACING: Final = 6


class Heading(QWidget):
    """A bold word and its counts, shortened where they do not fit."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._text = title, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def say(self, text: str) -> None:
        """The counts."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(f"{self._title}: {text}")
            self.setToolTip("" if self._fits() else text)
            self.update()

    @property
    def title(self) -> str:
        """The bold word."""
        return self._title

    @property
    def text(self) -> str:
        """The counts, whole."""
        return self._text

    def _fits(self) -> bool:
        taken = pen.metrics(BODY, bold=True).horizontalAdvance(self._title) + 9
        return taken + pen.text_width(self._text, SECONDARY) <= self.width()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        with QPainter(self) as painter:
            pen.heading(painter, self._title, self._text, QRectF(self.rect()), inks())


class PeriodChip(QFrame):
    """The period in force: in words, how dates must lie in it, how many that drops, and away.

    ``changed(period)``: another one, or None.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self._period = Period()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(SPACING)
        self._span = ElidedLabel()
        self._span.setFont(ui_font(SECONDARY))
        row.addWidget(self._span)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        self.possible = self._switch(self.tr("May fall in"), "first")
        self.certain = self._switch(self.tr("Surely in"), "last")
        pair.addWidget(self.possible)
        pair.addWidget(self.certain)
        row.addLayout(pair)
        self._dropped = plain_label(size=SECONDARY, role="soft")
        row.addWidget(self._dropped)
        self._unsure = 0
        self.away = IconButton("x", self.tr("Clear the period"), self)
        self.away.setFixedSize(20, 20)
        self.away.clicked.connect(lambda: self.changed.emit(None))
        row.addWidget(self.away)

    def _switch(self, text: str, side: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(button_text(text))
        button.setFont(ui_font(SECONDARY))
        button.setCheckable(True)
        button.setProperty("switch", side)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        certain = side == "last"
        button.clicked.connect(lambda: self._clicked(certain=certain))
        return button

    def _clicked(self, *, certain: bool) -> None:
        """Of a pair the one that is meant; alone it stands for both."""
        other = self.possible if certain else self.certain
        self._choose(certain=not certain if other.isHidden() else certain)

    def _choose(self, *, certain: bool) -> None:
        self.possible.setChecked(not self._period.certain)
        self.certain.setChecked(self._period.certain)
        if certain != self._period.certain:
            self.changed.emit(Period(self._period.start, self._period.end, certain))

    def show_period(self, period: Period, unsure: int) -> None:
        """A period, and how many entries may fall in it but not surely."""
        self._period = period
        self._span.set_full_text(span_text(period))
        self.possible.setChecked(not period.certain)
        self.certain.setChecked(period.certain)
        count = words.number(unsure)
        if period.certain:
            said = self.tr("{count} left out").format(count=count)
        else:
            said = self.tr("{count} unsure").format(count=count)
        self._unsure = unsure
        self._dropped.setText(said)
        self._dropped.setToolTip(
            self.tr("Their dates are not precise enough to be surely in this period")
        )
        spoken = [self._span.full_text(), said if unsure else ""]
        self.setAccessibleName(". ".join(filter(None, spoken)))

    def fit(self, room: int) -> None:
        """Where room is short, the count goes first, then the switch that does not hold."""
        other, own = self.possible, self.certain
        if not self._period.certain:
            other, own = own, other
        # Added up by hand: a layout does not know at once that something in it was hidden.
        left = room - self._span.sizeHint().width() - self.away.width() - GAPS
        for part, wanted in ((own, True), (other, True), (self._dropped, self._unsure > 0)):
            left -= part.sizeHint().width() + (SPACING if part is not other else 0)
            part.setVisible(wanted and left >= 0)


class TimelineHead(QWidget):
    """Heading, period and tools. Each tool is also a key and a line of the menu."""

    period_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, 8, 0)
        row.setSpacing(2)
        self.heading = Heading(self.tr("Dated"), self)
        row.addWidget(self.heading, 1)
        self._row = row
        self._chip: PeriodChip | None = None
        self.lanes = IconButton("layers", self.tr("Lanes and colours"), self)
        self.closer = IconButton("zoom-in", self.tr("Closer (+)"), self)
        self.wider = IconButton("zoom-out", self.tr("Wider (−)"), self)
        self.fit = IconButton("move-horizontal", self.tr("Fit the result (0)"), self)
        self.more = IconButton("ellipsis", self.tr("Timeline menu"), self)
        for button in self.tools:
            button.setFixedSize(28, 28)
            row.addWidget(button)

    @property
    def tools(self) -> tuple[IconButton, ...]:
        """The buttons, from left to right."""
        return self.lanes, self.wider, self.closer, self.fit, self.more

    @property
    def chip(self) -> PeriodChip:
        """The period's chip, made when it is first needed."""
        if self._chip is None:
            self._chip = PeriodChip(self)
            self._chip.changed.connect(self.period_changed)
            self._row.insertWidget(1, self._chip)
            self._row.insertSpacing(2, 6)
        return self._chip

    def show_period(self, period: Period | None, unsure: int) -> None:
        """The period that the result is narrowed to, if any."""
        if period is not None:
            self.chip.show_period(period, unsure)
            self.chip.show()
            self._fit()
        elif self._chip is not None:
            self._chip.hide()

    def _fit(self) -> None:
        if self._chip is not None and not self._chip.isHidden():
            tools = sum(button.width() + self._row.spacing() for button in self.tools)
            title = pen.metrics(BODY, bold=True).horizontalAdvance(self.heading.title)
            self._chip.fit(round(self.width() - SIDE - tools - title - GAPS))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def offer_tools(self, offered: bool) -> None:
        """Whether there is anything to look at closer."""
        for button in (self.lanes, self.closer, self.wider, self.fit):
            button.setEnabled(offered)
