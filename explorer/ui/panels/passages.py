"""The documents' side of a result: matching paragraphs, and the entries that rest on them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget
from typing_extensions import override

from explorer.domain.answers import PassagePage
from explorer.domain.query import PassageHit
from explorer.ui import icons, words
from explorer.ui.models.passages import PassagesModel
from explorer.ui.panels.results_delegate import (
    ICON,
    INSET,
    PADDING,
    TEXT,
    draw_placeholder,
)
from explorer.ui.panels.results_rows import Brush, FixedRowsView, RowState, choose_current
from explorer.ui.theme import BODY, LIST_ROW, PASSAGE_ROW, SECONDARY, theme
from explorer.ui.widgets_lines import Face, draw_line, fitted
from explorer.ui.widgets_paint import draw_focus
from explorer.ui.widgets_text import draw_marked_line

PAUSE_MS: Final = 40  # of rest before rows in view are asked for
_PLAIN: Final = Face(BODY)
_BOLD: Final = Face(BODY, bold=True)
_SMALL: Final = Face(SECONDARY)


class PassagesList(FixedRowsView):
    """Emits what is opened; the rows it lacks it asks for."""

    passage_opened = Signal(str, int, int)  # document, start, end in code points
    entry_wanted = Signal(str)
    rows_wanted = Signal(int)  # the first paragraph of the batch

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PASSAGE_ROW, parent)
        self.passages = PassagesModel(self)
        self.setModel(self.passages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Matching paragraphs"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._want_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._timer.start())
        self.activated.connect(self._open)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.viewport().update)

    def show_page(self, page: PassagePage) -> None:
        """Show an answer, or the next part of the one that is shown."""
        if page.offset:
            self.passages.add(page)
            self._timer.start()  # the view may reach over two parts
            return
        self.passages.set_page(page)
        self.scrollToTop()

    def _want_rows(self) -> None:
        seen = self.rows_in_view()
        wanted = self.passages.unknown(seen.start - len(seen), seen.stop + len(seen))
        if wanted is not None:
            self.rows_wanted.emit(wanted)

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(hit, PassageHit):
            self.passage_opened.emit(hit.document, hit.start, hit.end)

    def _clicked(self, index: QModelIndex) -> None:
        name = None if self.mouse is None else self._entry_at(index, self.mouse)
        if name is not None:
            self.entry_wanted.emit(name)
        else:
            self._open(index)

    def _entry_at(self, index: QModelIndex, place: QPoint) -> str | None:
        """The entry whose name lies there, on the third line of a row."""
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, PassageHit) or not hit.entries:
            return None
        inside = place.y() - self.visualRect(index).top() > PASSAGE_ROW - 22
        return hit.entries[0].id if inside else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if choose_current(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, PassageHit):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open in its document"), lambda: self._open(index))
        for entry in hit.entries:
            text = self.tr("Go to: {entry}").format(entry=entry.short_title.replace("&", "&&"))
            menu.addAction(text, partial(self.entry_wanted.emit, entry.id))
        text = hit.snippet.text
        menu.addAction(self.tr("Copy text"), lambda: QApplication.clipboard().setText(text))
        menu.popup(event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        painter, colours, width, ratio = brush
        left, right = INSET + TEXT, width - INSET - PADDING
        room = right - left
        heading = self.passages.heading(place)
        if heading is not None:
            beside = words.standing_label(heading.standing)
            line = fitted(heading.title, _BOLD, room)
            draw_line(painter, line, left, top + 20, 20, colours.text)
            count = words.paragraphs(heading.count)
            small = fitted(f"{beside} · {count}", _SMALL, room)
            draw_line(painter, small, left, top + 40, 18, colours.soft)
            icon = icons.pixmap("file-text", colours.colours.soft, ICON, ratio)
            painter.drawPixmap(QPointF(INSET + PADDING, top + 22), icon)
            return
        hit = self.passages.hit(place)
        if hit is None:
            placeholder = self.visualRect(self.passages.index(place))
            placeholder.setHeight(LIST_ROW)
            draw_placeholder(painter, placeholder)
            return
        ground = QRectF(INSET, top + 1, width - 2 * INSET, PASSAGE_ROW - 2)
        if state.chosen or state.over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                colours.selection if state.chosen else colours.tint(colours.text, 0.04)
            )
            painter.drawRoundedRect(ground, 6, 6)
        if not state.chosen:
            painter.fillRect(QRectF(left, top + PASSAGE_ROW - 1, room, 1), colours.line)
        if state.focus:
            draw_focus(painter, ground, 6)
        where = self.tr("Paragraph {number}").format(number=words.number(hit.paragraph))
        line = fitted(where if hit.paragraph else self.tr("Heading"), _SMALL, room)
        draw_line(painter, line, left, top + 4, 18, colours.soft)
        middle = QRectF(left, top + 22, room, 20)
        draw_marked_line(painter, middle, hit.snippet.text, hit.snippet.marks, _PLAIN, colours.text)
        resting = fitted(self.passages.resting(hit), _SMALL, room)
        ink = colours.accent if hit.entries else colours.faint
        draw_line(painter, resting, left, top + 43, 18, ink)
