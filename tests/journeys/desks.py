"""Helpers for tests of the review desk: a statement, and the desk opened on it by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.domain.review import Review, ReviewItem
from explorer.ui.panels.review import ReviewPanel
from explorer.ui.workbench import Workbench
from tests.journeys.test_arriving import drop, files
from tests.journeys.windows import press, settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SIGNED = (
    "India and the Republic of Korea signed a Memorandum of Understanding on Maritime Heritage"
    " on 12 March 2026"
)
STATEMENT = f"""Joint Statement on Cooperation between India and the Republic of Korea

New Delhi, 12 March 2026

{SIGNED}. The two sides launched the India-Korea Battery Innovation Fund.

Both sides agreed to establish an ISRO-KASA Joint Working Group on space. The two countries agreed \
to set up a Joint Committee on Ocean Energy. The leaders welcomed the opening of a Korean Cultural \
Centre in Chennai.

India and Korea will explore a Green Hydrogen Corridor, a joint fellowship programme for young \
engineers and a semiconductor training academy.
"""


def statement(folder: Path) -> Path:
    path = folder / "statement.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


def read_in(qtbot: QtBot, window: Workbench, path: Path) -> str:
    """Drop a file; the document that it became."""
    with qtbot.waitSignal(window.imports.finished, timeout=60_000) as done:
        assert drop(window, files(path)).isAccepted()
    settle(qtbot, window)
    assert done.args is not None
    (identifier,) = done.args[0].added()
    return str(identifier)


def at_rest(qtbot: QtBot, window: Workbench) -> ReviewPanel:
    """The desk, when all that was decided is in the library."""
    desk = window.reviewing

    def still() -> bool:
        shown = window.parts.shows("review") and window.parts.review.review is not None
        return shown and not desk.is_reading and not window.session.jobs.busy

    qtbot.waitUntil(still, timeout=15_000)
    return window.parts.review


def desk_of(qtbot: QtBot, window: Workbench) -> ReviewPanel:
    """The desk, opened by its key."""
    press(qtbot, Key.Key_R, CONTROL)
    return at_rest(qtbot, window)


def review_of(panel: ReviewPanel) -> Review:
    assert panel.review is not None
    return panel.review


def item_of(panel: ReviewPanel) -> ReviewItem:
    item = panel.list.item()
    assert item is not None
    return item


def decide(qtbot: QtBot, window: Workbench, key: Qt.Key) -> ReviewItem:
    """Press a key and wait until what it decides is written; the suggestion it was about."""
    panel = window.parts.review
    before = item_of(panel)
    with qtbot.waitSignal(window.reviewing.stepped, timeout=20_000):
        press(qtbot, key)
    at_rest(qtbot, window)
    after = review_of(panel).item(before.key)
    assert after is not None
    return after
