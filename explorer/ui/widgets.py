"""Small widgets that the panels share: labels, lines, pills, buttons. They follow the theme."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from explorer.domain.vocabulary import Firmness
from explorer.ui import icons
from explorer.ui.theme import BODY, PILL, theme, ui_font
from explorer.ui.widgets_paint import PILL_HEIGHT, draw_focus, draw_pill, pill_width

# Whether a widget was ever shown or hidden by itself: before, it is hidden, but not for good.
_SAID: Final = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_WRAP_MIDDLE: Final = _WRAP | int(Qt.AlignmentFlag.AlignVCenter)


def plain_label(
    text: str = "",
    *,
    size: int = BODY,
    bold: bool = False,
    role: str = "",
    wrap: bool = False,
    selectable: bool = False,
) -> QLabel:
    """A label for text that is never read as markup, and never as a mnemonic."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(ui_font(size, bold=bold))
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Selecting is for the mouse; a label is no stop on the way of the Tab key.
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        label.setCursor(Qt.CursorShape.IBeamCursor)
    label.setText(text)
    return label


def show(widget: QWidget, on: bool) -> None:
    """Show or hide a widget; nothing where it is so already, which Qt would lay out anew for."""
    if widget.isHidden() is on or not widget.testAttribute(_SAID):
        widget.setVisible(on)


def button_text(text: str) -> str:
    """Text for a button or an action, in which ``&`` is an ampersand."""
    return text.replace("&", "&&")


class Line(QFrame):
    """A line of one pixel between parts."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class ElidedLabel(QLabel):
    """A label of one line that gives way: what does not fit is in its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._full = ""
        self.set_full_text(text)

    def set_full_text(self, text: str) -> None:
        """The text, whole."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def full_text(self) -> str:
        """The text, whole."""
        return self._full

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip("" if shown == self._full else self._full)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()


class IconButton(QToolButton):
    """A flat button with a Lucide icon, with or without words beside it."""

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        words: bool = False,
        role: str = "soft",
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._keys = icon, role, ""
        self.setIconSize(QSize(18, 18))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name, words=words)
        self._tint()
        theme.changed.connect(self._tint)

    def set_name(self, name: str, *, words: bool) -> None:
        """What it does; shown beside the icon, or as its tooltip."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        # A space before the words: Qt would set them close to the icon.
        self.setText(f" {button_text(name)}" if words else button_text(name))
        self.setAccessibleName(name)
        self._say_keys()

    def set_keys(self, keys: QKeySequence) -> None:
        """The keys that do the same; its tooltip says them."""
        self._keys = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self._say_keys()

    def _say_keys(self) -> None:
        worded = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        name = self.accessibleName()
        if self._keys:
            self.setToolTip(f"{name} ({self._keys})")
        else:
            self.setToolTip("" if worded else name)

    def set_icon(self, icon: str, role: str = "soft") -> None:
        """Another icon, or another colour."""
        self._icon, self._role = icon, role
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._icon, self._role))


class IconLabel(QWidget):
    """An icon in a colour of the palette or in a family's hue; says nothing by itself."""

    def __init__(
        self, icon: str, role: str = "soft", size: int = 16, *, family: int | None = None
    ) -> None:
        super().__init__()
        self._icon, self._role, self._size, self._family = icon, role, size, family
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        colour = (
            colours.qcolor(self._role) if self._family is None else colours.family(self._family)
        )
        with QPainter(self) as painter:
            icons.draw(painter, self._icon, QRectF(0, 0, self._size, self._size), colour)


class _Measures(NamedTuple):
    """What a wrapping text needs: on one line, at the least, and how high by width."""

    text: str
    whole: QSize
    least: QSize
    heights: dict[int, int]


class LinkButton(QAbstractButton):
    """A button that looks like a link and wraps its words over several lines."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        role: str = "accent",
        size: int = BODY,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._measures: _Measures | None = None
        self.setFont(ui_font(size))
        # The text is painted as it is: an ampersand is an ampersand.
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def _bounds(self, width: int) -> QRect:
        return self.fontMetrics().boundingRect(
            QRect(0, 0, max(width, 1), 10_000), _WRAP, self.text()
        )

    def _measured(self) -> _Measures:
        """Its sizes, measured once: layouts ask for them dozens of times."""
        text = self.text()
        known = self._measures
        if known is None or known.text != text:
            metrics = self.fontMetrics()
            line = metrics.height() + 2
            longest = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
            known = self._measures = _Measures(
                text,
                QSize(metrics.horizontalAdvance(text) + 4, line),
                QSize(min(longest, 160) + 4, line),
                {},
            )
        return known

    @override
    def sizeHint(self) -> QSize:
        return self._measured().whole

    @override
    def minimumSizeHint(self) -> QSize:
        return self._measured().least

    # That its height depends on its width stands in its size policy, for C++ to see.
    @override
    def heightForWidth(self, width: int) -> int:
        heights = self._measured().heights
        if width not in heights:
            heights[width] = self._bounds(width - 2).height() + 2
        return heights[width]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measures = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            font = self.font()
            font.setUnderline(self.underMouse() and self.isEnabled())
            painter.setFont(font)
            painter.setPen(colours.qcolor(self._role if self.isEnabled() else "faint"))
            painter.drawText(self.rect().adjusted(1, 0, 0, 0), _WRAP_MIDDLE, self.text())
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), 4)


class SwitchButton(QToolButton):
    """One of two that stand side by side; the one that holds is pressed in."""

    def __init__(self, text: str, parent: QWidget, *, first: bool) -> None:
        super().__init__(parent)
        self.setProperty("switch", "first" if first else "last")
        self.setCheckable(True)
        self.setFont(ui_font(PILL))
        self.setText(button_text(text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class Pill(QWidget):
    """How firm, as an outline: dashed for words, drawn for undertaken, filled for done."""

    def __init__(self, text: str, firmness: Firmness) -> None:
        super().__init__()
        self._text, self._firmness = text, firmness
        self.setAccessibleName(text)
        self.setFixedSize(pill_width(text), PILL_HEIGHT)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw_pill(painter, QRectF(self.rect()), self._text, self._firmness)
