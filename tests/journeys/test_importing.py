"""A user drops documents on the window, and finds a sentence of them; what fails is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.domain.query import Query
from explorer.services.importing import ImportReport
from explorer.ui.dialogs.document_details import DetailsDialog
from explorer.ui.dialogs.encoding import EncodingDialog
from explorer.ui.dialogs.remove_documents import RemoveDialog
from explorer.ui.models.documents import ENTRIES, PAGES, TITLE
from explorer.ui.workbench import Workbench
from tests.journeys.test_arriving import drop, files, said
from tests.journeys.windows import open_window, settle
from tests.reading.makers import SENTENCE, pdf, scan


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    yield opened
    opened.frame.close()


def read(qtbot: QtBot, window: Workbench, *paths: Path) -> ImportReport:
    """Drop files on the window and wait until they are read."""
    with qtbot.waitSignal(window.imports.finished, timeout=60_000) as done:
        assert drop(window, files(*paths)).isAccepted()
    settle(qtbot, window)
    assert done.args is not None
    report = done.args[0]
    assert isinstance(report, ImportReport)
    return report


def typed(qtbot: QtBot, window: Workbench, text: str) -> None:
    press_in_search(window)
    QTest.keyClicks(window.parts.bar.search.edit, text)
    settle(qtbot, window)


def press_in_search(window: Workbench) -> None:
    window.commands.focus_search()
    window.parts.bar.search.edit.clear()


def passages(window: Workbench, text: str) -> int:
    workspace = window.session.workspace
    assert workspace is not None
    return workspace.browsing.passages(Query(text=text), limit=5).total


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_dropped_pdf_is_found_by_a_sentence_of_it_and_opens_there(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    report = read(qtbot, window, written(tmp_path, "agreement.pdf", pdf()))
    (identifier,) = report.added()
    assert said(window) == "“Agreement on Cooperation in Electronics” added."
    toast = window.toasts.current
    assert toast is not None
    assert toast.leaving.interval() >= 30_000  # it offers the next step
    centre = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(centre, centre, centre))
    assert not toast.leaving.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.leaving.isActive()
    dialog = window.imports.dialog
    assert not dialog.isVisible()  # of a single file without a fault the line says it all
    window.actions_by_name["imports"].trigger()
    assert dialog.isVisible()
    assert not dialog.isModal()
    cells = dialog.model.cells(0)
    assert cells[TITLE + 2] == "Agreement on Cooperation in Electronics"
    dialog.close()
    typed(qtbot, window, "joint committee on semiconductors in seoul")
    page = window.page
    assert page is not None
    assert page.coverage.behind == 0
    hits = [hit for hit in page.passages if hit.document == identifier]
    assert SENTENCE in hits[0].snippet.text.replace("…", "")
    with qtbot.waitSignal(window.session.document_ready, timeout=10_000):
        window.selection.open_document(identifier, hits[0].start, hits[0].end)
    assert window.parts.shows("document")
    panel = window.parts.document
    assert panel.document is not None
    assert panel.document.text[hits[0].start : hits[0].end] == SENTENCE
    assert panel.document.structure.page_at(hits[0].start) == 1
    assert window.labels.documents[identifier].title.startswith("Agreement on")


def test_what_cannot_be_read_has_its_reason_and_the_rest_goes_in(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    good = written(tmp_path, "good.txt", b"A good text\nof the axolotl programme.")
    bad = written(tmp_path, "bad.pdf", scan())
    report = read(qtbot, window, bad, good)
    assert [one.status for one in report.outcomes] == ["refused", "added"]
    dialog = window.imports.dialog
    assert dialog.headline.text() == "1 added, 1 not read"
    assert "It is a scan" in dialog.model.cells(0)[1]
    dialog.table.selectRow(0)
    assert not dialog.open_button.isVisible()
    dialog.table.selectRow(1)
    assert dialog.open_button.isVisible()
    assert dialog.details.isVisible()
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert copied.startswith("bad.pdf\tNot read. It is a scan")
    assert passages(window, "axolotl") == 1
    dialog.close_button.click()
    assert not dialog.isVisible()
    dialog.come()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_import_is_undone_by_the_toast_and_redone_by_keys(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read(qtbot, window, written(tmp_path, "a.txt", b"A text\nof the axolotl programme."))
    toast = window.toasts.current
    assert toast is not None
    review, undo = toast.buttons
    assert review.text() == "Review suggestions"
    with qtbot.waitSignal(window.batches.changed, timeout=20_000):
        undo.click()
    settle(qtbot, window)
    assert passages(window, "axolotl") == 0
    assert not window.imports.dialog.undo.isVisible()
    assert window.undo_stack.canRedo()
    window.imports.dialog.close()
    window.commands.focus_search()
    with qtbot.waitSignal(window.batches.changed, timeout=20_000):
        window.actions_by_name["redo"].trigger()
    settle(qtbot, window)
    assert passages(window, "axolotl") == 1
    with qtbot.waitSignal(window.batches.changed, timeout=20_000):
        window.actions_by_name["undo"].trigger()
    settle(qtbot, window)
    assert passages(window, "axolotl") == 0


def test_of_many_files_it_is_shown_first_what_they_are(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(14):
        written(folder, f"{number}.txt", f"Text {number}\nabout axolotl{number} only.".encode())
    written(folder, "last.pdf", pdf("A page\n\nabout the axolotl of the last page."))
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        drop(window, files(folder))
    dialog = window.imports.dialog
    assert dialog.headline.text() == "Read 15 files?"
    assert "14 TXT, 1 PDF" in dialog.text.text()
    assert passages(window, "axolotl7") == 0
    with qtbot.waitSignal(window.imports.finished, timeout=60_000):
        dialog.start.click()
    settle(qtbot, window)
    assert dialog.headline.text() == "15 added"
    assert passages(window, "axolotl7") == 1


def test_reading_is_cancelled_and_what_is_in_stays(
    qtbot: QtBot, window: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(
        "import sys, time\n"
        "def act(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('slow.txt'):\n"
        "        time.sleep(600)\n"
        "if '_worker' in sys.orig_argv:\n"
        "    sys.addaudithook(act)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(guard))
    first = written(tmp_path, "a.txt", b"A text\nof the axolotl programme.")
    slow = written(tmp_path, "slow.txt", b"A text\nthat takes long.")
    last = written(tmp_path, "b.txt", b"A text\nthat is never read.")
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        drop(window, files(first, slow, last))
    dialog = window.imports.dialog
    qtbot.waitUntil(lambda: dialog.model.outcome(0) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: "slow.txt" in dialog.text.text(), timeout=20_000)
    with qtbot.waitSignal(window.imports.finished, timeout=20_000):
        dialog.close_button.click()
    settle(qtbot, window)
    assert dialog.headline.text() == "1 added, 2 cancelled"
    assert passages(window, "axolotl") == 1
    assert not window.imports.running


def test_closing_the_window_stops_reading(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    large = written(tmp_path, "a.txt", b"A line of it that is long enough for a line.\n" * 200_000)
    with qtbot.waitSignal(window.arrivals.settled, timeout=20_000):
        drop(window, files(large))
    qtbot.waitUntil(lambda: window.imports.running, timeout=10_000)
    window.frame.close()
    assert window.session.workspace is None
    assert not window.imports.running


def test_copied_text_becomes_a_document(qtbot: QtBot, window: Workbench) -> None:
    QApplication.clipboard().setText("Note of the meeting\nThe axolotl group shall meet again.")
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        window.actions_by_name["paste"].trigger()
    settle(qtbot, window)
    assert passages(window, "axolotl") == 1
    assert window.imports.dialog.model.cells(0)[2] == "Note of the meeting"
    QApplication.clipboard().setText("  ")
    window.actions_by_name["paste"].trigger()
    assert "no text in the clipboard" in said(window)


def test_guesses_are_corrected(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    report = read(qtbot, window, written(tmp_path, "a.txt", b"A text\nof the axolotl programme."))
    window.imports.dialog.details.click()
    qtbot.waitUntil(lambda: window.findChild(DetailsDialog) is not None, timeout=10_000)
    dialog = window.findChild(DetailsDialog)
    assert dialog is not None
    assert dialog.title.text() == "A text"
    assert dialog.date_words.text() == "Not known"
    dialog.published.setText("last week")
    assert not dialog.save.isEnabled()
    dialog.published.setText("2026-04")
    assert dialog.date_words.text() == "April 2026"
    dialog.title.setText("Minutes")
    dialog.standing.setCurrentIndex(dialog.standing.findData("press"))
    dialog.language.setCurrentText("ko")
    with qtbot.waitSignal(window.documents.described, timeout=10_000):
        dialog.save.click()
    settle(qtbot, window)
    workspace = window.session.workspace
    assert workspace is not None
    document = workspace.keeping.document(report.added()[0])
    assert (document.title, document.standing.value) == ("Minutes", "press")
    assert (document.published, document.language) == ("2026-04", "ko")
    assert window.imports.dialog.model.cells(0)[2:] == ("Minutes", "Press", "April 2026", "Korean")


def test_a_text_is_read_in_the_encoding_that_the_user_sees_to_be_right(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    # Bytes of which each encoding makes something: no guess is safe.
    data = "반도체".encode("cp949") * 2 + bytes(range(0x80, 0x90)) * 40
    path = written(tmp_path, "a.txt", data)
    report = read(qtbot, window, path)
    codes = {one.reason.code if one.reason else "" for one in report.outcomes}
    codes |= {note.code for note in report.outcomes[0].notes}
    assert codes & {"reading-encoding", "note-encoding"}
    dialog = window.imports.dialog
    dialog.table.selectRow(0)
    dialog.encoding.click()
    chooser = dialog.findChild(EncodingDialog)
    assert chooser is not None
    chooser.choice.setCurrentText("cp949")
    assert chooser.preview.toPlainText().startswith("반도체반도체")
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        chooser.take.click()
    settle(qtbot, window)


def test_documents_are_listed_filtered_sorted_removed_and_brought_back(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    read(qtbot, window, written(tmp_path, "agreement.pdf", pdf()))
    window.imports.dialog.close()
    window.actions_by_name["documents"].trigger()
    panel = window.parts.documents
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3, timeout=10_000)
    assert window.parts.shows("documents")
    assert panel.count.text() == "3 documents"
    assert panel.shown.index(0, TITLE).data().startswith("Agreement on Cooperation")
    assert int(panel.shown.index(0, PAGES).data()) > 3
    panel.table.sortByColumn(ENTRIES, Qt.SortOrder.DescendingOrder)
    counts = [int(panel.shown.index(row, ENTRIES).data()) for row in range(3)]
    assert counts == sorted(counts, reverse=True)
    panel.field.setText("electronics AGREEMENT.pdf")
    assert panel.count.text() == "1 of 3 shown"
    panel.field.clear()
    largest = panel.shown.index(0, TITLE).data()
    panel.table.selectRow(0)
    entries = window.page.total if window.page else 0
    panel.remove.click()
    qtbot.waitUntil(lambda: window.findChild(RemoveDialog) is not None, timeout=10_000)
    dialog = window.findChild(RemoveDialog)
    assert dialog is not None
    assert dialog.list.count() == counts[0]
    with qtbot.waitSignal(window.batches.changed, timeout=20_000):
        dialog.go.click()
    settle(qtbot, window)
    assert panel.model.rowCount() == 2
    assert window.page is not None
    assert window.page.total < entries
    with qtbot.waitSignal(window.batches.changed, timeout=20_000):
        window.actions_by_name["undo"].trigger()
    settle(qtbot, window)
    assert window.page.total == entries
    titles = {panel.shown.index(row, TITLE).data() for row in range(3)}
    assert largest in titles
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not window.parts.shows("documents")


def test_a_read_only_library_says_so(
    qtbot: QtBot, library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.store import library as store

    monkeypatch.setattr(store, "_is_writable", lambda _folder: False)
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    with qtbot.waitSignal(opened.arrivals.settled, timeout=20_000):
        drop(opened, files(written(tmp_path, "a.txt", b"words")))
    assert "cannot be written to" in said(opened)
    assert not opened.imports.running
    opened.frame.close()
