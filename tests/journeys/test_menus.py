"""What can be done with an entry is the same wherever it is drawn, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Query
from explorer.ui.panels.document import DocumentPanel
from explorer.ui.panels.timeline_targets import Target
from explorer.ui.workbench import Workbench
from tests.journeys.windows import focused, ids, open_window, press, settle

GROUP = "isro-kasa-joint-working-group"
DAY = "india-rok-space-day"
COMMON = ["Open", "Add to brief", "Copy as a citation", "Copy as text", "Copy title"]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    found = open_window(qtbot, library_folder)
    settle(qtbot, found)
    yield found
    found.frame.close()


def popped(qtbot: QtBot) -> QMenu:
    """The menu that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def asked(qtbot: QtBot, widget: QWidget, place: QPoint) -> QMenu:
    """The menu that a right click opens."""
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    return popped(qtbot)


def lines(menu: QMenu) -> list[str]:
    return [a.text().split("\t")[0] for a in menu.actions() if not a.isSeparator()]


def do(menu: QMenu, text: str) -> None:
    """Trigger a line, and close the menu as a click would."""
    action = next(a for a in menu.actions() if a.text().split("\t")[0] == text)
    assert action.isEnabled()
    menu.close()
    action.trigger()


def on_row(qtbot: QtBot, window: Workbench) -> QMenu:
    rows = window.parts.results.list
    index = rows.results.index(rows.results.place(GROUP))
    rows.scrollTo(index)
    qtbot.waitUntil(lambda: bool(index.data()))  # its record has come
    return asked(qtbot, rows.viewport(), rows.visualRect(index).center())


def on_chip(qtbot: QtBot, window: Workbench) -> QMenu:
    tray = window.parts.timeline.tray
    tray.select(GROUP)
    chip = next(chip for chip in tray.layout_shown.chips if chip.key == GROUP)
    return asked(qtbot, tray.viewport(), tray.box_of(chip).center().toPoint())


def on_outline(qtbot: QtBot, window: Workbench) -> QMenu:
    outline = open_document(qtbot, window).outline
    index = outline.outline.index(outline.outline.place(GROUP))
    outline.scrollTo(index)
    return asked(qtbot, outline.viewport(), outline.visualRect(index).center())


def on_sentence(qtbot: QtBot, window: Workbench) -> QMenu:
    view = open_document(qtbot, window).view
    place = view.cursorRect().center() + QPoint(12, 0)
    footing = view.footing_at(place)
    assert footing is not None
    assert footing.entry == GROUP
    return asked(qtbot, view.viewport(), place)


def open_document(qtbot: QtBot, window: Workbench) -> DocumentPanel:
    window.selection.open_entry(GROUP)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.parts.shows("document"))
    return window.parts.document


PLACES: list[Callable[[QtBot, Workbench], QMenu]] = [on_row, on_chip, on_outline, on_sentence]


@pytest.mark.parametrize("place", PLACES)
def test_the_same_can_be_done_everywhere(
    qtbot: QtBot, window: Workbench, place: Callable[[QtBot, Workbench], QMenu]
) -> None:
    menu = place(qtbot, window)
    assert [line for line in lines(menu) if line in COMMON] == COMMON
    do(menu, "Add to brief")
    settle(qtbot, window)
    assert window.binder.ids == (GROUP,)
    menu = place(qtbot, window)
    assert "Take out of brief" in lines(menu)
    do(menu, "Copy as a citation")
    qtbot.waitUntil(lambda: "ISRO–KASA Joint Working Group" in QApplication.clipboard().text())
    do(place(qtbot, window), "Copy title")
    assert QApplication.clipboard().text() == "ISRO–KASA Joint Working Group"


def test_a_mark_on_the_axis_has_it_too(qtbot: QtBot, window: Workbench) -> None:
    axis = window.parts.timeline.axis
    box = axis.box_of(Target(DAY))
    assert box is not None
    menu = asked(qtbot, axis.viewport(), box.center().toPoint())
    assert [line for line in lines(menu) if line in COMMON] == COMMON
    do(menu, "Select")
    assert window.selection.entry == DAY
    do(asked(qtbot, axis.viewport(), box.center().toPoint()), "Open")
    settle(qtbot, window)
    assert window.parts.shows("document")


def test_a_row_of_the_brief(qtbot: QtBot, window: Workbench) -> None:
    window.binder.put((GROUP, DAY))
    window.briefing.toggle()
    settle(qtbot, window)
    rows = window.parts.brief.list
    qtbot.waitUntil(lambda: rows.count() == 2)
    last = rows.visualItemRect(rows.item(1)).center()
    menu = asked(qtbot, rows.viewport(), last)
    assert "Add to brief" not in lines(menu)
    do(menu, "Move up")
    settle(qtbot, window)
    assert list(window.binder.ids) == [DAY, GROUP]
    do(asked(qtbot, rows.viewport(), last), "Take out of the brief")
    settle(qtbot, window)
    assert list(window.binder.ids) == [DAY]


def test_a_value_of_a_filter(qtbot: QtBot, window: Workbench) -> None:
    rows = window.parts.facets.sections[Facet.STAGE].list
    model = rows.facet_model

    def choose(value: str, text: str) -> None:
        place = rows.visualRect(model.index(model.place(value))).center()
        do(asked(qtbot, rows.viewport(), place), text)
        settle(qtbot, window)

    choose("proposed", "Narrow to this")
    choose("agreed", "Narrow to this")
    assert window.history.current.choice(Facet.STAGE).values == ("proposed", "agreed")
    choose("pledged", "This one only")
    assert window.history.current.choice(Facet.STAGE).values == ("pledged",)
    choose("pledged", "Take this filter away")
    assert window.history.current.choices == ()
    choose("pledged", "Narrow to this")
    choose("pledged", "Clear the whole filter")
    assert window.history.current.choices == ()


def test_what_a_sentence_supports(qtbot: QtBot, window: Workbench) -> None:
    panel = open_document(qtbot, window)
    card = panel.view.cards()[1]
    qtbot.waitUntil(card.isVisible)
    do(asked(qtbot, card, QPoint(20, 20)), "Copy with footnote")
    assert "Scientific Cooperation" in QApplication.clipboard().text()
    do(asked(qtbot, card, QPoint(20, 20)), "Copy what it supports")
    assert "Launched: 20 April 2026" in QApplication.clipboard().text()


def test_keys_open_every_menu(qtbot: QtBot, window: Workbench) -> None:
    """Shift+F10, where a mouse would click with its right button."""
    window.visit(Query(text="space"))
    settle(qtbot, window)
    window.selection.select(DAY)
    timeline, results = window.parts.timeline, window.parts.results
    window.parts.timeline.open_tray(True)
    facet = window.parts.facets.sections[Facet.STAGE].list
    facet.setCurrentIndex(facet.facet_model.index(0))
    settle(qtbot, window)
    for widget, first in (
        (timeline.axis, "Select"),
        (timeline.tray, "Select"),
        (results.list, "Open"),
        (facet, "Narrow to this"),
    ):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget is timeline.axis:
            press(qtbot, Qt.Key.Key_End)  # the latest one
            assert window.selection.entry == DAY
        press(qtbot, Qt.Key.Key_F10, SHIFT)
        menu = popped(qtbot)
        assert lines(menu)[0] == first
        menu.close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert set(ids(window)) >= {DAY}


def test_lanes_by_keys_alone(qtbot: QtBot, window: Workbench) -> None:
    """F6 to the axis; its menu makes lanes; Page Down goes from name to name, Enter closes one."""
    timeline = window.parts.timeline
    axis = timeline.axis
    while focused() is not axis:
        press(qtbot, Qt.Key.Key_F6)
    press(qtbot, Qt.Key.Key_F10, SHIFT)
    menu = popped(qtbot)
    sub = next(m for m in menu.findChildren(QMenu) if m.title() == "Lanes and colours")
    do(sub, "By sector")
    menu.close()
    window.frame.activateWindow()  # the popup's end leaves none active on some platforms
    settle(qtbot, window)
    names = [band.name for band in axis.layout_shown.bands if band.name]
    assert len(names) > 3
    qtbot.waitUntil(lambda: QApplication.focusWidget() is axis)
    for name in names:
        press(qtbot, Qt.Key.Key_PageDown)
        while not axis.accessibleDescription().startswith(name):
            press(qtbot, Qt.Key.Key_PageDown)
        band = next(band for band in axis.layout_shown.bands if band.name == name)
        top = band.top - axis.verticalScrollBar().value()
        assert 0 <= top <= axis.viewport().height() - 22 - 20  # its name is in sight
    press(qtbot, Qt.Key.Key_Return)
    assert len(timeline.options.closed) == 1
    press(qtbot, Qt.Key.Key_F10, SHIFT)
    assert lines(popped(qtbot))[:3] == ["Open this lane", "Close the other lanes", "Open all lanes"]
    do(popped(qtbot), "Close the other lanes")
    window.frame.activateWindow()
    assert len(timeline.options.closed) == len(names) - 1
    qtbot.waitUntil(lambda: QApplication.focusWidget() is axis)
    press(qtbot, Qt.Key.Key_F10, SHIFT)
    do(popped(qtbot), "Open all lanes")
    assert timeline.options.closed == frozenset()


def test_an_entry_chosen_beside_the_text_comes_into_sight(qtbot: QtBot, window: Workbench) -> None:
    panel = open_document(qtbot, window)
    outline, bar = panel.outline, panel.view.verticalScrollBar()
    outline.setFocus(Qt.FocusReason.TabFocusReason)
    place = bar.value()
    press(qtbot, Qt.Key.Key_Home)
    settle(qtbot, window)
    assert bar.value() < place
    assert window.selection.entry != GROUP
    before = bar.value()
    press(qtbot, Qt.Key.Key_Down)  # in the same paragraph: in sight already
    settle(qtbot, window)
    assert bar.value() == before
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is panel.view
