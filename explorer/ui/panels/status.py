"""The line at the bottom: honest counts on the left, the library and its index on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.messages import Progress
from explorer.domain.query import Page
from explorer.ui import theme, words
from explorer.ui.session import told
from explorer.ui.widgets import ElidedLabel, LinkButton, plain_label


class StatusBar(QWidget):
    """Counts, notices, and what goes on in the background."""

    rebuild_wanted = Signal()

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
        self.progress = ProgressLine(self)
        row.addWidget(self.progress)
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

    @property
    def index_words(self) -> str:
        """What is said of the search index."""
        return self._index.text()

    def show_no_library(self) -> None:
        """No library is open: what was counted in the one before does not stand for it."""
        self._counts.setText("")
        self._library.setText("")
        self.show_index(None)
        self.show_notice("")

    def show_page(self, page: Page) -> None:
        """Count what is shown and what is not. Why not all was searched stands over the list."""
        shown = self.tr("{total} of {all} entries").format(
            total=words.number(page.total), all=words.number(page.library_entries)
        )
        undated = self.tr("{count} undated").format(count=words.number(page.undated))
        searched = _coverage_words(page)
        self._counts.setText(f"{shown} · {undated} · {searched}")
        self.show_notice("")

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
        self._offer(button, act)

    def _offer(self, button: str, act: Callable[[], object]) -> None:
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
            share = state.done / state.total
            percent = words.number(round(100 * share))
            text = self.tr("Building the search index: {percent} %")
            self._index.setText(text.format(percent=percent))
            self.progress.show_share(share)
        elif isinstance(state, Exception):
            self._index.setText("")
            self.progress.hide()
            self.show_notice(words.message_text(told(state).message), error=True)
            self._offer(self.tr("Try again"), self.rebuild_wanted.emit)
            self._failed_build = True
        else:
            self._index.setText("")
            self.progress.hide()
            if self._failed_build:  # it is under way again, or done
                self.show_notice("")


class ProgressLine(QWidget):
    """How far something is, beside the words that say it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedSize(80, 4)
        theme.theme.changed.connect(self.update)
        self.hide()

    def show_share(self, share: float) -> None:
        """So much of 1 is done."""
        self._share = min(max(share, 0.0), 1.0)
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            box = self.rect().toRectF()
            for wide, role in ((1.0, "strong"), (self._share, "accent")):
                painter.setBrush(colours.qcolor(role))
                box.setWidth(self.width() * wide)
                painter.drawRoundedRect(box, 2, 2)


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
