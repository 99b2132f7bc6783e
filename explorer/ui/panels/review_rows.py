"""Closed cards of a review, painted: what waits with its sentence, what is done in one line."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.domain.labels import family_place
from explorer.domain.review import Decision, ReviewItem
from explorer.ui import icons, words
from explorer.ui.inks import Inks
from explorer.ui.models.review_words import why_in_a_line
from explorer.ui.panels.review_chips import SIGNS
from explorer.ui.theme import BODY, PILL, RADIUS_CARD, SECONDARY
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_paint import PILL_HEIGHT, draw_pill, firmness_of, pill_width

OPEN_HEIGHT: Final = 78
DONE_HEIGHT: Final = 36
GAP: Final = 8  # between cards
SIDE: Final = 16  # to the edges of the list
_INSIDE: Final = 14
_ICON: Final = 15
_BULB: Final = 13
_TITLE: Final = Face(BODY, bold=True)
_PLAIN: Final = Face(BODY)
_NUMBER: Final = Face(PILL, bold=True)
_QUOTE: Final = Face(SECONDARY)


def row_height(item: ReviewItem) -> int:
    """How high a closed card is, with the gap below it."""
    return (OPEN_HEIGHT if item.is_open else DONE_HEIGHT) + GAP


class Parts(NamedTuple):
    """Where things stand on a closed card; ``undo`` is empty on one that waits."""

    card: QRect
    undo: QRect


def parts(item: ReviewItem, top: int, width: int, undo: str) -> Parts:
    """The parts of a card whose row begins at ``top``; ``undo`` is the word of its link."""
    card = QRect(SIDE, top, width - 2 * SIDE, row_height(item) - GAP)
    if item.is_open:
        return Parts(card, QRect())
    wide = advance(undo, _QUOTE) + 12
    return Parts(card, QRect(card.right() - wide - 4, card.top() + 4, wide, card.height() - 8))


class Row(NamedTuple):
    """How a closed card is to be painted; ``undo``: the word of its link, empty for none."""

    item: ReviewItem
    number: str
    parts: Parts
    undo: str
    over: bool
    over_undo: bool


def draw_row(painter: QPainter, row: Row, own: Inks) -> None:
    """Paint a closed card."""
    item, card = row.item, QRectF(row.parts.card)
    painter.setPen(QPen(own.qcolor("strong" if row.over else "line"), 1))
    ground = own.qcolor("base")
    painter.setBrush(ground)
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
    line = QRectF(card.left() + _INSIDE, card.top(), card.width() - 2 * _INSIDE, DONE_HEIGHT)
    if item.is_open:
        line.setHeight(34)
    left = _draw_sign(painter, row, line, own)
    right = line.right()
    if row.undo:
        font = fitted(row.undo, _QUOTE, row.parts.undo.width())
        box = QRectF(row.parts.undo)
        draw_line(painter, font, box.left() + 6, box.top(), box.height(), own.qcolor("accent"))
        if row.over_undo:
            y = round(box.center().y() + font.ascent / 2) + 1.5
            painter.setPen(QPen(own.qcolor("accent"), 1))
            painter.drawLine(QLineF(box.left() + 6, y, box.left() + 6 + font.width, y))
        right = box.left() - 4
    stage = words.stage_label(item.proposal.stage, item.proposal.kind)
    pill = QRectF(0, 0, pill_width(stage), PILL_HEIGHT)
    pill.moveRight(right)
    pill.moveTop(round(line.center().y() - PILL_HEIGHT / 2))
    firmness = firmness_of(item.proposal.stage)
    draw_pill(painter, pill, stage, firmness, ground=ground)
    room = int(pill.left() - left - 10)
    face = _TITLE if item.is_open else _PLAIN
    title = fitted(item.proposal.title, face, max(0, room))
    ink = own.qcolor("text" if item.is_open else "soft")
    draw_line(painter, title, left, line.top(), line.height(), ink)
    if item.is_open:
        quote = " ".join(item.proposal.quote.split())
        room = int(card.width() - 2 * _INSIDE)
        shown = fitted(f"“{quote}”", _QUOTE, room)
        left = card.left() + _INSIDE
        draw_line(painter, shown, left, card.top() + 30, 22, own.qcolor("soft"))
        sign = QRectF(left, card.top() + 55, _BULB, _BULB)
        icons.draw(painter, "lightbulb", sign, own.qcolor("soft"))
        why = fitted(why_in_a_line(item), _QUOTE, max(0, room - _BULB - 6))
        draw_line(painter, why, left + _BULB + 6, card.top() + 51, 21, own.qcolor("soft"))


def _draw_sign(painter: QPainter, row: Row, line: QRectF, own: Inks) -> float:
    """Number or sign, and the icon of the type; where the title begins."""
    item, x = row.item, line.left()
    middle = line.center().y()
    if item.is_open:
        number = fitted(row.number, _NUMBER, 60)
        draw_line(painter, number, x, line.top(), line.height(), own.qcolor("accent"))
        x += max(number.width, 14) + 8
    else:
        sign = QRectF(x, round(middle - _ICON / 2), _ICON, _ICON)
        icons.draw(painter, SIGNS[item.decision], sign, own.qcolor("soft"))
        x += _ICON + 8
    kind = QRectF(x, round(middle - _ICON / 2), _ICON, _ICON)
    dismissed = item.decision is Decision.DISMISSED
    hue = own.qcolor("faint") if dismissed else own.family(family_place(item.proposal.sectors))
    icons.draw(painter, icons.KIND_ICONS[item.proposal.kind], kind, hue)
    return x + _ICON + 8
