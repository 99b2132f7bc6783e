"""The dialog of a table by itself: models keep Qt's rules, all is named, reached, and has room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.labels import Labels
from explorer.domain.mapping import FIELDS, Columns, DateOrder, Mapping
from explorer.domain.messages import AccordError, Message, Progress
from explorer.domain.tabling import (
    ColumnLook,
    Counted,
    EntryLine,
    Miss,
    PartyLine,
    Shape,
    TableLook,
    TableReport,
)
from explorer.domain.vocabulary import Kind, Stage
from explorer.services import vocabularies
from explorer.ui.dialogs.table import State, TableDialog
from explorer.ui.dialogs.table_mapping import COLUMNS, DETAILS, FAULTS, VALUES
from explorer.ui.models.table_columns import FIELD, WHY, ChoicesRole, ColumnsModel
from explorer.ui.models.table_preview import PARTIES, TITLE, WHEN, PreviewModel
from explorer.ui.models.table_values import MEANING, PRINTED, FaultsModel, ValuesModel
from explorer.ui.table_words import faults
from tests.ui.fitting import clipped
from tests.ui.samples_checks import start_look, unnamed

FAIL = QAbstractItemModelTester.FailureReportingMode.Fatal
LABELS = Labels(
    sectors=vocabularies.sectors(),
    states={code: state.names for code, state in vocabularies.states().items()},
)
MAPPING = Mapping(
    "treaties",
    Columns(title=("협정명",), signed=("signed",), parties=("देश",), sectors=("topic",)),
    sectors={"SPACE": ("space",)},
)


def column(name: str, *values: tuple[str, int]) -> ColumnLook:
    counted = tuple(Counted(text, count, 1) for text, count in values)
    filled = sum(count for _, count in values)
    return ColumnLook(name, tuple(text for text, _ in values), counted, len(values), filled)


LOOK = TableLook(
    path="treaties.csv",
    form="CSV",
    rows=3,
    shape=Shape("utf-8", ","),
    columns=(
        column("협정명", ("우주 협력 협정", 1), ("अंतरिक्ष सहयोग समझौता", 1)),
        column("signed", ("1999-01-02", 2)),
        column("देश", ("भारत", 2), ("Atlantis", 1)),
        column("topic", ("MISCELLANEOUS", 1), ("SPACE", 2), ("n/a", 1)),
        column("empty"),
    ),
    sample=(),
    mapping=MAPPING,
    why={"signed": Message("guess-dates", {"word": "signed"})},
)
LINES = (
    EntryLine(
        1, "우주 협력 협정", Kind.AGREEMENT, Stage.SIGNED, "1999-01-02",
        (PartyLine("भारत", "IND", True), PartyLine("Atlantis", "", False)), ("space",),
    ),
    EntryLine(2, "Wombat pact", misses=(Miss("signed", "1999-02-30"),)),
    EntryLine(3, refused=Message("row-title", {"row": "3"})),
)  # fmt: skip
REPORT = TableReport(
    path="treaties.csv", sha256="", form="CSV", batch="table:1", rows=3, new=2, changed=0, same=0,
    refused=1, why=(Message("row-title", {"row": "3"}),), bodies=(), unused=(), notes=(),
    unresolved=(Counted("Atlantis", 1, 1),), dates=(Counted("1999-02-30", 1, 2),),
    values=(Counted("MISCELLANEOUS", 1, 2),), mapping=MAPPING, unresolved_count=1,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[TableDialog]:
    """On a table that was looked at, at the size of the smallest window."""
    host = QWidget()
    qtbot.addWidget(host)
    made = TableDialog(Path("treaties.csv"), host)
    made.resize(976, 592)
    made.show_look(LOOK, MAPPING, LABELS, remembered=False)
    made.page.show_lines(LINES)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    del host  # it owns the dialog, and has to stay as long


def test_models_keep_the_rules(dialog: TableDialog) -> None:
    page = dialog.page
    testers = [
        QAbstractItemModelTester(model, FAIL)
        for model in (page.columns, page.values, page.preview, page.faults)
    ]
    page.show_look(LOOK, MAPPING, LABELS, remembered=True)
    page.show_mapping(replace(MAPPING, columns=Columns(title=("signed",))))
    page.show_lines(LINES)
    page.show_lines(LINES[:1])
    page.end_count(REPORT)
    page.begin_count()
    assert testers


def test_columns_say_what_they_become_and_why() -> None:
    model = ColumnsModel()
    model.show_look(LOOK, remembered=False)
    model.show_mapping(MAPPING)
    assert model.index(1, FIELD).data() == "Date signed"
    assert model.index(1, WHY).data() == "Its name says “signed”, its values are dates"
    assert model.index(4, FIELD).data() == "Not taken"
    assert [value for _, value in model.index(0, FIELD).data(ChoicesRole)] == ["", *FIELDS]
    told: list[tuple[str, str]] = []
    model.chosen.connect(lambda name, field: told.append((name, field)))
    assert model.setData(model.index(1, FIELD), "signed")  # as it is: nothing is told
    assert model.setData(model.index(1, FIELD), "in_force")
    assert not model.setData(model.index(1, WHY), "in_force")
    assert told == [("signed", "in_force")]
    model.show_mapping(replace(MAPPING, columns=Columns(title=("협정명",), in_force=("signed",))))
    assert model.index(1, WHY).data() == "Chosen by you"


def test_words_without_a_meaning_stand_first_and_keep_their_place() -> None:
    model = ValuesModel()
    model.show_look(LOOK, MAPPING, LABELS)
    assert [model.word(row).printed for row in range(model.rowCount())] == [
        "MISCELLANEOUS",
        "SPACE",
    ]  # "n/a" says nothing
    assert model.unknown == 1
    assert model.index(0, MEANING).data() == "Not known"
    model.show_mapping(LOOK, MAPPING.meaning("sectors", "miscellaneous", ("other",)), LABELS)
    assert model.index(0, PRINTED).data() == "MISCELLANEOUS"
    assert (model.index(0, MEANING).data(), model.unknown) == ("Other", 0)
    model.show_mapping(LOOK, MAPPING.meaning("sectors", "Space", None), LABELS)
    assert model.unknown == 2
    model.show_mapping(LOOK, MAPPING.meaning("sectors", "SPACE", ()), LABELS)
    assert model.index(1, MEANING).data() == "No sector"


def test_the_preview_marks_what_was_not_understood() -> None:
    model = PreviewModel()
    model.show_lines(LINES, LABELS)
    assert model.index(0, PARTIES).data() == "India, ? Atlantis"
    assert model.index(0, WHEN).data() == "2 January 1999"
    assert model.index(1, WHEN).data() == "? 1999-02-30"
    assert model.index(2, TITLE).data() == "? Row 3 has no title."
    assert "kept as printed" in model.index(0, PARTIES).data(Qt.ItemDataRole.ToolTipRole)


def test_faults_are_listed_the_gravest_first() -> None:
    model = FaultsModel()
    model.show_faults(faults(REPORT))
    whats = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert whats == ["Row not taken", "Date", "Party", "Word without a meaning"]
    assert model.text([1]) == "Date\t1999-02-30\t1\t2\n"


@pytest.mark.parametrize("tab", [COLUMNS, VALUES, DETAILS, FAULTS])
def test_everything_is_named_and_has_room(qtbot: QtBot, dialog: TableDialog, tab: int) -> None:
    dialog.page.end_count(REPORT)
    dialog.page.show_tab(tab)
    qtbot.waitUntil(dialog.page.tabs[tab].isChecked)
    QApplication.processEvents()
    assert unnamed(dialog) == []
    assert clipped(dialog) == []


def test_the_tab_key_reaches_all_and_comes_back(dialog: TableDialog) -> None:
    seen: list[QWidget] = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    page = dialog.page
    wanted = [
        *(dialog.shape.delimiter, dialog.shape.encoding, page.column_grid, page.preview_grid),
        *(dialog.load, dialog.save, dialog.guess, dialog.go, dialog.leave),
    ]
    assert [widget.accessibleName() for widget in wanted if widget not in seen] == []
    assert any(tab in seen for tab in page.tabs)


def test_details_tell_the_mapping(dialog: TableDialog) -> None:
    told: list[Mapping] = []
    details = dialog.page.details
    details.changed.connect(told.append)
    details.order.setCurrentIndex(details.order.findData(DateOrder.DMY))
    details.order.activated.emit(1)
    details.separator.setCurrentIndex(details.separator.findData(";"))
    details.separator.activated.emit(1)
    details.separator.activated.emit(1)  # once more the same: nothing is told
    assert [(m.date_order, m.separator) for m in told] == [
        (DateOrder.DMY, ""),
        (DateOrder.DMY, ";"),
    ]
    odd = replace(MAPPING, separator=" § ")
    details.show_mapping(odd)
    assert details.separator.currentData() == " § "


def test_states_show_what_can_be_done(dialog: TableDialog) -> None:
    assert dialog.go.isVisible() and dialog.go.isEnabled() and not dialog.undo.isVisible()
    dialog.begin_import()
    dialog.show_progress(Progress("rows", 1_000, 3_000))
    assert dialog.says.text() == "Row 1000 of 3000".replace("1000", dialog.says.text().split()[1])
    assert dialog.leave.text() == "Cancel" and not dialog.go.isVisible()
    dialog.back_to_mapping("It is busy.", wrong=True)
    assert dialog.problem.text() == "It is busy." and dialog.problem.isVisible()
    dialog.begin_import()
    dialog.finish(REPORT)
    assert dialog.state is State.DONE
    assert dialog.undo.isVisible() and dialog.keep.isVisible() and dialog.leave.text() == "Close"
    dialog.report.show_index(Progress("entries", 50, 100), behind=True)
    assert "50 %" in dialog.report.searchable.text()
    dialog.report.show_index(None, behind=False)
    assert dialog.report.searchable.text() == "They can be searched now."
    dialog.begin_undo()
    assert not dialog.undo.isEnabled() and dialog.says.text() == "It is being undone …"
    dialog.show_undone(True)
    assert not dialog.undo.isVisible() and "was undone" in dialog.says.text()
    dialog.show_undone(False)
    assert dialog.undo.isVisible() and dialog.undo.isEnabled()
    dialog.refuse_undo("“Wombat” was changed since.")
    assert not dialog.undo.isVisible() and "changed since" in dialog.says.text()


def test_a_wrong_encoding_can_be_changed_from_the_line_that_tells_it(dialog: TableDialog) -> None:
    dialog.fail_look(AccordError("reading-encoding", tried="utf-8"), Shape())
    assert dialog.problem.isVisible() and dialog.shape.encoding.isVisible()
    assert dialog.shape.delimiter.isVisible()  # it was read before: there is a way back
    asked: list[Shape] = []
    dialog.shape_wanted.connect(asked.append)
    encoding = dialog.shape.encoding
    encoding.setCurrentIndex(encoding.findData("cp949"))
    encoding.activated.emit(1)
    assert asked == [Shape("cp949", ",")]
    dialog.begin_look()
    assert dialog.height() > 400


def test_a_first_look_in_vain_offers_encodings_where_they_may_help(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = TableDialog(Path("t.csv"), host)
    dialog.show()
    dialog.fail_look(AccordError("reading-encoding", tried="cp949"), Shape())
    assert dialog.shape.encoding.isVisible() and not dialog.shape.delimiter.isVisible()
    assert dialog.shape.encoding.currentText() == "Choose …"
    dialog.fail_look(AccordError("table-empty"), Shape())
    assert not dialog.shape.isVisible()
    dialog.close()


def test_return_begins_an_import_only_on_its_button(dialog: TableDialog) -> None:
    asked: list[Mapping] = []
    dialog.import_wanted.connect(asked.append)
    dialog.page.show_tab(DETAILS)
    for widget in (dialog.page.details.source, dialog.page.tabs[DETAILS]):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert asked == []
    dialog.go.setFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    assert asked == [MAPPING]
