"""An index with changes in memory answers as one that was built anew."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from explorer.domain.query import Choice, Facet, Query, Sort
from explorer.search.answers import Answer
from explorer.search.index import Index
from explorer.search.opening import empty_index
from explorer.search.sources import EntryText
from tests.search.corpus import (
    NO_SYNONYMS,
    PARTIES,
    SECTORS,
    WORDS,
    made,
    paragraphs_of,
    random_entries,
    random_entry,
    random_paragraphs,
)

QUERIES = [
    Query(),
    Query(sort=Sort.DATE),
    Query(text="satellit"),
    Query(text='"port visa" OR (solar AND metal)'),
    Query(text="visa NOT port"),
    Query(text="sa*"),
    Query(text="rocket", sort=Sort.DATE),
    Query(text="solar").choosing(Facet.SECTOR, Choice(("space",))),
    Query(text="port").choosing(Facet.PARTY, Choice(("IND", "KOR"), every=True)),
]


def _same(one: Answer, other: Answer) -> None:
    assert list(one.ids) == list(other.ids)
    assert np.array_equal(one.scores, other.scores)
    assert (one.total, one.undated, one.hint) == (other.total, other.undated, other.hint)
    assert one.facets == other.facets
    assert one.paragraph_total == other.paragraph_total
    places = [(hit.document, hit.number, hit.score) for hit in one.paragraphs]
    assert sorted(places) == sorted((h.document, h.number, h.score) for h in other.paragraphs)
    for part in ("start", "end", "flags", "stage", "family"):
        assert np.array_equal(getattr(one.timeline, part), getattr(other.timeline, part))
    assert _events(one) == _events(other)


def _events(answer: Answer) -> list[str | None]:
    line = answer.timeline
    return [line.events[place] if place >= 0 else None for place in line.event.tolist()]


def _changed(seed: int) -> tuple[list[EntryText], list[str]]:
    """Some of e0 to e199 changed, e200 to e219 new; and which of them are removed."""
    chance = random.Random(seed)
    changed = [random_entry(chance, f"e{place}") for place in (*range(0, 200, 7), *range(200, 220))]
    return changed, [f"e{place}" for place in range(3, 220, 20)]


@pytest.mark.parametrize("steps", [1, 4])
def test_changes_equal_a_rebuilt_index(tmp_path: Path, steps: int) -> None:
    """Entries changed, added and removed, at once or step by step: the same bits."""
    entries = random_entries(200)
    index = made(tmp_path / "old", entries, random_paragraphs(90))
    changed, removed = _changed(3)
    for step in range(steps):
        index = index.with_changes(2 + step, changed[step::steps], removed[step::steps])
    # A step can bring back what an earlier one removed.
    gone = set(removed) if steps == 1 else _left_out(changed, removed, steps)
    now = {item.id: item for item in (*entries, *changed) if item.id not in gone}
    built = made(tmp_path / "new", now.values(), random_paragraphs(90))
    assert index.revision == 1 + steps
    assert index.size == built.size == len(now)
    for query in QUERIES:
        _same(index.answer(query, NO_SYNONYMS), built.answer(query, NO_SYNONYMS))


def _left_out(changed: list[EntryText], removed: list[str], steps: int) -> set[str]:
    gone: set[str] = set()
    for step in range(steps):
        gone -= {item.id for item in changed[step::steps]}
        gone |= set(removed[step::steps])
    return gone


_TAILS = ("", "*", "~1", "~2")


def _random_query(chance: random.Random) -> Query:
    """Words, beginnings, misspelt words and phrases under operators, fields and choices."""

    def part() -> str:
        word, other = chance.choice(WORDS), chance.choice(WORDS)
        kind = chance.randrange(8)
        if kind == 0:
            return f'"{word} {other}"~{chance.randint(1, 6)}'
        if kind == 1:
            return chance.choice((f"sector:{chance.choice(SECTORS)}", "date:1950..1990"))
        if kind == 2:
            return f"title:{word}"
        return word[: chance.randint(3, 9)] + chance.choice(_TAILS) if kind < 5 else word

    text = f" {chance.choice(('AND', 'OR', 'NOT', ''))} ".join(
        part() for _ in range(chance.randint(1, 3))
    )
    query = Query(text=text, sort=chance.choice(list(Sort)))
    if chance.random() < 0.2:
        query = query.choosing(Facet.PARTY, Choice((chance.choice(PARTIES),), every=True))
    return query


def test_a_thousand_changes_equal_a_rebuilt_index(tmp_path: Path) -> None:
    """Two hundred random queries after a thousand random changes in twenty steps: the same bits."""
    chance = random.Random(11)
    now = {item.id: item for item in random_entries(600)}
    documents = {f"d{place}": random_paragraphs(30, seed=place) for place in range(3)}
    rows = [replace(row, document=name) for name, found in documents.items() for row in found]
    index = made(tmp_path / "old", now.values(), rows)
    for step in range(20):
        changed: dict[str, EntryText] = {}
        removed: set[str] = set()
        for _ in range(50):
            name = f"e{chance.randrange(800)}"
            if name in now and chance.random() < 0.3:
                removed.add(name)
                changed.pop(name, None)
            else:
                changed[name] = random_entry(chance, name)
                removed.discard(name)
        fresh = [
            replace(row, document="d1") for row in random_paragraphs(20, seed=chance.randrange(99))
        ]
        index = index.with_changes(2 + step, changed.values(), removed, paragraphs=fresh)
        now = {name: item for name, item in (now | changed).items() if name not in removed}
    left = [row for row in rows if row.document != "d1"] + fresh
    built = made(tmp_path / "new", now.values(), left)
    assert index.size == built.size == len(now)
    totals = set()
    for _ in range(200):
        query = _random_query(chance)
        one = index.answer(query, NO_SYNONYMS, limit=100)
        _same(one, built.answer(query, NO_SYNONYMS, limit=100))
        assert index.correction(query, NO_SYNONYMS) == built.correction(query, NO_SYNONYMS)
        assert index.loosened(query, NO_SYNONYMS) == built.loosened(query, NO_SYNONYMS)
        totals.add(one.total)
    assert len(totals) > 60


def test_documents_change_as_a_whole(tmp_path: Path) -> None:
    """All paragraphs of a changed document are replaced, those of a removed one go."""
    rows = random_paragraphs(90)
    index = made(tmp_path / "old", [], rows)
    fresh = paragraphs_of("d1", ["solar port", "metal launch"]) + paragraphs_of("d9", ["solar"])
    index = index.with_changes(2, paragraphs=fresh, removed_documents=["d2", "unknown"])
    left = [row for row in rows if row.document == "d0"] + fresh
    built = made(tmp_path / "new", [], left)
    for text in ("solar", "port", "metal AND launch", '"solar port"', "rocket"):
        query = Query(text=text)
        _same(
            index.answer(query, NO_SYNONYMS, limit=100), built.answer(query, NO_SYNONYMS, limit=100)
        )


def test_an_index_does_not_change(tmp_path: Path) -> None:
    """The older value goes on answering as it did."""
    index = made(tmp_path, random_entries(50))
    before = list(index.answer(Query(), NO_SYNONYMS).ids)
    later = index.with_changes(2, removed=["e1"])
    assert list(index.answer(Query(), NO_SYNONYMS).ids) == before
    assert len(later.answer(Query(), NO_SYNONYMS).ids) == 49
    assert index.revision == 1


def test_from_nothing(tmp_path: Path) -> None:
    """Before the first generation everything may come as changes."""
    empty = empty_index()
    assert empty.revision == 0
    assert empty.answer(Query(text="solar"), NO_SYNONYMS).total == 0
    assert empty.answer(Query(), NO_SYNONYMS).total == 0
    index = empty.with_changes(1, random_entries(40), paragraphs=random_paragraphs(9))
    built = made(tmp_path, random_entries(40), random_paragraphs(9))
    for query in QUERIES:
        _same(index.answer(query, NO_SYNONYMS), built.answer(query, NO_SYNONYMS))


def test_everything_removed(tmp_path: Path) -> None:
    """An index of nothing answers nothing."""
    index = made(tmp_path, random_entries(5))
    index = index.with_changes(2, removed=[f"e{place}" for place in range(5)])
    for query in QUERIES:
        assert index.answer(query, NO_SYNONYMS).total == 0


def test_matcher_is_that_of_the_answer(random_index: Index) -> None:
    """Also for a word that is still being typed."""
    query = Query(text="satel")
    text = "Of satellites"
    assert random_index.matcher(query, NO_SYNONYMS).spans(text) == ((3, 13),)
    assert random_index.answer(query, NO_SYNONYMS).matcher.spans(text) == ((3, 13),)
