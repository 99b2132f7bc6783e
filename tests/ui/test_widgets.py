"""The shared widgets, and offsets in UTF-16."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.vocabulary import Firmness, Stage
from explorer.ui.theme import BODY, theme, ui_font
from explorer.ui.theme_colours import DARK, LIGHT
from explorer.ui.widgets import ElidedLabel, IconButton, LinkButton, Pill, button_text
from explorer.ui.widgets_paint import firmness_of
from explorer.ui.widgets_text import Utf16Map, cut_to_width, marked_html
from tests.ui.samples_checks import has_colour, press, start_look, unnamed


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


def test_an_emoji_takes_two_units() -> None:
    text = "🚀 Joint 우주 𠀀 group"
    offsets = Utf16Map(text)
    start = text.index("group")
    assert offsets.to_units(start) == start + 2
    assert offsets.to_points(start + 2) == start
    assert offsets.to_units(0) == 0
    assert offsets.to_units(1) == 2
    assert offsets.to_points(1) == 0  # within the rocket


@given(st.text(), st.data())
def test_units_are_those_of_utf16_and_turn_back(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "ignore").decode()  # Hypothesis may draw lone surrogates
    point = data.draw(st.integers(0, len(text)))
    units = Utf16Map(text).to_units(point)
    assert units == len(text[:point].encode("utf-16-le")) // 2
    assert Utf16Map(text).to_points(units) == point


def test_a_long_line_is_cut_in_front_of_its_first_mark() -> None:
    metrics = QFontMetricsF(ui_font(BODY))
    text = "a long beginning that goes on and on before it comes to the word joint at last 🚀"
    start = text.index("joint")
    cut = cut_to_width(text, ((start, start + 5),), metrics, 260)
    assert cut.text.startswith("… ")
    ((first, last),) = cut.marks
    assert cut.text[first:last] == "joint"
    whole = cut_to_width("short joint", ((6, 11),), metrics, 400)
    assert whole.text == "short joint"
    assert whole.marks == ((6, 11),)


def test_markup_in_a_text_stays_text() -> None:
    html = marked_html("<b>A & B</b> joint", ((13, 18),))
    assert html.startswith("&lt;b&gt;A &amp; B&lt;/b&gt; <span")
    assert ">joint</span>" in html


def test_an_ampersand_is_no_mnemonic(qtbot: QtBot) -> None:
    assert button_text("Science & technology") == "Science && technology"
    button = IconButton("copy", "Copy A & B", words=True)
    qtbot.addWidget(button)
    assert button.text().strip() == "Copy A && B"
    assert button.accessibleName() == "Copy A & B"


def test_an_elided_label_keeps_the_whole_for_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A title that is far too long for forty pixels")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text() == label.accessibleName()


def test_a_link_wraps_and_works_by_keyboard(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    link = LinkButton("Visit of President Lee Jae Myung to the Republic of India", box)
    QVBoxLayout(box).addWidget(link)
    box.resize(160, 120)
    box.show()
    assert link.height() > 2 * link.fontMetrics().height()
    with qtbot.waitSignal(link.clicked):
        press(link, Qt.Key.Key_Space)
    assert unnamed(box) == []


def test_pills_follow_firmness_and_theme(qtbot: QtBot) -> None:
    assert [firmness_of(stage) for stage in (Stage.PROPOSED, Stage.AGREED, Stage.LAUNCHED)] == [
        Firmness.WORDS,
        Firmness.UNDERTAKEN,
        Firmness.DONE,
    ]
    pill = Pill("Launched", Firmness.DONE)
    qtbot.addWidget(pill)
    light = pill.grab().toImage()
    assert theme.colours is LIGHT
    start_look("dark")
    assert pill.grab().toImage() != light
    outlined = Pill("Launched", Firmness.UNDERTAKEN)
    qtbot.addWidget(outlined)
    assert theme.colours is DARK
    assert has_colour(outlined.grab().toImage(), outlined.palette().window().color())
    assert not has_colour(pill.grab().toImage().copy(8, 4, 20, 12), DARK.window)
