"""The palette: text can be read on every ground it stands on, and both themes have all roles."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from explorer.domain.vocabulary import Family
from explorer.ui.theme import DARK, LIGHT, Colours, load_first_fonts, load_fonts


def luminance(colour: QColor) -> float:
    """Relative luminance as in WCAG 2.1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, as in WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "selection"])
@pytest.mark.parametrize("role", ["text", "soft", "faint", "accent"])
def test_text_can_be_read(colours: Colours, role: str, ground: str) -> None:
    assert contrast(colours.qcolor(role), colours.qcolor(ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_special_pairs_can_be_read(colours: Colours) -> None:
    for text, ground in (("mark_text", "mark"), ("on_accent", "accent"), ("error", "window")):
        assert contrast(colours.qcolor(text), colours.qcolor(ground)) >= 4.5, text
    for place in range(len(Family)):
        hue = colours.family(place)
        assert contrast(hue, colours.qcolor("base")) >= 3  # a mark beside text, not text
        assert contrast(colours.qcolor("text"), colours.tint(hue)) >= 4.5


def test_the_bundled_fonts_are_there(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontDatabase

    load_first_fonts()
    assert "NotoSerif-Regular.ttf" in load_fonts()
    families = set(QFontDatabase.families())
    assert {"Noto Sans", "Noto Serif", "Noto Sans Devanagari", "NanumGothic"} <= families
