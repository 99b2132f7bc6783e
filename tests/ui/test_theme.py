"""The palettes: text can be read on every ground, hues differ for every eye, choices hold."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from explorer.domain.vocabulary import Family
from explorer.ui import theme as look
from explorer.ui.theme import colours_for, load_first_fonts, load_fonts, theme
from explorer.ui.theme_colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours
from tests.ui.colour_science import VISION, contrast, difference, seen

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
GROUNDS = ("window", "base", "selection")

every = pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)


def test_the_measures_are_right() -> None:
    """Checked against published values, before anything is checked with them."""
    black, white = QColor("black"), QColor("white")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(QColor("#777777"), white) == pytest.approx(4.48, abs=0.01)
    # Sharma, Wu and Dalal (2005), pairs 1, 7 and 16 of their table.
    for one, other, wanted in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ):
        assert difference(one, other) == pytest.approx(wanted, abs=1e-4)


@every
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", ["text", "soft", "faint", "accent", "error"])
def test_text_can_be_read(colours: Colours, role: str, ground: str) -> None:
    least = 7 if colours in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5
    assert contrast(colours.qcolor(role), colours.qcolor(ground)) >= least


@every
def test_special_pairs_can_be_read(colours: Colours) -> None:
    for text, ground in (("mark_text", "mark"), ("on_accent", "accent")):
        assert contrast(colours.qcolor(text), colours.qcolor(ground)) >= 4.5, text
    for place in range(len(Family)):
        assert contrast(colours.qcolor("text"), colours.tint(colours.family(place))) >= 4.5
    for share in (0.06, 0.12):  # under the mouse, pressed
        pressed = colours.tint(colours.qcolor("text"), share)
        assert contrast(colours.qcolor("text"), pressed) >= 4.5


@every
@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_can_be_seen(colours: Colours, ground: str) -> None:
    for place in range(len(Family)):
        assert contrast(colours.family(place), colours.qcolor(ground)) >= 3
    # The ring of the keyboard, and the line beside evidence, which stands on base and window.
    assert contrast(colours.qcolor("accent"), colours.qcolor(ground)) >= 3
    if ground != "selection":
        assert contrast(colours.qcolor("evidence"), colours.qcolor(ground)) >= 3


@pytest.mark.parametrize("colours", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_draws_its_edges(colours: Colours) -> None:
    for role in ("line", "strong"):
        for ground in ("window", "base"):
            assert contrast(colours.qcolor(role), colours.qcolor(ground)) >= 3


@every
def test_what_cannot_be_used_is_told_from_what_can(colours: Colours) -> None:
    usable, not_usable = (seen(colours.qcolor(role), "usual") for role in ("soft", "disabled"))
    assert difference(usable, not_usable) >= 20


@every
@pytest.mark.parametrize("vision", VISION)
def test_families_differ_for_every_eye(colours: Colours, vision: str) -> None:
    """The hue is never the only sign; still no two may look the same."""
    hues = [seen(colours.family(place), vision) for place in range(len(Family))]
    least = 10 if colours in (LIGHT, DARK) else 8
    assert min(difference(one, other) for one, other in combinations(hues, 2)) >= least


@pytest.mark.parametrize(
    ("choice", "dark", "more", "wanted"),
    [
        ("system", False, False, LIGHT),
        ("system", True, False, DARK),
        ("system", False, True, CONTRAST_LIGHT),
        ("system", True, True, CONTRAST_DARK),
        ("light", True, True, LIGHT),
        ("dark", False, True, DARK),
        ("contrast", False, False, CONTRAST_LIGHT),
        ("contrast", True, False, CONTRAST_DARK),
    ],
)
def test_what_is_chosen_and_what_the_system_says(
    choice: str, dark: bool, more: bool, wanted: Colours
) -> None:
    assert colours_for(choice, dark=dark, contrast=more) is wanted


def test_a_choice_holds_at_once(qtbot: QtBot) -> None:
    theme.choose("dark")
    with qtbot.waitSignal(theme.changed):
        theme.choose("contrast")
    assert theme.colours in (CONTRAST_LIGHT, CONTRAST_DARK)
    with qtbot.waitSignal(theme.changed):
        theme.choose("light")
    assert theme.colours is LIGHT


def test_the_scales_are_in_order() -> None:
    assert list(look.SPACE) == sorted(look.SPACE)
    assert set(look.SPACE) <= look.SPACES
    assert look.BODY in look.TYPE_SIZES


def test_the_bundled_fonts_are_there(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontDatabase

    load_first_fonts()
    assert "NotoSerif-Regular.ttf" in load_fonts()
    families = set(QFontDatabase.families())
    assert {"Noto Sans", "Noto Serif", "Noto Sans Devanagari", "NanumGothic"} <= families
