"""The bar on top: what is searched, what narrows it (as chips), and the way back and forward."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import Query
from explorer.ui import icons, theme, words
from explorer.ui.panels.chips import Chips
from explorer.ui.widgets import IconButton

DEBOUNCE_MS = 60


class SearchField(QFrame):
    """The text field with the chips before it. Tells the whole `Query` as it becomes."""

    query_changed = Signal(Query, bool)  # the query; whether the user is typing
    left_downwards = Signal()
    cleared = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setFixedHeight(theme.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._query = Query()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(8)
        self._icon = QLabel(self)
        row.addWidget(self._icon)
        self.chips = Chips(self)
        self.chips.query_wanted.connect(self._without)
        row.addWidget(self.chips)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("searchEdit")
        self.edit.setFont(theme.ui_font(theme.SEARCH))
        self.edit.setAccessibleName(self.tr("Search"))
        self.edit.setPlaceholderText(
            self.tr("Search titles, parties and the words of the documents")
        )
        self.edit.installEventFilter(self)
        row.addWidget(self.edit, 1)
        self._clear = IconButton("x", self.tr("Clear the search and all filters"), self)
        self._clear.clicked.connect(self.clear)
        row.addWidget(self._clear)
        self.help = IconButton("circle-question-mark", self.tr("What can be typed here"), self)
        row.addWidget(self.help)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._typed)
        self.edit.textChanged.connect(lambda _text: self._timer.start())
        self.edit.returnPressed.connect(self._submit)
        theme.theme.changed.connect(self._follow_theme)
        self._follow_theme()
        self._update_clear()

    def _follow_theme(self) -> None:
        colours = theme.theme.colours
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("search", colours.soft, 18, ratio))

    @property
    def query(self) -> Query:
        """What is asked, as far as the field knows."""
        return self._query

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that has not been asked yet."""
        return self._timer.isActive()

    def show_query(self, query: Query, labels: Labels) -> None:
        """Show a query that came from elsewhere; nothing is emitted."""
        self._query = query
        if self.edit.text() != query.text:
            self.edit.blockSignals(True)
            self.edit.setText(query.text)
            self.edit.blockSignals(False)
        self._timer.stop()
        self.chips.show_query(query, labels)
        self._update_clear()

    def _without(self, rest: Query) -> None:
        """Ask with one filter less; the text is what the field says now."""
        if not rest.choices and rest.period is None:
            self.cleared.emit()
        self._emit(_with_text(rest, self.edit.text()), typing=False)
        self.edit.setFocus()

    def clear(self) -> None:
        """Ask for the whole library again, in the same order."""
        self.cleared.emit()
        self._emit(Query(sort=self._query.sort), typing=False)
        self.edit.setFocus()

    def _typed(self) -> None:
        self._update_clear()
        text = self.edit.text()
        self._emit(msgspec.structs.replace(self._query, text=text, unfinished=True), typing=True)

    def _submit(self) -> None:
        self.ask_now()
        self.submitted.emit()

    def ask_now(self) -> None:
        """Ask what the field says, without waiting for more letters."""
        if self._timer.isActive():
            self._timer.stop()
            self._typed()

    def _emit(self, query: Query, *, typing: bool) -> None:
        if query != self._query:
            self._query = query
            self.query_changed.emit(query, typing)

    def _update_clear(self) -> None:
        self._clear.setVisible(bool(self.edit.text()) or not self._query.is_everything)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.left_downwards.emit()
                return True
            at_start = self.edit.cursorPosition() == 0 and not self.edit.hasSelectedText()
            rest = self.chips.last_removed()
            if event.key() == Qt.Key.Key_Backspace and at_start and rest is not None:
                self._without(rest)
                return True
        return super().eventFilter(watched, event)


def _with_text(query: Query, text: str) -> Query:
    return msgspec.structs.replace(query, text=text)


class TopBar(QWidget):
    """Filters on or off, back and forward, the search, importing, the brief, and the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.TOP_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        self.filters = IconButton("panel-left", self.tr("Show or hide the filters"), self)
        self.filters.setCheckable(True)
        self.back = IconButton("arrow-left", self.tr("Back"), self)
        self.forward = IconButton("arrow-right", self.tr("Forward"), self)
        for button in (self.filters, self.back, self.forward):
            row.addWidget(button)
        row.addSpacing(4)
        self.search = SearchField(self)
        row.addWidget(self.search, 1)
        row.addSpacing(8)
        self.add = IconButton("file-input", self.tr("Import"), self, words=True)
        row.addWidget(self.add)
        self.brief = IconButton("bookmark", self.tr("Brief"), self, words=True)
        self.brief.setCheckable(True)
        row.addWidget(self.brief)
        self.menu = IconButton("ellipsis", self.tr("Menu"), self)
        row.addWidget(self.menu)

    def show_brief(self, count: int) -> None:
        """Show how many entries are put aside."""
        name = self.tr("Brief ({count})").format(count=words.number(count))
        self.brief.set_name(name if count else self.tr("Brief"), words=True)
