"""Labels of dated marks: in the bar, else right of it, else left of it, else shortened or dropped.

They are never cut by an edge. Plain geometry in logical pixels, without Qt.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.ui.models.time_bars import HUE_BAR, PAD, Bar, Ground, Piece

LEAST_LABEL: Final = 48.0
SHORTEST: Final = 3
"""The last level of `LabelText` that still has a text."""


class LabelText(NamedTuple):
    """What a mark may be called: whole title, short one, its date, and its outcomes counted."""

    title: str
    short: str
    note: str
    counts: tuple[Piece, ...]
    role: str = "text"

    def pieces(self, level: int) -> tuple[Piece, ...]:
        """The label at a level of shortness, 0 to `SHORTEST`."""
        name = self.title if level == 0 else self.short
        note = (
            (Piece(self.note, "soft" if self.role == "text" else self.role),)
            if self.note and level < 2
            else ()
        )
        return (Piece(name, self.role), *note, *(self.counts if level < SHORTEST else ()))


def place_label(bar: Bar, words: LabelText, level: int, ground: Ground) -> None:
    """Give a mark its label at a level of shortness; none where there is no room at all."""
    if not words.title:
        return
    if not bar.rings and not bar.point and _inside(bar, words, level, ground):
        return
    pieces = words.pieces(level)
    width = _width(pieces, ground)
    if level == SHORTEST and width > 2 * LEAST_LABEL:
        pieces = (Piece(ground.elide(words.short, 2 * LEAST_LABEL), words.role),)
        width = _width(pieces, ground)
    behind = ground.scale.right + ground.behind - bar.high - PAD
    before = bar.low - PAD - (ground.scale.left - ground.before)
    if width > behind and width > before and level < SHORTEST:
        pieces = words.pieces(2)
        width = _width(pieces, ground)
    if width > behind and width > before:
        room = max(behind, before)
        rest = _width(pieces[1:], ground) + PAD if len(pieces) > 1 else 0.0
        if room - rest < LEAST_LABEL:
            pieces, rest = pieces[:1], 0.0
        if room < LEAST_LABEL:
            return
        pieces = (Piece(ground.elide(pieces[0].text, room - rest), pieces[0].role), *pieces[1:])
        width = _width(pieces, ground)
    bar.label, bar.label_width = pieces, width
    if width <= behind:
        bar.label_x = bar.high + PAD
        bar.high = bar.label_x + width
    else:
        bar.label_x = bar.low - PAD - width
        bar.low = bar.label_x


def _width(pieces: tuple[Piece, ...], ground: Ground) -> float:
    return sum(ground.measure(piece.text) for piece in pieces) + PAD * (len(pieces) - 1)


def _inside(bar: Bar, words: LabelText, level: int, ground: Ground) -> bool:
    left, right = max(bar.left, ground.scale.left), min(bar.right, ground.scale.right)
    lead = HUE_BAR + PAD if right - left > 3 * LEAST_LABEL else PAD
    room = right - left - lead - PAD
    for attempt in range(level, SHORTEST + 1):
        pieces = words.pieces(attempt)
        if attempt >= 2 or not words.note:
            pieces = pieces[:1]
        width = _width(pieces, ground)
        if width <= room:
            slack = room - width
            bar.label, bar.label_width, bar.inside = pieces, width, True
            # Short names in short bars stand in the middle, as on a stamp.
            bar.label_x = left + lead + (slack / 2 if right - left < 2.4 * LEAST_LABEL else 0.0)
            return True
    return False
