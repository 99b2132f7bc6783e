"""Which entry of the library a suggestion is merged into: those that look like it, or are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.review import Likeness
from explorer.ui import words
from explorer.ui.models.review_words import as_sentence, likeness_about, reasons, tr
from explorer.ui.theme import BODY, RADIUS, SECONDARY, theme, ui_font
from explorer.ui.widgets import plain_label
from explorer.ui.widgets_lines import Face, draw_line, fitted
from explorer.ui.widgets_paint import draw_focus

_BADGE: Final = 22.0
_LEFT: Final = 44  # where its words begin
_WHY: Final = 45  # and below what its reasons
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_TITLE: Final = Face(BODY, bold=True)
_LINE: Final = Face(SECONDARY)
_PAUSE_MS: Final = 90  # behind the last letter, before the library is asked
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LikenessRow(QAbstractButton):
    """One entry: its number, its title, what it is, and why it may be the same."""

    def __init__(self, number: int, likeness: Likeness, parent: QWidget) -> None:
        super().__init__(parent)
        self.likeness = likeness
        self._marked = False
        self._number = words.number(number)
        self._about, self._why = likeness_about(likeness), as_sentence(reasons(likeness.why))
        text = f"{self._number}: {likeness.title}. {self._about}. {self._why}"
        self.setText(likeness.title)
        self.setAccessibleName(text)
        self.setToolTip("\n".join(filter(None, (likeness.title, self._about, self._why))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def mark(self, marked: bool) -> None:
        """Whether Enter in the field above would take it."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """As high as its reasons need; they are why one would choose it."""
        room = QRect(0, 0, max(20, arg__1 - _LEFT - 12), 1_000)
        metrics = QFontMetrics(ui_font(SECONDARY))
        why = metrics.boundingRect(room, _WRAP, self._why).height() if self._why else 0
        return _WHY + why + (10 if why else 6)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        colours = theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            over = self.underMouse() or self.hasFocus() or self._marked
            painter.setPen(QPen(colours.qcolor("line"), 1))
            painter.setBrush(colours.qcolor("selection" if over else "base"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            badge = QRectF(12, 8, _BADGE, _BADGE)
            painter.setPen(QPen(colours.qcolor("strong"), 1))
            painter.setBrush(colours.qcolor("base"))
            painter.drawRoundedRect(badge, 4, 4)
            number = fitted(self._number, _LINE, 20)
            x = badge.center().x() - number.width / 2
            draw_line(painter, number, x, badge.top(), _BADGE, colours.qcolor("text"))
            left = _LEFT
            room = int(self.width() - left - 12)
            for top, text, face, role in (
                (8, self.likeness.title, _TITLE, "text"),
                (27, self._about, _LINE, "soft"),
            ):
                line = fitted(text, face, max(20, room))
                draw_line(painter, line, left, top, 18, colours.qcolor(role))
            painter.setFont(ui_font(SECONDARY))
            painter.setPen(colours.qcolor("soft"))
            why = QRectF(left, _WHY, room, self.height() - _WHY)
            painter.drawText(why, _WRAP, self._why)
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), RADIUS)


class MergePane(QWidget):
    """The entries to choose from: by words, by number, by arrows and Enter, by a click.

    Without words it offers those that look like the suggestion, with their reasons.
    """

    chosen = Signal(str)  # an entry
    left = Signal()
    words_typed = Signal(str)  # entries are wanted for them
    arranged = Signal()  # its rows are others now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LikenessRow] = []
        self._likely: Sequence[Likeness] | None = None  # None: not known yet
        self.answered = ""
        """The words that the rows are for; empty: they look like the suggestion."""
        self._head = plain_label(tr("Merge into which entry?"), bold=True, wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find an entry by its words"))
        self.field.setAccessibleName(tr("Find the entry to merge into"))
        self.field.setClearButtonEnabled(True)
        self.says = plain_label(size=SECONDARY, role="soft", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 2, 0, 0)
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._head, self.field, self.says):
            column.addWidget(part)
        column.addLayout(self._list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.setAccessibleName(tr("Merge into which entry?"))

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return " ".join(self.field.text().split())

    def begin(self, likely: Sequence[Likeness] | None) -> None:
        """Offer what looks like the suggestion; the likeliest has the focus."""
        self.field.clear()
        self._pause.stop()
        self.show_likely(likely)
        self.enter()

    def show_likely(self, likely: Sequence[Likeness] | None) -> None:
        """What looks like the suggestion; None: it is being looked for."""
        self._likely = likely
        if self.text:
            return  # one looks for something else already
        if likely is None:
            self._offer((), tr("Looking in the library …"))
        elif likely:
            rest = tr("The sentence becomes evidence of the entry whose number you press.")
            self._offer(likely, rest)
        else:
            self._offer((), tr("Nothing in the library looks like it. Type words of its entry."))
        self.answered = ""

    def show_entries(self, text: str, found: Sequence[Likeness]) -> None:
        """The entries that words find, the best first; an answer to older words is dropped."""
        if text != self.text:
            return
        said = tr("Enter takes the first, the arrow keys go to the others.")
        self._offer(found, said if found else tr("No entry has these words."))
        self.answered = text

    def _typed(self) -> None:
        if self.text:
            self._pause.start()
        else:
            self._pause.stop()
            self.show_likely(self._likely)

    def _ask(self) -> None:
        if self.text and self.text != self.answered:
            self.words_typed.emit(self.text)

    def _offer(self, found: Sequence[Likeness], said: str) -> None:
        """Rows in place of those that stand there; the focus stays where it is."""
        focused = any(row.hasFocus() for row in self.rows)
        if focused:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self.says.setText(said)
        for number, likeness in enumerate(found, 1):
            row = LikenessRow(number, likeness, self)
            row.clicked.connect(lambda _=False, one=likeness: self.chosen.emit(one.entry_id))
            self._list.addWidget(row)
            row.show()
            self.rows.append(row)
        self._mark_first()
        self.arranged.emit()
        if focused:
            self.enter()

    def _mark_first(self) -> None:
        for place, row in enumerate(self.rows):
            row.mark(place == 0 and self.field.hasFocus())

    def enter(self) -> None:
        """Put the focus on the likeliest; into the field, where nothing is likely."""
        to = self.rows[0] if self.rows else self.field
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A number in the empty field chooses; in others it is part of what is looked for."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._mark_first)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            numbered = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
            if numbered and not self.field.text() and event.key() - Qt.Key.Key_1 < len(self.rows):
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What neither field nor row has used. Letters go to the field: none is an order here."""
        key, focused = event.key(), self.focusWidget()
        place = next((n for n, row in enumerate(self.rows) if row is focused), -1)
        number = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ENTER:
            self._take(max(place, 0))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(place + (1 if key == Qt.Key.Key_Down else -1))
        elif 0 <= number < len(self.rows) and not (place < 0 and self.field.text()):
            self._take(int(number))
        elif place >= 0 and (key == Qt.Key.Key_Backspace or event.text().strip()):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.event(event)
        event.accept()

    def _take(self, place: int) -> None:
        """Choose a row, unless it answers words that are not those in the field any more."""
        if place < len(self.rows) and self.answered == self.text:
            self.rows[place].click()

    def _step(self, place: int) -> None:
        """To a row; from the first one up into the field."""
        if place < 0:
            self.field.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
