"""How a search may go on: a list under the search field, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.answers import Completion, CompletionGroup
from explorer.domain.labels import family_place
from explorer.domain.query import Facet
from explorer.ui import icons, words
from explorer.ui.inks import inks
from explorer.ui.panels.results_rows import Brush, FixedRowsView, RowState
from explorer.ui.theme import BODY, COMPLETION_ROW, RADIUS_CARD, SECONDARY, theme
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_text import draw_marked_line

Row = Completion | CompletionGroup

MOST_ROWS: Final = 13  # in view; more are scrolled to
WIDEST: Final = 720
_INSET: Final = 6
_ICON: Final = 16
_TEXT: Final = 40
_PLAIN: Final = Face(BODY)
_SMALL: Final = Face(SECONDARY)
_GROUP_ICONS: Final = {
    CompletionGroup.PAST: "history",
    CompletionGroup.CONDITION: "list-filter",
    CompletionGroup.INSTITUTION: "landmark",
    CompletionGroup.TITLE: "search",
}


class CompletionsModel(QAbstractListModel):
    """Groups with their completions below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_completions(self, found: Sequence[Completion]) -> None:
        """Show these, which come group by group."""
        rows: list[Row] = []
        for group, own in groupby(found, key=lambda item: item.group):
            rows += [group, *own]
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def group_label(self, group: CompletionGroup) -> str:
        """The words over a group."""
        labels = {
            CompletionGroup.PAST: self.tr("Searched before"),
            CompletionGroup.CONDITION: self.tr("Filters"),
            CompletionGroup.INSTITUTION: self.tr("Bodies"),
            CompletionGroup.TITLE: self.tr("Titles"),
        }
        return labels[group]

    def spoken(self, place: int) -> str:
        """What is read out of a row."""
        row = self.rows[place]
        if isinstance(row, CompletionGroup):
            return self.group_label(row)
        parts = [row.label, row.note, kind_words(row)]
        if row.count is not None:
            parts.append(words.entries(row.count))
        return ", ".join(filter(None, parts))

    @override
    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's default
    ) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], CompletionGroup):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.group_label(row) if isinstance(row, CompletionGroup) else row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return row if role == Qt.ItemDataRole.UserRole else None


def kind_words(completion: Completion) -> str:
    """What a condition narrows; nothing for words."""
    return "" if completion.facet is None else words.facet_label(completion.facet)


class _List(FixedRowsView):
    """The rows; the keyboard stays in the search field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(COMPLETION_ROW, parent)
        self.completions = CompletionsModel(self)
        self.setModel(self.completions)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Completions"))

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        row = self.completions.rows[place]
        painter, colours, width, ratio = brush
        left, right = _INSET + _TEXT, width - _INSET - 10
        if isinstance(row, CompletionGroup):
            line = fitted(self.completions.group_label(row), _SMALL, right - left)
            draw_line(painter, line, _INSET + 12, top + 4, COMPLETION_ROW - 4, colours.soft)
            return
        if state.chosen or state.over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                colours.selection if state.chosen else colours.tint(colours.text, 0.05)
            )
            ground = QRectF(_INSET, top, width - 2 * _INSET, COMPLETION_ROW)
            painter.drawRoundedRect(ground, 5, 5)
        corner = QPointF(_INSET + 12, top + (COMPLETION_ROW - _ICON) / 2)
        if row.facet is Facet.SECTOR and row.group is CompletionGroup.CONDITION:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.family(family_place((_value(row),))))
            bar = QRectF(corner.x() + 6, top + 8, 4, COMPLETION_ROW - 16)
            painter.drawRoundedRect(bar, 2, 2)
        else:
            picture = icons.pixmap(_GROUP_ICONS[row.group], colours.colours.faint, _ICON, ratio)
            painter.drawPixmap(corner, picture)
        beside = kind_words(row)
        if row.count is not None:
            beside = f"{beside} · {words.number(row.count)}" if beside else words.number(row.count)
        room = advance(beside, _SMALL) + 2 if beside else 0
        if beside:
            draw_line(
                painter,
                fitted(beside, _SMALL, room),
                right,
                top,
                COMPLETION_ROW,
                colours.soft,
                right=True,
            )
        text = f"{row.label}  {row.note}" if row.note else row.label
        place_of = QRectF(left, top, right - room - 12 - left, COMPLETION_ROW)
        draw_marked_line(painter, place_of, text, row.marks, _PLAIN, colours.text)


def _value(row: Completion) -> str:
    """The value behind the last condition of a completion's text."""
    return row.text.rpartition(":")[2].strip('" ')


class CompletionPopup(QFrame):
    """The list in a frame that lies over the window, below the search field."""

    taken = Signal(object)  # Completion

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self.setObjectName("completions")
        self._field = field
        self.list = _List(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 6)
        column.addWidget(self.list)
        self.list.clicked.connect(self._clicked)
        theme.changed.connect(self.update)
        self.hide()

    def show_completions(self, found: Sequence[Completion]) -> None:
        """Show these, none chosen; without any, nothing."""
        kept = self.chosen()
        self.list.completions.set_completions(found)
        rows = self.list.completions.rows
        if not rows:
            self.hide()
            return
        corner = self._field.mapTo(self.window(), self._field.rect().bottomLeft())
        height = min(len(rows), MOST_ROWS) * COMPLETION_ROW + 14
        room = self.window().height() - corner.y() - 12
        width = min(self._field.width(), WIDEST)
        self.setGeometry(QRect(corner.x(), corner.y() + 4, width, min(height, room)))
        # A choice made with the arrows stays while what is chosen is still offered.
        self._choose(rows.index(kept) if kept in rows else -1)
        self.show()
        self.raise_()

    def chosen(self) -> Completion | None:
        """The completion that the arrows have reached."""
        row = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, Completion) and self.isVisible() else None

    def step(self, by: int) -> str:
        """Choose the next one down (1) or up (-1), none beyond either end; what is read out."""
        rows = self.list.completions.rows
        places = [place for place, row in enumerate(rows) if isinstance(row, Completion)]
        current = self.list.currentIndex().row()
        order = [-1, *places]
        at = order.index(current) if current in places else 0
        self._choose(order[(at + by) % len(order)])
        found = self.list.currentIndex().row()
        return self.list.completions.spoken(found) if found >= 0 else ""

    def _choose(self, place: int) -> None:
        if place < 0:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        else:
            self.list.setCurrentIndex(self.list.completions.index(place))

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Completion):
            self.taken.emit(row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = inks()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.strong, 1))
            painter.setBrush(colours.base)
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)
