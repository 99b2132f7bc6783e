"""The right column: one entry. How firm and whose word first, our own words last."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels, family_place
from explorer.ui import icons, words
from explorer.ui.panels.reader_marks import MarkRow
from explorer.ui.panels.reader_parts import (
    NAMES,
    FieldGrid,
    Marker,
    QuotationView,
    StepRow,
    record_view,
    value_label,
)
from explorer.ui.panels.reader_sources import citation, lacks_official, standing_lines
from explorer.ui.panels.reader_words import fields, relation_values, stage_value, steps
from explorer.ui.theme import READER, SECONDARY, TITLE, theme
from explorer.ui.widgets import IconButton, IconLabel, Line, LinkButton, Pill, plain_label
from explorer.ui.widgets_paint import firmness_of

_TOP = Qt.AlignmentFlag.AlignTop


class ReaderPanel(QScrollArea):
    """A view of one `EntryDetail`; it says what the reader wants to see next."""

    quotation_activated = Signal(str, int, int)
    entry_wanted = Signal(str)
    binder_toggled = Signal(str)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: EntryDetail | None = None
        self._labels = Labels()
        self._in_binder = False
        self._marker: Marker | None = None
        self._quotations: list[QuotationView] = []
        self._active = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Entry"))
        self.setMinimumWidth(280)
        self.resize(READER, 600)
        theme.changed.connect(self._render)
        self.show_nothing()

    @property
    def detail(self) -> EntryDetail | None:
        """The entry shown."""
        return self._detail

    def show_detail(
        self, detail: EntryDetail, labels: Labels, in_binder: bool, marks: Marker | None = None
    ) -> None:
        """Show an entry; ``marks`` finds the searched words in a text (spans of code points)."""
        same = self._detail is not None and self._detail.entry.id == detail.entry.id
        if same and (detail, labels, marks) == (self._detail, self._labels, self._marker):
            self.set_in_binder(in_binder=in_binder)
            return
        place = self.verticalScrollBar().value() if same else 0
        self._detail, self._labels, self._marker = detail, labels, marks
        self._in_binder, self._active = in_binder, 0
        self._render()
        self.verticalScrollBar().setValue(place)

    def set_in_binder(self, *, in_binder: bool) -> None:
        """Whether the entry shown is put aside for the brief."""
        self._in_binder = in_binder
        if self._detail is not None:
            self._show_binder()

    def show_nothing(self) -> None:
        """No entry is chosen."""
        self._detail = None
        self._say(self.tr("Choose an entry to read it"), "book-open")

    def show_loading(self) -> None:
        """An entry is on its way. One that is shown stays until the other is there."""
        if self._detail is None:
            self._say(self.tr("Opening…"), "book-open")

    def _say(self, text: str, icon: str) -> None:
        content, column = _new_content()
        column.addStretch(2)
        column.addWidget(IconLabel(icon, "faint", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        label = plain_label(text, role="soft", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
        column.addStretch(3)
        self._quotations = []
        self.setWidget(content)

    def _render(self) -> None:
        detail = self._detail
        if detail is None:
            return
        content, column = _new_content()
        self._quotations = []
        column.addLayout(self._head(detail))
        title = plain_label(detail.entry.title, size=TITLE, bold=True, wrap=True, selectable=True)
        title.setContentsMargins(0, 2, 0, 4)
        column.addWidget(title)
        self._add_stage(column, detail)
        column.addSpacing(10)
        column.addWidget(Line())
        column.addSpacing(10)
        grid = FieldGrid(fields(detail, self._labels))
        self._connect(grid)
        column.addWidget(grid)
        self._add_steps(column, detail)
        self._add_quotations(column, detail)
        self._add_relations(column, detail)
        self._add_own_words(column, detail)
        column.addStretch(1)
        self.setWidget(content)
        self._point(self._active, on=False)

    def _head(self, detail: EntryDetail) -> QHBoxLayout:
        kind = detail.entry.kind
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        family = family_place(detail.entry.sectors)
        row.addWidget(IconLabel(icons.KIND_ICONS[kind], family=family))
        row.addSpacing(4)
        row.addWidget(plain_label(words.kind_label(kind), size=SECONDARY, role="soft"), 1)
        self.binder_button = IconButton("bookmark", "", words=True)
        self.binder_button.clicked.connect(lambda: self.binder_toggled.emit(detail.entry.id))
        self._show_binder()
        self.copy_button = IconButton("copy", self.tr("Copy with quotations and sources"))
        self.copy_button.clicked.connect(self.copy_citation)
        more = IconButton("ellipsis", self.tr("More"))
        more.setMenu(self._menu(detail, more))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.binder_button, self.copy_button, more):
            row.addWidget(button)
        return row

    def _show_binder(self) -> None:
        text = self.tr("In brief") if self._in_binder else self.tr("Add to brief")
        icon, role = ("bookmark-check", "accent") if self._in_binder else ("bookmark", "soft")
        self.binder_button.set_name(text, words=True)
        self.binder_button.set_icon(icon, role)
        self.binder_button.setToolTip(
            self.tr("Take out of brief") if self._in_binder else self.tr("Add to brief")
        )

    def _menu(self, detail: EntryDetail, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        title = menu.addAction(self.tr("Copy title"))
        title.triggered.connect(partial(self._copy, detail.entry.title))
        cited = menu.addAction(self.tr("Copy with quotations and sources"))
        cited.triggered.connect(self.copy_citation)
        menu.addSeparator()
        show = menu.addAction(self.tr("Show in document"))
        show.setEnabled(any(not item.orphaned for item in detail.quotations))
        show.triggered.connect(self.show_in_document)
        return menu

    def copy_citation(self) -> None:
        """Copy the entry's title, how firm it is, and each quotation with its source."""
        if self._detail is not None:
            self._copy(citation(self._detail))

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.copied.emit()

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
        whose.setSpacing(7)
        whose.addWidget(IconLabel("newspaper", "faint", 15), 0, _TOP)
        whose.addLayout(lines, 1)
        column.addLayout(whose)

    def _add_steps(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        rows = steps(detail)
        if not rows:
            return
        _heading(column, self.tr("Steps and dates"))
        for place, step in enumerate(rows):
            row = StepRow(step, first=place == 0, last=place == len(rows) - 1)
            self._connect(row)
            column.addWidget(row)

    def _add_quotations(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        if not (detail.quotations or detail.records):
            return
        head = _heading(column, self.tr("Quotations"))
        if any(not item.orphaned for item in detail.quotations):
            show = LinkButton(self.tr("Show in document"))
            show.clicked.connect(self.show_in_document)
            head.addWidget(show)
        for place, item in enumerate(detail.quotations):
            document = detail.documents[item.document]
            view = QuotationView(place, item, document.short_title or document.title, self._marker)
            view.opened.connect(self._open)
            view.pointed.connect(lambda where, on: self._point(where, on=on))
            self._quotations.append(view)
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
            row.addWidget(link, 1)
            if value.basis == "inferred":
                row.addWidget(value_label(value), 0, _TOP)
            marks = MarkRow(value, word)
            self._connect(marks)
            row.addWidget(marks, 0, _TOP)
            column.addLayout(row)

    def _add_own_words(self, column: QVBoxLayout, detail: EntryDetail) -> None:
        if detail.entry.note:
            _heading(column, self.tr("Note on the source"))
            row = QHBoxLayout()
            row.setSpacing(7)
            row.addWidget(IconLabel("triangle-alert", "evidence", 15), 0, _TOP)
            row.addWidget(plain_label(detail.entry.note, wrap=True, selectable=True), 1)
            column.addLayout(row)
        if detail.entry.summary:
            _heading(column, self.tr("In our words"))
            column.addWidget(
                plain_label(detail.entry.summary, role="soft", wrap=True, selectable=True)
            )

    def _connect(self, part: FieldGrid | MarkRow | StepRow) -> None:
        part.clicked.connect(self._open)
        part.pointed.connect(lambda place, on: self._point(place, on=on))

    def show_in_document(self) -> None:
        """Ask for the document at the quotation last pointed at."""
        self._open(self._active)

    def _open(self, place: int) -> None:
        if self._detail is None or not 0 <= place < len(self._detail.quotations):
            return
        wanted = self._detail.quotations[place]
        if wanted.orphaned:  # its place is not known any more: the first that is
            sound = [item for item in self._detail.quotations if not item.orphaned]
            if not sound:
                return
            wanted = sound[0]
        self._active = self._detail.quotations.index(wanted)
        self._point(self._active, on=False)
        self.quotation_activated.emit(wanted.document, wanted.start, wanted.end)

    def _point(self, place: int, *, on: bool) -> None:
        if on and place >= 0:
            self._active = place
        for view in self._quotations:
            view.set_state(active=view.place == self._active, lit=on and view.place == place)


def _new_content() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    content.setBackgroundRole(QPalette.ColorRole.Base)
    content.setAutoFillBackground(True)
    column = QVBoxLayout(content)
    column.setContentsMargins(20, 10, 14, 20)
    column.setSpacing(0)
    column.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    return content, column


def _heading(column: QVBoxLayout, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 16, 0, 4)
    row.addWidget(plain_label(text, bold=True), 1)
    column.addLayout(row)
    return row
