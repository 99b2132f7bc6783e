"""The list of results: rows, lazy records, what it says and what it emits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from explorer.domain.messages import Message
from explorer.domain.query import Period, Query, Sort
from explorer.ui.models.results import ResultRole, ResultsModel, RowKind
from explorer.ui.panels.no_result import asked_words
from explorer.ui.panels.results import ResultsPanel
from explorer.ui.panels.results_delegate import bookmark_zone
from explorer.ui.theme import LIST_ROW
from explorer.ui.theme_colours import LIGHT
from tests.ui import samples
from tests.ui.samples_checks import click, has_colour, press, show_active, start_look, unnamed


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.fixture
def panel(qtbot: QtBot) -> ResultsPanel:
    found = ResultsPanel()
    show_active(qtbot, found, 800, 700)
    found.show_page(samples.page(passages=samples.hits()), samples.labels())
    return found


def row_index(panel: ResultsPanel, place: int) -> QModelIndex:
    """The index of a row."""
    return panel.list.results.index(place)


def middle(panel: ResultsPanel, place: int) -> QPoint:
    """A place on a row's title."""
    return panel.list.visualRect(row_index(panel, place)).topLeft() + QPoint(80, 12)


def texts(panel: ResultsPanel) -> str:
    """All that the visible labels say."""
    said: list[QLabel | QToolButton] = [
        *panel.findChildren(QLabel),
        *panel.findChildren(QToolButton),
    ]
    return "\n".join(widget.text() for widget in said if widget.isVisible())


def test_rows_are_entries_then_a_heading_then_paragraphs(panel: ResultsPanel) -> None:
    model = panel.list.results
    kinds = [model.kind(place) for place in range(model.rowCount())]
    assert kinds == [RowKind.ENTRY] * 10 + [RowKind.HEADING] + [RowKind.PASSAGE] * 2
    assert row_index(panel, 10).data() == "In the documents, not in an entry (2)"
    assert not row_index(panel, 10).flags() & Qt.ItemFlag.ItemIsSelectable


def test_the_model_keeps_qts_rules() -> None:
    model = ResultsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_page(samples.page(ids=tuple(f"e{n}" for n in range(40)), found=samples.many_rows(9)))
    model.add_rows(samples.many_rows(30))
    model.set_binder({"e3"})
    model.set_page(samples.page(passages=samples.hits()))
    model.set_page(samples.page(found=()))
    assert model.rowCount() == 0


def test_heading_is_honest(panel: ResultsPanel) -> None:
    assert "10 of 47 entries" in texts(panel)
    assert "most relevant first" in texts(panel)
    panel.show_page(samples.page(Query(), library_entries=10), samples.labels())
    assert "10 entries" in texts(panel).split("\n")
    panel.show_page(samples.page(Query(sort=Sort.DATE)), samples.labels())
    assert "by date, undated last" in texts(panel)


def test_a_row_is_read_aloud_with_title_step_and_date(panel: ResultsPanel) -> None:
    panel.set_binder({samples.ISRO_KASA})

    def said(place: int) -> str:
        return str(row_index(panel, place).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said(0) == "ISRO–KASA Joint Working Group, Agreed, Undated, in brief"
    assert said(1) == "India–ROK Joint Strategic Vision, Not stated, Covers 2026–2030"
    assert said(8) == "India–ROK Space Day, Held, 20 April 2026"
    assert said(9).endswith("Launched, February 2026, date inferred")
    assert said(11).startswith("Scientific Cooperation ¶9, Commentary: …")
    assert unnamed(panel) == []


def test_the_tooltip_escapes_and_says_why(panel: ResultsPanel) -> None:
    tooltip = str(row_index(panel, 2).data(Qt.ItemDataRole.ToolTipRole))
    assert "Science &amp; Technology" in tooltip
    assert "matched: title: joint" in tooltip


def test_clicks_and_arrows_select(panel: ResultsPanel, qtbot: QtBot) -> None:
    view = panel.list
    with qtbot.waitSignal(panel.entry_selected) as signal:
        click(view.viewport(), middle(panel, 1))
    assert signal.args == ["vision"]
    with qtbot.waitSignal(panel.entry_selected) as signal:
        press(view, Qt.Key.Key_Down)
    assert signal.args == ["committee"]
    with qtbot.waitSignal(panel.entry_opened) as signal:
        press(view, Qt.Key.Key_Return)
    assert signal.args == ["committee"]


def test_selecting_by_program_says_nothing(panel: ResultsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.entry_selected):
        panel.select("vision")
        assert panel.selected() == "vision"
        panel.show_page(samples.page(), samples.labels())
        assert panel.selected() == "vision"
        panel.select(None)
        assert panel.selected() is None
        panel.select("not-there")


def test_a_chosen_entry_that_is_gone_is_chosen_no_more(panel: ResultsPanel) -> None:
    panel.select("vision")
    panel.show_page(samples.page(found=samples.rows()[2:]), samples.labels())
    assert panel.selected() is None


def test_a_double_click_opens(panel: ResultsPanel, qtbot: QtBot) -> None:
    view = panel.list.viewport()
    click(view, middle(panel, 3))
    with qtbot.waitSignal(panel.entry_opened) as signal:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=middle(panel, 3))  # type: ignore[no-untyped-call]
    assert signal.args == ["chips"]


def test_b_and_the_bookmark_toggle_the_brief(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.select("vision")
    with qtbot.waitSignal(panel.binder_toggled) as signal:
        press(panel.list, Qt.Key.Key_B)
    assert signal.args == ["vision"]
    index = row_index(panel, 4)
    zone = bookmark_zone(panel.list.visualRect(index), index.data(ResultRole.ENTRY))
    with (
        qtbot.waitSignal(panel.binder_toggled) as signal,
        qtbot.assertNotEmitted(panel.entry_selected),
    ):
        click(panel.list.viewport(), zone.center())
    assert signal.args == ["data"]


def test_the_menu_of_a_row(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.set_binder({"vision"})
    menu = panel.list.menu_for(row_index(panel, 1))
    words = [a.text().split("\t")[0] for a in menu.actions() if not a.isSeparator()]
    assert words == [
        "Open",
        "Take out of brief",
        "Why was this found?",
        "Copy as a citation",
        "Copy as text",
        "Copy title",
    ]
    with qtbot.waitSignal(panel.binder_toggled) as signal:
        menu.actions()[1].trigger()
    assert signal.args == ["vision"]
    menu = panel.list.menu_for(row_index(panel, 12))
    assert [action.text() for action in menu.actions()] == ["Show in document"]


def test_a_paragraph_opens_its_document_at_its_place(panel: ResultsPanel, qtbot: QtBot) -> None:
    hit = samples.hits()[1]
    with qtbot.waitSignal(panel.passage_activated) as signal:
        click(panel.list.viewport(), middle(panel, 12))
    assert signal.args == [hit.document, hit.start, hit.end]
    with qtbot.waitSignal(panel.passage_activated) as signal:
        press(panel.list, Qt.Key.Key_Up)
        press(panel.list, Qt.Key.Key_Return)
    assert signal.args == [samples.RIS, samples.hits()[0].start, samples.hits()[0].end]


def test_rows_in_view_are_asked_for_once(qtbot: QtBot) -> None:
    panel = ResultsPanel()
    show_active(qtbot, panel, 800, 400)
    ids = tuple(f"e{number}" for number in range(100_000))
    with qtbot.waitSignal(panel.rows_wanted) as signal:
        panel.show_page(samples.page(Query(), ids=ids, found=()), samples.labels())
    (wanted,) = signal.args
    assert wanted[0] == "e0"
    assert len(wanted) < 40
    bar = panel.list.verticalScrollBar()
    with qtbot.waitSignal(panel.rows_wanted) as signal:
        bar.setValue(50_000 * LIST_ROW)
    (wanted,) = signal.args
    assert "e50000" in wanted
    row = samples.many_rows(50_001)[-1]
    panel.add_rows((row,))
    assert panel.list.results.index(50_000).data() == row.title
    with qtbot.assertNotEmitted(panel.rows_wanted, wait=120):
        bar.setValue(50_000 * LIST_ROW + 3)


def test_records_of_another_answer_are_kept_out() -> None:
    model = ResultsModel()
    model.set_page(samples.page(ids=("e0", "e1"), found=()))
    model.add_rows(samples.many_rows(3))
    assert model.unknown(0, 5) == ()
    assert model.place("e2") == -1


def test_sorting_is_asked_for(panel: ResultsPanel, qtbot: QtBot) -> None:
    menu = panel.sort_button.menu()
    assert menu is not None
    by_date: QAction = menu.actions()[1]
    assert [action.text() for action in menu.actions()] == ["Most relevant", "By date", "By title"]
    with qtbot.waitSignal(panel.sort_changed) as signal:
        by_date.trigger()
    assert signal.args == [Sort.DATE]


def test_nothing_found_says_what_was_asked(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.show_page(samples.page(found=(), hint="Read as words."), samples.labels())
    assert panel.empty.isVisible()
    said = texts(panel)
    for part in ("No entry matches", "“joint”", "Party: Republic of Korea", "Read as words."):
        assert part in said
    with qtbot.waitSignal(panel.clear_wanted):
        click(panel.empty.clear)
    assert unnamed(panel) == []


def test_an_empty_library_offers_no_filters_to_clear(panel: ResultsPanel) -> None:
    panel.show_page(samples.page(Query(), found=(), library_entries=0), samples.labels())
    assert "This library has no entries yet" in texts(panel)
    assert not panel.empty.clear.isVisible()


def test_what_was_asked_in_words() -> None:
    query = Query(text=" joint ", period=Period("2026-03", None))
    assert asked_words(query, samples.labels()) == "“joint”\nsince March 2026"


def test_hint_and_notice_stand_above_the_rows(panel: ResultsPanel) -> None:
    import msgspec

    page = samples.page(hint="“AND” alone was read as a word.")
    page = msgspec.structs.replace(page, notice=Message("index-missing"))
    panel.show_page(page, samples.labels())
    assert "it is being built" in texts(panel)
    assert "read as a word" in texts(panel)


def test_loading_and_problems_never_blank_an_answer(qtbot: QtBot) -> None:
    panel = ResultsPanel()
    show_active(qtbot, panel, 600, 400)
    assert "Searching…" in texts(panel)
    panel.show_problem("The disk went away.")
    assert "The disk went away." in texts(panel)
    panel.show_page(samples.page(), samples.labels())
    panel.show_loading()
    assert panel.list.isVisible()
    panel.show_problem("The disk went away.")
    assert panel.list.isVisible()
    assert "The disk went away." in texts(panel)


@pytest.mark.parametrize("width", [320, 416, 800])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_rows_are_painted_at_any_width(panel: ResultsPanel, width: int, look: str) -> None:
    start_look(look)
    panel.resize(width, 600)
    panel.select("vision")
    picture = panel.grab().toImage()
    if look == "light":
        assert has_colour(picture, LIGHT.mark)
        assert has_colour(picture, LIGHT.selection)


def test_the_keyboard_arriving_chooses_nothing(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.sort_button.setFocus()
    with qtbot.assertNotEmitted(panel.entry_selected):
        panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.selected() is None
    with qtbot.waitSignal(panel.entry_selected) as signal:
        press(panel.list, Qt.Key.Key_Down)
    assert signal.args == [samples.ISRO_KASA]  # the first row, not the second
    press(panel.list, Qt.Key.Key_End)
    assert panel.list.currentIndex().row() == 12  # the last paragraph
    for _ in range(2):
        press(panel.list, Qt.Key.Key_Up)
    assert panel.selected() == "hangul"  # over the heading


def test_rows_to_come_are_drawn_after_a_while(qtbot: QtBot) -> None:
    panel = ResultsPanel()
    with qtbot.waitSignal(panel.waiting.drawn, timeout=5_000):
        show_active(qtbot, panel, 600, 400)
        assert not panel.waiting.is_drawn
        empty = panel.waiting.grab().toImage()
    assert empty != panel.waiting.grab().toImage()
    panel.show_page(samples.page(), samples.labels())
    panel.show_opening(making=False)
    assert not panel.waiting.is_drawn
