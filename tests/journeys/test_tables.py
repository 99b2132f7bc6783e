"""A spreadsheet of agreements: dropped, looked at, corrected, read in, found, undone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.domain.entries import Entry
from explorer.domain.query import Facet, Query
from explorer.domain.tabling import TableReport
from explorer.store import entries, saving
from explorer.ui.dialogs.table import State, TableDialog
from explorer.ui.dialogs.table_mapping import FAULTS, VALUES
from explorer.ui.models.table_columns import FIELD, NAME, WHY
from explorer.ui.models.table_preview import KIND, PARTIES, SECTORS, TITLE, WHEN
from explorer.ui.models.table_values import MEANING, PRINTED
from explorer.ui.workbench import Workbench
from tests.journeys.windows import open_window, settle

HEAD = "ref,what,signed,partner,other side,theme,form,remarks\n"
ROWS = (
    "1,Quokka agreement,1970-05-01,India,Korea (Republic of),SPACE,TREATY,by hand\n"
    "2,Wombat memorandum,1975-02-30,India,Atlantis,MARSUPIALS,MEMORANDUM,\n"
    "3,Numbat pact,1980-12,Japan,India,MARSUPIALS,PACT,\n"
    "4,,1960-01-01,Japan,India,SPACE,TREATY,\n"
)


def table(folder: Path, text: str = HEAD + ROWS, name: str = "treaties.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Workbench:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    return opened


def dropped(qtbot: QtBot, window: Workbench, *paths: Path) -> TableDialog:
    """The dialog, when the file was looked at."""
    window.arrivals.take([str(path) for path in paths])
    qtbot.waitUntil(lambda: window.growing.tables.dialog is not None, timeout=20_000)
    dialog = window.growing.tables.dialog
    assert dialog is not None
    looked_at(qtbot, dialog)
    return dialog


def looked_at(qtbot: QtBot, dialog: TableDialog) -> None:
    def looked() -> bool:
        ready = dialog.state is State.MAPPING and dialog.page.preview.rowCount() > 0
        return ready or dialog.state is State.FAILED

    qtbot.waitUntil(looked, timeout=30_000)


def counted(qtbot: QtBot, dialog: TableDialog) -> str:
    """The counts of the whole table, when they are there."""
    page = dialog.page
    qtbot.waitUntil(lambda: "Of all rows" in page.counts.text(), timeout=30_000)
    return page.counts.text()


def imported(qtbot: QtBot, window: Workbench, dialog: TableDialog) -> TableReport:
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    with qtbot.waitSignal(window.growing.tables.finished, timeout=60_000) as done:
        dialog.go.click()
    settle(qtbot, window)
    report = done.args[0]
    assert isinstance(report, TableReport)
    return report


def row_of(dialog: TableDialog, column: str) -> int:
    model = dialog.page.columns
    names = [model.index(row, NAME).data() for row in range(model.rowCount())]
    return names.index(column)


def field_of(dialog: TableDialog, column: str) -> str:
    return str(dialog.page.columns.index(row_of(dialog, column), FIELD).data())


def shown(dialog: TableDialog, place: int) -> list[str]:
    model = dialog.page.preview
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def choose(qtbot: QtBot, dialog: TableDialog, label: str) -> None:
    """Choose in the cell that was opened, by keys alone."""
    combos: list[QComboBox] = []

    def opened() -> bool:
        popup = QApplication.activePopupWidget()
        combos[:] = [c for c in dialog.findChildren(QComboBox) if c.findText(label) >= 0]
        return popup is not None and any(c.view().isVisible() for c in combos)

    qtbot.waitUntil(opened, timeout=5_000)
    combo = next(c for c in combos if c.view().isVisible())
    steps = combo.findText(label) - combo.view().currentIndex().row()
    for _ in range(abs(steps)):
        QTest.keyClick(combo.view(), Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)


def of_tables(window: Workbench) -> dict[str, Entry]:
    workspace = window.session.workspace
    assert workspace is not None
    with workspace.library.reading() as unit:
        return {
            entry.title: entry
            for some in entries.load_all(unit)
            for entry in some
            if entry.origin.source == "table"
        }


def test_a_table_is_looked_at_corrected_read_in_found_and_undone(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    page = dialog.page
    # The guess, with what spoke for it. Nothing said that "what" is the title but its words.
    assert [field_of(dialog, name) for name in ("what", "signed", "partner", "theme", "form")] == [
        "Title", "Date signed", "Party or parties", "Sector", "Type",
    ]  # fmt: skip
    assert page.columns.index(row_of(dialog, "signed"), WHY).data() == (
        "Its name says “signed”, its values are dates"
    )
    assert field_of(dialog, "other side") == field_of(dialog, "remarks") == "Not taken"
    assert shown(dialog, PARTIES)[0] == "India"
    assert shown(dialog, WHEN)[1] == "? 1975-02-30"
    assert shown(dialog, TITLE)[3] == "? Row 4 has no title."

    # A column is corrected with the keys, and the preview follows.
    page.column_grid.setFocus()
    page.column_grid.selectRow(row_of(dialog, "other side"))
    QTest.keyClick(page.column_grid, Qt.Key.Key_Return)
    choose(qtbot, dialog, "Party or parties")
    qtbot.waitUntil(lambda: "Korea" in shown(dialog, PARTIES)[0], timeout=10_000)
    assert shown(dialog, PARTIES)[1] == "India, ? Atlantis"
    assert page.columns.index(row_of(dialog, "other side"), WHY).data() == "Chosen by you"

    # A word gets a meaning; those without one stand first.
    assert "not known" in page.tabs[VALUES].text()
    page.tabs[VALUES].click()
    assert page.values.index(0, PRINTED).data() == "MARSUPIALS"
    page.value_grid.setFocus()
    page.value_grid.selectRow(0)
    QTest.keyClick(page.value_grid, Qt.Key.Key_Space)
    choose(qtbot, dialog, "Environment and water")
    qtbot.waitUntil(lambda: shown(dialog, SECTORS)[1] == "Environment and water", timeout=10_000)
    assert page.values.index(0, MEANING).data() == "Environment and water"
    assert shown(dialog, KIND)[1] == "Memorandum (MoU)"

    said = counted(qtbot, dialog)
    assert "3 new" in said and "1 row not taken" in said and "1 date not understood" in said
    assert of_tables(window) == {}

    report = imported(qtbot, window, dialog)
    assert (report.rows, report.new, report.refused) == (4, 3, 1)
    assert dialog.state is State.DONE
    assert "4 rows read: 3 new." in dialog.report.lines.text()
    assert dialog.report.searchable.text() == "They can be searched now."
    found = of_tables(window)
    assert [item.party for item in found["Quokka agreement"].parties] == ["IND", "KOR"]
    assert found["Numbat pact"].sectors == ("environment-water",)

    # Found by a word and by a filter; the window's list is fresh.
    window.visit(Query(text="quokka"))
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.ids == (found["Quokka agreement"].id,)
    window.visit(Query(text="wombat").toggled(Facet.SECTOR, "environment-water"))
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.ids == (found["Wombat memorandum"].id,)

    # The report is kept, and all of it taken back in one step.
    kept = tmp_path / "report.json"
    dialog.report_wanted.emit(kept)
    qtbot.waitUntil(lambda: dialog.says.text() == "Saved as report.json.", timeout=10_000)
    whole = json.loads(kept.read_text(encoding="utf-8"))
    assert whole["why"] == ["Row 4 has no title."]
    assert [item["printed"] for item in whole["unresolved"]] == ["Atlantis"]
    with qtbot.waitSignal(window.batches.changed, timeout=30_000):
        dialog.undo.click()
    settle(qtbot, window)
    assert of_tables(window) == {}
    assert window.page is not None and window.page.total == 0
    assert "was undone" in dialog.says.text() and not dialog.undo.isVisible()

    # The window's own redo and undo are told here, too.
    for again in (window.undo_stack.redo, window.undo_stack.undo):
        offered = dialog.undo.isVisible()
        with qtbot.waitSignal(window.batches.changed, timeout=30_000):
            again()
        settle(qtbot, window)
        assert dialog.undo.isVisible() is not offered
        assert bool(of_tables(window)) is not offered
    dialog.leave.click()
    assert window.growing.tables.dialog is None
    window.frame.close()


def test_the_next_edition_opens_as_the_last_one_was_read_and_updates_it(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    page = dialog.page
    page.columns.chosen.emit("other side", "parties")
    page.values.chosen.emit("sectors", "MARSUPIALS", ("other",))
    assert imported(qtbot, window, dialog).new == 3
    dialog.leave.click()

    other = table(tmp_path, HEAD + ROWS.replace("Numbat pact", "Numbat treaty"), "second.csv")
    dialog = dropped(qtbot, window, other)
    assert "as last time" in dialog.says.text()
    assert field_of(dialog, "other side") == "Party or parties"
    assert dialog.page.columns.index(row_of(dialog, "other side"), WHY).data() == "As last time"
    said = counted(qtbot, dialog)
    assert "1 changed" in said and "2 the same as here" in said
    report = imported(qtbot, window, dialog)
    assert (report.new, report.changed, report.same) == (0, 1, 2)
    assert set(of_tables(window)) == {"Quokka agreement", "Wombat memorandum", "Numbat treaty"}
    dialog.leave.click()

    # By hand it is guessed anew: the table has its own name then, and its rows are other ones.
    dialog = dropped(qtbot, window, other)
    dialog.guess.click()
    assert field_of(dialog, "other side") == "Not taken"
    assert "3 new" in counted(qtbot, dialog)
    dialog.leave.click()
    window.frame.close()


def test_a_mapping_is_saved_loaded_and_refused_where_it_does_not_fit(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    dialog.page.columns.chosen.emit("remarks", "summary")
    kept = tmp_path / "mapping.json"
    dialog.save_wanted.emit(kept)
    qtbot.waitUntil(lambda: dialog.says.text() == "Saved as mapping.json.", timeout=10_000)
    mapping = json.loads(kept.read_text(encoding="utf-8"))
    assert mapping["columns"]["summary"] == ["remarks"]
    dialog.page.columns.chosen.emit("remarks", "")
    assert field_of(dialog, "remarks") == "Not taken"
    dialog.load_wanted.emit(kept)
    qtbot.waitUntil(lambda: field_of(dialog, "remarks") == "Summary", timeout=10_000)

    mapping["columns"]["summary"] = ["comments"]
    kept.write_text(json.dumps(mapping), encoding="utf-8")
    dialog.load_wanted.emit(kept)
    qtbot.waitUntil(lambda: "no column “comments”" in dialog.problem.text(), timeout=10_000)
    assert dialog.problem.isVisible()
    assert field_of(dialog, "remarks") == "Summary"
    kept.write_text("nonsense", encoding="utf-8")
    dialog.load_wanted.emit(kept)
    qtbot.waitUntil(lambda: "not a readable mapping" in dialog.problem.text(), timeout=10_000)
    dialog.leave.click()
    window.frame.close()


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


def test_delimiter_encoding_and_sheet_can_be_changed(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    text = "id;제목;서명일\n1;우주 협력 협정, 개정;2001-02-03\n2;해양 협정, 개정;2002\n"
    path = tmp_path / "표.csv"
    path.write_bytes(text.encode("cp949"))
    dialog = dropped(qtbot, window, path)
    shape = dialog.shape
    shape.encoding.setCurrentIndex(shape.encoding.findData("windows-1252"))
    shape.encoding.activated.emit(0)
    looked_at(qtbot, dialog)
    qtbot.waitUntil(lambda: "협정" not in shown(dialog, TITLE)[0], timeout=10_000)
    shape.encoding.setCurrentIndex(shape.encoding.findData("cp949"))
    shape.encoding.activated.emit(0)
    looked_at(qtbot, dialog)
    assert shown(dialog, TITLE) == ["우주 협력 협정, 개정", "해양 협정, 개정"]
    assert shape.delimiter.currentData() == ";"
    shape.delimiter.setCurrentIndex(shape.delimiter.findData(","))
    shape.delimiter.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.page.columns.rowCount() == 1, timeout=20_000)
    dialog.leave.click()

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Read me"
    first.append(["About"])
    first.append(["This is no table of treaties"])
    second = book.create_sheet("संधियाँ")
    second.append(["शीर्षक", "देश"])
    second.append(["अंतरिक्ष सहयोग समझौता", "भारत"])
    book.save(tmp_path / "book.xlsx")
    dialog = dropped(qtbot, window, tmp_path / "book.xlsx")
    assert dialog.shape.sheet.currentData() == "Read me"
    assert dialog.shape.encoding.isHidden() and dialog.shape.delimiter.isHidden()
    dialog.shape.sheet.setCurrentIndex(1)
    dialog.shape.sheet.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.page.columns.rowCount() == 2, timeout=20_000)
    looked_at(qtbot, dialog)
    qtbot.waitUntil(lambda: shown(dialog, TITLE) == ["अंतरिक्ष सहयोग समझौता"], timeout=10_000)
    assert shown(dialog, PARTIES) == ["India"]
    assert imported(qtbot, window, dialog).new == 1
    assert "अंतरिक्ष सहयोग समझौता" in of_tables(window)
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


def test_what_was_not_understood_is_listed_with_the_first_row(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    counted(qtbot, dialog)
    page = dialog.page
    model = page.faults
    listed = {
        tuple(str(model.index(row, place).data()) for place in range(4))
        for row in range(model.rowCount())
    }
    assert ("Row not taken", "Row 4 has no title.", "1", "4") in listed
    assert ("Date", "1975-02-30", "1", "2") in listed
    assert ("Word without a meaning", "MARSUPIALS", "2", "2") in listed
    page.tabs[FAULTS].click()
    page.fault_grid.setFocus()
    page.fault_grid.selectRow(0)
    QTest.keyClick(page.fault_grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "has no title" in QApplication.clipboard().text()
    dialog.leave.click()
    window.frame.close()


def test_where_files_go_is_asked_and_offered(
    qtbot: QtBot, window: Workbench, tmp_path: Path
) -> None:
    dialog = dropped(qtbot, window, table(tmp_path))
    dialog.save.click()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert [Path(name).name for name in asked.selectedFiles()] == ["treaties-mapping.json"]
    asked.accept()
    qtbot.waitUntil((tmp_path / "treaties-mapping.json").is_file, timeout=10_000)
    dialog.leave.click()
    window.frame.close()
