"""The colours in force as paint code needs them: made once for a theme, and never changed.

`Colours.qcolor` gives a colour of one's own; here all share one, for rows that are painted again
with each letter.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor

from explorer.ui.theme import theme
from explorer.ui.theme_colours import Colours


class Inks:
    """Colours by role and by family; do not change one."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours
        self.window = QColor(colours.window)
        self.base = QColor(colours.base)
        self.line = QColor(colours.line)
        self.strong = QColor(colours.strong)
        self.text = QColor(colours.text)
        self.soft = QColor(colours.soft)
        self.faint = QColor(colours.faint)
        self.accent = QColor(colours.accent)
        self.on_accent = QColor(colours.on_accent)
        self.selection = QColor(colours.selection)
        self.mark = QColor(colours.mark)
        self._families = (*map(QColor, colours.families), self.faint)
        self._tints: dict[tuple[int, float], QColor] = {}

    def qcolor(self, name: str) -> QColor:
        """The colour of a role by its name."""
        found: QColor = getattr(self, name)
        return found

    def family(self, place: int) -> QColor:
        """The hue of the family at that place in `Family`; ``faint`` for none (-1)."""
        return self._families[place]

    def hue(self, place: int) -> str:
        """As `family`, as ``#RRGGBB``."""
        return self.colours.faint if place < 0 else self.colours.families[place]

    def tint(self, colour: QColor, share: float = 0.13) -> QColor:
        """As `Colours.tint`: a colour laid thinly over the base."""
        key = colour.rgba(), share
        if key not in self._tints:
            self._tints[key] = self.colours.tint(colour, share)
        return self._tints[key]


_MADE: Final[dict[bool, Inks]] = {}


def inks() -> Inks:
    """The colours of the theme in force."""
    colours = theme.colours
    found = _MADE.get(colours.dark)
    if found is None or found.colours is not colours:
        found = _MADE[colours.dark] = Inks(colours)
    return found
