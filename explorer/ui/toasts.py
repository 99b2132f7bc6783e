"""A line that comes up over the window, says what happened, and may offer the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from explorer.ui import theme
from explorer.ui.widgets import IconButton, IconLabel, button_text, plain_label

STAY_MS: Final = 12_000
NEXT_STEP_MS: Final = 60_000  # what offers the next step of one's work stays longer
_WIDEST: Final = 640
_GAP: Final = 16  # to the edges of what it stands on

Action = tuple[str, Callable[[], object]]


class Toasts(QObject):
    """Shows one toast at a time in a widget, above its lowest part."""

    def __init__(self, host: QWidget, above: QWidget) -> None:
        super().__init__(host)
        self._host, self._above = host, above
        self._toast: Toast | None = None

    @property
    def current(self) -> Toast | None:
        """The one on screen."""
        return self._toast

    def show(
        self,
        text: str,
        *,
        icon: str = "info",
        action: Action | None = None,
        further: Action | None = None,
        stay: int = STAY_MS,
    ) -> None:
        """Say something in place of what was said before; an action is a name and what it does.

        ``further``: a second one, behind the first. ``stay``: for how long, in milliseconds.
        """
        self.hide()
        actions = [one for one in (action, further) if one is not None]
        self._toast = Toast(self._host, self._above, text, icon, actions)
        self._toast.leaving.setInterval(stay)
        self._toast.closed.connect(self.hide)
        self._toast.come()

    def hide(self) -> None:
        """Take away what is being said."""
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None


class Toast(QWidget):
    """The line itself. It takes no focus by itself, goes after a while, and at once by Escape."""

    closed = Signal()

    def __init__(
        self, host: QWidget, above: QWidget, text: str, icon: str, actions: Sequence[Action]
    ) -> None:
        super().__init__(host)
        self._host, self._above = host, above
        self.label = plain_label(text, wrap=True)
        self.buttons: list[QPushButton] = []
        self.close_button = IconButton("x", self.tr("Close this message"), self)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, "accent"))
        row.addWidget(self.label, 1)
        for name, act in actions:
            button = QPushButton(button_text(name), self)
            button.setProperty("link", True)
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            row.addWidget(button)
            self.buttons.append(button)
        row.addWidget(self.close_button)
        self.leaving = QTimer(self)
        self.leaving.setInterval(STAY_MS)
        self.leaving.timeout.connect(self._go)
        host.installEventFilter(self)
        theme.theme.changed.connect(self.update)

    @property
    def button(self) -> QPushButton | None:
        """The first of the actions; None where there is none."""
        return self.buttons[0] if self.buttons else None

    def come(self) -> None:
        """Stand there, and be read out where somebody listens."""
        self.ensurePolished()
        self._place()
        self.show()
        self.raise_()
        self.leaving.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.label.text()))

    def _do(self, act: Callable[[], object]) -> None:
        self.closed.emit()
        act()

    def _go(self) -> None:
        """Its time is over, unless somebody is about to use it."""
        focused = self.window().focusWidget()
        if not self.underMouse() and not (focused and self.isAncestorOf(focused)):
            self.closed.emit()

    def _place(self) -> None:
        layout = self.layout()
        assert layout is not None
        text = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 4
        others = layout.sizeHint().width() - self.label.sizeHint().width()
        width = min(text + others, _WIDEST, self._host.width() - 2 * _GAP)
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        bottom = self._above.mapTo(self._host, QPoint(0, 0)).y() - _GAP
        if not self._above.isVisible():  # something else of its height stands in its place
            bottom = self._host.height() - self._above.height() - _GAP
        self.setGeometry((self._host.width() - width) // 2, bottom - height, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place)  # when what it stands above has moved too
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Under the mouse it is being read, or about to be used: its time stands still."""
        self.leaving.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.leaving.start()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colours.qcolor("base"))
            painter.setPen(QPen(colours.qcolor("strong"), 1))
            box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, theme.RADIUS_CARD, theme.RADIUS_CARD)
