"""The text with what belongs to entries: cards beside it, and clicks on their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget
from typing_extensions import override

from explorer.domain.detail import DocumentText, Footing
from explorer.ui import icons
from explorer.ui.panels.document_cards import CARD, NARROWEST_CARD, Card, Supported
from explorer.ui.panels.document_text import MARGIN, TextView
from explorer.ui.panels.entry_menu import EntryActions, by_keys, popup
from explorer.ui.theme import theme
from explorer.ui.widgets import button_text

NARROWEST_COLUMN: Final = 440
BRACKET: Final = 20  # from the text to the line beside a passage
TRACK: Final = 6  # from one line beside passages to another that overlaps it
REACH: Final = 44  # from the text to the cards
EDGE: Final = 24  # from the cards to the pane's edge


class DocumentView(TextView):
    """A click on a sentence chooses the entry that rests on it; so does one on its card."""

    entry_selected = Signal(str)
    card_clicked = Signal(int)
    cite_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[tuple[Card, tuple[int, int]]] = []
        self._card_width = CARD
        self._pressed = QPoint()
        self.doing = EntryActions(self)

    @override
    def show_text(self, text: DocumentText) -> None:
        self.show_cards(())
        super().show_text(text)

    def show_cards(
        self, contents: Sequence[Supported], spans: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Put a card beside each span (code points)."""
        for card, _ in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        for content, span in zip(contents, self._offsets.spans(spans), strict=True):
            card = Card(content, self.viewport())
            card.clicked.connect(self.card_clicked)
            card.cite_wanted.connect(self.cite_wanted)
            self._cards.append((card, span))
        self._arrange()

    def activate_card(self, place: int) -> None:
        """Show which card's sentence is looked at."""
        for card, _ in self._cards:
            card.set_active(active=card.place == place)

    def cards(self) -> list[Card]:
        """The cards, top to bottom."""
        return [card for card, _ in self._cards]

    def footing_at(self, place: QPoint) -> Footing | None:
        """The entry that rests on the text at a place of the viewport; the closest fitting one."""
        if self._text is None or self._layout is None:
            return None
        point = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        unit = self._layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if unit < 0:
            return None
        offset = self._offsets.to_points(unit)
        under = [
            (span.end - span.start, item)
            for item in self._text.footings
            for span in item.spans
            if span.start <= offset < span.end
        ]
        return min(under, key=lambda pair: pair[0])[1] if under else None

    def _cards_fit(self, room: int) -> bool:
        beside = room - MARGIN - REACH - EDGE
        return bool(self._cards) and beside - NARROWEST_CARD >= NARROWEST_COLUMN

    @override
    def _column(self, room: int) -> float:
        wanted = super()._column(room)
        if not self._cards_fit(room):
            return wanted
        beside = room - MARGIN - REACH - EDGE
        column = min(wanted, beside - NARROWEST_CARD)
        self._card_width = int(min(CARD, beside - column))
        return column

    @override
    def _moved(self) -> None:
        if self._layout is None:
            return
        shown = self._cards_fit(self.viewport().width())
        floor = 0.0
        scrolled = self.verticalScrollBar().value()
        left = int(self._layout.right + REACH)
        for card, span in self._cards:
            card.setVisible(shown)
            card.resize(self._card_width, card.heightForWidth(self._card_width))
            top = max(self._extent(*span)[0] - 4, floor)
            card.move(left, round(top) - scrolled)
            floor = top + card.height() + 10

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._layout is None:
            return
        scrolled = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colours.qcolor("accent"), 1.6))
            end = 0.0  # of the line drawn last: sentences may share a line of the text
            for card, span in self._cards:
                if card.isVisibleTo(self):
                    top, bottom = self._extent(*span)
                    track = int(top + 3 < end)
                    end = end if track else bottom
                    x = self._layout.right + BRACKET - track * TRACK
                    _draw_link(
                        painter, x, top - scrolled, bottom - scrolled, QRectF(card.geometry())
                    )

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._pressed = e.position().toPoint()
        super().mousePressEvent(e)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        place = e.position().toPoint()
        still = (place - self._pressed).manhattanLength() < 4
        if still and e.button() == Qt.MouseButton.LeftButton and self.selection() is None:
            footing = self.footing_at(place)
            if footing is not None:
                self.entry_selected.emit(footing.entry)

    @override
    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        place = self.cursorRect().bottomLeft() if by_keys(e) else e.pos()
        popup(self.menu_at(place), self.viewport().mapToGlobal(place))

    def menu_at(self, place: QPoint) -> QMenu:
        """What can be done with the text, and with the entry that rests on it there."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Document"))
        chosen = self.textCursor().hasSelection()
        for icon, text, keys, act, possible in (
            ("copy", self.tr("Copy"), "Ctrl+C", self.copy, chosen),
            (
                "quote",
                self.tr("Copy with footnote"),
                "Ctrl+Shift+C",
                self.cite_wanted.emit,
                chosen or bool(self._cards),
            ),
            ("search", self.tr("Find in this document"), "Ctrl+F", self.find_wanted.emit, True),
            ("", self.tr("Select all"), "Ctrl+A", self.selectAll, True),
        ):
            action = menu.addAction(f"{text}\t{keys}")
            if icon:
                action.setIcon(icons.icon(icon))
            action.setEnabled(possible)
            action.triggered.connect(lambda _=False, act=act: act())
        footing = self.footing_at(place)
        if footing is not None:
            menu.addSeparator()
            title = button_text(footing.short_title or footing.title)
            menu.addAction(title).setEnabled(False)  # whose lines these are
            self.doing.fill(menu, footing.entry, footing.title, select=True)
        return menu

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            footing = self.footing_at(event.pos())
            if footing is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), footing.title, self)
            return True
        return super().viewportEvent(event)


def _draw_link(painter: QPainter, x: float, top: float, bottom: float, card: QRectF) -> None:
    """The line beside a passage, and the curve from it to its card."""
    painter.drawLine(QLineF(x, top + 3, x, bottom - 3))
    middle, head = (top + bottom) / 2, card.top() + 17
    path = QPainterPath(QPointF(x, middle))
    half = (card.left() - x) / 2
    path.cubicTo(x + half, middle, x + half, head, card.left(), head)
    painter.drawPath(path)
