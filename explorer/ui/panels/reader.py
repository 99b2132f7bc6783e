"""The right column: one entry. How firm and whose word first, our own words last."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from typing_extensions import override

from explorer.domain.detail import EntryDetail
from explorer.domain.labels import Labels
from explorer.ui.panels.reader_content import ReaderContent, base_column
from explorer.ui.panels.reader_parts import Marker
from explorer.ui.panels.reader_sources import citation, source_of
from explorer.ui.theme import READER, theme
from explorer.ui.widgets import IconLabel, plain_label


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
        self._spans: list[tuple[tuple[int, int], ...]] = []
        self._content: ReaderContent | None = None
        self._active = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Entry"))
        self.setMinimumWidth(300)
        self.resize(READER, 600)
        theme.changed.connect(self._render)
        self.show_blank()

    @property
    def detail(self) -> EntryDetail | None:
        """The entry shown."""
        return self._detail

    def show_detail(
        self, detail: EntryDetail, labels: Labels, in_binder: bool, marks: Marker | None = None
    ) -> None:
        """Show an entry; ``marks`` finds the searched words in a text (spans of code points)."""
        same = self._detail is not None and self._detail.entry.id == detail.entry.id
        spans = [tuple(marks(item.text)) if marks else () for item in detail.quotations]
        if same and (detail, labels, spans) == (self._detail, self._labels, self._spans):
            self.set_in_binder(in_binder=in_binder)
            return
        place = self.verticalScrollBar().value() if same else 0
        self._detail, self._labels, self._marker, self._spans = detail, labels, marks, spans
        self._in_binder, self._active = in_binder, 0
        self._render()
        self.verticalScrollBar().setValue(place)

    def set_in_binder(self, *, in_binder: bool) -> None:
        """Whether the entry shown is put aside for the brief."""
        self._in_binder = in_binder
        if self._content is not None:
            self._content.head.set_in_binder(in_binder=in_binder)

    def show_nothing(self, *, found: bool = True) -> None:
        """No entry is chosen; ``found``: there are some to choose from."""
        self._detail = None
        if found:
            self._say(self.tr("Choose an entry to read it"), "book-open")
        else:
            self._say(self.tr("No entry matches: there is none to read"), "book-open")

    def show_blank(self) -> None:
        """Nothing is known yet, not even whether there is an entry."""
        self._detail = None
        self._content = None
        content = QWidget()
        base_column(content)
        self.setWidget(content)

    def show_loading(self) -> None:
        """An entry is on its way. One that is shown stays until the other is there."""
        if self._detail is None:
            self._say(self.tr("Opening…"), "book-open")

    def _say(self, text: str, icon: str) -> None:
        content = QWidget()
        column = base_column(content)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, "faint", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        label = plain_label(text, role="soft", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
        column.addStretch(3)
        self._content = None
        self.setWidget(content)

    def _render(self) -> None:
        detail = self._detail
        if detail is None:
            return
        content = ReaderContent(detail, self._labels, self._marker, in_binder=self._in_binder)
        content.opened.connect(self._open)
        content.pointed.connect(lambda place, on: self._point(place, on=on))
        content.show_wanted.connect(self.show_in_document)
        content.entry_wanted.connect(self.entry_wanted)
        head = content.head
        head.binder_toggled.connect(partial(self.binder_toggled.emit, detail.entry.id))
        head.copy_wanted.connect(self.copy_citation)
        head.title_wanted.connect(partial(self._copy, detail.entry.title))
        for view in content.quotations:
            view.copy_wanted.connect(self._copy_quotation)
        self._content = content
        self.setWidget(content)
        self._point(self._active, on=False)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._content is not None:
            self._content.head.menu.popup(event.globalPos())

    def _copy_quotation(self, place: int) -> None:
        if self._detail is not None:
            self._copy(source_of(self._detail, self._detail.quotations[place]))

    def copy_citation(self) -> None:
        """Copy the entry's title, how firm it is, and each quotation with its source."""
        if self._detail is not None:
            self._copy(citation(self._detail))

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.copied.emit()

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
        for view in self._content.quotations if self._content is not None else ():
            view.set_state(active=view.place == self._active, lit=on and view.place == place)
