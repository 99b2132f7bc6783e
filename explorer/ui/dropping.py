"""Drag and drop on the whole window: files of this computer, and a sign that they may be dropped.

Text and web addresses are not taken; what a widget does with drags of its own stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from explorer.handed import local_path
from explorer.ui import icons, theme, words

_CARD_HEIGHT: Final = 76
_INSET: Final = 10


def local_files(data: QMimeData) -> tuple[str, ...]:
    """The paths that are dragged; none unless all of it is files of this computer."""
    if not data.hasUrls():
        return ()
    coded = QUrl.ComponentFormattingOption.FullyEncoded
    found = [local_path(url.toString(coded)) for url in data.urls() if url.isLocalFile()]
    names = tuple(name for name in found if name)
    return names if len(names) == len(data.urls()) else ()


class DropZone(QObject):
    """Takes files that are dropped anywhere on a window."""

    def __init__(self, window: QWidget, take: Callable[[Sequence[str]], None]) -> None:
        super().__init__(window)
        self._window, self._take = window, take
        self._overlay: DropOverlay | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._pass_by_fields()

    @property
    def overlay(self) -> DropOverlay | None:
        """The sign, while files are dragged over the window."""
        overlay = self._overlay
        return overlay if overlay is not None and overlay.isVisible() else None

    def _pass_by_fields(self) -> None:
        """A text field would take a file for its name: the window takes it instead."""
        for field in self._window.findChildren(QLineEdit):
            if not field.property("passesFiles"):
                field.setProperty("passesFiles", True)
                field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # entering and moving are kinds of it
            if watched is self._window:
                return self._over_window(event)
            # A field's: what is text stays its own, files go up to the window.
            if event.mimeData().hasUrls():
                event.ignore()
                return True
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Hide):
            self._show_sign(())
        return False

    def _over_window(self, event: QDropEvent) -> bool:
        names = local_files(event.mimeData())
        copy = Qt.DropAction.CopyAction
        possible = bool(event.possibleActions() & copy) and QApplication.activeModalWidget() is None
        if not names or not possible:  # also a drop whose sender has died on the way
            event.ignore()
            self._show_sign(())
            return True
        # Never a move: the sender would take its file away.
        event.setDropAction(copy)
        event.accept()
        dropped = event.type() == QEvent.Type.Drop
        self._show_sign(() if dropped else names)
        if dropped:
            self._take(names)
        return True

    def _show_sign(self, names: Sequence[str]) -> None:
        if not names:
            if self._overlay is not None:
                self._overlay.hide()
            return
        self._pass_by_fields()
        if self._overlay is None:
            self._overlay = DropOverlay(self._window)
        self._overlay.show_names(names)


class DropOverlay(QWidget):
    """A veil with a frame, and what will happen. Takes nothing itself, so that nothing flickers."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Drop to open"))
        self._what = ""
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """Cover the window; say what is about to be dropped."""
        if len(names) == 1:
            self._what = names[0].rstrip("/\\").replace("\\", "/").rpartition("/")[2] or names[0]
        else:
            self._what = self.tr("{count} files or folders").format(count=words.number(len(names)))
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(colours.window)
            veil.setAlphaF(0.72)
            painter.fillRect(self.rect(), veil)
            pen = QPen(colours.qcolor("accent"), 2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
            painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
            self._paint_card(painter)

    def _paint_card(self, painter: QPainter) -> None:
        """In the middle: an icon, "Drop to open", and what is being dragged."""
        colours = theme.theme.colours
        title_font, what_font = theme.ui_font(theme.CARD, bold=True), theme.ui_font(theme.BODY)
        title = self.tr("Drop to open")
        metrics = QFontMetrics(what_font)
        what = metrics.elidedText(self._what, Qt.TextElideMode.ElideMiddle, 420)
        text_width = max(
            QFontMetrics(title_font).horizontalAdvance(title), metrics.horizontalAdvance(what)
        )
        width = 20 + 28 + 16 + text_width + 24
        card = QRectF(0, 0, width, _CARD_HEIGHT)
        card.moveCenter(QRectF(self.rect()).center())
        card.moveTopLeft(card.topLeft().toPoint().toPointF())
        painter.setPen(QPen(colours.qcolor("strong"), 1))
        painter.setBrush(colours.qcolor("base"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, 8)
        icon = QRectF(card.left() + 20, card.center().y() - 14, 28, 28)
        icons.draw(painter, "file-plus-2", icon, colours.qcolor("accent"))
        text = card.adjusted(20 + 28 + 16, 14, 0, -14)
        painter.setFont(title_font)
        painter.setPen(colours.qcolor("text"))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(what_font)
        painter.setPen(colours.qcolor("soft"))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignBottom), what)
