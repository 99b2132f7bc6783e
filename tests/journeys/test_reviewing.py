"""Journey 3: a statement is dropped, its suggestions are reviewed by keys, one is found again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.review import Decision, Review, ReviewItem
from explorer.domain.vocabulary import Kind
from explorer.ui.models.documents import REVIEW
from explorer.ui.panels.review import ReviewPanel
from explorer.ui.workbench import Workbench
from explorer.workspace import open_workspace
from tests.journeys.test_arriving import drop, files
from tests.journeys.windows import focused, ids, open_window, press, settle
from tests.reading.makers import pdf
from tests.ui.fitting import clipped

Key = Qt.Key
OWN = Qt.FindChildOption.FindDirectChildrenOnly
CONTROL = Qt.KeyboardModifier.ControlModifier
GROUP = "isro-kasa-joint-working-group"
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


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


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


def test_fields_are_corrected_by_keys_and_kept_without_a_decision(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    document = read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    fields = panel.card.fields
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_A)  # in a list of words a letter chooses a word
    assert fields.kind.currentText() == "Agreement"
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    assert focused() is fields.when.edit
    fields.when.edit.selectAll()
    QTest.keyClicks(focused(), "soon")
    assert "Not a date" in fields.when.said.text()
    press(qtbot, Key.Key_Return, CONTROL)  # cannot be accepted so
    assert review_of(panel).reviewed == 0
    assert focused() is fields.when.edit
    fields.when.edit.selectAll()
    QTest.keyClicks(focused(), "13 March 2026")
    while focused() is not fields.sectors.add:
        press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Return)
    QTest.keyClicks(focused(), "semic")
    press(qtbot, Key.Key_Return)
    assert "semiconductors" in fields.sectors.values
    press(qtbot, Key.Key_Escape)
    token = fields.parties.tokens[0]
    token.setFocus()
    press(qtbot, Key.Key_Delete)
    assert [party for party, _ in item_values(panel)] == ["KOR"]
    press(qtbot, Key.Key_Escape)
    at_rest(qtbot, window)
    workspace = window.session.workspace
    assert workspace is not None
    kept = workspace.reviewing.open(document).items[0]
    assert kept.is_open
    assert kept.proposal.kind is Kind.AGREEMENT
    assert kept.proposal.when == "2026-03-13"
    assert "semiconductors" in kept.proposal.sectors
    assert kept.corrected
    assert panel.card.reset.isVisible()
    panel.card.reset.click()
    at_rest(qtbot, window)
    assert not workspace.reviewing.open(document).items[0].corrected
    assert fields.kind.currentText() == "Memorandum (MoU)"


def item_values(panel: ReviewPanel) -> tuple[tuple[str, str], ...]:
    proposal = panel.card.proposal()
    assert proposal is not None
    return proposal.parties


def test_a_click_on_a_mark_opens_its_card_and_back(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    chips = {chip.place: chip for chip in panel.view.chips()}
    assert sorted(chips) == list(range(8))
    boxes = [chip.box for chip in chips.values()]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
    centre = chips[4].box.center().toPoint()
    scrolled = panel.view.verticalScrollBar().value()
    viewport = panel.view.viewport()
    centre.setY(centre.y() - scrolled)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre)
    assert panel.list.place() == 4
    assert panel.card.isVisible()
    assert panel.list.viewport().rect().contains(panel.card.geometry().topLeft())
    press(qtbot, Key.Key_K)
    assert panel.list.place() == 3
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_J)
    assert panel.list.place() == 5
    caret = panel.view.caret()
    assert caret == item_of(panel).proposal.start


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
    window.parts.document.review_button.click()
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


def has_size(window: Workbench, size: tuple[int, int]) -> bool:
    return window.size().toTuple() == size


def fits(panel: ReviewPanel) -> bool:
    return clipped(panel) == []


def test_every_part_of_the_desk_is_reached_by_tab_and_has_a_name(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read_in(qtbot, window, statement(tmp_path))
    panel = desk_of(qtbot, window)
    for size in ((1280, 800), (1024, 640)):
        window.frame.resize(*size)
        qtbot.waitUntil(partial(has_size, window, size))
        qtbot.waitUntil(partial(fits, panel))
    seen: list[QWidget] = []
    while focused() not in seen:
        seen.append(focused())
        press(qtbot, Key.Key_Tab)
    wanted = [
        panel.list, panel.view, panel.head.back, panel.head.several, panel.head.later,
        panel.card.fields.kind, panel.card.fields.when.edit, panel.card.fields.parties.add,
        panel.card.likely, *panel.card.buttons.findChildren(QPushButton, "", OWN),
    ]  # fmt: skip
    for widget in wanted:
        assert widget in seen or not widget.isVisible(), widget
    for widget in seen:
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name), widget
    rows = panel.list.review
    assert "1 of 8" in str(rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
