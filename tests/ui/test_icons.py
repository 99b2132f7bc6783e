"""Icons: drawn when they are shown, in the mode and at the resolution they are shown in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from explorer.ui import icons
from explorer.ui.theme_colours import LIGHT
from tests.ui.samples_checks import start_look

MODE = QIcon.Mode


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    start_look()


def colours(picture: QPixmap | QImage) -> set[str]:
    """The colours of the pixels that are covered whole."""
    image = picture if isinstance(picture, QImage) else picture.toImage()
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name().upper() for colour in found if colour.alpha() == 255}


def test_nothing_is_drawn_before_it_is_shown() -> None:
    icons.pixmap.cache_clear()
    icon = icons.icon("search", "accent")
    assert not icon.isNull()
    assert icons.pixmap.cache_info().currsize == 0
    icon.pixmap(QSize(18, 18), 1.0)
    assert icons.pixmap.cache_info().currsize == 1


def test_each_mode_has_its_colour_and_each_screen_its_pixels() -> None:
    icon = icons.icon("bookmark-check", "accent")
    for ratio in (1.0, 1.5, 2.0):
        picture = icon.pixmap(QSize(18, 18), ratio)
        assert picture.devicePixelRatio() == ratio
        assert picture.width() == round(18 * ratio)
    assert colours(icon.pixmap(QSize(18, 18), 2.0)) == {LIGHT.accent}
    assert colours(icon.pixmap(QSize(18, 18), 2.0, MODE.Disabled)) == {LIGHT.strong}


def test_an_icon_is_never_larger_than_it_is_meant() -> None:
    icon = icons.icon("search", size=16)
    assert icon.actualSize(QSize(40, 40)) == QSize(16, 16)
    assert icon.actualSize(QSize(12, 12)) == QSize(12, 12)
    assert icon.pixmap(QSize(12, 12), 2.0).size() == QSize(24, 24)
    assert icon.availableSizes() == [QSize(16, 16)]


def test_a_copy_of_an_icon_outlives_it() -> None:
    first = icons.icon("map")
    copy = QIcon(first)
    wanted = first.pixmap(QSize(18, 18), 1.0).toImage()
    del first
    assert copy.pixmap(QSize(18, 18), 1.0).toImage() == wanted


def test_an_icon_stands_in_the_middle_of_its_room() -> None:
    image = QImage(30, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        icons.icon("search").paint(painter, QRect(0, 0, 30, 30))
    inked = [
        (x, y)
        for x in range(30)
        for y in range(30)
        if image.pixelColor(x, y) != QColor(Qt.GlobalColor.white)
    ]
    left, right = min(x for x, _ in inked), max(x for x, _ in inked)
    top, bottom = min(y for _, y in inked), max(y for _, y in inked)
    assert left >= 6 and right < 24
    assert top >= 6 and bottom < 24
