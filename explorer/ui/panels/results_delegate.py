"""How a row of the list is painted: an entry, a heading, a paragraph, or one still to come."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from explorer.domain.labels import family_place
from explorer.domain.query import EntryRow, PassageHit
from explorer.domain.vocabulary import Kind
from explorer.ui import icons, words
from explorer.ui.models.results_words import date_words, place_words, source_words
from explorer.ui.panels.results_rows import Brush, RowState
from explorer.ui.theme import BODY, LIST_ROW, SECONDARY, theme
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_paint import (
    PILL_HEIGHT,
    draw_focus,
    draw_pill,
    firmness_of,
    pill_width,
)
from explorer.ui.widgets_text import draw_marked_line

INSET: Final = 8  # from the pane's edge to the ground of a chosen row
PADDING: Final = 12  # from there to the icon, and to the right-hand words
ICON: Final = 16
TEXT: Final = 38  # from the ground's edge to the title
DATES: Final = 116  # the column of dates, so that pills stand below each other
WIDEST_DATE: Final = 210
NARROW: Final = 520  # below this the date goes to the second line
ZONE: Final = 24  # the square of the bookmark

_PLAIN: Final = Face(BODY)
_BOLD: Final = Face(BODY, bold=True)
_SMALL: Final = Face(SECONDARY)
_SLANTED: Final = Face(SECONDARY, italic=True)
_NO_PEN: Final = Qt.PenStyle.NoPen


class Parts:
    """Where the parts of an entry's row lie: ``top`` and ``width`` of the row in its view."""

    def __init__(self, row: EntryRow, top: int, width: int) -> None:
        ground = top + 1
        self.left = left = INSET + TEXT
        self.right = right = width - INSET - PADDING
        self.upper, self.lower = ground + 3, ground + 22
        self.date_text = date_words(row)
        self.source_text = source_words(row)
        self.stage_text = words.stage_label(row.stage, row.kind)
        self.narrow = width < NARROW
        pill_right = right
        self.date_room = 0
        if self.narrow:
            dated = self.date_text if row.when else ""
            self.source_text = " · ".join(filter(None, (dated, self.source_text)))
        else:
            self.date_room = min(advance(self.date_text, _SMALL) + 2, WIDEST_DATE)
            pill_right = right - max(DATES, self.date_room + 10)
        self.pill_width = pill_width(self.stage_text)
        self.pill_left = pill_right - self.pill_width
        self.bookmark = QRectF(self.pill_left - ZONE - 2, self.upper - 2, ZONE, ZONE)
        self.title_room = self.pill_left - ZONE - 2 - left - 4
        self.source_room = min(advance(self.source_text, _SMALL) + 2, (right - left) * 0.5)
        self.snippet = QRectF(left, self.lower, right - self.source_room - 12 - left, 18)


def bookmark_zone(rect: QRect, row: EntryRow) -> QRect:
    """Where the bookmark of an entry's row is clicked."""
    return Parts(row, rect.top(), rect.width()).bookmark.toRect()


def draw_entry(
    brush: Brush, row: EntryRow, top: int, state: RowState, *, bookmark: Bookmark
) -> None:
    """An entry: icon, title, how firm, date; and below what was found in it, and where."""
    painter, inks, width, ratio = brush
    ground = draw_ground(brush, top, state)
    parts = Parts(row, top, width)
    hue = inks.hue(family_place(row.sectors))
    icon = icons.pixmap(icons.KIND_ICONS[Kind(row.kind)], hue, ICON, ratio)
    painter.drawPixmap(QPointF(INSET + PADDING, parts.upper + 2), icon)
    title = fitted(row.title, _BOLD, int(parts.title_room))
    draw_line(painter, title, parts.left, parts.upper, 20, inks.text)
    pill = QRectF(parts.pill_left, parts.upper, parts.pill_width, PILL_HEIGHT)
    draw_pill(painter, pill, parts.stage_text, firmness_of(row.stage), ground=ground)
    if bookmark.kept or state.over:
        _draw_bookmark(brush, parts.bookmark, bookmark)
    if not parts.narrow:
        face = _SLANTED if row.when_inferred else _SMALL
        date = fitted(parts.date_text, face, parts.date_room)
        draw_line(painter, date, parts.right, parts.upper, 20, inks.soft, right=True)
    source = fitted(parts.source_text, _SMALL, int(parts.source_room))
    draw_line(painter, source, parts.right, parts.lower, 18, inks.soft, right=True)
    snippet = row.snippet
    draw_marked_line(painter, parts.snippet, snippet.text, snippet.marks, _SMALL, inks.soft)


def draw_ground(brush: Brush, top: int, state: RowState) -> QColor | None:
    """Ground of a chosen row or one under the mouse; else the line to the next row.

    The colour that lies there now; None where it is not one colour.
    """
    painter, inks, width, _ = brush
    over = None if state.over else inks.base
    if state.chosen or state.over:
        painter.setPen(_NO_PEN)
        painter.setBrush(inks.selection if state.chosen else inks.tint(inks.text, 0.04))
        painter.drawRoundedRect(QRectF(INSET, top + 1, width - 2 * INSET, LIST_ROW - 2), 6, 6)
        over = inks.selection if state.chosen else None
    if not state.chosen:
        left = INSET + TEXT
        wide = width - INSET - PADDING - left
        painter.fillRect(QRectF(left, top + LIST_ROW - 1, wide, 1), inks.line)
    if state.focus:
        draw_focus(painter, QRectF(INSET, top + 1, width - 2 * INSET, LIST_ROW - 2), 6)
    return over


class Bookmark(NamedTuple):
    """Whether an entry is put aside, and whether the mouse is on the mark that does it."""

    kept: bool
    over: bool


def _draw_bookmark(brush: Brush, zone: QRectF, bookmark: Bookmark) -> None:
    painter, inks, _, ratio = brush
    if bookmark.over:
        painter.setPen(_NO_PEN)
        painter.setBrush(inks.tint(inks.accent, 0.16))
        painter.drawRoundedRect(zone, 4, 4)
    name = "bookmark-check" if bookmark.kept else "bookmark-plus"
    colours = inks.colours
    colour = colours.accent if bookmark.kept or bookmark.over else colours.faint
    corner = zone.topLeft() + QPointF(4, 4)
    painter.drawPixmap(corner, icons.pixmap(name, colour, ICON, ratio))


def draw_heading(brush: Brush, text: str, top: int) -> None:
    """The line over the paragraphs."""
    left = INSET + PADDING
    line = fitted(text, _BOLD, brush.width - 2 * left)
    draw_line(brush.painter, line, left, top + 14, LIST_ROW - 14, brush.inks.text)


def draw_passage(brush: Brush, hit: PassageHit, top: int, state: RowState) -> None:
    """A paragraph of a document: where it stands, whose word it is, and what was found."""
    painter, inks, width, ratio = brush
    draw_ground(brush, top, state)
    left, right = INSET + TEXT, width - INSET - PADDING
    upper, room = top + 4, right - left
    icon = icons.pixmap("file-text", inks.colours.faint, ICON, ratio)
    painter.drawPixmap(QPointF(INSET + PADDING, top + 6), icon)
    place = fitted(place_words(hit.document_title, hit.paragraph), _PLAIN, room)
    draw_line(painter, place, left, upper, 20, inks.text)
    standing = fitted(words.standing_label(hit.standing), _SMALL, room)
    draw_line(painter, standing, right, upper, 20, inks.soft, right=True)
    lower = QRectF(left, top + 23, room, 18)
    draw_marked_line(painter, lower, hit.snippet.text, hit.snippet.marks, _SMALL, inks.soft)


def draw_placeholder(painter: QPainter, rect: QRect) -> None:
    """A row whose record is on its way: bars where the words will stand."""
    colours = theme.colours
    ground = QRectF(rect).adjusted(INSET, 1, -INSET, -1)
    left, right = ground.left() + TEXT, ground.right() - PADDING
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.tint(colours.qcolor("text"), 0.07))
    wide = (right - left) * 0.42
    painter.drawEllipse(QRectF(ground.left() + PADDING, ground.top() + 5, ICON, ICON))
    painter.drawRoundedRect(QRectF(left, ground.top() + 8, wide, 10), 3, 3)
    painter.drawRoundedRect(QRectF(left, ground.top() + 27, (right - left) * 0.8, 8), 3, 3)
