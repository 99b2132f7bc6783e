"""States of tables on their way in: columns, words, details, what is not understood, the report."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.ui.dialogs.table import State, TableDialog
from explorer.ui.dialogs.table_mapping import COLUMNS, DETAILS, FAULTS, VALUES
from tests.screenshots_stage import until

if TYPE_CHECKING:
    from tests.screenshots_stage import Stage

ENGLISH = (
    "No;Treaty;Date of signature;Entry into force;Place;Partners;Subject;Form;Remarks\n"
    "1;Agreement on the peaceful uses of outer space and on the exchange of scientists;2010-04-22;"
    "2011-01-05;Bengaluru;India, Republic of Korea;SPACE;AGREEMENT;signed by both ministers\n"
    "2;Memorandum on shipbuilding;2026-02-30;;Seoul;India, Republic of Korea;SHIPPING;MEMORANDUM;\n"
    "3;Protocol on the avoidance of double taxation;1985-07-19;1986-08-01;New Delhi;"
    "India, Korea;TAXATION;PROTOCOL;\n"
    "4;;1999-01-01;;;India, Japan;TRADE;AGREEMENT;the title was lost\n"
    "5;Exchange of notes about nothing in particular;2001;;;India, Atlantis;MISCELLANEOUS;NOTES;\n"
    "6;Cultural agreement;12 August 1974;12 August 1974;New Delhi;India, Republic of Korea;CULTURE;"
    "AGREEMENT;\n"
)
KOREAN = (  # each line a row
    "번호,협정명,서명일,발효일,서명 장소,당사국,분야,종류\n"
    "1,대한민국 정부와 인도공화국 정부 간의 과학기술협력에 관한 협정,1976년 3월 5일,,뉴델리,"
    '"대한민국, 인도",과학·연구,협정\n'
    '2,한·인도 항공 협정,1992-03-16,1993,서울,"대한민국, 인도",교통·인프라,협정\n'
    '3,हिन्दी में: अंतरिक्ष सहयोग पर समझौता ज्ञापन,2010-06,,बेंगलुरु,"भारत, 대한민국",우주,양해각서\n'
    '4,무엇에 관한 것인지 모르는 각서,2010-13-40,,,"대한민국, 아틀란티스",기타 등등,각서\n'
)


def dropped(stage: Stage, text: str, name: str) -> TableDialog:
    """The dialog on a table, when its rows were counted."""
    folder = Path(tempfile.mkdtemp(prefix="accord-"))
    path = folder / name
    path.write_text(text, encoding="utf-8")
    stage.window.arrivals.take([str(path)])
    growing = stage.window.growing
    until(lambda: growing.tables.dialog is not None)
    dialog = growing.tables.dialog
    assert dialog is not None
    frame = stage.frame
    dialog.resize(min(1080, frame.width() - 40), min(700, frame.height() - 40))
    dialog.move(frame.mapToGlobal(frame.rect().center()) - dialog.rect().center())

    def looked() -> bool:
        counted = "Of all" in dialog.page.counts.text() or not dialog.go.isEnabled()
        return dialog.state is State.MAPPING and counted and dialog.page.preview.rowCount() > 0

    until(lambda: dialog.state is State.FAILED or looked())
    return dialog


def table(stage: Stage) -> None:
    """A table as it was guessed."""
    dropped(stage, ENGLISH, "treaties of the ministry.csv").page.show_tab(COLUMNS)


def table_choosing(stage: Stage) -> None:
    """What a column may become."""
    page = dropped(stage, ENGLISH, "treaties of the ministry.csv").page
    page.column_grid.selectRow(page.columns.rowCount() - 1)
    QTest.keyClick(page.column_grid, Qt.Key.Key_Return)
    QTest.qWait(0)


def table_words(stage: Stage) -> None:
    """What its words mean."""
    dropped(stage, ENGLISH, "treaties of the ministry.csv").page.show_tab(VALUES)


def table_details(stage: Stage) -> None:
    """How dates and lists are written in it."""
    dropped(stage, ENGLISH, "treaties of the ministry.csv").page.show_tab(DETAILS)


def table_faults(stage: Stage) -> None:
    """What was not understood."""
    dropped(stage, ENGLISH, "treaties of the ministry.csv").page.show_tab(FAULTS)


def table_korean(stage: Stage) -> None:
    """Columns and words in Korean and Hindi."""
    dropped(stage, KOREAN, "한-인도 협정 목록.csv")


def table_untitled(stage: Stage) -> None:
    """No column that could be the title."""
    dropped(stage, "a;b\n1;2\n3;4\n", "numbers.csv")


def table_refused(stage: Stage) -> None:
    """A file that is no table."""
    dropped(stage, "id,title\n", "empty.csv")


def table_report(stage: Stage) -> None:
    """What became of its rows."""
    dialog = dropped(stage, ENGLISH, "treaties of the ministry.csv")
    dialog.go.click()
    until(lambda: dialog.state is State.DONE)
    stage.settle()


TABLES = (
    *(table, table_choosing, table_words, table_details, table_faults),
    *(table_korean, table_untitled, table_refused, table_report),
)
