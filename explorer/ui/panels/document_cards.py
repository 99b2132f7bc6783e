"""What each sentence of the chosen entry supports, on cards beside the text."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import Basis
from explorer.ui import icons, words
from explorer.ui.panels.entry_menu import popup
from explorer.ui.panels.reader_marks import MarkButton
from explorer.ui.panels.reader_words import Value, fields, steps, tr
from explorer.ui.theme import RADIUS_CARD, SECONDARY, theme
from explorer.ui.widgets import plain_label

CARD: int = 300
NARROWEST_CARD: int = 230


class Supported(msgspec.Struct, frozen=True):
    """A quotation's number and what rests on it: names of fields and their values."""

    place: int
    rows: tuple[tuple[str, str], ...]


def supported(detail: EntryDetail, document: str, labels: Labels) -> tuple[Supported, ...]:
    """For each passage of the entry in a document: the fields that rest on it."""
    named: list[tuple[str, Value]] = []
    stage = detail.supports.get(f"milestone:{detail.stage_source}/stage")
    if stage is not None:
        word = words.stage_label(detail.stage, detail.entry.kind)
        value = Value(word, basis=stage.basis, quotations=stage.quotations)
        named.append((tr("How firm"), value))
    for name, title, text in (
        ("title", tr("Title"), detail.entry.title),
        ("kind", tr("Type"), words.kind_label(detail.entry.kind)),
    ):
        support = detail.supports.get(name)
        if support is not None:
            named.append((title, Value(text, quotations=support.quotations)))
    for field in fields(detail, labels):
        named += [(field.name, value) for value in field.values]
    named += [
        (step.word, step.value)
        for step, item in zip(steps(detail), detail.entry.milestones, strict=True)
        if item.id != detail.stage_source or item.when
    ]
    cards = []
    for place, quotation in enumerate(detail.quotations):
        if quotation.document != document or quotation.orphaned:
            continue
        rows: dict[str, list[str]] = {}
        for name, value in named:
            if place in value.quotations:
                inferred = value.basis == Basis.INFERRED
                text = tr("{value}, inferred").format(value=value.text) if inferred else value.text
                rows.setdefault(name, []).append(text)
        joined = tuple((name, "\n".join(texts)) for name, texts in rows.items())
        cards.append(Supported(place, joined))
    return tuple(cards)


class Card(QWidget):
    """One sentence and its fields; a click makes it the one looked at."""

    clicked = Signal(int)
    cite_wanted = Signal()  # of its sentence, which is the one looked at then

    def __init__(self, content: Supported, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = content.place
        self._fields = "\n".join(f"{name}: {text}" for name, text in content.rows)
        number = words.number(content.place + 1)
        heading = tr("Sentence {number} supports").format(number=number)
        self.badge = MarkButton(content.place, number)
        self.badge.setAccessibleName(
            f"{heading}: " + "; ".join(f"{name} {text}" for name, text in content.rows)
        )
        self.badge.clicked.connect(lambda: self.clicked.emit(self.place))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.badge)
        head.addWidget(plain_label(heading, size=SECONDARY, bold=True), 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(content.rows):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(plain_label(name, size=SECONDARY, role="soft"), row, 0, top)
            value = plain_label(text, size=SECONDARY, wrap=True, selectable=True)
            value.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the card has one
            grid.addWidget(value, row, 1, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self.update)

    def set_active(self, *, active: bool) -> None:
        """Whether its sentence is the one looked at."""
        self.badge.set_lit(lit=active)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Kept from the text below, which would start to select.
        event.accept()
        self.clicked.emit(self.place)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self.menu(), event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the sentence and what it supports."""
        menu = QMenu(self)
        show = menu.addAction(icons.icon("book-open"), tr("Go to the sentence"))
        show.triggered.connect(lambda: self.clicked.emit(self.place))
        cite = menu.addAction(icons.icon("quote"), tr("Copy with footnote"))
        cite.triggered.connect(self._cite)
        copy = menu.addAction(icons.icon("copy"), tr("Copy what it supports"))
        copy.triggered.connect(lambda: QApplication.clipboard().setText(self._fields))
        return menu

    def _cite(self) -> None:
        self.clicked.emit(self.place)
        self.cite_wanted.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.qcolor("strong"), 1))
            painter.setBrush(colours.qcolor("base"))
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
