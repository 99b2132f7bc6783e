"""The tables of documents and of imports: they keep Qt's rules, sort by value, filter by words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from explorer.domain.entries import Document
from explorer.domain.messages import Message
from explorer.domain.vocabulary import Standing
from explorer.services.importing import Outcome
from explorer.services.keeping import DocumentRow
from explorer.ui.models.documents import (
    DATE,
    PAGES,
    STATE,
    TITLE,
    DocumentsFilter,
    DocumentsModel,
)
from explorer.ui.models.imports import DATE as IMPORT_DATE
from explorer.ui.models.imports import RESULT, ImportsModel
from explorer.ui.panels.documents import DocumentsPanel

FAIL = QAbstractItemModelTester.FailureReportingMode.Fatal


def row(name: str, pages: int, published: str | None, **others: object) -> DocumentRow:
    about = Document(
        name, name, name, Standing.PRESS, f"{name}.pdf", name, name, "test", published=published
    )
    counts = {"letters": 100, "gaps": 0, "entries": 0} | others
    return DocumentRow(document=about, pages=pages, **counts)  # type: ignore[arg-type]


ROWS = (
    row("beta", 12, "2026-04"),
    row("alpha", 9, None, letters=0),
    row("gamma", 100, "1999", gaps=2, entries=7),
)


@pytest.fixture
def shown(qtbot: QtBot) -> DocumentsFilter:
    model = DocumentsModel()
    proxy = DocumentsFilter(model)
    proxy.setSourceModel(model)
    QAbstractItemModelTester(model, FAIL, model)
    QAbstractItemModelTester(proxy, FAIL, model)
    model.show_rows(ROWS)
    proxy.setParent(None)
    proxy.kept = model  # type: ignore[attr-defined]
    return proxy


def column(proxy: DocumentsFilter, place: int) -> list[str]:
    return [proxy.index(number, place).data() for number in range(proxy.rowCount())]


def test_columns_sort_by_what_they_mean(shown: DocumentsFilter) -> None:
    shown.sort(PAGES, Qt.SortOrder.AscendingOrder)
    assert column(shown, PAGES) == ["9", "12", "100"]
    shown.sort(DATE, Qt.SortOrder.AscendingOrder)
    assert column(shown, DATE) == ["1999", "April 2026", "Undated"]
    shown.sort(TITLE, Qt.SortOrder.DescendingOrder)
    assert column(shown, TITLE) == ["gamma", "beta", "alpha"]


def test_every_word_has_to_stand_somewhere(shown: DocumentsFilter) -> None:
    for text, found in (("GAM press", ["gamma"]), ("no text", ["alpha"]), ("beta.pdf", ["beta"])):
        shown.set_text(text)
        assert column(shown, TITLE) == found
    shown.set_text("beta gamma")
    assert shown.rowCount() == 0


def test_the_state_tells_what_could_not_be_read(shown: DocumentsFilter) -> None:
    assert column(shown, STATE) == ["Whole", "No text", "2 places not read"]


def test_the_panel_keeps_what_was_chosen(qtbot: QtBot) -> None:
    panel = DocumentsPanel()
    qtbot.addWidget(panel)
    panel.show_rows(ROWS)
    panel.select("gamma")
    panel.show_rows(ROWS[1:])
    assert panel.selected() == ("gamma",)
    with qtbot.waitSignal(panel.remove_wanted) as told:
        panel.remove.click()
    assert told.args == [("gamma",)]
    panel.table.selectAll()
    assert not panel.details.isEnabled()
    assert panel.remove.isEnabled()
    for button in (panel.open_button, panel.original, panel.details, panel.remove):
        assert button.text()
    assert panel.table.accessibleName()
    assert panel.field.accessibleName()


def test_an_import_grows(qtbot: QtBot) -> None:
    model = ImportsModel()
    QAbstractItemModelTester(model, FAIL, model)
    model.show_paths([Path("a.pdf"), Path("b\udcff.txt")])
    assert model.cells(0)[RESULT] == ""
    reason = Message("reading-textless", {"pages": "6"})
    model.set_outcome(0, Outcome("a.pdf", "refused", reason))
    model.set_outcome(1, Outcome("b", "added", document="beta", about=ROWS[0].document))
    assert "It is a scan: its pages (6)" in model.cells(0)[RESULT]
    assert model.cells(1)[IMPORT_DATE] == "April 2026"
    assert model.text().encode()  # a name that is no text can be copied all the same
