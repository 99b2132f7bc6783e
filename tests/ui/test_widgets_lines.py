"""Lines that are shaped once stand where `QPainter.drawText` puts them, to the pixel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.ui.theme import BODY, PILL, SECONDARY, load_fonts
from explorer.ui.widgets_lines import (
    Face,
    advance,
    draw_line,
    fitted,
    font_of,
    metrics_of,
    shaped,
)
from tests.ui.samples_checks import start_look

TEXTS = (
    "Agreement on trade",
    "1,024",
    "हिन्दी संयुक्त कार्य समूह",
    "한·인도 우주협력 R&D",
    "🚀 ¶7 – “x”",
    "",
)
MIDDLE = Qt.AlignmentFlag.AlignVCenter
INK = QColor("#1B2028")


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    load_fonts()
    start_look()


def picture(ratio: float, draw: Callable[[QPainter], None]) -> QImage:
    """What is drawn on 320 by 40 logical pixels."""
    image = QImage(round(320 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#F4F5F7"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(INK)
        draw(painter)
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("face", [Face(BODY, bold=True), Face(SECONDARY, italic=True), Face(PILL)])
@pytest.mark.parametrize("text", TEXTS)
def test_a_line_stands_where_qt_draws_it(ratio: float, face: Face, text: str) -> None:
    for box in (QRectF(10, 3, 290, 24), QRectF(7.5, 5.25, 300, 19)):
        for right in (False, True):
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            single = Qt.TextFlag.TextSingleLine

            def theirs(painter: QPainter) -> None:
                painter.setFont(font_of(face))
                painter.drawText(box, MIDDLE | side | single, text)  # noqa: B023 - called at once

            def ours(painter: QPainter) -> None:
                x = box.right() if right else box.left()  # noqa: B023
                line = shaped(text, face)
                draw_line(painter, line, x, box.top(), box.height(), INK, right=right)  # noqa: B023

            wanted = picture(ratio, theirs)
            assert picture(ratio, ours) == wanted
            # The second time it is drawn from what was kept, at another place in between.
            picture(ratio, lambda painter: draw_line(painter, shaped(text, face), 3, 1, 20, INK))
            assert picture(ratio, ours) == wanted
    assert (picture(ratio, lambda _: None) != wanted) == bool(text)


def test_a_line_is_cut_to_its_room() -> None:
    face = Face(BODY)
    whole = "Agreement on trade and payments"
    assert fitted(whole, face, 1_000) is shaped(whole, face)
    cut = fitted(whole, face, 90)
    assert cut.shape.text().endswith("…")
    assert cut.width <= 90
    assert fitted(whole, face, 90) is cut
    assert advance(whole, face) == metrics_of(face).horizontalAdvance(whole)
