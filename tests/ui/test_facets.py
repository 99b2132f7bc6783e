"""The filters: what they show of a page, and the queries they ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Choice, Facet, Query
from explorer.ui import words
from explorer.ui.panels.facets import FacetPanel
from explorer.ui.panels.facets_list import FacetList, label_room, two_lines
from explorer.ui.panels.facets_section import FacetSection
from explorer.ui.theme import BODY, FACET_ROW, theme
from explorer.ui.widgets import LinkButton, SwitchButton
from explorer.ui.widgets_lines import Face, advance
from tests.ui import samples
from tests.ui.samples_checks import click, press, show_active, start_look, type_in, unnamed


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


@pytest.fixture
def panel(qtbot: QtBot) -> FacetPanel:
    found = FacetPanel()
    show_active(qtbot, found, 232, 900)
    found.show_page(samples.page(), samples.labels())
    return found


def labels_of(view: FacetList) -> list[str]:
    """What stands in a filter's list."""
    return [row.label for row in view.facet_model.rows]


def click_row(view: FacetList, place: int) -> None:
    """Click in the middle of a row."""
    click(view.viewport(), QPoint(90, view.top_of(place) + FACET_ROW // 2))


def link(section: FacetSection, words: str) -> LinkButton:
    """A link of a filter by its text."""
    return next(b for b in section.findChildren(LinkButton) if words in b.text())


@pytest.mark.parametrize("width", [184, 232, 300])
def test_names_of_sectors_are_whole(panel: FacetPanel, width: int) -> None:
    """Each is on one line or on two; rows are where they are painted and clicked."""
    panel.resize(width, 900)
    section = panel.sections[Facet.SECTOR]
    click(link(section, "more"))
    view = section.list
    seen = view.grab().toImage()
    assert seen.height() == view.top_of(24)
    for place, row in enumerate(view.facet_model.rows):
        left, room = label_room(row, view.width())
        lines = two_lines(row.label, room)
        assert " ".join(lines) == row.label
        if width >= 232:
            assert all(advance(line, Face(BODY)) <= room for line in lines)
        box = view.visualRect(view.model().index(place, 0))
        assert box.height() == FACET_ROW + (len(lines) - 1) * 16
        assert view.indexAt(box.center()).row() == view.indexAt(box.topLeft()).row() == place
        assert view.indexAt(QPoint(left, box.bottom())).row() == place


def test_headings_stand_in_order_and_empty_filters_do_not(panel: FacetPanel) -> None:
    shown = [facet for facet, section in panel.sections.items() if section.isVisible()]
    assert shown == [facet for facet in Facet if facet is not Facet.TAG]
    headings = [
        section.findChildren(QLabel)[0].text()
        for section in panel.sections.values()
        if section.isVisible()
    ]
    assert headings[:4] == ["Sector", "How firm", "Type", "Party"]


def test_values_come_by_count_then_label_and_steps_in_their_own_order(panel: FacetPanel) -> None:
    sectors = panel.sections[Facet.SECTOR].list
    counts = [row.count for row in sectors.facet_model.rows]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == 7
    assert labels_of(panel.sections[Facet.STAGE].list)[:3] == ["Proposed", "Negotiating", "Pledged"]


def test_more_shows_all_and_those_with_none(panel: FacetPanel, qtbot: QtBot) -> None:
    section = panel.sections[Facet.SECTOR]
    more = link(section, "4 more, 13 with none")
    click(more)
    assert len(section.list.facet_model.rows) == 24
    assert more.text() == "Show fewer"
    assert section.list.height() == section.list.top_of(24) > 24 * FACET_ROW  # long names


def test_finding_narrows_the_values(panel: FacetPanel, qtbot: QtBot) -> None:
    section = panel.sections[Facet.SECTOR]
    type_in(section.field, "spa")
    assert labels_of(section.list) == ["Space"]
    type_in(section.field, "zzz")
    assert not section.list.isVisible()
    press(section.field, Qt.Key.Key_Escape)
    assert len(labels_of(section.list)) == 7
    press(section.field, Qt.Key.Key_Down)
    assert section.list.hasFocus()


def test_a_click_asks_with_the_value_added(panel: FacetPanel, qtbot: QtBot) -> None:
    view = panel.sections[Facet.SECTOR].list
    with qtbot.waitSignal(panel.query_changed) as signal:
        click_row(view, 0)
    assert signal.args == [samples.KOREA.toggled(Facet.SECTOR, "clean-energy-climate")]
    # A second tick before the answer adds to the first.
    with qtbot.waitSignal(panel.query_changed) as signal:
        click_row(view, 1)
    (query,) = signal.args
    assert query.choice(Facet.SECTOR).values == ("clean-energy-climate", "mobility-ev")


def test_a_click_on_a_chosen_value_takes_it_away(panel: FacetPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.query_changed) as signal:
        click_row(panel.sections[Facet.PARTY].list, 1)
    assert signal.args == [Query(text="joint")]


def test_space_ticks_and_the_keyboard_stays(panel: FacetPanel, qtbot: QtBot) -> None:
    view = panel.sections[Facet.STAGE].list
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.currentIndex().row() == 0
    press(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.query_changed) as signal:
        press(view, Qt.Key.Key_Space)
    (query,) = signal.args
    assert query.choice(Facet.STAGE).values == ("negotiating",)
    # The answer drops a value: another list, the same place.
    facets = {**samples.FACETS, Facet.STAGE: (("negotiating", 1), ("agreed", 2))}
    panel.show_page(samples.page(query, facets=facets), samples.labels())
    assert view.hasFocus()
    assert view.currentIndex().data() == "Negotiating"
    assert view.currentIndex().data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value


def test_order_stays_while_only_this_filter_changes(panel: FacetPanel) -> None:
    view = panel.sections[Facet.PARTY].list
    before = labels_of(view)
    query = samples.KOREA.toggled(Facet.PARTY, "kasa")
    facets = {**samples.FACETS, Facet.PARTY: (("kasa", 9), ("IND", 1), ("KOR", 1), ("isro", 1))}
    panel.show_page(samples.page(query, facets=facets), samples.labels())
    assert labels_of(view) == before
    panel.show_page(samples.page(Query(text="other"), facets=facets), samples.labels())
    assert labels_of(view)[0] == "KASA"


def test_chosen_values_stay_in_view_with_no_hits(panel: FacetPanel) -> None:
    query = samples.KOREA.toggled(Facet.SECTOR, "labour-social")
    panel.show_page(samples.page(query), samples.labels())
    rows = panel.sections[Facet.SECTOR].list.facet_model.rows
    assert (rows[-1].value, rows[-1].count, rows[-1].chosen) == ("labour-social", 0, True)


def test_clear_and_the_switch_of_parties(panel: FacetPanel, qtbot: QtBot) -> None:
    party = panel.sections[Facet.PARTY]
    every, some = party.findChildren(SwitchButton)
    assert every.isVisible()
    assert every.isChecked()
    kinds = panel.sections[Facet.KIND].findChildren(SwitchButton)
    assert not any(button.isVisible() for button in kinds)
    with qtbot.waitSignal(panel.query_changed) as signal:
        click(some)
    (query,) = signal.args
    assert query.choice(Facet.PARTY) == Choice(("KOR",), every=False)
    with qtbot.waitSignal(panel.query_changed) as signal:
        click(link(party, "Clear"))
    (query,) = signal.args
    assert query.choice(Facet.PARTY).values == ()
    panel.show_page(samples.page(query), samples.labels())
    assert not link(party, "Clear").isVisible()
    assert party.list.hasFocus()


def stops(panel: FacetPanel) -> list[str]:
    """What the Tab key reaches, one after the other, by name."""
    found: list[str] = []
    widget: QWidget = panel
    while (following := widget.nextInFocusChain()) is not None and following is not panel:
        widget = following
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(panel):
            found.append(widget.accessibleName())
    return found


def test_tab_goes_from_top_to_bottom_also_to_parts_that_came_later(panel: FacetPanel) -> None:
    party = [name for name in stops(panel) if "arty" in name]
    assert party == [
        "Party: all of these",
        "Party: any of these",
        "Clear Party",
        "Filter by Party",
    ]
    facets = {**samples.FACETS, Facet.PARTY: tuple((f"party {n}", 20 - n) for n in range(20))}
    other = Query(text="other", choices=samples.KOREA.choices)
    panel.show_page(samples.page(other, facets=facets), samples.labels())
    every = stops(panel)
    assert [name for name in every if "arty" in name] == [
        "Party: all of these",
        "Party: any of these",
        "Clear Party",
        "Find a party",
        "Filter by Party",
        "Party: 13 more",
    ]
    lists = [name for name in every if name.startswith("Filter by")]
    assert lists == [
        f"Filter by {words.facet_label(facet)}" for facet in Facet if facet is not Facet.TAG
    ]


def test_nothing_is_painted_where_nothing_has_changed(panel: FacetPanel, qtbot: QtBot) -> None:
    lists = {facet: section.list for facet, section in panel.sections.items()}
    resets = {facet: QSignalSpy(view.facet_model.modelReset) for facet, view in lists.items()}
    changes = {facet: QSignalSpy(view.facet_model.dataChanged) for facet, view in lists.items()}

    def changed() -> set[Facet]:
        return {f for f in Facet if resets[f].count() or changes[f].count()}

    panel.show_page(samples.page(), samples.labels())
    assert changed() == set()
    facets = {**samples.FACETS, Facet.KIND: (("programme", 3),), Facet.DECADE: (("2020", 2),)}
    panel.show_page(samples.page(facets=facets), samples.labels())
    assert changed() == {Facet.KIND, Facet.DECADE}


def test_a_tick_that_no_answer_confirms_goes_again(panel: FacetPanel) -> None:
    view = panel.sections[Facet.SECTOR].list
    click_row(view, 0)
    assert view.facet_model.rows[0].chosen
    panel.show_page(samples.page(), samples.labels())  # undone before its answer came
    assert not view.facet_model.rows[0].chosen


def test_only_the_first_values_are_sorted_but_they_are_the_right_ones(panel: FacetPanel) -> None:
    counts = [(f"tag {number:03}", 1 + (number * 7919) % 40) for number in range(400)]
    query = Query().choosing(Facet.TAG, Choice(("tag 009", "tag 399", "gone")))
    panel.show_page(samples.page(query, facets={Facet.TAG: tuple(counts)}), samples.labels())
    rows = panel.sections[Facet.TAG].list.facet_model.rows
    expected = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    assert [(row.value, row.count) for row in rows[:7]] == expected[:7]
    chosen = [pair for pair in expected if pair[0] in ("tag 009", "tag 399")]
    assert [(row.value, row.count) for row in rows[7:]] == [*chosen, ("gone", 0)]
    assert link(panel.sections[Facet.TAG], "391 more").isVisible()


def test_five_hundred_values_and_the_model_tester(qtbot: QtBot) -> None:
    panel = FacetPanel()
    show_active(qtbot, panel, 232, 600)
    view = panel.sections[Facet.TAG].list
    QAbstractItemModelTester(
        view.facet_model, QAbstractItemModelTester.FailureReportingMode.Fatal, view
    )
    facets = {Facet.TAG: tuple((f"tag {number:03}", 500 - number) for number in range(500))}
    panel.show_page(samples.page(Query(), facets=facets), samples.labels())
    section = panel.sections[Facet.TAG]
    click(link(section, "493 more"))
    assert view.height() == 500 * FACET_ROW
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 400 * FACET_ROW)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 499
    assert panel.verticalScrollBar().value() > 400 * FACET_ROW  # the column follows


def test_every_stop_of_the_keyboard_has_a_name(panel: FacetPanel) -> None:
    assert unnamed(panel) == []
    index = panel.sections[Facet.STAGE].list.facet_model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Proposed, 6 entries"
    interface = QAccessible.queryAccessibleInterface(panel.sections[Facet.SECTOR].list)
    assert interface.text(QAccessible.Text.Name) == "Filter by Sector"


def test_it_follows_the_theme(panel: FacetPanel) -> None:
    light = panel.grab().toImage()
    start_look("dark")
    dark = panel.grab().toImage()
    assert light != dark
    assert dark.pixelColor(2, 2) == theme.colours.qcolor("window")
