"""Helpers for tests that read tables in by the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from explorer.domain.entries import Entry
from explorer.domain.tabling import TableReport
from explorer.store import entries
from explorer.ui.dialogs.table import State, TableDialog
from explorer.ui.models.table_columns import FIELD, NAME
from explorer.ui.workbench import Workbench
from tests.journeys.windows import settle

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
