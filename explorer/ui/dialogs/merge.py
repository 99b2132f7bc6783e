"""What a share file would bring, and for each entry that differs, which of the two is to stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.messages import Progress
from explorer.services.merging import Choice, Difference, PackPlan
from explorer.ui import theme, words
from explorer.ui.widgets import plain_label

if TYPE_CHECKING:
    pass

SIZE: Final = (720, 460)
ROW: Final = 30


class MergeDialog(QDialog):
    """Told the plan, it asks; `accepted_plan` tells the plan and the choices by entry."""

    chosen = Signal(object, object)  # PackPlan, dict[str, Choice]
    cancelled = Signal()

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add from a share file"))
        self.resize(*SIZE)
        self._plan: PackPlan | None = None
        self._combos: list[tuple[str, QComboBox]] = []
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
        self.differ = plain_label(bold=True, wrap=True)
        self.every = QComboBox()
        self.table = _table(self.tr("Entries that differ"))
        column.addWidget(self.head)
        column.addWidget(self.says)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.differ, 1)
        line.addWidget(self.every)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())
        for part in (self.differ, self.every, self.table):
            part.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
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
        """What it would bring; entries that differ are listed, each with its choice."""
        self._plan = plan
        self.bar.hide()
        if plan.title:
            self.head.setText(plan.title)
        self.says.setText("\n".join(_lines(plan)))
        self.add.setEnabled(bool(plan.new or plan.different or plan.documents))
        if self.add.isEnabled():
            self.add.setFocus()
        else:
            self.leave.setText(self.tr("Close"))
            self.leave.setDefault(True)
        if plan.different:
            self._list(plan.different)

    def _list(self, found: Sequence[Difference]) -> None:
        text = self.tr("{count} differ from the entries here")
        if len(found) == 1:
            text = self.tr("{count} differs from the entry here")
        self.differ.setText(text.format(count=words.number(len(found))))
        self.every.setAccessibleName(self.tr("For all of them"))
        for choice, name in _names(many=True).items():
            self.every.addItem(name, choice)
        self.every.activated.connect(self._choose_for_all)
        for item in found:
            row = QTreeWidgetItem([item.title, _what_differs(item)])
            row.setToolTip(0, item.title if item.title == item.theirs else _both(item))
            row.setToolTip(1, _what_differs(item))
            self.table.addTopLevelItem(row)
            combo = QComboBox()
            combo.setMinimumHeight(ROW)
            combo.setAccessibleName(self.tr("What becomes of “{title}”").format(title=item.title))
            for choice, name in _names(many=False).items():
                combo.addItem(name, choice)
            self.table.setItemWidget(row, 2, combo)
            self._combos.append((item.id, combo))
        for part in (self.differ, self.every, self.table):
            part.show()

    def _choose_for_all(self, place: int) -> None:
        for _, combo in self._combos:
            combo.setCurrentIndex(place)

    def _choose(self) -> None:
        if self._plan is None:
            return
        choices = {name: Choice(combo.currentData()) for name, combo in self._combos}
        for part in (self.add, self.every, self.table):
            part.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.chosen.emit(self._plan, choices)

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


def _table(name: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setColumnCount(3)
    titles = (tr("Entry"), tr("What differs"), tr("What becomes of it"))
    table.setHeaderLabels(list(titles))
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = table.header()
    head.setStretchLastSection(False)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    head.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
    head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setColumnWidth(1, 220)
    return table


def tr(text: str) -> str:
    """The dialog's words in the interface's language."""
    return QCoreApplication.translate("MergeDialog", text)


def _names(*, many: bool) -> dict[Choice, str]:
    if many:
        return {
            Choice.BOTH: tr("All: keep both"),
            Choice.KEEP: tr("All: keep mine"),
            Choice.TAKE: tr("All: take theirs"),
        }
    return {
        Choice.BOTH: tr("Keep both"),
        Choice.KEEP: tr("Keep mine"),
        Choice.TAKE: tr("Take theirs"),
    }


def _lines(plan: PackPlan) -> list[str]:
    """What a plan brings, a line for each sort of it that there is."""
    lines = []
    for count, one, more in (
        (len(plan.new), tr("1 new entry"), tr("{count} new entries")),
        (plan.documents, tr("1 new document"), tr("{count} new documents")),
        (plan.same, tr("1 entry is the same here"), tr("{count} entries are the same here")),
        (
            len(plan.gone),
            tr("1 entry of an earlier edition is not in this one; it stays here"),
            tr("{count} entries of an earlier edition are not in this one; they stay here"),
        ),
    ):
        if count:
            lines.append(one if count == 1 else more.format(count=words.number(count)))
    return lines or [tr("It holds nothing that is not here.")]


def _both(item: Difference) -> str:
    text = tr("Here: {own}\nThere: {theirs}")
    return text.format(own=item.title, theirs=item.theirs)


def _what_differs(item: Difference) -> str:
    """The fields that differ in words; how firm it is on both sides where that is one of them."""
    if item.stages[0] != item.stages[1]:
        own, theirs = map(words.stage_label, item.stages)
        return f"{own} → {theirs}"
    names = {
        "title": tr("title"),
        "short_title": tr("short title"),
        "kind": tr("type"),
        "summary": tr("our words"),
        "instrument": tr("name of the instrument"),
        "parties": tr("parties"),
        "sectors": tr("sectors"),
        "institution": tr("body"),
        "period": tr("period"),
        "milestones": tr("steps and dates"),
        "relations": tr("relations"),
        "places": tr("places"),
        "references": tr("references"),
        "figures": tr("figures"),
        "tags": tr("tags"),
        "note": tr("note"),
        "evidence": tr("evidence"),
    }
    return ", ".join(names.get(name, name) for name in item.fields)
