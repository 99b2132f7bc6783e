"""The review desk: a document on the left, its suggestions on the right, in text order.

It shows what it is given and tells what the user wants; what becomes of that is decided outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.domain.detail import DocumentText
from explorer.domain.labels import Labels
from explorer.domain.messages import Progress
from explorer.domain.review import Likeness, Proposal, Review, ReviewItem
from explorer.ui import words
from explorer.ui.models.review_words import source_text, tr
from explorer.ui.panels.reader_sources import standing_line
from explorer.ui.panels.review_keys import ReviewKeys
from explorer.ui.panels.review_layout import ReviewLayout

KEEP_MS: Final = 600  # after the last change of a field


class ReviewPanel(ReviewLayout):
    """A view of one `Review` beside its `DocumentText`. Offsets count code points."""

    closed = Signal()
    accepted = Signal(str, object)  # key, Proposal
    dismissed = Signal(str)
    merged = Signal(str, object, str)  # key, Proposal, entry
    corrected = Signal(str, object)  # key, Proposal
    undone = Signal(str)  # the key of a decided one; empty: the last step
    added = Signal(int, int)  # the selected words
    several_wanted = Signal()
    likely_wanted = Signal(str, object)  # key, Proposal
    entries_wanted = Signal(str)  # those with these words, to merge into
    entry_wanted = Signal(str)
    cancel_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: DocumentText | None = None
        self._labels = Labels()
        self._review: Review | None = None
        self._shown: ReviewItem | None = None  # on the open card
        self._usable = True
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self.keys = ReviewKeys(self)
        self._connect()

    def _connect(self) -> None:
        head, card = self.head, self.card
        for signal in (head.back.clicked, head.later.clicked, self.end.leave_wanted):
            signal.connect(self.leave)
        head.several.clicked.connect(self.several_wanted)
        self.notice.cancel_wanted.connect(self.cancel_wanted)
        self.notice.again_wanted.connect(self.again_wanted)
        self.list.chosen.connect(self._show_card)
        self.list.undo_wanted.connect(self.undone)
        self.view.item_clicked.connect(self._go_to_card)
        self.view.copyAvailable.connect(self.text_head.add.setEnabled)
        self.text_head.add.clicked.connect(self.add)
        card.accept_wanted.connect(self.accept)
        card.dismiss_wanted.connect(self.dismiss)
        card.merge_wanted.connect(self.merge)
        card.edit_wanted.connect(self.edit)
        card.later_wanted.connect(lambda: self.walk(1))
        card.undo_wanted.connect(self.undo)
        card.entry_wanted.connect(self._show_entry)
        card.sentence_wanted.connect(self._go_to_sentence)
        card.reset_wanted.connect(self._reset)
        card.merge_chosen.connect(self._merge)
        card.merge_left.connect(self.leave_field)
        card.entries_wanted.connect(self.entries_wanted)
        card.corrected.connect(self._keep.start)

    # What is shown

    @property
    def document(self) -> DocumentText | None:
        """The document on the desk."""
        return self._text

    @property
    def review(self) -> Review | None:
        """The review as it is shown."""
        return self._review

    def show_document(self, text: DocumentText, labels: Labels) -> None:
        """Put a document on the desk; its suggestions are being read."""
        self._text, self._labels = text, labels
        self._review = self._shown = None
        about = text.document
        # The file of a built-in document has a name that nobody gave it.
        self.head.name.set_full_text(about.filename if about.added else "")
        self.head.show_review(None)
        self.text_head.show_document(about.title, standing_line(about))
        self.finding.finder.set_text(text.text)
        self.view.setAccessibleName(tr("Text of {title}").format(title=about.title))
        self.view.show_text(text)
        self.list.show_review(None)
        self.end.show_review(None)
        self.notice.show_reading()
        self._right.setCurrentWidget(self.notice)
        self.foot.stand("", alone=True)

    def show_progress(self, progress: Progress) -> None:
        """How far the reading is."""
        self.notice.show_progress(progress)

    def show_failure(self, reason: str) -> None:
        """There are no suggestions, and why."""
        self.notice.show_failure(reason)
        self._right.setCurrentWidget(self.notice)

    def say(self, text: str) -> None:
        """A sentence at the foot."""
        self.foot.say(text)

    def show_review(self, review: Review, choose: str = "") -> None:
        """Show a review: the one named stays or becomes open, else the first that waits."""
        text = self._text
        if text is None:
            return
        first = self._review is None
        current = choose or ("" if self._shown is None else self._shown.key)
        self._review, self._usable = review, review.kept
        self.list.can_undo = review.kept
        self.card.set_usable(review.kept)
        self.head.show_review(review)
        self.end.show_review(review)
        self.list.show_review(review)
        self.view.show_items(review.items)
        if review.total:
            self.foot.stand(source_text(review, text))
        if not review.total:
            self.notice.show_nothing(usable=review.kept)
        cards = self._right.currentWidget() is self.list
        self._right.setCurrentWidget(self.list if review.total else self.notice)
        place = self.list.review.place(current)
        self.list.choose(place if place >= 0 else self.list.review.next_open(-1))
        if place < 0 and self.list.place() < 0 and review.total:
            self.list.choose(0)
        if (first or not cards) and not self.view.hasFocus():
            # Where nothing is suggested, words are selected in the text.
            (self.list if review.total else self.view).setFocus()

    def _show_card(self, place: int) -> None:
        """The card of a row is open now, or its suggestion has changed."""
        item = self.list.item()
        self.view.set_current(place)
        if item is None or self._text is None:
            self._shown = None
            return
        old, self._shown = self._shown, item
        same = old is not None and (old.key, old.decision) == (item.key, item.decision)
        if same and old is not None and item.proposal in (old.proposal, self.card.proposal()):
            self.card.update_item(item)
            return  # what is being typed stays
        if old is not None and old.key != item.key:
            self._keep_of(old)
        self.card.show_item(item, words.number(place + 1), self._text, self._labels)
        if old is None or old.key != item.key:
            self.view.go_to(item.proposal.start, item.proposal.end)
        if item.is_open:
            self.likely_wanted.emit(item.key, item.proposal)

    def show_likely(self, key: str, found: Sequence[Likeness]) -> None:
        """Which entries look like a suggestion."""
        if self._shown is not None and self._shown.key == key:
            self.card.show_likely(found)

    # What the user wants

    def leave(self) -> None:
        """Back to the library; what was corrected is kept."""
        self.keep()
        self.closed.emit()

    def keep(self) -> None:
        """Tell a correction that is not told yet."""
        if self._shown is not None:
            self._keep_of(self._shown)

    def _keep_of(self, item: ReviewItem) -> None:
        waits = self._keep.isActive()
        self._keep.stop()
        proposal = self.card.proposal()
        if waits and proposal is not None and item.is_open and proposal != item.proposal:
            self.corrected.emit(item.key, proposal)

    def _ready(self) -> tuple[ReviewItem, Proposal] | None:
        """The open suggestion as it stands on its card; None where it cannot be decided on."""
        item, proposal = self._shown, self.card.proposal()
        if item is None or proposal is None or not item.is_open:
            return None
        if not self._usable:
            self.say(tr("This library is read-only: nothing can be decided here."))
            return None
        wrong = self.card.wrong()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.selectAll()
            self.say(tr("One field is not understood yet."))
            return None
        return item, proposal

    def accept(self) -> None:
        """Accept the suggestion as it stands on its card."""
        if found := self._ready():
            self._keep.stop()
            self.accepted.emit(found[0].key, found[1])

    def dismiss(self) -> None:
        """Dismiss it."""
        item = self._shown
        if item is not None and item.is_open and self._usable:
            self._keep.stop()
            self.dismissed.emit(item.key)

    def merge(self) -> None:
        """Ask into which entry it is to be merged."""
        if self._ready() is None:
            return
        if self.card.editing:
            self.card.end_edit()
        self.card.begin_merge()

    def _merge(self, entry: str) -> None:
        if found := self._ready():
            self._keep.stop()
            self.card.end_merge()
            self.list.setFocus()
            self.merged.emit(found[0].key, found[1], entry)

    def edit(self) -> None:
        """Let the open card be corrected; while it is, end that."""
        (self.leave_field if self.card.editing else self.card.begin_edit)()

    def undo(self) -> None:
        """Take back what became of the suggestion looked at; of one that waits, the last step."""
        item = self._shown
        if self._usable:
            self.undone.emit("" if item is None or item.is_open else item.key)

    def add(self) -> None:
        """Make a suggestion of the selected words."""
        chosen = self.view.selection()
        if not self._usable:
            self.say(tr("This library is read-only: nothing can be decided here."))
        elif chosen is None:
            self.say(tr("Select words in the text first, then press N."))
        else:
            self.keep()
            self.added.emit(chosen.start, chosen.end)

    def walk(self, by: int) -> None:
        """Open the next card, or the one before."""
        self.list.step(by)
        if not self.view.hasFocus():
            self.list.setFocus()

    def leave_field(self) -> None:
        """Back from a field, or from merging, to the list; what was typed is kept."""
        if self.card.merging:
            self.card.end_merge()
        if self.card.editing:
            self.card.end_edit()
        self.keep()
        self.list.setFocus()

    def _reset(self) -> None:
        item = self._shown
        if item is not None and item.suggested is not None:
            self._keep.stop()
            self.corrected.emit(item.key, item.suggested)
            self.list.setFocus()

    def _show_entry(self) -> None:
        if self._shown is not None and self._shown.entry_id is not None:
            self.entry_wanted.emit(self._shown.entry_id)

    def _go_to_sentence(self) -> None:
        if self._shown is not None:
            self.view.go_to(self._shown.proposal.start, self._shown.proposal.end)

    def _go_to_card(self, place: int) -> None:
        """A passage or its chip was clicked: its card opens; the text stays where it is."""
        self.list.choose(place)
        self.list.setFocus()
