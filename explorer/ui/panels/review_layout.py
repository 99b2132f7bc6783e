"""Where the parts of the review desk stand, how they share the width, how Tab goes through them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.ui.panels.review_card import ReviewCard
from explorer.ui.panels.review_find import ReviewFind
from explorer.ui.panels.review_head import ReviewFoot, ReviewHead, TextHead
from explorer.ui.panels.review_list import ReviewList
from explorer.ui.panels.review_notice import ReviewEnd, ReviewNotice
from explorer.ui.panels.review_text import ReviewText
from explorer.ui.widgets import Line

CARDS: Final = 596  # the side of the cards, at the most
SHARE: Final = 0.45  # of the window
LEAST_CARDS: Final = 400


class ReviewLayout(QWidget):
    """Head; text beside the cards, or a notice in their place; foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.head, self.foot, self.text_head = ReviewHead(), ReviewFoot(), TextHead()
        self.view, self.card = ReviewText(), ReviewCard()
        self.list = ReviewList(self.card)
        self.notice, self.end = ReviewNotice(), ReviewEnd()
        self._lay_out()
        self._connect_zoom()
        self.card.resized.connect(self.list.fit_card)
        self.card.fields.arranged.connect(self._order)
        self.card.merge_pane.arranged.connect(self._order)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setAutoFillBackground(True)
        left.setBackgroundRole(QPalette.ColorRole.Base)
        self.finding = ReviewFind(self.view, self.text_head)
        _column(left, self.text_head, Line(), self.view)
        right = QWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self.list)
        self._right.addWidget(self.notice)
        _column(right, self.end, self._right)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._drag)
        _column(self, self.head, Line(), self._splitter, Line(), self.foot)

    def _connect_zoom(self) -> None:
        self.text_head.smaller.clicked.connect(lambda: self.view.zoom(-1))
        self.text_head.larger.clicked.connect(lambda: self.view.zoom(1))
        for keys, action in (
            ("Ctrl+=", self.text_head.larger.click),
            ("Ctrl++", self.text_head.larger.click),
            ("Ctrl+-", self.text_head.smaller.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._moved:
            cards = max(LEAST_CARDS, min(CARDS, round(SHARE * self.width())))
            self._splitter.setSizes([self.width() - cards, cards])

    def _order(self) -> None:
        """The way of the Tab key: along the top, through the text, the list, its open card."""
        head, text = self.head, self.text_head
        way: list[QWidget] = [
            head.back, head.several, head.later, text.add, text.smaller, text.larger, self.view,
            self.end.leave, self.notice.button, self.list, *self.card.order(),
        ]  # fmt: skip
        for one, other in pairwise(way):
            QWidget.setTabOrder(one, other)

    def _drag(self) -> None:
        self._moved = True  # who draws the line keeps it

    def focused_within_list(self) -> bool:
        """Whether the keyboard is in the list or on its open card."""
        focus = QApplication.focusWidget()
        return focus is self.list or (focus is not None and self.list.isAncestorOf(focus))


def _column(host: QWidget, *parts: QWidget) -> None:
    """Parts below each other without gaps; the largest takes the room."""
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        wide = isinstance(part, QSplitter | QStackedWidget | ReviewText)
        column.addWidget(part, 1 if wide else 0)
