"""Tables that cannot be read, are cancelled, come together or too early, or cannot be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from explorer.domain.query import Query
from explorer.store import saving
from explorer.ui.dialogs.table import State
from explorer.ui.workbench import Workbench
from tests.journeys.tables import (
    dropped,
    imported,
    looked_at,
    of_tables,
    table,
)
from tests.journeys.windows import open_window, settle


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Workbench:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    return opened


def test_without_a_title_it_cannot_be_read_in(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path, "a,b\n1,2\n3,4\n"))
    assert not dialog.go.isEnabled()
    assert "no column for the title" in dialog.problem.text()
    dialog.page.columns.chosen.emit("b", "title")
    assert dialog.go.isEnabled() and dialog.problem.isHidden()
    dialog.page.details.source.setText("")
    dialog.page.details.source.textEdited.emit("")
    assert not dialog.go.isEnabled()
    assert "where the rows come from" in dialog.problem.text()
    dialog.leave.click()
    window.frame.close()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"  \n", "empty"),
        ("head.csv", b"id,title\n", "no row below a head"),
        ("broken.json", b'{"a": ', "damaged"),
        ("broken.xlsx", b"PK\x03\x04 no more", "no table"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(
    qtbot: QtBot, window: Workbench, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    dialog = dropped(qtbot, window, path)
    assert dialog.state is State.FAILED
    assert said in dialog.problem.text() and dialog.problem.isVisible()
    assert not dialog.go.isVisible()
    dialog.leave.click()
    assert window.growing.tables.dialog is None
    window.frame.close()


def test_several_tables_come_one_after_the_other(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    first = table(tmp_path, name="first.csv")
    second = table(tmp_path, "title\nBandicoot treaty\n", "second.csv")
    dialog = dropped(qtbot, window, first, second)
    assert dialog.head.full_text() == "first.csv"
    assert dialog.waiting.text() == "1 more table after this one"
    dialog.leave.click()
    other = window.growing.tables.dialog
    assert other is not None and other.head.full_text() == "second.csv"
    looked_at(qtbot, other)
    assert imported(qtbot, window, other).new == 1
    assert set(of_tables(window)) == {"Bandicoot treaty"}
    other.leave.click()
    assert window.growing.tables.dialog is None

    dialog = dropped(qtbot, window, first, second)
    assert dialog.skip.isVisible()
    dialog.skip.click()
    dialog.leave.click()
    assert window.growing.tables.dialog is None
    window.frame.close()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    lines = [f"{n},Bandicoot treaty {n},1999-01-02,India,Japan" for n in range(6_000)]
    return table(tmp_path, "\n".join(["id,title,signed,party1,party2", *lines]), "many.csv")


def test_cancelling_leaves_nothing_and_it_may_be_tried_again(
    qtbot: QtBot, window: Workbench, many: Path
) -> None:
    workspace = window.session.workspace
    assert workspace is not None
    revision = workspace.revision()
    dialog = dropped(qtbot, window, many)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.bar.maximum() > 0, timeout=30_000)  # rows are on their way
    dialog.leave.click()
    qtbot.waitUntil(lambda: dialog.state is State.MAPPING, timeout=30_000)
    assert dialog.says.text() == "Cancelled: nothing of it was taken in."
    assert workspace.revision() == revision and of_tables(window) == {}
    assert imported(qtbot, window, dialog).new == 6_000
    dialog.leave.click()
    window.frame.close()


def test_the_dialog_may_be_closed_while_rows_come(
    qtbot: QtBot, window: Workbench, many: Path
) -> None:
    dialog = dropped(qtbot, window, many)
    with qtbot.waitSignal(window.growing.tables.finished, timeout=60_000):
        dialog.go.click()
        dialog.reject()
    assert window.growing.tables.dialog is None
    toast = window.toasts.current
    assert toast is not None and "6000 new" in toast.label.text().replace(",", "")
    settle(qtbot, window)
    assert len(of_tables(window)) == 6_000
    # The window builds its index by itself; all of it is found then.
    workspace = window.session.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: not workspace.indexing.wants_rebuild, timeout=60_000)
    settle(qtbot, window)
    window.visit(Query(text="bandicoot"))
    settle(qtbot, window)
    assert window.page is not None and window.page.total == 6_000
    window.frame.close()


def test_closing_the_window_gives_up_what_comes(
    qtbot: QtBot, window: Workbench, many: Path, library_folder: Path
) -> None:
    dialog = dropped(qtbot, window, many)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.bar.maximum() > 0, timeout=30_000)
    window.frame.close()
    again = open_window(qtbot, library_folder)
    settle(qtbot, again)
    assert of_tables(again) == {}
    again.frame.close()


def test_a_table_that_comes_before_the_library_waits_for_it(
    qtbot: QtBot, library_folder: Path, tmp_path: Path
) -> None:
    opened = open_window(qtbot, library_folder)
    assert opened.session.workspace is None
    tables = opened.growing.tables
    tables.take([table(tmp_path)])
    assert tables.dialog is None
    qtbot.waitUntil(lambda: tables.dialog is not None, timeout=20_000)
    dialog = opened.growing.tables.dialog
    assert dialog is not None
    looked_at(qtbot, dialog)
    # Another library: nothing of this table is for it.
    opened.open_library(tmp_path / "other")
    assert opened.growing.tables.dialog is None and not dialog.isVisible()
    settle(qtbot, opened)
    assert of_tables(opened) == {}
    opened.frame.close()


def test_what_was_changed_since_is_not_undone(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    imported(qtbot, window, dialog)
    workspace = window.session.workspace
    assert workspace is not None
    entry = of_tables(window)["Numbat pact"]
    with workspace.library.writing("another program") as unit:
        saving.save(unit, [replace(entry, title="Numbat treaty")])
    dialog.undo.click()
    qtbot.waitUntil(lambda: "was changed since" in dialog.says.text(), timeout=20_000)
    assert not dialog.undo.isVisible()
    assert "Numbat treaty" in of_tables(window)
    dialog.leave.click()
    window.frame.close()


def test_a_library_that_cannot_be_written_says_so(
    qtbot: QtBot, library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.store.library._is_writable", lambda _folder: False)
    window = open_window(qtbot, library_folder)
    settle(qtbot, window)
    window.arrivals.take([str(table(tmp_path))])
    qtbot.waitUntil(lambda: window.toasts.current is not None, timeout=10_000)
    toast = window.toasts.current
    assert toast is not None and "editing is off" in toast.label.text()
    assert window.growing.tables.dialog is None
    window.frame.close()
