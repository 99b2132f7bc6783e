"""What the open card of a review is made of: emblem, title, quotation, buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from explorer.domain.review import ReviewItem
from explorer.ui import icons
from explorer.ui.models.review_words import tr
from explorer.ui.theme import CARD, SECONDARY, theme, ui_font
from explorer.ui.widgets import plain_label, show
from explorer.ui.widgets_text import marked_html

EMBLEM: Final = 18
GAP: Final = 8  # between buttons
NARROW_GAP: Final = 5


class Emblem(QWidget):
    """The icon of a type in the hue of a family."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._family = "sparkles", -1
        self.setFixedSize(EMBLEM, EMBLEM)
        theme.changed.connect(self.update)

    def show_kind(self, icon: str, family: int) -> None:
        """Another one."""
        self._icon, self._family = icon, family
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            box = QRectF(0, 0, EMBLEM, EMBLEM)
            icons.draw(painter, self._icon, box, theme.colours.family(self._family))


class QuoteBlock(QWidget):
    """The passage in its sentence, marked; where it stands; a line in the evidence's colour."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._quote: tuple[str, tuple[tuple[int, int], ...]] = ("", ())
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.place = plain_label(size=SECONDARY, role="soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self.place)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Go to the sentence in the text"))
        theme.changed.connect(self._mark)

    def show_quote(self, text: str, marks: tuple[tuple[int, int], ...], place: str) -> None:
        """Another passage."""
        self._quote = text, marks
        self.place.setText(place)
        self._mark()

    def _mark(self) -> None:
        self.text.setText(marked_html(*self._quote))
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colours.qcolor("evidence"))
            painter.drawRect(QRectF(0, 1, 3, self.height() - 2))


class TitleLabel(QLabel):
    """The title; a click lets it be corrected."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(CARD, bold=True))
        self.setWordWrap(True)

    @override
    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        self.clicked.emit()


class CardButton(QPushButton):
    """A button with an icon that follows the theme."""

    def __init__(self, icon: str, text: str, *, primary: bool = False) -> None:
        super().__init__(f" {text}" if icon else text)
        self._icon, self._role = icon, "on_accent" if primary else "text"
        self._text, self._bare, self._whole = text, False, 0
        self.setAccessibleName(text)
        self.setProperty("primary", primary)
        self.setProperty("compact", True)
        self.setAutoDefault(False)
        self._tint()
        theme.changed.connect(self._tint)

    def name(self, text: str) -> None:
        """Another word for what it does."""
        if text != self._text:
            self._text, self._bare, self._whole = text, False, 0
            self.setAccessibleName(text)
            self._show()

    def whole_width(self) -> int:
        """How wide it is with its icon, in pixels, also while it stands without."""
        if not self._bare or not self._whole:
            self._whole = self.sizeHint().width()
        return self._whole

    def set_bare(self, bare: bool) -> None:
        """Without its icon, where room is short."""
        if bare != self._bare:
            self._bare = bare
            self._show()

    def _show(self) -> None:
        shown = bool(self._icon) and not self._bare
        self.setText(f" {self._text}" if shown else self._text)
        self.setIcon(icons.icon(self._icon, self._role, 16) if shown else QIcon())

    def _tint(self) -> None:
        if self._icon and not self._bare:
            self.setIcon(icons.icon(self._icon, self._role, 16))


class Buttons(QWidget):
    """What can be done with a suggestion, in one line; those that fit it are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.accept = CardButton("check", tr("Accept"), primary=True)
        self.edit = CardButton("pencil", tr("Correct"))
        self.dismiss = CardButton("x", tr("Dismiss"))
        self.merge = CardButton("git-merge", tr("Merge"))
        self.later = CardButton("", tr("Later"))
        self.later.setToolTip(tr("Leave it for now, and go on to the next (J)"))
        self.later.setProperty("flat", True)
        self.undo = CardButton("undo-2", tr("Undo"))
        self.entry = CardButton("", tr("Show in the library"))
        self._open = True
        self._with_icons = (self.accept, self.edit, self.dismiss, self.merge)
        self.order = (*self._with_icons, self.later, self.undo, self.entry)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in self.order:
            if button is self.later:
                row.addStretch(1)
            row.addWidget(button)
        row.addStretch(0)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # it gives way by itself
        self.setSizePolicy(policy)

    def _fit(self) -> None:
        """Where room is short the icons go, then the one for which the next card stands."""
        waiting = (*self._with_icons, self.later)
        gaps = len(waiting) - 1
        bare = sum(button.whole_width() for button in waiting) + GAP * gaps > self.width()
        gap = NARROW_GAP if bare else GAP
        self._row.setSpacing(gap)
        for button in self._with_icons:
            button.set_bare(bare)
        wanted = sum(button.sizeHint().width() for button in waiting) + gap * gaps
        show(self.later, self._open and wanted <= self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_editing(self, editing: bool) -> None:
        """While it is corrected, the button for it ends that."""
        self.edit.name(tr("Done") if editing else tr("Correct"))
        self._fit()

    def show_for(self, item: ReviewItem, *, usable: bool) -> None:
        """Show what can be done; ``usable``: the library can be written to."""
        self._open = item.is_open
        for button in (*self._with_icons, self.later):
            show(button, item.is_open)
            button.setEnabled(usable or button is self.later)
        self._fit()
        show(self.undo, not item.is_open)
        self.undo.setEnabled(usable)
        show(self.entry, item.entry_id is not None)


def beside(icon: QWidget, words_widget: QWidget) -> QWidget:
    """An icon with words that may go over several lines."""
    host = QWidget()
    row = QHBoxLayout(host)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words_widget, 1)
    return host
