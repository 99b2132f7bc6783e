"""The look: which colours are in force, the scales of type and space, the style sheet.

The measures are those of the design's mock; the colours stand in ``theme_colours.py``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from explorer import paths
from explorer.ui.theme_colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours

UI_FAMILIES: Final = ("Noto Sans", "Noto Sans Devanagari", "NanumGothic")
TEXT_FAMILIES: Final = ("Noto Serif", "Noto Sans Devanagari", "NanumGothic")

# The type scale, in pixels.
TITLE: Final = 20
CARD: Final = 16
DOCUMENT: Final = 16
SEARCH: Final = 14
BODY: Final = 13
SECONDARY: Final = 12
PILL: Final = 11
NUMERAL: Final = 10  # in the round mark of a sentence
NUMERALS: Final = 8  # two digits in it
TYPE_SIZES: Final = frozenset(
    (TITLE, CARD, DOCUMENT, SEARCH, BODY, SECONDARY, PILL, NUMERAL, NUMERALS)
)


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
# Beside the scale its half steps, and the one pixel that sets a small line level with a larger one.
SPACES: Final = frozenset((0, 1, *SPACE, 6, 10, 14, 24))

TOP_BAR: Final = 52
CONTROL: Final = 36
FACETS: Final = 232
READER: Final = 376
LIST_ROW: Final = 46
LIST_TEXT: Final = 46  # where a row's title begins
FACET_ROW: Final = 24
COMPLETION_ROW: Final = 28
PASSAGE_ROW: Final = 66
STATUS_BAR: Final = 28
MARGIN: Final = 16
RADIUS_CHIP: Final = 4
RADIUS: Final = 6
RADIUS_CARD: Final = 8


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
        """What was asked for: ``system``, ``light``, ``dark`` or ``contrast``."""
        return self._choice

    def start(self, choice: str = "system") -> None:
        """Load the first fonts, set style and palette, and follow the system from now on."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        load_first_fonts()
        application.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Take ``system``, ``light``, ``dark`` or ``contrast``."""
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        hints = QGuiApplication.styleHints()
        preference = hints.accessibility().contrastPreference()
        colours = colours_for(
            self._choice,
            dark=hints.colorScheme() == Qt.ColorScheme.Dark,
            contrast=preference == Qt.ContrastPreference.HighContrast,
        )
        if self._applied is colours:
            return  # dressing every widget anew is the slowest thing that Qt does
        self._applied = self.colours = colours
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(ui_font(BODY))
        application.setPalette(_palette(self.colours))
        application.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()


def colours_for(choice: str, *, dark: bool, contrast: bool) -> Colours:
    """The colours for a choice, where the system is dark or not, and asks for more contrast."""
    if choice == "light":
        return LIGHT
    if choice == "dark":
        return DARK
    if choice == "contrast" or contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


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
        palette.setColor(QPalette.ColorGroup.Disabled, target, colours.qcolor("disabled"))
    return palette


def _style_sheet(colours: Colours) -> str:
    named = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    return _STYLE.substitute(
        named,
        radius=RADIUS,
        hover=colours.tint(QColor(colours.text), 0.06).name(),
        pressed=colours.tint(QColor(colours.text), 0.12).name(),
        accent_hover=colours.tint(QColor(colours.accent), 0.94).name(),
        accent_pressed=colours.tint(QColor(colours.accent), 0.88).name(),
    )
