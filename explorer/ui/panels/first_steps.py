"""What a first start shows in place of list and reader: what this is, and three things to try."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from explorer.domain.messages import Progress
from explorer.domain.query import Page
from explorer.ui import icons, theme, words
from explorer.ui.theme import ui_font
from explorer.ui.widgets import IconLabel, plain_label
from explorer.ui.widgets_paint import draw_focus

WORDS_TO_TRY: Final = "joint working group"
KOREAN_TO_TRY: Final = "반도체"
HINDI_TO_TRY: Final = "अंतरिक्ष"
# The entry that the first thing to try finds: with it, the library is the built-in one.
ENTRY_TO_TRY: Final = "isro-kasa-joint-working-group"

_WIDEST: Final = 592
_STEP_HEIGHT: Final = 70


class Step(QAbstractButton):
    """One thing to try: an icon, what to do (with ``*bold*`` words), what comes of it, its key."""

    def __init__(self, icon: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._key, self._does = icon, key, ""
        self.setFixedHeight(_STEP_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.theme.changed.connect(self.update)

    def say(self, text: str, does: str) -> None:
        """What to do, and what comes of it."""
        self._does = does
        self.setText(text)
        self.setAccessibleName(text.replace("*", ""))
        self.setAccessibleDescription(does)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, _STEP_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = colours.qcolor("base")
            if self.isDown() or self.underMouse():
                ground = colours.tint(colours.qcolor("text"), 0.09 if self.isDown() else 0.04)
            painter.setBrush(ground)
            painter.setPen(QPen(colours.qcolor("line"), 1))
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, theme.RADIUS_CARD, theme.RADIUS_CARD)
            icon = QRectF(18, (self.height() - 20) / 2, 20, 20)
            icons.draw(painter, self._icon, icon, colours.qcolor("accent"))
            right = self._paint_key(painter)
            self._paint_text(painter, QRect(54, 0, right - 54 - 12, self.height()))
            if self.hasFocus():
                draw_focus(painter, QRectF(self.rect()), theme.RADIUS_CARD)

    def _paint_key(self, painter: QPainter) -> int:
        """The cap of the key at the right; where the text must end."""
        if not self._key:
            return self.width() - 6
        colours = theme.theme.colours
        font = ui_font(theme.PILL)
        width = QFontMetrics(font).horizontalAdvance(self._key) + 14
        cap = QRectF(self.width() - 16 - width, (self.height() - 20) / 2, width, 20)
        painter.setPen(QPen(colours.qcolor("strong"), 1))
        painter.setBrush(colours.qcolor("window"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CHIP, 4)
        painter.setFont(font)
        painter.setPen(colours.qcolor("soft"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        return round(cap.left())

    def _paint_text(self, painter: QPainter, box: QRect) -> None:
        colours = theme.theme.colours
        painter.setPen(colours.qcolor("text"))
        left, base = box.left(), box.center().y() - 6
        for place, piece in enumerate(self.text().split("*")):
            font = ui_font(theme.SEARCH, bold=bool(place % 2))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, box.right() - left)
            painter.setFont(font)
            painter.drawText(left, base, shown)
            left += metrics.horizontalAdvance(shown)
        font = ui_font(theme.BODY)
        painter.setFont(font)
        painter.setPen(colours.qcolor("soft"))
        elided = QFontMetrics(font).elidedText(self._does, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), box.center().y() + 15, elided)


class FirstStepsPanel(QWidget):
    """The page itself. It asks nothing: it says what was chosen."""

    search_wanted = Signal(str)  # words; empty: the user's own
    brief_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._built_in = True
        self._building = False
        self.title = plain_label(size=theme.TITLE, bold=True, wrap=True)
        self.about = plain_label(size=theme.SEARCH, role="soft", wrap=True)
        self.state = _State(self)
        self.search = Step("search", "Ctrl+F", self)
        self.language = Step("languages", "", self)
        self.brief = Step("bookmark", "Ctrl+B", self)
        self.all = QPushButton(self)
        self.search.clicked.connect(
            lambda: self.search_wanted.emit(WORDS_TO_TRY if self._built_in else "")
        )
        hindi = QLocale().language() == QLocale.Language.Hindi
        own = HINDI_TO_TRY if hindi else KOREAN_TO_TRY
        self.language.clicked.connect(lambda: self.search_wanted.emit(own))
        self.brief.clicked.connect(self.brief_wanted)
        self.all.clicked.connect(self.all_wanted)
        theme.theme.changed.connect(self._tint)
        self._lay_out()
        self._tint()
        self._say(None)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.title, self.about, self.state):
            column.addWidget(widget)
        column.addWidget(plain_label(self.tr("Three things to try"), bold=True))
        for step in (self.search, self.language, self.brief):
            column.addWidget(step)
        column.addSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addStretch(1)
        again = self.tr("Find this page again under Help")
        foot.addWidget(plain_label(again, size=theme.SECONDARY, role="faint"))
        column.addLayout(foot)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 12, 24, 12)
        outer.addStretch(9)
        outer.addLayout(across)
        outer.addStretch(11)

    def _tint(self) -> None:
        self.all.setIcon(icons.icon("arrow-right", "soft", 16))

    def show_page(self, page: Page, title: str) -> None:
        """Say what the library holds; ``page`` answers the empty question."""
        self._built_in = ENTRY_TO_TRY in page.ids
        self._say(page, title)
        if page.notice is None:
            self.state.show_text("")
        elif not self._building:
            self.state.show_text(self.tr("Building the search index. You can search already."))

    def show_waiting(self, *, making: bool) -> None:
        """The library is not there yet: it is being made, or opened."""
        self.state.show_text(
            self.tr("Making your library of the built-in documents …")
            if making
            else self.tr("Opening the library …")
        )

    def show_index(self, state: object) -> None:
        """Progress of the search index, or whatever ends it."""
        self._building = isinstance(state, Progress)
        if isinstance(state, Progress):
            percent = words.number(round(100 * state.done / state.total)) if state.total else "0"
            text = self.tr("Building the search index: {percent} %. You can search already.")
            self.state.show_text(text.format(percent=percent))
        else:
            self.state.show_text("")

    def _say(self, page: Page | None, title: str = "") -> None:
        if self._built_in:
            title = self.tr("India and the Republic of Korea")
            about = self.tr(
                "What two documents say was agreed, how firmly, and in which sentence. Both are"
                " press or commentary; no official text is among them."
            )
        else:
            about = self.tr("What its documents say was agreed, how firmly, and in which sentence.")
        if self._built_in and page is not None and page.library_documents != 2:
            about = self.tr("What the documents say was agreed, how firmly, and in which sentence.")
        self.about.setText(about)
        if page is None:
            self.title.setText(title)
            self.all.setText(self.tr(" Show all entries"))
        else:
            count = words.entries(page.library_entries)
            self.title.setText(self.tr("{library}: {entries}").format(library=title, entries=count))
            self.all.setText(self.tr(" Show all {entries}").format(entries=count))
        self._say_steps()

    def _say_steps(self) -> None:
        if self._built_in:
            self.search.say(
                self.tr("Search for *{words}*").format(words=WORDS_TO_TRY),
                self.tr("One answer, in Space. Open it to read the sentence in its document."),
            )
        else:
            self.search.say(
                self.tr("Search titles, parties and the words of the documents"),
                self.tr("All words must be there; “in quotation marks” exactly as written."),
            )
        self.language.say(
            self.tr("Search in your language: *{korean}* or *{hindi}*").format(
                korean=KOREAN_TO_TRY, hindi=HINDI_TO_TRY
            ),
            self.tr("Finds semiconductors and space in the English texts, and marks the words."),
        )
        self.brief.say(
            self.tr("Put entries into the *brief*, and export it as a PDF"),
            self.tr("Ctrl+D puts the chosen entry in. Quotations and sources come along."),
        )


class _State(QWidget):
    """What goes on before the library is complete. Keeps its place when there is nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = plain_label(role="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("database", "accent"))
        row.addWidget(self.label, 1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show a text; without one, nothing."""
        self.label.setText(text)
        self.setVisible(bool(text))
