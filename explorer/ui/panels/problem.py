"""What the window shows when a library cannot be opened: what happened, and the ways on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.messages import AccordError
from explorer.ui import theme, words
from explorer.ui.theme import SPACE
from explorer.ui.widgets import IconLabel, plain_label

# A fresh library can take the place of these; what is there is kept beside it.
REPLACEABLE: Final = frozenset({"library-damaged"})
# A library can be made where there is none.
CREATABLE: Final = frozenset({"library-missing"})
# What may be otherwise in a moment, by itself or by something that the user does outside.
PASSING: Final = frozenset(
    {"library-missing", "library-busy", "library-unwritable", "disk-full", "unexpected"}
)
_WIDEST: Final = 720


class ProblemPanel(QScrollArea):
    """What happened in a headline, the message in full, and buttons for what can be done."""

    fresh_wanted = Signal()
    again_wanted = Signal()
    built_in_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setProperty("ground", "window")
        self.title = plain_label(size=theme.TITLE, bold=True, wrap=True)
        self.text = plain_label(wrap=True, selectable=True)
        self.advice = plain_label(role="soft", wrap=True)
        self.fresh = QPushButton(self.tr("Start with a fresh library"))
        self.again = QPushButton(self.tr("Try again"))
        self.built_in = QPushButton(self.tr("Open the built-in library"))
        self.other = QPushButton(self.tr("Open another library …"))
        for button, wanted in (
            (self.fresh, self.fresh_wanted),
            (self.again, self.again_wanted),
            (self.built_in, self.built_in_wanted),
            (self.other, self.other_wanted),
        ):
            button.clicked.connect(wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(SPACE.L)
        for widget in (self.title, self.text, self.advice):
            texts.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.M)
        for button in (self.fresh, self.again, self.built_in, self.other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        texts.addSpacing(SPACE.S)
        texts.addLayout(buttons)
        card = QWidget()
        card.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.XL)
        row.addLayout(_on_top(IconLabel("triangle-alert", "error", 28)))
        row.addLayout(texts, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(SPACE.XXXL, SPACE.XL, SPACE.XXXL, SPACE.XL)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
        self.setWidget(inside)

    def show_problem(self, error: AccordError, *, named: bool) -> None:
        """Show why a library was not opened; ``named``: it was not the user's own one."""
        code = error.message.code
        self.title.setText(_headline(code))
        self.text.setText(words.message_text(error.message))
        self.advice.setText(_advice(code))
        self.advice.setVisible(bool(self.advice.text()))
        shown = {
            self.fresh: code in REPLACEABLE | CREATABLE,
            self.again: code in PASSING,
            self.built_in: named,
            self.other: True,
        }
        self.fresh.setText(
            self.tr("Make a new library there")
            if code in CREATABLE
            else self.tr("Start with a fresh library")
        )
        first = self.again if code in PASSING else next(b for b, on in shown.items() if on)
        for button, visible in shown.items():
            button.setVisible(visible)
            button.setProperty("primary", button is first)
            button.style().unpolish(button)
            button.style().polish(button)
        first.setFocus()


def _on_top(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch(1)
    return column


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProblemPanel", text)


def _headline(code: str) -> str:
    known = {
        "library-damaged": _tr("This library is damaged"),
        "library-missing": _tr("The library is not there"),
        "library-newer": _tr("This library needs a newer Accord"),
        "library-busy": _tr("This library is in use"),
        "disk-full": _tr("The disk is full"),
    }
    return known.get(code, _tr("The library was not opened"))


def _advice(code: str) -> str:
    known = {
        "library-damaged": _tr(
            "A fresh library starts with the built-in entries. The damaged file stays in the folder"
            " under another name, so that nothing in it is lost."
        ),
        "library-missing": _tr(
            "If it lies on a drive that is not plugged in, plug it in and try again. A new library"
            " starts with the built-in entries."
        ),
        "library-newer": _tr("Install a newer Accord to open it; your other libraries still open."),
        "library-busy": _tr("Wait until the other program is done, or close it, and try again."),
        "disk-full": _tr("Make room on the disk, and try again."),
    }
    return known.get(code, "")
