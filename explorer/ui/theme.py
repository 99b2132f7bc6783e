"""The look: one palette of roles for light and one for dark, the type scale, the style sheet.

Colours and measures are those of the design's mock. Text has a contrast of at least 4.5:1 on
window, base and selection; ``tests/ui/test_theme.py`` computes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from explorer import paths

UI_FAMILIES: Final = ("Noto Sans", "Noto Sans Devanagari", "NanumGothic")
TEXT_FAMILIES: Final = ("Noto Serif", "Noto Sans Devanagari", "NanumGothic")

# Pixel sizes of the type scale.
TITLE: Final = 20
CARD: Final = 16
DOCUMENT: Final = 16
SEARCH: Final = 14
BODY: Final = 13
SECONDARY: Final = 12
PILL: Final = 11


class Space(NamedTuple):
    """The spacing scale, in pixels: what stands between things and around them."""

    XS: int = 2
    S: int = 4
    M: int = 8
    L: int = 12
    XL: int = 16
    XXL: int = 20
    XXXL: int = 28


SPACE: Final = Space()

TOP_BAR: Final = 52
CONTROL: Final = 36
FACETS: Final = 232
READER: Final = 376
LIST_ROW: Final = 46
FACET_ROW: Final = 24
COMPLETION_ROW: Final = 28
PASSAGE_ROW: Final = 66
STATUS_BAR: Final = 28
MARGIN: Final = 16
RADIUS_CHIP: Final = 4
RADIUS: Final = 6
RADIUS_CARD: Final = 8


@dataclass(frozen=True)
class Colours:
    """Colours by role, as ``#RRGGBB``."""

    dark: bool
    window: str
    base: str
    line: str
    strong: str
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
    text="#1B2028",
    soft="#4D5664",
    faint="#626C7A",
    accent="#1F5BB8",
    on_accent="#FFFFFF",
    selection="#E5EDFA",
    mark="#FFE9A6",
    mark_text="#1B2028",
    evidence="#C28A00",
    error="#A32036",
    families=(
        "#6B4BC4",
        "#0B7285",
        "#2B7A3F",
        "#985500",
        "#B5384F",
        "#7A5542",
    ),
)

DARK: Final = Colours(
    dark=True,
    window="#16181C",
    base="#1D2025",
    line="#30353D",
    strong="#4C535E",
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
        "#B09CF5",
        "#5CC4D6",
        "#7CCB8C",
        "#E8AC5C",
        "#F08CA0",
        "#D0A78F",
    ),
)

_STYLE: Final = Template(Path(__file__).with_suffix(".qss").read_text(encoding="utf-8"))


class Theme(QObject):
    """The colours in force. Painted widgets read `colours` and repaint on `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self._choice = "system"
        self._applied: Colours | None = None

    @property
    def choice(self) -> str:
        """What was asked for: ``system``, ``light`` or ``dark``."""
        return self._choice

    def start(self, choice: str = "system") -> None:
        """Load the first fonts, set style and palette, and follow the system from now on."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        load_first_fonts()
        application.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Take ``system``, ``light`` or ``dark``."""
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = scheme == Qt.ColorScheme.Dark if self._choice == "system" else self._choice == "dark"
        colours = DARK if dark else LIGHT
        if self._applied is colours:
            return  # dressing every widget anew is the slowest thing that Qt does
        self._applied = self.colours = colours
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(ui_font(BODY))
        application.setPalette(_palette(self.colours))
        application.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()


theme: Final = Theme()


@lru_cache(maxsize=1)
def load_first_fonts() -> None:
    """Register the fonts of the first frame."""
    _register("NotoSans-*.ttf")


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts, all but those of the first frame; their file names."""
    return _register("*.ttf", without="NotoSans-")


def _register(pattern: str, without: str = "/") -> tuple[str, ...]:
    files = sorted((paths.resources() / "fonts").glob(pattern))
    chosen = [file for file in files if not file.name.startswith(without)]
    for file in chosen:
        QFontDatabase.addApplicationFont(str(file))
    return tuple(file.name for file in chosen)


@lru_cache(maxsize=64)
def ui_font(size: int, *, bold: bool = False) -> QFont:
    """The interface's font at a size in pixels."""
    font = QFont(list(UI_FAMILIES))
    font.setPixelSize(size)
    font.setBold(bold)
    return font


@lru_cache(maxsize=16)
def text_font(size: int = DOCUMENT) -> QFont:
    """The font in which documents are read, at a size in pixels."""
    font = QFont(list(TEXT_FAMILIES))
    font.setPixelSize(size)
    return font


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, target in (
        ("window", role.Window),
        ("text", role.WindowText),
        ("base", role.Base),
        ("window", role.AlternateBase),
        ("text", role.Text),
        ("base", role.Button),
        ("text", role.ButtonText),
        ("accent", role.Link),
        ("accent", role.LinkVisited),
        ("selection", role.Highlight),
        ("text", role.HighlightedText),
        ("base", role.ToolTipBase),
        ("text", role.ToolTipText),
        ("faint", role.PlaceholderText),
        ("line", role.Mid),
        ("strong", role.Dark),
        ("base", role.Light),
        ("line", role.Midlight),
        ("strong", role.Shadow),
        ("accent", role.Accent),
    ):
        palette.setColor(target, colours.qcolor(name))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, colours.qcolor("strong"))
    return palette


def _style_sheet(colours: Colours) -> str:
    named = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    return _STYLE.substitute(
        named,
        radius=RADIUS,
        hover=colours.tint(QColor(colours.text), 0.06).name(),
        pressed=colours.tint(QColor(colours.text), 0.12).name(),
    )
