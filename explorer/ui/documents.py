"""What can be done with the documents of the library: shown, described anew, removed, moved to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.domain.entries import Document
from explorer.ui import words
from explorer.ui.batches import Batches
from explorer.ui.desktop import open_local
from explorer.ui.layout import Layout
from explorer.ui.selection import Selection
from explorer.ui.session import Session, told

if TYPE_CHECKING:
    from explorer.domain.detail import DocumentText
    from explorer.domain.review import Waiting
    from explorer.services.keeping import Dependents, DocumentRow
    from explorer.services.kinship import Moved
    from explorer.ui.dialogs.document_details import DetailsDialog
    from explorer.ui.jobs import Job
    from explorer.ui.panels.document import DocumentPanel
    from explorer.ui.panels.documents import DocumentsPanel
    from explorer.workspace import Workspace


class Documents(QObject):
    """Wires the list of documents to the library."""

    described = Signal(object)  # Document
    review_wanted = Signal(str)
    add_wanted = Signal()
    noticed = Signal(str)

    def __init__(
        self, parts: Layout, session: Session, batches: Batches, selection: Selection
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._session = parts, session
        self._batches, self._selection = batches, selection
        parts.when_made("documents", self._connect)
        parts.when_made("document", self._connect_document)
        session.document_ready.connect(lambda text, _spans: self._ask_what_waits(text))

    def _connect(self, panel: DocumentsPanel) -> None:
        panel.closed.connect(self.close)
        panel.add_wanted.connect(self.add_wanted)
        panel.open_wanted.connect(self._selection.open_document)
        panel.original_wanted.connect(self.open_original)
        panel.details_wanted.connect(self.edit)
        panel.review_wanted.connect(self.review_wanted)
        panel.remove_wanted.connect(self._ask_to_remove)
        panel.move_wanted.connect(self._ask_to_move)

    def _ask_what_waits(self, text: DocumentText) -> None:
        """A document is shown: its button says how many of its suggestions wait."""
        own = text.document.id

        def done(found: dict[str, Waiting]) -> None:
            self._parts.document.side.show_waiting(found.get(own))

        self._session.run(
            "waiting", lambda workspace, _job: workspace.reviewing.waiting([own]), done
        )

    def _connect_document(self, panel: DocumentPanel) -> None:
        panel.original_wanted.connect(self.open_original)
        panel.details_wanted.connect(self.edit)
        panel.review_wanted.connect(self.review_wanted)

    def show(self) -> None:
        """Show the list."""
        panel = self._parts.documents
        self._parts.pages.setCurrentWidget(panel)
        panel.setFocus()
        self.reload()

    def close(self) -> None:
        """Back to list, timeline and reader."""
        self._parts.pages.setCurrentWidget(self._parts.columns)
        self._selection.enter_list()

    def reload(self) -> None:
        """Show what the library holds now, if the list is on screen."""
        if not self._parts.shows("documents"):
            return

        def work(
            workspace: Workspace, _job: Job
        ) -> tuple[tuple[DocumentRow, ...], dict[str, Waiting]]:
            rows = workspace.keeping.rows()
            return rows, workspace.reviewing.waiting([row.document.id for row in rows])

        def done(found: tuple[tuple[DocumentRow, ...], dict[str, Waiting]]) -> None:
            self._parts.documents.show_rows(*found)

        self._session.run("documents", work, done)

    def open_original(self, identifier: str) -> None:
        """Hand the original file to the program that shows such files."""

        def done(path: Path) -> None:
            if not open_local(path):
                text = self.tr("No program opened the original: {path}")
                self.noticed.emit(text.format(path=path))

        self._session.run(
            "original", lambda workspace, _job: workspace.keeping.original(identifier), done
        )

    # Details

    def edit(self, identifier: str) -> None:
        """Let what is known about a document be corrected."""

        def work(workspace: Workspace, _job: Job) -> tuple[Document, list[Document]]:
            rows = workspace.keeping.rows()
            return workspace.keeping.document(identifier), [row.document for row in rows]

        def done(found: tuple[Document, list[Document]]) -> None:
            from explorer.ui.dialogs.document_details import DetailsDialog

            dialog = DetailsDialog(*found, self._parts.window)
            dialog.described.connect(lambda document: self._describe(document, dialog))
            dialog.open()

        self._session.run("details", work, done)

    def _describe(self, document: Document, dialog: DetailsDialog) -> None:
        def done(batch: str) -> None:
            dialog.accept()
            self._batches.done(self.tr("correcting details"), batch)
            self.described.emit(document)

        def failed(error: Exception) -> None:
            dialog.refuse(words.message_text(told(error).message))

        self._session.run(
            "describe", lambda workspace, _job: workspace.keeping.describe(document), done, failed
        )

    # Removing

    def _ask_to_remove(self, ids: Sequence[str]) -> None:
        known = {one.id: one for one in self._parts.documents.documents()}
        documents = [known[name] for name in ids if name in known]

        def done(dependents: Dependents) -> None:
            from explorer.ui.dialogs.remove_documents import RemoveDialog

            dialog = RemoveDialog(documents, dependents, self._parts.window)
            dialog.agreed.connect(lambda: self._remove(ids))
            dialog.open()

        self._session.run(
            "dependents", lambda workspace, _job: workspace.keeping.dependents(ids), done
        )

    def _remove(self, ids: Sequence[str]) -> None:
        def done(batch: str) -> None:
            text = self.tr("removing {documents}").format(documents=words.documents(len(ids)))
            self._batches.done(text, batch)
            self.noticed.emit(
                self.tr("Removed: {documents}. Ctrl+Z brings them back.").format(
                    documents=words.documents(len(ids))
                )
            )

        self._session.run("remove", lambda workspace, _job: workspace.keeping.remove(ids), done)

    # Evidence

    def _ask_to_move(self, old: str, new: str) -> None:
        """Offer to let evidence rest on the new version, where its words stand there once."""

        def done(found: tuple[int, int]) -> None:
            from explorer.ui.dialogs.move_evidence import MoveDialog

            dialog = MoveDialog(*found, self._parts.window)
            dialog.agreed.connect(lambda: self._move(old, new))
            dialog.open()

        self._session.run(
            "movable", lambda workspace, _job: workspace.keeping.movable(old, new), done
        )

    def _move(self, old: str, new: str) -> None:
        def done(moved: Moved) -> None:
            self._batches.done(self.tr("moving evidence"), moved.batch)
            text = self.tr("{moved} sentences moved, {stayed} stay with the older version.")
            self.noticed.emit(
                text.format(moved=words.number(moved.moved), stayed=words.number(moved.stayed))
            )

        self._session.run(
            "move", lambda workspace, _job: workspace.keeping.move_evidence(old, new), done
        )
