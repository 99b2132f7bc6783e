"""The list of all commands: what fits a few letters, in which order, and how it is driven."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.fuzzy import fuzzy_match
from explorer.ui.palette import CommandPalette
from explorer.ui.panels.command_list import rows_for
from tests.ui.samples_checks import click, press, start_look, type_in


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.mark.parametrize(
    ("pattern", "text", "marked"),
    [
        ("", "Export", []),
        ("exp", "Export …", ["Exp"]),
        ("shbr", "Show the brief", ["Sh", "br"]),
        ("brief show", "Show the brief", ["Show", "brief"]),
        ("ÉTAT", "L'état", ["état"]),
        ("문서", "새 문서", ["문서"]),
    ],
)
def test_letters_that_fit(pattern: str, text: str, marked: list[str]) -> None:
    match = fuzzy_match(pattern, text)
    assert match is not None
    assert [text[start:end] for start, end in match.spans] == marked


def test_letters_that_do_not_fit() -> None:
    assert fuzzy_match("xq", "Export") is None
    assert fuzzy_match("export zz", "Export") is None


def test_the_beginning_of_a_word_goes_first() -> None:
    start, inside = fuzzy_match("re", "Redo"), fuzzy_match("re", "Share")
    assert start is not None
    assert inside is not None
    assert start.score > inside.score


@pytest.fixture
def actions(qtbot: QtBot) -> list[QAction]:
    found = []
    for name in ("Open", "Export", "Undo", "Show the brief"):
        action = QAction(name)
        action.setObjectName(name.lower())
        found.append(action)
    found[1].setShortcut("Ctrl+E")
    return found


def test_recent_ones_stand_first(actions: list[QAction]) -> None:
    assert [row.text for row in rows_for(actions, ("undo",), "")] == [
        "Undo",
        "Open",
        "Export",
        "Show the brief",
    ]
    assert [row.text for row in rows_for(actions, ("undo",), "exp")] == ["Export"]
    assert rows_for(actions, (), "exp")[0].keys == "Ctrl+E"


@pytest.fixture
def palette(qtbot: QtBot, actions: list[QAction]) -> CommandPalette:
    window = QWidget()
    window.resize(700, 500)
    qtbot.addWidget(window)
    before = QLineEdit(window)
    found = CommandPalette(window, lambda: actions)
    found.guard(before)
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    found.toggle()
    return found


def test_letters_and_enter_run_a_command(
    qtbot: QtBot, palette: CommandPalette, actions: list[QAction]
) -> None:
    panel = palette.panel
    assert panel.edit.hasFocus()
    type_in(panel.edit, "ndo")
    with qtbot.waitSignal(actions[2].triggered):
        press(panel.edit, Qt.Key.Key_Return)
    assert not palette.is_open
    assert palette.recent == ("undo",)
    assert not panel.edit.hasFocus()


def test_what_cannot_be_done_is_shown_and_passed_over(
    palette: CommandPalette, actions: list[QAction]
) -> None:
    palette.close()
    actions[0].setEnabled(False)
    palette.toggle()
    panel = palette.panel
    assert panel.list.commands.rows[0].text == "Open"
    chosen = panel.current()
    assert chosen is not None
    assert chosen.text == "Export"
    press(panel.edit, Qt.Key.Key_Down)
    chosen = panel.current()
    assert chosen is not None
    assert chosen.text == "Undo"
    press(panel.edit, Qt.Key.Key_Escape)
    assert not palette.is_open


def test_nothing_fits_says_so(palette: CommandPalette) -> None:
    panel = palette.panel
    type_in(panel.edit, "qqq")
    assert panel.current() is None
    assert panel.nothing.isVisible()
    press(panel.edit, Qt.Key.Key_Return)
    assert palette.is_open


def test_a_click_beside_it_closes_it(palette: CommandPalette) -> None:
    click(palette.panel, palette.panel.rect().bottomLeft())
    assert not palette.is_open
