"""What a share file would bring, and for each entry that differs, which of the two is to stay."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.differences import Group
from explorer.domain.messages import Progress
from explorer.services.merging import Choice, PackPlan
from explorer.ui import theme, words
from explorer.ui.panels.comparison import ComparisonView
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

SMALL: Final = QSize(560, 200)
WIDE: Final = QSize(1080, 680)
AROUND: Final = 48  # that a dialog leaves of the window below it, if it can


def make_room(dialog: QDialog) -> None:
    """Make a dialog wide, within the window it belongs to and in its middle."""
    below = dialog.parentWidget()
    if below is None:
        dialog.resize(WIDE)
        return
    window = below.window()
    dialog.resize(WIDE.boundedTo(window.size() - QSize(AROUND, AROUND)).expandedTo(SMALL))
    place = QRect(QPoint(0, 0), dialog.size())
    place.moveCenter(window.rect().center())
    dialog.move(window.mapToGlobal(place.topLeft()))


class MergeDialog(QDialog):
    """Told the plan, it asks; `chosen` tells the plan and the choices by entry."""

    chosen = Signal(object, object)  # PackPlan, dict[str, Choice]
    cancelled = Signal()

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add from a share file"))
        self.resize(SMALL)
        self._plan: PackPlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        self.head = plain_label(size=theme.TITLE, bold=True, wrap=True)
        self.head.setText(path.name.encode(errors="replace").decode())
        self.says = plain_label(wrap=True)
        self.says.setText(self.tr("Looking at what it holds …"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.every = Combo()
        self.every.setAccessibleName(self.tr("For all that differ"))
        self.view = ComparisonView((self.tr("Here"), self.tr("In the share file")))
        for part in (self.head, self.says, self.bar):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())
        self.every.hide()
        self.view.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice, name in _for_all().items():
            self.every.addItem(name, choice)
        self.every.activated.connect(
            lambda place: self.view.choose_for_all(Choice(self.every.itemData(place)))
        )
        row.addWidget(self.every)
        row.addStretch(1)
        self.add = QPushButton(self.tr("Add"))
        self.add.setProperty("primary", True)
        self.add.setDefault(True)
        self.add.setEnabled(False)
        self.add.clicked.connect(self._choose)
        self.leave = QPushButton(self.tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.add)
        row.addWidget(self.leave)
        return row

    def show_plan(self, plan: PackPlan) -> None:
        """What it would bring: in numbers, then entry by entry; each that differs has a choice."""
        self._plan = plan
        self.bar.hide()
        if plan.title:
            self.head.setText(plan.title)
        self.says.setText("\n".join(_lines(plan)))
        comparison = plan.comparison
        arriving = comparison.of(Group.NEW) or plan.different or comparison.documents[0]
        self.add.setEnabled(bool(arriving))
        if comparison.changes:
            self.view.show_comparison(comparison, choosing=bool(plan.different))
            self.view.show()
            self.every.setVisible(len(plan.different) > 1)
            make_room(self)
        if self.add.isEnabled():
            self.add.setFocus()
        else:
            self.leave.setText(self.tr("Close"))
            self.leave.setDefault(True)

    def _choose(self) -> None:
        if self._plan is None:
            return
        for part in (self.add, self.every, self.view):
            part.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.chosen.emit(self._plan, self.view.model.choices())

    def show_progress(self, progress: Progress) -> None:
        """How far the child is."""
        self.bar.setRange(0, progress.total if progress.done else 0)
        self.bar.setValue(progress.done)

    def fail(self, text: str) -> None:
        """Say what is wrong with the file; there is nothing left to do but to close."""
        self.bar.hide()
        self.says.setText(text)
        self.add.setEnabled(False)
        self.leave.setText(self.tr("Close"))

    def reject(self) -> None:
        """Leave; what is on its way is given up, and nothing of it is kept."""
        self.cancelled.emit()
        super().reject()


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("MergeDialog", text)


def _for_all() -> dict[Choice, str]:
    return {
        Choice.BOTH: tr("All that differ: keep both"),
        Choice.KEEP: tr("All that differ: keep mine"),
        Choice.TAKE: tr("All that differ: take theirs"),
    }


def _lines(plan: PackPlan) -> list[str]:
    """What a plan brings, a line for each sort of it that there is."""
    comparison = plan.comparison
    lines = []
    for count, one, more in (
        (len(comparison.of(Group.NEW)), tr("1 new entry"), tr("{count} new entries")),
        (
            len(plan.different),
            tr("1 entry differs from the one here"),
            tr("{count} entries differ from the ones here"),
        ),
        (len(comparison.documents[0]), tr("1 new document"), tr("{count} new documents")),
        (comparison.same, tr("1 entry is the same here"), tr("{count} entries are the same here")),
        (
            len(comparison.of(Group.GONE)),
            tr("1 entry of an earlier edition is not in this one; it stays here"),
            tr("{count} entries of an earlier edition are not in this one; they stay here"),
        ),
    ):
        if count:
            lines.append(one if count == 1 else more.format(count=words.number(count)))
    return lines or [tr("It holds nothing that is not here.")]
