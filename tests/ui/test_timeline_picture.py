"""Pictures of the timeline: text is text, ground is light; colours, legend and period."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.labels import Labels
from explorer.domain.query import Choice, Facet, Page, Period, Query
from explorer.domain.timeline import TimeRow
from explorer.domain.vocabulary import Stage
from explorer.domain.when import parse_when
from explorer.services.marks import FAMILIES
from explorer.ui.inks import Inks
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.panels.timeline_asking import meanings, with_colour, with_period
from explorer.ui.panels.timeline_geometry import TimeOptions
from explorer.ui.panels.timeline_head import TimelineHead
from explorer.ui.panels.timeline_hues import STAMP, draw_sign, hues_of
from explorer.ui.panels.timeline_legend import fair_widths
from explorer.ui.panels.timeline_poster import picture_of
from explorer.ui.panels.timeline_saving import poster_of, write_picture
from explorer.ui.theme import theme
from explorer.ui.theme_colours import DARK, LIGHT
from tests.ui import timeline_pages as made
from tests.ui.fitting import clipped

TODAY = parse_when("2026-11-22").earliest


@pytest.fixture(autouse=True)
def look(qapp: object) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme.start("light")
    yield
    theme.choose("light")
    QLocale.setDefault(before)


def opened(qtbot: QtBot, page: Page) -> TimelinePanel:
    panel = TimelinePanel()
    qtbot.addWidget(panel)
    panel.resize(832, 440)
    panel.show_page(page, Labels())
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def texts(svg: bytes) -> list[str]:
    """What is written in a picture."""
    return [
        "".join(node.itertext()).strip()
        for node in ET.fromstring(svg).iter()
        if node.tag.endswith("}text")
    ]


def test_text_is_text_and_says_what_is_shown(qtbot: QtBot) -> None:
    query = Query(text="joint", choices=((Facet.STAGE, Choice(("agreed",))),))
    library = [made.row("k", "대한민국 우주항공청", when="2026-05"), *made.seeds()]
    panel = opened(qtbot, made.page(library, None, text=query.text, choices=query.choices))
    svg = poster_of(panel).svg()
    written = " ".join(texts(svg))
    assert "“joint”" in written
    assert "How firm: Agreed" in written
    assert f"{len(library)} entries: 5 dated, 43 undated" in written
    assert "India–ROK Space Day" in written
    assert "대한민국우주항공청" in written.replace(" ", "")  # a line breaks where fonts change
    assert "ISRO–KASA" in written  # undated ones too
    assert b"<image" not in svg
    assert svg == poster_of(panel).svg()


def test_the_picture_is_light_whatever_the_window_is(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    light = poster_of(panel).svg()
    theme.choose("dark")
    assert poster_of(panel).svg() == light
    image = poster_of(panel).image()
    assert image.pixelColor(2, 2).name() == LIGHT.base.lower()
    assert image.width() == 2 * 960


def test_other_programs_can_draw_it(qtbot: QtBot) -> None:
    for page in (made.page(made.seeds()), made.many(3_000, dated=0.7), made.many(250)):
        poster = poster_of(opened(qtbot, page))
        renderer = QSvgRenderer(poster.svg())
        assert renderer.isValid()
        assert renderer.viewBox().width() == 960
        picture = QImage(960, round(poster.height), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            renderer.render(painter)
        own = poster.image().scaled(picture.size())
        # Alike within what two ways of smoothing differ by.
        same = sum(
            abs(picture.pixelColor(x, y).lightness() - own.pixelColor(x, y).lightness()) < 60
            for x in range(0, 960, 8)
            for y in range(0, picture.height(), 8)
        )
        assert same > 0.95 * (960 // 8) * (picture.height() // 8)


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_picture_is_written_or_refused_aloud(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    target = tmp_path / f"timeline{suffix}"
    with qtbot.waitSignal(panel.told) as told:
        write_picture(panel, target)
    assert str(target) in told.args[0]
    head = target.read_bytes()[:8]
    assert head == b"\x89PNG\r\n\x1a\n" if suffix == ".png" else head.startswith(b"<?xml")
    with qtbot.waitSignal(panel.told) as told:
        write_picture(panel, tmp_path / "no-such-folder" / f"timeline{suffix}")
    assert "no-such-folder" in told.args[0]
    assert "Written" not in told.args[0]


def test_a_picture_for_print_is_of_its_entries_only() -> None:
    page = made.page([row for row in made.seeds() if row.id in ("forge", "vision", "arctic")])
    rows = tuple(TimeRow(row) for row in page.marks.values())
    picture = picture_of(page, rows, TODAY)
    assert picture == picture_of(page, rows, TODAY)
    assert "3 entries: 2 dated, 1 undated" in picture.words
    written = " ".join(texts(picture.svg.encode()))
    assert "Arctic research" in written
    assert "Today, 22 Nov" in written
    assert "Space Day" not in written
    nothing = picture_of(made.page([]), (), None)
    assert "0 entries" in nothing.words


# ---- colours never alone


@pytest.mark.parametrize("by_stage", [False, True])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_colour_has_a_second_sign(by_stage: bool, palette: object) -> None:
    assert palette in (LIGHT, DARK)
    hues = hues_of(Inks(LIGHT if palette is LIGHT else DARK), by_stage=by_stage)
    if not by_stage:
        styles = [fills[-1].style() for fills in hues.fills]
        assert len(styles) == FAMILIES
        assert len(set(styles)) == FAMILIES


def test_every_stage_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    shapes = set()
    for stage in range(len(Stage)):
        picture = QImage(2 * STAMP, 2 * STAMP, QImage.Format.Format_Mono)
        picture.fill(1)
        with QPainter(picture) as painter:
            ink = Inks(LIGHT).qcolor("text")
            middle = QPoint(STAMP, STAMP).toPointF()
            draw_sign(painter, stage, middle, 2.0 * STAMP - 2, ink, hollow=False)
        shapes.add(bytes(picture.constBits()))
    assert len(shapes) == len(Stage)


# ---- legend and period


def test_the_legend_counts_what_is_dated_and_narrows(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.many(5_000, dated=0.8))
    assert panel.page is not None
    shown = meanings(panel.page, by_stage=False)
    assert sum(meaning.total for meaning in shown) == panel.page.dated
    assert [meaning.row for meaning in shown] == [1, 2, 3, 4, 5, 6, 0]
    button = panel.legend.buttons[1]
    told = QAccessible.queryAccessibleInterface(button)
    assert told is not None
    assert "Science and space" in told.text(QAccessible.Text.Name)
    with qtbot.waitSignal(panel.query_changed) as narrowed:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    query = narrowed.args[0]
    assert set(query.choice(Facet.SECTOR).values) == {"space", "science-research", "biotech-health"}
    assert with_colour(query, 2, by_stage=False) == Query()
    assert with_colour(query, 0, by_stage=False) is None
    for button in panel.legend.buttons:
        assert button.geometry().right() <= panel.legend.width()


def test_legend_names_give_way_fairly() -> None:
    assert fair_widths([50, 60, 200], 200) == [50, 60, 90]
    assert fair_widths([10, 10], 200) == [10, 10]
    assert sum(fair_widths([100, 90, 80, 70], 150)) <= 150


def test_a_period_keeps_how_dates_must_lie_in_it(qtbot: QtBot) -> None:
    page = made.page(made.seeds(), None, period=Period("2026-02", "2026-03", certain=True))
    panel = opened(qtbot, page)
    assert panel.head.chip.isVisible()
    assert panel.head.chip.certain.isChecked()
    with qtbot.waitSignal(panel.query_changed) as asked:
        panel.axis.period_chosen.emit("2026-01", "2026-04")
    assert asked.args[0].period == Period("2026-01", "2026-04", certain=True)
    with qtbot.waitSignal(panel.query_changed) as asked:
        QTest.mouseClick(panel.head.chip.possible, Qt.MouseButton.LeftButton)
    assert asked.args[0].period == Period("2026-02", "2026-03")
    assert with_period(panel.page, None) == Query()
    panel.show_page(made.page(made.seeds()), Labels())
    assert not panel.head.chip.isVisible()


def test_a_period_from_the_text_is_taken_out_of_it(qtbot: QtBot) -> None:
    page = made.page(made.seeds(), None, text="space date:2026")
    understood = Query(text="space", period=Period("2026", "2026"))
    panel = opened(qtbot, replace(page, understood=understood))
    assert panel.head.chip.isVisible()
    with qtbot.waitSignal(panel.query_changed) as asked:
        QTest.mouseClick(panel.head.chip.away, Qt.MouseButton.LeftButton)
    assert asked.args[0] == Query(text="space")


def test_the_tray_is_no_main_figure_while_its_entries_are_on_the_axis(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    assert panel.tray_is_main
    asked = []
    panel.beside_wanted.connect(lambda: asked.append(panel.options))
    panel.set_options(TimeOptions(known=True))
    assert asked == [TimeOptions(known=True)]
    assert not panel.tray_is_main


@pytest.mark.parametrize("width", range(330, 760, 45))
def test_a_period_has_room_or_says_less(qtbot: QtBot, width: int) -> None:
    """No word of it is cut; what holds is told last, and can be switched even when alone."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 40)
    head = TimelineHead(window)
    head.resize(width, 32)
    with qtbot.waitExposed(window):
        window.show()
    head.show_period(Period("2026-03", "2026-05"), 3)
    chip = head.chip
    qtbot.waitUntil(lambda: 0 < chip.width() <= chip.sizeHint().width())
    assert clipped(head) == []
    assert chip.geometry().right() <= head.lanes.x()
    assert "March 2026" in chip.accessibleName()
    if chip.possible.isVisible():
        asked = chip.certain if chip.certain.isVisible() else chip.possible
        with qtbot.waitSignal(head.period_changed) as told:
            QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
        assert told.args == [Period("2026-03", "2026-05", certain=True)]
