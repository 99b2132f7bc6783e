"""Values of a field as tokens that can be taken out and added: parties, bodies, sectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from typing_extensions import override

from explorer.ui import icons
from explorer.ui.panels.review_adder import Adder
from explorer.ui.panels.review_flow import FlowLayout
from explorer.ui.theme import RADIUS_CHIP, SECONDARY, theme
from explorer.ui.widgets import LinkButton, button_text, show
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_paint import draw_focus

HEIGHT: Final = 24
CROSS: Final = 12
WIDEST: Final = 300
_FACE: Final = Face(SECONDARY)
_PAD: Final = 9
_BAR: Final = 9  # a family's hue, with the gap to the words


class Shown(NamedTuple):
    """A value in words: ``soft`` stands behind in a quieter colour; ``family`` -2: no hue bar."""

    text: str
    soft: str = ""
    family: int = -2


class Choice(NamedTuple):
    """One of the things that a token's menu offers."""

    text: str
    value: object
    current: bool


class Token(QAbstractButton):
    """One value. Delete takes it out, as the cross does; Space opens its menu where it has one."""

    removed = Signal()
    turned = Signal(object)  # what was chosen in the menu

    def __init__(self, shown: Shown, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.shown, self._choices = shown, choices
        self.setText(shown.text)
        told = f"{shown.text}, {shown.soft}" if shown.soft else shown.text
        self.setAccessibleName(self.tr("{name}: Delete takes it out").format(name=told))
        self.setToolTip(told if self.sizeHint().width() >= WIDEST else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.clicked.connect(self._open_menu)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        soft = advance(self.shown.soft, _FACE) + 6 if self.shown.soft else 0
        bar = _BAR if self.shown.family > -2 else 0
        words_wide = advance(self.shown.text, _FACE)
        wide = _PAD + bar + words_wide + soft + 8 + CROSS + _PAD
        return QSize(min(wide, WIDEST), HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), HEIGHT)

    def _cross(self) -> QRectF:
        return QRectF(self.width() - _PAD - CROSS + 2, (self.height() - CROSS) / 2, CROSS, CROSS)

    def _on_cross(self, point: QPointF) -> bool:
        return point.x() >= self._cross().left() - 5

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if self._on_cross(e.position()) and self.isEnabled():
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(e)

    def menu(self) -> QMenu:
        """What it may be instead, and its end."""
        menu = QMenu(self)
        for choice in self._choices:
            action = QAction(button_text(choice.text), menu)
            action.setCheckable(True)
            action.setChecked(choice.current)
            action.triggered.connect(lambda _=False, value=choice.value: self.turned.emit(value))
            menu.addAction(action)
        if self._choices:
            menu.addSeparator()
        menu.addAction(icons.icon("x"), self.tr("Take out")).triggered.connect(self.removed)
        return menu

    def _open_menu(self) -> None:
        if not self._choices:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            share = 0.14 if self.underMouse() and self.isEnabled() else 0.08
            painter.setBrush(colours.tint(colours.qcolor("text"), share))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CHIP, RADIUS_CHIP)
            x = float(_PAD)
            if self.shown.family > -2:
                painter.setBrush(colours.family(self.shown.family))
                painter.drawRoundedRect(QRectF(x, self.height() / 2 - 6, 4, 12), 2, 2)
                x += _BAR
            right = self._cross().left() - 6
            soft = fitted(self.shown.soft, _FACE, 160) if self.shown.soft else None
            room = int(right - x - (soft.width + 6 if soft else 0))
            line = fitted(self.shown.text, _FACE, max(20, room))
            draw_line(painter, line, x, 0, self.height(), colours.qcolor("text"))
            if soft is not None:
                x += line.width + 6
                draw_line(painter, soft, x, 0, self.height(), colours.qcolor("soft"))
            icons.draw(painter, "x", self._cross(), colours.qcolor("soft"))
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), RADIUS_CHIP)


class TokenRow(QWidget):
    """The values of one field. What they are is the business of whoever asks and is told."""

    changed = Signal(object)  # tuple of values
    arranged = Signal()  # its tokens are others now

    def __init__(
        self,
        name: str,
        shown: Callable[[object], Shown],
        known: Callable[[], Sequence[str]],
        read: Callable[[str], object | None],
        parent: QWidget | None = None,
    ) -> None:
        """``shown`` says a value, ``known`` what can be completed, ``read`` makes a value of
        typed text; None: there is no such value."""
        super().__init__(parent)
        self._shown, self._known, self._read = shown, known, read
        self.name = name
        self.choices: Callable[[object], Sequence[Choice]] = lambda _value: ()
        self.values: tuple[object, ...] = ()
        self._tokens: list[Token] = []
        self.flow = FlowLayout(self, line=HEIGHT)
        self.add = LinkButton(self.tr("Add"), self, size=SECONDARY)
        self.add.setAccessibleName(self.tr("Add to {field}").format(field=name))
        self.add.clicked.connect(self.begin)
        self.adder = Adder(self)
        self.adder.setAccessibleName(self.tr("Add to {field}").format(field=name))
        self.adder.hide()
        self.adder.chosen.connect(self._add)
        self.adder.left.connect(self._leave)
        self.flow.addWidget(self.add)
        self.flow.addWidget(self.adder)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(HEIGHT)

    @property
    def tokens(self) -> list[Token]:
        """The values as widgets."""
        return list(self._tokens)

    def show_values(self, values: Sequence[object]) -> None:
        """Show these."""
        same = tuple(values) == self.values and len(self._tokens) == len(self.values)
        self.values = tuple(values)
        show(self.adder, False)
        show(self.add, True)
        if same:
            return  # from one suggestion to the next parties are mostly the same
        for token in self._tokens:
            self.flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = []
        for place, value in enumerate(self.values):
            token = Token(self._shown(value), self.choices(value), self)
            token.removed.connect(lambda place=place: self._remove(place))
            token.turned.connect(lambda new, place=place: self._turn(place, new))
            token.installEventFilter(self)
            self.flow.addWidget(token)
            self._tokens.append(token)
            token.show()
        self.flow.take_last(self.add)
        self.flow.take_last(self.adder)
        self.updateGeometry()
        self.arranged.emit()

    def order(self) -> list[QWidget]:
        """Its parts as Tab goes through them."""
        return [*self._tokens, self.add, self.adder]

    def forget(self) -> None:
        """What values are called has changed: the next ones are shown anew."""
        self.show_values(())

    def _tell(self, values: tuple[object, ...], focus: int | None) -> None:
        self.show_values(values)
        self.changed.emit(values)
        if focus is not None:
            target = self._tokens[min(focus, len(values) - 1)] if values else self.add
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, place: int) -> None:
        self._tell(self.values[:place] + self.values[place + 1 :], place)

    def _turn(self, place: int, value: object) -> None:
        self._tell((*self.values[:place], value, *self.values[place + 1 :]), place)

    def begin(self) -> None:
        """Ask for one more."""
        self.add.hide()
        self.adder.begin(self._known())
        self.flow.invalidate()
        self.updateGeometry()

    def _leave(self) -> None:
        if self.adder.isHidden():
            return
        focused = self.adder.hasFocus()
        self.adder.hide()
        self.add.show()
        self.flow.invalidate()
        self.updateGeometry()
        if focused:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> None:
        value = self._read(text)
        if value is None and self.adder.first():
            value = self._read(self.adder.first())
        if value is None:
            self.adder.setText(text)
            self.adder.selectAll()
            return
        if value not in self.values:
            self._tell((*self.values, value), None)
        self.begin()  # often there is one more

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right go from token to token, as in a line of text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step and watched in self._tokens:
                row: list[QWidget] = [*self._tokens, self.add]
                place = self._tokens.index(watched) + step
                if 0 <= place < len(row):
                    row[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
