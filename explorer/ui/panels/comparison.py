"""Two editions side by side: the entries in groups on the left, the chosen one on the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.differences import Comparison, Group
from explorer.services.merging import Choice
from explorer.ui.models.comparison import (
    CHOICE,
    CHOSEN,
    DIFFERS,
    ENTRY,
    ComparisonModel,
    choice_name,
)
from explorer.ui.panels.comparison_text import entry_html, page_style
from explorer.ui.theme import BODY, theme, ui_font
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_combo import Combo

_OPEN: Final = 30  # entries: a group of more that needs no choice is shut at first


class ComparisonView(QWidget):
    """Shows a comparison; where the user is to choose, also what becomes of each entry."""

    chosen = Signal()

    def __init__(self, sides: tuple[str, str], parent: QWidget | None = None) -> None:
        """``sides``: what the old and the new edition are called here."""
        super().__init__(parent)
        self._sides = sides
        self.model = ComparisonModel(self)
        self.tree = self._tree()
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("What differs in the chosen entry"))
        self.text.setOpenLinks(False)
        self.text.setFont(ui_font(BODY))
        self.text.setFrameShape(QFrame.Shape.StyledPanel)
        self.text.document().setDocumentMargin(12)
        self.becomes = Combo()
        self.becomes.setAccessibleName(self.tr("What becomes of this entry"))
        for choice in (Choice.BOTH, Choice.KEEP, Choice.TAKE):
            self.becomes.addItem(choice_name(choice), choice)
        self.becomes.activated.connect(self._choose)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain_label(self.tr("What becomes of it")))
        line.addWidget(self.becomes)
        line.addStretch(1)
        column.addWidget(self._line)
        column.addWidget(self.text, 1)
        self._line.hide()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 12, 0)
        beside.addWidget(self.tree)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        theme.changed.connect(self._show)

    def _tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setAccessibleName(self.tr("Entries that differ"))
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setMinimumWidth(280)
        tree.selectionModel().currentChanged.connect(lambda _new, _old: self._show())
        return tree

    def show_comparison(self, comparison: Comparison, *, choosing: bool = False) -> None:
        """Show this; ``choosing``: the user says what becomes of each entry that differs."""
        self.model.show_comparison(comparison, choosing=choosing)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(ENTRY, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(DIFFERS, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(DIFFERS, 170)
        # What differs stands at the right: a choice needs the room more.
        self.tree.setColumnHidden(DIFFERS, choosing)
        if choosing:
            head.setSectionResizeMode(CHOICE, QHeaderView.ResizeMode.ResizeToContents)
            head.setResizeContentsPrecision(0)
        for row in range(self.model.rowCount()):
            above = self.model.index(row, 0)
            self.tree.setFirstColumnSpanned(row, QModelIndex(), True)
            if self.model.group(row) in CHOSEN or self.model.rowCount(above) <= _OPEN:
                self.tree.expand(above)
        first = self.model.first_differing()
        if first.isValid():
            self.tree.expand(first.parent())
            self.tree.setCurrentIndex(first)

    def choose_for_all(self, choice: Choice) -> None:
        """Let the same become of all entries that differ."""
        self.model.choose(choice)
        self._show()

    def _choose(self, place: int) -> None:
        self.model.choose(Choice(self.becomes.itemData(place)), self.tree.currentIndex())
        self.chosen.emit()

    def _show(self) -> None:
        index = self.tree.currentIndex()
        change = self.model.change(index)
        chosen = self.model.choice(index)
        self._line.setVisible(chosen is not None)
        if chosen is not None:
            self.becomes.setCurrentIndex(self.becomes.findData(chosen))
        colours = theme.colours
        self.text.document().setDefaultStyleSheet(page_style(colours))
        if change is None:
            self.text.clear()
        else:
            sides = self._sides if change.group not in (Group.NEW, Group.GONE) else ("", "")
            self.text.setHtml(
                f"<body>{entry_html(change, self.model.teller, colours, sides)}</body>"
            )
