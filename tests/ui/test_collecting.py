"""No whole search for garbage while the window is looked at; one when it is left."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.ui.collecting import Collecting
from explorer.ui.frame import Frame


class Ring:
    """Garbage that only a search finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[Frame]:
    before = gc.get_threshold()
    frame = Frame()
    qtbot.addWidget(frame)
    yield frame
    gc.set_threshold(*before)
    gc.unfreeze()


def test_all_is_searched_when_the_window_is_left(frame: Frame) -> None:
    collecting = Collecting(frame)
    searches: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            searches.append(info["generation"])

    gc.callbacks.append(note)
    try:
        kept = [[Ring()] for _ in range(200_000)]  # many searches of the young, none of all
        assert kept
        assert searches
        assert 2 not in searches
        ring = Ring()
        gone = weakref.ref(ring)
        gc.collect(1)
        del ring
        collecting.look_away(Qt.ApplicationState.ApplicationActive)
        assert 2 not in searches
        collecting.look_away(Qt.ApplicationState.ApplicationInactive)
        assert 2 in searches
        assert gone() is None
    finally:
        gc.callbacks.remove(note)
    assert collecting.timer.isActive()
