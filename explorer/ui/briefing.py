"""The brief in the window: what is put aside, shown in the right column, and its way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.domain.query import Page
from explorer.ui.binder import Binder
from explorer.ui.dragging import EntryTarget
from explorer.ui.layout import Layout
from explorer.ui.selection import Selection
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.ui.panels.binder import BinderPanel


class Briefing(QObject):
    """Puts aside, shows the brief, and exports it or the current result."""

    changed = Signal()

    def __init__(
        self, parts: Layout, session: Session, binder: Binder, selection: Selection
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._session = parts, session
        self._binder, self._selection = binder, selection
        self.page: Page | None = None
        self.export_folder = ""
        parts.results.binder_toggled.connect(binder.toggle)
        parts.reader.binder_toggled.connect(binder.toggle)
        parts.doing.binder_toggled.connect(binder.toggle)
        self._target = EntryTarget(parts.bar.brief, binder.add)
        parts.when_made("brief", self._connect)
        binder.changed.connect(lambda _ids: self.show())

    def _connect(self, panel: BinderPanel) -> None:
        panel.entry_opened.connect(self._selection.open_entry)
        panel.order_changed.connect(self._binder.reorder)
        panel.dropped.connect(self._binder.add)
        panel.closed.connect(self.toggle)
        panel.export_wanted.connect(self.export)
        self._session.binder_ready.connect(panel.show_rows)

    @property
    def is_open(self) -> bool:
        """Whether the brief stands in the right column."""
        return self._parts.shows("brief") and not self._parts.right.isHidden()

    def toggle_chosen(self) -> None:
        """Put the chosen entry into the brief, or take it out."""
        if self._selection.entry is not None:
            self._binder.toggle(self._selection.entry)

    def show(self) -> None:
        """Show everywhere what is in the brief."""
        ids, parts = self._binder.ids, self._parts
        parts.bar.show_brief(len(ids))
        parts.results.set_binder(ids)
        parts.doing.binder = ids
        self._selection.show_binder()
        workspace = self._session.workspace
        if workspace is not None:
            parts.status.show_library(
                workspace.title, read_only=self._session.read_only, binder=len(ids)
            )

    def toggle(self) -> None:
        """Show the brief in place of the reader, or the reader again."""
        parts = self._parts
        opening = not self.is_open
        parts.right.setCurrentWidget(parts.brief if opening else parts.reader)
        if opening:
            parts.pages.setCurrentWidget(parts.columns)
            parts.right.show()
            self._session.show_binder()
            parts.brief.list.setFocus()
        self.changed.emit()

    def export(self) -> None:
        """Ask what to export, and where to."""
        from explorer.ui.dialogs.export import ExportDialog

        page = self.page
        if page is None:
            return
        dialog = ExportDialog(
            self._session,
            binder=self._binder.ids,
            result=tuple(page.ids),
            query=page.query,
            total=page.library_entries,
            folder=self.export_folder,
            parent=self._parts.window,
        )
        dialog.written.connect(self._written)
        dialog.open()

    def _written(self, path: str) -> None:
        self.export_folder = str(Path(path).parent)
        self._parts.status.show_notice(self.tr("Written: {path}").format(path=path))
