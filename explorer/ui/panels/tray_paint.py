"""Painting the undated tray from its layout."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.domain.vocabulary import FIRMNESS, Firmness, Stage
from explorer.ui import words
from explorer.ui.inks import Inks
from explorer.ui.panels.timeline_hues import draw_sign, firmness
from explorer.ui.panels.timeline_pen import elided, text_width, write
from explorer.ui.panels.tray_layout import (
    CELL_SIDE,
    CHIP_TEXT,
    NAME_LINE,
    STAGE_SIGN,
    SWATCH,
    TALL_CHIP,
    Box,
    Chip,
    Column,
    Row,
    TrayLayout,
    chip_text,
    text_room,
)
from explorer.ui.panels.tray_text import by_words, two_lines
from explorer.ui.theme import PILL, RADIUS_CHIP, SECONDARY

HEADER = 27.0
STAGE_LINE = 15.0
"""The names of stages, in the head of columns that hold several."""
MOST_STAGE_LINES = 2
SIGN_SIZE = 8.0
NAME_TEXT = 12.0
SIGN = 9.0
TWO_LINES = 16.0
STAGES = tuple(Stage)


def rectangle(box: Box) -> QRectF:
    """A box of the layout for Qt."""
    return QRectF(box.x, box.y, box.width, box.height)


def head_height(layout: TrayLayout, *, compact: bool = False) -> float:
    """How high the columns' heads are; ``compact``: without the names of merged stages."""
    if not layout.merged or compact:
        return HEADER
    return HEADER + STAGE_LINE * max(len(stage_lines(column)) for column in layout.columns) + 4


def column_name(stages: tuple[int, ...]) -> str:
    """The word over a column."""
    if len(stages) == 1:
        return words.stage_label(STAGES[stages[0]])
    names = {
        Firmness.WORDS: QCoreApplication.translate("Timeline", "Words only"),
        Firmness.UNDERTAKEN: QCoreApplication.translate("Timeline", "Undertaken"),
        Firmness.DONE: QCoreApplication.translate("Timeline", "Done"),
    }
    return names[FIRMNESS[STAGES[stages[0]]]]


def header_width(stages: tuple[int, ...], counts: tuple[int, ...], *, size: int) -> float:
    """What the name and the count of a column need; its stages give way where there are several."""
    name = text_width(column_name(stages), size)
    return 3 + name + 6 + text_width(words.number(sum(counts)), min(size, SECONDARY))


def name_width(family: int) -> float:
    """What the name of a row needs."""
    label = words.family_label(family)
    return NAME_TEXT + text_width(label, SECONDARY)


def grid_lines(painter: QPainter, layout: TrayLayout, colours: Inks) -> None:
    """Lines between rows and columns."""
    painter.setPen(QPen(colours.qcolor("line"), 1))
    lines = [QLineF(0, row.y, layout.width, row.y) for row in layout.rows]
    skip = 0.0 if layout.names else NAME_LINE
    for row in layout.rows:
        for column in layout.columns if layout.names else layout.columns[1:]:
            top = row.y + (skip - 2 if skip else 0)
            lines.append(QLineF(column.x, top, column.x, row.y + row.height))
    painter.drawLines(lines)


def column_header(
    painter: QPainter, column: Column, size: int, colours: Inks, *, sign: bool, merged: bool
) -> None:
    """A stage's name and count, behind the outline in which its firmness is drawn.

    ``merged``: chips have the signs of their stages, and so has a column of a single one.
    """
    x = column.x + CELL_SIDE
    if merged and len(column.stages) == 1:
        middle = QPointF(x + 0.5 + SIGN / 2, HEADER / 2)
        soft = colours.qcolor("soft")
        draw_sign(painter, column.stages[0], middle, SIGN_SIZE, soft, hollow=False)
        x += SWATCH
    elif sign:
        box = QRectF(x + 0.5, (HEADER - SIGN) / 2, SIGN, SIGN)
        firm = firmness(column.stages[0])
        pen = QPen(colours.qcolor("soft"), 1)
        if firm is Firmness.WORDS:
            pen.setDashPattern([2.0, 1.6])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen if firm is not Firmness.DONE else Qt.PenStyle.NoPen)
        painter.setBrush(colours.qcolor("soft") if firm is Firmness.DONE else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        x += SWATCH
    else:
        x += 3
    painter.setPen(colours.qcolor("text"))
    name = column_name(column.stages)
    line = QRectF(x, 0, 0, HEADER)
    write(painter, line, name, size)
    x += text_width(name, size) + 6
    painter.setPen(colours.qcolor("faint"))
    write(painter, QRectF(x, 0, 0, HEADER), words.number(column.total), min(size, SECONDARY))


def stage_lines(column: Column) -> list[list[tuple[int, str, float]]]:
    """The stages of a column, on as many lines as they need: stage, words, x.

    With their counts as long as two lines suffice; none where there is only one stage.
    """
    if len(column.stages) == 1:
        return []
    room = column.width - 2 * CELL_SIDE
    for counted in (True, False):
        lines: list[list[tuple[int, str, float]]] = [[]]
        x = 0.0
        for stage, count in zip(column.stages, column.totals, strict=True):
            name = words.stage_label(STAGES[stage])
            text = f"{name} {words.number(count)}" if counted else name
            wide = SIGN_SIZE + 4 + text_width(text, PILL)
            if lines[-1] and x + wide > room:
                lines.append([])
                x = 0.0
            lines[-1].append((stage, text, x))
            x += wide + 9
        if len(lines) <= MOST_STAGE_LINES:
            break
    return lines


def column_stages(painter: QPainter, column: Column, colours: Inks) -> None:
    """The stages that a column holds, each with its sign and its count."""
    soft = colours.qcolor("soft")
    for number, line in enumerate(stage_lines(column)):
        middle = HEADER + (number + 0.5) * STAGE_LINE - 2
        for stage, text, x in line:
            left = column.x + CELL_SIDE + 2 + x
            sign = QPointF(left + SIGN_SIZE / 2, middle)
            draw_sign(painter, stage, sign, SIGN_SIZE, soft, hollow=False)
            painter.setPen(soft)
            write(painter, QRectF(left + SIGN_SIZE + 4, middle - 8, 0, 16), text, PILL)


def row_name(painter: QPainter, row: Row, beside: bool, colours: Inks) -> None:
    """A family's hue and name, left of its cells or above them."""
    tall = 40.0 if beside else NAME_LINE
    middle = row.y + tall / 2 + (0 if beside else 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.family(row.family))
    painter.drawRoundedRect(QRectF(0, middle - 7, 4, 14), 1.5, 1.5)
    painter.setPen(colours.qcolor("soft"))
    box = QRectF(NAME_TEXT, middle - 10, 0, 20)
    write(painter, box, words.family_label(row.family), SECONDARY)


def draw_chip(painter: QPainter, chip: Chip, size: int, colours: Inks, *, hovered: bool) -> None:
    """A chip: hue bar and short title over the family's tint; or "+n"."""
    box = rectangle(chip.box)
    hue = colours.family(chip.family)
    if chip.row is None:
        painter.setBrush(colours.tint(hue, 0.13) if hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.qcolor("strong"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
        painter.setPen(colours.qcolor("soft"))
        write(painter, box, f"+{words.number(chip.more)}", size, middle=True)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.tint(hue, 0.22 if hovered else 0.13))
    painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
    painter.setBrush(hue)
    painter.drawRoundedRect(QRectF(box.left() + 5, box.top() + 7, 3, box.height() - 14), 1.5, 1.5)
    left = box.left() + CHIP_TEXT
    if chip.sign is not None:
        middle = QPointF(left + SIGN_SIZE / 2 + 1, box.center().y())
        draw_sign(painter, chip.sign, middle, SIGN_SIZE, hue, hollow=False)
        left += STAGE_SIGN
    painter.setPen(colours.qcolor("text"))
    lines = fitted(chip, size)
    line = box.height() if len(lines) == 1 else TWO_LINES
    top = box.top() + (box.height() - line * len(lines)) / 2
    for number, text in enumerate(lines):
        place = QRectF(left, top + number * line, box.width(), line)
        write(painter, place, text, size)


def fitted(chip: Chip, size: int) -> tuple[str, ...]:
    """A chip's text as it fits on its one or two lines, cut between graphemes where it must be."""
    assert chip.row is not None
    return _fitted(chip_text(chip.row), text_room(chip), size, chip.box.height >= TALL_CHIP)


@lru_cache(maxsize=2_048)
def _fitted(text: str, room: float, size: int, tall: bool) -> tuple[str, ...]:
    if not tall or text_width(text, size) <= room:
        return (_shortened(text, room, size),)
    first, second = two_lines(text, room, partial(text_width, size=size))
    if not second:
        return (_shortened(first, room, size),)
    return _shortened(first, room, size), _shortened(second, room, size)


def _shortened(text: str, room: float, size: int) -> str:
    """Whole words where even one fits, else some of its letters."""
    return by_words(text, room, partial(text_width, size=size)) or elided(text, room, size)
