"""Lines of a PDF become paragraphs, headings, items and tables, also over the ends of pages."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from explorer.domain.structure import LineKind
from explorer.reading.blocks import BULLETS, Builder, clean
from explorer.reading.heads import ENUMERATED, LONGEST_HEADING, heading_level
from explorer.reading.pdf_lines import Line, Page
from explorer.reading.pdf_running import Hyphens
from explorer.reading.pdf_tables import tables

_ENDS: Final = (".", ";", ":", "!", "?", "।", "。")
_CENTRED: Final = 9.0  # points that the middle of a centred line may be off
_NOTE: Final = 0.9  # of the usual size of letters: footnotes are smaller
_HEAD: Final = 1.12  # of the usual size: headings are larger
_MOST_HEAD_LINES: Final = 5
_MOST_HEADS: Final = 0.04  # of all letters are headings of one size
_MOST_BOLD: Final = 0.12  # where more is bold, boldness heads nothing
_UNFINISHED: Final = re.compile(r"(?:[.;,:]|\b(?:of|the|and|or|for|to|in|by))$")  # no heading


class Flow:
    """Takes page after page and gives a builder its blocks.

    A paragraph stays open until something shows that it has ended: it may go on overleaf.
    """

    def __init__(
        self,
        builder: Builder,
        hyphens: Hyphens,
        sizes: Counter[float],
        outline: dict[tuple[int, str], int],
        *,
        bold: float = 0.0,
    ) -> None:
        """``sizes``: how many letters have which height; ``outline``: levels of headings by page
        and text, as the file's own table of contents gives them; ``bold``: the share of letters
        that are bold."""
        self._builder = builder
        self._hyphens = hyphens
        self._usual = sizes.most_common(1)[0][0] if sizes else 12.0
        # What much of the text is set in heads nothing.
        most = _MOST_HEADS * sizes.total()
        larger = sorted(
            (size for size, n in sizes.items() if size > self._usual * _HEAD and n < most),
            reverse=True,
        )
        self._ranks = {size: min(place, 3) + 1 for place, size in enumerate(larger)}
        self._outline = outline
        self._bold_heads = bold < _MOST_BOLD
        self._open: list[tuple[Line, int]] = []  # the lines of the open paragraph, with their pages
        self._notes: list[str] = []  # footnotes that stand below the open paragraph
        self._page: Page | None = None
        self._pages = 0  # pages begun in the builder
        self._margins: dict[int, float] = {}
        self._step = 0.0
        self._last_broken = False

    def page(self, page: Page, lines: Sequence[Line]) -> None:
        """Take the lines of the next page."""
        self._page = page
        if not lines:
            self._close()
            self._begin_pages(page.number)
            if not page.lines:
                self._builder.gap("gap-page", page=page.number)
            return
        main, notes = self._parted(lines)
        self._margins = _margins(main)
        self._step = _usual_step(main)
        place = 0
        for table in (*tables(main), None):
            end = len(main) if table is None else table.start
            for line in main[place:end]:
                self._take(line)
            if table is not None:
                self._close()
                self._begin_pages(page.number)
                for row in table.rows:
                    self._builder.row(row)
                place = table.end
        self._notes += notes

    def end(self) -> None:
        """There are no more pages."""
        self._close()
        if self._page is not None:
            self._begin_pages(self._page.number)

    def _parted(self, lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
        """The lines of the text, and the footnotes in small letters below them."""
        small = self._usual * _NOTE
        start = len(lines)
        while start and lines[start - 1].size < small:
            start -= 1
        # All of a page in small letters is a page of a table or an annex.
        numbered = start < len(lines) and lines[start].words[0].text[:1] in "0123456789*†[("
        if not start or not numbered or lines[start].top > 0.5 * (self._page or _NO_PAGE).height:
            return list(lines), []
        notes: list[str] = []
        for line in lines[start:]:
            begins = line.words[0].text.strip("[]().*†").isdecimal() and len(line.words) > 1
            if notes and not begins:
                notes[-1] = f"{notes[-1]} {line.text}"
            else:
                notes.append(line.text)
        return list(lines[:start]), notes

    # Paragraphs

    def _take(self, line: Line) -> None:
        number = self._page.number if self._page else 0
        if self._open and not self._goes_on(*self._open[-1], line):
            self._close()
        self._open.append((line, number))

    def _goes_on(self, before: Line, page: int, line: Line) -> bool:
        """Whether a line belongs to the paragraph of the line before it."""
        overleaf = self._page is None or page != self._page.number
        step = before.top - line.top
        beside = not overleaf and abs(step) < 0.45 * line.size and line.left >= before.right - 2
        if beside or (before.broken and not overleaf):
            return True
        if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
            return False
        text = line.text
        ended = before.text.rstrip().endswith(_ENDS)
        if heading_level(clean(text)) and (ended or line.bold or self._is_centred(line)):
            return False
        if not overleaf and step > 0 and self._step and step > 1.35 * self._step:
            return False
        if self._is_centred(before) and self._is_centred(line) and before.bold == line.bold:
            return not overleaf and not ended
        if ENUMERATED.match(text) or text[:1] in BULLETS:
            moved = abs(line.left - before.left) > 3
            if ended or moved or before.text.rstrip().endswith((" and", " or", ",")):
                return False
        if before.bold != line.bold and (ended or not overleaf):
            return False
        # A line that had room for the next word was ended on purpose.
        room = self._margin(before) - before.right
        word = line.words[0]
        if room > (word.right - word.left) + 0.7 * line.size:
            return text[:1].islower() and not ended and room < 0.5 * (before.right - before.left)
        indented = line.left > before.left + 0.8 * line.size and len(self._open) > 1
        return not (ended and (overleaf or indented)) or text[:1].islower()

    def _margin(self, line: Line) -> float:
        """Where the lines that begin near this one end at most."""
        place = round(line.left / 10)
        near = [self._margins[by] for by in range(place - 6, place + 7) if by in self._margins]
        return max(near, default=line.right)

    def _is_centred(self, line: Line) -> bool:
        if self._page is None or not self._margins:
            return False
        left, right = min(self._margins) * 10, max(self._margins.values())
        room = (line.left - left, right - line.right)
        return min(room) > 1.5 * line.size and abs(room[0] - room[1]) < 2 * _CENTRED + 10

    def _close(self) -> None:
        """End the open paragraph, and give what stands below it."""
        if self._open:
            self._give()
            self._open = []
        for note in self._notes:
            self._builder.add(note, LineKind.NOTE)
        self._notes = []

    def _give(self) -> None:
        first, page = self._open[0]
        self._begin_pages(page)
        text = ""
        begun: list[int] = []
        for line, number in self._open:
            if number > self._pages:
                self._pages += 1
                begun.append(len(text) + (1 if text and not text.endswith("-") else 0))
            text = self._joined(text, line)
        self._last_broken = False
        text = clean(text)
        kind, level = self._kind(first, text)
        self._builder.add(text, kind, level, [min(place, len(text)) for place in begun])

    def _joined(self, text: str, line: Line) -> str:
        piece = clean(line.text)
        if not text:
            self._last_broken = line.broken
            return piece
        end = text.rsplit(" ", 1)[-1]
        if self._last_broken and end.strip("-") and piece:
            keeps = self._hyphens.keeps(end, piece.split(" ", 1)[0])
            stem = text.rstrip("-\u2010")
            self._last_broken = line.broken
            return f"{stem}-{piece}" if keeps else stem + piece
        self._last_broken = line.broken
        return f"{text} {piece}" if piece else text

    def _kind(self, first: Line, text: str) -> tuple[LineKind | None, int]:
        count = len(self._open)
        by_outline = self._outline.get((self._open[0][1], outline_key(text)))
        if by_outline is not None:
            return LineKind.HEADING, by_outline
        if count <= _MOST_HEAD_LINES and len(text) <= LONGEST_HEADING:
            by_words = heading_level(text)
            if by_words:
                return LineKind.HEADING, by_words
            if not _UNFINISHED.search(text) and any(sign.isalpha() for sign in text):
                rank = self._ranks.get(round(first.size, 1))
                if rank:
                    return LineKind.HEADING, rank
                bold = self._bold_heads and all(line.bold for line, _ in self._open)
                if (bold and count <= 3) or (text.isupper() and self._is_centred(first)):
                    return LineKind.HEADING, 4 if not text.isupper() else 3
        match = ENUMERATED.match(text)
        if match is None:
            return None, 0
        sign = match.group().strip(" (.)")
        return LineKind.ITEM, 1 if not sign.isalpha() or sign.isupper() else 2

    def _begin_pages(self, upto: int) -> None:
        while self._pages < upto:
            self._builder.page()
            self._pages += 1


_NO_PAGE: Final = Page(0, (), 595.0, 842.0, 0)


def outline_key(text: str) -> str:
    """A heading by its letters and digits only."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _margins(lines: Sequence[Line]) -> dict[int, float]:
    """The furthest end of the lines that begin near each place (by 10 points)."""
    found: dict[int, float] = {}
    for line in lines:
        place = round(line.left / 10)
        found[place] = max(found.get(place, 0.0), line.right)
    return found


def _usual_step(lines: Sequence[Line]) -> float:
    """How far the lines of a paragraph stand apart on this page; 0 where that cannot be told."""
    steps = [round(step, 1) for step in _steps(lines)]
    return statistics.multimode(steps)[0] if len(steps) >= 3 else 0.0


def _steps(lines: Sequence[Line]) -> Iterator[float]:
    before: Line | None = None
    for line in lines:
        if before is not None and 0 < before.top - line.top < 2.5 * line.size:
            yield before.top - line.top
        before = line
