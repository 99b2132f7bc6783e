"""Ways in and out of the review desk: cancel, undo by the mouse, find, back to an entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.review import Decision
from explorer.store import entries, saving
from explorer.ui.workbench import Workbench
from tests.journeys.desks import (
    CONTROL,
    at_rest,
    decide,
    desk_of,
    item_of,
    read_in,
    review_of,
    statement,
)
from tests.journeys.test_arriving import said
from tests.journeys.windows import focused, open_window, press, settle

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def test_reading_for_suggestions_is_cancelled(
    qtbot: QtBot, window: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_in(qtbot, window, statement(tmp_path))
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(
        "import sys, time\n"
        "def act(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('verbs.tsv'):\n"
        "        time.sleep(600)\n"
        "if '_worker' in sys.orig_argv:\n"
        "    sys.addaudithook(act)\n"
    )
    with monkeypatch.context() as patched:
        patched.setenv("PYTHONPATH", str(guard))
        press(qtbot, Key.Key_R, CONTROL)
        qtbot.waitUntil(lambda: window.parts.shows("review"), timeout=10_000)
        panel = window.parts.review
        assert panel.document is not None  # its text can be read meanwhile
        assert panel.notice.isVisible()
        assert "Reading the text" in panel.notice.title.text()
        assert focused() is panel.notice.button
        press(qtbot, Key.Key_Return)
        qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=20_000)
    assert window.parts.pages.currentWidget() is window.parts.columns
    window.reviewing.open(document)
    assert review_of(at_rest(qtbot, window)).total == 8


def test_the_undo_on_a_closed_card_takes_back_that_one(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    first = decide(qtbot, window, Key.Key_Return)
    decide(qtbot, window, Key.Key_D)
    box = panel.list._parts(0).undo
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.waitUntil(lambda: review_of(panel).reviewed == 1, timeout=20_000)
    at_rest(qtbot, window)
    assert item_of(panel).key == first.key
    assert review_of(panel).dismissed == 1
    assert window.page is not None
    panel.leave()
    settle(qtbot, window)
    assert first.entry_id not in window.page.ids


def test_an_accepted_entry_is_shown_in_the_library(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    accepted = decide(qtbot, window, Key.Key_Return)
    assert accepted.decision is Decision.ACCEPTED
    press(qtbot, Key.Key_K)
    assert not item_of(panel).is_open
    assert panel.card.decided.text().startswith("Accepted")
    panel.card.buttons.entry.click()
    settle(qtbot, window)
    assert window.parts.pages.currentWidget() is window.parts.columns
    assert window.selection.entry == accepted.entry_id
    assert window.parts.results.list.selected() == accepted.entry_id
    detail = window.parts.reader.detail
    assert detail is not None
    assert detail.quotations[0].text == accepted.proposal.quote


def test_words_are_found_in_the_text_under_review(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    press(qtbot, Key.Key_F, CONTROL)
    assert focused() is panel.finding.finder.bar.edit
    QTest.keyClicks(focused(), "hydrogen")
    assert panel.document is not None
    assert panel.view.caret() == panel.document.text.index("Hydrogen")
    press(qtbot, Key.Key_Escape)
    assert focused() is panel.view
    assert window.parts.shows("review")
    press(qtbot, Key.Key_F6)
    assert focused() is panel.list
    assert window.parts.bar.isHidden()  # the desk has a line of its own
    press(qtbot, Key.Key_Escape)
    settle(qtbot, window)
    assert window.parts.bar.isVisible()
    assert window.parts.status.isVisible()


def test_undo_says_why_not_where_the_entry_was_changed_since(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    accepted = decide(qtbot, window, Key.Key_Return)
    workspace = window.session.workspace
    assert workspace is not None
    name = accepted.entry_id
    assert name is not None
    with workspace.library.writing("test") as unit:
        old = entries.load(unit, [name])[name]
        saving.save(unit, [replace(old, title="Changed by somebody")])
    with qtbot.waitSignal(window.session.failed, timeout=20_000):
        press(qtbot, Key.Key_U)
    at_rest(qtbot, window)
    assert "Changed by somebody" in said(window)
    assert review_of(panel).accepted == 1
