"""A field for a date on a card, with what is understood of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from explorer.domain.messages import AccordError
from explorer.ui import words
from explorer.ui.models.review_dates import understood, written
from explorer.ui.models.review_words import tr
from explorer.ui.theme import SECONDARY
from explorer.ui.widgets import plain_label

FIELD: Final = 176
SHORT: Final = 140
NARROW: Final = 320


class DateLine(QWidget):
    """A date as it is written, and beside it what is understood."""

    changed = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._narrow = False
        self.edit = QLineEdit(self)
        self.edit.setFixedWidth(FIELD)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(tr("not stated"))
        self.said = plain_label(size=SECONDARY, role="soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.edit)
        row.addWidget(self.said, 1)
        self.edit.textEdited.connect(lambda _text: self._typed())
        self.edit.editingFinished.connect(self._tidy)

    def show_when(self, when: str | None) -> None:
        """Show a date."""
        self.edit.setText(written(when))
        self.edit.setCursorPosition(0)
        self._say()

    def when(self) -> str | None:
        """The date as it is kept; None for not stated.

        Raises:
            AccordError: ``date-not-edtf``, while it is none.
        """
        return understood(self.edit.text())

    @property
    def is_wrong(self) -> bool:
        """Whether what is written is no date."""
        try:
            self.when()
        except AccordError:
            return True
        return False

    def _typed(self) -> None:
        self._say()
        self.changed.emit()

    def _tidy(self) -> None:
        if not self.is_wrong:
            self.edit.setText(written(self.when()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card the words beside it are only those that tell something new."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.edit.setFixedWidth(SHORT if narrow else FIELD)
            self._say()

    def _say(self) -> None:
        """What is understood, where that is not what stands there; else what the field means."""
        wrong, said = False, "" if self._narrow else self._hint
        try:
            when = self.when()
        except AccordError:
            wrong, said = True, tr("Not a date: April 2026 or 2026–2030")
        else:
            if when is not None and words.when_text(when) != self.edit.text().strip():
                said = words.when_text(when)
        if wrong != (self.said.property("role") == "error"):
            self.said.setProperty("role", "error" if wrong else "soft")
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.said.setText(said)
