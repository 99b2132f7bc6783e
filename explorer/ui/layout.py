"""Where the panels of the main window stand, and how large they are, also next time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.settings import Settings
from explorer.ui.narrow import Narrow, columns_for
from explorer.ui.panels.entry_menu import EntryActions
from explorer.ui.panels.facets import FacetPanel
from explorer.ui.panels.reader import ReaderPanel
from explorer.ui.panels.results import ResultsPanel
from explorer.ui.panels.search_bar import TopBar
from explorer.ui.panels.status import StatusBar
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.widgets import Line, show

if TYPE_CHECKING:
    from explorer.ui.panels.binder import BinderPanel
    from explorer.ui.panels.document import DocumentPanel
    from explorer.ui.panels.documents import DocumentsPanel
    from explorer.ui.panels.empty_library import EmptyLibraryPanel
    from explorer.ui.panels.first_steps import FirstStepsPanel
    from explorer.ui.panels.problem import ProblemPanel
    from explorer.ui.panels.review import ReviewPanel
    from explorer.ui.panels.skeleton import Skeleton


class Layout:
    """The panels of one window: search on top; filters, timeline over list, reader; status."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._wiring: dict[str, list[Callable[[Any], None]]] = {}
        self._right_wanted = True  # while the first steps stand in its place too
        self.doing = EntryActions(window)
        self.bar = TopBar(window)
        self.facets = FacetPanel(window)
        self.timeline = TimelinePanel(window)
        self.timeline.doing = self.doing
        self.results = ResultsPanel(window)
        self.reader = ReaderPanel(window)
        self.status = StatusBar(window)
        self.right = _stack(window, self.reader)
        self.centre = _splitter(Qt.Orientation.Vertical, self.timeline, self.results)
        self.middle = _stack(window, self.centre)
        self.columns = _splitter(Qt.Orientation.Horizontal, self.facets, self.middle, self.right)
        self.pages = _stack(window, self.columns)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above, below = Line(window), Line(window)
        for part in (self.bar, above, self.pages, below, self.status):
            column.addWidget(part, 1 if part is self.pages else 0)
        self._around = (self.bar, above, below, self.status)
        self.narrow = Narrow(window, self.facets, self.columns)
        self._skeletons: list[Skeleton] = []
        self.results.waiting.drawn.connect(self._draw_skeletons)
        self.results.waiting.over.connect(self._clear_skeletons)
        self.pages.currentChanged.connect(self._page_changed)

    def when_made(self, name: str, connect: Callable[[Any], None]) -> None:
        """Connect a panel that is made when it is first wanted, by its name here."""
        self._wiring.setdefault(name, []).append(connect)

    def _made(self, name: str, panel: QWidget) -> None:
        for connect in self._wiring[name]:
            connect(panel)

    @cached_property
    def brief(self) -> BinderPanel:
        """The panel for what is put aside."""
        from explorer.ui.panels.binder import BinderPanel

        panel = BinderPanel(self.window)
        panel.list.doing = self.doing
        self.right.addWidget(panel)
        self._made("brief", panel)
        return panel

    @cached_property
    def problem(self) -> ProblemPanel:
        """What stands there when no library could be opened."""
        from explorer.ui.panels.problem import ProblemPanel

        panel = ProblemPanel(self.window)
        self.pages.addWidget(panel)
        self._made("problem", panel)
        return panel

    @cached_property
    def document(self) -> DocumentPanel:
        """The panel for documents."""
        from explorer.ui.panels.document import DocumentPanel

        panel = DocumentPanel(self.window)
        panel.view.doing = panel.outline.doing = self.doing
        panel.setFocusProxy(panel.view)
        self.pages.addWidget(panel)
        self._made("document", panel)
        return panel

    @cached_property
    def documents(self) -> DocumentsPanel:
        """The list of all documents."""
        from explorer.ui.panels.documents import DocumentsPanel

        panel = DocumentsPanel(self.window)
        self.pages.addWidget(panel)
        self._made("documents", panel)
        return panel

    @cached_property
    def review(self) -> ReviewPanel:
        """The desk on which a document's suggestions are reviewed."""
        from explorer.ui.panels.review import ReviewPanel

        panel = ReviewPanel(self.window)
        self.pages.addWidget(panel)
        self._made("review", panel)
        return panel

    @cached_property
    def first_steps(self) -> FirstStepsPanel:
        """What stands there at the first start."""
        from explorer.ui.panels.first_steps import FirstStepsPanel

        panel = FirstStepsPanel(self.window)
        self.middle.addWidget(panel)
        self._made("first_steps", panel)
        return panel

    @cached_property
    def empty_library(self) -> EmptyLibraryPanel:
        """What stands there while the library holds nothing."""
        from explorer.ui.panels.empty_library import EmptyLibraryPanel

        panel = EmptyLibraryPanel(self.window)
        self.middle.addWidget(panel)
        self._made("empty_library", panel)
        return panel

    def show_first_steps(self) -> None:
        """Put the first steps in place of timeline, list and reader."""
        self._show_in_place("first_steps")
        self.pages.setCurrentWidget(self.columns)

    def leave_first_steps(self) -> None:
        """Let timeline, list and reader have their places again."""
        self._show_centre()

    def show_holding(self, *, nothing: bool) -> None:
        """While a library holds nothing, a page says what to do in place of empty panels."""
        if nothing:
            self._show_in_place("empty_library")
        elif self.shows("empty_library"):
            self._show_centre()

    def _show_in_place(self, name: str) -> None:
        if self.middle.currentWidget() is self.centre:
            self._right_wanted = not self.right.isHidden()
        self.right.hide()
        self.middle.setCurrentWidget(getattr(self, name))

    def _show_centre(self) -> None:
        self.middle.setCurrentWidget(self.centre)
        self.right.setVisible(self._right_wanted)

    def _draw_skeletons(self) -> None:
        """The list waits for its first answer; so do the panels around it."""
        from explorer.ui.panels import skeleton

        self._clear_skeletons()
        self._skeletons = [
            skeleton.Skeleton(self.facets, skeleton.filters),
            skeleton.Skeleton(self.timeline, skeleton.timeline),
            skeleton.Skeleton(self.reader, skeleton.reader),
        ]

    def _clear_skeletons(self) -> None:
        for made in self._skeletons:
            made.hide()
            made.deleteLater()
        self._skeletons = []

    def _page_changed(self) -> None:
        """Without a library there is nothing to search, to filter or to put aside."""
        usable = not self.shows("problem")
        for around in self._around:  # the review desk has lines of its own in their places
            show(around, not self.shows("review"))
        for part in (self.bar.search, self.bar.filters, self.bar.brief):
            part.setEnabled(usable)
        if not usable:
            self.status.show_no_library()

    def shows(self, name: str) -> bool:
        """Whether ``brief``, ``problem``, ``document``… was made and stands in its place."""
        panel = vars(self).get(name)
        return panel is not None and panel in (
            self.right.currentWidget(),
            self.middle.currentWidget(),
            self.pages.currentWidget(),
        )

    def restore(self, settings: Settings) -> None:
        """Sizes and what is shown, as they were."""
        self.narrow.drawn = len(settings.columns) == 3
        columns = (
            settings.columns if self.narrow.drawn else columns_for(self.window.window().width())
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
        return settings._replace(
            # A hidden column has no size; the one it had before is kept.
            columns=_sizes(self.columns, settings.columns) if self.narrow.drawn else (),
            rows=_sizes(self.centre, settings.rows),
            facets_shown=self.narrow.wanted,
            reader_shown=(
                not self.right.isHidden()
                if self.middle.currentWidget() is self.centre
                else self._right_wanted
            ),
            timeline_shown=not self.timeline.isHidden(),
        )

    def panes(self) -> list[QWidget]:
        """The parts between which F6 moves, those that are on screen."""
        if self.shows("document"):
            parts: list[QWidget] = [self.bar.search.edit, self.document]
        elif self.shows("documents"):
            parts = [self.bar.search.edit, self.documents]
        elif self.shows("review"):
            parts = [self.review.view, self.review.list]
        elif self.shows("problem"):
            parts = [self.problem]
        else:
            middle: list[QWidget] = [self.timeline, self.results]
            other = self.middle.currentWidget()
            if other is not None and other is not self.centre:
                middle = [other]
            parts = [self.bar.search.edit, self.facets, *middle, self.right]
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
