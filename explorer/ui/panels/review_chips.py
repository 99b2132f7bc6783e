"""The margin beside a text under review: a numbered chip for what waits, a sign for what is done.

Chips stand beside the line in which their passage begins, some side by side; where more begin in
a line than have room there, the rest stand below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.domain.review import Decision
from explorer.ui import icons
from explorer.ui.theme import PILL, theme
from explorer.ui.widgets_lines import Face, draw_line, shaped

CHIP_HEIGHT: Final = 18.0
GAP: Final = 4.0
SIGN: Final = 15.0
_FACE: Final = Face(PILL)
_BOLD: Final = Face(PILL, bold=True)
SIGNS: Final = {
    Decision.ACCEPTED: "check",
    Decision.MERGED: "git-merge",
    Decision.DISMISSED: "x",
}


class Anchor(NamedTuple):
    """What wants a chip: the place of its item, and where the line of its passage lies."""

    place: int
    top: float
    height: float


class Chip(NamedTuple):
    """A chip's place in the margin, in the heights of the document."""

    place: int
    box: QRectF


def slots(room: float, width: float) -> int:
    """How many chips of a width stand side by side."""
    return max(1, int((room + GAP) // (width + GAP)))


def placed(anchors: Sequence[Anchor], left: float, room: float, width: float) -> list[Chip]:
    """Where the chips stand: ``anchors`` in the order of the text, each chip ``width`` wide."""
    many = slots(room, width)
    found: list[Chip] = []
    top = height = 0.0
    count = many
    for anchor in anchors:
        if not found or anchor.top >= top + height - 1:
            top, height, count = anchor.top, max(anchor.height, CHIP_HEIGHT + GAP), 0
        elif count == many:
            top, count = top + height, 0
        x = left + count * (width + GAP)
        y = round(top + (height - CHIP_HEIGHT) / 2)
        found.append(Chip(anchor.place, QRectF(x, y, width, CHIP_HEIGHT)))
        count += 1
    return found


def draw_chip(
    painter: QPainter, box: QRectF, number: str, decision: Decision, *, current: bool
) -> None:
    """Paint one; the current one is filled."""
    colours = theme.colours
    if decision is not Decision.OPEN and not current:
        sign = QRectF(0, 0, SIGN, SIGN)
        sign.moveCenter(box.center())
        icons.draw(painter, SIGNS[decision], sign, colours.qcolor("soft"))
        return
    shape = box.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = shape.height() / 2
    done = decision is not Decision.OPEN
    painter.setPen(QPen(colours.qcolor("soft" if done else "accent"), 1))
    painter.setBrush(
        (colours.qcolor("soft") if done else colours.qcolor("accent"))
        if current
        else Qt.BrushStyle.NoBrush
    )
    painter.drawRoundedRect(shape, radius, radius)
    line = shaped(number, _BOLD if current else _FACE)
    ink = colours.qcolor("base" if done else "on_accent") if current else colours.qcolor("accent")
    draw_line(painter, line, box.x() + (box.width() - line.width) / 2, box.y(), box.height(), ink)
