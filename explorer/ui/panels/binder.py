"""The brief: the entries put aside, in the user's order, and the way out to a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.query import EntryRow
from explorer.ui import icons, theme, words
from explorer.ui.dragging import entries_of
from explorer.ui.panels.binder_rows import DETAIL, BinderDelegate
from explorer.ui.panels.entry_menu import EntryActions, by_keys, popup
from explorer.ui.widgets import IconButton, plain_label

_ID = Qt.ItemDataRole.UserRole


class BinderList(QListWidget):
    """Rows that are dragged, or moved by Alt and the arrow keys, and taken out by Delete."""

    moved = Signal()
    remove_wanted = Signal()
    opened = Signal(str)
    dropped = Signal(tuple, int)  # entries from elsewhere, and before which row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(BinderDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSpacing(2)
        theme.theme.changed.connect(self.viewport().update)
        self.setAccessibleName(self.tr("Entries in the brief"))
        self.doing = EntryActions(self)
        self.model().rowsMoved.connect(lambda *_: self.moved.emit())
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_ID)))

    def ids(self) -> tuple[str, ...]:
        """The entries, in the order shown."""
        return tuple(str(self.item(row).data(_ID)) for row in range(self.count()))

    def chosen(self) -> tuple[str, ...]:
        """The selected entries."""
        return tuple(str(item.data(_ID)) for item in self.selectedItems())

    def shift(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        row = self.currentRow()
        target = row + step
        if 0 <= row < self.count() and 0 <= target < self.count():
            self.insertItem(target, self.takeItem(row))
            self.setCurrentRow(target)
            self.moved.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        self._take_entries(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._take_entries(event)

    def _take_entries(self, event: QDropEvent) -> bool:
        """Whether entries from elsewhere are over the list. Rows of its own go the usual way."""
        if self._is_own(event):
            return False
        if not entries_of(event.mimeData()):
            event.ignore()
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _is_own(self, event: QDropEvent) -> bool:
        source: object = event.source()
        return source is self

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self._take_entries(event):
            place = event.position().toPoint()
            index = self.indexAt(place)
            row = self.count()
            if index.isValid():
                row = index.row() + (place.y() > self.visualRect(index).center().y())
            self.dropped.emit(entries_of(event.mimeData()), row)
        elif self._is_own(event):
            super().dropEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.currentItem() if by_keys(event) else self.itemAt(event.pos())
        if item is not None:
            below = self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft())
            popup(self.menu_for(item), below if by_keys(event) else event.globalPos())

    def menu_for(self, item: QListWidgetItem) -> QMenu:
        """What can be done with a row: in the brief, then with its entry."""
        menu = QMenu(self)
        row, last = self.row(item), self.count() - 1
        if not item.isSelected():
            self.setCurrentItem(item, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for icon, text, keys, step, possible in (
            ("arrow-up", self.tr("Move up"), self.tr("Alt+Up"), -1, row > 0),
            ("arrow-down", self.tr("Move down"), self.tr("Alt+Down"), 1, row < last),
        ):
            move = menu.addAction(icons.icon(icon), f"{text}\t{keys}")
            move.setEnabled(possible)
            move.triggered.connect(lambda _=False, step=step: self.shift(step))
        out = menu.addAction(icons.icon("trash-2"), self.tr("Take out of the brief") + "\tDel")
        out.triggered.connect(self.remove_wanted)
        menu.addSeparator()
        self.doing.fill(menu, str(item.data(_ID)), item.toolTip(), select=True, brief=False)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class BinderPanel(QWidget):
    """The right column while the brief is open."""

    order_changed = Signal(tuple)
    entry_opened = Signal(str)
    export_wanted = Signal()
    closed = Signal()
    dropped = Signal(tuple, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Brief"), size=theme.TITLE, bold=True))
        head.addStretch(1)
        close = IconButton("x", self.tr("Close the brief"), self)
        close.clicked.connect(self.closed)
        head.addWidget(close)
        column.addLayout(head)
        self._about = plain_label(role="soft", size=theme.SECONDARY, wrap=True)
        column.addWidget(self._about)
        self.list = BinderList(self)
        self.list.moved.connect(lambda: self.order_changed.emit(self.list.ids()))
        self.list.remove_wanted.connect(self._remove)
        self.list.opened.connect(self.entry_opened)
        self.list.dropped.connect(self.dropped)
        self.list.itemSelectionChanged.connect(self._update_buttons)
        column.addWidget(self.list, 1)
        tools = QHBoxLayout()
        self._up = IconButton("arrow-up", self.tr("Move up"), self)
        self._up.clicked.connect(lambda: self.list.shift(-1))
        self._down = IconButton("arrow-down", self.tr("Move down"), self)
        self._down.clicked.connect(lambda: self.list.shift(1))
        self._take_out = IconButton("trash-2", self.tr("Take out of the brief"), self)
        self._take_out.clicked.connect(self._remove)
        for button in (self._up, self._down, self._take_out):
            tools.addWidget(button)
        tools.addStretch(1)
        self._export = QPushButton(self.tr("Export …"), self)
        self._export.setProperty("primary", True)
        self._export.clicked.connect(self.export_wanted)
        tools.addWidget(self._export)
        column.addLayout(tools)
        self._show_empty()

    def show_rows(self, rows: Sequence[EntryRow]) -> None:
        """Show these entries; the selection stays where its entry is still there."""
        chosen = set(self.list.chosen())
        current = self.list.currentRow()
        held = self.list.ids()[current] if current >= 0 else ""
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            stage = words.stage_label(row.stage, row.kind)
            item = QListWidgetItem(row.title)
            detail = f"{stage} · {words.when_text(row.when)}"
            item.setData(_ID, row.id)
            item.setData(DETAIL, detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {detail}")
            item.setToolTip(row.title)
            self.list.addItem(item)
            item.setSelected(row.id in chosen)
        if rows:
            # The keyboard stays with its entry, or where that was; nothing more is chosen by it.
            ids = self.list.ids()
            place = ids.index(held) if held in ids else min(max(current, 0), len(rows) - 1)
            flag = QItemSelectionModel.SelectionFlag
            kept = bool(self.list.chosen())
            self.list.setCurrentRow(place, flag.NoUpdate if kept else flag.ClearAndSelect)
        self.list.blockSignals(False)
        self._show_empty()

    def _show_empty(self) -> None:
        count = self.list.count()
        self._about.setText(
            self.tr("Drag the entries into the order of the briefing, or press Alt and an arrow.")
            if count
            else self.tr(
                "Nothing is put aside yet. Press B on an entry, or its bookmark, to put it here;"
                " then export a cited PDF, a table (CSV) or JSON."
            )
        )
        self._export.setEnabled(count > 0)
        self._update_buttons()

    def _update_buttons(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)
        self._take_out.setEnabled(bool(self.list.chosen()))

    def _remove(self) -> None:
        gone = set(self.list.chosen())
        if gone:
            kept = tuple(name for name in self.list.ids() if name not in gone)
            self.order_changed.emit(kept)
