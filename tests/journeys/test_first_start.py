"""The first start: it explains itself, by keyboard too, and only once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer import paths
from explorer.settings import Settings, load_settings, save_settings
from explorer.ui.application import Start
from explorer.ui.panels.first_steps import FirstStepsPanel
from explorer.ui.workbench import Workbench
from tests.benchmarks import treaties
from tests.journeys.windows import focused, ids, open_window, press, settle
from tests.ui.samples_checks import unnamed

Key = Qt.Key


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """A start that ends early leaves the garbage collector off."""
    yield
    gc.unfreeze()
    gc.enable()


def begin(qtbot: QtBot, library: Path | None = None) -> Workbench:
    """Start as the program does, up to the moment when the panels are there."""
    start = Start(library, "light")
    qtbot.addWidget(start.frame)
    with qtbot.waitSignal(start.filled, timeout=20_000):
        pass
    start.frame.activateWindow()
    qtbot.waitUntil(start.frame.isActiveWindow)
    assert start.workbench is not None
    return start.workbench


def panel(window: Workbench) -> FirstStepsPanel:
    assert window.first_steps.is_shown
    assert window.parts.first_steps.isVisible()
    return window.parts.first_steps


def test_it_says_what_goes_on_and_then_what_there_is(qtbot: QtBot) -> None:
    window = begin(qtbot)
    steps = window.parts.first_steps
    states = []
    window.session.awaited.connect(lambda _making: states.append(steps.state.label.text()))
    window.session.index_state.connect(lambda _state: states.append(steps.state.label.text()))
    settle(qtbot, window)
    assert panel(window) is steps
    assert any("Making your library" in text for text in states)
    assert any("search index" in text and "%" in text for text in states)
    assert window.page is not None
    assert f"{len(ids(window))} entries" in steps.title.text()
    assert steps.title.text().startswith("India and the Republic of Korea")
    assert steps.state.isHidden()
    # The filters say already what there is; list and reader are behind it.
    assert window.parts.facets.isVisible()
    assert not window.parts.results.isVisible()
    assert not window.parts.reader.isVisible()
    window.frame.close()


def test_the_first_thing_to_try_by_keys(qtbot: QtBot) -> None:
    """From the search field down to it, Enter: the one answer it speaks of, ready to be opened."""
    window = begin(qtbot)
    settle(qtbot, window)
    steps = panel(window)
    assert focused() is window.parts.bar.search.edit
    press(qtbot, Key.Key_Down)
    assert focused() is steps.search
    press(qtbot, Key.Key_Return)
    settle(qtbot, window)
    assert not window.first_steps.is_shown
    assert ids(window) == ["isro-kasa-joint-working-group"]
    assert window.parts.bar.search.edit.text() == "joint working group"
    assert window.parts.reader.isVisible()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.shows("document"))
    assert "Joint Working Group" in window.parts.document.highlighted_text()
    window.frame.close()


@pytest.mark.parametrize(
    ("language", "word", "entry"),
    [
        (QLocale.Language.English, "반도체", "semiconductor-task-force"),
        (QLocale.Language.Hindi, "अंतरिक्ष", "india-rok-space-day"),
    ],
)
def test_the_second_finds_english_texts(
    qtbot: QtBot, language: QLocale.Language, word: str, entry: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        window = begin(qtbot)
        settle(qtbot, window)
        panel(window).search.setFocus()
        press(qtbot, Key.Key_Down)
        press(qtbot, Key.Key_Space)
        settle(qtbot, window)
    finally:
        QLocale.setDefault(before)
    assert window.parts.bar.search.edit.text() == word
    assert entry in ids(window)
    window.frame.close()


def test_the_third_opens_the_brief(qtbot: QtBot) -> None:
    window = begin(qtbot)
    settle(qtbot, window)
    panel(window).brief.setFocus()
    press(qtbot, Key.Key_Return)
    assert not window.first_steps.is_shown
    assert window.briefing.is_open
    assert window.parts.results.isVisible()
    settle(qtbot, window)
    press(qtbot, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(window.binder.ids) == 1
    window.frame.close()


def test_tab_and_f6_reach_everything_and_everything_has_a_name(qtbot: QtBot) -> None:
    window = begin(qtbot)
    settle(qtbot, window)
    steps = panel(window)
    assert unnamed(window) == []
    while not steps.isAncestorOf(focused()):
        before = focused()
        press(qtbot, Key.Key_F6)
        assert focused() is not before
    walked = []
    while steps.isAncestorOf(focused()):
        walked.append(focused())
        press(qtbot, Key.Key_Tab)
    assert walked == [steps.search, steps.language, steps.brief, steps.all]
    interface = QAccessible.queryAccessibleInterface(steps.search)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Search for joint working group"
    assert "sentence" in interface.text(QAccessible.Text.Description)
    window.frame.close()


def test_typing_takes_its_place(qtbot: QtBot) -> None:
    window = begin(qtbot)
    settle(qtbot, window)
    QTest.keyClicks(focused(), "space")
    settle(qtbot, window)
    assert not window.first_steps.is_shown
    assert window.parts.results.isVisible()
    assert window.parts.reader.isVisible()
    window.frame.close()


def test_it_is_shown_once(qtbot: QtBot) -> None:
    window = begin(qtbot)
    settle(qtbot, window)
    steps = panel(window)
    steps.all.setFocus()
    press(qtbot, Key.Key_Space)
    assert not window.first_steps.is_shown
    assert load_settings().first_steps_seen  # at once: this window may end by a power cut
    window.frame.close()
    again = begin(qtbot)
    assert not again.first_steps.is_shown
    settle(qtbot, again)
    assert again.parts.results.isVisible()
    assert again.parts.reader.isVisible()
    again.frame.close()


def test_a_window_closed_over_it_counts_and_keeps_its_reader(qtbot: QtBot) -> None:
    window = begin(qtbot)
    settle(qtbot, window)
    panel(window)
    window.frame.close()
    kept = load_settings()
    assert kept.first_steps_seen
    assert kept.reader_shown
    again = begin(qtbot)
    settle(qtbot, again)
    assert not again.first_steps.is_shown
    assert again.parts.right.isVisible()
    again.frame.close()


def test_a_hidden_reader_stays_hidden(qtbot: QtBot) -> None:
    save_settings(Settings(reader_shown=False))
    window = begin(qtbot)
    settle(qtbot, window)
    panel(window).all.click()
    assert window.parts.right.isHidden()
    window.frame.close()


def test_another_library_is_no_first_start(qtbot: QtBot, library_folder: Path) -> None:
    window = begin(qtbot, library_folder)
    settle(qtbot, window)
    assert not window.first_steps.is_shown
    window.frame.close()
    assert not load_settings().first_steps_seen


def test_it_can_be_had_again_over_whatever_was_searched(qtbot: QtBot, library_folder: Path) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    everything = len(ids(window))
    QTest.keyClicks(window.parts.bar.search.edit, "space")
    settle(qtbot, window)
    window.actions_by_name["first_steps"].trigger()
    settle(qtbot, window)
    assert f": {everything} entries" in panel(window).title.text()
    press(qtbot, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert not window.first_steps.is_shown
    assert window.parts.bar.search.edit.text() == "space"
    window.frame.close()


def test_a_library_of_other_entries_is_not_said_to_be_the_built_in_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    from explorer.store.library import create_library

    library = create_library(tmp_path / "Treaties & more")
    treaties.fill(library, 30)
    library.close()
    window = open_window(qtbot, library.folder)
    settle(qtbot, window)
    window.first_steps.show()
    steps = panel(window)
    assert steps.title.text() == "Treaties & more: 30 entries"
    assert "two documents" not in steps.about.text()
    steps.search.click()
    assert not window.first_steps.is_shown
    assert focused() is window.parts.bar.search.edit
    assert window.parts.bar.search.edit.text() == ""
    window.frame.close()


def test_the_second_start_shows_what_was_kept(qtbot: QtBot) -> None:
    """The kept first page is that of the whole library, the first steps or not."""
    window = begin(qtbot)
    settle(qtbot, window)
    panel(window)
    window.frame.close()
    again = begin(qtbot)
    if again.page is None:
        with qtbot.waitSignal(again.session.foreseen, timeout=20_000):
            pass
    assert again.session.workspace is None
    assert again.page is not None
    assert len(ids(again)) == again.page.library_entries
    settle(qtbot, again)
    again.frame.close()


def test_while_another_library_opens_the_old_rows_are_gone(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    with qtbot.waitSignal(window.session.awaited, timeout=20_000) as awaited:
        window.open_library(tmp_path / "new")
    assert awaited.args == [True]
    assert not window.parts.results.list.isVisible()
    settle(qtbot, window)
    assert window.parts.results.list.isVisible()
    assert paths.library_at(tmp_path / "new") is not None
    window.frame.close()
