"""Searching with help, with real keys: completions, chips, paragraphs, corrections, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.domain.answers import Completion
from explorer.domain.query import Facet, Page, Query
from explorer.ui.panels.completions import CompletionPopup
from explorer.ui.widgets import LinkButton
from explorer.ui.workbench import Workbench
from tests.journeys.windows import ids, open_window, press, settle


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    found = open_window(qtbot, library_folder)
    settle(qtbot, found)
    yield found
    found.frame.close()


def edit_of(window: Workbench) -> QLineEdit:
    return window.parts.bar.search.edit


def completed(qtbot: QtBot, window: Workbench, text: str) -> CompletionPopup:
    """Type, and wait for the list of completions of just that text."""
    edit = edit_of(window)
    with qtbot.waitSignal(
        window.searching.lookups.completed,
        timeout=20_000,
        check_params_cb=lambda typed, _found: typed == text,
    ):
        QTest.keyClicks(edit, text)
    popup = window.searching.completer.popup
    assert popup.isVisible()
    return popup


def offered(window: Workbench) -> list[LinkButton]:
    """The other questions that the result offers."""
    links = window.parts.results.findChildren(LinkButton)
    return [link for link in links if link.isVisible()]


def rows(popup: CompletionPopup) -> list[Completion]:
    return [row for row in popup.list.completions.rows if isinstance(row, Completion)]


def test_a_filter_is_completed_and_becomes_a_chip(qtbot: QtBot, window: Workbench) -> None:
    popup = completed(qtbot, window, "spac")
    place = next(i for i, row in enumerate(rows(popup)) if row.facet is Facet.SECTOR)
    for _ in range(place + 1):
        press(qtbot, Qt.Key.Key_Down)
    assert popup.chosen() == rows(popup)[place]
    assert edit_of(window).text() == "spac"  # choosing does not change what is typed
    press(qtbot, Qt.Key.Key_Return)
    assert not popup.isVisible()
    qtbot.waitUntil(lambda: window.history.current.choice(Facet.SECTOR).values == ("space",))
    settle(qtbot, window)
    assert edit_of(window).text() == ""
    assert window.page is not None
    assert 0 < window.page.total < window.page.library_entries
    chips = window.parts.bar.search.chips
    assert chips.isVisible()
    # Backspace at the beginning takes the chip away.
    edit_of(window).setFocus()
    press(qtbot, Qt.Key.Key_Backspace)
    settle(qtbot, window)
    assert window.page.query.is_everything
    assert not chips.isVisible()


def test_arrows_leave_the_list_and_escape_closes_it(qtbot: QtBot, window: Workbench) -> None:
    popup = completed(qtbot, window, "spac")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)
    assert popup.chosen() is None
    press(qtbot, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert edit_of(window).text() == "spac"
    settle(qtbot, window)
    press(qtbot, Qt.Key.Key_Down)
    assert window.parts.results.list.hasFocus()


def test_enter_without_a_choice_searches_for_what_is_typed(qtbot: QtBot, window: Workbench) -> None:
    popup = completed(qtbot, window, "joint working")
    press(qtbot, Qt.Key.Key_Return)
    assert not popup.isVisible()
    settle(qtbot, window)
    assert window.history.current.text == "joint working"
    assert window.parts.results.list.hasFocus()
    # And it is offered the next time.
    edit_of(window).setFocus()
    edit_of(window).clear()
    popup = completed(qtbot, window, "join")
    assert "joint working" in [row.text for row in rows(popup)]


def test_korean_is_completed_when_its_syllables_are_done(qtbot: QtBot, window: Workbench) -> None:
    edit = edit_of(window)
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("우", []))
    assert not window.searching.completer.is_open
    done = QInputMethodEvent()
    done.setCommitString("우주")
    with qtbot.waitSignal(
        window.searching.lookups.completed,
        timeout=20_000,
        check_params_cb=lambda typed, _found: typed == "우주",
    ):
        QApplication.sendEvent(edit, done)
    popup = window.searching.completer.popup
    assert any(row.facet is Facet.SECTOR for row in rows(popup))


def test_a_typed_condition_ticks_its_filter_and_unticking_takes_it_away(
    qtbot: QtBot, window: Workbench
) -> None:
    QTest.keyClicks(edit_of(window), "sector:space launch")
    settle(qtbot, window)
    section = window.parts.facets.sections[Facet.SECTOR]
    model = section.list.facet_model
    ticked = [row.value for row in model.rows if row.chosen]
    assert ticked == ["space"]
    found = ids(window)
    index = model.index(model.place("space"))
    unticked = Qt.CheckState.Unchecked
    assert model.setData(index, unticked, Qt.ItemDataRole.CheckStateRole)
    settle(qtbot, window)
    assert edit_of(window).text() == "launch"
    assert set(found) <= set(ids(window))


def test_no_result_says_what_to_drop(qtbot: QtBot, window: Workbench) -> None:
    QTest.keyClicks(edit_of(window), "sector:space hydrogen")
    settle(qtbot, window)
    ways = offered(window)
    words = [link.text().partition(": ")[0] for link in ways]
    assert words == ["Without Sector", "Without “hydrogen”"]
    ways[0].click()
    settle(qtbot, window)
    assert ids(window)


def test_a_misspelt_word_is_corrected_at_a_click(qtbot: QtBot, window: Workbench) -> None:
    QTest.keyClicks(edit_of(window), "semicondutcor")
    settle(qtbot, window)
    ways = [link for link in offered(window) if "semiconductor" in link.text().lower()]
    assert ways
    ways[0].click()
    settle(qtbot, window)
    assert ids(window)


def test_the_documents_side_shows_paragraphs_and_opens_one(qtbot: QtBot, window: Workbench) -> None:
    results = window.parts.results
    with qtbot.waitSignal(window.searching.lookups.passages_ready, timeout=20_000):
        QTest.keyClicks(edit_of(window), "space")
    settle(qtbot, window)
    assert results.tabs.documents.isVisible()
    window.actions_by_name["tab"].trigger()
    assert results.passages.isVisible()
    model = results.passages.passages
    settle(qtbot, window)
    assert model.heading(0) is not None
    hit = model.hit(1)
    assert hit is not None
    assert "space" in hit.snippet.text.lower()
    results.passages.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.shows("document"))
    press(qtbot, Qt.Key.Key_Escape)
    window.actions_by_name["tab"].trigger()
    assert results.list.isVisible()


def test_why_an_entry_was_found(qtbot: QtBot, window: Workbench) -> None:
    QTest.keyClicks(edit_of(window), "ROK")
    settle(qtbot, window)
    first = ids(window)[0]
    with qtbot.waitSignal(window.searching.lookups.why_ready, timeout=20_000) as found:
        window.parts.results.list.why_wanted.emit(first)
    entry, why = found.args
    assert entry == first
    assert why.fields or why.synonyms


@pytest.mark.parametrize("text", ["\ud800", "😀" * 50, '"' * 300 + "(" * 300, "a" * 100_000])
def test_whatever_is_pasted_the_window_answers(qtbot: QtBot, window: Workbench, text: str) -> None:
    edit_of(window).setText(text)
    settle(qtbot, window)
    assert window.page is not None
    assert window.parts.results.isVisible()


def test_the_first_hit_is_chosen_while_one_types(qtbot: QtBot, window: Workbench) -> None:
    """An entry that came first for half a word does not stay; one that the user chose does."""

    def asked(text: str) -> Page:
        with qtbot.waitSignal(window.session.page_ready, timeout=20_000):
            window.visit(Query(text=text, unfinished=True), typing=True)
        assert window.page is not None
        return window.page

    half = asked("अंतरिक")
    assert window.selection.entry == half.ids[0]
    whole = asked("अंतरिक्ष")
    assert half.ids[0] in whole.ids[1:]
    assert window.selection.entry == whole.ids[0]
    window.selection.select(whole.ids[1])
    assert whole.ids[1] in asked("space").ids
    assert window.selection.entry == whole.ids[1]
