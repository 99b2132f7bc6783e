"""What stands in the reader's column for one entry, top to bottom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import Basis
from explorer.ui import words
from explorer.ui.panels.reader_head import ReaderHead
from explorer.ui.panels.reader_marks import MarkRow
from explorer.ui.panels.reader_parts import (
    NAMES,
    FieldGrid,
    Marker,
    QuotationView,
    StepRow,
    record_view,
    step_rows,
    value_label,
)
from explorer.ui.panels.reader_sources import lacks_official, standing_lines
from explorer.ui.panels.reader_words import fields, relation_values, stage_value, steps
from explorer.ui.theme import SECONDARY, TITLE
from explorer.ui.widgets import IconLabel, Line, LinkButton, Pill, plain_label
from explorer.ui.widgets_paint import firmness_of

_TOP = Qt.AlignmentFlag.AlignTop


class ReaderContent(QWidget):
    """One entry. ``opened`` and ``pointed`` carry the place of a quotation."""

    opened = Signal(int)
    pointed = Signal(int, bool)
    show_wanted = Signal()
    entry_wanted = Signal(str)

    def __init__(
        self, detail: EntryDetail, labels: Labels, marker: Marker | None, *, in_binder: bool
    ) -> None:
        super().__init__()
        self.quotations: list[QuotationView] = []
        self.head = ReaderHead(detail, in_binder=in_binder)
        self.head.show_wanted.connect(self.show_wanted)
        column = base_column(self)
        column.addWidget(self.head)
        title = plain_label(detail.entry.title, size=TITLE, bold=True, wrap=True, selectable=True)
        title.setContentsMargins(0, 2, 0, 6)
        column.addWidget(title)
        self._add_stage(column, detail)
        column.addSpacing(10)
        column.addWidget(Line())
        column.addSpacing(10)
        grid = FieldGrid(fields(detail, labels))
        self._connect(grid)
        column.addWidget(grid)
        self._add_steps(column, detail)
        self._add_quotations(column, detail, marker)
        self._add_relations(column, detail)
        self._add_own_words(column, detail)
        column.addStretch(1)

    def _add_stage(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        value = stage_value(detail)
        row = QHBoxLayout()
        row.setSpacing(8)
        word = words.stage_label(detail.stage, detail.entry.kind)
        row.addWidget(Pill(word, firmness_of(detail.stage)), 0, _TOP)
        row.addWidget(value_label(value), 1)
        marks = MarkRow(value, self.tr("How firm"))
        self._connect(marks)
        row.addWidget(marks, 0, _TOP)
        column.addLayout(row)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for text in standing_lines(detail):
            lines.addWidget(
                plain_label(text, size=SECONDARY, role="soft", wrap=True, selectable=True)
            )
        if lacks_official(detail):
            text = self.tr("No official text in the library says this yet")
            lines.addWidget(plain_label(text, size=SECONDARY, role="soft", wrap=True))
        whose = QHBoxLayout()
        whose.setContentsMargins(1, 4, 0, 0)
        whose.setSpacing(8)
        whose.addWidget(IconLabel("newspaper", "faint", 15), 0, _TOP)
        whose.addLayout(lines, 1)
        column.addLayout(whose)

    def _add_steps(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        rows = steps(detail)
        if not rows:
            return
        _heading(column, self.tr("Steps and dates"))
        for row in step_rows(rows):
            self._connect(row)
            column.addWidget(row)

    def _add_quotations(
        self, column: QVBoxLayout, detail: EntryDetail, marker: Marker | None
    ) -> None:
        if not (detail.quotations or detail.records):
            return
        head = _heading(column, self.tr("Quotations"))
        if any(not item.orphaned for item in detail.quotations):
            show = LinkButton(self.tr("Show in document"))
            show.clicked.connect(self.show_wanted)
            head.addWidget(show)
        for place, item in enumerate(detail.quotations):
            document = detail.documents[item.document]
            view = QuotationView(place, item, document.short_title or document.title, marker)
            view.opened.connect(self.opened)
            view.pointed.connect(self.pointed)
            self.quotations.append(view)
            column.addWidget(view)
        for place, record in enumerate(detail.records):
            column.addWidget(record_view(place, record))

    def _add_relations(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        if not detail.related:
            return
        _heading(column, self.tr("Relations"))
        for related, value in zip(detail.related, relation_values(detail), strict=True):
            row = QHBoxLayout()
            row.setContentsMargins(0, 1, 0, 1)
            row.setSpacing(4)
            word = words.relation_label(related.kind, back=related.back)
            name = plain_label(word, role="soft")
            name.setMinimumWidth(NAMES)
            link = LinkButton(related.title)
            link.setAccessibleName(f"{word}: {related.title}")
            link.clicked.connect(partial(self.entry_wanted.emit, related.id))
            row.addWidget(name, 0, _TOP)
            row.addWidget(link)
            row.addStretch(1)
            if value.basis == Basis.INFERRED:
                row.addWidget(value_label(value), 0, _TOP)
            marks = MarkRow(value, word)
            self._connect(marks)
            row.addWidget(marks, 0, _TOP)
            column.addLayout(row)

    def _add_own_words(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        if detail.entry.note:
            _heading(column, self.tr("Note on the source"))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("triangle-alert", "evidence", 15), 0, _TOP)
            row.addWidget(plain_label(detail.entry.note, wrap=True, selectable=True), 1)
            column.addLayout(row)
        if detail.entry.summary:
            _heading(column, self.tr("In our words"))
            column.addWidget(
                plain_label(detail.entry.summary, role="soft", wrap=True, selectable=True)
            )

    def _connect(self, part: FieldGrid | MarkRow | StepRow) -> None:
        part.clicked.connect(self.opened)
        part.pointed.connect(self.pointed)


def base_column(content: QWidget) -> QVBoxLayout:
    """The column of a widget on the ground that is read from."""
    content.setBackgroundRole(QPalette.ColorRole.Base)
    content.setAutoFillBackground(True)
    column = QVBoxLayout(content)
    column.setContentsMargins(20, 10, 14, 20)
    column.setSpacing(0)
    return column


def _heading(column: QVBoxLayout, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 16, 0, 4)
    row.addWidget(plain_label(text, bold=True), 1)
    column.addLayout(row)
    return row
