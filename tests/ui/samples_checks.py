"""What several panel tests need: the look switched on, and a walk over what a keyboard reaches."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.theme import load_fonts, theme


def start_look(choice: str = "light") -> None:
    """Fonts, style and palette, without following the system."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    load_fonts()
    application.setStyle("Fusion")
    theme.choose(choice)


def unnamed(root: QWidget) -> list[str]:
    """The visible widgets that take the keyboard by Tab and have no accessible name."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.isVisible() and tabbed) or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def show_active(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    """Show a widget and wait until it has the keyboard."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def has_colour(image: QImage, colour: QColor | str) -> bool:
    """Whether a pixel of a picture has exactly that colour."""
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click a widget with the left button, in its middle unless a place is given."""
    point = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and let go one key."""
    QTest.keyClick(widget, key, modifier)


def type_in(widget: QWidget, text: str) -> None:
    """Type text of ASCII letters."""
    QTest.keyClicks(widget, text)
