"""The line at the bottom: honest counts on the left, the library and its index on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.domain.messages import Progress
from explorer.domain.query import Page
from explorer.ui import theme, words
from explorer.ui.session import told
from explorer.ui.widgets import ElidedLabel, LinkButton, plain_label


class StatusBar(QWidget):
    """Counts, notices, and what goes on in the background."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.STATUS_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.setSpacing(16)
        self._counts = plain_label(role="soft", size=theme.SECONDARY)
        row.addWidget(self._counts)
        self._failed_build = False
        self._notice = ElidedLabel("", self)
        self._notice.setFont(theme.ui_font(theme.SECONDARY))
        row.addWidget(self._notice)
        self.offer = LinkButton("", self, size=theme.SECONDARY)
        self.offer.hide()
        self.offer.clicked.connect(self._take_offer)
        self._act: Callable[[], object] | None = None
        row.addWidget(self.offer)
        row.addStretch(1)
        self._index = plain_label(role="soft", size=theme.SECONDARY)
        row.addWidget(self._index)
        self._library = plain_label(role="soft", size=theme.SECONDARY)
        row.addWidget(self._library)

    def show_library(self, title: str, *, read_only: bool, binder: int) -> None:
        """Name the library, and say when it cannot be changed."""
        parts = (
            [self.tr("{count} in the brief").format(count=words.number(binder))] if binder else []
        )
        parts.append(title)
        if read_only:
            parts.append(self.tr("read-only: editing is off"))
        self._library.setText(" · ".join(parts))

    def show_page(self, page: Page) -> None:
        """Count what is shown and what is not."""
        shown = self.tr("{total} of {all} entries").format(
            total=words.number(page.total), all=words.number(page.library_entries)
        )
        undated = self.tr("{count} undated").format(count=words.number(page.undated))
        searched = _coverage_words(page)
        self._counts.setText(f"{shown} · {undated} · {searched}")
        self.show_notice(words.message_text(page.notice) if page.notice else "")

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """A sentence beside the counts; empty takes it away."""
        self._notice.setProperty("role", "error" if error else "soft")
        self._notice.style().unpolish(self._notice)
        self._notice.style().polish(self._notice)
        self._notice.set_full_text(text)
        self._failed_build = False
        self._act = None
        self.offer.hide()

    def show_offer(self, text: str, button: str, act: Callable[[], object]) -> None:
        """A sentence with something that can be done about it."""
        self.show_notice(text)
        self._act = act
        self.offer.setText(button)
        self.offer.setAccessibleName(button)
        self.offer.show()

    def _take_offer(self) -> None:
        if self._act is not None:
            self._act()

    def show_index(self, state: object) -> None:
        """Progress of the index, its failure, or None when it is ready."""
        if isinstance(state, Progress) and state.total:
            percent = words.number(round(100 * state.done / state.total))
            self._index.setText(self.tr("Search index {percent} %").format(percent=percent))
        elif isinstance(state, Exception):
            self._index.setText("")
            self.show_notice(words.message_text(told(state).message), error=True)
            self._failed_build = True
        else:
            self._index.setText("")
            if self._failed_build:  # it is under way again, or done
                self.show_notice("")


def _coverage_words(page: Page) -> str:
    """What was searched, and what was not."""
    coverage = page.coverage
    without_text, behind, entries_behind = coverage.left_out

    def tr(text: str) -> str:
        return QCoreApplication.translate("StatusBar", text)

    if not (without_text or behind):
        count = page.library_documents
        parts = [tr("{count} documents searched").format(count=words.number(count))]
    else:
        parts = [
            tr("searched {count} of {all} documents").format(
                count=words.number(coverage.searched), all=words.number(coverage.documents)
            )
        ]
    if without_text:
        text = tr("{count} have no text")
        parts.append(text.format(count=words.number(without_text)))
    if behind:
        text = tr("{count} not indexed yet")
        parts.append(text.format(count=words.number(behind)))
    if entries_behind:
        text = tr("{count} not searched yet")
        parts.append(text.format(count=words.entries(entries_behind)))
    return "; ".join(parts)
