"""What stands in the window: it wires the panels to one session, and holds no rules of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QUndoStack
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from explorer.domain.labels import Labels
from explorer.domain.query import Page
from explorer.settings import Settings, save_settings
from explorer.ui import actions, theme
from explorer.ui.arriving import Arrivals
from explorer.ui.asking import Asking
from explorer.ui.batches import Batches
from explorer.ui.binder import Binder
from explorer.ui.briefing import Briefing
from explorer.ui.commands import Commands
from explorer.ui.copying import Copying
from explorer.ui.dropping import DropZone
from explorer.ui.first_steps import FirstSteps
from explorer.ui.frame import Frame
from explorer.ui.growing import Growing
from explorer.ui.help import Help
from explorer.ui.layout import Layout
from explorer.ui.palette import CommandPalette
from explorer.ui.searching import Searching
from explorer.ui.selection import Selection
from explorer.ui.session import Session, told
from explorer.ui.timing import Timing
from explorer.ui.toasts import Toasts
from explorer.ui.undoing import Undoing

if TYPE_CHECKING:
    from explorer.domain.detail import EntryDetail
    from explorer.services.opening import Opening
    from explorer.ui.panels.problem import ProblemPanel

READER_MS = 10  # behind the first paint of list, filters and timeline


class Workbench(QWidget):
    """What stands in the frame: the panels on one library."""

    settled = Signal()  # everything that was asked for is on screen

    def __init__(
        self, frame: Frame, settings: Settings, session: Session, folder: Path | None
    ) -> None:
        super().__init__(frame)
        self.frame, self.session = frame, session
        self._settings, self._folder = settings, folder
        self.undo_stack = QUndoStack(self)
        self.binder = Binder(session, self.undo_stack)
        self.parts = Layout(self)
        self.asking = Asking(self.parts, session, settings.sort)
        self.history, self.visit = self.asking.history, self.asking.visit
        self.selection = Selection(self.parts, session, self.history, self.binder)
        self.briefing = Briefing(self.parts, session, self.binder, self.selection)
        self.toasts = Toasts(self, self.parts.status)
        self.arrivals = Arrivals(
            self, session, self.toasts, self.open_library, lambda: self._folder
        )
        self.first_steps = FirstSteps(
            self.parts, session, self.briefing, self.visit, lambda: self.page
        )
        self.copying = Copying(self, session, lambda: self.labels)
        self.undoing = Undoing(self.toasts, self.undo_stack, self.binder, self.visit)
        self.batches = Batches(session, self.undo_stack)
        self.growing = Growing(
            self.parts, session, self.toasts, self.batches, self.selection, self.arrivals
        )
        self.imports, self.documents = self.growing.imports, self.growing.documents
        self.reviewing = self.growing.reviewing
        self.drop_zone = DropZone(frame, self.arrivals.take)
        self.searching = Searching(self.parts, session, self.history, self.selection, self.visit)
        self.timing = Timing(self.parts, session, lambda: self.page)
        self.help = Help(self.parts, session, lambda: self._folder)
        self.command_palette = CommandPalette(self, self._listed, settings.commands)
        self.parts.timeline.set_today(date.today())  # noqa: DTZ011 - the user's own day
        self.commands = Commands(self)
        self.actions_by_name = actions.build(self, self.commands.slots())
        self._connect_panels()
        self.growing.changed.connect(self._library_changed)
        self.growing.entry_wanted.connect(self._show_entry)
        self._connect_session()
        self.briefing.export_folder = settings.export_folder
        frame.setCentralWidget(self)
        self.parts.restore(settings)
        self.timing.restore(settings.timeline)
        self.asking.show()
        self.parts.bar.search.edit.setFocus()
        self.commands.show()

    @property
    def page(self) -> Page | None:
        """The answer on screen."""
        return self.asking.page

    @property
    def folder(self) -> Path | None:
        """The library shown here; None is the user's own one."""
        return self._folder

    @property
    def labels(self) -> Labels:
        """The names of the library that is open."""
        return self.asking.labels

    # Wiring

    def _connect_panels(self) -> None:
        parts, bar, act = self.parts, self.parts.bar, self.actions_by_name
        themes = actions.theme_group(self, self._choose_theme, self._settings.theme)
        self._theme_actions = themes.actions()
        self.command_palette.guard(bar.search.edit)
        menu = actions.menu(self, act, themes)
        bar.menu.clicked.connect(
            lambda: menu.popup(bar.menu.mapToGlobal(QPoint(0, bar.menu.height())))
        )
        for button, name in (
            (bar.filters, "filters"),
            (bar.back, "back"),
            (bar.forward, "forward"),
            (bar.add, "open"),
            (bar.brief, "brief"),
        ):
            button.clicked.connect(act[name].trigger)
            button.set_keys(act[name].shortcut())
        bar.search.query_changed.connect(lambda query, typing: self.visit(query, typing=typing))
        bar.search.left_downwards.connect(self.commands.enter_list)
        bar.search.submitted.connect(self.commands.enter_list)
        parts.facets.query_changed.connect(self.asking.filter)
        parts.results.sort_changed.connect(self.asking.order)
        parts.results.clear_wanted.connect(bar.search.clear)
        parts.narrow.changed.connect(self.commands.show)
        parts.results.citation_wanted.connect(self.copying.copy_citation)
        parts.results.text_wanted.connect(self.copying.copy_text)
        parts.doing.citation_wanted.connect(self.copying.copy_citation)
        parts.doing.text_wanted.connect(self.copying.copy_text)
        self.copying.copied.connect(self.parts.status.show_notice)
        bar.search.cleared.connect(lambda: self.undoing.cleared(self.history.current))
        parts.results.rows_wanted.connect(
            lambda ids: self.session.want_rows(self.history.current, ids)
        )
        self.asking.asked.connect(self.commands.show)
        self.asking.moved.connect(self.first_steps.leave)
        self.selection.changed.connect(self.commands.show)
        self.selection.copied.connect(
            lambda: parts.status.show_notice(self.tr("Copied with its source"))
        )
        self.briefing.changed.connect(self.commands.show)
        self.briefing.changed.connect(self.first_steps.leave)
        self.first_steps.left.connect(self._first_steps_left)
        parts.timeline.query_changed.connect(self.asking.filter)
        parts.when_made("problem", self._connect_problem)
        parts.when_made(
            "empty_library", lambda panel: panel.wanted.connect(lambda name: act[name].trigger())
        )
        self.undo_stack.indexChanged.connect(lambda _index: self.commands.show())
        parts.pages.currentChanged.connect(lambda _page: self.commands.show())

    def _library_changed(self) -> None:
        """Documents came, went or were described anew: names and answers are others now."""

        def done(labels: Labels) -> None:
            self.asking.labels = labels
            self.selection.learn(labels)
            self.asking.ask()

        self.session.run("labels", lambda workspace, _job: workspace.browsing.labels(), done)

    def _connect_problem(self, panel: ProblemPanel) -> None:
        panel.fresh_wanted.connect(lambda: self.open_library(self._folder, fresh=True))
        panel.again_wanted.connect(lambda: self.open_library(self._folder))
        panel.built_in_wanted.connect(lambda: self.arrivals.open_library(None))
        panel.other_wanted.connect(self.arrivals.choose_library)

    def _connect_session(self) -> None:
        session = self.session
        session.foreseen.connect(self._foreseen)
        session.awaited.connect(lambda making: self.parts.results.show_opening(making=making))
        session.opened.connect(self._opened)
        session.ready.connect(self._ready)
        session.open_failed.connect(self._open_failed)
        session.page_ready.connect(self._show_page)
        session.rows_ready.connect(self.parts.results.add_rows)
        session.index_state.connect(self._index_changed)
        self.parts.status.rebuild_wanted.connect(session.rebuild_index)
        session.failed.connect(self.help.tell)
        session.changed_outside.connect(self.asking.ask)
        session.jobs.idle.connect(self.settled)
        self.frame.closing.connect(self._closing)

    # The library

    def open_library(self, folder: Path | None, *, fresh: bool = False) -> None:
        """Open a library in this window; None is the user's own one."""
        self._folder = folder
        self.undo_stack.clear()
        self.batches.clear()
        self.growing.leave()
        self.history.visit(self.asking.everything())
        self.asking.show()
        self.session.open(folder, fresh=fresh)

    def _foreseen(self, opening: Opening) -> None:
        """Show the library as it will be found, if the question is the one it was kept for."""
        self._opened(opening.labels)
        self.parts.status.show_library(
            opening.title, read_only=opening.read_only, binder=len(opening.binder)
        )
        if opening.page.query == self.history.current:
            self._show_page(opening.page)
            # The reader comes when list, filters and timeline are painted.
            QTimer.singleShot(READER_MS, self, lambda: self._read_first(opening.detail))

    def _read_first(self, detail: EntryDetail | None) -> None:
        if detail is not None:
            self.session.detail_ready.emit((detail, {}))

    def _ready(self) -> None:
        self.briefing.show()
        name = self._folder.resolve().name if self._folder is not None else ""
        self.frame.setWindowTitle(f"{name} – Accord" if name else "Accord")

    def _opened(self, labels: Labels) -> None:
        self.asking.page = None
        self.asking.labels = labels
        self.selection.show_labels(labels)
        self.parts.pages.setCurrentWidget(self.parts.columns)
        self.briefing.show()
        self.asking.ask()

    def _open_failed(self, error: Exception) -> None:
        self.parts.problem.show_problem(told(error), named=self._folder is not None)
        self.parts.pages.setCurrentWidget(self.parts.problem)

    def _index_changed(self, state: object) -> None:
        self.parts.status.show_index(state)
        if state is None:
            self.asking.ask()

    def _listed(self) -> list[QAction]:
        """All that the list of commands offers."""
        orders = self.parts.results.sort_actions
        return [*self.actions_by_name.values(), *orders, *self._theme_actions]

    def _show_page(self, page: Page) -> None:
        shown, self.asking.page = self.page, page
        if shown is not None and page.looks_like(shown):
            return
        self.briefing.page = page
        parts, labels = self.parts, self.labels
        parts.results.show_page(page, labels)
        parts.facets.show_page(page, labels)
        parts.timeline.show_page(page, labels)
        parts.status.show_page(page)
        self.searching.show_page(page, labels)
        self.selection.show_page(page)
        parts.show_holding(nothing=not (page.library_entries or page.library_documents))

    # The window

    def _show_entry(self, entry: str) -> None:
        """Choose an entry, wherever it stands among all of them."""
        self.visit(self.asking.everything())
        self.selection.select(entry)

    def _first_steps_left(self) -> None:
        save_settings(
            self._settings._replace(sort=self.asking.sort)
        )  # seen once is enough, whatever becomes of this window
        self.commands.show()

    def _choose_theme(self, choice: str) -> None:
        self._settings = self._settings._replace(theme=choice)
        theme.theme.choose(choice)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.parts.shows("document"):
                self.selection.close_document()
            elif self.parts.shows("documents"):
                self.documents.close()
            elif self.parts.bar.search.edit.hasFocus():
                self.parts.bar.search.clear()
            return
        super().keyPressEvent(event)

    def shut(self) -> None:
        """Let go of the library."""
        self.growing.leave()
        self.arrivals.stop()
        self.undo_stack.blockSignals(True)  # it would tell of its end to a window half gone
        self.session.close()

    def _closing(self) -> None:
        settings = self.parts.remembered(self._settings)._replace(
            geometry=self.frame.place,
            sort=self.asking.sort,
            export_folder=self.briefing.export_folder,
            commands=self.command_palette.recent,
            timeline=self.timing.remembered(),
        )
        save_settings(settings)
        self.shut()
