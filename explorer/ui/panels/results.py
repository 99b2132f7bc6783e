"""The middle's lower part: how many entries, in which order, and the list itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import EntryRow, Page, Query, Sort
from explorer.ui import words
from explorer.ui.panels.no_result import EmptyState, ways_on
from explorer.ui.panels.results_delegate import draw_placeholder
from explorer.ui.panels.results_head import Hint, ResultTabs
from explorer.ui.panels.results_list import ResultsList
from explorer.ui.theme import LIST_ROW, SECONDARY, theme
from explorer.ui.widgets import ElidedLabel, IconButton, plain_label

if TYPE_CHECKING:
    from explorer.domain.answers import PassagePage
    from explorer.ui.panels.passages import PassagesList

IN_HINT: Final = 3  # other questions offered over a list
SKELETON_MS: Final = 150  # of waiting before rows to come are drawn
COUNT_MS: Final = 250  # of rest before the paragraphs are counted for their tab


class ResultsPanel(QWidget):
    """A view of one `Page`. It never fetches: it says which rows it lacks."""

    entry_selected = Signal(str)
    entry_opened = Signal(str)
    binder_toggled = Signal(str)
    passage_activated = Signal(str, int, int)
    rows_wanted = Signal(tuple)
    sort_changed = Signal(Sort)
    clear_wanted = Signal()
    query_wanted = Signal(Query)
    passages_wanted = Signal(int)  # from which paragraph on
    why_wanted = Signal(str)
    citation_wanted = Signal(str)
    text_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._page: Page | None = None
        self.list = ResultsList(self)
        self.empty = EmptyState(self)
        self.waiting = Waiting(self)
        self.tabs = ResultTabs(self)
        self._order = ElidedLabel()
        self._order.setFont(plain_label(size=SECONDARY).font())
        self._order.setProperty("role", "soft")
        self.sort_button = IconButton("arrow-up-down", self.tr("Sort"), self, words=True)
        self._sorts = self._sort_menu()
        self._hint = Hint(self)
        self._entries_widget: QWidget = self.waiting
        self._stack = QStackedWidget(self)
        for page in (self.waiting, self.list, self.empty):
            self._stack.addWidget(page)
        self._lay_out()
        for mine, of_list in (
            (self.entry_selected, self.list.entry_selected),
            (self.entry_opened, self.list.entry_opened),
            (self.binder_toggled, self.list.binder_toggled),
            (self.passage_activated, self.list.passage_activated),
            (self.rows_wanted, self.list.rows_wanted),
            (self.why_wanted, self.list.why_wanted),
            (self.citation_wanted, self.list.citation_wanted),
            (self.text_wanted, self.list.text_wanted),
        ):
            of_list.connect(mine)
        self.empty.clear.clicked.connect(self.clear_wanted)
        self.empty.query_wanted.connect(self.query_wanted)
        self._hint.query_wanted.connect(self.query_wanted)
        self.tabs.chosen.connect(self._show_tab)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_MS)
        self._counting.timeout.connect(lambda: self.passages_wanted.emit(0))
        self.setFocusProxy(self.list)
        self.show_loading()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 16, 4)
        head.setSpacing(8)
        head.addWidget(self.tabs)
        head.addWidget(self._order, 1)
        head.addWidget(self.sort_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._stack, 1)

    def _sort_menu(self) -> dict[Sort, QAction]:
        menu = QMenu(self.sort_button)
        group = QActionGroup(menu)
        actions = {}
        for sort, text in (
            (Sort.RELEVANCE, self.tr("Most relevant")),
            (Sort.DATE, self.tr("By date")),
            (Sort.TITLE, self.tr("By title")),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"sort-{sort.value}")
            action.setIconText(self.tr("Sort: {order}").format(order=text))
            action.setCheckable(True)
            action.setData(sort)
            group.addAction(action)
            actions[sort] = action
        group.triggered.connect(lambda action: self.sort_changed.emit(Sort(action.data())))
        self.sort_button.setMenu(menu)
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return actions

    @property
    def sort_actions(self) -> tuple[QAction, ...]:
        """The orders that can be chosen."""
        return tuple(self._sorts.values())

    def show_page(self, page: Page, labels: Labels) -> None:
        """Show an answer. The chosen entry stays chosen while it is in the result."""
        chosen = self.list.selected()
        self._page = page
        self.tabs.show_entries(self._count_words(page))
        self._order.set_full_text(self._order_words(page))
        self.sort_button.setAccessibleName(
            self.tr("Sort: {order}").format(order=self._sorts[page.query.sort].text())
        )
        self._sorts[page.query.sort].setChecked(True)
        notes = [words.message_text(page.notice)] if page.notice is not None else []
        if page.hint and page.ids:
            notes.append(page.hint)
        in_list = bool(page.ids or page.passages)
        ways = ways_on(page, labels, IN_HINT) if in_list else []
        self._hint.show_text(" · ".join(notes), ways)
        self.list.results.set_page(page)
        self.list.tells_why = bool(page.query.text.strip())
        self._expect_passages(page)
        if in_list:
            self._entries_widget = self.list
            self.list.select(chosen)
            if chosen is None or self.list.selected() is None:
                self.list.scrollToTop()
        else:
            self.empty.show_page(page, labels)
            self._entries_widget = self.empty
        self._show_tab()

    @cached_property
    def passages(self) -> PassagesList:
        """The documents' side; made when it is first looked at."""
        from explorer.ui.panels.passages import PassagesList

        made = PassagesList(self)
        made.passage_opened.connect(self.passage_activated)
        made.entry_wanted.connect(self.entry_selected)
        made.rows_wanted.connect(self.passages_wanted)
        self._stack.addWidget(made)
        return made

    def _expect_passages(self, page: Page) -> None:
        """Paragraphs are asked for when letters rest; without a text there is nothing to find."""
        searched = bool(page.understood.text.strip())
        self.tabs.show_documents(None, possible=searched)
        if searched:
            self._counting.start(0 if self.tabs.on_documents else COUNT_MS)
        else:
            self._counting.stop()

    def show_passages(self, page: PassagePage) -> None:
        """Show paragraphs, or count them while the entries are looked at."""
        shown = self._page
        if shown is None or page.query != shown.query:
            return
        self.tabs.show_documents(page.total, possible=True)
        self.passages.show_page(page)

    def _show_tab(self) -> None:
        documents = self.tabs.on_documents
        widget = self.passages if documents else self._entries_widget
        self._stack.setCurrentWidget(widget)
        self.setFocusProxy(self.passages if documents else self.list)
        self._order.setVisible(not documents)
        self.sort_button.setVisible(not documents)

    def show_loading(self) -> None:
        """Before the first answer: rows to come. Later answers replace the list as it stands."""
        if self._page is None:
            self.tabs.show_entries(self.tr("Searching…"))
            self._hint.show_text("")
            self.sort_button.hide()
            self._stack.setCurrentWidget(self.waiting)

    def show_opening(self, *, making: bool) -> None:
        """Another library is coming: the rows of the one before do not stand for it."""
        self._page = None
        self.show_loading()
        self.tabs.show_entries(
            self.tr("Making the library …") if making else self.tr("Opening the library …")
        )
        self._order.set_full_text("")

    @property
    def is_waiting(self) -> bool:
        """Whether no answer has come yet."""
        return self._page is None

    def show_problem(self, text: str) -> None:
        """Say what went wrong; the rows of the last answer, if any, stay."""
        if self._page is None:
            self.tabs.show_entries("")
            self.empty.show_problem(text)
            self._stack.setCurrentWidget(self.empty)
        else:
            self._hint.show_text(text)

    def add_rows(self, rows: Sequence[EntryRow]) -> None:
        """Records for rows that were asked for by `rows_wanted`."""
        self.list.results.add_rows(rows)

    def set_binder(self, ids: Collection[str]) -> None:
        """Which entries are put aside for the brief."""
        self.list.results.set_binder(ids)

    def select(self, entry: str | None) -> None:
        """Choose an entry's row, or none, without a signal."""
        self.list.select(entry)

    def selected(self) -> str | None:
        """The entry chosen."""
        return self.list.selected()

    def _count_words(self, page: Page) -> str:
        if page.query.is_everything and page.total == page.library_entries:
            return self.tr("{count} entries").format(count=words.number(page.total))
        return self.tr("{count} of {all} entries").format(
            count=words.number(page.total), all=words.number(page.library_entries)
        )

    def _order_words(self, page: Page) -> str:
        if page.query.sort is Sort.DATE:
            return self.tr("by date, undated last")
        if page.query.sort is Sort.TITLE or not page.query.text.strip():
            return self.tr("by title")
        return self.tr("most relevant first")


class Waiting(QWidget):
    """Rows to come: nothing at first, for an answer that is nearly there would only flicker."""

    drawn = Signal()
    over = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(SKELETON_MS)
        self._due.timeout.connect(self._draw)
        self.is_drawn = False
        theme.changed.connect(self.update)

    def _draw(self) -> None:
        self.is_drawn = True
        self.update()
        self.drawn.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.is_drawn = False
        self._due.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._due.stop()
        self.over.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_drawn:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            row = self.rect()
            row.setHeight(LIST_ROW)
            while row.bottom() < self.height():
                draw_placeholder(painter, row)
                row.translate(0, LIST_ROW)
