"""Tables in PDFs, which know only words and places: a column is where lines begin repeatedly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from explorer.reading.blocks import clean
from explorer.reading.heads import ENUMERATED
from explorer.reading.pdf_lines import Line

NEAR: Final = 4.0  # points: what begins so near begins in one column
_UNFINISHED: Final = re.compile(r"(?:,|\(|\b(?:and|or|of|the|to|for|with|in|by))$")


class Table(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) of a page are a table with these rows."""

    start: int
    end: int
    rows: list[list[str]]


def tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables of a page, in their order."""
    starts = [_starts(line) for line in lines]
    if not any(len(found) > 1 for found in starts):
        return
    counted = _columns(starts)
    tabular = [_is_tabular(found, counted) for found in starts]
    place = 0
    while place < len(lines):
        if not tabular[place]:
            place += 1
            continue
        end = _end(lines, place, tabular, counted)
        if sum(tabular[place:end]) >= 2:
            yield Table(place, end, _rows(lines[place:end], starts[place:end]))
        place = end


def _starts(line: Line) -> tuple[float, ...]:
    """Where the cells of a line begin; a number before a paragraph is no cell."""
    found = tuple(line.words[place].left for place in line.cells)
    if len(found) > 1:
        head = " ".join(word.text for word in line.words[: line.cells[1]])
        if ENUMERATED.fullmatch(f"{head} "):
            return found[:1] if len(found) == 2 else (found[0], *found[2:])
    return found


def _columns(starts: Sequence[tuple[float, ...]]) -> dict[int, int]:
    """How many lines begin a cell near each place, by `NEAR` points."""
    counted: dict[int, int] = {}
    for found in starts:
        for place in {round(left / NEAR) for left in found}:
            counted[place] = counted.get(place, 0) + 1
    return counted


def _lines_at(left: float, counted: dict[int, int]) -> int:
    place = round(left / NEAR)
    return sum(counted.get(place + by, 0) for by in (-1, 0, 1))


def _is_tabular(found: tuple[float, ...], counted: dict[int, int]) -> bool:
    """Whether a line has cells, one of which begins where another line's begins too."""
    return len(found) > 1 and any(_lines_at(left, counted) >= 2 for left in found[1:])


def _end(
    lines: Sequence[Line], start: int, tabular: Sequence[bool], counted: dict[int, int]
) -> int:
    """Where a table ends: behind its last line with cells, and lines of one cell go along."""
    left = min(line.left for line in lines[start : start + 1])
    right = max(line.right for line in lines[start : start + 1])
    end = start + 1
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if tabular[place]:
            left, right = min(left, line.left), max(right, line.right)
            end = place + 1
            continue
        narrow = line.right - line.left < 0.62 * (right - left)
        if not narrow or _lines_at(line.left, counted) < 2 or line.left < left - NEAR:
            break
        if place >= end + 12:  # too many in a row: a column of running text
            break
    else:
        place = len(lines)
    # Lines of one cell right behind belong to the last row, if they go on in a later column.
    while end < place and lines[end].left > left + NEAR:
        end += 1
    return end


def _rows(lines: Sequence[Line], starts: Sequence[tuple[float, ...]]) -> list[list[str]]:
    edges = _edges(starts)
    edges = [edge for edge in edges if edge == edges[0] or not _only_joins(lines, edge)]
    rows: list[list[str]] = []
    last = 0
    for line in lines:
        cells = _cells(line, edges)
        first = min(cells)
        moved = abs(line.left - edges[first]) > NEAR or first < last
        if not rows or first == 0 or (moved and not _goes_on(rows[-1], cells)):
            rows.append([""] * len(edges))
        for column, text in cells.items():
            before = rows[-1][column]
            rows[-1][column] = _glued(before, text) if before else text
        last = max(cells)
    return rows


def _edges(starts: Sequence[tuple[float, ...]]) -> list[float]:
    """Where the columns begin: places at which at least two lines begin a cell."""
    every = sorted(left for found in starts for left in found)
    groups: list[list[float]] = []
    for left in every:
        if groups and left - groups[-1][-1] <= NEAR:
            groups[-1].append(left)
        else:
            groups.append([left])
    edges = [min(group) for group in groups if len(group) >= 2]
    return edges if edges and edges[0] <= every[0] + NEAR else [every[0], *edges]


def _only_joins(lines: Sequence[Line], edge: float) -> bool:
    """Whether all that begins at an edge is a word that joins what stands around it."""
    words = [word.text for line in lines for word in line.words if abs(word.left - edge) <= NEAR]
    return all(word in ("or", "and", "/", "&") for word in words)


def _cells(line: Line, edges: Sequence[float]) -> dict[int, str]:
    """The words of a line by column: a word at the edge of a column begins it."""
    cells: dict[int, list[str]] = {}
    column = 0
    before: float | None = None
    for word in line.words:
        own = max((n for n, edge in enumerate(edges) if edge <= word.left + 2), default=0)
        at_edge = abs(word.left - edges[own]) <= NEAR
        wide = before is None or word.left - before > 0.45 * line.size
        if before is None or (own > column and wide and at_edge):
            column = own
        before = word.right
        cells.setdefault(column, []).append(word.text)
    return {column: clean(" ".join(words)) for column, words in cells.items()}


def _goes_on(row: Sequence[str], cells: dict[int, str]) -> bool:
    """Whether a line goes on with cells of the row before, rather than begin one."""
    first = min(cells)
    before = row[first]
    if not before:
        return False
    return cells[first][:1].islower() or before.endswith("-") or bool(_UNFINISHED.search(before))


def _glued(before: str, text: str) -> str:
    return before + text if before.endswith("-") and text[:1].islower() else f"{before} {text}"
