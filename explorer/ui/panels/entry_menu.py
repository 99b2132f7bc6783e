"""What can be done with an entry, wherever it is drawn: the same lines in every menu."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from explorer.ui import icons


def tr(text: str) -> str:
    """A word of the menu in the interface's language."""
    return QCoreApplication.translate("EntryActions", text)


class EntryActions(QObject):
    """Says what was chosen for an entry (by its id), and fills menus with it.

    A panel that stands alone has one of its own; those of one window share one.
    """

    selected = Signal(str)
    opened = Signal(str)
    binder_toggled = Signal(str)
    citation_wanted = Signal(str)
    text_wanted = Signal(str)
    why_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.binder: Collection[str] = ()
        """The entries that are put aside for the brief."""

    def fill(
        self,
        menu: QMenu,
        entry: str,
        title: str,
        *,
        select: bool = False,
        brief: bool = True,
        why: bool = False,
    ) -> None:
        """Add lines for an entry to a menu.

        ``select``: it is not chosen by being pointed at; ``brief``: nothing else offers to put it
        aside; ``why``: there are words it was found by.
        """

        def add(icon: str, text: str, act: Callable[[], object], keys: str = "") -> None:
            # A key stands behind a tab: it is the list's or the window's, not one of the menu.
            action = menu.addAction(icons.icon(icon), text + (f"\t{keys}" if keys else ""))
            action.triggered.connect(lambda _=False: act())

        if select:
            add("check", tr("Select"), lambda: self.selected.emit(entry))
        add("book-open", tr("Open"), lambda: self.opened.emit(entry), tr("Enter"))
        if brief:
            inside = entry in self.binder
            icon = "bookmark" if inside else "bookmark-plus"
            text = tr("Take out of brief") if inside else tr("Add to brief")
            add(icon, text, lambda: self.binder_toggled.emit(entry), tr("Ctrl+D"))
        if why:
            add("info", tr("Why was this found?"), lambda: self.why_wanted.emit(entry))
        menu.addSeparator()
        cite = tr("Copy as a citation")
        add("quote", cite, lambda: self.citation_wanted.emit(entry), tr("Ctrl+Alt+C"))
        add("file-text", tr("Copy as text"), lambda: self.text_wanted.emit(entry))
        add("copy", tr("Copy title"), lambda: QApplication.clipboard().setText(title))

    def menu(self, parent: QWidget, entry: str, title: str, *, select: bool = False) -> QMenu:
        """A menu with nothing but these."""
        menu = QMenu(parent)
        menu.setAccessibleName(title)
        self.fill(menu, entry, title, select=select)
        return menu


def popup(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a global place; it is gone when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def by_keys(event: QContextMenuEvent) -> bool:
    """Whether a key asked for the menu: it belongs to what has the keyboard, not the mouse."""
    return event.reason() == QContextMenuEvent.Reason.Keyboard


def open_menu_by_keys() -> None:
    """Ask what has the keyboard for its menu: the same on every platform, by Shift+F10."""
    widget = QApplication.focusWidget()
    if widget is not None:
        middle = widget.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, middle, widget.mapToGlobal(middle))
        QApplication.sendEvent(widget, event)
