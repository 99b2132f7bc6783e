"""The documents of the library: found, sorted, opened, described, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.entries import Document
from explorer.domain.review import Waiting
from explorer.services.keeping import DocumentRow
from explorer.ui import theme, words
from explorer.ui.models.documents import (
    ADDED,
    LANGUAGE,
    PAGES,
    ROW,
    STATE,
    TITLE,
    DocumentsFilter,
    DocumentsModel,
)
from explorer.ui.theme import ui_font
from explorer.ui.widgets import IconButton, Line, plain_label
from explorer.ui.widgets_rows import RowDelegate

# Where the window is narrow these go, one after the other, until the title has room.
_SPARED: Final = (PAGES, LANGUAGE, ADDED, STATE)
_TITLE: Final = 340  # pixels, at the least
_AIR: Final = 18  # pixels beside what stands in a cell
_FILTER_WIDTH: Final = 260
_ROW_HEIGHT: Final = 32


class DocumentsPanel(QWidget):
    """A view of `DocumentRow`s. What is to be done with them is told by signals."""

    closed = Signal()
    add_wanted = Signal()
    open_wanted = Signal(str)
    original_wanted = Signal(str)
    details_wanted = Signal(str)
    review_wanted = Signal(str)
    remove_wanted = Signal(object)  # tuple[str, ...]
    move_wanted = Signal(str, str)  # evidence: from the older document to its new version

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.model = DocumentsModel(self)
        self.shown = DocumentsFilter(self)
        self.shown.setSourceModel(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        self._own: dict[int, int] = {}  # columns that the user has drawn wider or narrower
        self._sharing = False
        self.table = self._made_table()
        body = QHBoxLayout()
        body.setContentsMargins(16, 4, 8, 0)
        body.addWidget(self.table)
        column.addLayout(body, 1)
        column.addWidget(Line())
        column.addLayout(self._foot())
        self.setFocusProxy(self.table)
        self._show_state()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(8)
        self.back = IconButton("arrow-left", self.tr("Entries"), words=True)
        self.back.setAccessibleName(self.tr("Back to the entries"))
        self.back.clicked.connect(self.closed)
        title = plain_label(self.tr("Documents"))
        title.setFont(ui_font(theme.CARD, bold=True))
        self.count = plain_label(size=theme.SECONDARY, role="soft")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter by words"))
        self.field.setAccessibleName(self.tr("Filter the documents"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(_FILTER_WIDTH)
        self.field.textChanged.connect(self._filter)
        self.add = IconButton("file-plus-2", self.tr("Add …"), words=True)
        self.add.clicked.connect(self.add_wanted)
        for widget in (self.back, title, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.field)
        row.addWidget(self.add)
        return row

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.shown)
        table.setAccessibleName(self.tr("Documents"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionResized.connect(self._drawn)
        table.setItemDelegate(RowDelegate(table))
        table.activated.connect(self._activated)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        for keys, act in (("Delete", self._remove), ("F2", self._details)):
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        return table

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        self.open_button = QPushButton(self.tr("Open"))
        self.review = QPushButton(self.tr("Review suggestions"))
        self.original = QPushButton(self.tr("Open original"))
        self.details = QPushButton(self.tr("Details …"))
        self.move_button = QPushButton(self.tr("Move evidence here …"))
        self.remove = QPushButton(self.tr("Remove …"))
        for button, act in (
            (self.open_button, lambda: self._activated(self.table.currentIndex())),
            (self.review, lambda: self._one(self.review_wanted.emit)),
            (self.original, lambda: self._one(self.original_wanted.emit)),
            (self.details, self._details),
            (self.move_button, self._move),
            (self.remove, self._remove),
        ):
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_rows(
        self, rows: tuple[DocumentRow, ...], waiting: Mapping[str, Waiting] | None = None
    ) -> None:
        """Show these documents, and what waits in them; what was chosen stays so."""
        chosen = set(self.selected())
        self.model.show_rows(rows, waiting)
        selection = self.table.selectionModel()
        for place in range(self.shown.rowCount()):
            index = self.shown.index(place, 0)
            if self._row(index).document.id in chosen:
                flags = selection.SelectionFlag
                selection.select(index, flags.Select | flags.Rows)
        if rows and not selection.hasSelection():
            self.table.selectRow(0)
        self._share()
        self._show_state()

    def _drawn(self, place: int, _old: int, width: int) -> None:
        if not self._sharing and place != TITLE and width:
            self._own[place] = width

    def _share(self) -> None:
        """Give each column what it needs, the title the rest."""
        table, header = self.table, self.table.horizontalHeader()
        places = [place for place in range(self.shown.columnCount()) if place != TITLE]
        self._sharing = True
        for place in places:
            table.setColumnHidden(place, False)
        wanted = {
            place: max(table.sizeHintForColumn(place) + _AIR, header.sectionSizeHint(place))
            for place in places
        } | self._own
        rest = table.viewport().width() - sum(wanted.values())
        for place, width in wanted.items():
            table.setColumnWidth(place, width)
        for place in _SPARED:
            if rest < _TITLE:
                table.setColumnHidden(place, True)
                rest += wanted[place]
        self._sharing = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def select(self, identifier: str) -> None:
        """Choose a document and bring it into view."""
        for place in range(self.shown.rowCount()):
            index = self.shown.index(place, 0)
            if self._row(index).document.id == identifier:
                # Not `selectRow`, which asks whether Ctrl is held, and may take it out again.
                selection = self.table.selectionModel()
                flags = selection.SelectionFlag
                selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.table.scrollTo(index)

    def selected(self) -> tuple[str, ...]:
        """The ids of the documents that are chosen, in the order shown."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self._row(self.shown.index(row, 0)).document.id for row in rows)

    def documents(self) -> tuple[Document, ...]:
        """All documents, shown or not."""
        return tuple(row.document for row in self.model.rows())

    def _row(self, index: QModelIndex) -> DocumentRow:
        row = index.data(ROW)
        assert isinstance(row, DocumentRow)
        return row

    def _filter(self, text: str) -> None:
        self.shown.set_text(text)
        self._show_state()

    def _show_state(self) -> None:
        total, shown = self.model.rowCount(), self.shown.rowCount()
        text = words.documents(total)
        if shown != total:
            text = self.tr("{shown} of {total} shown").format(
                shown=words.number(shown), total=words.number(total)
            )
        self.count.setText(text)
        chosen = self.selected()
        for button in (self.open_button, self.review, self.original, self.details):
            button.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(bool(chosen))
        version = self._chosen_version()
        self.move_button.setVisible(version is not None)

    def _chosen_version(self) -> Document | None:
        """The one chosen document, if it is a version of another."""
        rows = self.table.selectionModel().selectedRows()
        if len(rows) != 1:
            return None
        document = self._row(self.shown.index(rows[0].row(), 0)).document
        return document if document.version_of else None

    def _one(self, act: object) -> None:
        chosen = self.selected()
        if len(chosen) == 1 and callable(act):
            act(chosen[0])

    def _activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_wanted.emit(self._row(self.shown.index(index.row(), 0)).document.id)

    def _details(self) -> None:
        self._one(self.details_wanted.emit)

    def _move(self) -> None:
        version = self._chosen_version()
        if version is not None and version.version_of is not None:
            self.move_wanted.emit(version.version_of, version.id)

    def _remove(self) -> None:
        if chosen := self.selected():
            self.remove_wanted.emit(chosen)
