"""The undated tray: its grid, what does not fit, pointer and keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from explorer.domain.query import EntryRow
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.ui.models.time_cells import Cell
from explorer.ui.models.time_page import time_page
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels import tray_paint as paint
from explorer.ui.panels.tray import TrayView
from explorer.ui.panels.tray_layout import (
    Chip,
    TrayLayout,
    chip_text,
    lay_out_tray,
    text_room,
)
from explorer.ui.panels.tray_moves import next_chip
from explorer.ui.theme import theme
from tests.ui import timeline_pages as made

Key = Qt.Key
LETTER = 6.0


def laid_out(
    cells: dict[tuple[int, int], Cell],
    width: float = 800,
    *,
    beside: bool = True,
    merged: bool = False,
) -> TrayLayout:
    return lay_out_tray(
        cells,
        width,
        lambda text: LETTER * len(text),
        lambda _stages, _counts: 80.0,
        (lambda _family: 110.0) if beside else None,
        merged=merged,
    )


def cell(stage: str, family: int, count: int, known: int | None = None) -> dict[
    tuple[int, int], Cell
]:  # fmt: skip
    rows = tuple(
        made.row(f"{stage}-{family}-{n}", f"Entry {n} of a cell", f"Entry {n}", stage=stage)
        for n in range(count if known is None else known)
    )
    return {(STAGE_ORDER[Stage(stage)], family): Cell(count, rows)}


def assert_sound(layout: TrayLayout) -> None:
    for one, two in pairwise(layout.columns):
        assert one.x + one.width == pytest.approx(two.x)
    for place, chip in enumerate(layout.chips):
        column = next(column for column in layout.columns if column.stages == chip.stages)
        row = next(row for row in layout.rows if row.family == chip.family)
        assert column.x <= chip.box.x
        assert chip.box.x + chip.box.width <= column.x + column.width + 0.01
        assert row.y < chip.box.y
        assert chip.box.y + chip.box.height < row.y + row.height
        for other in layout.chips[place + 1 :]:
            apart = (
                chip.box.x + chip.box.width < other.box.x
                or other.box.x + other.box.width < chip.box.x
                or chip.box.y + chip.box.height < other.box.y
                or other.box.y + other.box.height < chip.box.y
            )
            assert apart


@pytest.mark.parametrize("width", [300, 520, 800, 1_400])
@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("merged", [True, False])
def test_the_grid_is_sound_at_every_width(width: int, beside: bool, merged: bool) -> None:
    cells = time_page(made.page(made.seeds())).cells
    layout = laid_out(cells, width, beside=beside, merged=merged)
    assert_sound(layout)
    assert [column.stages for column in layout.columns] == sorted(c.stages for c in layout.columns)
    assert len(layout.columns) == (3 if merged else 8)
    assert [row.family for row in layout.rows] == [0, 1, 2, 3, 4, 5, -1]
    assert sum(column.total for column in layout.columns) == 43
    assert sum(row.total for row in layout.rows) == 43


def test_merged_columns_keep_the_order_of_stages_and_tell_each() -> None:
    cells = {**cell("proposed", 0, 2), **cell("mentioned", 0, 1), **cell("signed", 0, 1)}
    layout = laid_out(cells, 500, merged=True)
    assert [(column.stages, column.totals) for column in layout.columns] == [
        ((0, 1), (1, 2)),
        ((5,), (1,)),
    ]
    assert [chip.sign for chip in layout.chips] == [0, 1, 1, 5]


def test_a_busy_column_takes_more_tracks() -> None:
    cells = {**cell("proposed", 0, 2), **cell("proposed", 2, 4), **cell("agreed", 1, 1)}
    wide, narrow = laid_out(cells, 760), laid_out(cells, 330)
    assert [column.tracks for column in wide.columns] == [2, 1]
    assert [column.tracks for column in narrow.columns] == [1, 1]
    assert wide.height < narrow.height


def test_over_three_rows_are_counted() -> None:
    layout = laid_out(cell("agreed", 0, 9), 215)
    assert [chip.more for chip in layout.chips] == [0, 0, 7]
    exact = laid_out(cell("agreed", 0, 3), 215)
    assert [chip.more for chip in exact.chips] == [0, 0, 0]
    thousands = laid_out(cell("agreed", 0, 4_000, known=6), 215)
    assert [chip.more for chip in thousands.chips] == [0, 0, 3_998]


def test_what_has_no_row_is_counted() -> None:
    layout = laid_out(cell("agreed", 0, 3, known=1))
    assert [(chip.row is not None, chip.more) for chip in layout.chips] == [(True, 0), (False, 2)]
    nothing = laid_out(cell("agreed", 0, 5, known=0))
    assert [chip.more for chip in nothing.chips] == [5]


def test_widest_chips_give_way_first() -> None:
    long = made.row("l", "x" * 40, stage="agreed")
    cells = {**cell("proposed", 0, 1), (STAGE_ORDER[Stage.AGREED], 0): Cell(1, (long,))}
    layout = laid_out(cells, 360)
    assert layout.cut == 1
    short = next(chip for chip in layout.chips if chip.row is not long)
    assert short.box.width >= LETTER * len("Entry 0") + 18


@pytest.mark.parametrize("width", [400, 560, 672, 832])
def test_chips_are_readable_and_nothing_scrolls_sideways(tray: TrayView, width: int) -> None:
    """At 1280 pixels with the reader open the timeline has 672 of them."""
    tray.resize(width, 300)
    tray.show_page(time_page(made.page(made.seeds())))
    layout = tray.layout_shown
    assert tray.horizontalScrollBar().maximum() == 0
    for chip in layout.chips:
        if chip.row is not None and width >= 560:
            text = "".join(paint.fitted(chip, 12)).removesuffix("…")
            whole = chip_text(chip.row)
            assert "".join(whole.split()).startswith("".join(text.split()))
            # Cut, if at all, between words.
            assert len(text.split()[-1]) == len(whole.split()[len(text.split()) - 1])
            assert text_room(chip) > 50


def test_nothing_undated() -> None:
    assert laid_out({}).chips == []


def test_arrows_reach_every_chip() -> None:
    chips = laid_out(time_page(made.page(made.seeds())).cells, 1_000).chips
    seen: set[str] = set()
    order = sorted(chips, key=lambda chip: (chip.box.y, chip.box.x))
    here = order[0]
    for _ in range(200):
        seen.add(here.key)
        here = next_chip(chips, here, 1, 0)
    assert seen == {chip.key for chip in chips}
    assert next_chip(chips, order[-1], 1, 0) is order[-1]
    assert next_chip(chips, order[0], 0, -1) is order[0]
    below = next_chip(chips, order[0], 0, 1)
    assert below.box.y > order[0].box.y
    assert below.box.x == order[0].box.x


def test_empty_stages_are_named() -> None:
    ladder = set(range(10))
    names = {stage: STAGE_ORDER[stage] for stage in (Stage.MENTIONED, Stage.SIGNED, Stage.LAUNCHED)}
    present = ladder - set(names.values())
    assert say.absent_stages(present, 9) == "None mentioned, signed or launched"
    assert say.absent_stages(present, 1) == "None mentioned or 2 more"
    assert say.absent_stages(ladder - {STAGE_ORDER[Stage.SIGNED]}, 9) == "None signed"
    assert say.absent_stages(ladder, 9) == ""


# ---- the widget


@pytest.fixture
def tray(qtbot: QtBot) -> TrayView:
    theme.start("light")
    view = TrayView()
    qtbot.addWidget(view)
    view.resize(832, 300)
    with qtbot.waitExposed(view):
        view.show()
    return view


def chip_of(view: TrayView, key: str) -> Chip:
    return next(chip for chip in view.layout_shown.chips if chip.key == key)


def place(view: TrayView, chip: Chip) -> QPoint:
    return view.box_of(chip).center().toPoint()


def one_cell(count: int, *titles: str) -> list[EntryRow]:
    return [
        made.row(f"e{n}", titles[n] if n < len(titles) else f"An entry of some length, {n}")
        for n in range(count)
    ] + [made.row(f"o{stage}", "Other", stage=stage, sector="semiconductors")
         for stage in ("mentioned", "proposed", "signed", "launched", "operating", "ended")
    ]  # fmt: skip


def test_click_double_click_and_enter(tray: TrayView, qtbot: QtBot) -> None:
    tray.show_page(time_page(made.page(made.seeds(), made.SEED_SEARCH)))
    view = tray.viewport()
    chip = chip_of(tray, "st-committee")
    with qtbot.waitSignal(tray.entry_activated) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(tray, chip))
    assert chosen.args == ["st-committee"]
    assert "S&T" not in tray.accessibleDescription()
    assert "Joint Science & Technology Committee" in tray.accessibleDescription()
    with qtbot.waitSignal(tray.entry_opened):
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place(tray, chip))
    with qtbot.waitSignal(tray.entry_activated) as chosen:
        QTest.keyClick(tray, Key.Key_Left)
    assert chosen.args == ["isro-kasa"]
    with qtbot.waitSignal(tray.entry_opened) as entered:
        QTest.keyClick(tray, Key.Key_Enter)
    assert entered.args == ["isro-kasa"]
    with qtbot.waitSignal(tray.entry_activated) as chosen:
        QTest.keyClick(tray, Key.Key_Home)
    assert chosen.args == ["chip-task-force"]


def test_a_selection_far_down_is_scrolled_to(tray: TrayView, qtbot: QtBot) -> None:
    tray.show_page(time_page(made.page(made.seeds())))
    tray.resize(832, 150)
    with qtbot.assertNotEmitted(tray.entry_activated):
        tray.select("gks")
    assert tray.verticalScrollBar().value() > 0
    box = tray.box_of(chip_of(tray, "gks"))
    assert box.top() > paint.HEADER
    assert box.bottom() <= tray.viewport().height()


def test_the_rest_of_a_cell_is_a_menu(tray: TrayView, qtbot: QtBot) -> None:
    tray.show_page(time_page(made.page(one_cell(9, *["A & B"] * 9))))
    chip = next(chip for chip in tray.layout_shown.chips if chip.more)
    menu = tray.more_menu(chip)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions[:-1]] == ["A && B"] * chip.more
    assert actions[-1].text() == "Show all 9 in the list"
    with qtbot.waitSignal(tray.entry_activated) as chosen:
        actions[0].trigger()
    assert chosen.args == [f"e{9 - chip.more}"]
    with qtbot.waitSignal(tray.cell_chosen) as narrowed:
        actions[-1].trigger()
    assert narrowed.args == [("agreed",), "science"]


def test_the_menu_opens_by_keys(tray: TrayView, qtbot: QtBot) -> None:
    tray.show_page(time_page(made.page(one_cell(9))))
    more = next(chip for chip in tray.layout_shown.chips if chip.more)
    known = next(c for c in tray.layout_shown.chips if c.row is not None and c.row.id == "e0")
    tray.select(known.key)
    tray.setFocus()
    for _ in range(3):
        QTest.keyClick(tray, Key.Key_Down)
        if tray.accessibleDescription() == tray.more_text(more):
            break
    assert tray.accessibleDescription() == f"{more.more} more: Agreed, Science and space"
    QTest.keyClick(tray, Key.Key_Return)
    menu = tray.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert isinstance(menu.actions()[0], QAction)
    menu.close()


def test_thousands_are_counted_in_the_menu_too(tray: TrayView) -> None:
    page = time_page(made.many(5_000, dated=0.0))
    tray.show_page(page)
    chip = next(chip for chip in tray.layout_shown.chips if chip.more > 50)
    total = sum(
        cell.total
        for (stage, family), cell in page.cells.items()
        if stage in chip.stages and family == chip.family
    )
    own = chip.stages, chip.family
    shown = [c for c in tray.layout_shown.chips if (c.stages, c.family) == own]
    assert chip.more == total - (len(shown) - 1)
    assert len(tray.more_menu(chip).actions()) <= 22


def test_korean_and_hindi_chips_stay_legible(tray: TrayView) -> None:
    rows = [
        made.row("k", "반도체 공급망 협력 대화에 관한 아주 긴 이름", sector="semiconductors"),
        made.row("h", "हरित हाइड्रोजन पर संयुक्त कार्यबल की बैठक", stage="proposed"),
    ]
    tray.resize(320, 200)
    tray.show_page(time_page(made.page(rows)))
    for chip in tray.layout_shown.chips:
        assert paint.fitted(chip, 12) == paint.fitted(chip, 13)
    assert not tray.grab().isNull()
