"""The text of a chip on two lines, where chips are narrow. Plain text and widths, without Qt."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Measure = Callable[[str], float]

# Lines may break behind a space, a hyphen or a dash, and between any two letters of Han, Kana
# and Hangul.
_EAST: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
# Text: re compiles it, and keeps it, when the first chip is cut. That takes 5 ms.
_PART: Final = rf"[{_EAST}]\s*|[^\s\-–/{_EAST}]+[\-–/]?\s*|[\-–/]\s*"


def parts(text: str) -> list[str]:
    """A text cut wherever a line may break."""
    return re.findall(_PART, text)


def two_lines(text: str, room: float, measure: Measure) -> tuple[str, str]:
    """A text on two lines, as much as fits on the first; the second may be wider than ``room``."""
    first = ""
    for part in parts(text):
        if first and measure((first + part).rstrip()) > room:
            break
        first += part
    return first.rstrip(), text.strip()[len(first.strip()) :].strip()


def two_line_width(text: str, measure: Measure) -> float:
    """The least width that holds a text on two lines."""
    pieces = parts(text)
    if len(pieces) < 2:
        return measure(text)
    return min(
        max(measure("".join(pieces[:cut]).rstrip()), measure("".join(pieces[cut:]).rstrip()))
        for cut in range(1, len(pieces))
    )


def by_words(text: str, room: float, measure: Measure) -> str:
    """As many whole words as fit, with an ellipsis; empty where not even the first one does."""
    if measure(text) <= room:
        return text
    kept = ""
    for part in parts(text):
        longer = (kept + part).rstrip().rstrip("-–/")
        if measure(longer + "…") > room:
            break
        kept += part
    kept = kept.rstrip().rstrip("-–/").rstrip()
    return f"{kept}…" if kept else ""
