"""Texts for the engine's benchmark: treaties, then paragraphs of agreement texts; made up where
the shared data is not there. The same each time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

import msgspec

from explorer.domain.labels import family_place
from explorer.domain.messages import AccordError
from explorer.domain.passages import normalise, paragraphs
from explorer.domain.query import Choice, Facet, Period, Query
from explorer.domain.vocabulary import STAGE_ORDER, Stage
from explorer.domain.when import parse_when
from explorer.search.analysis import surfaces
from explorer.search.sources import EntryText
from explorer.services import vocabularies
from tests.benchmarks import treaties

TEXTS = treaties.CSV.parent / "tota"
_SHORTEST = 80  # characters of a paragraph


def entries(count: int) -> Iterator[EntryText]:
    """``count`` entries: the treaties, then the agreements' paragraphs with the facets of one."""
    rows: list[EntryText] = []
    for number, row in enumerate(treaties.rows(count)):
        rows.append(_treaty(number, row))
        yield rows[-1]
    left = count - len(rows)
    for number, text in enumerate(islice(_paragraphs(), left)):
        like = rows[number % len(rows)]
        yield msgspec.structs.replace(
            like, id=f"p{number}", passages=(text,), title=f"{like.title} ({number})"
        )


def _treaty(number: int, row: dict[str, str]) -> EntryText:
    sectors = {topic: s.id for s in vocabularies.sectors().values() for topic in s.topics}
    sector = sectors.get(row["topic"], "other")
    parties = tuple(dict.fromkeys(filter(None, (row["party1_iso3"], row["party2_iso3"]))))
    states = vocabularies.states()
    names = tuple(states[code].name() if code in states else code for code in parties)
    stage = Stage.IN_FORCE if row["date_in_force"] else Stage.SIGNED
    try:
        when = parse_when(row["date_in_force"] or row["date_signed"])
        earliest, latest = when.earliest, when.latest
    except AccordError:
        earliest = latest = -1
    title = row["title"].strip(". ") or "Treaty"
    return EntryText(
        id=f"t{number}",
        title=title,
        names=names,
        summary="",
        passages=(title,),
        facets={
            Facet.SECTOR: (sector,),
            Facet.STAGE: (stage.value,),
            Facet.KIND: ("agreement",),
            Facet.PARTY: parties,
            Facet.DOCUMENT: (f"wti-{number % 40}",),
            Facet.STANDING: ("dataset",),
        },
        earliest=earliest,
        latest=latest,
        flags=0,
        stage=STAGE_ORDER[stage],
        family=family_place((sector,)),
        event=None,
        sort_title=title.casefold(),
    )


def _paragraphs() -> Iterator[str]:
    """Paragraphs of the agreements; beyond them, and where they are absent, made-up ones."""
    if TEXTS.is_dir():
        for file in sorted(TEXTS.glob("*.txt")):
            text = normalise(file.read_text("utf-8", errors="replace"))
            for _, start, end in paragraphs(text):
                if end - start >= _SHORTEST:
                    yield text[start:end]
    chance = random.Random(5)
    words = [f"{a}{b}{c}" for a in "tradefishair" for b in "ouie" for c in ("ment", "ing", "ance")]
    while True:
        yield " ".join(chance.choices(words, [1 / (n + 1) for n in range(len(words))], k=90))


class Question(msgspec.Struct, frozen=True):
    """One thing that is asked: of us, of FTS5 (None: it has no such question), of tantivy."""

    query: Query
    fts5: str | None
    words: tuple[str, ...]
    kind: str


def questions(texts: Iterable[EntryText], each: int = 6) -> dict[str, list[Question]]:
    """Questions of each class, with words chosen by how many texts have them."""
    sample = [
        {word for piece in (text.title, *text.passages) for word in surfaces(piece)}
        for text in texts
    ]
    found = Counter(word for words in sample for word in words if word.isascii() and len(word) > 4)
    ranked = [word for word, _ in found.most_common() if word.isalpha()]
    common = ranked[4 : 4 + 4 * each]
    middle = ranked[len(ranked) // 20 :][: 4 * each]
    rare = [word for word in ranked if found[word] in (2, 3)][: 20 * each : 20]
    chance = random.Random(3)

    def ask(kind: str, text: str, fts5: str | None, *words: str) -> Question:
        return Question(Query(text=text), fts5, words, kind)

    pairs = [tuple(chance.sample(common, 2)) for _ in range(each)]
    threes = [tuple(chance.sample(common + middle, 3)) for _ in range(each)]
    asked = {
        "rare": [ask("word", word, word, word) for word in rare],
        "common": [ask("word", word, word, word) for word in common[:each]],
        "AND": [ask("and", " ".join(p), " AND ".join(p), *p) for p in pairs],
        "OR": [ask("or", " OR ".join(p), " OR ".join(p), *p) for p in threes],
        "phrase": [
            ask("phrase", f'"{one} {other}"', f'"{one} {other}"', one, other)
            for one, other in _neighbours(texts, each)
        ],
    }
    for length in (2, 3, 4, 5):
        beginnings = list(dict.fromkeys(word[:length] for word in common))[:each]
        asked[f"prefix of {length}"] = [ask("prefix", f"{w}*", f"{w}*", w) for w in beginnings]
    misspelt = [word[:2] + word[3:] for word in common if len(word) > 6][:each]
    asked["fuzzy"] = [ask("fuzzy", f"{word}~1", None, word) for word in misspelt]
    narrow = Choice(("trade-investment",))
    asked["sector + years"] = [
        Question(
            Query(text=word, period=Period("1950", "1969")).choosing(Facet.SECTOR, narrow),
            f"sector years {word}",
            (word,),
            "narrow",
        )
        for word in common[:each]
    ]
    return asked


def _neighbours(texts: Iterable[EntryText], most: int) -> Sequence[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for piece in (text.title, *text.passages):
            words = surfaces(piece)
            found.update(p for p in pairwise(words) if all(w.isalpha() and len(w) > 4 for w in p))
    return [pair for pair, _ in found.most_common(3 * most)][::3]


def size_of(folder: Path) -> float:
    """Megabytes in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
