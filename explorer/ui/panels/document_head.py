"""The line over a document: what it is, where one is in it, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.ui.theme import BODY, SECONDARY, ui_font
from explorer.ui.widgets import ElidedLabel, IconButton, IconLabel, plain_label

TITLE_KEEPS: Final = 340  # of the title is shown before the standing gives way
FIND_KEEPS: Final = 300  # and of the field for words, before those of a button give way
STANDING_KEEPS: Final = 130  # with less than that the standing says too little
GAPS: Final = 130  # margins and spaces


class DocumentHead(QWidget):
    """Title and standing, or the field for words in their place (`document_find`); buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = IconButton("arrow-left", self.tr("Entry"), words=True)
        self.back_button.setAccessibleName(self.tr("Back to the entry"))
        self._title = ElidedLabel()
        self._title.setFont(ui_font(BODY, bold=True))
        self._standing = ElidedLabel()
        self._standing.setFont(ui_font(SECONDARY))
        self._standing.setProperty("role", "soft")
        self._place = plain_label(size=SECONDARY, role="soft")
        self.previous_button = IconButton("chevron-left", self.tr("Previous (Shift+F3)"))
        self.next_button = IconButton("chevron-right", self.tr("Next (F3)"))
        self.copy_button = IconButton("copy", self.tr("Copy with footnote"), words=True)
        self.smaller_button = IconButton("zoom-out", self.tr("Smaller text (Ctrl+−)"))
        self.larger_button = IconButton("zoom-in", self.tr("Larger text (Ctrl+=)"))
        self.row = head = QHBoxLayout(self)
        head.setContentsMargins(20, 6, 16, 6)
        head.setSpacing(4)
        head.addWidget(self.back_button)
        head.addSpacing(16)
        head.addWidget(self._title)
        head.addSpacing(8)
        self._standing_icon = IconLabel("newspaper", "faint", 15)
        head.addWidget(self._standing_icon)
        head.addSpacing(4)
        head.addWidget(self._standing)
        head.addStretch(1)
        for widget in (self._place, self.previous_button, self.next_button):
            head.addWidget(widget)
        head.addSpacing(8)
        for button in (self.copy_button, self.smaller_button, self.larger_button):
            head.addWidget(button)
        self.field_place = head.indexOf(self._title)

    def show_document(self, title: str, standing: str) -> None:
        """Name a document, and say what its word is worth."""
        self._title.set_full_text(title)
        self._standing.set_full_text(standing)

    def show_place(self, text: str) -> None:
        """Which of the marked stretches is looked at; empty: there is none."""
        self._place.setText(text)
        for button in (self.previous_button, self.next_button):
            button.setVisible(bool(text))
            button.setEnabled(bool(text))

    def fit(self, width: int, *, finding: bool) -> None:
        """Where room is short, words go first that an icon can stand for, then the standing.

        While words are looked for, their field stands in the title's place: the text keeps its own.
        """
        self._title.setMinimumWidth(0)  # nothing may be wider for a moment than it will be
        always = (
            self.back_button, self._place, self.previous_button, self.next_button,
            self.smaller_button, self.larger_button,
        )  # fmt: skip
        taken = GAPS + sum(w.sizeHint().width() for w in always if not w.isHidden())
        room = width - taken
        title = FIND_KEEPS if finding else min(self._title.sizeHint().width(), TITLE_KEEPS)
        name = self.tr("Copy with footnote")
        self.copy_button.set_name(name, words=True)
        worded = self.copy_button.sizeHint().width()
        self.copy_button.set_name(name, words=False)
        bare = self.copy_button.sizeHint().width()
        standing = not finding and room - title - bare >= STANDING_KEEPS
        whole = self._standing.sizeHint().width() if standing else 0
        self.copy_button.set_name(name, words=room - title - whole >= worded)
        self._title.setVisible(not finding)
        self._title.setMinimumWidth(max(0, min(title, room - bare)))
        self._standing.setVisible(standing)
        self._standing_icon.setVisible(standing)
