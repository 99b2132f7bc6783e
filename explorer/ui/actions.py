"""The window's actions in one table: words, keys, what they do. Menus and F1 read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class Command(NamedTuple):
    """One action: its name in the code, its English words, and its keys."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    menu: str = ""  # the part of the menu it stands in; empty: only a key


COMMANDS = (
    Command("search", "Search", ("Ctrl+F",), menu="look"),
    Command("palette", "All commands …", ("Ctrl+K",), menu="look"),
    Command("tab", "Entries or documents", ("Ctrl+T",), menu="look"),
    Command("syntax", "What can be typed into the search", ("F2",), menu="look"),
    Command("back", "Back", ("Alt+Left",), menu="look"),
    Command("forward", "Forward", ("Alt+Right",), menu="look"),
    Command("clear", "Clear search and filters", ("Ctrl+Shift+X",), menu="look"),
    Command("put_aside", "Put the entry into the brief, or take it out", ("Ctrl+D",), menu="brief"),
    Command("cite", "Copy the entry as a citation", ("Ctrl+Alt+C",), menu="brief"),
    Command("brief", "Show the brief", ("Ctrl+B",), checkable=True, menu="brief"),
    Command("export", "Export …", ("Ctrl+E",), menu="brief"),
    Command("undo", "Undo", ("Ctrl+Z",), menu="brief"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), menu="brief"),
    Command("filters", "Filters", ("F9",), checkable=True, menu="view"),
    Command("timeline", "Timeline", ("F8",), checkable=True, menu="view"),
    Command("reader", "Reader", ("F7",), checkable=True, menu="view"),
    Command("context_menu", "Menu of what has the keyboard", ("Shift+F10",)),
    Command("timeline_lanes", "Lanes and colours of the timeline …"),
    Command("timeline_copy", "Copy the timeline as a picture"),
    Command("timeline_save", "Save the timeline as a picture …"),
    Command("next_pane", "Next part of the window", ("F6",)),
    Command("previous_pane", "Previous part of the window", ("Shift+F6",)),
    Command("open", "Open …", ("Ctrl+O",), menu="library"),
    Command("add_folder", "Add the documents of a folder …", menu="library"),
    Command("paste", "Add the copied text as a document", ("Ctrl+Shift+V",), menu="library"),
    Command("documents", "Documents of the library", ("Ctrl+L",), menu="library"),
    Command("compare", "Compare two share files …", menu="library"),
    Command("imports", "What was read in last", menu="library"),
    Command("review", "Review suggestions", ("Ctrl+R",), menu="library"),
    Command("open_library", "Open another library …", ("Ctrl+Shift+O",), menu="library"),
    Command("built_in", "Open the built-in library", menu="library"),
    Command("rebuild", "Build the search index again", menu="library"),
    Command("keys", "Keys", ("F1",), menu="help"),
    Command("first_steps", "First steps", menu="help"),
    Command("check", "Check library", ("Ctrl+Shift+K",), menu="help"),
    Command("places", "Where is my data", ("Ctrl+Shift+D",), menu="help"),
    Command("log", "Open log", ("Ctrl+Shift+L",), menu="help"),
    Command("about", "About Accord", menu="help"),
    Command("quit", "Quit", ("Ctrl+Q",), menu="quit"),
)

# What acts on list, timeline and reader: nothing is to happen to them where they are not seen.
ON_LIBRARY = (
    *("tab", "syntax", "clear", "forward", "put_aside", "cite", "brief", "export"),
    *("filters", "timeline", "reader", "timeline_lanes", "timeline_copy", "timeline_save"),
)
# Parts of the menu that open from a line of their own.
SUBMENUS = {"help": "Help"}
THEMES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)


def tr(text: str) -> str:
    """A command's words in the interface's language."""
    return QCoreApplication.translate("Actions", text)


def build(window: QWidget, slots: dict[str, Callable[..., object]]) -> dict[str, QAction]:
    """The actions, attached to the window and to what they do."""
    actions = {}
    for command in COMMANDS:
        action = QAction(tr(command.text), window)
        action.setObjectName(command.name)
        action.setIconText(tr(command.text))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.checkable)
        action.triggered.connect(lambda *_, slot=slots[command.name]: slot())
        window.addAction(action)
        actions[command.name] = action
    return actions


def menu(window: QWidget, actions: dict[str, QAction], themes: QActionGroup) -> QMenu:
    """The menu behind the button at the right end of the bar."""
    found = target = QMenu(window)
    part = ""
    for command in COMMANDS:
        if not command.menu:
            continue
        if part and command.menu != part:
            found.addSeparator()
            if part == "view":
                choice = found.addMenu(tr("Theme"))
                choice.addActions(themes.actions())
                found.addSeparator()
        if command.menu != part:
            part = command.menu
            target = found.addMenu(tr(SUBMENUS[part])) if part in SUBMENUS else found
        target.addAction(actions[command.name])
    return found


def theme_group(window: QWidget, choose: Callable[[str], None], current: str) -> QActionGroup:
    """The themes, of which one is in force."""
    group = QActionGroup(window)
    for name, text in THEMES:
        action = QAction(tr(text), window)
        action.setObjectName(f"theme-{name}")
        action.setIconText(tr("Theme: {name}").format(name=tr(text)))
        action.setCheckable(True)
        action.setChecked(name == current)
        action.triggered.connect(lambda _checked=False, name=name: choose(name))
        group.addAction(action)
    return group
