"""What the window shows when a library cannot be opened: what happened, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.messages import AccordError
from explorer.ui import theme, words
from explorer.ui.widgets import IconLabel, plain_label

# A fresh library can take the place of these; what is there is kept beside it.
REPLACEABLE = frozenset({"library-damaged"})
# A library can be made where there is none.
CREATABLE = frozenset({"library-missing"})


class ProblemPanel(QWidget):
    """One message, and buttons for what can be done."""

    fresh_wanted = Signal()
    built_in_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        inner = QWidget(self)
        inner.setMaximumWidth(620)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(IconLabel("triangle-alert", "error", 24))
        head.addWidget(
            plain_label(self.tr("The library was not opened"), size=theme.TITLE, bold=True)
        )
        head.addStretch(1)
        column.addLayout(head)
        self._text = plain_label(wrap=True, selectable=True)
        column.addWidget(self._text)
        self._advice = plain_label(role="soft", wrap=True)
        column.addWidget(self._advice)
        buttons = QHBoxLayout()
        self.fresh = QPushButton(self.tr("Start with a fresh library"))
        self.fresh.setProperty("primary", True)
        self.fresh.clicked.connect(self.fresh_wanted)
        self.built_in = QPushButton(self.tr("Open the built-in library"))
        self.built_in.clicked.connect(self.built_in_wanted)
        self.other = QPushButton(self.tr("Open another library …"))
        self.other.clicked.connect(self.other_wanted)
        for button in (self.fresh, self.built_in, self.other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_problem(self, error: AccordError, *, named: bool) -> None:
        """Show why a library was not opened; ``named``: it was not the user's own one."""
        code = error.message.code
        self._text.setText(words.message_text(error.message))
        self.fresh.setVisible(code in REPLACEABLE | CREATABLE)
        self.built_in.setVisible(named)
        if code in REPLACEABLE:
            self._advice.setText(
                self.tr(
                    "A fresh library starts with the built-in entries. The damaged file stays in"
                    " the folder under another name, so that nothing in it is lost."
                )
            )
        else:
            self._advice.setText("")
        self._advice.setVisible(bool(self._advice.text()))
        (self.fresh if code in REPLACEABLE | CREATABLE else self.other).setFocus()
