"""The list of all commands, by Ctrl+K: which are there, which were used last, what is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from explorer.ui.panels.command_list import CommandList

REMEMBERED: Final = 6  # commands that stand first


class CommandPalette(QObject):
    """Opens over a window, runs what is chosen, and gives the focus back before that."""

    def __init__(
        self,
        window: QWidget,
        actions: Callable[[], Sequence[QAction]],
        recent: Sequence[str] = (),
    ) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._before: QWidget | None = None
        self.recent = tuple(recent)
        """Names (`objectName`) of the commands used last, the newest first."""

    @cached_property
    def panel(self) -> CommandList:
        """The field and the list; made when first opened."""
        from explorer.ui.panels.command_list import CommandList

        panel = CommandList(self._window)
        panel.chosen.connect(self._run)
        panel.left.connect(self.close)
        panel.edit.installEventFilter(self)
        return panel

    @property
    def is_open(self) -> bool:
        """Whether it is on screen."""
        return "panel" in vars(self) and self.panel.isVisible()

    def guard(self, edit: QLineEdit) -> None:
        """Keep Ctrl+K for this list in a field, where it would delete to the end of the line."""
        edit.installEventFilter(self)

    def toggle(self) -> None:
        """Open, or close again."""
        if self.is_open:
            self.close()
            return
        self._before = QApplication.focusWidget()
        shown = [action for action in self._actions() if action.objectName() != "palette"]
        self.panel.come(shown, self.recent)

    def close(self) -> None:
        """Go away; what had the focus has it again."""
        self.panel.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.setFocus()

    def _run(self, action: QAction) -> None:
        self.close()
        name = action.objectName()
        others = [own for own in self.recent if own != name]
        self.recent = (name, *others)[:REMEMBERED]
        action.trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_K:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
