"""Small corpora for the search tests, and a generation made of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer import paths
from explorer.domain.sectors import parse_sectors
from explorer.domain.states import parse_states
from explorer.search.building import build
from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from explorer.search.names import Names
from explorer.search.opening import open_index
from explorer.search.sources import EntryText, ParagraphText
from explorer.search.synonyms import Synonyms
from explorer.services.naming import fixed_names

NO_SYNONYMS: Final = Lexicon()

# Stems that are words, so that Whoosh's own phrases (of stems) and ours (of words) agree.
WORDS: Final = tuple(
    """
    satellit port treati visa solar patent tariff reactor rail fund school film robot chip
    lithium arctic steel food river bank summit visit expert forum grid cargo labor ocean
    budget vessel museum rocket vaccin forest cotton cyber quantum metal launch crew signal
    """.split()  # noqa: SIM905
)
SECTORS: Final = ("space", "trade-investment", "semiconductors", "other", "law-consular")
PARTIES: Final = ("IND", "KOR", "JPN", "FRA", "isro", "kasa")
KINDS: Final = ("agreement", "mou", "event")


def vocabulary() -> Lexicon:
    """Synonyms and names as the program ships them, and one institution."""
    folder = paths.resources() / "vocabulary"
    synonyms = Synonyms.from_tables(
        (folder / "synonyms.tsv").read_text("utf-8"),
        parse_sectors((folder / "sectors.tsv").read_text("utf-8")),
        [("Indian Space Research Organisation", "ISRO", "인도우주연구기구")],
        parse_states((folder / "states.tsv").read_text("utf-8")),
    )
    return Lexicon(synonyms, Names(fixed_names))


def entry(identifier: str, title: str, **changes: Any) -> EntryText:
    """An undated entry with a title and nothing else, but for the changes."""
    plain = EntryText(
        id=identifier,
        title=title,
        names=(),
        summary="",
        passages=(),
        facets={},
        earliest=-1,
        latest=-1,
        flags=0,
        stage=0,
        family=-1,
        event=None,
        sort_title=title.casefold(),
    )
    return msgspec.structs.replace(plain, **changes)


def made(
    folder: Path,
    entries: Iterable[EntryText],
    paragraphs: Iterable[ParagraphText] = (),
    revision: int = 1,
) -> Index:
    """An index of these, built and opened."""
    for _ in build(folder, entries, paragraphs, revision=revision):
        pass
    return open_index(folder)


def _text(chance: random.Random, words: int) -> str:
    rising = [1 / (place + 1) for place in range(len(WORDS))]
    return " ".join(chance.choices(WORDS, rising, k=words))


def random_entry(chance: random.Random, identifier: str) -> EntryText:
    """An entry of random words, facets and dates."""
    day = date(chance.randint(1890, 2030), chance.randint(1, 12), 1).toordinal()
    dated = chance.random() > 0.2
    facets = {
        "sector": tuple(chance.sample(SECTORS, chance.randint(0, 3))),
        "party": tuple(chance.sample(PARTIES, chance.randint(0, 4))),
        "kind": (chance.choice(KINDS),),
        "tag": ("urgent",) if chance.random() < 0.05 else (),
    }
    title = _text(chance, chance.randint(1, 5))
    return entry(
        identifier,
        title,
        names=tuple(_text(chance, 2) for _ in range(chance.randint(0, 3))),
        summary=_text(chance, chance.randint(0, 30)),
        passages=tuple(_text(chance, chance.randint(1, 60)) for _ in range(chance.randint(0, 3))),
        facets=facets,
        earliest=day if dated else -1,
        latest=day + chance.choice([0, 30, 4000]) if dated else -1,
        stage=chance.randint(0, 12),
        family=chance.randint(-1, 5),
        event=None if dated else chance.choice([None, "e3", "e4"]),
    )


def random_entries(number: int, seed: int = 1) -> list[EntryText]:
    """Entries e0, e1, … of random words, facets and dates; always the same."""
    chance = random.Random(seed)
    return [random_entry(chance, f"e{place}") for place in range(number)]


def random_paragraphs(number: int, seed: int = 2) -> list[ParagraphText]:
    """Paragraphs of three documents."""
    chance = random.Random(seed)
    rows = []
    for place in range(number):
        text = _text(chance, chance.randint(3, 80))
        document = f"d{place % 3}"
        standing = ("press", "treaty_text", "press")[place % 3]
        rows.append(ParagraphText(document, standing, place // 3 + 1, 0, len(text), text))
    return rows


def paragraphs_of(document: str, texts: Sequence[str]) -> list[ParagraphText]:
    """A document of these paragraphs, one a line."""
    rows, start = [], 0
    for number, text in enumerate(texts, 1):
        rows.append(ParagraphText(document, "press", number, start, start + len(text), text))
        start += len(text) + 1
    return rows
