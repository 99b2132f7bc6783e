"""Completions while a search is typed: when they are asked, shown, walked through and taken."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QInputMethodEvent, QKeyEvent
from typing_extensions import override

from explorer.ui.lookups import Lookups
from explorer.ui.panels.search_bar import SearchField
from explorer.ui.widgets_text import Utf16Map

if TYPE_CHECKING:
    from explorer.domain.answers import Completion
    from explorer.ui.panels.completions import CompletionPopup

PAUSE_MS: Final = 90  # behind the search itself, whose answer comes first


class Completer(QObject):
    """Stands between the search field and the list below it. What is typed is never changed
    but by taking a completion."""

    taken = Signal(object)  # Completion: its text is in the field

    def __init__(self, field: SearchField, lookups: Lookups) -> None:
        super().__init__(field)
        self._field, self._asking = field, lookups
        self._composing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        field.edit.textEdited.connect(lambda _text: self._timer.start())
        field.edit.installEventFilter(self)
        field.cleared.connect(self.close)
        lookups.completed.connect(self._show)

    @cached_property
    def popup(self) -> CompletionPopup:
        """The list; made when there is something to show."""
        from explorer.ui.panels.completions import CompletionPopup

        popup = CompletionPopup(self._field)
        popup.taken.connect(self._take)
        return popup

    @property
    def is_open(self) -> bool:
        """Whether the list is on screen."""
        return "popup" in vars(self) and self.popup.isVisible()

    def close(self) -> None:
        """Take the list away; it comes again with the next letter."""
        self._timer.stop()
        if self.is_open:
            self.popup.hide()

    def _ask(self) -> None:
        edit = self._field.edit
        text = edit.text()
        if not text.strip() or not edit.hasFocus() or self._composing:
            self.close()
            return
        cursor = Utf16Map(text).to_points(edit.cursorPosition())
        asked = replace(self._field.query, text=text, unfinished=False)
        self._asking.complete(asked, cursor)

    def _show(self, text: str, found: tuple[Completion, ...]) -> None:
        edit = self._field.edit
        if text != edit.text() or not edit.hasFocus() or self._composing:
            return
        if found or self.is_open:
            self.popup.show_completions([item for item in found if item.text != text])

    def _take(self, completion: Completion) -> None:
        self.close()
        edit = self._field.edit
        edit.setText(completion.text)
        edit.setFocus()
        self.taken.emit(completion)

    def _step(self, by: int) -> None:
        spoken = self.popup.step(by)
        if spoken:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field.edit, spoken))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            # While a syllable is being composed its letters are not typed yet.
            self._composing = bool(event.preeditString())
            if self._composing:
                self.close()
        elif event.type() == QEvent.Type.FocusOut:
            self.close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.is_open and self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the open list."""
        key = event.key()
        chosen = self.popup.chosen()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(chosen)
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()  # and search for what is typed
            return False
        return True
