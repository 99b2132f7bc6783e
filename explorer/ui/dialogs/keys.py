"""F1: every key, read from the actions themselves so that none is forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.ui import theme
from explorer.ui.widgets import plain_label


class KeysDialog(QDialog):
    """A list of keys: those of the actions, and those of lists and documents."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(460, 560)
        native = QKeySequence.SequenceFormat.NativeText
        rows = [
            (", ".join(key.toString(native) for key in action.shortcuts()), action.iconText())
            for action in actions
            if action.shortcuts()
        ]
        rows += [
            (
                self.tr("Down, Up, in the search"),
                self.tr("Choose a completion; without any, the list"),
            ),
            (self.tr("Enter, in the search"), self.tr("Take the completion; without one, search")),
            (self.tr("Up, Down"), self.tr("Previous or next entry")),
            ("B", self.tr("Put the entry into the brief, or take it out")),
            (self.tr("Enter"), self.tr("Open the sentence in its document")),
            (self.tr("Space, on a filter"), self.tr("Choose it, or leave it")),
            (self.tr("Ctrl+F, in a document"), self.tr("Find in the document")),
            (self.tr("Ctrl+C, in the list"), self.tr("Copy the entry as a citation")),
            (self.tr("F3, Shift+F3"), self.tr("Next or previous match in the document")),
            (self.tr("Ctrl+=, Ctrl+−"), self.tr("Larger or smaller text in the document")),
            ("Ctrl+Shift+C", self.tr("Copy with a footnote, in the document")),
            (
                self.tr("Left, Right, Home, End, in the timeline"),
                self.tr("Entries in the order of time"),
            ),
            (
                self.tr("Page Up, Page Down, in the timeline"),
                self.tr("Columns, stacks and lanes; Enter opens"),
            ),
            (self.tr("+, −, Ctrl+Left, Ctrl+Right"), self.tr("Zoom and move the timeline")),
            (self.tr("0, Ctrl+0"), self.tr("Fit the result, or the whole library")),
            (self.tr("P, in the timeline"), self.tr("Narrow to the time that is shown")),
            (self.tr("Alt+Up, Alt+Down"), self.tr("Move an entry within the brief")),
            (self.tr("Enter or A, E, D, in a review"), self.tr("Accept, correct, dismiss")),
            (
                self.tr("M, then 1–5, in a review"),
                self.tr("Merge into an entry that looks like it"),
            ),
            (self.tr("U, in a review"), self.tr("Undo what was decided")),
            (self.tr("J, K, in a review"), self.tr("Next or previous suggestion")),
            (self.tr("N, in a review"), self.tr("New suggestion from the selected words")),
            (
                self.tr("Shift+A, in a review"),
                self.tr("Accept all of which the rules are sure enough"),
            ),
            (self.tr("Ctrl+Enter, in a review"), self.tr("Accept from within a field")),
            (self.tr("Escape"), self.tr("Close the document; clear the search")),
        ]
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for number, (keys, text) in enumerate(rows):
            grid.addWidget(plain_label(keys, bold=True), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain_label(text, wrap=True), number, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("All keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.MARGIN)
        column.addWidget(area)
        column.addWidget(buttons)
        buttons.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
