"""How a library grows: what arrives is read in, listed, reviewed; the wiring of that side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.services.arrivals import What
from explorer.ui.arriving import Arrivals
from explorer.ui.batches import Batches
from explorer.ui.documents import Documents
from explorer.ui.importing import Imports
from explorer.ui.layout import Layout
from explorer.ui.reviewing import Reviewing
from explorer.ui.selection import Selection
from explorer.ui.session import Session
from explorer.ui.toasts import Toasts

if TYPE_CHECKING:
    from explorer.services.importing import ImportReport
    from explorer.ui.comparing import Comparisons
    from explorer.ui.merging import Merges
    from explorer.ui.tables import Tables


class Growing(QObject):
    """Documents, share files and tables into the library, and what is done with them there."""

    changed = Signal()  # names and answers are others now
    entry_wanted = Signal(str)

    def __init__(
        self,
        parts: Layout,
        session: Session,
        toasts: Toasts,
        batches: Batches,
        selection: Selection,
        arrivals: Arrivals,
    ) -> None:
        super().__init__(parts.window)
        self._parts, self._session, self._toasts = parts, session, toasts
        self._batches, self._selection = batches, selection
        self._fresh = ""  # the document that came in last, until its suggestions were looked at
        self._unseen = False  # something changed while the review desk covered the library
        self.imports = Imports(parts.window, session, toasts, batches, selection)
        self.documents = Documents(parts, session, batches, selection)
        self.reviewing = Reviewing(parts, session, toasts, batches, selection)
        arrivals.handle(What.DOCUMENT, self.imports.take)
        arrivals.handle(What.PACK, self._take_packs)
        arrivals.handle(What.TABLE, self._take_tables)
        batches.changed.connect(self._batch_done)
        self.imports.details_wanted.connect(self.documents.edit)
        self.imports.review_wanted.connect(self.reviewing.open)
        self.imports.documents_wanted.connect(self.documents.show)
        self.imports.finished.connect(self._arrived)
        self.reviewing.opened.connect(self._looked_at)
        self.documents.described.connect(self.imports.show_described)
        self.documents.add_wanted.connect(arrivals.choose_files)
        self.documents.noticed.connect(parts.status.show_notice)
        self.documents.review_wanted.connect(self.reviewing.open)
        self.reviewing.left.connect(self._desk_left)
        self.reviewing.entry_wanted.connect(self.entry_wanted)

    @cached_property
    def merges(self) -> Merges:
        """What takes share files; made for the first one."""
        from explorer.ui.merging import Merges

        return Merges(self._parts.window, self._session, self._toasts, self._batches)

    @cached_property
    def tables(self) -> Tables:
        """What takes tables; made for the first one."""
        from explorer.ui.tables import Tables

        window, labels = self._parts.window, lambda: self._selection.labels
        return Tables(window, self._session, self._toasts, self._batches, labels)

    @cached_property
    def comparisons(self) -> Comparisons:
        """What compares share files; made for the first two."""
        from explorer.ui.comparing import Comparisons

        return Comparisons(self._parts.window, self._session, self._toasts)

    def _compare(self) -> None:
        self.comparisons.ask()

    def _take_packs(self, paths: Sequence[Path]) -> None:
        self.merges.take(paths)

    def _take_tables(self, paths: Sequence[Path]) -> None:
        self.tables.take(paths)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of this side do, by their names."""
        return {
            "add_folder": self.imports.choose_folder,
            "paste": self.imports.paste,
            "imports": self.imports.show_list,
            "documents": self.documents.show,
            "review": self.review,
            "compare": self._compare,
        }

    def _arrived(self, report: ImportReport) -> None:
        added = report.added()
        self._fresh = added[0] if len(added) == 1 else ""

    def _looked_at(self, document: str) -> None:
        if document == self._fresh:
            self._fresh = ""

    def review(self) -> None:
        """Review the document that is looked at: open, chosen in the list, or of the entry.

        Over list and timeline one that has just come in goes before that of the entry.
        """
        parts = self._parts
        if parts.shows("review"):
            return
        document: str | None = None
        if parts.shows("documents"):
            chosen: Sequence[str] = parts.documents.selected()
            document = chosen[0] if len(chosen) == 1 else None
        elif parts.shows("document") and parts.document.document is not None:
            document = parts.document.document.document.id
        else:
            document = self._fresh or self._selection.source
        if document is not None:
            self.reviewing.open(document)
        else:
            self.documents.show()

    def leave(self) -> None:
        """Let go of everything; for another library, or the end."""
        self.imports.leave()
        self.reviewing.leave()
        for name in ("merges", "tables", "comparisons"):
            if name in vars(self):
                vars(self)[name].leave()

    def _batch_done(self) -> None:
        """Under the review desk nothing is seen of it: it is enough to ask anew behind it."""
        self._unseen = self._parts.shows("review")
        if not self._unseen:
            self._tell()

    def _desk_left(self) -> None:
        if self._unseen:
            self._tell()

    def _tell(self) -> None:
        self._unseen = False
        self.documents.reload()
        self.changed.emit()
