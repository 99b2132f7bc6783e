"""A field and the commands that fit what is typed into it, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.ui.fuzzy import fuzzy_match
from explorer.ui.inks import inks
from explorer.ui.panels.results_rows import Brush, FixedRowsView, RowState
from explorer.ui.theme import BODY, COMPLETION_ROW, CONTROL, RADIUS_CARD, SECONDARY, SPACE, theme
from explorer.ui.widgets import plain_label, show
from explorer.ui.widgets_lines import Face, advance, draw_line, fitted
from explorer.ui.widgets_text import draw_marked_line

MOST_ROWS: Final = 12  # in view; more are scrolled to
WIDEST: Final = 560
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText
_PLAIN: Final = Face(BODY)
_SMALL: Final = Face(SECONDARY)
_TAIL: Final = 0.5  # what fits less than half as well as the best is not shown


class CommandRow(NamedTuple):
    """A command as listed: ``marks`` are the letters that were typed, ``recent``: used lately."""

    action: QAction
    text: str
    keys: str
    marks: tuple[tuple[int, int], ...]
    recent: bool


def rows_for(
    actions: Sequence[QAction], recent: Sequence[str], pattern: str
) -> tuple[CommandRow, ...]:
    """The commands that fit, the best first; of equal ones, and without a pattern, recent first."""
    order = {name: place for place, name in enumerate(recent)}
    found: list[tuple[float, int, int, CommandRow]] = []
    for place, action in enumerate(actions):
        text = action.iconText()
        match = fuzzy_match(pattern, text)
        if match is None:
            continue
        keys = ", ".join(key.toString(_NATIVE) for key in action.shortcuts())
        name = action.objectName()
        row = CommandRow(action, text, keys, match.spans, name in order)
        score = match.score if pattern.strip() else 0.0
        found.append((-score, order.get(name, len(order)), place, row))
    found.sort(key=lambda item: item[:3])
    least = -found[0][0] * _TAIL if found else 0.0
    return tuple(row for score, _, _, row in found if -score >= least)


class CommandsModel(QAbstractListModel):
    """The commands that fit; those that can do nothing now cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[CommandRow, ...] = ()

    def set_rows(self, rows: tuple[CommandRow, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's default
    ) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        own = Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and self.rows[index.row()].action.isEnabled():
            own |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return own

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
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.text, row.keys)))
        return row if role == Qt.ItemDataRole.UserRole else None


class _List(FixedRowsView):
    """The rows; the keyboard stays in the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(COMPLETION_ROW, parent)
        self.commands = CommandsModel(self)
        self.setModel(self.commands)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Commands"))

    @override
    def draw_row(self, brush: Brush, place: int, top: int, state: RowState) -> None:
        row = self.commands.rows[place]
        painter, colours, width, _ = brush
        able = row.action.isEnabled()
        if able and (state.chosen or state.over):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                colours.selection if state.chosen else colours.tint(colours.text, 0.06)
            )
            ground = QRectF(SPACE.S, top, width - 2 * SPACE.S, COMPLETION_ROW)
            painter.drawRoundedRect(ground, 5, 5)
        left, right = SPACE.XL, width - SPACE.XL
        room = advance(row.keys, _SMALL) + 2 if row.keys else 0
        # What cannot be done now is said by its colour to the eye, by its flags to a reader.
        ink = colours.text if able else colours.faint
        if row.keys:
            line = fitted(row.keys, _SMALL, room)
            draw_line(painter, line, right, top, COMPLETION_ROW, colours.faint, right=True)
        place_of = QRectF(left, top, right - room - SPACE.L - left, COMPLETION_ROW)
        checked = row.action.isCheckable() and row.action.isChecked()
        text = f"{row.text}  ✓" if checked else row.text
        draw_marked_line(painter, place_of, text, row.marks, _PLAIN, ink)


class CommandList(QWidget):
    """Lies over the whole window, so that a click beside the list closes it."""

    chosen = Signal(QAction)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: tuple[QAction, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._frame = _Frame(self)
        self.edit = QLineEdit(self._frame)
        self.edit.setPlaceholderText(self.tr("What do you want to do?"))
        self.edit.setAccessibleName(self.tr("Find a command"))
        self.edit.setMinimumHeight(CONTROL)
        self.list = _List(self._frame)
        self.nothing = plain_label(self.tr("No command fits."), role="soft")
        self.nothing.setContentsMargins(SPACE.L, SPACE.S, SPACE.L, SPACE.M)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(SPACE.M, SPACE.M, SPACE.M, SPACE.M)
        column.setSpacing(SPACE.S)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.edit.textChanged.connect(self._fill)
        self.edit.installEventFilter(self)
        self.list.clicked.connect(self._take)
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def come(self, actions: Sequence[QAction], recent: Sequence[str]) -> None:
        """Open with these commands, nothing typed."""
        self._actions, self._recent = tuple(actions), tuple(recent)
        self.edit.clear()
        self._fill()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def current(self) -> CommandRow | None:
        """The command that Enter runs."""
        found = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, CommandRow) else None

    def _fill(self) -> None:
        rows = rows_for(self._actions, self._recent, self.edit.text())
        self.list.commands.set_rows(rows)
        show(self.list, bool(rows))
        show(self.nothing, not rows)
        self._place()
        able = [place for place, row in enumerate(rows) if row.action.isEnabled()]
        index = self.list.commands.index(able[0]) if able else QModelIndex()
        self.list.setCurrentIndex(index)
        self.list.scrollToTop()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        rows = len(self.list.commands.rows)
        top = CONTROL + SPACE.XL
        room = self.height() - top - SPACE.XL
        others = CONTROL + 2 * SPACE.M + SPACE.S
        wanted = min(rows, MOST_ROWS) * COMPLETION_ROW if rows else COMPLETION_ROW
        width = min(WIDEST, self.width() - 2 * SPACE.L)
        height = min(others + wanted, room)
        self._frame.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def _take(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, CommandRow) and row.action.isEnabled():
            self.chosen.emit(row.action)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
        elif event.type() == QEvent.Type.FocusOut:
            if self.isVisible() and self.window().isActiveWindow():
                self.hide()  # the focus went elsewhere: it is not to be taken back
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key in the field was meant for the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # there is nowhere else to go while it is open
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.keyPressEvent(event)
            spoken = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
            said = QAccessibleAnnouncementEvent(self.edit, str(spoken or ""))
            QAccessible.updateAccessibility(said)
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.left.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(inks().window)
        veil.setAlphaF(0.55)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), veil)


class _Frame(QWidget):
    """What lies on the veil; a click in it is not one beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = inks()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.strong, 1))
            painter.setBrush(colours.base)
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)
