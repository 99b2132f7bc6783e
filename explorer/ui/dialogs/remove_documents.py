"""Removing documents: what depends on them is said first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.entries import Document
from explorer.services.keeping import Dependents
from explorer.ui import theme, words
from explorer.ui.widgets import plain_label

WIDTH: Final = 520
_LISTED: Final = 200  # titles; more are only counted
_LIST_HEIGHT: Final = 180


class RemoveDialog(QDialog):
    """Says what goes; `agreed` when that is wanted."""

    agreed = Signal()

    def __init__(
        self, documents: Sequence[Document], dependents: Dependents, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remove documents"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, theme.MARGIN)
        column.setSpacing(10)
        if len(documents) == 1:
            head = self.tr("Remove “{title}”?").format(title=documents[0].title)
        else:
            head = self.tr("Remove {documents}?").format(documents=words.documents(len(documents)))
        column.addWidget(plain_label(head, size=theme.CARD, bold=True, wrap=True))
        for text in self._consequences(dependents):
            column.addWidget(plain_label(text, wrap=True))
        titles = [*dependents.gone, *dependents.kept][:_LISTED]
        if titles:
            self.list = QListWidget()
            self.list.setAccessibleName(self.tr("Entries that depend on it"))
            self.list.addItems(titles)
            self.list.setFixedHeight(_LIST_HEIGHT)
            column.addWidget(self.list)
        text = self.tr("This can be undone (Ctrl+Z).")
        column.addWidget(plain_label(text, role="soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.go = QPushButton(self.tr("Remove"))
        self.go.clicked.connect(self._agree)
        leave = QPushButton(self.tr("Cancel"))
        leave.setDefault(True)
        leave.clicked.connect(self.reject)
        row.addWidget(self.go)
        row.addWidget(leave)
        column.addLayout(row)
        leave.setFocus()

    def _consequences(self, dependents: Dependents) -> list[str]:
        told = []
        if dependents.gone:
            text = self.tr("{entries} rest on nothing else and go with it.")
            if len(dependents.gone) == 1:
                text = self.tr("{entries} rests on nothing else and goes with it.")
            told.append(text.format(entries=words.entries(len(dependents.gone))))
        if dependents.kept:
            text = self.tr("{entries} stay, with {count} fields fewer that have their sentence.")
            told.append(
                text.format(
                    entries=words.entries(len(dependents.kept)),
                    count=words.number(dependents.fields),
                )
            )
        if dependents.versions:
            text = self.tr("{documents} named as its versions or translations stay by themselves.")
            told.append(text.format(documents=words.documents(dependents.versions)))
        return told or [self.tr("No entry rests on it.")]

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
