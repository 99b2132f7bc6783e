"""Wheel, pinch, drags, double clicks and keys on the axis; smoothness only where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.query import Facet, Page
from explorer.domain.when import parse_when
from explorer.ui.models.time_book import Book
from explorer.ui.models.time_groups import groups_of
from explorer.ui.models.time_page import time_page
from explorer.ui.models.time_scale import View
from explorer.ui.panels.timeline_axis import AxisView
from explorer.ui.panels.timeline_fitting import Around
from explorer.ui.panels.timeline_geometry import Level, TimeOptions
from explorer.ui.panels.timeline_motion import LONGEST_MS
from explorer.ui.panels.timeline_targets import Target
from explorer.ui.theme import theme
from tests.ui import timeline_pages as made
from tests.ui.test_timeline_lanes import lanes_of

TODAY = date(2026, 11, 22)
Key = Qt.Key
Modifier = Qt.KeyboardModifier
Left = Qt.MouseButton.LeftButton


class Still(QProxyStyle):
    """A platform that wants no animation."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: object = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget)


@pytest.fixture(autouse=True)
def look(qapp: object) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme.start("light")
    yield
    QLocale.setDefault(before)


def opened(qtbot: QtBot, page: Page, *, still: bool = True) -> AxisView:
    axis = AxisView()
    qtbot.addWidget(axis)
    if still:
        style = Still("Fusion")
        style.setParent(axis)
        axis.setStyle(style)
    axis.resize(832, 360)
    axis.set_today(TODAY)
    axis.show_page(time_page(page), Book(page.marks, {}), Around())
    with qtbot.waitExposed(axis):
        axis.show()
    return axis


def view_of(axis: AxisView) -> View:
    assert axis.view_shown is not None
    return axis.view_shown


def moment(axis: AxisView, x: float) -> float:
    scale = axis.layout_shown.scale
    assert scale is not None
    return scale.at(x)


def x_of(axis: AxisView, text: str) -> int:
    scale = axis.layout_shown.scale
    assert scale is not None
    return round(scale.x(parse_when(text).earliest))


def turn(axis: AxisView, x: float, angle: QPoint, modifier: Modifier = Modifier.NoModifier) -> None:
    """Turn a wheel over a place of the content."""
    where = QPointF(x, 150)
    view = axis.viewport()
    event = QWheelEvent(
        where,
        QPointF(view.mapToGlobal(where.toPoint())),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


@pytest.mark.parametrize("x", [60.0, 416.0, 790.0])
@pytest.mark.parametrize("turns", [120, -120, 15, 480])
def test_the_wheel_zooms_where_the_pointer_is(qtbot: QtBot, x: float, turns: int) -> None:
    axis = opened(qtbot, made.many(10_000))
    axis.set_view(View(parse_when("1970").earliest, parse_when("1999").latest + 1.0))
    before, at = view_of(axis), moment(axis, x)
    turn(axis, x, QPoint(0, turns))
    after = view_of(axis)
    assert (after.days < before.days) == (turns > 0)
    assert moment(axis, x) == pytest.approx(at, abs=1e-3)


def test_a_pinch_zooms_where_the_fingers_are(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    before, at = view_of(axis), moment(axis, 300)
    place = QPointF(300, 150)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(axis.viewport().mapToGlobal(place.toPoint())),
        0.25,
        QPointF(),
        1,
    )
    QApplication.sendEvent(axis.viewport(), event)
    assert view_of(axis).days == pytest.approx(before.days / 1.25)
    assert moment(axis, 300) == pytest.approx(at, abs=1e-3)


def test_shift_or_a_sideways_wheel_pans(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    axis.set_view(View(715_000.0, 720_000.0))
    before = view_of(axis)
    turn(axis, 300, QPoint(0, -120), Modifier.ShiftModifier)
    later = view_of(axis)
    assert later.start > before.start
    assert later.days == pytest.approx(before.days)
    turn(axis, 300, QPoint(120, 0))
    assert view_of(axis).start == pytest.approx(before.start)


def test_a_drag_takes_what_is_under_the_pointer_along(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    axis.set_view(View(715_000.0, 720_000.0))
    at = moment(axis, 500)
    QTest.mousePress(axis.viewport(), Left, pos=QPoint(500, 150))
    for x in (480, 400, 333):
        QTest.mouseMove(axis.viewport(), QPoint(x, 150))
        assert moment(axis, x) == pytest.approx(at, abs=1e-3)
    with qtbot.assertNotEmitted(axis.clicked):
        QTest.mouseRelease(axis.viewport(), Left, pos=QPoint(333, 150))


def test_no_way_leads_far_from_what_there_is(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    for _ in range(40):
        turn(axis, 400, QPoint(0, -480))
    wide = view_of(axis)
    for _ in range(60):
        turn(axis, 400, QPoint(-480, 0))
    low, high = axis.reach
    assert view_of(axis).start <= high
    assert wide.days < 4 * (high - low)
    for _ in range(60):
        turn(axis, 400, QPoint(0, 480))
    assert view_of(axis).days >= 3.9


def test_a_double_click_on_nothing_zooms_in_there(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.page(made.seeds()))
    before, at = view_of(axis), moment(axis, 700)
    place = QPoint(700, 330)
    assert axis.target_at(QPointF(place)) is None
    QTest.mouseDClick(axis.viewport(), Left, pos=place)
    assert view_of(axis).days < before.days / 2
    assert moment(axis, 700) == pytest.approx(at, abs=1e-3)


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2026-03-10", "2026-05-20", ("2026-03", "2026-05")),
        ("2026-05-20", "2026-03-10", ("2026-03", "2026-05")),
        ("2026-01-09", "2026-12-20", ("2026", "2026")),
    ],
)
def test_a_drag_on_the_ruler_draws_a_period_in_whole_units(
    qtbot: QtBot, first: str, last: str, period: tuple[str, str]
) -> None:
    axis = opened(qtbot, made.page(made.seeds()))
    before = view_of(axis)
    QTest.mousePress(axis.viewport(), Left, pos=QPoint(x_of(axis, first), 6))
    QTest.mouseMove(axis.viewport(), QPoint(x_of(axis, "2026-06"), 6))
    with qtbot.waitSignal(axis.period_chosen) as chosen:
        end = QPoint(x_of(axis, last), 6)
        QTest.mouseMove(axis.viewport(), end)
        QTest.mouseRelease(axis.viewport(), Left, pos=end)
    assert tuple(chosen.args) == period
    assert view_of(axis) == before


def test_a_click_on_the_ruler_chooses_one_step_of_it(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.page(made.seeds()))
    with qtbot.waitSignal(axis.period_chosen) as chosen:
        QTest.mouseClick(axis.viewport(), Left, pos=QPoint(x_of(axis, "2026-04-12"), 6))
    assert chosen.args == ["2026-04", "2026-04"]


def test_a_drag_on_the_ruler_can_be_given_up(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.page(made.seeds()))
    QTest.mousePress(axis.viewport(), Left, pos=QPoint(200, 6))
    QTest.mouseMove(axis.viewport(), QPoint(300, 6))
    QTest.keyClick(axis, Key.Key_Escape)
    with qtbot.assertNotEmitted(axis.period_chosen):
        QTest.mouseRelease(axis.viewport(), Left, pos=QPoint(300, 6))


def test_a_stack_opens_and_days_that_are_one_are_listed(qtbot: QtBot) -> None:
    rows = [made.row(f"a{n}", f"A {n}", when="1990-05-02") for n in range(300)]
    rows += [made.row(f"b{n}", "B", when=f"{1950 + n % 60}") for n in range(300)]
    axis = opened(qtbot, made.page(rows))
    assert axis.layout_shown.level is Level.COUNTS
    axis.set_view(View(parse_when("1990-04").earliest, parse_when("1990-06").latest + 1.0))
    band = axis.layout_shown.bands[0]
    assert band.level is Level.DOTS
    place = next(n for n, p in enumerate(band.pillars) if len(p.stack.members) == 300)
    button = axis.box_of(Target(band=0, heap=place))
    assert button is not None
    with qtbot.waitSignal(axis.heap_opened) as listed:
        QTest.mouseClick(axis.viewport(), Left, pos=button.center().toPoint())
    names, total = axis.members(listed.args[0], 20)
    assert (len(names), total) == (20, 300)
    assert all(name.startswith("a") for name in names)


def test_a_dot_is_an_entry(qtbot: QtBot) -> None:
    page = made.many(2_000, coarse=0.01)
    axis = opened(qtbot, page)
    axis.set_view(View(parse_when("1983").earliest, parse_when("1989").latest + 1.0))
    band = axis.layout_shown.bands[0]
    assert band.level is Level.DOTS
    member = band.pillars[0].stack.members[0]
    name = time_page(page).item(member).id
    box = axis.box_of(Target(name))
    assert box is not None
    with qtbot.waitSignal(axis.entry_activated) as chosen:
        QTest.mouseClick(axis.viewport(), Left, pos=box.center().toPoint())
    assert chosen.args == [name]
    assert name in axis.wanted()


def test_keys_zoom_pan_and_fit(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    home = view_of(axis)
    axis.setFocus()
    QTest.keyClick(axis, Key.Key_Plus)
    closer = view_of(axis)
    assert closer.days < home.days
    QTest.keyClick(axis, Key.Key_Right, Modifier.ControlModifier)
    assert view_of(axis).start > closer.start
    QTest.keyClick(axis, Key.Key_Minus)
    assert view_of(axis).days == pytest.approx(home.days)
    QTest.keyClick(axis, Key.Key_0)
    assert view_of(axis) == home
    QTest.keyClick(axis, Key.Key_0, Modifier.ControlModifier)
    assert view_of(axis).days >= home.days


def test_walking_goes_on_beyond_the_view_and_the_view_follows(qtbot: QtBot) -> None:
    page = made.many(10_000)
    axis = opened(qtbot, page)
    axis.set_view(View(parse_when("1980").earliest, parse_when("1980").latest + 1.0))
    axis.setFocus()
    heard: list[str] = []
    axis.entry_activated.connect(heard.append)
    for _ in range(30):
        QTest.keyClick(axis, Key.Key_Right)
    shown = time_page(page)
    days = [int(shown.columns.start[shown.number(name)]) for name in heard]
    assert len(set(heard)) == 30
    assert days == sorted(days)
    assert days[0] >= parse_when("1980").earliest - 366
    QTest.keyClick(axis, Key.Key_End)
    last = int(shown.columns.start[shown.number(heard[-1])])
    assert last == int(shown.columns.start.max())
    assert view_of(axis).start <= last < view_of(axis).end


def test_a_glide_takes_at_most_its_time_and_ends_where_it_should(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000), still=False)
    goal = View(715_000.0, 718_000.0)
    seen: list[View] = []
    axis.motion.moved.connect(seen.append)
    with qtbot.waitSignal(axis.settled):
        axis.glide_to(goal)
        assert axis.motion.is_moving
    assert view_of(axis) == goal == seen[-1]
    assert LONGEST_MS == 150


def test_without_animation_it_is_there_at_once(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.many(10_000))
    goal = View(715_000.0, 718_000.0)
    axis.glide_to(goal)
    assert not axis.motion.is_moving
    assert view_of(axis) == goal


def test_the_cursor_tells_what_a_press_does(qtbot: QtBot) -> None:
    axis = opened(qtbot, made.page(made.seeds()))
    places = {
        Qt.CursorShape.CrossCursor: QPoint(300, 5),
        Qt.CursorShape.OpenHandCursor: QPoint(700, 330),
        Qt.CursorShape.PointingHandCursor: QPoint(60, 34),
    }
    for shape, place in places.items():
        QTest.mouseMove(axis.viewport(), place)
        qtbot.waitUntil(lambda shape=shape: axis.viewport().cursor().shape() == shape)  # type: ignore[misc]
    QApplication.sendEvent(axis.viewport(), QEvent(QEvent.Type.Leave))


def test_rows_that_come_later_give_the_labels(qtbot: QtBot) -> None:
    from explorer.domain.timeline import Step, TimeRow

    page = made.many(5_000)
    axis = opened(qtbot, page)
    axis.set_view(View(parse_when("1980-03").earliest, parse_when("1980-04").latest + 1.0))
    bars = axis.layout_shown.bands[0].bars
    assert bars
    wanted = axis.wanted()
    assert set(wanted) == {bar.item.id for bar in bars}
    rows = tuple(
        TimeRow(
            made.row(name, f"Agreement {name}", f"No. {name}", when="1980-03-15"),
            (Step("proposed", "1980-03-02"),) if name == wanted[0] else (),
        )
        for name in wanted
    )
    axis.add_rows(rows)
    assert axis.wanted() == ()
    again = axis.layout_shown.bands[0].bars
    assert any(bar.label is not None for bar in again)
    assert any(bar.mark.signs for bar in again)
    told = axis.tooltip_of(Target(wanted[0]))
    assert "Proposed 2 March 1980" in told


def test_lanes_that_do_not_fit_are_scrolled_by_bar_and_drag(qtbot: QtBot) -> None:
    page = made.many(20_000)
    values = [(f"v{n % 30:02d}",) for n in range(20_000)]
    axis = opened(qtbot, page)
    axis.set_options(TimeOptions(group=Facet.PARTY))
    groups = groups_of(time_page(page), lanes_of(values, Facet.PARTY), str, by_name=True)
    axis.show_around(Around(None, groups, None))
    bar = axis.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    assert bar.maximum() == round(axis.layout_shown.content - (360 - 28))
    assert axis.layout_shown.bands[20].counts is None
    QTest.mousePress(axis.viewport(), Left, pos=QPoint(500, 300))
    for y in (250, 100, 40):
        QTest.mouseMove(axis.viewport(), QPoint(500, y))
    QTest.mouseRelease(axis.viewport(), Left, pos=QPoint(500, 40))
    assert bar.value() == 260
    bar.setValue(bar.maximum())
    assert axis.layout_shown.bands[-1].counts is not None
    few = groups_of(
        time_page(page), lanes_of([("a",), ("b",)] * 10_000, Facet.PARTY), str, by_name=True
    )
    axis.show_around(Around(None, few, None))
    assert [band.counts is not None for band in axis.layout_shown.bands] == [True, True]
    axis.show_around(Around())
    assert bar.maximum() == 0
    assert axis.layout_shown.bands[0].counts is not None
