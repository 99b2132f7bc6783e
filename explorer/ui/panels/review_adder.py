"""The field in which one more value is typed; what is known is completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

FIELD: Final = 210
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STAYS: Final = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class Adder(QLineEdit):
    """It goes when it is left. Enter takes what is typed, or the completion that is chosen."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(FIELD)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(self.tr("Completions"))
        self.setCompleter(completer)
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.returnPressed.connect(lambda: self._take(self.text()))

    def begin(self, names: Sequence[str]) -> None:
        """Stand there, empty, and offer these."""
        self._names.setStringList(list(names))
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, text: str) -> None:
        # Enter in the list of completions comes twice: from the list, and from the field.
        if self.isVisible() and self.text().strip() and text.strip():
            self.clear()
            self.chosen.emit(text.strip())

    def first(self) -> str:
        """What the list of completions begins with; empty where it has nothing."""
        return self.completer().currentCompletion()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        enter = arg__1.key() in _ENTER
        if arg__1.key() == Qt.Key.Key_Escape or (enter and not self.text().strip()):
            self.left.emit()
            return
        super().keyPressEvent(arg__1)
        if enter:
            arg__1.accept()  # it added a value: that decides nothing

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() not in _STAYS:
            self.left.emit()
