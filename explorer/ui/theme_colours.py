"""The palettes: colours by role, light, dark, and both with high contrast.

Light and dark are those of the design's mock, with the families' hues moved as little as keeps them
apart also for those who see red, green or blue otherwise. Text has a contrast of at least 4.5:1 on
window, base and selection, 7:1 with high contrast; marks have 3:1. ``tests/ui/test_theme.py``
computes all of it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QColor


class Colours(NamedTuple):
    """Colours by role, as ``#RRGGBB``."""

    dark: bool
    window: str
    base: str
    line: str
    strong: str
    disabled: str
    text: str
    soft: str
    faint: str
    accent: str
    on_accent: str
    selection: str
    mark: str
    mark_text: str
    evidence: str
    error: str
    families: tuple[str, ...]  # in the order of `Family`

    def qcolor(self, role: str) -> QColor:
        """The colour of a role by its name, e.g. ``soft``."""
        return QColor(getattr(self, role))

    def family(self, place: int) -> QColor:
        """The hue of the family at that place in `Family`; ``faint`` for none (-1)."""
        if place < 0:
            return QColor(self.faint)
        return QColor(self.families[place])

    def tint(self, colour: QColor, share: float = 0.13) -> QColor:
        """A colour laid thinly over the base, opaque: chips and bars."""
        ground = QColor(self.base)
        return QColor.fromRgbF(
            ground.redF() + (colour.redF() - ground.redF()) * share,
            ground.greenF() + (colour.greenF() - ground.greenF()) * share,
            ground.blueF() + (colour.blueF() - ground.blueF()) * share,
        )


LIGHT: Final = Colours(
    dark=False,
    window="#F4F5F7",
    base="#FFFFFF",
    line="#E3E6EB",
    strong="#C3C9D2",
    disabled="#C3C9D2",
    text="#1B2028",
    soft="#4D5664",
    faint="#626C7A",
    accent="#1F5BB8",
    on_accent="#FFFFFF",
    selection="#E5EDFA",
    mark="#FFE9A6",
    mark_text="#1B2028",
    evidence="#B88200",
    error="#A32036",
    families=(
        "#6E4CC8",
        "#25879E",
        "#23793E",
        "#934E00",
        "#CE4461",
        "#63473D",
    ),
)

DARK: Final = Colours(
    dark=True,
    window="#16181C",
    base="#1D2025",
    line="#30353D",
    strong="#4C535E",
    disabled="#4C535E",
    text="#E8EAEE",
    soft="#B3BAC5",
    faint="#97A0AD",
    accent="#8DB4FF",
    on_accent="#10203D",
    selection="#263650",
    mark="#5A4713",
    mark_text="#FFF1C4",
    evidence="#E0B23C",
    error="#FF9DAB",
    families=(
        "#AD9BF4",
        "#6FC3D1",
        "#A4DDA1",
        "#EAAF5F",
        "#FD7FA4",
        "#BB8C72",
    ),
)

CONTRAST_LIGHT: Final = Colours(
    dark=False,
    window="#FFFFFF",
    base="#FFFFFF",
    line="#767676",
    strong="#404040",
    disabled="#9A9A9A",
    text="#000000",
    soft="#1A1A1A",
    faint="#333333",
    accent="#0033A0",
    on_accent="#FFFFFF",
    selection="#D6E4FF",
    mark="#FFE14D",
    mark_text="#000000",
    evidence="#8A5200",
    error="#8B0015",
    families=(
        "#6C49C4",
        "#1F6D7C",
        "#0C4D18",
        "#965401",
        "#BF2250",
        "#704E40",
    ),
)

CONTRAST_DARK: Final = Colours(
    dark=True,
    window="#000000",
    base="#000000",
    line="#8A8A8A",
    strong="#D0D0D0",
    disabled="#6E6E6E",
    text="#FFFFFF",
    soft="#F0F0F0",
    faint="#D6D6D6",
    accent="#9CCBFF",
    on_accent="#000000",
    selection="#003574",
    mark="#FFE14D",
    mark_text="#000000",
    evidence="#FFC53D",
    error="#FFBAC1",
    families=(
        "#AF9BF4",
        "#66C6D7",
        "#93D899",
        "#EEB15F",
        "#EF86A7",
        "#BE9A84",
    ),
)
