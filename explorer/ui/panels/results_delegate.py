"""How a row of the list is painted: an entry, a heading, a paragraph, or one still to come."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from explorer.domain.labels import family_place
from explorer.domain.query import EntryRow, PassageHit
from explorer.domain.vocabulary import Kind
from explorer.ui import icons, words
from explorer.ui.models.results import ResultRole, RowKind
from explorer.ui.models.results_words import date_words, place_words, source_words
from explorer.ui.theme import BODY, LIST_ROW, SECONDARY, theme, ui_font
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

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


class Parts:
    """Where the parts of an entry's row lie in its rectangle."""

    def __init__(self, rect: QRect, row: EntryRow) -> None:
        self.ground = QRectF(rect).adjusted(INSET, 1, -INSET, -1)
        left = self.ground.left() + TEXT
        right = self.ground.right() - PADDING
        upper, lower = self.ground.top() + 3, self.ground.top() + 22
        self.narrow = rect.width() < NARROW
        self.icon = QRectF(self.ground.left() + PADDING, upper + 2, ICON, ICON)
        self.date_text = date_words(row)
        self.source_text = source_words(row)
        self.stage_text = words.stage_label(row.stage, row.kind)
        small = QFontMetrics(ui_font(SECONDARY))
        pill_right = right
        if self.narrow:
            dated = self.date_text if row.when else ""
            self.source_text = " · ".join(filter(None, (dated, self.source_text)))
            self.date = QRectF()
        else:
            wide = min(small.horizontalAdvance(self.date_text) + 2, WIDEST_DATE)
            self.date = QRectF(right - wide, upper, wide, 20)
            pill_right = right - max(DATES, wide + 10)
        pill = pill_width(self.stage_text)
        self.pill = QRectF(pill_right - pill, upper, pill, PILL_HEIGHT)
        self.bookmark = QRectF(self.pill.left() - ZONE - 2, upper - 2, ZONE, ZONE)
        self.title = QRectF(left, upper, self.bookmark.left() - left - 4, 20)
        source = min(small.horizontalAdvance(self.source_text) + 2, (right - left) * 0.5)
        self.source = QRectF(right - source, lower, source, 18)
        self.snippet = QRectF(left, lower, self.source.left() - left - 12, 18)


def bookmark_zone(rect: QRect, row: EntryRow) -> QRect:
    """Where the bookmark of an entry's row is clicked."""
    return Parts(rect, row).bookmark.toRect()


class ResultsDelegate(QStyledItemDelegate):
    """Paints rows; all of them are as high as each other."""

    def __init__(self, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        #: Where the mouse is in the list's view; the bookmark under it lights up.
        self.mouse: QPoint | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, LIST_ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = index.data(ResultRole.KIND)
        if kind == RowKind.HEADING:
            _draw_heading(painter, option.rect, str(index.data()))
        else:
            _draw_ground(painter, option)
            entry, hit = index.data(ResultRole.ENTRY), index.data(ResultRole.PASSAGE)
            if isinstance(entry, EntryRow):
                self._draw_entry(
                    painter, option, entry, in_binder=bool(index.data(ResultRole.IN_BINDER))
                )
            elif isinstance(hit, PassageHit):
                _draw_passage(painter, option.rect, hit)
            else:
                draw_placeholder(painter, option.rect)
        painter.restore()

    def _draw_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, row: EntryRow, *, in_binder: bool
    ) -> None:
        colours = theme.colours
        parts = Parts(option.rect, row)
        hue = colours.family(family_place(row.sectors))
        icons.draw(painter, icons.KIND_ICONS[Kind(row.kind)], parts.icon, hue)
        bold = ui_font(BODY, bold=True)
        _draw_words(painter, parts.title, row.title, bold, "text")
        draw_pill(painter, parts.pill, parts.stage_text, firmness_of(row.stage))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if in_binder or hovered:
            over = hovered and self.mouse is not None and parts.bookmark.contains(self.mouse)
            _draw_bookmark(painter, parts.bookmark, in_binder=in_binder, over=over)
        small = ui_font(SECONDARY)
        if not parts.narrow:
            font = QFont(small)
            font.setItalic(row.when_inferred)
            _draw_words(painter, parts.date, parts.date_text, font, "soft", _RIGHT)
        _draw_words(painter, parts.source, parts.source_text, small, "soft", _RIGHT)
        draw_marked_line(
            painter,
            parts.snippet,
            row.snippet.text,
            row.snippet.marks,
            small,
            colours.qcolor("soft"),
        )


def _draw_words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    role: str,
    flags: Qt.AlignmentFlag = _LEFT,
) -> None:
    width = int(rect.width())
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.setFont(font)
    painter.setPen(theme.colours.qcolor(role))
    painter.drawText(rect.adjusted(0, -4, 0, 4), flags | Qt.TextFlag.TextSingleLine, shown)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Ground of a chosen row or one under the mouse; else the line to the next row."""
    colours = theme.colours
    ground = QRectF(option.rect).adjusted(INSET, 1, -INSET, -1)
    state, flag = option.state, QStyle.StateFlag
    painter.setPen(Qt.PenStyle.NoPen)
    if state & flag.State_Selected:
        painter.setBrush(colours.qcolor("selection"))
        painter.drawRoundedRect(ground, 6, 6)
    else:
        if state & flag.State_MouseOver:
            painter.setBrush(colours.tint(colours.qcolor("text"), 0.04))
            painter.drawRoundedRect(ground, 6, 6)
        line = QRectF(option.rect)
        right = ground.right() - PADDING
        left = ground.left() + TEXT
        painter.fillRect(QRectF(left, line.bottom() - 1, right - left, 1), colours.qcolor("line"))
    if state & flag.State_HasFocus:
        draw_focus(painter, ground, 6)


def _draw_bookmark(painter: QPainter, zone: QRectF, *, in_binder: bool, over: bool) -> None:
    colours = theme.colours
    if over:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint(colours.qcolor("accent"), 0.16))
        painter.drawRoundedRect(zone, 4, 4)
    name = "bookmark-check" if in_binder else "bookmark-plus"
    inner = zone.adjusted(4, 4, -4, -4)
    icons.draw(painter, name, inner, colours.qcolor("accent" if in_binder or over else "faint"))


def _draw_heading(painter: QPainter, rect: QRect, text: str) -> None:
    box = QRectF(rect).adjusted(INSET + PADDING, 14, -INSET - PADDING, 0)
    _draw_words(painter, box, text, ui_font(BODY, bold=True), "text")


def _draw_passage(painter: QPainter, rect: QRect, hit: PassageHit) -> None:
    colours = theme.colours
    ground = QRectF(rect).adjusted(INSET, 1, -INSET, -1)
    left, right = ground.left() + TEXT, ground.right() - PADDING
    icon = QRectF(ground.left() + PADDING, ground.top() + 5, ICON, ICON)
    icons.draw(painter, "file-text", icon, colours.qcolor("faint"))
    title = f"{place_words(hit.document_title, hit.paragraph)}"
    upper = QRectF(left, ground.top() + 3, right - left, 20)
    _draw_words(painter, upper, title, ui_font(BODY), "text")
    standing = words.standing_label(hit.standing)
    _draw_words(painter, upper, standing, ui_font(SECONDARY), "soft", _RIGHT)
    lower = QRectF(left, ground.top() + 22, right - left, 18)
    draw_marked_line(
        painter,
        lower,
        hit.snippet.text,
        hit.snippet.marks,
        ui_font(SECONDARY),
        colours.qcolor("soft"),
    )


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
