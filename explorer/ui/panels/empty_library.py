"""What stands in place of timeline, list and reader while a library holds nothing: what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.ui import theme
from explorer.ui.panels.first_steps import Step
from explorer.ui.theme import SPACE
from explorer.ui.widgets import IconLabel, plain_label

_WIDEST: Final = 592


class EmptyLibraryPanel(QScrollArea):
    """Three ways to fill the window. ``wanted(name)``: an action, as `ui/actions` names it."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.open = Step("file-plus-2", "Ctrl+O", self)
        self.other = Step("database", "Ctrl+Shift+O", self)
        self.built_in = Step("book-open", "", self)
        for step, name in (
            (self.open, "open"),
            (self.other, "open_library"),
            (self.built_in, "built_in"),
        ):
            step.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self.open.say(
            self.tr("Add *documents, tables or share files*"),
            self.tr("Or drop them anywhere on this window."),
        )
        self.other.say(
            self.tr("Open *another library*"),
            self.tr("A folder that Accord made, on this computer or on a drive."),
        )
        self.built_in.say(
            self.tr("Look at the *built-in library*"),
            self.tr("What two documents say about India and the Republic of Korea."),
        )
        self.setFocusProxy(self.open)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.L)
        column.addWidget(IconLabel("database", "faint", 28))
        title = self.tr("This library is empty")
        column.addWidget(plain_label(title, size=theme.TITLE, bold=True, wrap=True))
        about = self.tr(
            "It holds no entries and no documents yet. What you add stays on this computer."
        )
        column.addWidget(plain_label(about, size=theme.SEARCH, role="soft", wrap=True))
        column.addSpacing(SPACE.M)
        for step in (self.open, self.other, self.built_in):
            column.addWidget(step)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(SPACE.XXXL, SPACE.L, SPACE.XXXL, SPACE.L)
        outer.addStretch(9)
        outer.addLayout(across)
        outer.addStretch(11)
        self.setWidget(inside)
