"""Journey 3: a statement is dropped, its suggestions are reviewed by keys, one is found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.review import Decision
from explorer.ui.models.documents import REVIEW
from explorer.ui.workbench import Workbench
from explorer.workspace import open_workspace
from tests.journeys.desks import (
    CONTROL,
    SIGNED,
    at_rest,
    decide,
    desk_of,
    item_of,
    read_in,
    review_of,
    statement,
)
from tests.journeys.test_arriving import drop, files
from tests.journeys.windows import focused, ids, open_window, press, settle
from tests.reading.makers import pdf

Key = Qt.Key
GROUP = "isro-kasa-joint-working-group"


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def test_from_a_dropped_file_to_the_timeline_by_keys(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    assert window.page is not None
    entries = window.page.library_entries
    document = read_in(qtbot, window, statement(tmp_path))
    toast = window.toasts.current
    assert toast is not None
    assert [button.text() for button in toast.buttons] == ["Review suggestions", "Undo"]
    assert not window.imports.dialog.isVisible()  # the first page stays in sight

    panel = desk_of(qtbot, window)
    review = review_of(panel)
    assert review.document == document
    assert review.total == 8
    assert panel.head.progress.text() == "0 of 8 reviewed"
    assert focused() is panel.list
    assert item_of(panel).proposal.quote == SIGNED

    signed = decide(qtbot, window, Key.Key_Return)
    assert signed.decision is Decision.ACCEPTED
    assert item_of(panel).proposal.title == "India-Korea Battery Innovation Fund"

    press(qtbot, Key.Key_E)
    assert focused() is panel.card.title_edit
    QTest.keyClicks(focused(), "Fund for batteries: made jade")  # letters are no orders here
    press(qtbot, Key.Key_Tab)
    assert focused() is panel.card.fields.kind
    press(qtbot, Key.Key_Escape)
    assert focused() is panel.list
    corrected = decide(qtbot, window, Key.Key_A)
    assert corrected.decision is Decision.ACCEPTED
    assert corrected.proposal.title == "Fund for batteries: made jade"

    assert "ISRO" in item_of(panel).proposal.title
    assert "Perhaps already in the library" in panel.card.likely.text()
    press(qtbot, Key.Key_M)
    rows = panel.card.merge_pane.rows
    assert rows[0].likeness.entry_id == GROUP
    assert focused() is rows[0]
    merged = decide(qtbot, window, Key.Key_1)
    assert (merged.decision, merged.entry_id) == (Decision.MERGED, GROUP)

    dismissed = decide(qtbot, window, Key.Key_D)
    assert dismissed.decision is Decision.DISMISSED
    assert panel.head.decided.text() == "2 accepted, 1 merged, 1 dismissed"
    press(qtbot, Key.Key_U)
    qtbot.waitUntil(lambda: review_of(panel).reviewed == 3, timeout=20_000)
    at_rest(qtbot, window)
    assert item_of(panel).key == dismissed.key
    assert item_of(panel).is_open
    window.frame.close()

    again = open_window(qtbot, library_folder)
    settle(qtbot, again)
    press(qtbot, Key.Key_L, CONTROL)
    settle(qtbot, again)
    documents = again.parts.documents
    documents.select(document)
    row = documents.table.currentIndex().row()
    assert documents.shown.index(row, REVIEW).data() == "5 of 8 to review"
    panel = desk_of(qtbot, again)
    assert panel.head.progress.text() == "3 of 8 reviewed"
    assert item_of(panel).key == dismissed.key  # the first that waits
    accepted = decide(qtbot, again, Key.Key_Return)
    assert accepted.decision is Decision.ACCEPTED

    press(qtbot, Key.Key_Escape)
    settle(qtbot, again)
    assert again.parts.pages.currentWidget() is again.parts.columns
    assert again.page is not None
    assert again.page.library_entries == entries + 3
    assert signed.entry_id is not None
    assert {signed.entry_id, accepted.entry_id} <= set(ids(again))
    timeline = again.parts.timeline
    qtbot.waitUntil(lambda: not timeline.is_waiting and not timeline.axis.motion.is_moving)
    timeline.axis.setFocus()
    press(qtbot, Key.Key_Home)
    for _ in range(len(ids(again))):
        if again.selection.entry == signed.entry_id:
            break
        press(qtbot, Key.Key_Right)
    assert again.selection.entry == signed.entry_id
    settle(qtbot, again)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: again.parts.shows("document"), timeout=10_000)
    settle(qtbot, again)
    assert again.parts.document.highlighted_text() == SIGNED
    again.frame.close()


def test_words_that_the_rules_missed_become_an_entry(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    panel.view.setFocus()
    press(qtbot, Key.Key_N)
    assert "Select words" in panel.foot.said.full_text()
    assert panel.document is not None
    start = panel.document.text.index("New Delhi, 12 March")
    panel.view.go_to(start, start)
    for _ in range(len("New Delhi")):
        press(qtbot, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert panel.text_head.add.isEnabled()
    press(qtbot, Key.Key_N)
    qtbot.waitUntil(lambda: review_of(panel).total == 9, timeout=30_000)
    at_rest(qtbot, window)
    own = item_of(panel)
    assert own.proposal.quote == "New Delhi"
    assert own.suggested is None
    assert "yourself" in panel.card.why.text()
    panel.list.setFocus()
    assert decide(qtbot, window, Key.Key_A).decision is Decision.ACCEPTED


def test_accepting_several_is_one_step_of_undo(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    from explorer.ui.dialogs.accept_several import AcceptDialog

    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    press(qtbot, Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.findChild(AcceptDialog) is not None)
    dialog = window.findChild(AcceptDialog)
    assert dialog is not None
    counts = [len(review_of(panel).above(least)) for least, _ in dialog._levels]
    assert counts == sorted(set(counts))
    assert counts[-1] == 8
    dialog.options[-1].setChecked(True)
    assert dialog.go.text() == "Accept 8 suggestions"
    with qtbot.waitSignal(window.reviewing.stepped, timeout=30_000):
        dialog.go.click()
    at_rest(qtbot, window)
    assert review_of(panel).accepted == 8
    assert panel.end.isVisible()
    assert "All 8 suggestions reviewed" in panel.end.text.text()
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: review_of(panel).open == 8, timeout=30_000)
    at_rest(qtbot, window)
    window.actions_by_name["redo"].trigger()
    qtbot.waitUntil(lambda: review_of(panel).accepted == 8, timeout=30_000)
    at_rest(qtbot, window)


def test_nothing_suggested_is_said(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "recipe.txt"
    path.write_text("A recipe\n\nPeel the onions. Add some salt and wait for an hour.\n")
    read_in(qtbot, window, path)
    panel = desk_of(qtbot, window)
    assert panel.notice.isVisible()
    assert panel.notice.title.text() == "Nothing is suggested"
    assert "press N" in panel.notice.text.text()
    press(qtbot, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.parts.pages.currentWidget() is window.parts.columns


def test_a_pdf_opens_for_review_from_its_page(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "agreement.pdf"
    path.write_bytes(pdf())
    document = read_in(qtbot, window, path)
    window.selection.open_document(document)
    qtbot.waitUntil(lambda: window.parts.shows("document"), timeout=10_000)
    settle(qtbot, window)
    window.parts.document.side.review.click()
    panel = at_rest(qtbot, window)
    review = review_of(panel)
    assert review.total > 0
    text = panel.document
    assert text is not None
    for item in review.items:
        proposal = item.proposal
        assert text.text[proposal.start : proposal.end] == proposal.quote


def test_a_read_only_library_is_looked_at_only(
    qtbot: QtBot, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import library as store

    monkeypatch.setattr(store, "_is_writable", lambda _folder: False)
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.reviewing.open("ris-scientific-cooperation")
    panel = at_rest(qtbot, window)
    assert not review_of(panel).kept
    assert "read-only" in panel.end.text.text()
    assert not panel.card.buttons.accept.isEnabled()
    assert not panel.head.several.isEnabled()
    press(qtbot, Key.Key_Return)
    assert review_of(panel).reviewed == 0
    window.frame.close()


def test_what_was_decided_is_kept_though_the_window_is_closed_at_once(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    document = read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    for key in (Key.Key_Return, Key.Key_D, Key.Key_Return):
        press(qtbot, key)
    assert review_of(panel).reviewed == 3  # shown at once, though not all is written yet
    press(qtbot, Key.Key_E)
    QTest.keyClicks(focused(), "A title that is half d")
    window.frame.close()
    again = open_workspace(library_folder)
    review = again.reviewing.open(document)
    again.close()
    assert (review.accepted, review.dismissed) == (2, 1)
    assert review.items[3].proposal.title == "A title that is half d"
    assert review.items[3].is_open


def test_a_statement_as_it_was_published_is_reviewed(
    qtbot: QtBot, window: Workbench, shared: Path
) -> None:
    found = (shared / "data" / "formats" / "pdf").glob("*.pdf")
    paths = sorted(found, key=lambda path: path.stat().st_size)
    if not paths:
        pytest.skip("no PDF among the shared material")
    with qtbot.waitSignal(window.imports.finished, timeout=120_000) as done:
        assert drop(window, files(paths[0])).isAccepted()
    settle(qtbot, window)
    assert done.args is not None
    added = done.args[0].added()
    if not added:
        pytest.skip("the first PDF has no text")
    window.imports.dialog.close()
    window.frame.activateWindow()
    qtbot.waitUntil(window.frame.isActiveWindow)
    window.reviewing.open(added[0])
    panel = at_rest(qtbot, window)
    review, text = review_of(panel), panel.document
    assert text is not None
    quotes = [item.proposal for item in review.items]
    assert all(text.text[one.start : one.end] == one.quote for one in quotes)
    if review.open:
        before = review.open
        assert decide(qtbot, window, Key.Key_Return).decision is Decision.ACCEPTED
        assert review_of(panel).open == before - 1
    else:
        assert panel.notice.isVisible()
