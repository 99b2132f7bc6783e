"""The timeline with counts, at every size, in every script and both looks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.labels import Labels
from explorer.domain.query import Page
from explorer.domain.when import parse_when
from explorer.ui.models.time_scale import View, Window
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.panels.timeline_geometry import Counts
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


def colour_count(widget: QWidget, role: str) -> int:
    picture = widget.grab().toImage()
    wanted = theme.colours.qcolor(role).rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(picture.width())
        for y in range(picture.height())
    )


# ---- counts


def counts_of(panel: TimelinePanel) -> Counts:
    band = panel.axis.layout_shown.bands[0]
    assert band.counts is not None
    return band.counts


def test_ten_thousand_become_counts_by_family(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.many(10_000), height=320)
    counts = counts_of(panel)
    assert panel.axis.layout_shown.bands[0].bars == ()
    assert [button.meaning.row for button in panel.legend.buttons] == [1, 2, 3, 4, 5, 6, 0]
    assert sum(button.meaning.total for button in panel.legend.buttons) == 10_000
    assert counts.numbers
    places = [box for box, _ in counts.numbers]
    for place, box in enumerate(places):
        assert not any(box.intersects(other) for other in places[place + 1 :])
        assert box.left() >= 0
        assert box.right() <= 832


def test_a_column_says_what_it_counts_and_is_looked_at_closer(qtbot: QtBot) -> None:
    rows = [
        made.row(f"t{n}", "Treaty", when=f"{1950 + n % 50}-05-03", stage="signed")
        for n in range(500)
    ]
    panel = opened(qtbot, made.page(rows), height=320)
    panel.axis.setFocus()
    QTest.keyClick(panel.axis, Key.Key_PageDown)
    assert panel.axis.accessibleDescription() == "1950. 10 entries. Science and space 10"
    left, right = counts_of(panel).spans[3]
    middle = QPoint(round((left + right) / 2), 150)
    target = panel.axis.target_at(QPointF(middle))
    assert target is not None
    assert "<b>1953</b><br>10 entries" in panel.axis.tooltip_of(target)
    with qtbot.waitSignal(panel.axis.settled):
        QTest.mouseClick(panel.axis.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    view = panel.axis.view_shown
    assert view is not None
    assert view.start < parse_when("1953").earliest
    assert parse_when("1953").latest < view.end
    assert view.days < 500


def test_the_selected_entry_is_marked_over_the_counts(qtbot: QtBot) -> None:
    page = made.many(5_000)
    panel = opened(qtbot, page, height=320)
    panel.select(None)
    without = colour_count(panel.axis, "accent")
    panel.select(page.ids[77])
    assert colour_count(panel.axis, "accent") > without + 10


def test_another_view_moves_everything(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.many(10_000), height=320)
    window = Window(parse_when("1990").earliest, parse_when("1999").latest)
    panel.axis.set_view(View.of(window))
    layout = panel.axis.layout_shown
    assert layout.scale is not None
    assert layout.scale.view == panel.axis.view_shown == View.of(window)
    assert layout.scale.window == window
    assert sum(layout.parts) == 10_000
    assert "earlier, not shown" in panel.head.heading.text


# ---- robustness


@pytest.mark.parametrize("size", [(320, 214), (560, 300), (1100, 700), (40, 30)])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_page_at_every_size_is_painted(
    qtbot: QtBot, size: tuple[int, int], choice: str
) -> None:
    theme.choose(choice)
    scripts = [
        made.row("k", "대한민국 우주항공청과의 공동작업반", "우주 공동작업반", when="2024-05"),
        made.row("h", "भारत–कोरिया अंतरिक्ष सहयोग", "अंतरिक्ष सहयोग", when="2025-03-14"),
        made.row("u", "हरित हाइड्रोजन पर संयुक्त कार्यबल", "हरित हाइड्रोजन"),
        made.row("old", "Treaty", when="0843-08"),
        made.row("open", "Since", when="2019/..", period=True, sector=None),
        made.row("until", "Until", when="[..2024-02]"),
    ]
    pages = (
        made.page([]),
        made.page(made.seeds(), ()),
        made.page(made.seeds()),
        made.page([row for row in made.seeds() if not row.when and not row.event]),
        made.page(scripts),
        made.page([made.row("x", "", when="9999-12-31")]),
        made.many(120),
        made.many(3_000, dated=0.3),
    )
    panel = opened(qtbot, pages[0], *size)
    for page in pages:
        panel.show_page(page, Labels())
        panel.select(page.ids[0] if page.ids else None)
        assert not panel.grab().isNull()
    theme.choose("light")


def test_a_resize_while_a_column_is_current_is_harmless(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.many(5_000), height=320)
    panel.axis.setFocus()
    QTest.keyClick(panel.axis, Key.Key_PageUp)
    panel.resize(400, 260)
    QTest.keyClick(panel.axis, Key.Key_PageDown)
    assert not panel.grab().isNull()


def test_the_look_follows_the_theme(qtbot: QtBot) -> None:
    panel = opened(qtbot, made.page(made.seeds()))
    light = panel.grab().toImage().pixelColor(3, 3).name()
    theme.choose("dark")
    dark = panel.grab().toImage().pixelColor(3, 3).name()
    theme.choose("light")
    assert (light, dark) == ("#ffffff", "#1d2025")


def test_importing_the_panel_does_not_import_numpy() -> None:
    code = "import sys, explorer.ui.panels.timeline; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
