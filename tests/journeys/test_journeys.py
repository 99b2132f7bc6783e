"""The journeys of the design, with real keys in a real window on the built-in library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet
from explorer.ui.application import fill
from explorer.ui.dialogs.export import ExportDialog
from explorer.ui.frame import Frame
from explorer.ui.workbench import Workbench
from tests.journeys.windows import focused, ids, open_window, press, settle

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    """The main window, open on a copy of the built-in library."""
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def test_look_up_without_a_mouse(qtbot: QtBot, window: Workbench) -> None:
    """Open, type "joint working group", narrow to Space, open the one hit, read its sentence."""
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, Key.Key_F, control)
    QTest.keyClicks(focused(), "joint working group")
    settle(qtbot, window)
    assert ids(window)[0] == "isro-kasa-joint-working-group"
    press(qtbot, Key.Key_F6)
    section = window.parts.facets.sections[Facet.SECTOR]
    while focused() is not section.list:
        press(qtbot, Key.Key_Tab)
    labels = [row.label for row in section.list.facet_model.rows]
    for _ in range(labels.index("Space")):
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Space)
    settle(qtbot, window)
    assert window.history.current.choice(Facet.SECTOR).values == ("space",)
    assert ids(window) == ["isro-kasa-joint-working-group"]
    press(qtbot, Key.Key_F, control)
    press(qtbot, Key.Key_Down)
    assert window.selection.entry == "isro-kasa-joint-working-group"
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.pages.currentWidget() is window.parts.document)
    settle(qtbot, window)
    assert "Joint Working Group" in window.parts.document.highlighted_text()
    press(qtbot, Key.Key_Escape)
    assert window.parts.pages.currentWidget() is window.parts.columns


def test_brief(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    """Filter, put aside what matters, export a PDF with contents, bookmarks and quotations."""
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClicks(window.parts.bar.search.edit, "space")
    settle(qtbot, window)
    press(qtbot, Key.Key_Return)
    for _ in range(2):
        press(qtbot, Key.Key_B)
        settle(qtbot, window)
        press(qtbot, Key.Key_Down)
        settle(qtbot, window)
    chosen = tuple(ids(window)[:2])
    assert window.binder.ids == chosen
    press(qtbot, Key.Key_B, control)
    settle(qtbot, window)
    assert window.parts.brief.list.ids() == chosen
    press(qtbot, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert window.binder.ids == chosen[::-1]
    press(qtbot, Key.Key_Z, control)
    settle(qtbot, window)
    assert window.binder.ids == chosen
    press(qtbot, Key.Key_E, control)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    target = tmp_path / "brief.pdf"
    dialog.go.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    name = chooser.findChild(QLineEdit)
    assert name is not None
    name.setText(str(target))
    with qtbot.waitSignal(dialog.written, timeout=30_000) as written:
        chooser.accept()
    assert written.args == [str(target)]
    with pikepdf.open(target) as pdf:
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_outline() as outline:
            titles = " ".join(str(item.title) for item in outline.root)
    assert "Space Day" in titles


def test_typing_in_korean_finds_the_english_texts(qtbot: QtBot, window: Workbench) -> None:
    edit = window.parts.bar.search.edit
    event = QInputMethodEvent()
    event.setCommitString("반도체")
    QApplication.sendEvent(edit, event)
    settle(qtbot, window)
    assert "semiconductor-task-force" in ids(window)


def test_back_and_forward_go_through_queries(qtbot: QtBot, window: Workbench) -> None:
    everything = len(ids(window))
    QTest.keyClicks(window.parts.bar.search.edit, "space")
    settle(qtbot, window)
    some = ids(window)
    assert 0 < len(some) < everything
    alt = Qt.KeyboardModifier.AltModifier
    press(qtbot, Key.Key_Left, alt)
    settle(qtbot, window)
    assert len(ids(window)) == everything
    assert window.parts.bar.search.edit.text() == ""
    press(qtbot, Key.Key_Right, alt)
    settle(qtbot, window)
    assert ids(window) == some
    assert window.parts.bar.search.edit.text() == "space"


def test_selection_is_one(qtbot: QtBot, window: Workbench) -> None:
    """What is chosen in the timeline is chosen in list and reader, and the other way round."""
    window.parts.timeline.entry_activated.emit("india-rok-space-day")
    settle(qtbot, window)
    assert window.parts.results.selected() == "india-rok-space-day"
    assert window.selection.entry == "india-rok-space-day"
    window.parts.results.entry_selected.emit("forge")
    settle(qtbot, window)
    assert window.selection.entry == "forge"


@pytest.mark.parametrize(
    "text", ['"joint', "AND", "joint AND", "*", "(", "-", "NOT", '""', "( joint"]
)
def test_a_half_typed_query_never_blanks_the_window(
    qtbot: QtBot, window: Workbench, text: str
) -> None:
    QTest.keyClicks(window.parts.bar.search.edit, text)
    settle(qtbot, window)
    assert ids(window), text


def test_every_widget_that_takes_the_focus_has_a_name(qtbot: QtBot, window: Workbench) -> None:
    from PySide6.QtGui import QAccessible

    window.parts.bar.search.edit.setText("space")
    settle(qtbot, window)
    window.selection.open_document("ris-scientific-cooperation")
    settle(qtbot, window)
    for page in (window.parts.columns, window.parts.document):
        window.parts.pages.setCurrentWidget(page)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface is not None, widget
                name = interface.text(QAccessible.Text.Name)
                assert name, f"{widget!r} in {widget.parent()!r} has no accessible name"


def test_the_window_is_remembered(qtbot: QtBot, window: Workbench) -> None:
    from explorer.settings import load_settings

    window.parts.centre.setSizes([200, 400])
    rows = tuple(window.parts.centre.sizes())
    press(qtbot, Key.Key_F9)
    assert not window.parts.facets.isVisible()
    window.frame.close()
    again = fill(Frame(load_settings().geometry), load_settings(), None)
    assert load_settings().rows == rows
    assert load_settings().geometry
    assert again.parts.facets.isHidden()


def test_a_click_on_an_entry_shows_it(qtbot: QtBot, window: Workbench) -> None:
    view = window.parts.results.list
    index = view.model().index(2, 0)
    rect = view.visualRect(index)
    where = QPoint(rect.left() + 120, rect.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(qtbot, window)
    assert window.selection.entry == ids(window)[2]


def test_a_copied_citation_is_told_and_names_its_source(qtbot: QtBot, window: Workbench) -> None:
    window.selection.select("isro-kasa-joint-working-group")
    settle(qtbot, window)
    with qtbot.waitSignal(window.selection.copied):
        window.parts.reader.copy_citation()
    text = QApplication.clipboard().text()
    assert "Joint Working Group" in text
    assert "Scientific Cooperation" in text


def test_the_theme_can_be_chosen_and_is_kept(qtbot: QtBot, window: Workbench) -> None:
    from explorer.settings import load_settings
    from explorer.ui.theme import theme
    from explorer.ui.theme_colours import DARK

    before = window.frame.palette().window().color().lightness()
    dark = next(a for a in window.findChildren(QAction) if a.text() == "Dark")
    dark.trigger()
    assert theme.colours is DARK
    assert window.frame.palette().window().color().lightness() < before
    window.frame.close()
    assert load_settings().theme == "dark"
    theme.choose("light")
