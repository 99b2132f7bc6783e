"""Finding words in the text under review, as in the document view."""

from __future__ import annotations

from PySide6.QtCore import QObject

from explorer.domain.passages import Span
from explorer.ui.panels.document_find import Finder
from explorer.ui.panels.document_marks import Style
from explorer.ui.panels.review_head import TextHead
from explorer.ui.panels.review_text import ReviewText


class ReviewFind(QObject):
    """Marks what is found, and goes from one place to the next."""

    def __init__(self, view: ReviewText, head: TextHead) -> None:
        super().__init__(view)
        self._view = view
        self._spans: tuple[Span, ...] = ()
        self._current = -1
        self.finder = Finder(view, head.row, head.field_place)
        self.finder.found.connect(self._found)
        self.finder.stepped.connect(self._step)
        self.finder.left.connect(self._leave)
        self.finder.shown.connect(lambda: head.show_finding(self.finder.is_open))

    def _found(self, spans: tuple[Span, ...]) -> None:
        self._spans, self._current = spans, -1
        self._step(1)

    def _step(self, by: int) -> None:
        """Go to the next place, or the one before; round at the ends."""
        if self._spans:
            self._current = (self._current + by) % len(self._spans)
            self._view.go_to(*self._spans[self._current])
        at = self._spans[self._current : self._current + 1] if self._current >= 0 else ()
        self._view.mark(Style.MATCH, [span for span in self._spans if span not in at])
        self._view.mark(Style.CURRENT, at)

    def _leave(self) -> None:
        self._spans, self._current = (), -1
        self._step(0)
        self._view.setFocus()
