"""What stands in place of the cards: suggestions being read, none found, or a failure."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from explorer.domain.messages import Progress
from explorer.domain.review import Review
from explorer.ui.models.review_words import decided_text, suggestions, tr
from explorer.ui.theme import CARD
from explorer.ui.widgets import IconLabel, plain_label, show

WIDEST: Final = 400


class ReviewNotice(QWidget):
    """A heading, a sentence, perhaps a bar, perhaps a button."""

    cancel_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._reading = False
        self.title = plain_label(size=CARD, bold=True, wrap=True)
        self.text = plain_label(role="soft", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.button = QPushButton(self)
        self.button.clicked.connect(self._pressed)
        block = QWidget()
        block.setMaximumWidth(WIDEST)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 28, 0)
        row.addStretch(1)
        row.addWidget(block, 20)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)

    def show_reading(self) -> None:
        """The rules read the text."""
        self.title.setText(tr("Reading the text for suggestions"))
        self.text.setText(
            tr("Accord looks for what was agreed, founded, held or promised, sentence by sentence.")
        )
        self.bar.setRange(0, 0)
        self.bar.show()
        self._offer(tr("Cancel"), reading=True)

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        if progress.total and progress.done:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)

    def show_nothing(self, *, usable: bool) -> None:
        """No sentence suggests anything."""
        self.title.setText(tr("Nothing is suggested"))
        said = tr(
            "No sentence of this text says in words that the rules know that something was agreed,"
            " founded, held or promised. That does not mean that there is nothing."
        )
        if usable:
            said += "\n\n" + tr("Select words in the text and press N to make an entry of them.")
        self.text.setText(said)
        self.bar.hide()
        self._offer(tr("Read it again") if usable else "")

    def show_failure(self, reason: str) -> None:
        """It did not work."""
        self.title.setText(tr("There are no suggestions"))
        self.text.setText(reason)
        self.bar.hide()
        self._offer(tr("Try again"))

    def _offer(self, text: str, *, reading: bool = False) -> None:
        self._reading = reading
        self.button.setText(text)
        show(self.button, bool(text))

    def _pressed(self) -> None:
        (self.cancel_wanted if self._reading else self.again_wanted).emit()


class ReviewEnd(QWidget):
    """The strip over the cards: all is decided, or nothing can be."""

    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._icon = IconLabel("check", "accent", 18)
        self.text = plain_label(wrap=True)
        self.leave = QPushButton(tr("Back to the library"))
        self.leave.setProperty("primary", True)
        self.leave.clicked.connect(self.leave_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.leave)

    def show_review(self, review: Review | None) -> None:
        """Say that all is decided, or that this library cannot be written to; else go."""
        locked = review is not None and not review.kept
        done = review is not None and review.total > 0 and not review.open
        if review is not None and locked:
            self.text.setText(
                tr("This library is read-only: you can look, but nothing can be decided here.")
            )
        elif review is not None and done:
            said = tr("All {suggestions} reviewed: {decided}.")
            self.text.setText(
                said.format(suggestions=suggestions(review.total), decided=decided_text(review))
            )
        show(self.leave, done and not locked)
        show(self, locked or done)
