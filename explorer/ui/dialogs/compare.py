"""Two share files side by side: what became of the entries of one in the other; nothing changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.differences import GROUP_LABELS, Comparison, Edition
from explorer.domain.messages import Progress
from explorer.services.editions import REPORT_FORMATS
from explorer.ui import theme, words
from explorer.ui.dialogs.merge import SMALL, make_room
from explorer.ui.panels.comparison import ComparisonView
from explorer.ui.widgets import plain_label


class CompareDialog(QDialog):
    """Told the comparison, it shows it; `report_wanted` tells where to write it."""

    report_wanted = Signal(object)  # Path
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare two share files"))
        self.resize(SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        self.head = plain_label(self.tr("Reading both …"), size=theme.TITLE, bold=True, wrap=True)
        self.says = plain_label(wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.view = ComparisonView((self.tr("Before"), self.tr("Now")))
        self.view.hide()
        for part in (self.head, self.says, self.bar):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.save = QPushButton(self.tr("Save as a report …"))
        self.save.setEnabled(False)
        self.save.clicked.connect(self._ask)
        self.leave = QPushButton(self.tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.save)
        row.addWidget(self.leave)
        column.addLayout(row)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what was found."""
        self.bar.hide()
        old, new = comparison.old, comparison.new
        same_title = self.tr("{title}: two editions").format(title=new.title)
        self.head.setText(same_title if old.title == new.title else f"{old.title} → {new.title}")
        self.says.setText("\n".join((self._sides(old, new), _counts(comparison))))
        self.leave.setText(self.tr("Close"))
        self.leave.setDefault(True)
        self.save.setEnabled(True)
        if comparison.changes:
            self.view.show_comparison(comparison)
            self.view.show()
            make_room(self)
            self.view.tree.setFocus()

    def _sides(self, old: Edition, new: Edition) -> str:
        text = self.tr("Before: edition {old}, {entries}. Now: edition {new}, {others}.")
        return text.format(
            old=words.number(old.version),
            new=words.number(new.version),
            entries=words.entries(old.entries),
            others=words.entries(new.entries),
        )

    def show_progress(self, progress: Progress) -> None:
        """How far the child is."""
        self.bar.setRange(0, progress.total if progress.done else 0)
        self.bar.setValue(progress.done)

    def fail(self, text: str) -> None:
        """Say why they cannot be compared."""
        self.bar.hide()
        self.head.setText(self.tr("These cannot be compared"))
        self.says.setText(text)
        self.leave.setText(self.tr("Close"))

    def tell(self, text: str) -> None:
        """Say what became of the report."""
        self.says.setText(text)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as a report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        names = {
            ".html": self.tr("Web page (*.html)"),
            ".md": self.tr("Markdown (*.md)"),
            ".json": self.tr("Data (*.json)"),
        }
        dialog.setNameFilters([names[suffix] for suffix in REPORT_FORMATS])
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition("*.")[2].rstrip(")"))
        )
        dialog.selectFile(self.tr("what has changed"))
        dialog.fileSelected.connect(lambda name: self.report_wanted.emit(Path(name)))
        dialog.open()

    def reject(self) -> None:
        """Leave; what is on its way is given up."""
        self.cancelled.emit()
        super().reject()


def _counts(comparison: Comparison) -> str:
    """How many entries each group has, in one line."""
    parts = [
        f"{words.vocabulary_word(GROUP_LABELS[group])} {words.number(count)}"
        for group, count in comparison.counts().items()
        if count
    ]
    same = words.vocabulary_word("The same")
    return " · ".join([*parts, f"{same} {words.number(comparison.same)}"])
