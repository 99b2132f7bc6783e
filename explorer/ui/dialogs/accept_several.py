"""Accepting what the rules are sure of, without reading it one by one: how sure is asked first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.review import Review
from explorer.ui import theme
from explorer.ui.models.review_words import suggestions
from explorer.ui.widgets import button_text, plain_label

WIDTH: Final = 520
LEVELS: Final = (0.9, 0.8, 0.7, 0.6, 0.0)


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("AcceptSeveral", text)


def levels(review: Review) -> tuple[tuple[float, int], ...]:
    """Each level and how many open suggestions reach it; none that would add nothing."""
    found: list[tuple[float, int]] = []
    for least in LEVELS:
        count = len(review.above(least))
        if count > (found[-1][1] if found else 0):
            found.append((least, count))
    return tuple(found)


class AcceptDialog(QDialog):
    """Asks; `chosen` tells from which confidence on to accept."""

    chosen = Signal(float)

    def __init__(self, review: Review, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accept several suggestions"))
        self.setMinimumWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._levels = levels(review)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        head = plain_label(tr("Accept without reading one by one"), size=theme.CARD, bold=True)
        column.addWidget(head)
        column.addWidget(
            plain_label(
                tr(
                    "How sure a rule is was estimated by the makers of Accord: a verb such as"
                    " “signed” counts for more than a mere name. It is no probability, and it says"
                    " nothing about whether the source is right."
                ),
                role="soft",
                wrap=True,
            )
        )
        for place, (least, count) in enumerate(self._levels):
            button = QRadioButton(button_text(f"{_name(least)}: {suggestions(count)}"), self)
            button.setChecked(place == 0)
            self._group.addButton(button, place)
            column.addWidget(button)
        column.addWidget(
            plain_label(
                tr("All of them are one step: one Undo opens them again."), role="soft", wrap=True
            )
        )
        column.addStretch(1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.go = QPushButton()
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(self._choose)
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(self.go)
        row.addWidget(leave)
        self._group.idToggled.connect(lambda _place, _on: self._show_count())
        self._show_count()
        return row

    def _show_count(self) -> None:
        place = self._group.checkedId()
        count = self._levels[place][1] if place >= 0 else 0
        self.go.setText(tr("Accept {suggestions}").format(suggestions=suggestions(count)))
        self.go.setEnabled(count > 0)

    @property
    def options(self) -> list[QRadioButton]:
        """The levels as they can be chosen, the surest first."""
        return [b for b in self._group.buttons() if isinstance(b, QRadioButton)]

    def _choose(self) -> None:
        place = self._group.checkedId()
        if place >= 0:
            self.chosen.emit(self._levels[place][0])
        self.accept()


def _name(least: float) -> str:
    """A level in words."""
    return {
        0.9: tr("The rules are very sure"),
        0.8: tr("The rules are sure, or more"),
        0.7: tr("The rules are fairly sure, or more"),
        0.6: tr("The rules think so, or more"),
    }.get(least, tr("Everything that waits"))
