"""What the window's actions do, and which of them can be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.actions import ON_LIBRARY
from explorer.ui.panels.entry_menu import open_menu_by_keys

if TYPE_CHECKING:
    from explorer.ui.workbench import Workbench


class Commands(QObject):
    """The actions of one window."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench

    def slots(self) -> dict[str, Callable[..., object]]:
        """What each action does, by its name."""
        bench, parts = self._bench, self._bench.parts
        return {
            "search": self.focus_search,
            "palette": bench.command_palette.toggle,
            "back": self._back,
            "forward": lambda: bench.asking.go(bench.history.forward),
            "clear": parts.bar.search.clear,
            "put_aside": bench.briefing.toggle_chosen,
            "cite": self._cite,
            "brief": bench.briefing.toggle,
            "export": bench.briefing.export,
            "undo": self._undo,
            "redo": bench.undo_stack.redo,
            "filters": lambda: self._toggle(parts.facets),
            "timeline": lambda: self._toggle(parts.timeline),
            "reader": lambda: self._toggle(parts.right),
            "context_menu": open_menu_by_keys,
            "next_pane": lambda: parts.move_pane(1, QApplication.focusWidget()),
            "previous_pane": lambda: parts.move_pane(-1, QApplication.focusWidget()),
            "open": bench.arrivals.choose_files,
            "syntax": bench.searching.show_help,
            "tab": bench.searching.turn_tab,
            **bench.growing.slots(),
            "open_library": bench.arrivals.choose_library,
            "built_in": lambda: bench.arrivals.open_library(None),
            "first_steps": bench.first_steps.show,
            "rebuild": bench.session.rebuild_index,
            "quit": bench.frame.close,
            **bench.timing.slots(),
            **bench.help.slots(),
        }

    def focus_search(self) -> None:
        """Put the cursor into the search, its text selected; in a document, find in it."""
        focus, parts = QApplication.focusWidget(), self._bench.parts
        if parts.shows("review"):
            parts.review.finding.finder.come()
        elif parts.shows("document") and focus and parts.document.isAncestorOf(focus):
            parts.document.find_in_page()
        else:
            parts.bar.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            parts.bar.search.edit.selectAll()

    def _back(self) -> None:
        """From the review desk to the library; else to what was asked before."""
        if self._bench.parts.shows("review"):
            self._bench.parts.review.leave()
        else:
            self._bench.asking.go(self._bench.history.back)

    def _undo(self) -> None:
        """On the review desk what was decided may still be on its way: undo waits for it."""
        if self._bench.parts.shows("review"):
            self._bench.parts.review.undone.emit("")
        else:
            self._bench.undo_stack.undo()

    def _cite(self) -> None:
        if self._bench.selection.entry is not None:
            self._bench.copying.copy_citation(self._bench.selection.entry)

    def enter_list(self) -> None:
        """Go down into what answers."""
        self._bench.history.settle()
        if self._bench.first_steps.is_shown:
            self._bench.first_steps.enter()
        else:
            self._bench.selection.enter_list()

    def _toggle(self, part: QWidget) -> None:
        wanted = part.isHidden()
        if part is not self._bench.parts.facets:
            self._bench.first_steps.leave()
        part.setVisible(wanted)
        self.show()

    def show(self) -> None:
        """What can be done now, and what is shown, on actions and buttons."""
        bench, parts, bar = self._bench, self._bench.parts, self._bench.parts.bar
        act, reviewing = bench.actions_by_name, parts.shows("review")
        for name, on in (
            ("filters", not parts.facets.isHidden()),
            ("timeline", not parts.timeline.isHidden()),
            ("reader", not parts.right.isHidden()),
            ("brief", bench.briefing.is_open),
        ):
            act[name].setChecked(on)
        chosen = bench.selection.entry is not None
        possible = dict.fromkeys(ON_LIBRARY, True) | {
            "back": bench.history.can_go_back or reviewing,
            "forward": bench.history.can_go_forward,
            "undo": bench.undo_stack.canUndo() or reviewing,
            "redo": bench.undo_stack.canRedo(),
            "put_aside": chosen,
            "cite": chosen,
            "export": bench.page is not None,
            "built_in": bench.folder is not None,
        }
        if reviewing:
            possible |= dict.fromkeys(ON_LIBRARY, False)
        for name, enabled in possible.items():
            act[name].setEnabled(enabled)
        bar.back.setEnabled(bench.history.can_go_back)
        bar.forward.setEnabled(bench.history.can_go_forward)
        bar.filters.setChecked(not parts.facets.isHidden())
        bar.brief.setChecked(bench.briefing.is_open)
