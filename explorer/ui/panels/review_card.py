"""The open card of a review: a suggestion with its fields, its sentence, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.detail import DocumentText
from explorer.domain.labels import Labels, family_place
from explorer.domain.review import Likeness, Proposal, ReviewItem
from explorer.ui import icons, words
from explorer.ui.models.review_words import (
    decision_text,
    likeness_text,
    quote_of,
    tr,
    why_text,
)
from explorer.ui.panels.review_card_parts import Buttons, Emblem, QuoteBlock, TitleLabel, beside
from explorer.ui.panels.review_fields import Fields
from explorer.ui.panels.review_merge import MergePane
from explorer.ui.theme import CARD, RADIUS_CARD, SECONDARY, theme, ui_font
from explorer.ui.widgets import IconLabel, LinkButton, Pill, plain_label, show
from explorer.ui.widgets_paint import firmness_of


class ReviewCard(QWidget):
    """Shows one `ReviewItem`. What is pressed on it is told; keys come from the desk."""

    accept_wanted = Signal()
    dismiss_wanted = Signal()
    merge_wanted = Signal()
    edit_wanted = Signal()
    later_wanted = Signal()
    undo_wanted = Signal()
    entry_wanted = Signal()
    sentence_wanted = Signal()
    reset_wanted = Signal()
    merge_chosen = Signal(str)
    merge_left = Signal()
    entries_wanted = Signal(str)  # those with these words
    corrected = Signal()
    resized = Signal()  # it needs another height

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ReviewItem | None = None
        self._usable = True
        self._pill: Pill | None = None
        self._lit = True
        self.merging = False
        self.number = plain_label(bold=True, role="accent")
        self.emblem = Emblem()
        self.title = TitleLabel()
        self.title_edit = QLineEdit()
        self.title_edit.setFont(ui_font(CARD, bold=True))
        self.title_edit.setAccessibleName(tr("Title"))
        self.fields = Fields()
        self.quote = QuoteBlock()
        self.why = plain_label(size=SECONDARY, role="soft", wrap=True)
        self.likely = LinkButton("", size=SECONDARY)
        self.reset = LinkButton(tr("Corrected by you. Back to what was suggested"), size=SECONDARY)
        self.decided = plain_label(bold=True, wrap=True)
        self.merge_pane = MergePane()
        self._lay_out()
        self._connect()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number, 0, top)
        head.addWidget(self.emblem, 0, top)
        head.addWidget(self.title, 1)
        head.addWidget(self.title_edit, 1)
        self._why_row = beside(IconLabel("lightbulb", "soft", 15), self.why)
        self._likely_row = beside(IconLabel("git-merge", "accent", 15), self.likely)
        self.buttons = Buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (
            self.decided, self.fields, self.merge_pane, self.quote, self._why_row,
            self._likely_row, self.reset, self.buttons,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        for hidden in (self.title_edit, self.merge_pane, self._likely_row, self.reset):
            hidden.hide()

    def _connect(self) -> None:
        self.title.clicked.connect(self.edit_wanted)
        for button, signal in (
            (self.buttons.accept, self.accept_wanted),
            (self.buttons.edit, self.edit_wanted),
            (self.buttons.dismiss, self.dismiss_wanted),
            (self.buttons.merge, self.merge_wanted),
            (self.buttons.later, self.later_wanted),
            (self.buttons.undo, self.undo_wanted),
            (self.buttons.entry, self.entry_wanted),
        ):
            button.clicked.connect(signal)
        self.quote.clicked.connect(self.sentence_wanted)
        self.likely.clicked.connect(self.merge_wanted)
        self.reset.clicked.connect(self.reset_wanted)
        self.fields.changed.connect(self._changed)
        self.title_edit.textEdited.connect(lambda _text: self._changed())
        self.merge_pane.chosen.connect(self.merge_chosen)
        self.merge_pane.left.connect(self.merge_left)
        self.merge_pane.words_typed.connect(self.entries_wanted)
        self.merge_pane.arranged.connect(self.resized)

    # Showing

    def show_item(self, item: ReviewItem, number: str, text: DocumentText, labels: Labels) -> None:
        """Show a suggestion; editing and merging end with that."""
        self._item = item
        self.merging = False
        self.number.setText(number)
        for part in (self.title, self.title_edit):
            part.setText(item.proposal.title)
        show(self.title_edit, False)
        show(self.title, True)
        self.fields.editing = False
        self.buttons.show_editing(False)
        self.fields.show_proposal(item.proposal, labels)
        self.quote.show_quote(*quote_of(item.proposal, text))
        self.why.setText(tr("Why: {reasons}").format(reasons=why_text(item)))
        self.decided.setText(decision_text(item))
        self.show_likely(None)
        self._show_look(item.proposal)
        self._show_parts()

    def update_item(self, item: ReviewItem) -> None:
        """The same suggestion, kept anew: what is in the fields stays."""
        self._item = item
        self._show_parts()

    def show_likely(self, found: Sequence[Likeness] | None) -> None:
        """Which entries look like it; None: not known yet."""
        self.likely_found = found
        on = bool(found) and self._item is not None and self._item.is_open
        if found:
            self.likely.setText(likeness_text(found[0]))
            self.likely.setAccessibleName(self.likely.text())
        show(self._likely_row, on and not self.merging)
        if self.merging:
            self.merge_pane.show_likely(found)
        self.resized.emit()

    likely_found: Sequence[Likeness] | None = None

    def set_usable(self, usable: bool) -> None:
        """Whether anything can be decided here."""
        self._usable = usable
        self.fields.set_usable(usable)
        self._show_parts()

    def _show_look(self, proposal: Proposal) -> None:
        """Icon and pill follow type, stage and sector."""
        icon = icons.KIND_ICONS[proposal.kind]
        self.emblem.show_kind(icon, family_place(proposal.sectors))
        word = words.stage_label(proposal.stage, proposal.kind)
        if self._pill is not None and self._pill.accessibleName() == word:
            return
        if self._pill is not None:
            self._head.removeWidget(self._pill)
            self._pill.hide()
            self._pill.deleteLater()
        self._pill = Pill(word, firmness_of(proposal.stage))
        self._head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        self._pill.show()

    def _show_parts(self) -> None:
        item = self._item
        if item is None:
            return
        waits, merging = item.is_open, self.merging
        for part, on in (
            (self.decided, not waits),
            (self.fields, waits and not merging),
            (self.merge_pane, merging),
            (self._why_row, waits and not merging),
            (self._likely_row, waits and not merging and bool(self.likely_found)),
            (self.reset, waits and not merging and item.corrected and self._usable),
            (self.buttons, not merging),
        ):
            show(part, on)
        self.buttons.show_for(item, usable=self._usable)
        self.resized.emit()

    # Editing and merging

    def begin_edit(self) -> None:
        """Let the title be typed, and show the empty fields, too."""
        if self._item is None or not self._item.is_open or not self._usable:
            return
        show(self.title, False)
        show(self.title_edit, True)
        self.fields.set_editing(True)
        self.buttons.show_editing(True)
        self.title_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_edit.end(False)
        self.title_edit.home(True)  # all is selected, and its beginning seen
        self.resized.emit()

    def end_edit(self) -> None:
        """Show the title as it is now."""
        self.title.setText(self.title_edit.text().strip() or self.title.text())
        show(self.title_edit, False)
        show(self.title, True)
        self.fields.set_editing(False)
        self.buttons.show_editing(False)
        self.resized.emit()

    @property
    def editing(self) -> bool:
        """Whether the title is being typed."""
        return not self.title_edit.isHidden()

    def begin_merge(self) -> None:
        """Ask into which entry."""
        self.merging = True
        self._show_parts()
        self.merge_pane.begin(self.likely_found)

    def end_merge(self) -> None:
        """Back to the fields."""
        self.merging = False
        self._show_parts()

    def holds_field(self, widget: QWidget | None) -> bool:
        """Whether a widget is one in which letters are typed or a value is chosen."""
        if widget is None:
            return False
        return widget is self.title_edit or self.fields.isAncestorOf(widget)

    def wrong(self) -> QLineEdit | None:
        """The field that is not understood; None when all is."""
        if self.editing and not self.title_edit.text().strip():
            return self.title_edit
        return self.fields.wrong()

    def proposal(self) -> Proposal | None:
        """The suggestion as it stands on the card now."""
        found = self.fields.proposal()
        if found is None:
            return None
        return replace(found, title=self.title_edit.text().strip() or found.title)

    def _changed(self) -> None:
        found = self.proposal()
        if found is not None:
            self._show_look(found)
        self.corrected.emit()
        self.resized.emit()

    def order(self) -> list[QWidget]:
        """Its parts as Tab goes through them."""
        pane = self.merge_pane
        fields = [self.title_edit, *self.fields.order(), pane.field, *pane.rows]
        return [*fields, self.likely, self.reset, *self.buttons.order]

    # As a row of the list

    def set_lit(self, lit: bool) -> None:
        """Whether the keyboard is in the list."""
        self._lit = lit
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # kept from the list below, which would take it for its row

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.qcolor("accent" if self._lit else "strong"), 2))
            painter.setBrush(colours.qcolor("base"))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
