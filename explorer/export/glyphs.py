"""Which characters a briefing can print: one that no font has makes Typst refuse the whole file.

Bundled fonts come first; then a font of this machine that has the character; else its code is
printed, "[U+8C05]", and told on the last page.
"""

from __future__ import annotations

import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

# Bundled, with the same characters in every style; `tests/export` compares them with the files.
COVERING: Final = ("NotoSans-Regular.ttf", "NotoSansDevanagari-Regular.ttf", "NanumGothic.ttf")
# What nearly all texts are made of: no font needs to be opened for these.
SAFE: Final = frozenset(
    map(
        chr,
        [
            *range(0x20, 0x7F),
            *range(0xA0, 0x180),
            *range(0x900, 0x980),
            *range(0x2010, 0x2028),
            *range(0xAC00, 0xD7A4),
            *(0x0A, 0x200B, 0x200C, 0x200D, 0x2032, 0x2033, 0x2039, 0x203A, 0x20A9, 0x20AC),
            *(0x20B9, 0x2116, 0x2122, 0x2212),
        ],
    )
)

# Bullets and ticks that Word writes as characters of its Symbol and Wingdings fonts.
_SYMBOLS: Final = {
    "\uf02d": "–",
    "\uf0a7": "▪",
    "\uf0e0": "→",
    "\uf0fc": "√",
} | dict.fromkeys("\uf06c\uf06e\uf076\uf0a8\uf0b7\uf0d8", "•")
_KEPT_FORMAT: Final = "\xad\u200b\u200c\u200d"
_OUTLINES: Final = ("glyf", "CFF ", "CFF2")
_HAN: Final = ("sourcehan", "wqy", "fallback", "msyh", "simsun", "yugoth", "pingfang", "hiragino")
# Fonts that are not named after the script that Unicode names their characters by.
_FONT_NAMES: Final = dict.fromkeys(("cjk", "hiragana", "katakana"), ("cjk", *_HAN))
# OS/2 fsType: restricted, no subsetting, bitmaps only. Such fonts may not go into a file.
_NOT_EMBEDDABLE: Final = 0x0002 | 0x0100 | 0x0200


class Printing(NamedTuple):
    """What each character becomes that is not printed as it is, and the system fonts needed."""

    replaced: Mapping[int, str]
    missing: tuple[str, ...]
    fonts: tuple[Path, ...]


def _harmless(character: str) -> str:
    """What a character becomes before fonts are asked: itself, something like it, or nothing."""
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    category = unicodedata.category(character)
    if character == "\n" or category in ("Zl", "Zp"):
        return "\n"
    if category == "Cc":
        return " " if character in "\t\r\v\f\x85" else ""
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    selector = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    if selector or (category == "Cf" and character not in _KEPT_FORMAT):
        return ""
    return character


@lru_cache(maxsize=8)
def _bundled(fonts: Path, name: str) -> frozenset[int]:
    return _characters(fonts / name) or frozenset()


def _characters(path: Path) -> frozenset[int] | None:
    """The characters of a font whose outlines may be embedded; None for any other file."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            if not any(tag in font for tag in _OUTLINES):
                return None
            if font["OS/2"].fsType & _NOT_EMBEDDABLE:
                return None
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, struct.error, ValueError, KeyError, AssertionError):
        return None


def _font_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local/share/fonts", home / ".fonts")


def _system_fonts(scripts: Iterable[str]) -> list[Path]:
    """Upright text fonts of this machine; those named after one of the scripts come first.

    The order is the same each time, so that the same characters get the same fonts.
    """
    files = [
        file
        for folder in _font_folders()
        for file in folder.rglob("*")
        if file.suffix.lower() in (".ttf", ".otf", ".ttc")
        and not any(word in file.stem.lower() for word in ("bold", "italic", "oblique", "mono"))
    ]
    wanted = [name for script in scripts for name in (script, *_FONT_NAMES.get(script, ()))]

    def order(file: Path) -> tuple[bool, bool, str, str]:
        stem = file.stem.lower()
        named = any(name in stem for name in wanted)
        return not named, not stem.startswith("notosans"), stem, str(file)

    return sorted(files, key=order)


def _stand_ins(missing: set[str]) -> dict[Path, set[str]]:
    """System fonts that have missing characters, each with those it is used for."""
    # Private and unassigned characters mean something else, or nothing, in every font.
    wanted = {item for item in missing if unicodedata.category(item) not in ("Co", "Cn")}
    if not wanted:
        return {}
    scripts = {unicodedata.name(item, "-").split()[0].lower() for item in wanted}
    found: dict[Path, set[str]] = {}
    for file in _system_fonts(scripts):
        characters = _characters(file)
        if characters and (here := {item for item in wanted if ord(item) in characters}):
            found[file] = here
            wanted -= here
            if not wanted:
                break
    return found


def printing(characters: set[str], fonts: Path, *, system_fonts: bool = True) -> Printing:
    """How to print these characters with the bundled ``fonts`` and, if allowed, the machine's."""
    exotic = characters - SAFE
    harmless = {item: _harmless(item) for item in exotic}
    unknown = {item for item in harmless.values() if item} - SAFE
    for name in COVERING:
        if unknown:
            covered = _bundled(fonts, name)
            unknown = {item for item in unknown if ord(item) not in covered}
    found = _stand_ins(unknown) if unknown and system_fonts else {}
    missing = sorted(unknown.difference(*found.values()))
    codes = {item: f"[U+{ord(item):04X}]" for item in missing}
    replaced = {
        ord(item): codes.get(plain, plain)
        for item, plain in harmless.items()
        if codes.get(plain, plain) != item
    }
    return Printing(replaced, tuple(missing), tuple(found))


def characters_of(value: Any) -> set[str]:
    """All characters in the strings of a JSON value."""
    strings: set[str] = set()  # many stand in it more than once
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            strings.add(item)
        elif isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return set().union(*strings)


def replaced_in(value: Any, table: Mapping[int, str]) -> Any:
    """A JSON value with the characters of its strings replaced; keys of objects stay."""
    match value:
        case str():
            return value.translate(table)
        case dict():
            return {key: replaced_in(item, table) for key, item in value.items()}
        case list():
            return [replaced_in(item, table) for item in value]
    return value
