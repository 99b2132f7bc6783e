"""Chips whose text takes two lines."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.models.time_page import time_page
from explorer.ui.panels import tray_paint as paint
from explorer.ui.panels.tray import TrayView
from explorer.ui.panels.tray_layout import TALL_CHIP
from explorer.ui.panels.tray_text import two_line_width, two_lines
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


def test_narrow_chips_take_two_lines(qtbot: QtBot) -> None:
    theme.start("light")
    tray = TrayView()
    qtbot.addWidget(tray)
    tray.resize(700, 400)
    with qtbot.waitExposed(tray):
        tray.show()
    tray.show_page(time_page(made.page(made.seeds())))
    layout = tray.layout_shown
    assert layout.chip == TALL_CHIP
    assert layout.width <= 700 - 40
    assert layout.cut <= 6
    chip = next(chip for chip in layout.chips if chip.key == "chip-task-force")
    assert paint.fitted(chip, 12) == ("Chip task", "force")
    tray.resize(1_200, 400)
    assert tray.layout_shown.chip < TALL_CHIP
    assert tray.layout_shown.cut == 0
