"""Journeys over the timeline, in a real window on the built-in library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Period, Query
from explorer.domain.when import parse_when
from explorer.ui.dialogs.export import ExportDialog
from explorer.ui.models.time_scale import View
from explorer.ui.panels.timeline_access import CurrentMark
from explorer.ui.panels.timeline_geometry import TICKS, Level
from explorer.ui.workbench import Workbench
from tests.journeys.windows import ids, open_window, press, settle

Key = Qt.Key
Modifier = Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot, library_folder: Path) -> Iterator[Workbench]:
    """The main window, open on a copy of the built-in library."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    opened = open_window(qtbot, library_folder)
    settled(qtbot, opened)
    yield opened
    opened.frame.close()
    QLocale.setDefault(before)


def settled(qtbot: QtBot, window: Workbench) -> None:
    """Until nothing moves, and the records of what is drawn have come too."""
    timeline = window.parts.timeline
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not timeline.is_waiting and not timeline.axis.motion.is_moving)
    settle(qtbot, window)


def day_x(window: Workbench, text: str, *, end: bool = False) -> int:
    """Where a day lies on the axis."""
    scale = window.parts.timeline.axis.layout_shown.scale
    assert scale is not None
    when = parse_when(text)
    return round(scale.x(when.latest + 1 if end else when.earliest))


def period_of(window: Workbench) -> Period | None:
    """The date filter in force."""
    return window.history.current.period


def tray_leads(window: Workbench) -> bool:
    """Whether the tray is the main figure."""
    return window.parts.timeline.tray_is_main


def drag(window: Workbench, start: QPoint, end: QPoint) -> None:
    """Press, move in some steps, and release."""
    view = window.parts.timeline.axis.viewport()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + (end - start) * step / 4)
    QTest.mouseRelease(view, left, pos=end)


def choose(menu: QMenu, text: str) -> None:
    """Trigger the action of a menu, or of a menu in it, that has this text."""
    actions = [*menu.actions(), *(a for sub in menu.findChildren(QMenu) for a in sub.actions())]
    found: QAction = next(action for action in actions if action.text().split("\t")[0] == text)
    found.trigger()


def test_a_drag_on_the_ruler_is_the_date_filter(qtbot: QtBot, window: Workbench) -> None:
    """March to May: what may fall in, what surely does, how many that drops, and away again."""
    timeline = window.parts.timeline
    drag(window, QPoint(day_x(window, "2026-03") + 4, 8), QPoint(day_x(window, "2026-05") + 20, 8))
    settled(qtbot, window)
    assert period_of(window) == Period("2026-03", "2026-05")
    assert set(ids(window)) == {
        "india-rok-space-day",
        "president-lee-visit",
        "india-rok-joint-strategic-vision",
    }
    chip = timeline.head.chip
    assert chip.isVisible()
    assert "March 2026–May 2026" in chip.accessibleName()
    assert "1 unsure" in chip.accessibleName()
    QTest.mouseClick(chip.certain, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert period_of(window) == Period("2026-03", "2026-05", certain=True)
    assert set(ids(window)) == {"india-rok-space-day", "president-lee-visit"}
    assert "1 left out" in chip.accessibleName()
    view = timeline.axis.view_shown
    drag(window, QPoint(day_x(window, "2026-05", end=True), 8), QPoint(day_x(window, "2026-08"), 8))
    settled(qtbot, window)
    assert period_of(window) == Period("2026-03", "2026-08", certain=True)
    assert timeline.axis.view_shown == view
    QTest.mouseClick(chip.away, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert period_of(window) is None
    assert "forge" in ids(window)
    assert not chip.isVisible()


def test_a_drag_in_the_lanes_pans_and_escape_lets_go(qtbot: QtBot, window: Workbench) -> None:
    axis = window.parts.timeline.axis
    before = axis.view_shown
    assert before is not None
    drag(window, QPoint(500, 82), QPoint(400, 82))
    after = axis.view_shown
    assert after is not None
    assert after.start > before.start
    assert after.days == pytest.approx(before.days)
    assert window.history.current.period is None
    QTest.mousePress(axis.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    QTest.mouseMove(axis.viewport(), QPoint(380, 60))
    assert axis.view_shown != after
    QTest.keyClick(axis, Key.Key_Escape)
    assert axis.view_shown == after
    QTest.mouseRelease(axis.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(380, 60))
    QTest.keyClick(axis, Key.Key_0)
    qtbot.waitUntil(lambda: axis.view_shown == before)


def test_keys_walk_through_time_and_list_and_reader_follow(qtbot: QtBot, window: Workbench) -> None:
    axis = window.parts.timeline.axis
    axis.setFocus()
    press(qtbot, Key.Key_Home)
    seen = [window.selection.entry]
    for _ in range(8):
        press(qtbot, Key.Key_Right)
        seen.append(window.selection.entry)
    assert seen[:3] == ["india-rok-joint-strategic-vision", "forge", "president-lee-visit"]
    assert seen[-1] == "india-rok-space-day"  # after the outcomes of the visit
    settled(qtbot, window)
    assert window.parts.results.list.selected() == "india-rok-space-day"
    assert "Space Day" in axis.accessibleDescription()
    mark = axis.findChild(CurrentMark)
    assert isinstance(mark, CurrentMark)
    told = QAccessible.queryAccessibleInterface(mark)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == axis.accessibleDescription()
    assert mark.isVisible()
    press(qtbot, Key.Key_Left)
    assert window.selection.entry == seen[-2]
    press(qtbot, Key.Key_End)
    press(qtbot, Key.Key_Return)
    settled(qtbot, window)
    assert window.parts.shows("document")


def test_what_is_selected_in_the_list_comes_into_sight(qtbot: QtBot, window: Workbench) -> None:
    axis = window.parts.timeline.axis
    far = parse_when("2029").earliest
    axis.set_view(View(far, far + 200.0))
    window.parts.results.list.select("forge")
    window.selection.select("forge")
    settled(qtbot, window)
    scale = axis.layout_shown.scale
    assert scale is not None
    assert scale.view.start <= parse_when("2026-02").earliest
    assert any(bar.item.id == "forge" for band in axis.layout_shown.bands for bar in band.bars)


def test_lanes_by_sector_and_their_names_open_and_close(qtbot: QtBot, window: Workbench) -> None:
    timeline = window.parts.timeline
    choose(timeline.menus.lanes(), "By sector")
    settled(qtbot, window)
    layout = timeline.axis.layout_shown
    names = [band.name for band in layout.bands]
    assert {"Space", "Politics and diplomacy", "Supply chains and critical materials"} <= set(names)
    totals = [band.total for band in layout.bands]
    assert totals == sorted(totals, reverse=True)
    place = names.index("Space")
    bar = timeline.axis.verticalScrollBar()
    bar.setValue(bar.maximum())
    top = round(layout.bands[place].top + TICKS - bar.value() + 10)
    QTest.mouseClick(timeline.axis.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, top))
    assert timeline.options.closed == {"space"}
    assert timeline.axis.layout_shown.bands[place].closed
    choose(timeline.menus.lanes(), "Lanes by name")
    settled(qtbot, window)
    again = [band.name.casefold() for band in timeline.axis.layout_shown.bands]
    assert again == sorted(again)
    window.visit(Query(text="space"))
    settled(qtbot, window)
    assert timeline.axis.layout_shown.names > 0  # lanes come with each page
    choose(timeline.menus.lanes(), "No lanes")
    settled(qtbot, window)
    assert timeline.axis.layout_shown.names == 0


def test_known_by_draws_the_undated_hollow(qtbot: QtBot, window: Workbench) -> None:
    timeline = window.parts.timeline
    assert tray_leads(window)
    heading = timeline.head.heading.text
    choose(timeline.menus.lanes(), "Undated entries, hollow, at the day they were known by")
    settled(qtbot, window)
    assert not tray_leads(window)
    assert timeline.head.heading.text == heading == "4 of 59"
    hollow = next(band for band in timeline.axis.layout_shown.bands if band.hollow)
    drawn = len(hollow.bars) + sum(len(pillar.stack.members) for pillar in hollow.pillars)
    assert drawn == hollow.total == 55


def test_a_colour_of_the_legend_narrows_and_widens_again(qtbot: QtBot, window: Workbench) -> None:
    timeline = window.parts.timeline
    choose(timeline.menus.lanes(), "Colours by how firm")
    settled(qtbot, window)
    button = next(b for b in timeline.legend.buttons if b.name == "Completed")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.history.current.choice(Facet.STAGE).values == ("completed",)
    button = next(b for b in timeline.legend.buttons if b.name == "Completed")
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.history.current.choices == ()


def test_the_visible_time_can_be_the_period_by_keys_alone(qtbot: QtBot, window: Workbench) -> None:
    axis = window.parts.timeline.axis
    axis.setFocus()
    for key in (Key.Key_Plus, Key.Key_Plus):
        press(qtbot, key)
        qtbot.waitUntil(lambda: not axis.motion.is_moving)
    press(qtbot, Key.Key_P)
    settled(qtbot, window)
    period = window.history.current.period
    assert period is not None
    view = axis.view_shown
    assert view is not None
    low, high = period.days()
    assert low <= view.start
    assert view.end <= high + 1


def test_the_overview_moves_the_view(qtbot: QtBot, window: Workbench) -> None:
    timeline = window.parts.timeline
    timeline.overview.setFocus()
    before = timeline.axis.view_shown
    assert before is not None
    press(qtbot, Key.Key_Right)
    qtbot.waitUntil(lambda: not timeline.axis.motion.is_moving)
    after = timeline.axis.view_shown
    assert after is not None
    assert after.start > before.start
    press(qtbot, Key.Key_Right, Modifier.ShiftModifier)
    wider = timeline.axis.view_shown
    assert wider is not None
    assert wider.days > after.days
    assert wider.start == pytest.approx(after.start)
    assert "2026" in timeline.overview.accessibleDescription()


def test_the_picture_is_copied_and_printed(qtbot: QtBot, window: Workbench, tmp_path: Path) -> None:
    timeline = window.parts.timeline
    with qtbot.waitSignal(timeline.told):
        choose(timeline.menus.whole(), "Copy as picture")
    data = QApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"India\xe2\x80\x93ROK Space Day" in bytes(data.data("image/svg+xml").data())
    window.briefing.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.with_timeline.setChecked(True)
    files = []
    for number in range(2):
        target = tmp_path / f"brief{number}.pdf"
        with qtbot.waitSignal(dialog.written, timeout=20_000):
            dialog.start(target)
        files.append(target.read_bytes())
    assert files[0] == files[1]
    with pikepdf.open(tmp_path / "brief0.pdf") as pdf:
        alternatives = [
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert any("59 entries: 4 dated, 55 undated" in text for text in alternatives)


def test_a_level_is_what_is_drawn(window: Workbench) -> None:
    assert window.parts.timeline.axis.layout_shown.level is Level.BARS
