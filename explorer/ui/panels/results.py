"""The middle's lower part: how many entries, in which order, and the list itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import EntryRow, Page, Query, Sort
from explorer.ui import words
from explorer.ui.panels.facets_values import value_label
from explorer.ui.panels.results_delegate import draw_placeholder
from explorer.ui.panels.results_list import ResultsList
from explorer.ui.theme import LIST_ROW, SECONDARY, theme
from explorer.ui.widgets import ElidedLabel, IconButton, IconLabel, plain_label


class ResultsPanel(QWidget):
    """A view of one `Page`. It never fetches: it says which rows it lacks."""

    entry_selected = Signal(str)
    entry_opened = Signal(str)
    binder_toggled = Signal(str)
    passage_activated = Signal(str, int, int)
    rows_wanted = Signal(tuple)
    sort_changed = Signal(Sort)
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._page: Page | None = None
        self.list = ResultsList(self)
        self.empty = EmptyState(self)
        self._waiting = _Waiting(self)
        self._count = plain_label(bold=True)
        self._order = ElidedLabel()
        self._order.setFont(plain_label(size=SECONDARY).font())
        self._order.setProperty("role", "soft")
        self.sort_button = IconButton("arrow-up-down", self.tr("Sort"), self, words=True)
        self._sorts = self._sort_menu()
        self._hint = _Hint(self)
        self._stack = QStackedWidget(self)
        for page in (self._waiting, self.list, self.empty):
            self._stack.addWidget(page)
        self._lay_out()
        for mine, of_list in (
            (self.entry_selected, self.list.entry_selected),
            (self.entry_opened, self.list.entry_opened),
            (self.binder_toggled, self.list.binder_toggled),
            (self.passage_activated, self.list.passage_activated),
            (self.rows_wanted, self.list.rows_wanted),
        ):
            of_list.connect(mine)
        self.empty.clear.clicked.connect(self.clear_wanted)
        self.setFocusProxy(self.list)
        self.show_loading()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 6, 16, 4)
        head.setSpacing(8)
        head.addWidget(self._count)
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
            action.setCheckable(True)
            action.setData(sort)
            group.addAction(action)
            actions[sort] = action
        group.triggered.connect(lambda action: self.sort_changed.emit(Sort(action.data())))
        self.sort_button.setMenu(menu)
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return actions

    def show_page(self, page: Page, labels: Labels) -> None:
        """Show an answer. The chosen entry stays chosen while it is in the result."""
        chosen = self.list.selected()
        self._page = page
        self._count.setText(self._count_words(page))
        self._order.set_full_text(self._order_words(page))
        self.sort_button.setAccessibleName(
            self.tr("Sort: {order}").format(order=self._sorts[page.query.sort].text())
        )
        self._sorts[page.query.sort].setChecked(True)
        notes = [words.message_text(page.notice)] if page.notice is not None else []
        if page.hint and page.ids:
            notes.append(page.hint)
        self._hint.show_text(" · ".join(notes))
        self.list.results.set_page(page)
        if page.ids or page.passages:
            self._stack.setCurrentWidget(self.list)
            self.list.select(chosen)
            if chosen is None or self.list.selected() is None:
                self.list.scrollToTop()
        else:
            self.empty.show_page(page, labels)
            self._stack.setCurrentWidget(self.empty)

    def show_loading(self) -> None:
        """Before the first answer: rows to come. Later answers replace the list as it stands."""
        if self._page is None:
            self._count.setText(self.tr("Searching…"))
            self._hint.show_text("")
            self._stack.setCurrentWidget(self._waiting)

    def show_opening(self, *, making: bool) -> None:
        """Another library is coming: the rows of the one before do not stand for it."""
        self._page = None
        self.show_loading()
        self._count.setText(
            self.tr("Making the library …") if making else self.tr("Opening the library …")
        )
        self._order.set_full_text("")

    def show_problem(self, text: str) -> None:
        """Say what went wrong; the rows of the last answer, if any, stay."""
        if self._page is None:
            self._count.setText("")
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


class EmptyState(QWidget):
    """No entry matches: what was asked for, and the way out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconLabel("search", "faint", 28)
        self.title = plain_label(size=16, bold=True, wrap=True)
        self.asked = plain_label(role="soft", wrap=True)
        self.hint = plain_label(role="soft", wrap=True)
        self.clear = QPushButton(self.tr("Clear filters"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(46, 28, 46, 28)
        column.setSpacing(8)
        for widget in (self._icon, self.title, self.asked, self.hint):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_page(self, page: Page, labels: Labels) -> None:
        """Say what was asked that has no answer."""
        self.clear.setVisible(not page.query.is_everything)
        if not page.library_entries:
            self.title.setText(self.tr("This library has no entries yet"))
            self.asked.setText(
                self.tr("Import a document, a table or a share file, or drop it on the window.")
            )
        else:
            self.title.setText(self.tr("No entry matches"))
            self.asked.setText(asked_words(page.query, labels))
        self.hint.setText(page.hint)
        for label in (self.asked, self.hint):
            label.setVisible(bool(label.text()))

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.title.setText(self.tr("The search did not work"))
        self.asked.setText(text)
        self.asked.show()
        self.hint.hide()
        self.clear.hide()


def asked_words(query: Query, labels: Labels) -> str:
    """Everything a query asks for, a line each."""
    lines = [f"“{query.text.strip()}”"] if query.text.strip() else []
    for facet, choice in query.choices:
        names = ", ".join(value_label(facet, value, labels) for value in choice.values)
        lines.append(f"{words.facet_label(facet)}: {names}")
    if query.period is not None:
        start, end = query.period.start, query.period.end
        ends = (words.when_text(start) if start else "…", words.when_text(end) if end else "…")
        lines.append(" – ".join(ends))
    if query.collection:
        lines.append(query.collection)
    return "\n".join(lines)


class _Hint(QWidget):
    """How a text was understood, or what the user must know of the answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = plain_label(size=SECONDARY, role="soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_text(self, text: str) -> None:
        """Show a text; without one, nothing."""
        self.label.setText(text)
        self.setVisible(bool(text))


class _Waiting(QWidget):
    """Rows to come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            row = self.rect()
            row.setHeight(LIST_ROW)
            while row.bottom() < self.height():
                draw_placeholder(painter, row)
                row.translate(0, LIST_ROW)
