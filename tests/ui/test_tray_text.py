"""Chips whose text takes two lines."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.models.time_page import time_page
from explorer.ui.panels.tray import TrayView
from explorer.ui.panels.tray_text import by_words, two_line_width, two_lines
from explorer.ui.theme import theme
from tests.ui import timeline_pages as made

LETTER = 6.0


def letters(text: str) -> float:
    return LETTER * len(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Chip task force", ("Chip task", "force")),
        ("ISRO–KASA", ("ISRO–KASA", "")),
        ("NPCIL–KFTC MoU", ("NPCIL–", "KFTC MoU")),
        ("Semiconductors", ("Semiconductors", "")),
        ("반도체 공급망 협력 대화", ("반도체 공급망 협", "력 대화")),
        ("हरित हाइड्रोजन", ("हरित", "हाइड्रोजन")),
        ("", ("", "")),
    ],
)
def test_lines_break_where_words_do(text: str, lines: tuple[str, str]) -> None:
    assert two_lines(text, 9 * LETTER, letters) == lines


def test_two_lines_are_as_even_as_they_can_be() -> None:
    assert two_line_width("Chip task force", letters) == 9 * LETTER
    assert two_line_width("Semiconductors", letters) == 14 * LETTER


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chip task force", "Chip…"),
        ("Chip", "Chip"),
        ("ISRO–KASA group", "ISRO…"),
        ("Semiconductors", ""),
        ("", ""),
    ],
)
def test_what_does_not_fit_ends_with_a_whole_word(text: str, shown: str) -> None:
    assert by_words(text, 9 * LETTER, letters) == shown


def test_where_chips_would_be_cut_stages_share_columns(qtbot: QtBot) -> None:
    theme.start("light")
    tray = TrayView()
    qtbot.addWidget(tray)
    tray.resize(700, 400)
    with qtbot.waitExposed(tray):
        tray.show()
    tray.show_page(time_page(made.page(made.seeds())))
    layout = tray.layout_shown
    assert layout.merged
    assert layout.width <= 700 - 40 + 1e-6
    assert layout.cut == 0
    tray.resize(1_500, 400)
    assert not tray.layout_shown.merged
    assert tray.layout_shown.cut == 0
