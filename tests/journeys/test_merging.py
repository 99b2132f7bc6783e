"""A colleague's share file: dropped, looked at, taken in as chosen, undone; and a bad one."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.domain.differences import Group
from explorer.domain.query import Query
from explorer.export.report import ExportReport
from explorer.services.children import finish
from explorer.services.merging import Choice
from explorer.store import entries, saving
from explorer.ui.dialogs.merge import MergeDialog
from explorer.ui.exporting import Wanted, write
from explorer.ui.workbench import Workbench
from explorer.workspace import open_workspace
from tests.journeys.windows import open_window, settle

ENTRY = "isro-kasa-joint-working-group"


def share_file(folder: Path, target: Path) -> Path:
    """What a colleague with another title of an entry, and one entry more, has written."""
    workspace = open_workspace(folder)
    with workspace.library.writing("test") as unit:
        old = entries.load(unit, [ENTRY])[ENTRY]
        saving.save(unit, [replace(old, title="Theirs"), replace(old, id="new", title="New one")])
    finish(workspace.packs.write(None, target, title="Asia desk"))
    workspace.close()
    return target


def opened(qtbot: QtBot, window: Workbench, path: Path) -> MergeDialog:
    window.arrivals.take([str(path)])
    qtbot.waitUntil(lambda: window.growing.merges.dialog is not None, timeout=20_000)
    dialog = window.growing.merges.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=60_000)
    return dialog


def titles(window: Workbench) -> list[str]:
    workspace = window.session.workspace
    assert workspace is not None
    with workspace.library.reading() as unit:
        return [entry.title for some in entries.load_all(unit) for entry in some]


def test_a_share_file_is_merged_and_undone(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    path = share_file(tmp_path / "theirs", tmp_path / "desk.accord")
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    before = titles(window)
    dialog = opened(qtbot, window, path)
    view = dialog.view
    groups = [view.model.group(row) for row in range(view.model.rowCount())]
    assert groups == [Group.NEW, Group.REWORDED]
    change = view.model.change(view.tree.currentIndex())
    assert change is not None  # the one that differs is shown at once, word by word
    assert (change.id, change.fields) == (ENTRY, ("title",))
    assert "Theirs" in view.text.toPlainText()
    assert view.becomes.isVisible()
    view.becomes.setCurrentIndex(view.becomes.findData(Choice.TAKE))
    view.becomes.activated.emit(view.becomes.currentIndex())
    assert view.model.choices() == {ENTRY: Choice.TAKE}
    with qtbot.waitSignal(dialog.accepted, timeout=60_000):
        dialog.add.click()
    settle(qtbot, window)
    assert {"Theirs", "New one"} <= set(titles(window))
    assert window.page is not None
    assert window.page.total == len(before) + 1
    window.undo_stack.undo()
    qtbot.waitUntil(lambda: titles(window) == before, timeout=30_000)
    window.frame.close()


def test_a_bad_share_file_says_so(qtbot: QtBot, library_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.accord"
    path.write_bytes(b"no zip at all")
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    before = titles(window)
    dialog = opened(qtbot, window, path)
    assert "bad.accord" in dialog.says.text()
    assert not dialog.add.isEnabled()
    dialog.leave.click()
    qtbot.waitUntil(lambda: window.growing.merges.dialog is None, timeout=10_000)
    assert titles(window) == before
    window.frame.close()


def test_a_selection_leaves_as_a_share_file(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    target = tmp_path / "desk.accord"
    wanted = Wanted([ENTRY], Query(), target, total=59, day="2026", title="Asia desk")
    written: list[ExportReport] = []
    window.session.run(
        "export", lambda workspace, job: write(wanted, workspace, job), written.append
    )
    qtbot.waitUntil(lambda: bool(written), timeout=60_000)
    assert written[0].path == str(target)
    dialog = opened(qtbot, window, target)
    assert dialog.head.text() == "Asia desk"
    assert not dialog.add.isEnabled()  # all of it is here
    dialog.leave.click()
    window.frame.close()


def edited(folder: Path, old: Path, new: Path) -> None:
    """Two editions of one library, which differ in a title and a new entry."""
    workspace = open_workspace(folder)
    finish(workspace.packs.write(None, old, title="Asia desk"))
    with workspace.library.writing("test") as unit:
        own = entries.load(unit, [ENTRY])[ENTRY]
        saving.save(unit, [replace(own, title="Reworded"), replace(own, id="new", title="New one")])
    finish(workspace.packs.write(None, new, title="Asia desk"))
    workspace.close()


def test_two_share_files_are_compared_and_nothing_changes(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    old, new, report = (tmp_path / name for name in ("1.accord", "2.accord", "report.html"))
    edited(tmp_path / "theirs", old, new)
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    before = titles(window)
    comparisons = window.growing.comparisons
    comparisons.compare(old, new)
    dialog = comparisons.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled, timeout=60_000)
    view = dialog.view
    assert dialog.head.text() == "Asia desk: two editions"
    assert [view.model.group(row) for row in range(view.model.rowCount())] == [
        Group.NEW,
        Group.REWORDED,
    ]
    assert view.model.choices() == {}  # nothing is to be chosen
    assert "Reworded" in view.text.toPlainText()
    assert "line-through" in view.text.toHtml()
    QTest.keyClick(view.tree, Qt.Key.Key_Home)
    QTest.keyClick(view.tree, Qt.Key.Key_Down)
    assert "New one" in view.text.toPlainText()
    dialog.report_wanted.emit(report)
    qtbot.waitUntil(lambda: str(report) in dialog.says.text(), timeout=20_000)
    assert "<ins>" in report.read_text("utf-8")
    dialog.leave.click()
    qtbot.waitUntil(lambda: comparisons.dialog is None, timeout=10_000)
    assert titles(window) == before
    window.frame.close()


def test_a_file_that_is_none_cannot_be_compared(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.accord"
    bad.write_bytes(b"no zip at all")
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.growing.comparisons.compare(bad, bad)
    dialog = window.growing.comparisons.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "bad.accord" in dialog.says.text(), timeout=60_000)
    assert not dialog.save.isEnabled()
    dialog.leave.click()
    window.frame.close()
