"""The lines of a PDF's pages: what stands on each, where, and how large.

Lengths are points; y grows upwards, as in PDF.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

GAP: Final = 1.6  # heights of a letter between two words: a column of a table may end there
_WORD: Final = re.compile(r"\S+")
_HYPHEN: Final = "\ufffe"  # PDFium puts it where a hyphen ends a line, and joins the lines
_BOLD: Final = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ASKED: Final = 40  # letters of a page that are asked which way they look
_NAME: Final = 128  # bytes of a font's name


class Word(NamedTuple):
    """A stretch of letters without a blank, from ``left`` to ``right``."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of a page. ``size``: how high its letters stand; ``broken``: it ends in a hyphen.

    ``cells``: for each stretch with no wide gap in it the place of its first word.
    """

    words: tuple[Word, ...]
    cells: tuple[int, ...]
    top: float
    bottom: float
    size: float
    bold: bool
    broken: bool = False

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """All of it, not yet cleaned."""
        return " ".join([word.text for word in self.words])


class Page(NamedTuple):
    """A page: its lines in the order of the file, its height and width, and if it has pictures."""

    number: int
    lines: tuple[Line, ...]
    width: float
    height: float
    unread: int  # letters that the file does not say the meaning of


class PageReader:
    """Reads lines by PDFium's C interface: its Python one would ask for each letter."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._box: Any = raw.FS_RECTF()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(_NAME)
        self._turn = 0  # quarter turns, against the clock, that most letters of a page have made
        self._size = (0.0, 0.0)

    def read(self, page: Any, number: int) -> Page:
        """The lines of an open page."""
        width, height = page.get_size()
        if page.get_rotation() in (90, 270):  # letters stand where they do on the unturned page
            width, height = height, width
        text_page = page.get_textpage()
        try:
            letters = self._letters(text_page)
            self._turn = self._turned(text_page, len(letters))
            self._size = width, height
            if self._turn % 2:
                width, height = height, width
            lines = tuple(self._lines(text_page, letters))
            unread = sum(1 for sign in letters if "\ue000" <= sign <= "\uefff" or sign == "\ufffd")
            return Page(number, lines, width, height, unread)
        finally:
            text_page.close()

    def _letters(self, text_page: Any) -> str:
        """A letter for each of PDFium's characters, so that places mean the same in both."""
        count = text_page.count_chars()
        text: str = text_page.get_text_range() if count else ""
        if len(text) == count:
            return text
        ask = self._raw.FPDFText_GetUnicode
        codes = (ask(text_page, place) for place in range(count))
        return "".join(
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
        )

    def _lines(self, text_page: Any, letters: str) -> Iterator[Line]:
        start = 0
        for match in re.finditer(rf"\r\n|\n|\r|{_HYPHEN}", letters):
            broken = match.group() == _HYPHEN
            line = self._line(text_page, letters, start, match.start(), broken=broken)
            if line is not None:
                yield line
            start = match.end()
        line = self._line(text_page, letters, start, len(letters), broken=False)
        if line is not None:
            yield line

    def _edges(self, text_page: Any, place: int) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of a letter's box; its height is the font's."""
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(text_page, place, box)
        if not self._turn:
            return box.left, box.right, box.top, box.bottom
        width, height = self._size
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        if self._turn == 1:
            return bottom, top, width - left, width - right
        if self._turn == 3:
            return height - top, height - bottom, right, left
        return width - right, width - left, height - bottom, height - top

    def _turned(self, text_page: Any, count: int) -> int:
        """Which way most letters of a page look, asked of a few: wide tables lie on their side."""
        ask = self._raw.FPDFText_GetCharAngle
        places = range(0, count, max(1, count // _ASKED))
        turns = Counter(round(ask(text_page, place) / (math.pi / 2)) % 4 for place in places)
        # PDFium counts against the clock; a letter turned by three quarters reads upwards.
        return {0: 0, 3: 1, 2: 2, 1: 3}[turns.most_common(1)[0][0]] if turns else 0

    def _line(
        self, text_page: Any, letters: str, start: int, end: int, *, broken: bool
    ) -> Line | None:
        found: list[Word] = []
        cells = [0]
        top = bottom = 0.0
        for match in _WORD.finditer(letters, start, end):
            left, right, high, low = self._edges(text_page, match.start())
            if not found:
                top, bottom = high, low
            elif left - found[-1].right > GAP * max(1.0, top - bottom):
                cells.append(len(found))
            if match.end() - match.start() > 1:
                right = self._edges(text_page, match.end() - 1)[1]
            found.append(Word(match.group(), left, right))
        if not found:
            return None
        ends = broken or found[-1].text.endswith(("-", "\u2010"))
        bold = self._is_bold(text_page, _first(letters, start, end)) and self._is_bold(
            text_page, _last(letters, start, end)
        )
        size = max(1.0, top - bottom)
        return Line(tuple(found), tuple(cells), top, bottom, size, bold, ends)

    def _is_bold(self, text_page: Any, place: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(text_page, place) >= 600:
            return True
        length = self._raw.FPDFText_GetFontInfo(
            text_page, place, self._name, _NAME, ctypes.byref(self._flags)
        )
        return 0 < length <= _NAME and bool(_BOLD.search(self._name.value))


def _first(letters: str, start: int, end: int) -> int:
    """The place of the first letter that is no blank."""
    while start < end - 1 and letters[start].isspace():
        start += 1
    return start


def _last(letters: str, start: int, end: int) -> int:
    while end > start + 1 and letters[end - 1].isspace():
        end -= 1
    return end - 1
