"""Errors that nobody expected: one dialog, each error once, and all of them in the log."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from explorer.domain.messages import AccordError
from explorer.ui.crashes import Crashes
from explorer.ui.dialogs.crash import CrashDialog
from explorer.ui.jobs import Job, JobRunner
from explorer.ui.logbook import Logbook
from explorer.ui.theme import theme

Caught = Sequence[object]


class Panel(QWidget):
    """A widget with what can fail: a slot, a paint, a key."""

    asked = Signal(str)
    paint_fails = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked.connect(self.answer)

    def answer(self, text: str) -> None:
        raise KeyError(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.paint_fails:
            raise RuntimeError("no paint")


class Window(QMainWindow):
    """A window that is watched over."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.panel = Panel(self)
        self.setCentralWidget(self.panel)
        self.resize(400, 300)
        self.crashes = Crashes(self, log)
        self.dialogs: list[CrashDialog] = []
        self.crashes.shown.connect(self.dialogs.append)

    def fail(self, text: str = "a word of the library") -> None:
        self.panel.asked.emit(text)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log that listens."""
    logbook = Logbook()
    logbook.attach()
    logbook.begin(tmp_path / "accord.log")
    yield tmp_path / "accord.log"
    logbook.end()


@pytest.fixture
def caught(qtbot: QtBot) -> Iterator[Caught]:
    """What reaches the hook that stood there before ours: that of pytest-qt."""
    with qtbot.captureExceptions() as exceptions:
        yield exceptions


@pytest.fixture
def window(qtbot: QtBot, log: Path, caught: Caught) -> Iterator[Window]:
    theme.start("light")
    made = Window(log)
    qtbot.addWidget(made)
    made.crashes.install()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.crashes.remove()


class Turn(QObject):
    """Tells when all that was queued before it has been delivered."""

    over = Signal()


def settle(qtbot: QtBot) -> None:
    """Let everything that is queued now be delivered, and what that queues in its turn."""
    for _ in range(2):
        turn = Turn()
        with qtbot.waitSignal(turn.over):
            QTimer.singleShot(0, turn.over.emit)


def words_of(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_an_error_in_a_slot_is_told_logged_and_passed_on(
    qtbot: QtBot, window: Window, log: Path, caught: Caught
) -> None:
    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, window.fail)
    (dialog,) = window.dialogs
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "Your work is kept" in words_of(dialog)
    assert "Nothing is sent" in words_of(dialog)
    assert "more error" not in words_of(dialog)
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "KeyError: 'a word of the library'" in text
    assert len(caught) == 1
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "in answer" in copied
    assert "a word of the library" not in copied


def test_the_same_error_a_thousand_times_is_one_dialog(
    qtbot: QtBot, window: Window, caught: Caught
) -> None:
    for number in range(1_000):
        QTimer.singleShot(0, lambda number=number: window.fail(f"entry {number}"))
    qtbot.waitUntil(lambda: len(caught) == 1_000)
    settle(qtbot)
    assert window.crashes.total == 1_000
    (dialog,) = window.dialogs
    assert "999 more errors" in words_of(dialog)
    dialog.go_on.click()
    assert not dialog.isVisible()
    QTimer.singleShot(0, window.fail)
    qtbot.waitUntil(lambda: len(caught) == 1_001)
    settle(qtbot)
    assert len(window.dialogs) == 1


def test_another_error_is_counted_while_one_is_told_and_told_when_it_comes_later(
    qtbot: QtBot, window: Window, caught: Caught
) -> None:
    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, window.fail)
    first = window.dialogs[0]
    window.panel.paint_fails = True
    window.panel.update()
    qtbot.waitUntil(lambda: len(caught) > 1)
    settle(qtbot)
    window.panel.paint_fails = False
    assert len(window.dialogs) == 1
    assert "more error" in words_of(first)
    first.go_on.click()

    def third() -> None:
        raise ZeroDivisionError("a third kind")

    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, third)
    assert len(window.dialogs) == 2
    assert "more error" not in words_of(window.dialogs[1])


def test_an_error_in_a_paint_is_told_once_and_not_at_each_paint(
    qtbot: QtBot, window: Window, caught: Caught
) -> None:
    window.panel.paint_fails = True
    with qtbot.waitSignal(window.crashes.shown):
        window.panel.update()
    for _ in range(20):
        window.panel.update()
        settle(qtbot)
    window.dialogs[0].go_on.click()
    for _ in range(20):
        window.panel.update()
        settle(qtbot)
    assert len(window.dialogs) == 1
    assert window.crashes.total >= 2
    window.panel.paint_fails = False


def test_an_error_in_a_thread_is_told_on_the_gui_thread(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.crashes.remove()
    passed_on: list[object] = []
    monkeypatch.setattr(threading, "excepthook", passed_on.append)
    crashes = Crashes(window, None)
    crashes.install()

    def work() -> None:
        raise ValueError("off the GUI thread")

    with qtbot.waitSignal(crashes.shown) as shown:
        threading.Thread(target=work).start()
    dialog = shown.args[0]
    assert isinstance(dialog, CrashDialog)
    assert dialog.thread() is window.thread()
    assert len(passed_on) == 1
    dialog.go_on.click()
    crashes.remove()


def test_the_hooks_are_put_back_unless_another_came_after(window: Window) -> None:
    ours = sys.excepthook, threading.excepthook, sys.unraisablehook
    window.crashes.remove()
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    assert not set(ours) & set(before)
    crashes = Crashes(window, None)
    crashes.install()

    def later(*_: object) -> None:
        """One that came after ours."""

    sys.excepthook = later
    crashes.remove()
    assert sys.excepthook is later
    assert (threading.excepthook, sys.unraisablehook) == before[1:]
    sys.excepthook = before[0]


def test_a_job_that_fails_unexpectedly_is_told_and_its_asker_too(
    qtbot: QtBot, window: Window, log: Path
) -> None:
    jobs = JobRunner(window)
    failed: list[Exception] = []

    def work(_job: Job) -> None:
        raise LookupError("in a job")

    with qtbot.waitSignal(window.crashes.shown):
        jobs.run("lane", work, lambda _: None, failed.append)
    assert [type(error) for error in failed] == [LookupError]
    assert "LookupError: in a job" in log.read_text(encoding="utf-8")


def test_jobs_that_are_dropped_or_refused_are_no_crash(
    qtbot: QtBot, window: Window, log: Path, caught: Caught
) -> None:
    jobs = JobRunner(window)
    begun, go = threading.Event(), threading.Event()
    failed: list[Exception] = []

    def dropped(_job: Job) -> None:
        begun.set()
        go.wait(10)
        raise LookupError("dropped")

    def refused(_job: Job) -> None:
        raise AccordError("library-missing", path="there")

    for lane in ("cancelled", "superseded"):
        begun.clear()
        jobs.run(lane, dropped, lambda _: None, failed.append)
        assert begun.wait(10)
    jobs.cancel("cancelled")
    with qtbot.waitSignal(jobs.idle):
        jobs.run("superseded", refused, lambda _: None, failed.append)
        go.set()
    settle(qtbot)
    assert [type(error) for error in failed] == [AccordError]
    text = log.read_text(encoding="utf-8")
    assert "job superseded: There is no library in there." in text
    assert "dropped" not in text
    assert window.dialogs == []
    assert not caught


def test_a_refusal_that_nobody_showed_is_no_crash(
    qtbot: QtBot, window: Window, caught: Caught
) -> None:
    def refuse() -> None:
        raise AccordError("entry-unknown", id="x")

    with qtbot.waitSignal(window.crashes.refused) as refused:
        QTimer.singleShot(0, refuse)
    assert isinstance(refused.args[0], AccordError)
    assert window.dialogs == []


def test_it_is_told_above_a_modal_dialog(qtbot: QtBot, window: Window, caught: Caught) -> None:
    modal = QDialog(window)
    modal.open()
    qtbot.waitExposed(modal)
    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, window.fail)
    (dialog,) = window.dialogs
    assert dialog.parent() is modal
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    modal.reject()


def test_a_dialog_that_cannot_be_made_does_not_call_itself_again(
    qtbot: QtBot, window: Window, log: Path, monkeypatch: pytest.MonkeyPatch, caught: Caught
) -> None:
    from explorer.ui.dialogs import crash

    def broken(trace: str) -> str:
        raise RuntimeError("even this")

    monkeypatch.setattr(crash, "report", broken)
    QTimer.singleShot(0, window.fail)
    qtbot.waitUntil(lambda: len(caught) == 1)
    settle(qtbot)
    QTimer.singleShot(0, window.fail)
    qtbot.waitUntil(lambda: len(caught) == 2)
    settle(qtbot)
    assert "the error could not be told" in log.read_text(encoding="utf-8")
    assert window.dialogs == []


def test_quit_closes_the_window(qtbot: QtBot, window: Window, caught: Caught) -> None:
    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, window.fail)
    window.dialogs[0].quit.click()
    assert not window.isVisible()


def test_everything_in_the_dialog_has_a_name_and_can_be_reached_by_keys(
    qtbot: QtBot, window: Window, caught: Caught
) -> None:
    with qtbot.waitSignal(window.crashes.shown):
        QTimer.singleShot(0, window.fail)
    (dialog,) = window.dialogs
    dialog.details.click()
    assert dialog.text.isVisible()
    focusable = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for widget in focusable:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), widget
    for button in (dialog.copy, dialog.log, dialog.quit, dialog.go_on, dialog.text):
        assert button in focusable
