"""The list view of a result: keys, mouse, the bookmark, and which rows are in view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDrag,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QToolTip, QWidget
from typing_extensions import override

from explorer.domain.query import EntryRow, PassageHit
from explorer.ui import icons
from explorer.ui.models.results import ResultRole, ResultsModel, RowKind
from explorer.ui.panels.entry_menu import EntryActions
from explorer.ui.panels.results_delegate import (
    Bookmark,
    Parts,
    bookmark_zone,
    draw_entry,
    draw_ground,
    draw_heading,
    draw_passage,
    draw_placeholder,
)
from explorer.ui.panels.results_rows import Brush, FixedRowsView, RowState, choose_current
from explorer.ui.theme import LIST_ROW, theme

DRAGGED: Final = 320  # pixels of a row that go along with the mouse
DEBOUNCE: Final = 40  # ms of rest before rows in view are asked for


class ResultsList(FixedRowsView):
    """Emits what the user does; selecting by program says nothing."""

    entry_selected = Signal(str)
    entry_opened = Signal(str)
    binder_toggled = Signal(str)
    passage_activated = Signal(str, int, int)
    rows_wanted = Signal(tuple)
    why_wanted = Signal(str)
    citation_wanted = Signal(str)
    text_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LIST_ROW, parent)
        self.results = ResultsModel(self)
        self._asked: set[str] = set()
        self._quiet = False
        self._pressed_on_bookmark = False
        self.doing = doing = EntryActions(self)
        for wanted, mine in (
            (doing.opened, self.entry_opened),
            (doing.binder_toggled, self.binder_toggled),
            (doing.why_wanted, self.why_wanted),
            (doing.citation_wanted, self.citation_wanted),
            (doing.text_wanted, self.text_wanted),
        ):
            wanted.connect(mine)
        self.tells_why = False  # words were searched, so there is a reason to tell
        self.setModel(self.results)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Results"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self._want_rows)
        self.verticalScrollBar().valueChanged.connect(self._rest)
        self.results.modelReset.connect(self._reset)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def select(self, entry: str | None) -> None:
        """Choose a row, or none, without a signal."""
        self._quiet = True
        try:
            place = self.results.place(entry) if entry else -1
            if place < 0:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            else:
                self.setCurrentIndex(self.results.index(place))
        finally:
            self._quiet = False

    def selected(self) -> str | None:
        """The entry of the chosen row."""
        index = self.currentIndex()
        name = index.data(ResultRole.ID)
        chosen = self.selectionModel().isSelected(index)
        return name if chosen and isinstance(name, str) else None

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        results = self.results
        kind = results.kind(place)
        if kind is RowKind.ENTRY:
            row = results.entry(place)
            if row is None:
                draw_ground(brush, top, state)
                draw_placeholder(brush.painter, QRect(0, top, brush.width, LIST_ROW))
                return
            over = False
            if state.over and self.mouse is not None:
                over = Parts(row, top, brush.width).bookmark.contains(self.mouse)
            bookmark = Bookmark(results.in_binder(row.id), over)
            draw_entry(brush, row, top, state, bookmark=bookmark)
        elif kind is RowKind.HEADING:
            draw_heading(brush, results.heading, top)
        else:
            draw_passage(brush, results.passage(place), top, state)

    def _reset(self) -> None:
        self._asked.clear()
        self._timer.start()

    def _rest(self) -> None:
        # The bar's value must not reach `start`, which would take it for its interval.
        self._timer.start()

    def _want_rows(self) -> None:
        seen = self.rows_in_view()
        # A screen more on either side, so that a page up or down finds its rows there.
        wanted = self.results.unknown(seen.start - len(seen), seen.stop + len(seen))
        missing = tuple(name for name in wanted if name not in self._asked)
        if missing:
            self._asked.update(missing)
            self.rows_wanted.emit(missing)

    def _clicked(self, index: QModelIndex) -> None:
        hit = index.data(ResultRole.PASSAGE)
        if isinstance(hit, PassageHit):
            self.passage_activated.emit(hit.document, hit.start, hit.end)

    def _open(self, index: QModelIndex) -> None:
        name = index.data(ResultRole.ID)
        if isinstance(name, str) and not self._pressed_on_bookmark:
            self.entry_opened.emit(name)

    def _on_bookmark(self, place: QPoint) -> str | None:
        index = self.indexAt(place)
        row = index.data(ResultRole.ENTRY)
        if not isinstance(row, EntryRow):
            return None
        inside = bookmark_zone(self.visualRect(index), row).contains(place)
        return row.id if inside else None

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        # Not `currentChanged`: the keyboard arriving here makes a row current, but chooses none.
        super().selectionChanged(selected, deselected)
        name = selected.indexes()[0].data(ResultRole.ID) if selected.indexes() else None
        if not self._quiet and isinstance(name, str):
            self.entry_selected.emit(name)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._on_bookmark(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_on_bookmark = left and name is not None
        if left and isinstance(name, str):
            self.binder_toggled.emit(name)
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_on_bookmark:
            super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._on_bookmark(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.mouse = None
        super().leaveEvent(event)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        name = index.data(ResultRole.ID)
        if choose_current(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
            self._clicked(index)
        elif event.matches(QKeySequence.StandardKey.Copy) and isinstance(name, str):
            self.citation_wanted.emit(name)
        elif event.key() == Qt.Key.Key_B and not event.modifiers() and isinstance(name, str):
            self.binder_toggled.emit(name)
        else:
            super().keyPressEvent(event)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        index = self.currentIndex()
        data = self.results.mimeData([index])
        if not index.isValid() or not data.text():
            return
        row = self.visualRect(index)
        row.setWidth(min(row.width(), DRAGGED))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(QPoint(DRAGGED // 4, row.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            name = self.indexAt(event.pos()).data(ResultRole.ID)
            if isinstance(name, str) and self.tells_why:
                self.why_wanted.emit(name)
                return True
        return super().viewportEvent(event)

    def show_why(self, entry: str, text: str) -> None:
        """Say at its row why an entry was found; over the mouse if that is where it is."""
        place = self.results.place(entry)
        if place < 0:
            return
        index = self.results.index(place)
        rect = self.visualRect(index)
        under = self.viewport().mapFromGlobal(QCursor.pos())
        at = under if rect.contains(under) else rect.bottomLeft() + QPoint(40, -8)
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        said = "\n\n".join(filter(None, (tip, text)))
        QToolTip.showText(self.viewport().mapToGlobal(at), said, self.viewport(), rect)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are for the search field, and most rows are not loaded."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid() or index.data(ResultRole.KIND) == RowKind.HEADING:
            return
        corner = self.visualRect(index).bottomLeft() + QPoint(40, 0)
        place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner)
        menu = self.menu_for(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        hit = index.data(ResultRole.PASSAGE)
        if isinstance(hit, PassageHit):
            action = menu.addAction(icons.icon("book-open"), self.tr("Show in document"))
            action.triggered.connect(lambda: self._clicked(index))
            return menu
        name = str(index.data(ResultRole.ID))
        self.doing.binder = {name} if self.results.in_binder(name) else ()
        self.doing.fill(menu, name, str(index.data()), why=self.tells_why)
        return menu
