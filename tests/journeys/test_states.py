"""What the window shows when there is nothing to show: each state says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.domain.messages import TEMPLATES, AccordError, Progress
from explorer.domain.query import Query
from explorer.store.library import create_library
from explorer.ui.panels.skeleton import Skeleton
from explorer.ui.workbench import Workbench
from explorer.workspace import Workspace
from tests.journeys.windows import focused, ids, open_window, press, settle
from tests.ui.fitting import clipped

SIZES = [(1280, 800), (1024, 640), (860, 560)]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A library without entries, documents or a search index."""
    folder = tmp_path / "empty"
    workspace = Workspace(create_library(folder))
    workspace.binding.put(())  # one that was never written to gets the built-in entries
    workspace.close()
    return folder


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    found = open_window(qtbot, library_folder)
    settle(qtbot, found)
    yield found
    found.frame.close()


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_library_says_what_to_do(qtbot: QtBot, empty: Path, size: tuple[int, int]) -> None:
    window = open_window(qtbot, empty)
    window.frame.resize(*size)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.parts.shows("empty_library"))
    panel = window.parts.empty_library
    assert window.parts.panes()[-1] is panel
    assert not window.parts.right.isVisible()
    assert clipped(window) == []
    press(qtbot, Qt.Key.Key_F6)
    while not panel.isAncestorOf(focused()):
        press(qtbot, Qt.Key.Key_F6)
    assert focused() is panel.open
    press(qtbot, Qt.Key.Key_Down)
    assert focused() is panel.other
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)  # the built-in library
    qtbot.waitUntil(lambda: window.page is not None and window.page.library_entries > 0)
    settle(qtbot, window)
    assert not window.parts.shows("empty_library")
    assert window.parts.right.isVisible()
    window.frame.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", [code for code in TEMPLATES if code.startswith("library-")])
def test_what_cannot_be_opened_is_told_whole(
    qtbot: QtBot, window: Workbench, code: str, size: tuple[int, int]
) -> None:
    window.frame.resize(*size)
    path = "/home/lee/" + "A long name of a folder/" * 4
    error = AccordError(code, path=path, reason="file is not a database", found=9, known=1)
    window.session.open_failed.emit(error)
    panel = window.parts.problem
    qtbot.waitUntil(panel.isVisible)
    assert path in panel.text.text()
    qtbot.waitUntil(lambda: clipped(panel) == [])
    assert focused() in (panel.fresh, panel.again, panel.built_in, panel.other)
    assert focused().property("primary")
    assert not window.parts.bar.search.isEnabled()
    assert clipped(window.parts.status) == []


def test_a_library_that_comes_back_is_tried_again(
    qtbot: QtBot, window: Workbench, library_folder: Path
) -> None:
    away = library_folder.with_name("away")
    window.session.close()
    library_folder.rename(away)
    window.open_library(library_folder / "deeper")  # on a drive that is not plugged in
    qtbot.waitUntil(lambda: window.parts.shows("problem"))
    panel = window.parts.problem
    assert panel.again.isVisible()
    (away / "deeper").mkdir()
    for part in list(away.iterdir()):
        if part.name != "deeper":
            part.rename(away / "deeper" / part.name)
    away.rename(library_folder)
    panel.again.click()
    settle(qtbot, window)
    assert not window.parts.shows("problem")
    assert window.parts.bar.search.isEnabled()
    assert len(ids(window)) == 59


def test_shapes_of_what_is_to_come_go_with_the_first_answer(
    qtbot: QtBot, window: Workbench
) -> None:
    window.session.close()
    window.session.awaited.emit(False)
    qtbot.waitUntil(lambda: window.parts.results.waiting.is_drawn)
    shapes = window.findChildren(Skeleton)
    assert len(shapes) == 3
    for shape in shapes:
        panel = shape.parentWidget()
        assert panel is not None
        assert shape.isVisible()
        assert shape.size() == panel.size()
    window.open_library(window.folder)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not window.findChildren(Skeleton))


def test_a_first_search_that_fails_can_be_tried_again(qtbot: QtBot, window: Workbench) -> None:
    window.parts.results.show_opening(making=False)
    window.session.failed.emit(AccordError("unexpected", reason="input/output error"))
    empty = window.parts.results.empty
    assert empty.isVisible()
    assert "input/output error" in empty.asked.text()
    with qtbot.waitSignal(window.session.page_ready):
        empty.query_wanted.emit(Query())
    settle(qtbot, window)


def test_how_far_the_index_is_stands_below(qtbot: QtBot, window: Workbench) -> None:
    status = window.parts.status
    window.session.index_state.emit(Progress("entries", 34, 100))
    assert status.progress.isVisible()
    assert "34 %" in status.index_words
    window.session.index_state.emit(AccordError("index-failed", reason="No space left"))
    assert not status.progress.isVisible()
    assert status.offer.isVisible()
    with qtbot.waitSignal(window.session.index_state, check_params_cb=lambda state: state is None):
        QTest.mouseClick(status.offer, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert not status.offer.isVisible()


def test_without_a_result_the_reader_says_so(qtbot: QtBot, window: Workbench) -> None:
    window.visit(Query(text="zeppelin"))
    settle(qtbot, window)
    assert window.selection.entry is None
    said = [label.text() for label in window.parts.reader.findChildren(QLabel)]
    assert any("No entry matches" in text for text in said)
