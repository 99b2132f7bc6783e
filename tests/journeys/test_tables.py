"""A spreadsheet of agreements: dropped, looked at, corrected, read in, found, undone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Query
from explorer.ui.dialogs.table import State
from explorer.ui.dialogs.table_mapping import FAULTS, VALUES
from explorer.ui.models.table_columns import WHY
from explorer.ui.models.table_preview import KIND, PARTIES, SECTORS, TITLE, WHEN
from explorer.ui.models.table_values import MEANING, PRINTED
from explorer.ui.workbench import Workbench
from tests.journeys.tables import (
    HEAD,
    ROWS,
    choose,
    counted,
    dropped,
    field_of,
    imported,
    looked_at,
    of_tables,
    row_of,
    shown,
    table,
)
from tests.journeys.windows import open_window, settle


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Workbench:
    opened = open_window(qtbot, library_folder)
    settle(qtbot, opened)
    return opened


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
