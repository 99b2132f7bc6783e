"""One selection: list, timeline, reader and document follow it without jumping about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.domain.detail import DocumentText, EntryDetail
from explorer.domain.labels import Labels
from explorer.domain.query import Page, Query
from explorer.ui.binder import Binder
from explorer.ui.history import History
from explorer.ui.layout import Layout, main_widget
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.ui.panels.document import DocumentPanel

Spans = tuple[tuple[int, int], ...]


READER_MS = 120  # after the last letter
PREPARE_MS = 300  # after the first answer: no one opens a document sooner


class Selection(QObject):
    """The entry that is chosen, opened; and the document behind its sentences."""

    changed = Signal()
    copied = Signal()

    def __init__(self, parts: Layout, session: Session, history: History, binder: Binder) -> None:
        super().__init__(parts.window)
        self._parts, self._session = parts, session
        self._history, self._binder = history, binder
        self._labels = Labels()
        self._detail: EntryDetail | None = None
        self._marks: dict[str, Spans] = {}
        self._place: tuple[int, int] = (0, 0)
        self._opening: str | None = None
        self._connected = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read)
        self.entry: str | None = None
        self._chosen = False  # by the user; else it is the first of the result
        self._query: Query | None = None
        parts.results.entry_selected.connect(self.select)
        parts.timeline.entry_activated.connect(self.select)
        parts.reader.entry_wanted.connect(self.select)
        parts.results.entry_opened.connect(self.open_entry)
        parts.timeline.entry_opened.connect(self.open_entry)
        parts.doing.selected.connect(self.select)
        parts.doing.opened.connect(self.open_entry)
        parts.results.passage_activated.connect(self.open_document)
        parts.reader.quotation_activated.connect(self.open_document)
        parts.reader.copied.connect(self.copied)
        parts.when_made("document", self._connect_document)
        session.detail_ready.connect(self._show_detail)
        session.document_ready.connect(self._show_document)

    def show_labels(self, labels: Labels) -> None:
        """Take the names of another library; what was chosen in the old one is gone."""
        self._labels = labels
        self.select(None)
        self._parts.reader.show_blank()

    @property
    def labels(self) -> Labels:
        """The names of this library."""
        return self._labels

    @property
    def source(self) -> str | None:
        """The document that the chosen entry rests on first; None where it rests on none."""
        if self._detail is None or not self._detail.quotations:
            return None
        return self._detail.quotations[0].document

    def learn(self, labels: Labels) -> None:
        """Take the names of this library as they are now."""
        self._labels = labels

    def show_page(self, page: Page) -> None:
        """Keep an entry that the user chose where the new result has it; else take the first one.

        To the same question the entry stays, whoever chose it.
        """
        if not self._connected:
            QTimer.singleShot(PREPARE_MS, self, lambda: self._parts.document)
        stays = self._chosen or page.query == self._query
        kept = stays and self.entry is not None and self.entry in page.ids
        first = page.ids[0] if page.total else None
        self._chosen, self._query = kept and self._chosen, page.query
        self._choose(self.entry if kept else first)
        if first is None:
            self._parts.reader.show_nothing(found=False)
        if self.entry is not None:
            # While letters are typed, the reader waits: making it anew costs more than a letter.
            self._later.start(0 if self._detail is None else READER_MS)

    def select(self, entry: str | None) -> None:
        """Choose an entry everywhere; None chooses nothing."""
        self._chosen = entry is not None
        self._choose(entry)
        self._read()

    @property
    def is_waiting(self) -> bool:
        """Whether an entry was chosen that the reader has not asked for yet."""
        return self._later.isActive()

    def _read(self) -> None:
        self._later.stop()
        if self.entry is not None:
            self._session.want_detail(self._history.current, self.entry)

    def _choose(self, entry: str | None) -> None:
        self.entry = entry
        self._parts.results.select(entry)
        self._parts.timeline.select(entry)
        if entry is None:
            self._detail = None
            self._later.stop()
            self._parts.reader.show_nothing()
        self.changed.emit()

    def _show_detail(self, found: tuple[EntryDetail, dict[str, Spans]]) -> None:
        detail, marks = found
        if detail.entry.id != self.entry:
            return  # another one was chosen while this one was read
        if (detail, marks) == (self._detail, self._marks) and self._opening is None:
            return
        self._detail, self._marks = detail, marks
        self._parts.reader.show_detail(
            detail,
            self._labels,
            detail.entry.id in self._binder.ids,
            lambda text: self._marks.get(text, ()),
        )
        if self._parts.shows("document"):
            self._parts.document.show_entry(detail)
        if self._opening == detail.entry.id:
            self._open_first_quotation()

    def show_binder(self) -> None:
        """Show in the reader whether its entry is put aside."""
        if self._detail is not None:
            own = self._detail.entry.id
            self._parts.reader.set_in_binder(in_binder=own in self._binder.ids)

    def open_entry(self, entry: str) -> None:
        """Open the first sentence of an entry in its document."""
        self._opening = entry
        if self._detail is not None and self._detail.entry.id == entry == self.entry:
            self._open_first_quotation()
        else:
            self.select(entry)

    def _open_first_quotation(self) -> None:
        self._opening = None
        if self._detail is not None and self._detail.quotations:
            first = self._detail.quotations[0]
            self.open_document(first.document, first.start, first.end)

    def open_document(self, document: str, start: int = 0, end: int = 0) -> None:
        """Open a document at a place (code points), highlighted."""
        self._place = (start, end)
        self._session.want_document(self._history.current, document)

    def _show_document(self, document: DocumentText, spans: Spans) -> None:
        panel = self._parts.document
        panel.show_document(document, self._labels)
        panel.show_matches(spans)
        panel.show_entry(self._detail)
        self._parts.pages.setCurrentWidget(panel)
        start, end = self._place
        if not end and self._detail is not None:
            own = [q for q in self._detail.quotations if q.document == document.document.id]
            start, end = (own[0].start, own[0].end) if own else (0, 0)
        if end:
            panel.go_to(start, end)
        main_widget(panel).setFocus()

    def _connect_document(self, panel: DocumentPanel) -> None:
        self._connected = True
        panel.entry_selected.connect(self.select)
        panel.closed.connect(self.close_document)
        panel.copied.connect(self.copied)

    def close_document(self) -> None:
        """Back to list, timeline and reader."""
        self._parts.pages.setCurrentWidget(self._parts.columns)
        self.enter_list()

    def enter_list(self) -> None:
        """Put the focus on the chosen row, where the list is on screen."""
        if self._parts.pages.currentWidget() is self._parts.columns:
            main_widget(self._parts.results).setFocus()
