"""The second start: the window shows at once what it showed last, and the library proves it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.query import Query
from explorer.services.opening import FILE, Opening
from explorer.store.peek import INDEX
from explorer.ui.workbench import Workbench
from explorer.workspace import open_workspace
from tests.journeys.windows import ids, open_window, settle


@pytest.fixture
def seen_before(qtbot: QtBot, library_folder: Path) -> Path:
    """A library whose window was open, and was closed."""
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.frame.close()
    assert (library_folder / INDEX / FILE).exists()
    return library_folder


def foreseen(qtbot: QtBot, folder: Path) -> Workbench:
    """A window that shows what it foresees, its library not open yet."""
    window = open_window(qtbot, folder)
    if window.page is None:
        with qtbot.waitSignal(window.session.foreseen, timeout=20_000):
            pass
    assert window.session.workspace is None
    return window


def test_the_list_is_there_before_the_library_is_open(qtbot: QtBot, seen_before: Path) -> None:
    window = foreseen(qtbot, seen_before)
    first = window.page
    assert first is not None
    assert len(first.ids) == first.library_entries > 40
    assert window.parts.results.list.model().rowCount() == len(first.ids)
    with qtbot.waitSignal(window.session.ready, timeout=20_000):
        pass
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.looks_like(first)
    window.frame.close()


def test_what_is_typed_and_put_aside_meanwhile_is_done(qtbot: QtBot, seen_before: Path) -> None:
    window = foreseen(qtbot, seen_before)
    chosen = ids(window)[2]
    window.selection.select(chosen)
    window.briefing.toggle_chosen()
    QTest.keyClicks(window.parts.bar.search.edit, "space day")
    QTest.keyClick(window.parts.bar.search.edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.query.text == "space day"
    assert 0 < window.page.total < 20
    window.frame.close()
    workspace = open_workspace(seen_before)
    assert workspace.binding.entries() == (chosen,)
    workspace.close()


def test_what_changed_meanwhile_is_shown(qtbot: QtBot, seen_before: Path) -> None:
    """Somebody wrote the file by hand: the store's answer takes its place."""
    file = seen_before / INDEX / FILE
    fields = msgspec.msgpack.decode(file.read_bytes())
    fields["rows"][0]["title"] = "An agreement that never was"
    file.write_bytes(msgspec.msgpack.encode(fields))
    window = foreseen(qtbot, seen_before)
    assert window.page is not None
    assert window.page.rows[0].title == "An agreement that never was"
    settle(qtbot, window)
    assert window.page.rows[0].title != "An agreement that never was"
    window.frame.close()


def test_a_change_by_another_program_is_seen_at_once(qtbot: QtBot, seen_before: Path) -> None:
    workspace = open_workspace(seen_before)
    chosen = workspace.browsing.search(Query()).ids[3]
    workspace.binding.put([chosen])
    workspace.close()
    seen: list[Opening] = []
    window = open_window(qtbot, seen_before)
    window.session.foreseen.connect(seen.append)
    settle(qtbot, window)
    assert not seen
    assert window.session.binder == (chosen,)
    window.frame.close()
    # Closed, the window has kept the new state: the next start foresees it.
    again = foreseen(qtbot, seen_before)
    assert again.session.binder == (chosen,)
    settle(qtbot, again)
    again.frame.close()
