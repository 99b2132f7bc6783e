"""Labels of dated marks: in the bar, else right of it, else left of it, else shortened or dropped.

They are never cut by an edge. Plain geometry in logical pixels, without Qt.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from explorer.ui.models.time_bars import HUE_BAR, PAD, Ground, Mark

LEAST_LABEL: Final = 48.0
SHORTEST: Final = 3
"""The last level of `LabelText` that still has a text."""
STAMP: Final = 2.4 * LEAST_LABEL
"""Names in bars shorter than this stand in the middle, as on a stamp."""


class Piece(NamedTuple):
    """Some words of a label and the palette role that they are written in."""

    text: str
    role: str


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


class Label(NamedTuple):
    """A label: its words, where it starts and how wide it is; ``inside``: within its bar."""

    pieces: tuple[Piece, ...]
    x: float
    width: float
    inside: bool = False


def whole_label(mark: Mark, words: LabelText, ground: Ground) -> Label | None:
    """The longest label, shortened only where the axis itself is too narrow for it."""
    return fitting_label(mark, words, ground, (ground.low, ground.high), most=1) or fitting_label(
        mark, words, ground, (ground.low, ground.high)
    )


def fitting_label(
    mark: Mark,
    words: LabelText,
    ground: Ground,
    room: tuple[float, float],
    *,
    most: int = SHORTEST + 1,
) -> Label | None:
    """The longest label that fits between two places, of the first ``most`` levels of shortness.

    None where not even some letters of a name have room.
    """
    if not words.title:
        return None
    low, high = max(room[0], ground.low), min(room[1], ground.high)
    if not mark.rings and not mark.point:
        found = _inside(mark, words, ground, most)
        if found is not None:
            return found
    behind, before = high - mark.high - PAD, mark.low - PAD - low
    if max(behind, before) < 2 * PAD:
        return None
    for level in range(most):
        pieces = words.pieces(level)
        width = _width(pieces, ground)
        if width <= behind:
            return Label(pieces, mark.high + PAD, width)
        # Left of its mark only at the right end of the axis: else a label seems its neighbour's.
        if width <= before and mark.high + PAD + width > ground.high:
            return Label(pieces, mark.low - PAD - width, width)
    if most <= SHORTEST:
        return None
    return _shortened(mark, words, ground, behind, before)


def _shortened(
    mark: Mark, words: LabelText, ground: Ground, behind: float, before: float
) -> Label | None:
    """Some letters of the short name, where there is room for some."""
    at_end = mark.high + PAD + LEAST_LABEL > ground.high
    room = before if at_end else behind
    if room < LEAST_LABEL:
        return None
    text = ground.elide(words.short, room)
    width = ground.measure(text)
    x = mark.low - PAD - width if at_end else mark.high + PAD
    return Label((Piece(text, words.role),), x, width)


def _width(pieces: tuple[Piece, ...], ground: Ground) -> float:
    width = PAD * (len(pieces) - 1)
    for piece in pieces:
        width += ground.measure(piece.text)
    return width


def _inside(mark: Mark, words: LabelText, ground: Ground, most: int) -> Label | None:
    left, right = max(mark.left, ground.scale.left), min(mark.right, ground.scale.right)
    lead = HUE_BAR + PAD if right - left > 3 * LEAST_LABEL else PAD
    room = right - left - lead - PAD
    if room < PAD:
        return None
    for level in range(most):
        pieces = words.pieces(level)
        if level >= 2 or not words.note:
            pieces = pieces[:1]
        width = _width(pieces, ground)
        if width <= room:
            stamp = (room - width) / 2 if right - left < STAMP else 0.0
            return Label(pieces, left + lead + stamp, width, inside=True)
    return None
