"""The timeline as a widget: what it draws, says, and answers to pointer and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.labels import Labels
from explorer.domain.query import Page
from explorer.ui.panels import timeline_numbers as say
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.panels.timeline_geometry import TICKS
from explorer.ui.panels.timeline_targets import Target
from explorer.ui.theme import theme
from tests.ui import timeline_pages as made

TODAY = date(2026, 11, 22)
Key = Qt.Key


@pytest.fixture(autouse=True)
def look(qapp: object) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme.start("light")
    yield
    QLocale.setDefault(before)


def opened(qtbot: QtBot, page: Page, width: int = 832, height: int = 440) -> TimelinePanel:
    panel = TimelinePanel()
    qtbot.addWidget(panel)
    panel.set_today(TODAY)
    panel.resize(width, height)
    panel.show_page(page, Labels())
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def centre(panel: TimelinePanel, entry: str) -> QPoint:
    box = panel.axis.box_of(Target(entry))
    assert box is not None
    return box.center().toPoint()


def colour_count(widget: QWidget, role: str) -> int:
    picture = widget.grab().toImage()
    wanted = theme.colours.qcolor(role).rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_headings_are_honest(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds(), made.SEED_SEARCH))
    assert panel.head.heading.text == "1 of 13 · faint marks are outside this search"
    assert panel.page is not None
    assert say.undated_heading(panel.page) == "12 of 13, by how firm and sector"
    empty = opened(qtbot, made.page(made.seeds(), ()))
    assert empty.head.heading.text == "nothing found"


def test_labels_say_dates_as_the_axis_needs_them(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds(), made.SEED_SEARCH))
    labels = {
        bar.item.id: " ".join(piece.text for piece in bar.label.pieces)
        for bar in panel.axis.layout_shown.bands[0].bars
        if bar.label is not None
    }
    assert labels["vision"] == "India–ROK Joint Strategic Vision covers 2026–2030"
    assert labels["space-day"] == "India–ROK Space Day 20 April"
    assert labels["forge"] == "Forum on Resource Geostrategic Engagement (FORGE)"
    assert labels["visit"].endswith("about April 2 outcomes 6 outside")
    ticks = [tick.label for tick in panel.axis.layout_shown.ticks if tick.label]
    assert ticks[:2] == ["Jan 2026", "Feb"]
    assert panel.axis.layout_shown.today is not None
    assert panel.axis.layout_shown.today.text == "Today, 22 Nov"


@pytest.mark.parametrize("width", [560, 700, 832, 1100])
def test_today_is_labelled_and_hides_nothing(qtbot: QtBot, width: int) -> None:
    panel = opened(qtbot, made.page(made.seeds()), width)
    layout = panel.axis.layout_shown
    assert layout.today is not None
    assert layout.today.in_content
    pill = layout.today.pill.translated(0, TICKS)
    assert pill.left() >= 0
    assert pill.right() <= width
    for bar in layout.bands[0].bars:
        box = panel.axis.box_of(Target(bar.item.id))
        assert box is not None
        assert not box.intersects(pill)


@pytest.mark.parametrize("width", [420, 500, 535, 620])
def test_today_is_never_cut_by_a_low_axis(qtbot: QtBot, width: int) -> None:
    panel = opened(qtbot, made.page(made.seeds()), width)
    heights = []
    for height in range(panel.minimumSizeHint().height(), 460, 12):
        panel.resize(width, height)
        today = panel.axis.layout_shown.today
        assert today is not None
        bottom = today.pill.bottom() + (TICKS if today.in_content else 0)
        assert bottom <= panel.axis.viewport().height()
        heights.append(panel.axis.height())
    assert len(set(heights)) > 2


def leads(panel: TimelinePanel) -> bool:
    return panel.tray_is_main


def test_tray_leads_while_most_is_undated(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    assert leads(panel)
    assert panel.tray.isVisible()
    assert not panel.toggle.isVisible()
    assert 84 <= panel.axis.height() < panel.tray.height()
    dated = [row for row in made.seeds() if row.when or row.id == "gks"]
    panel.show_page(made.page(dated), Labels())
    assert not leads(panel)
    assert panel.tray.isVisible()  # there is room for both
    assert panel.axis.height() >= panel.axis.preferred_height(832)
    assert panel.tray.height() >= panel.tray.preferred_height(832)
    panel.resize(832, 240)
    assert not panel.tray.isVisible()
    panel.resize(832, 440)
    assert panel.tray.isVisible()
    QTest.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    assert not panel.tray.isVisible()  # the user's own choice holds
    panel.resize(832, 441)
    assert not panel.tray.isVisible()
    assert panel.toggle.accessibleName() == "Show undated entries"
    QTest.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    assert panel.toggle.accessibleName() == "Hide undated entries"
    assert panel.tray.height() > 60
    strip = QPoint(200, panel.toggle.geometry().center().y())
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=strip)
    assert panel.toggle.accessibleName() == "Show undated entries"


def test_selecting_from_outside_outlines_without_a_signal(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds(), made.SEED_SEARCH))
    before = colour_count(panel.tray, "accent")
    with qtbot.assertNotEmitted(panel.entry_activated):
        panel.select("isro-kasa")
    assert colour_count(panel.tray, "accent") > before + 100
    assert "ISRO–KASA" in panel.tray.accessibleDescription()
    assert "ISRO–KASA" in panel.axis.accessibleDescription()
    panel.select(None)
    assert colour_count(panel.tray, "accent") == before
    panel.select("not-in-the-page")
    assert panel.tray.accessibleDescription() == ""


def test_click_and_double_click_on_the_axis(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    view = panel.axis.viewport()
    with qtbot.waitSignal(panel.entry_activated) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(panel, "space-day"))
    assert chosen.args == ["space-day"]
    with qtbot.waitSignal(panel.entry_opened) as entered:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=centre(panel, "forge"))
    assert entered.args == ["forge"]
    with qtbot.assertNotEmitted(panel.entry_activated):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(815, 48))


def test_a_ring_is_the_outcome_and_the_tray_follows(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds(), made.SEED_SEARCH))
    with qtbot.waitSignal(panel.entry_activated) as chosen:
        QTest.mouseClick(
            panel.axis.viewport(), Qt.MouseButton.LeftButton, pos=centre(panel, "isro-kasa")
        )
    assert chosen.args == ["isro-kasa"]
    assert "ISRO–KASA" in panel.tray.accessibleDescription()


def test_keys_go_through_time(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds(), made.SEED_SEARCH))
    heard: list[str] = []
    panel.entry_activated.connect(heard.append)
    panel.axis.setFocus()
    QTest.keyClick(panel.axis, Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(panel.axis, Key.Key_Right)
    assert heard == ["vision", "forge", "visit", "tech-ambition", "isro-kasa", "space-day"]
    QTest.keyClick(panel.axis, Key.Key_Right)
    QTest.keyClick(panel.axis, Key.Key_Left)
    assert heard[-2:] == ["space-day", "isro-kasa"]
    with qtbot.waitSignal(panel.entry_opened) as entered:
        QTest.keyClick(panel.axis, Key.Key_Return)
    assert entered.args == ["isro-kasa"]
    QTest.keyClick(panel.axis, Key.Key_End)
    assert heard[-1] == "space-day"
    assert "outside this search" in panel.axis.accessibleDescription()


def test_focus_is_seen(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    panel.activateWindow()
    for view in (panel.axis, panel.tray):
        panel.select(None)
        other = panel.tray if view is panel.axis else panel.axis
        other.setFocus()
        without = colour_count(view, "accent")
        view.setFocus()
        if view.hasFocus():
            assert colour_count(view, "accent") > without


def test_tooltips_tell_the_date_and_what_it_means(qtbot: QtBot) -> None:
    library = [*made.seeds(), made.row("x", "A <b> & C", when="2026-06", sector=None)]
    panel = opened(qtbot, made.page(library, [r.id for r in library if r.id != "forge"]))

    def tip(entry: str) -> str:
        box = panel.axis.box_of(Target(entry))
        assert box is not None
        # The left end of a bar: rings stand further in.
        target = panel.axis.target_at(box.center() if box.width() < 20 else box.topLeft())
        assert target is not None
        return panel.axis.tooltip_of(target)

    assert "about April 2026 · inferred · near that time" in tip("visit")
    assert "Held" in tip("visit")
    assert "covers 2026–2030 · lasts from start to end" in tip("vision")
    assert "February 2026 · some day in that time" in tip("forge")
    assert "outside this search" in tip("forge")
    assert "outcome of Visit of President Lee Jae Myung" in tip("isro-kasa")
    assert "A &lt;b&gt; &amp; C" in tip("x")
    assert "EDTF" not in tip("x")


def test_every_focusable_widget_has_a_name(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page([r for r in made.seeds() if r.when or r.id == "gks"]))
    panel.open_tray(True)
    focusable = [
        child
        for child in panel.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    # Five tools, the axis, the overview, the legend's colours, the line of the tray, the tray.
    assert {panel.axis, panel.overview, panel.toggle, panel.tray} < set(focusable)
    assert len(focusable) == 5 + 4 + len(panel.legend.buttons)
    for child in focusable:
        told = QAccessible.queryAccessibleInterface(child)
        assert told is not None
        assert told.text(QAccessible.Text.Name)


def test_a_tray_that_opens_again_shows_the_answer_that_came_meanwhile(qtbot: QtBot) -> None:
    """Its height is asked for while it is closed; that lays nothing out that is drawn."""
    rows = made.seeds()
    undated = [row for row in rows if not row.when]
    dated = [row for row in rows if row.when]
    panel = opened(qtbot, made.page([*dated, *undated[:2]]))
    assert panel.tray.isVisible()
    panel.open_tray(False)
    panel.show_page(made.page([*dated, *undated[2:4]]), Labels())
    assert not panel.tray.isVisible()
    panel.open_tray(True)
    assert {chip.key for chip in panel.tray.layout_shown.chips} == {row.id for row in undated[2:4]}
