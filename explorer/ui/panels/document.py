"""A document opened: its entries on the left, its text, and what a sentence supports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.detail import DocumentText, EntryDetail
from explorer.domain.labels import Labels
from explorer.domain.passages import Span
from explorer.ui import words
from explorer.ui.panels.document_cards import Supported, supported
from explorer.ui.panels.document_find import Finder
from explorer.ui.panels.document_head import DocumentHead
from explorer.ui.panels.document_marks import Style
from explorer.ui.panels.document_places import cited_place
from explorer.ui.panels.document_side import DocumentSide
from explorer.ui.panels.document_view import DocumentView
from explorer.ui.panels.reader_sources import footnote, standing_line
from explorer.ui.widgets import Line

OUTLINE: Final = 300
LEAST_OUTLINE: Final = 200
ROOMY: Final = 1240  # from which width on the outline is as wide as it gets


class DocumentPanel(QWidget):
    """A view of one `DocumentText` and of the entry chosen in it. Offsets count code points."""

    entry_selected = Signal(str)
    closed = Signal()
    copied = Signal()
    original_wanted = Signal(str)  # the document whose file is to be opened
    details_wanted = Signal(str)
    review_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: DocumentText | None = None
        self._labels = Labels()
        self._detail: EntryDetail | None = None
        self._passages: list[tuple[int, Span]] = []
        self._active = -1
        self._matches: list[Span] = []
        self._searched: tuple[Span, ...] = ()
        self._current = -1
        self._moved = False
        self._followed = ""
        self.side = DocumentSide()
        self.outline = self.side.outline
        self.view = DocumentView()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.head = head = DocumentHead()
        self.back_button, self.copy_button = head.back_button, head.copy_button
        self.previous_button, self.next_button = head.previous_button, head.next_button
        self.smaller_button, self.larger_button = head.smaller_button, head.larger_button
        self._lay_out()
        self._connect()
        self._show_state()

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        self.finder = Finder(self.view, self.head.row, self.head.field_place)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.side)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([OUTLINE, 1000])
        self._splitter.setHandleWidth(1)
        self._splitter.splitterMoved.connect(self._drag)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._moved:
            # In a narrow window the outline gives room to the cards beside the text.
            outline = max(LEAST_OUTLINE, min(OUTLINE, OUTLINE - (ROOMY - self.width()) * 3 // 7))
            self._splitter.setSizes([outline, self.width() - outline])
        self._fit_head()

    def _drag(self) -> None:
        self._moved = True  # who draws the line keeps it
        self._fit_head()

    def _fit_head(self) -> None:
        self.head.fit(self.width() - self._splitter.sizes()[0], finding=self.finder.is_open)

    def _tell(self, signal: SignalInstance) -> None:
        if self._text is not None:
            signal.emit(self._text.document.id)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.side.original.clicked.connect(lambda: self._tell(self.original_wanted))
        self.side.details.clicked.connect(lambda: self._tell(self.details_wanted))
        self.side.review.clicked.connect(lambda: self._tell(self.review_wanted))
        self.outline.entry_selected.connect(self._follow)
        self.outline.activated.connect(lambda _row: self.view.setFocus())
        self.view.entry_selected.connect(self.entry_selected)
        self.view.card_clicked.connect(self._look_at)
        self.view.cite_wanted.connect(self.copy_with_footnote)
        self.view.find_wanted.connect(self.find_in_page)
        self.view.zoomed.connect(self._show_state)
        self.finder.found.connect(self._found)
        self.finder.stepped.connect(self.step)
        self.finder.left.connect(self._leave_find)
        self.finder.shown.connect(self._fit_head)
        self.view.copyAvailable.connect(self._show_state)
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.copy_button.clicked.connect(self.copy_with_footnote)
        self.smaller_button.clicked.connect(lambda: self.view.zoom(-1))
        self.larger_button.clicked.connect(lambda: self.view.zoom(1))
        for keys, action in (
            ("F3", self.next_button.click),
            ("Shift+F3", self.previous_button.click),
            ("Ctrl+=", self.larger_button.click),
            ("Ctrl++", self.larger_button.click),
            ("Ctrl+-", self.smaller_button.click),
            ("Ctrl+Shift+C", self.copy_button.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def show_document(self, text: DocumentText, labels: Labels) -> None:
        """Show a document from its beginning, with no entry chosen and nothing searched."""
        self._text, self._labels = text, labels
        self._detail = None
        self._passages, self._matches, self._searched = [], [], ()
        self.finder.set_text(text.text)
        self._active = self._current = -1
        document = text.document
        self.head.show_document(document.title, standing_line(document))
        self._fit_head()
        self.side.show_footings(text.footings)
        self.view.setAccessibleName(self.tr("Text of {title}").format(title=document.title))
        self.view.show_text(text)
        self._show_state()

    @property
    def document(self) -> DocumentText | None:
        """The document shown."""
        return self._text

    def show_entry(self, detail: EntryDetail | None) -> None:
        """Mark what an entry rests on here, with a card for each sentence; None for no entry."""
        if self._text is None:
            return
        self._detail = detail
        self._passages = []
        cards: tuple[Supported, ...] = ()
        if detail is not None:
            cards = supported(detail, self._text.document.id, self._labels)
            for card in cards:
                quotation = detail.quotations[card.place]
                self._passages.append((card.place, Span(quotation.start, quotation.end)))
        self._active = 0 if self._passages else -1
        self.outline.select(None if detail is None else detail.entry.id)
        self.view.show_cards(cards, [span for _, span in self._passages])
        self._mark_passages()
        self._show_state()
        if detail is not None and detail.entry.id == self._followed and self._passages:
            self.view.go_to(*self._passages[0][1])
        self._followed = ""

    def _follow(self, entry: str) -> None:
        """An entry was chosen beside the text: its first sentence comes into sight."""
        self._followed = entry
        self.entry_selected.emit(entry)

    def show_matches(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark searched words; ‹ and › then go through them."""
        self._searched = tuple(Span(start, end) for start, end in spans)
        self._set_matches(self._searched, 0)

    def find_in_page(self) -> None:
        """Look for words in the text."""
        self.finder.come()

    def _leave_find(self) -> None:
        """Mark again what the search has found."""
        self._set_matches(self._searched, 0)
        self.view.setFocus()

    def _found(self, spans: Sequence[Span]) -> None:
        """Mark what was found, and go to the first place from the caret on."""
        self._set_matches(spans, self.view.caret())
        if spans:
            self.view.go_to(*self._matches[self._current])

    def _set_matches(self, spans: Sequence[Span], caret: int) -> None:
        self._matches = list(spans)
        later = [place for place, span in enumerate(spans) if span.start >= caret]
        self._current = (later[0] if later else 0) if spans else -1
        self._mark_matches()
        self._show_state()

    def go_to(self, start: int, end: int) -> None:
        """Bring a stretch into view; the passage or match there becomes the one looked at."""
        for number, (_, span) in enumerate(self._passages):
            if span.start < max(end, start + 1) and span.end > start:
                self._active = number
                self._mark_passages()
                break
        near = [n for n, span in enumerate(self._matches) if span.end > start]
        if near:
            self._current = near[0]
            self._mark_matches()
        self.view.go_to(start, end)
        self._show_state()

    def step(self, by: int) -> None:
        """Go to the next match, or the one before; round at the ends."""
        if self._matches:
            self._current = (self._current + by) % len(self._matches)
            self._mark_matches()
            self.view.go_to(*self._matches[self._current])
        elif self._passages:
            self._active = (self._active + by) % len(self._passages)
            self._mark_passages()
            self.view.go_to(*self._passages[self._active][1])
        self._show_state()

    def _look_at(self, place: int) -> None:
        for number, (own, span) in enumerate(self._passages):
            if own == place:
                self._active = number
                self._mark_passages()
                self.view.go_to(*span)
        self._show_state()

    def _mark_passages(self) -> None:
        spans = [span for _, span in self._passages]
        active = spans[self._active : self._active + 1] if self._active >= 0 else []
        self.view.mark(Style.EVIDENCE, [span for span in spans if span not in active])
        self.view.mark(Style.ACTIVE, active)
        place = self._passages[self._active][0] if self._active >= 0 else -1
        self.view.activate_card(place)

    def _mark_matches(self) -> None:
        current = self._matches[self._current : self._current + 1] if self._current >= 0 else []
        self.view.mark(Style.MATCH, [span for span in self._matches if span not in current])
        self.view.mark(Style.CURRENT, current)

    def _show_state(self) -> None:
        if self._matches:
            pattern, number = self.tr("Match {number} of {count}"), self._current
            count = len(self._matches)
        else:
            pattern, number = self.tr("Sentence {number} of {count}"), self._active
            count = len(self._passages)
        text = pattern.format(number=words.number(number + 1), count=words.number(count))
        self.head.show_place(text if count else "")
        self.copy_button.setEnabled(self._to_copy() is not None)
        self._fit_head()
        self.smaller_button.setEnabled(self.view.can_zoom(-1))
        self.larger_button.setEnabled(self.view.can_zoom(1))

    def _to_copy(self) -> Span | None:
        selected = self.view.selection()
        if selected is not None:
            return selected
        return self._passages[self._active][1] if self._active >= 0 else None

    def highlighted_text(self) -> str:
        """The marked sentences of the chosen entry, a line each; without any, the match."""
        spans = [span for _, span in self._passages]
        if not spans and self._current >= 0:
            spans = [self._matches[self._current]]
        text = "" if self._text is None else self._text.text
        return "\n".join(text[span.start : span.end] for span in spans)

    def copy_with_footnote(self) -> None:
        """Copy what is selected, else the sentence looked at, with its source."""
        span = self._to_copy()
        if span is None or self._text is None:
            return
        quote = self._text.text[span.start : span.end].strip()
        place = cited_place(self._text, span)
        note = footnote(self._text.document, place)
        QApplication.clipboard().setText(f"“{quote}”\n– {note}")
        self.copied.emit()
