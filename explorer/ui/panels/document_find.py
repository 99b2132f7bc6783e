"""Finding words in the document that is open: the line for them, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget
from typing_extensions import override

from explorer.domain.passages import Span
from explorer.ui import words
from explorer.ui.theme import SECONDARY, SPACE, ui_font
from explorer.ui.widgets import ElidedLabel, IconButton

MOST: Final = 5_000  # places that are marked
LONGEST: Final = 80  # letters of a selection that are looked for


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Where a text stands, in code points; at most `MOST` places.

    Case does not count, and any white space stands for any other: a phrase goes on over a line's
    end. What is found does not overlap.
    """
    parts = [re.escape(part) for part in wanted.split()]
    if not parts:
        return ()
    found: Iterator[re.Match[str]] = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    return tuple(Span(match.start(), match.end()) for match in islice(found, MOST))


class FindBar(QWidget):
    """A field in the line over the text; Enter goes on, Shift+Enter back, Escape leaves."""

    searched = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(self.tr("Find in this document"))
        self.edit.setAccessibleName(self.tr("Find in this document"))
        self.edit.setClearButtonEnabled(False)
        self.edit.setMinimumWidth(120)
        self.edit.setMaximumWidth(360)
        self.edit.textChanged.connect(self.searched)
        self.edit.installEventFilter(self)
        self.said = ElidedLabel()
        self.said.setFont(ui_font(SECONDARY))
        self.said.setProperty("role", "soft")
        close = IconButton("x", self.tr("Close (Esc)"), self)
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.S)
        row.addWidget(self.edit, 3)
        row.addWidget(close)
        row.addSpacing(SPACE.S)
        row.addWidget(self.said, 2)

    def come(self, text: str) -> None:
        """Stand there with what was looked for last, or what is selected."""
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self.searched.emit(self.edit.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)


class Finder(QObject):
    """Finds in the text of a view.

    Its field stands in a row over the view in place of other widgets, so that the text stays where
    it is; it is made when first wanted.
    """

    found = Signal(tuple)  # of Span, in the order of the text
    stepped = Signal(int)
    shown = Signal()  # or hidden
    left = Signal()

    def __init__(self, view: QTextEdit, row: QHBoxLayout, place: int) -> None:
        """``row`` is where the field goes, at a ``place``."""
        super().__init__(view)
        self._view, self._row, self._place = view, row, place
        self._text = ""
        self.is_open = False

    @cached_property
    def bar(self) -> FindBar:
        """The line."""
        bar = FindBar(self._view.parentWidget())
        bar.hide()
        bar.searched.connect(self._find)
        bar.stepped.connect(self.stepped)
        bar.closed.connect(self.leave)
        self._row.insertWidget(self._place, bar, 100)
        return bar

    def _open(self, opened: bool) -> None:
        """What gives way goes before what comes: together they may need more than there is."""
        self.is_open = opened
        if not opened:
            self.bar.hide()
        self.shown.emit()
        if opened:
            self.bar.show()

    def set_text(self, text: str) -> None:
        """Another text is shown; what was looked for in the one before is done with."""
        self._text = text
        if self.is_open:
            self._open(False)

    def come(self) -> None:
        """Open, with what is selected to begin with if that is part of a line."""
        chosen = self._view.textCursor().selectedText()
        self._open(True)
        self.bar.come(chosen if len(chosen) <= LONGEST else "")

    def leave(self) -> None:
        """Close."""
        self._open(False)
        self.left.emit()

    def _find(self, wanted: str) -> None:
        if not self.is_open:
            return
        spans = occurrences(self._text, wanted)
        said = "" if spans or not wanted.strip() else self.tr("Not in this document")
        if len(spans) == MOST:
            said = self.tr("Only the first {count} places").format(count=words.number(MOST))
        self.bar.said.set_full_text(said)
        self.found.emit(spans)
