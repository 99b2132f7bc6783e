"""Where the panels of the main window stand, and how large they are, also next time."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.settings import Settings
from explorer.ui import theme
from explorer.ui.panels.binder import BinderPanel
from explorer.ui.panels.facets import FacetPanel
from explorer.ui.panels.problem import ProblemPanel
from explorer.ui.panels.reader import ReaderPanel
from explorer.ui.panels.results import ResultsPanel
from explorer.ui.panels.search_bar import TopBar
from explorer.ui.panels.status import StatusBar
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.widgets import Line

if TYPE_CHECKING:
    from explorer.ui.panels.document import DocumentPanel


class Layout:
    """The panels of one window: search on top; filters, timeline over list, reader; status."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.bar = TopBar(window)
        self.facets = FacetPanel(window)
        self.timeline = TimelinePanel(window)
        self.results = ResultsPanel(window)
        self.reader = ReaderPanel(window)
        self.brief = BinderPanel(window)
        self.problem = ProblemPanel(window)
        self.status = StatusBar(window)
        self.right = _stack(window, self.reader, self.brief)
        self.centre = _splitter(Qt.Orientation.Vertical, self.timeline, self.results)
        self.columns = _splitter(Qt.Orientation.Horizontal, self.facets, self.centre, self.right)
        self.pages = _stack(window, self.columns, self.problem)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, Line(window), self.pages, Line(window), self.status):
            column.addWidget(part, 1 if part is self.pages else 0)

    @cached_property
    def document(self) -> DocumentPanel:
        """The panel for documents; made when it is first wanted, for it needs numpy."""

        from explorer.ui.panels.document import DocumentPanel

        panel = DocumentPanel(self.window)
        panel.setFocusProxy(panel.view)
        self.pages.addWidget(panel)
        return panel

    @property
    def shows_document(self) -> bool:
        """Whether a document is on screen in place of list and reader."""
        return "document" in vars(self) and self.pages.currentWidget() is self.document

    def restore(self, settings: Settings) -> None:
        """Sizes and what is shown, as they were."""
        columns = (
            settings.columns
            if len(settings.columns) == 3
            else (
                theme.FACETS,
                self.window.window().width() - theme.FACETS - theme.READER,
                theme.READER,
            )
        )
        self.columns.setSizes(list(columns))
        height = self.window.window().height()
        rows = settings.rows if len(settings.rows) == 2 else (height // 2, height // 2)
        self.centre.setSizes(list(rows))
        self.facets.setVisible(settings.facets_shown)
        self.right.setVisible(settings.reader_shown)
        self.timeline.setVisible(settings.timeline_shown)

    def remembered(self, settings: Settings) -> Settings:
        """The settings with how the window is now."""
        return replace(
            settings,
            # A hidden column has no size; the one it had before is kept.
            columns=_sizes(self.columns, settings.columns),
            rows=_sizes(self.centre, settings.rows),
            facets_shown=not self.facets.isHidden(),
            reader_shown=not self.right.isHidden(),
            timeline_shown=not self.timeline.isHidden(),
        )

    def panes(self) -> list[QWidget]:
        """The parts between which F6 moves, those that are on screen."""
        if self.shows_document:
            parts: list[QWidget] = [self.bar.search.edit, self.document]
        elif self.pages.currentWidget() is self.problem:
            parts = [self.problem]
        else:
            parts = [self.bar.search.edit, self.facets, self.timeline, self.results, self.right]
        return [part for part in parts if part.isVisible()]

    def move_pane(self, step: int, focused: QWidget | None) -> None:
        """Put the focus into the next part, or with -1 into the one before."""
        panes = self.panes()
        at = -1
        for place, pane in enumerate(panes):
            if focused is not None and (pane is focused or pane.isAncestorOf(focused)):
                at = place
        target = panes[(at + step) % len(panes)]
        main_widget(target).setFocus(Qt.FocusReason.TabFocusReason)


def main_widget(part: QWidget) -> QWidget:
    """Where the focus goes in a part: its focus proxy, else the first widget that Tab reaches."""
    proxy = part.focusProxy()
    if proxy is not None:
        return main_widget(proxy)
    for widget in [part, *part.findChildren(QWidget)]:
        policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if policy and widget.isEnabled() and widget.isVisibleTo(part):
            return widget
    return part


def _sizes(splitter: QSplitter, old: tuple[int, ...]) -> tuple[int, ...]:
    new = tuple(splitter.sizes())
    return new if all(new) else old


def _stack(parent: QWidget, *pages: QWidget) -> QStackedWidget:
    stack = QStackedWidget(parent)
    for page in pages:
        stack.addWidget(page)
    return stack


def _splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    for part in parts:
        splitter.addWidget(part)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    splitter.setStretchFactor(1, 1)
    return splitter
