"""What is dropped on the window, opened by its menu or handed to it, and where it goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Query
from explorer.services.arrivals import What
from explorer.ui.toasts import Toast
from explorer.ui.workbench import Workbench
from tests.journeys.windows import focused, ids, open_window, press, settle

Action = Qt.DropAction
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(
    target: QWidget, data: QMimeData, actions: Qt.DropAction = Action.CopyAction
) -> QDragEnterEvent:
    """Enter a widget with something; the event as it comes back."""
    event = QDragEnterEvent(QPoint(20, 20), actions, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(target, event)
    return event


def drop(window: Workbench, data: QMimeData) -> QDropEvent:
    actions = Action.CopyAction | Action.MoveAction
    drag(window.frame, data, actions)
    for kind in (QDragMoveEvent, QDropEvent):
        event = kind(
            QPointF(20, 20) if kind is QDropEvent else QPoint(20, 20),  # type: ignore[arg-type]
            actions, data, Qt.MouseButton.LeftButton, NO_KEYS,
        )  # fmt: skip
        QApplication.sendEvent(window.frame, event)
    return event


def said(window: Workbench) -> str:
    toast = window.toasts.current
    return "" if toast is None else toast.label.text()


def take(qtbot: QtBot, window: Workbench, *paths: Path) -> str:
    """Hand paths to the window; what it says to them."""
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        window.arrivals.take([str(path) for path in paths])
    return said(window)


def made(folder: Path, *names: str) -> Sequence[Path]:
    for name in names:
        (folder / name).touch()
    return [folder / name for name in names]


# Dragging


def test_files_of_this_computer_are_taken_wherever_they_are_dropped(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    got: list[Path] = []
    window.arrivals.handle(What.DOCUMENT, got.extend)
    names = made(tmp_path, "공동 성명 #1 100%.pdf", "b.docx")
    entered = drag(window.frame, files(*names), Action.CopyAction | Action.MoveAction)
    assert entered.isAccepted()
    assert entered.dropAction() is Action.CopyAction  # a move would take the file away
    sign = window.drop_zone.overlay
    assert sign is not None
    assert sign.geometry() == window.frame.rect()
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        assert drop(window, files(*names)).isAccepted()
    assert window.drop_zone.overlay is None
    assert got == list(names)


def test_the_sign_goes_when_the_files_leave(window: Workbench, tmp_path: Path) -> None:
    drag(window.frame, files(*made(tmp_path, "a.pdf")))
    assert window.drop_zone.overlay is not None
    QApplication.sendEvent(window.frame, QDragLeaveEvent())
    assert window.drop_zone.overlay is None


def test_the_sign_goes_when_the_files_are_gone_before_they_are_dropped(
    window: Workbench, tmp_path: Path
) -> None:
    drag(window.frame, files(*made(tmp_path, "a.pdf")))
    assert window.drop_zone.overlay is not None
    nothing = QMimeData()
    gone = QDropEvent(
        QPointF(20, 20), Action.CopyAction, nothing, Qt.MouseButton.LeftButton, NO_KEYS
    )
    QApplication.sendEvent(window.frame, gone)
    assert not gone.isAccepted()
    assert window.drop_zone.overlay is None


def test_web_addresses_and_text_are_refused(window: Workbench, tmp_path: Path) -> None:
    web, text, both = QMimeData(), QMimeData(), files(*made(tmp_path, "a.pdf"))
    web.setUrls([QUrl("https://example.org/a.pdf")])
    text.setText("joint statement")
    both.setUrls([*both.urls(), QUrl("https://example.org/a.pdf")])
    elsewhere = QMimeData()
    elsewhere.setUrls([QUrl("file://elsewhere/a.pdf")])
    for data in (web, text, both, elsewhere, QMimeData()):
        assert not drag(window.frame, data).isAccepted()
        assert not drop(window, data).isAccepted()
        assert window.drop_zone.overlay is None
    assert not drag(window.frame, both, Action.MoveAction).isAccepted()
    assert not said(window)


def test_a_text_field_takes_text_and_lets_files_pass(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    edit = window.parts.bar.search.edit
    text = QMimeData()
    text.setText("space")
    assert drag(edit, text).isAccepted()
    # Qt asks the widgets from the field up to the window: the window takes what the field leaves.
    assert drag(edit, files(*made(tmp_path, "a.pdf"))).isAccepted()
    assert window.drop_zone.overlay is not None
    assert edit.text() == ""


def test_nothing_is_taken_behind_a_dialog(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    window.briefing.export()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert not drag(window.frame, files(*made(tmp_path, "a.pdf"))).isAccepted()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


# What arrives


def test_what_accord_does_not_open_is_one_line_and_changes_nothing(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    workspace = window.session.workspace
    assert workspace is not None
    before = workspace.revision()
    one, other = made(tmp_path, "b.mp4", "d.iso")
    assert "nothing that Accord opens" in take(qtbot, window, other)
    assert "not there" in take(qtbot, window, tmp_path / "gone.pdf")
    missing = [tmp_path / f"{number}.pdf" for number in range(300)]
    line = take(qtbot, window, one, other, *missing)
    assert line.startswith(("300 missing, 2 others:", "2 others, 300 missing:"))
    assert workspace.revision() == before
    assert sum(toast.isVisible() for toast in window.findChildren(Toast)) == 1


def test_an_importer_plugs_in(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    got: list[tuple[Path, ...]] = []
    window.arrivals.handle(What.DOCUMENT, got.append)
    window.arrivals.handle(What.TABLE, got.append)
    first, second, table = made(tmp_path, "a.pdf", "b.pdf", "c.csv")
    assert take(qtbot, window, first, table, second) == ""
    assert sorted(got) == [(first, second), (table,)]


def test_deliveries_that_come_together_all_arrive(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    got: list[Path] = []
    window.arrivals.handle(What.DOCUMENT, got.extend)
    names = made(tmp_path, *(f"{number}.pdf" for number in range(5)))
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        for name in names:
            window.arrivals.take([str(name)])
    assert got == list(names)


def test_a_library_opens_here_and_there_is_a_way_back(
    qtbot: QtBot, window: Workbench, library_folder: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(library_folder, tmp_path / "other & more"))
    window.visit(Query(text="space"))
    settle(qtbot, window)
    (document,) = made(tmp_path, "a.pdf")
    got: list[object] = []
    window.arrivals.handle(
        What.DOCUMENT, lambda names: got.append((names, window.session.workspace))
    )
    with qtbot.waitSignal(window.session.ready, timeout=20_000):
        window.arrivals.take([str(document), str(other / "library.db")])
    settle(qtbot, window)
    workspace = window.session.workspace
    assert workspace is not None
    assert workspace.library.folder == other
    assert got == [((document,), workspace)]  # what came with it is for it
    assert len(ids(window)) > 40  # the whole of it, not what was searched in the other one
    assert window.frame.windowTitle() == "other & more – Accord"
    assert "“other & more” is open" in said(window)
    toast = window.toasts.current
    assert toast is not None
    assert toast.button is not None
    toast.button.setFocus()
    with qtbot.waitSignal(window.session.ready, timeout=20_000):
        press(qtbot, Qt.Key.Key_Space)
    assert window.session.workspace is not None
    assert window.session.workspace.library.folder == library_folder
    settle(qtbot, window)
    assert "is open here" in take(qtbot, window, library_folder)


def test_two_libraries_at_once_open_none(
    qtbot: QtBot, window: Workbench, library_folder: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(library_folder, tmp_path / name)
    assert "2 libraries" in take(qtbot, window, tmp_path / "one", tmp_path / "two")
    assert window.folder == library_folder


def test_the_built_in_library_is_one_command_away(qtbot: QtBot, window: Workbench) -> None:
    act = window.actions_by_name["built_in"]
    assert act.isEnabled()
    with qtbot.waitSignal(window.session.ready, timeout=20_000):
        act.trigger()
    settle(qtbot, window)
    assert window.folder is None
    assert not act.isEnabled()
    assert window.frame.windowTitle() == "Accord"


def test_a_library_that_cannot_be_opened_takes_nothing_with_it(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "library.db").write_bytes(b"rubbish" * 1_000)
    (document,) = made(tmp_path, "a.pdf")
    window.arrivals.handle(What.DOCUMENT, lambda _names: pytest.fail("nothing to take it"))
    with qtbot.waitSignal(window.session.open_failed, timeout=20_000):
        window.arrivals.take([str(broken), str(document)])
    assert window.parts.shows("problem")
    assert said(window) == "1 document: not taken, for the library was not opened."


def test_opening_by_the_keyboard(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    got: list[Path] = []
    window.arrivals.handle(What.DOCUMENT, got.extend)
    (document,) = made(tmp_path, "a statement.pdf")
    press(qtbot, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert "library.db" in dialog.nameFilters()[0]
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(document))
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        QTest.keyClick(name, Qt.Key.Key_Return)
    assert got == [document]


# The line itself


def test_the_line_can_be_closed_and_says_its_name(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    take(qtbot, window, tmp_path / "gone.pdf")
    toast = window.toasts.current
    assert toast is not None
    assert toast.geometry().bottom() < window.parts.status.y()
    assert window.rect().contains(toast.geometry())
    interface = QAccessible.queryAccessibleInterface(toast.close_button)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name)
    assert focused() is not toast.close_button  # it takes no focus by itself
    toast.close_button.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.toasts.current is None


def test_the_line_stays_in_a_small_window(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    long = tmp_path / ("협력 " * 30 + ".pdf")
    take(qtbot, window, long)
    toast = window.toasts.current
    assert toast is not None
    window.frame.resize(window.frame.minimumSize())
    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))
    needed = toast.label.heightForWidth(toast.label.width())
    assert toast.label.height() >= needed
