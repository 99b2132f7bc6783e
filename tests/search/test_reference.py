# mypy: disable-error-code="no-untyped-call"
"""The evaluator against Whoosh's own searcher, on the Whoosh index that it was made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from whoosh.index import open_dir
from whoosh.qparser import MultifieldParser
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from explorer.domain.query import Query
from explorer.search.engine import schema
from explorer.search.generations import ENTRY_WEIGHTS, PARAGRAPH_WEIGHTS, read_current
from explorer.search.index import Index
from tests.search.corpus import NO_SYNONYMS, WORDS

FIELDS = list(ENTRY_WEIGHTS)


@pytest.fixture(scope="module")
def searcher(random_folder: Path) -> Iterator[Searcher]:
    """Whoosh's searcher over the entries."""
    target, _ = read_current(random_folder)
    whoosh = open_dir(str(target / "entries"))
    with whoosh.searcher(weighting=BM25F()) as opened:
        yield opened
    whoosh.close()


@pytest.fixture(scope="module")
def sides(random_index: Index, searcher: Searcher) -> tuple[Index, Searcher]:
    """Ours and Whoosh's."""
    return random_index, searcher


def _native(searcher: Searcher, text: str) -> dict[str, float]:
    parser = MultifieldParser(FIELDS, schema(FIELDS), fieldboosts=ENTRY_WEIGHTS)
    hits = searcher.search(parser.parse(text), limit=None)
    return {hit["id"]: hit.score for hit in hits}


def _compare(index: Index, text: str, expected: dict[str, float]) -> None:
    answer = index.answer(Query(text=text), NO_SYNONYMS)
    found = dict(zip(answer.ids, answer.scores.tolist(), strict=True))
    assert found.keys() == expected.keys(), text
    assert found == pytest.approx(expected, rel=0.01), text
    best = sorted(expected, key=lambda name: -expected[name])[:50]
    lowest = expected[best[-1]] * 0.999 if best else 0.0
    assert all(expected[name] >= lowest for name in answer.ids[:50]), text


def _word(chance: random.Random) -> str:
    return WORDS[min(int(chance.expovariate(0.1)), len(WORDS) - 1)]


def _expression(chance: random.Random, depth: int = 2) -> str:
    """A query that our grammar and Whoosh's own read alike: it has all parentheses."""
    kind = chance.randrange(8 if depth else 3)
    if kind < 2:
        return _word(chance)
    if kind == 2:
        return f'"{_word(chance)} {_word(chance)}"'
    one, other = (_expression(chance, depth - 1) for _ in range(2))
    return f"({one} AND {other})" if kind < 5 else f"({one} OR {other})"


@pytest.mark.parametrize("seed", range(150))
def test_random_queries(sides: tuple[Index, Searcher], seed: int) -> None:
    """The same hits; the best fifty are the best fifty; scores within 1 %."""
    index, searcher = sides
    text = _expression(random.Random(seed))
    _compare(index, text, _native(searcher, text))


@pytest.mark.parametrize("seed", range(150, 200))
def test_exclusions(sides: tuple[Index, Searcher], seed: int) -> None:
    """NOT takes hits away and leaves the scores (in Whoosh it adds a constant to them)."""
    index, searcher = sides
    chance = random.Random(seed)
    wanted, unwanted = _expression(chance, 1), _expression(chance, 1)
    scores, excluded = _native(searcher, wanted), _native(searcher, unwanted)
    expected = {name: score for name, score in scores.items() if name not in excluded}
    assert _native(searcher, f"{wanted} AND (NOT {unwanted})").keys() == expected.keys()
    _compare(index, f"{wanted} AND (NOT {unwanted})", expected)


def test_random_queries_find_something(random_index: Index) -> None:
    """The comparison is not one of empty results."""
    totals = [
        random_index.answer(Query(text=_expression(random.Random(seed))), NO_SYNONYMS).total
        for seed in range(150)
    ]
    assert np.count_nonzero(totals) > 120
    assert len(set(totals)) > 60


@pytest.mark.parametrize("text", ["sa*", "sol* AND (NOT port)", "port OR (re* AND fo*)", "xyz*"])
def test_prefixes(sides: tuple[Index, Searcher], text: str) -> None:
    """A prefix finds what Whoosh's finds."""
    index, searcher = sides
    found = index.answer(Query(text=text), NO_SYNONYMS)
    assert set(found.ids) == _native(searcher, text).keys()


def test_paragraphs(random_folder: Path, random_index: Index) -> None:
    """Paragraphs are scored in their own index."""
    target, _ = read_current(random_folder)
    whoosh = open_dir(str(target / "paragraphs"))
    fields = list(PARAGRAPH_WEIGHTS)
    parser = MultifieldParser(fields, schema(fields), fieldboosts=PARAGRAPH_WEIGHTS)
    with whoosh.searcher(weighting=BM25F()) as searcher:
        for text in ("satellit", "port AND visa", '"port visa"', "metal OR launch"):
            expected = [hit.score for hit in searcher.search(parser.parse(text), limit=None)]
            answer = random_index.answer(Query(text=text), NO_SYNONYMS, limit=1_000)
            assert answer.paragraph_total == len(expected)
            assert [hit.score for hit in answer.paragraphs] == pytest.approx(expected, rel=0.01)
    whoosh.close()
