"""Help in the window: the check of sound and damaged libraries, where the data is, the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from explorer.settings import Settings, save_settings, settings_file
from explorer.store.peek import DOCUMENTS, FILE, INDEX
from explorer.ui.dialogs.check import CheckDialog
from explorer.ui.dialogs.keys import KeysDialog
from explorer.ui.dialogs.places import PlacesDialog
from explorer.ui.logbook import log_file
from explorer.ui.workbench import Workbench
from tests.journeys.windows import open_window, press, settle
from tests.services.test_checking import change_a_character, change_an_index_byte

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Desktop(QObject):
    """Stands in for the desktop: remembers what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    # The stubs ask for bytes, the binding takes a name.
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def check(qtbot: QtBot, window: Workbench) -> CheckDialog:
    """Ask for the check by its key, and wait for its end."""
    press(qtbot, Key.Key_K, CONTROL_SHIFT)
    dialog = window.findChild(CheckDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)
    return dialog


def places(qtbot: QtBot, window: Workbench) -> PlacesDialog:
    """Ask where the data is by its key, and wait for the sizes."""
    press(qtbot, Key.Key_D, CONTROL_SHIFT)
    dialog = window.findChild(PlacesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: all(label.text() for label in dialog.sizes.values()))
    return dialog


def assert_all_named(dialog: QDialog) -> None:
    """Every widget in a dialog that takes the focus has a name that can be read out."""
    found = 0
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None, widget
            assert interface.text(QAccessible.Text.Name), f"{widget!r} has no name"
            found += 1
    assert found


def notice(window: Workbench) -> str:
    """What the status line says, whole; what does not fit yet is cut on screen."""
    labels = window.parts.status.findChildren(QLabel)
    return " | ".join(label.accessibleName() or label.text() for label in labels)


def test_the_menu_has_a_part_for_help_and_f1_tells_its_keys(
    qtbot: QtBot, window: Workbench
) -> None:
    menus = [menu for menu in window.findChildren(QMenu) if menu.title() == "Help"]
    names = [action.text() for menu in menus for action in menu.actions()]
    assert {"Keys", "Check library", "Where is my data", "Open log", "About Accord"} <= set(names)
    press(qtbot, Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    told = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Ctrl+Shift+K", "Ctrl+Shift+D", "Ctrl+Shift+L"} <= told
    dialog.reject()


def test_a_sound_library_is_counted(qtbot: QtBot, window: Workbench) -> None:
    dialog = check(qtbot, window)
    assert dialog.headline.text() == "Nothing is wrong"
    text = dialog.text.text()
    assert window.page is not None
    assert f"{window.page.library_entries} entries" in text
    assert "2 documents with their original files" in text
    assert not dialog.table.isVisible()
    assert_all_named(dialog)
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_a_changed_character_is_found_named_and_copied(
    qtbot: QtBot, window: Workbench, library_folder: Path
) -> None:
    change_a_character(library_folder)
    dialog = check(qtbot, window)
    assert dialog.report is not None
    assert dialog.table.isVisible()
    model = dialog.model
    assert model.rowCount() == len(dialog.report.problems) >= 1
    what, where, reason = (model.index(0, column).data() for column in range(3))
    assert what == "Document"
    assert "SHA-256" in reason
    problem = dialog.report.problems[0]
    assert problem.title in where and problem.where in where
    assert not dialog.rebuild.isVisible()
    assert_all_named(dialog)
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == model.rowCount()
    assert lines[0] == f"{what}\t{where}\t{reason}"
    row = dialog.table.visualRect(model.index(0, 1)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    QGuiApplication.clipboard().setText("something else")
    QTest.keyClick(dialog.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"{what}\t{where}\t{reason}\n"
    dialog.reject()


def test_a_changed_byte_of_the_index_is_found_and_can_be_mended(
    qtbot: QtBot, window: Workbench, library_folder: Path
) -> None:
    change_an_index_byte(library_folder)
    dialog = check(qtbot, window)
    assert dialog.headline.text() == "One thing is wrong"
    what, _, reason = (dialog.model.index(0, column).data() for column in range(3))
    assert what == "Search index"
    assert "entries.arrays" in reason
    with qtbot.waitSignal(
        window.session.index_state, timeout=30_000, check_params_cb=lambda state: state is None
    ):
        dialog.rebuild.click()
    settle(qtbot, window)
    dialog.deleteLater()
    window.help.check_library()
    again = window.findChildren(CheckDialog)[-1]
    qtbot.waitUntil(lambda: again.report is not None, timeout=20_000)
    assert again.headline.text() == "Nothing is wrong"
    again.reject()


def test_a_check_can_be_cancelled_and_made_again(qtbot: QtBot, window: Workbench) -> None:
    press(qtbot, Key.Key_K, CONTROL_SHIFT)
    dialog = window.findChild(CheckDialog)
    assert dialog is not None
    assert dialog.close_button.text() == "Cancel"
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=20_000)
    assert dialog.report is None
    assert not dialog.isVisible()
    dialog.open()
    dialog.start()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)
    assert dialog.headline.text() == "Nothing is wrong"
    dialog.reject()


def test_a_check_of_what_is_not_there_is_told(
    qtbot: QtBot, window: Workbench, library_folder: Path
) -> None:
    (library_folder / FILE).write_bytes(b"rubbish" * 60_000)
    window.help.check_library()
    dialog = window.findChild(CheckDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert dialog.headline.text() == "The library could not be checked"
    assert "damaged" in dialog.text.text()
    dialog.reject()


def test_the_data_is_where_it_is_said_to_be(
    qtbot: QtBot, window: Workbench, library_folder: Path, desktop: Desktop
) -> None:
    save_settings(Settings())
    log_file().parent.mkdir(parents=True)
    log_file().write_text("x" * 2_048)
    dialog = places(qtbot, window)
    assert dialog.paths["library"] == library_folder / FILE
    assert dialog.paths["documents"] == library_folder / DOCUMENTS
    assert dialog.paths["index"] == library_folder / INDEX
    assert dialog.paths["settings"] == settings_file()
    assert dialog.paths["log"] == log_file().parent
    for name, path in dialog.paths.items():
        show, copy = dialog.buttons[name]
        assert show.isEnabled() == path.exists()
        assert (dialog.sizes[name].text() == "not there yet") == (not path.exists())
        copy.click()
        assert QGuiApplication.clipboard().text() == str(path)
        assert copy.text() == "Copied"
    assert dialog.sizes["log"].text() == "2 kB"
    shown = {field.text() for field in dialog.findChildren(QLineEdit)}
    assert shown == {str(path) for path in dialog.paths.values()}
    assert_all_named(dialog)
    for name in ("library", "documents", "log"):
        dialog.buttons[name][0].click()
    assert [url.toLocalFile() for url in desktop.urls] == [
        str(library_folder), str(library_folder / DOCUMENTS), str(log_file().parent),
    ]  # fmt: skip
    assert all(url.isLocalFile() for url in desktop.urls)
    dialog.reject()


def test_the_data_of_a_library_that_did_not_open_is_shown_too(
    qtbot: QtBot, library_folder: Path
) -> None:
    (library_folder / FILE).write_bytes(b"rubbish" * 1_000)
    window = open_window(qtbot, library_folder)
    qtbot.waitUntil(lambda: window.parts.shows("problem"))
    window.help.show_places()
    dialog = window.findChild(PlacesDialog)
    assert dialog is not None
    assert dialog.paths["library"] == library_folder / FILE
    qtbot.waitUntil(lambda: bool(dialog.sizes["library"].text()))
    assert dialog.sizes["library"].text() == "7 kB"
    dialog.reject()
    window.help.check_library()
    assert "No library is open" in notice(window)
    window.frame.close()


def test_the_log_opens_or_says_that_it_is_empty(
    qtbot: QtBot, window: Workbench, desktop: Desktop
) -> None:
    press(qtbot, Key.Key_L, CONTROL_SHIFT)
    assert "The log is empty" in notice(window)
    assert desktop.urls == []
    log_file().parent.mkdir(parents=True)
    log_file().write_text("something went wrong")
    press(qtbot, Key.Key_L, CONTROL_SHIFT)
    assert [url.toLocalFile() for url in desktop.urls] == [str(log_file())]


@pytest.mark.parametrize("traced", [False, True])
def test_an_unclean_end_is_told_once_and_offers_the_log_only_with_a_trace(
    qtbot: QtBot, window: Workbench, desktop: Desktop, traced: bool
) -> None:
    window.help.tell_unclean_end(traced=traced)
    window.visit(window.history.current)
    settle(qtbot, window)
    status = window.parts.status
    assert "did not close properly last time" in notice(window)
    assert status.offer.isVisible() == traced
    if traced:
        log_file().parent.mkdir(parents=True)
        log_file().write_text("a trace")
        assert status.offer.accessibleName() == "Open log"
        status.offer.click()
        assert [url.toLocalFile() for url in desktop.urls] == [str(log_file())]
    window.parts.bar.search.edit.setText("space")
    settle(qtbot, window)
    assert "did not close properly" not in notice(window)
    assert not status.offer.isVisible()
