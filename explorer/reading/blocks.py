"""Blocks put together: the text of a document and its structure come from one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from explorer.domain.messages import AccordError, Message
from explorer.domain.structure import CELL, Gap, LineKind, Mark, Structure

LONGEST: Final = 20_000_000  # code points of a text: ten times the longest treaty we know

_BLANKS: Final = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Control signs, soft hyphens, byte-order marks, signs of direction, what is no character.
_NOTHING: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Symbol fonts put their bullets into the private use area.
_BULLET: Final = re.compile("[\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\uf000-\uf0ff]")
BULLETS: Final = "•‣▪▫●○■□◦–—-*·"


def clean(text: str) -> str:
    """One line: NFC, single blanks, no signs that nobody sees."""
    if not (text.isascii() and text.isprintable() and "  " not in text):
        text = _BLANKS.sub(" ", _NOTHING.sub("", text))
        text = unicodedata.normalize("NFC", _BULLET.sub("•", text))
    return text.strip()


class Builder:
    """Takes blocks in their order; `build` gives text and structure."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._pages: list[int] = []
        self._gaps: list[Gap] = []
        self.end = 0  # where the next line begins

    def add(
        self, text: str, kind: LineKind | None = None, level: int = 0, pages: Sequence[int] = ()
    ) -> bool:
        """Add a line, if there is anything on it; None is a paragraph.

        ``pages``: offsets in ``text``, which then has to be clean, where pages begin.

        Raises:
            AccordError: ``reading-long``.
        """
        line = text if pages else clean(text)
        if line:
            if kind is not None:
                self._marks.append(Mark(self.end, kind, level))
            self._pages += [self.end + place for place in pages]
            self._push(line)
        return bool(line)

    def row(self, cells: Sequence[str], *, head: bool = False) -> bool:
        """Add a row of a table, if any cell has something in it."""
        found = [clean(cell) for cell in cells]
        while found and not found[-1]:
            found.pop()
        if len(found) == 1:  # a table of one column is a frame around paragraphs
            return self.add(found[0])
        if not found:
            return False
        self._marks.append(Mark(self.end, LineKind.ROW, int(head)))
        self._push(CELL.join(found))
        return True

    def _push(self, line: str) -> None:
        self._lines.append(line)
        self.end += len(line) + 1
        if self.end > LONGEST:
            raise AccordError("reading-long", most=LONGEST)

    def page(self) -> None:
        """A page begins with the next line."""
        self._pages.append(self.end)

    def gap(self, code: str, **parameters: object) -> None:
        """Something cannot be read here."""
        told = Message(code, {name: str(value) for name, value in parameters.items()})
        self._gaps.append(Gap(self.end, told))

    @property
    def lines(self) -> Sequence[str]:
        """What was added so far."""
        return self._lines

    def build(self) -> tuple[str, Structure]:
        """The text, in normal form, and its structure."""
        text = "\n".join(self._lines)
        last = len(text)
        return text, Structure(
            marks=tuple(self._marks),
            pages=tuple(min(place, last) for place in self._pages),
            gaps=tuple(Gap(min(gap.start, last), gap.reason) for gap in self._gaps),
        )
