"""Above and below the review desk: how far one is, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from explorer.domain.review import Review
from explorer.ui.models.review_words import decided_text, progress_text, tr
from explorer.ui.panels.document_text import MARGIN as TEXT_MARGIN
from explorer.ui.panels.status import ProgressLine
from explorer.ui.theme import (
    BODY,
    MARGIN,
    PILL,
    SEARCH,
    SECONDARY,
    SPACE,
    STATUS_BAR,
    TOP_BAR,
    theme,
    ui_font,
)
from explorer.ui.widgets import ElidedLabel, IconButton, plain_label, show
from explorer.ui.widgets_lines import Face, draw_line, shaped

BAR: Final = 150
SAID_MS: Final = 15_000  # what was just said is news for so long
ROOMY: Final = 1180  # from which width on everything stands there
_CAP: Final = Face(PILL)
_WORD: Final = Face(SECONDARY)
_CAP_HEIGHT: Final = 18.0
_BETWEEN: Final = 16.0


class ReviewHead(QWidget):
    """Back, what is reviewed, how far it is, and the ways to end it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(TOP_BAR)
        self.back = IconButton("arrow-left", tr("Library"), self, words=True)
        self.back.setAccessibleName(tr("Back to the library"))
        self.back.setToolTip(tr("Back to the library (Escape)"))
        title = plain_label(tr("Review suggestions"), bold=True)
        title.setFont(ui_font(SEARCH, bold=True))
        self.name = ElidedLabel("", self)
        self.name.setProperty("role", "soft")
        self.progress = plain_label()
        self.bar = ProgressLine(self)
        self.bar.setFixedWidth(BAR)
        self.decided = plain_label(size=SECONDARY, role="soft")
        self.several = QPushButton(tr("Accept several …"), self)
        self.several.setToolTip(tr("Accept all of which the rules are sure enough (Shift+A)"))
        self.later = QPushButton(tr("Finish later"), self)
        self.later.setToolTip(tr("Leave; what is decided stays, what waits is kept"))
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addSpacing(12)
        row.addWidget(title)
        row.addWidget(self.name, 1)
        row.addStretch(0)
        for widget in (self.progress, self.bar, self.decided):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.several)
        row.addWidget(self.later)

    def show_review(self, review: Review | None) -> None:
        """Count; None: there is nothing to count yet."""
        known = review is not None and review.total > 0
        for widget in (self.progress, self.bar, self.decided, self.several):
            show(widget, known)
        done = review is not None and review.total > 0 and not review.open
        show(self.later, not done)  # the line over the cards offers the way back then
        show(self.several, known and not done)
        if review is None or not review.total:
            return
        self.progress.setText(progress_text(review))
        self.bar.show_share(review.reviewed / review.total)
        self.decided.setText(decided_text(review))
        self.several.setEnabled(review.kept and review.open > 0)
        self._fit()

    def _fit(self) -> None:
        """Where room is short, the counts go first: the progress says the most."""
        known = not self.progress.isHidden()
        wide = self.width() >= ROOMY
        show(self.decided, known and wide and bool(self.decided.text()))
        show(self.bar, known and self.width() >= ROOMY - 200)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Hint(NamedTuple):
    """A key and what it does here."""

    key: str
    text: str


def hints() -> list[Hint]:
    """The keys of the desk, the most wanted first."""
    return [
        Hint(tr("Enter"), tr("accept")),
        Hint("E", tr("correct")),
        Hint("D", tr("dismiss")),
        Hint("M", tr("merge")),
        Hint("U", tr("undo")),
        Hint("J", tr("next")),
        Hint("K", tr("previous")),
        Hint("N", tr("new from selected text")),
    ]


class KeyHints(QWidget):
    """Keys as caps with their words; those that have no room are left out, F1 has them all."""

    def __init__(self, found: Sequence[Hint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(found)
        self.setAccessibleName(", ".join(f"{hint.key}: {hint.text}" for hint in found))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def _width(self, hint: Hint) -> float:
        cap = max(_CAP_HEIGHT, shaped(hint.key, _CAP).width + 10)
        return cap + 6 + shaped(hint.text, _WORD).width + _BETWEEN

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(map(self._width, self._hints))), STATUS_BAR)

    def fitting(self) -> list[Hint]:
        """The hints that have room."""
        found, room = [], float(self.width())
        for hint in self._hints:
            room -= self._width(hint)
            if room < -_BETWEEN:
                break
            found.append(hint)
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        found = self.fitting()
        x = self.width() - sum(map(self._width, found)) + _BETWEEN
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for hint in found:
                key, word = shaped(hint.key, _CAP), shaped(hint.text, _WORD)
                wide = max(_CAP_HEIGHT, key.width + 10)
                top = (self.height() - _CAP_HEIGHT) / 2
                box = QRectF(round(x) + 0.5, round(top) + 0.5, round(wide) - 1, _CAP_HEIGHT - 1)
                painter.setPen(QPen(colours.qcolor("strong"), 1))
                painter.setBrush(colours.qcolor("base"))
                painter.drawRoundedRect(box, 4, 4)
                left = box.center().x() - key.width / 2
                draw_line(painter, key, left, box.top(), box.height(), colours.qcolor("text"))
                x += wide + 6
                draw_line(painter, word, x, 0, self.height(), colours.qcolor("soft"))
                x += word.width + _BETWEEN


class ReviewFoot(QWidget):
    """What the suggestions come from, or what was just said; and the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(STATUS_BAR)
        self.said = ElidedLabel("", self)
        self.said.setFont(ui_font(SECONDARY))
        self.said.setProperty("role", "soft")
        self.keys = KeyHints(hints(), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(16)
        row.addWidget(self.said, 2)
        row.addWidget(self.keys, 3)
        self._standing = ""
        self.passing = QTimer(self)
        self.passing.setSingleShot(True)
        self.passing.setInterval(SAID_MS)
        self.passing.timeout.connect(lambda: self.said.set_full_text(self._standing))

    def say(self, text: str) -> None:
        """Tell what has just happened; after a while it is old, and goes."""
        self.said.set_full_text(text)
        self.passing.start()

    def stand(self, text: str, *, alone: bool = False) -> None:
        """What is told while nothing has happened lately; ``alone``: from now on."""
        self._standing = text
        if alone:
            self.passing.stop()
        if not self.passing.isActive():
            self.said.set_full_text(text)


class TextHead(QWidget):
    """The line over the text: which document, whose word, a new entry, the size of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", self)
        self.title.setFont(ui_font(BODY, bold=True))
        self.standing = ElidedLabel("", self)
        self.standing.setFont(ui_font(SECONDARY))
        self.standing.setProperty("role", "soft")
        # The title gets what it needs; the standing has what is left.
        policy = QSizePolicy.Policy
        self.standing.setSizePolicy(policy.Ignored, policy.Preferred)
        self.add = IconButton("file-plus-2", tr("New from selection"), self, words=True)
        self.add.setToolTip(tr("Suggest an entry for the selected words (N)"))
        self.add.setEnabled(False)
        self.smaller = IconButton("zoom-out", tr("Smaller text (Ctrl+−)"), self)
        self.larger = IconButton("zoom-in", tr("Larger text (Ctrl+=)"), self)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(8)
        row.addWidget(self.standing, 1)
        row.addStretch(0)
        row.addWidget(self.add)
        row.addWidget(self.smaller)
        row.addWidget(self.larger)
        self.field_place = row.indexOf(self.title)

    def show_document(self, title: str, standing: str) -> None:
        """Name a document, and say what its word is worth."""
        self.title.set_full_text(title)
        self.standing.set_full_text(standing)
        self._fit()

    def show_finding(self, finding: bool) -> None:
        """While words are looked for, their field stands in place of the title."""
        for part in (self.title, self.standing):
            part.setVisible(not finding)

    def _fit(self) -> None:
        """The title keeps its words before the button keeps its own."""
        wide = self.width() >= 620
        self.add.set_name(tr("New from selection"), words=wide)
        self.add.setToolTip(tr("Suggest an entry for the selected words (N)"))
        # Where there is room, the title stands over the text.
        self.row.setContentsMargins(TEXT_MARGIN if wide else SPACE.XXL, 6, 16, 6)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
