"""The undated tray as a widget: selection, pointer, keys, and the menu of a full cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from explorer.domain.vocabulary import Family, Stage
from explorer.ui import words
from explorer.ui.panels import timeline_words as say
from explorer.ui.panels.entry_menu import by_keys
from explorer.ui.panels.timeline_access import describe
from explorer.ui.panels.tray_canvas import TrayCanvas
from explorer.ui.panels.tray_layout import Chip, chip_text
from explorer.ui.panels.tray_moves import next_chip

IN_MENU = 20


class TrayView(TrayCanvas):
    """Undated entries of a page.

    ``entry_activated(id)`` and ``entry_opened(id)`` as on the axis; ``cell_chosen(stages,
    family)``: all entries of a cell were asked for (family empty: no sector); ``menu_wanted(row,
    place)``: what can be done with an entry, at a global place.
    """

    entry_activated = Signal(str)
    entry_opened = Signal(str)
    cell_chosen = Signal(tuple, str)
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Undated entries"))

    def select(self, entry_id: str | None, *, reveal: bool = True) -> None:
        """Outline an entry, with ``reveal`` scroll to it, without a signal; None: no entry."""
        self._selected = entry_id
        chip = None
        if self.isVisible():
            chip = next((c for c in self.layout_shown.chips if c.key == entry_id), None)
        self._current = chip.key if chip else None
        self._tell(chip)
        if chip is not None and reveal:
            self._reveal(chip)
        self.viewport().update()

    def _reveal(self, chip: Chip) -> None:
        box = self.box_of(chip)
        view = QRectF(self.viewport().rect()).adjusted(8, self._head + 6, -8, -6)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        if not view.top() <= box.top() <= box.bottom() <= view.bottom():
            row = next(row for row in self.layout_shown.rows if row.family == chip.family)
            if row.y + row.height - chip.box.y < view.height():
                # From the top of its family: no line of names is left cut in two.
                vertical.setValue(round(row.y))
            box = self.box_of(chip)
            if box.bottom() > view.bottom():
                vertical.setValue(vertical.value() + round(box.bottom() - view.bottom()))
            elif box.top() < view.top():
                vertical.setValue(vertical.value() - round(view.top() - box.top()))
        if box.left() < view.left() + self._layout.names:
            by = round(view.left() + self._layout.names - box.left())
            horizontal.setValue(horizontal.value() - by)
        elif box.right() > view.right():
            horizontal.setValue(horizontal.value() + round(box.right() - view.right()))

    # ---- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        chip = self.chip_at(event.position())
        if chip is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(chip)
        if chip.row is None:
            self.open_more(chip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        chip = self.chip_at(event.position())
        if chip is not None and chip.row is not None:
            self.entry_opened.emit(chip.row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        chip = self.chip_at(event.position())
        hand = Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self._hover(chip.key if chip else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, key: str | None) -> None:
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        chips = self._layout.chips
        key = event.key()
        moves: dict[int, tuple[int, int]] = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        here = self._chip(self._current)
        if not chips:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Home or (key in moves and here is None):
            self._go(chips[0])
        elif key == Qt.Key.Key_End:
            self._go(chips[-1])
        elif key in moves and here is not None:
            self._go(next_chip(chips, here, *moves[key]))
        elif here is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if here.row is None:
                self.open_more(here)
            elif key != Qt.Key.Key_Space:
                self.entry_opened.emit(here.row.id)
        else:
            super().keyPressEvent(event)

    def _go(self, chip: Chip) -> None:
        self._current = chip.key
        self._tell(chip)
        if chip.row is not None:
            self._selected = chip.row.id
        self._reveal(chip)
        self.viewport().update()
        if chip.row is not None:
            self.entry_activated.emit(chip.row.id)

    def _tell(self, chip: Chip | None) -> None:
        if chip is None:
            describe(self, "")
        elif chip.row is not None:
            describe(self, say.spoken(chip.row))
        else:
            describe(self, self.more_text(chip))

    def more_menu(self, chip: Chip) -> QMenu:
        """The rest of a cell: titles as far as they are known, then the whole cell."""
        assert self._page is not None
        own = [self._page.cells.get((stage, chip.family)) for stage in chip.stages]
        cells = [cell for cell in own if cell is not None]
        rows = [row for cell in cells for row in cell.rows]
        total = sum(cell.total for cell in cells)
        rest = rows[total - chip.more :][:IN_MENU]
        menu = QMenu(self)
        menu.setAccessibleName(self.more_text(chip))
        for row in rest:
            action = menu.addAction(chip_text(row).replace("&", "&&"))
            action.setToolTip(row.title)
            action.triggered.connect(lambda _=False, own=row.id: self.entry_activated.emit(own))
        if rest:
            menu.addSeparator()
        text = self.tr("Show all {count} in the list").format(count=words.number(total))
        every = menu.addAction(text)
        family = tuple(Family)[chip.family].value if chip.family >= 0 else ""
        stages = tuple(tuple(Stage)[stage].value for stage in chip.stages)
        every.triggered.connect(lambda _=False: self.cell_chosen.emit(stages, family))
        return menu

    def open_more(self, chip: Chip) -> None:
        """Show the rest of a cell under its "+n" chip."""
        menu = self.more_menu(chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.box_of(chip).bottomLeft().toPoint() + QPoint(0, 2)
        menu.popup(self.viewport().mapToGlobal(below))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        chip = self._chip(self._current) if by_keys(event) else self.chip_at(QPointF(event.pos()))
        if chip is None:
            return
        if chip.row is None:
            self.open_more(chip)
            return
        below = self.viewport().mapToGlobal(self.box_of(chip).bottomLeft().toPoint())
        self.menu_wanted.emit(chip.row, below if by_keys(event) else event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._current is None and self._layout.chips:
            chip = self._chip(self._selected) or self._layout.chips[0]
            self._current = chip.key
            self._tell(chip)
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.viewport().update()
        super().focusOutEvent(event)
