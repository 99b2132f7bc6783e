"""The parts that the reader puts below each other: fields, steps, quotations, relations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.detail import Quotation
from explorer.domain.entries import Record
from explorer.domain.vocabulary import Basis
from explorer.ui import icons, words
from explorer.ui.panels.reader_marks import SIZE, MarkButton, MarkRow
from explorer.ui.panels.reader_sources import place_line, quoted
from explorer.ui.panels.reader_words import Field, Step, Value, tr
from explorer.ui.theme import BODY, SECONDARY, theme, ui_font
from explorer.ui.widgets import IconLabel, LinkButton, plain_label
from explorer.ui.widgets_text import marked_html

Marker = Callable[[str], Sequence[tuple[int, int]]]

NAMES: Final = 81  # the column of field names
_TOP: Final = Qt.AlignmentFlag.AlignTop
STEP_TEXT: Final = 24  # where the words of a step begin, right of its dot


def value_label(value: Value, *, size: int = BODY) -> QLabel:
    """A value, what follows it in a quieter colour, and that it is inferred, as selectable text."""
    quiet = [escape(value.soft)] if value.soft else []
    if value.basis == Basis.INFERRED:
        quiet.append(f"<i>{escape(tr('inferred'))}</i>")
    html = escape(value.text)
    if quiet:
        html += f' <span style="color:{theme.colours.soft}">–\u2060\u00a0{", ".join(quiet)}</span>'
    label = plain_label(size=size, wrap=True, selectable=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(html)
    if value.basis == Basis.INFERRED:
        why = value.why or tr("Concluded from the sentence; it does not say so outright.")
        label.setToolTip(f"<qt>{escape(why)}</qt>")
    return label


class FieldGrid(QWidget):
    """Names, values and marks in three columns."""

    clicked = Signal(int)
    pointed = Signal(int, bool)

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnMinimumWidth(0, NAMES)
        self._grid.setColumnStretch(1, 1)
        for field in fields:
            for place, value in enumerate(field.values):
                self._add(field.name if place == 0 else "", field.name, value)

    def _add(self, shown: str, name: str, value: Value) -> None:
        row = self._grid.rowCount()
        label = plain_label(shown, role="soft")
        label.setContentsMargins(0, 1, 0, 0)
        self._grid.addWidget(label, row, 0, _TOP)
        self._grid.addLayout(_value_column(value), row, 1)
        marks = MarkRow(value, name)
        marks.clicked.connect(self.clicked)
        marks.pointed.connect(self.pointed)
        self._grid.addWidget(marks, row, 2, _TOP | Qt.AlignmentFlag.AlignRight)


def _value_column(value: Value) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 1, 0, 0)
    column.setSpacing(2)
    first = QHBoxLayout()
    first.setSpacing(8)
    if value.family is not None:
        first.addWidget(HueBar(value.family), 0, _TOP)
    first.addWidget(value_label(value), 1)
    column.addLayout(first)
    for text in value.below:
        column.addWidget(plain_label(text, role="soft", wrap=True, selectable=True))
    if value.warning:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(IconLabel("triangle-alert", "evidence", 14), 0, _TOP)
        label = plain_label(value.warning, size=SECONDARY, role="soft", wrap=True, selectable=True)
        label.setToolTip(value.warning_why)
        line.addWidget(label, 1)
        column.addLayout(line)
    return column


class HueBar(QWidget):
    """The bar in the hue of a sector's family."""

    def __init__(self, family: int) -> None:
        super().__init__()
        self._family = family
        self.setFixedSize(4, 18)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colours.family(self._family))
            painter.drawRoundedRect(QRectF(0, 3, 4, 12), 2, 2)


class StepRow(QWidget):
    """A step with its dot on the line: filled where it was reached and a source says so."""

    clicked = Signal(int)
    pointed = Signal(int, bool)

    def __init__(self, step: Step, width: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self._step, self._first, self._last = step, first, last
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP_TEXT, 2, 0, 4)
        row.setSpacing(4)
        word = plain_label(step.word, selectable=True)
        word.setFixedWidth(width)
        word.setContentsMargins(0, 1, 0, 0)
        row.addWidget(word, 0, _TOP)
        column = QVBoxLayout()
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(1)
        column.addWidget(value_label(step.value))
        for text in step.value.below:
            column.addWidget(
                plain_label(text, size=SECONDARY, role="soft", wrap=True, selectable=True)
            )
        row.addLayout(column, 1)
        marks = MarkRow(step.value, step.word)
        marks.clicked.connect(self.clicked)
        marks.pointed.connect(self.pointed)
        row.addWidget(marks, 0, _TOP)
        state = tr("reached") if step.reached else tr("not counted or not yet reached")
        self.setAccessibleName(f"{step.word}, {step.value.text}, {state}")
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        middle, radius, x = 13.0, 4.5, 8.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.qcolor("strong"), 1.4))
            if not self._first:
                painter.drawLine(QLineF(x, 0.0, x, middle - radius - 1.5))
            if not self._last:
                painter.drawLine(QLineF(x, middle + radius + 1.5, x, float(self.height())))
            accent = colours.qcolor("accent")
            painter.setPen(QPen(accent, 1.6))
            painter.setBrush(accent if self._step.reached else colours.qcolor("base"))
            painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))


def step_rows(steps: Sequence[Step]) -> list[StepRow]:
    """All steps, their dates in a column below that of the fields' values where words allow."""
    metrics = QFontMetrics(ui_font(BODY))
    width = max([NAMES - STEP_TEXT, *(metrics.horizontalAdvance(step.word) + 4 for step in steps)])
    last = len(steps) - 1
    return [
        StepRow(step, width, first=place == 0, last=place == last)
        for place, step in enumerate(steps)
    ]


class QuotationView(QWidget):
    """A quotation with its number, searched words in yellow, and where it stands."""

    opened = Signal(int)
    pointed = Signal(int, bool)
    copy_wanted = Signal(int)

    def __init__(
        self, place: int, quotation: Quotation, source: str, marker: Marker | None
    ) -> None:
        super().__init__()
        self.place = place
        self._lit = False
        number = words.number(place + 1)
        self.badge = MarkButton(place, number)
        self.badge.setAccessibleName(
            tr("Show sentence {number} in its document").format(number=number)
        )
        self.badge.setToolTip(self.badge.accessibleName())
        text = quoted(quotation)
        # Searched words are known for the passage alone, without marks and dots around it.
        shift = text.index(quotation.text)
        marks = marker(quotation.text) if marker is not None else ()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setFont(ui_font(BODY))
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setText(marked_html(text, [(a + shift, b + shift) for a, b in marks]))
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setCursor(Qt.CursorShape.IBeamCursor)
        # Its own menu would only copy what is selected: the quotation's stands in its place.
        self.label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        where = f"{source}, {place_line(quotation)}"
        column = QVBoxLayout()
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        if quotation.orphaned:
            column.addLayout(_orphaned_line(source))
            self.badge.setEnabled(False)
        else:
            link = LinkButton(where, role="soft", size=SECONDARY)
            link.setAccessibleName(tr("{place}: show in document").format(place=where))
            link.clicked.connect(self._open)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 4, 4)
        row.setSpacing(6)
        row.addWidget(self.badge, 0, _TOP)
        row.addLayout(column, 1)
        self.badge.clicked.connect(self._open)
        self.badge.pointed.connect(self.pointed)
        theme.changed.connect(self.update)

    def _open(self) -> None:
        self.opened.emit(self.place)

    def menu(self) -> QMenu:
        """What can be done with the quotation."""
        menu = QMenu(self)
        if self.label.hasSelectedText():
            chosen = self.label.selectedText()
            copy = menu.addAction(icons.icon("copy"), tr("Copy what is selected"))
            copy.triggered.connect(lambda: QApplication.clipboard().setText(chosen))
        cite = menu.addAction(icons.icon("quote"), tr("Copy quotation with its source"))
        cite.triggered.connect(lambda: self.copy_wanted.emit(self.place))
        opened = menu.addAction(icons.icon("book-open"), tr("Show in document"))
        opened.setEnabled(self.badge.isEnabled())
        opened.triggered.connect(self._open)
        return menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def set_state(self, *, active: bool, lit: bool) -> None:
        """``active``: "Show in document" opens it; ``lit``: one of its marks is pointed at."""
        self._lit = lit
        self.badge.set_lit(lit=active)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lit:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colours.qcolor("selection"))
                painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


def _orphaned_line(source: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(IconLabel("triangle-alert", "error", 14), 0, _TOP)
    text = tr("Source text changed: this no longer stands in {source} as it did").format(
        source=source
    )
    line.addWidget(plain_label(text, size=SECONDARY, role="error", wrap=True), 1)
    return line


def record_view(place: int, record: Record) -> QWidget:
    """A cell of a table as evidence."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(6)
    number = plain_label(f"T{words.number(place + 1)}", size=SECONDARY, bold=True, role="soft")
    number.setMinimumWidth(SIZE)
    row.addWidget(number, 0, _TOP)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(plain_label(f"“{record.printed}”", wrap=True, selectable=True))
    where = tr("Table row {row}, column “{column}”").format(
        row=words.number(record.row), column=record.column
    )
    column.addWidget(plain_label(where, size=SECONDARY, role="soft", wrap=True))
    row.addLayout(column, 1)
    return box
