# mypy: disable-error-code="no-untyped-call"
"""The evaluator against Whoosh's own searcher, on the Whoosh index that it was made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, QueryParser
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from explorer.domain.query import Query
from explorer.search.analysis import stem
from explorer.search.engine import schema
from explorer.search.generations import read_current
from explorer.search.index import Index
from explorer.search.sources import ENTRY_WEIGHTS, PARAGRAPH_WEIGHTS
from tests.search.corpus import NO_SYNONYMS, WORDS, entry, made

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
    parser.add_plugin(FuzzyTermPlugin())
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


# One letter left out, put in or exchanged; Whoosh stems them, so only what is its own stem.
_MISSPELT = [
    other
    for word in WORDS
    if len(word) > 4
    for place in range(len(word))
    for other in (
        word[:place] + word[place + 1 :],
        f"{word[:place]}x{word[place:]}",
        f"{word[:place]}x{word[place + 1 :]}",
    )
    if len(other) > 3 and stem(other) == other
]


@st.composite
def _leaves(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["word", "word", "phrase", "prefix", "fuzzy"]))
    word = draw(st.sampled_from(WORDS))
    if kind == "phrase":
        return f'"{word} {draw(st.sampled_from(WORDS))}"'
    if kind == "prefix":
        return f"{word[: draw(st.integers(2, 5))]}*"
    if kind == "fuzzy":
        return f"{draw(st.sampled_from(_MISSPELT))}~{draw(st.integers(1, 2))}"
    return word


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["AND", "AND", "OR", "AND NOT"])
    return st.builds(
        lambda one, how, other: (
            f"({one} AND (NOT {other}))" if how == "AND NOT" else f"({one} {how} {other})"
        ),
        parts,
        operators,
        parts,
    )


QUERIES = st.recursive(_leaves(), _joined, max_leaves=6)


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=QUERIES)
def test_any_operators(sides: tuple[Index, Searcher], text: str) -> None:
    """The same hits for every operator; and the same scores, but that NOT adds none to them."""
    index, searcher = sides
    expected = _native(searcher, text)
    if "NOT" in text:
        assert set(index.answer(Query(text=text), NO_SYNONYMS).ids) == expected.keys(), text
    else:
        _compare(index, text, expected)


def test_the_best_fifty_are_the_same(sides: tuple[Index, Searcher]) -> None:
    """Of two hundred random queries, in the mean 99 of 100; hits of one score are equally good."""
    index, searcher = sides
    shares = []
    for seed in range(200):
        text = _expression(random.Random(1_000 + seed))
        expected = _native(searcher, text)
        found = index.answer(Query(text=text), NO_SYNONYMS).ids[:50]
        lowest = min(sorted(expected.values(), reverse=True)[:50], default=0.0)
        if found:
            shares.append(sum(expected[name] >= lowest * 0.9999 for name in found) / len(found))
    assert len(shares) > 150
    assert sum(shares) / len(shares) >= 0.99


@pytest.mark.parametrize("slop", [1, 2, 3, 5, 10, 40])
def test_words_near_one_another(random_folder: Path, random_index: Index, slop: int) -> None:
    """In order, at most so many places apart: the paragraphs that Whoosh's phrases with slop find.

    Of paragraphs, which have one line: across lines Whoosh goes and we do not.
    """
    target, _ = read_current(random_folder)
    whoosh = open_dir(str(target / "paragraphs"))
    parser = QueryParser("text", schema(PARAGRAPH_WEIGHTS))
    chance = random.Random(slop)
    totals = []
    with whoosh.searcher(weighting=BM25F()) as searcher:
        for _ in range(40):
            words = " ".join(_word(chance) for _ in range(chance.choice([2, 2, 3])))
            text = f'"{words}"~{slop}'
            hits = searcher.search(parser.parse(text), limit=None)
            expected = sorted((hit.score for hit in hits), reverse=True)
            answer = random_index.answer(Query(text=text), NO_SYNONYMS, limit=1_000)
            assert answer.paragraph_total == len(expected), text
            found = [hit.score for hit in answer.paragraphs]
            assert found == pytest.approx(expected, rel=0.01), text
            totals.append(len(expected))
    whoosh.close()
    assert sum(totals) > 40


def test_near_words_are_in_one_line(tmp_path: Path) -> None:
    """Not across lines, names or passages, however near."""
    entries = [
        entry("lines", "solar\nrail"),
        entry("passages", "x", passages=("solar", "rail")),
        entry("one", "solar big rail"),
    ]
    answer = made(tmp_path, entries).answer(Query(text='"solar rail"~9'), NO_SYNONYMS)
    assert list(answer.ids) == ["one"]


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
