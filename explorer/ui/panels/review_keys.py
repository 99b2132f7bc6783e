"""The keys of the review desk. A letter is an order only where nothing can be typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from explorer.ui.panels.review import ReviewPanel

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NONE: Final = Qt.KeyboardModifier.NoModifier
_PLAIN: Final = (_NONE, Qt.KeyboardModifier.KeypadModifier)


class ReviewKeys(QObject):
    """Takes the keys that no widget of the desk has used."""

    def __init__(self, desk: ReviewPanel) -> None:
        super().__init__(desk)
        self._desk = desk
        key = Qt.Key
        self._letters: dict[int, Callable[[], object]] = {
            key.Key_A: desk.accept,
            key.Key_E: desk.edit,
            key.Key_D: desk.dismiss,
            key.Key_M: desk.merge,
            key.Key_N: desk.add,
            key.Key_U: desk.undo,
            key.Key_J: lambda: desk.walk(1),
            key.Key_K: lambda: desk.walk(-1),
        }
        desk.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr] # there is one

    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        # At its end a window still moves the focus, when the card is gone already.
        if isValid(self._desk) and isValid(self._desk.card):
            self._desk.card.set_lit(self._desk.focused_within_list())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What reaches the desk itself was used by nothing on it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        desk, focus, key = self._desk, QApplication.focusWidget(), event.key()
        in_field = desk.card.holds_field(focus) or isinstance(focus, QLineEdit | QComboBox)
        modifiers = event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._escape(in_field=in_field)
            return True
        if key in _ENTER:
            self._enter(focus, in_field=in_field, firmly=modifiers not in _PLAIN)
            return True
        if in_field:
            return False
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_A:
            desk.head.several.click()
            return True
        if modifiers not in _PLAIN or key not in self._letters:
            return False
        self._letters[key]()
        return True

    def _escape(self, *, in_field: bool) -> None:
        """One step out: of a field, of the card, then of the desk."""
        desk = self._desk
        if in_field or desk.card.merging or desk.card.editing:
            desk.leave_field()
        else:
            desk.leave()

    def _enter(self, focus: QWidget | None, *, in_field: bool, firmly: bool) -> None:
        """In a field it ends the correction; Ctrl+Enter accepts from anywhere."""
        desk = self._desk
        if firmly:
            desk.accept()
        elif in_field:
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif desk.card.wrong() is None:
                desk.leave_field()
        elif isinstance(focus, QAbstractButton):
            focus.click()
        else:
            desk.accept()
