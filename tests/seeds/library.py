"""The built-in library as the tests read it: the pack, the two texts, the list of no entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from explorer.domain.entries import Entry, Pack, Passage
from explorer.domain.passages import normalise, paragraphs, sentences
from explorer.domain.rules import evidence_by_field

ROOT: Final = Path(__file__).parents[2]
SEEDS: Final = ROOT / "seeds"
PRESS: Final = "000_eccb8dcb18c6c970.txt"
COMMENTARY: Final = "003_57a565d1c41d2710.txt"
_NOT_ENTRY: Final = re.compile(r"\| (\d+) \| (\d+) \| ([^|]+) \| ([^|]+) \|")


class Sentence(NamedTuple):
    """A sentence of a document: its number counts within all lines of one paragraph number."""

    file: str
    paragraph: int
    number: int
    start: int
    end: int
    text: str


@cache
def load() -> Pack:
    return msgspec.json.decode((SEEDS / "pack.json").read_bytes(), type=Pack)


@cache
def text_of(file: str) -> str:
    return normalise((SEEDS / "documents" / file).read_bytes().decode("utf-8"))


def texts() -> dict[str, str]:
    """Document id → normalised text."""
    return {item.document.id: text_of(item.file) for item in load().documents}


@cache
def all_sentences() -> tuple[Sentence, ...]:
    found = []
    for item in load().documents:
        text = text_of(item.file)
        count: Counter[int] = Counter()
        for paragraph in paragraphs(text, item.document.body):
            for start, end in sentences(text, paragraph.start, paragraph.end):
                count[paragraph.number] += 1
                number = count[paragraph.number]
                words = text[start:end]
                found.append(Sentence(item.file, paragraph.number, number, start, end, words))
    return tuple(found)


def passages_by_id() -> dict[str, Passage]:
    return {item.id: item for item in load().passages}


def quoted(entry: Entry, field: str) -> str:
    """The text of all passages that a field rests on."""
    known = passages_by_id()
    return "\n".join(known[item].exact for item in evidence_by_field(entry)[field].passages)


def not_entries() -> Iterator[tuple[str, int, int, str, str]]:
    """The rows of ``not_entries.md``: file, paragraph, sentence, first words, reason."""
    file = ""
    for line in (SEEDS / "not_entries.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            file = line.removeprefix("## ")
        elif match := _NOT_ENTRY.fullmatch(line):
            paragraph, number, words, reason = match.groups()
            yield file, int(paragraph), int(number), words.strip(), reason.strip()


def entry_of(identifier: str) -> Entry:
    return next(item for item in load().entries if item.id == identifier)
