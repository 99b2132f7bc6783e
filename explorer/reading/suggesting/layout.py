"""What a plain text looks like: title, date line, headings, paragraphs and the items of lists."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from explorer.domain.passages import Span, paragraphs, sentences
from explorer.domain.structure import NO_STRUCTURE, LineKind, Structure
from explorer.reading.suggesting.dateline import day_of_report
from explorer.reading.suggesting.dates import dates_in, day_in

HEADING_WORDS: Final = 14
LONG_ITEM: Final = 200  # code points
LABEL_WORDS: Final = 10
SHORT_LINE: Final = 60
BESIDE_A_DATE: Final = 25  # letters that a line may have with its date: “New Delhi, …”
TOP_LINES: Final = 12  # where a date or title of the document may stand
LEAST_IN_A_CELL: Final = 4  # letters, without which a cell of a table tells nothing
WRAPPED_WIDTH: Final = (55, 90)  # longest lines of a text that was wrapped by hand

_BULLET: Final = re.compile(
    r"(?:[-•*–—·▪▫◦‣●○➢✓\uf0b7]|\(?(?:[0-9]{1,3}|[ivx]{1,5}|[a-z])[.)])[ \t\xa0]+"
)
_MARKUP: Final = re.compile(r"(?:#{1,6}\s+|\*\*|__|<u>|</u>|\*\*\*)")
_LABEL: Final = re.compile(
    r"(?:\*\*)?(?:<u>)?([A-Z“\"](?:[^.:;!?\n]|(?<=[A-Z])\.){3,90}?)(?:</u>)?:(?:\*\*)?\s+(?=[A-Z“])"
)
_NOT_TEXT: Final = re.compile(
    r"^(?:source|url|published|retrieved|accessed|date|author|by|share|print)\s*:|^https?://"
    r"|^(?:back to top|read more|related (?:links|articles)|advertisement)",
    re.IGNORECASE,
)
# “Memorandum of Understanding between …”: a line that names a text is an item, not a heading.
_TEXT_NAMED: Final = re.compile(
    r"(?:(?:Joint|Implementing|Framework|Revised|New)\s+)?"
    r"(?:Memorand(?:um|a)|Mo[UCA]s?|Letters? of Intent|Agreements?|Protocol|Treaty|Convention"
    r"|Arrangement|Contract|Exchange of (?:Notes|Letters))\b.{0,80}?"
    r"\b(?:between|on|for|in|concerning|regarding|with|to)\b"
)
# What stands above a column of a table, and no entry.
_COLUMN: Final = re.compile(
    r"(?:name|title|subject|no\.?|number|description)s? of\b|s\.? ?no", re.IGNORECASE
)
_NOT_DATED: Final = ("source", "http", "url", "accessed", "retrieved")


class Block(NamedTuple):
    """A paragraph, list item or heading: ``start`` and ``end`` leave marks of lists out.

    ``heading`` is what stands above it, ``label`` its own run-in heading ("Space:"), ``lead`` the
    paragraph ending in a colon that introduces the list it belongs to. A cell of a table is an
    item too, but may as well hold a number, a name or a date.
    """

    start: int
    end: int
    is_item: bool = False
    heading: Span | None = None
    label: Span | None = None
    lead: Span | None = None
    is_cell: bool = False


class Layout(NamedTuple):
    """A document in its parts; ``published`` is the day it bears, where it bears one."""

    title: Span
    published: date | None
    blocks: tuple[Block, ...]


def _is_wrapped(lines: list[str]) -> bool:
    long = sorted((len(line) for line in lines if line.strip()), reverse=True)
    if len(long) < 6:
        return False
    return WRAPPED_WIDTH[0] <= long[0] <= WRAPPED_WIDTH[1] and "" in {
        line.strip() for line in lines
    }


def _lines(text: str) -> list[Span]:
    """The lines with something on them."""
    return [Span(item.start, item.end) for item in paragraphs(text)]


def _pieces(text: str) -> list[Span]:
    """Lines, or in a text wrapped by hand what stands between empty lines and list marks."""
    lines = text.split("\n")
    wrapped = _is_wrapped(lines)
    pieces: list[Span] = []
    at = 0
    open_piece = False
    for line in lines:
        stripped = line.strip()
        start = at + (len(line) - len(line.lstrip()))
        end = start + len(stripped)
        at += len(line) + 1
        if not stripped:
            open_piece = False
            continue
        if wrapped and open_piece and not _BULLET.match(stripped) and not stripped.startswith("#"):
            pieces[-1] = Span(pieces[-1].start, end)
        else:
            pieces.append(Span(start, end))
        open_piece = True
    return pieces


def _unmarked(text: str, span: Span) -> tuple[Span, bool]:
    """The span without the marks of a list or heading, and whether it was an item."""
    start, end = span
    bullet = _BULLET.match(text, start, end)
    if bullet is not None:
        start = bullet.end()
    while (mark := _MARKUP.match(text, start, end)) is not None:
        start = mark.end()
    while text.endswith(("**", "__"), start, end):
        end -= 2
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end), bullet is not None


def _is_numbered(text: str, piece: Span, span: Span) -> bool:
    """Whether a long item is a numbered paragraph of several sentences, and no item of a list.

    ``span`` is the piece without its number, whose full stop ends no sentence.
    """
    if not text[piece.start].isdigit() or span.end - span.start <= LONG_ITEM:
        return False
    return len(sentences(text, *span)) > 1


def _is_heading(text: str, span: Span, *, is_item: bool) -> bool:
    line = text[span.start : span.end]
    words = line.split()
    if len(words) > HEADING_WORDS or line[-1:] in ".;,!?”":
        return False
    if text[max(0, span.start - 2) : span.start] in ("**", "# ") or line.isupper():
        return True
    if is_item:
        return line.endswith(":") and len(words) <= LABEL_WORDS and not line[:1].islower()
    return bool(words) and not line[0].islower()


def _label(text: str, span: Span) -> Span | None:
    match = _LABEL.match(text, span.start, span.end)
    if match is None or len(match.group(1).split()) > LABEL_WORDS:
        return None
    return Span(match.start(), match.end())


def _published(text: str, pieces: list[Span]) -> date | None:
    """The first whole date in a short line near the top, or else in the title or opening."""
    top = [text[start:end] for start, end in pieces[:TOP_LINES]]
    top = [line for line in top if not line.lower().startswith(_NOT_DATED)]
    short = [line for line in top if len(line) <= SHORT_LINE]
    long = [line for line in top if len(line) > SHORT_LINE]
    days = (day_in(line) or day_in(line.title()) for line in (*short, *long[:2]))  # “23 OCT 2025”
    return next((day for day in days if day is not None), None)


def _furniture(text: str, span: Span) -> bool:
    line = text[span.start : span.end]
    if _NOT_TEXT.match(line):
        return True
    dated = dates_in(line, None) if len(line) <= SHORT_LINE and line[-1:] != "." else ()
    return any(len(line) - (item.end - item.start) <= BESIDE_A_DATE for item in dated)


def read_layout(text: str, structure: Structure = NO_STRUCTURE) -> Layout:
    """Read the parts of a normalised text (`explorer.domain.passages.normalise`).

    Where ``structure`` marks lines, these marks count and not what the lines look like.
    """
    marked = {mark.start: mark.kind for mark in structure.marks}
    pieces = _lines(text) if marked else _pieces(text)
    published = _published(text, pieces) or day_of_report(text)
    body = [span for span in pieces if not _furniture(text, span)]
    if not body:
        return Layout(Span(0, 0), published, ())
    title = _unmarked(text, body[0])[0]
    blocks: list[Block] = []
    heading: Span | None = None
    lead: Span | None = None
    first = 1 if _is_title(text, title) else 0
    for piece, is_cell, alone in _cells(text, body[first:]):
        span, is_item = _unmarked(text, piece)
        if span.start >= span.end:
            continue
        kind = marked.get(piece.start)
        is_item = (is_item and not _is_numbered(text, piece, span)) or kind is LineKind.ITEM
        last = piece.end == body[-1].end
        names_text = kind is None and _TEXT_NAMED.match(text, *span) is not None
        is_item = is_item or is_cell or names_text
        if kind is LineKind.HEADING or (
            not last
            and not is_cell
            and not names_text
            and kind is None
            and _is_heading(text, span, is_item=is_item)
        ):
            heading, lead = span, None
            continue
        label = _label(text, span)
        start = label.end if label is not None else span.start
        blocks.append(
            Block(
                start,
                span.end,
                is_item,
                heading,
                label,
                lead if is_item else None,
                is_cell and not alone,
            )
        )
        if text[span.end - 1] == ":":
            lead = span
        elif not is_item:
            lead = None
    return Layout(title, published, tuple(blocks))


class _Piece(NamedTuple):
    """A stretch of lines; ``alone``: the only cell of its row that holds words."""

    span: Span
    is_cell: bool = False
    alone: bool = False


def _cells(text: str, pieces: list[Span]) -> list[_Piece]:
    """The pieces, rows of tables by their cells: lines with tabs, or between upright strokes."""
    found: list[_Piece] = []
    for start, end in pieces:
        stroke = "|" if text.startswith("|", start) else "\t"
        if stroke not in text[start:end]:
            found.append(_Piece(Span(start, end)))
            continue
        at = start
        cells = []
        for cell in text[start:end].split(stroke):
            inner = cell.strip()
            told = sum(letter.isalpha() for letter in inner) >= LEAST_IN_A_CELL
            if told and not _COLUMN.match(inner):
                low = at + cell.index(inner)
                cells.append(Span(low, low + len(inner)))
            at += len(cell) + 1
        found += [_Piece(cell, is_cell=True, alone=len(cells) == 1) for cell in cells]
    return found


def _is_title(text: str, span: Span) -> bool:
    line = text[span.start : span.end]
    return len(line) <= 250 and line[-1:] not in ".;"
