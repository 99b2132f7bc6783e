"""Plain text: lines that a width has broken are put together again."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from explorer.domain.structure import LineKind
from explorer.reading.blocks import Builder, clean
from explorer.reading.found import Said
from explorer.reading.heads import ENUMERATED, heading_level, joined


def read_plain(text: str, builder: Builder) -> Said:
    """Read plain text; its first line is its title where it looks like one."""
    lines = text.splitlines()
    for block in _blocks(lines) if _is_wrapped(lines) else ([line] for line in lines):
        line = clean(joined(block))
        level = heading_level(line)
        if level:
            builder.add(line, LineKind.HEADING, level)
        elif ENUMERATED.match(line):
            builder.add(line, LineKind.ITEM, 1)
        else:
            builder.add(line)
    return Said()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end where a width ends: most are nearly as long as the longest usual one."""
    long = [len(line.rstrip()) for line in lines if len(line.strip()) > 40]
    if len(long) < 4:
        return False
    usual = statistics.quantiles(long, n=20)[-1]
    if usual > 120:
        return False
    full = sum(1 for length in long if length > 0.75 * usual)
    return full >= 0.6 * len(long)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: up to an empty one, or to one that begins something."""
    block: list[str] = []
    width = max((len(line.rstrip()) for line in lines), default=0)
    for line in lines:
        stripped = line.strip()
        starts = not stripped or ENUMERATED.match(stripped) or heading_level(stripped)
        ended = bool(block) and (
            heading_level(block[-1].strip()) > 0
            or (len(block[-1].rstrip()) < 0.6 * width and not _goes_on(block[-1], stripped))
        )
        if block and (starts or ended):
            yield block
            block = []
        if stripped:
            block.append(line)
    if block:
        yield block


def _goes_on(before: str, line: str) -> bool:
    return bool(line) and line[0].islower() and not before.rstrip().endswith((".", ":", ";"))
