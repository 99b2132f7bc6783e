"""Markdown: what is marked up becomes structure, and the marks go."""

from __future__ import annotations

import re
from typing import Final

from explorer.domain.structure import LineKind
from explorer.reading.blocks import Builder, clean
from explorer.reading.found import Said
from explorer.reading.heads import joined

_FENCE: Final = re.compile(r"\s{0,3}(```|~~~)")
_HASHES: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_MARKED: Final = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$")
_RULE: Final = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_INLINE: Final = (
    (re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
    (re.compile(r"<!--.*?-->|</?(?:b|i|em|strong|br|span|sup|sub|u|a|p|div)\b[^>]*>"), " "),
)


def read_markdown(text: str, builder: Builder) -> Said:
    """Read Markdown; what is marked up becomes structure, the marks go."""
    lines = text.splitlines()
    said, start = _front_matter(lines)
    paragraph: list[str] = []
    fenced = False
    place = start
    while place < len(lines):
        line = lines[place]
        place += 1
        if _FENCE.match(line):
            _flush(builder, paragraph)
            fenced = not fenced
        elif fenced:
            builder.add(line)
        elif place < len(lines) and "|" in line and _TABLE_RULE.match(lines[place]):
            _flush(builder, paragraph)
            place = _table(lines, place - 1, builder)
        else:
            place = _line(lines, place, builder, paragraph)
    _flush(builder, paragraph)
    return said


def _line(lines: list[str], place: int, builder: Builder, paragraph: list[str]) -> int:
    """One line of running text; the place of the next one."""
    line = lines[place - 1]
    under = lines[place].strip() if place < len(lines) else ""
    if (match := _HASHES.match(line)) is not None:
        _flush(builder, paragraph)
        builder.add(_without_marks(match[2]), LineKind.HEADING, len(match[1]))
    elif line.strip() and not paragraph and under and set(under) in ({"="}, {"-"}):
        builder.add(_without_marks(line), LineKind.HEADING, 1 if under[0] == "=" else 2)
        return place + 1
    elif not line.strip() or _RULE.match(line):
        _flush(builder, paragraph)
    elif (match := _MARKED.match(line)) is not None:
        _flush(builder, paragraph)
        own = [match[3]]
        while place < len(lines) and _belongs(lines[place], len(match[1])):
            own.append(lines[place])
            place += 1
        number = f"{match[2]} " if match[2][0].isdigit() else ""
        builder.add(number + _without_marks(joined(own)), LineKind.ITEM, 1 + len(match[1]) // 2)
    elif line.lstrip().startswith(">"):
        _flush(builder, paragraph)
        builder.add(_without_marks(line.lstrip(" >")), LineKind.QUOTE)
    else:
        paragraph.append(line)
        if line.endswith("  "):  # a line break that is meant
            _flush(builder, paragraph)
    return place


def _belongs(line: str, indent: int) -> bool:
    """Whether a line goes on with the item before it."""
    if not line.strip() or _MARKED.match(line) or _HASHES.match(line) or line.startswith("|"):
        return False
    return len(line) - len(line.lstrip()) > indent or not line[0].isspace()


def _table(lines: list[str], place: int, builder: Builder) -> int:
    builder.row(_cells(lines[place]), head=True)
    place += 2
    while place < len(lines) and "|" in lines[place]:
        builder.row(_cells(lines[place]))
        place += 1
    return place


def _cells(line: str) -> list[str]:
    stripped = line.strip().removeprefix("|").removesuffix("|")
    return [_without_marks(cell) for cell in re.split(r"(?<!\\)\|", stripped)]


def _flush(builder: Builder, paragraph: list[str]) -> None:
    if paragraph:
        builder.add(_without_marks(joined(paragraph)))
        paragraph.clear()


def _without_marks(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text.strip()


def _front_matter(lines: list[str]) -> tuple[Said, int]:
    """What stands between two lines of --- at the beginning, as many tools write it."""
    if not lines or lines[0].strip() != "---":
        return Said(), 0
    known: dict[str, str] = {}
    for place, line in enumerate(lines[1:60], start=1):
        if line.strip() in ("---", "..."):
            said = Said(
                title=known.get("title", ""),
                author=known.get("author", ""),
                publisher=known.get("publisher", ""),
                published=known.get("date") or None,
                language=known.get("lang", "") or known.get("language", ""),
                url=known.get("url", ""),
            )
            return said, place + 1
        name, parted, value = line.partition(":")
        if parted:
            known[name.strip().lower()] = clean(value.strip().strip("\"'"))
    return Said(), 0
