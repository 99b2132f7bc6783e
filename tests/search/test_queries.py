"""What a query means: operators, half-typed text, and text that nobody would type."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer.domain.query import Query
from explorer.search.grammar import LONGEST
from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from explorer.search.parsing import parse
from explorer.search.tree import Both, Either, Leaf, Node, Without
from tests.search.corpus import NO_SYNONYMS, entry, made

TITLES = {
    "jwg": "Joint working group on space",
    "jwg-sea": "Joint working group on oceans",
    "group": "A group that is working jointly",
    "space": "Space exploration and satellites",
    "ev": "Electric vehicles and batteries",
    "hydrogen": "Hydrogen mobility",
    "trade": "Trade and investment in electric power",
    "chips": "차세대 반도체 공동 연구 센터",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """One entry for each title."""
    entries = [entry(name, title) for name, title in TITLES.items()]
    return made(tmp_path_factory.mktemp("queries") / "index", entries)


ALL = " ".join(TITLES)
MEANINGS = {
    "space": "jwg space",
    "joint working group": "jwg jwg-sea group",
    '"joint working group"': "jwg jwg-sea",
    '"joint working group" -space': "jwg-sea",
    '"joint working group" NOT space': "jwg-sea",
    "NOT space": "jwg-sea group ev hydrogen trade chips",
    "-space": "jwg-sea group ev hydrogen trade chips",
    "-(space OR ocean)": "group ev hydrogen trade chips",
    "hydrogen OR space": "jwg space hydrogen",
    "electric vehicles OR hydrogen": "ev hydrogen",
    "hydrogen OR electric vehicles": "ev hydrogen",
    "(hydrogen OR electric) power": "trade",
    "space AND group": "jwg",
    "space and satellites": "space",
    "SPACE": "jwg space",
    "explor*": "space",
    "satellit*": "space",
    "electric*": "ev trade",
    "joint*": "jwg jwg-sea group",
    "-electric* power OR mobility": "hydrogen",
    "what is agreed on space": "",
    "group on the oceans": "jwg-sea",
    '"group on space"': "jwg",
    '"vehicle"': "",
    '"vehicles"': "ev",
    "vehicle": "ev",
    "공동연구": "chips",
    "공동 연구": "chips",
    "차세대반도체": "chips",
    "“joint working group” （space）": "jwg",
}


@pytest.mark.parametrize(("text", "names"), MEANINGS.items())
def test_meaning(index: Index, text: str, names: str) -> None:
    """Words, phrases, operators, exclusion, parentheses and prefixes."""
    assert sorted(index.answer(Query(text=text), NO_SYNONYMS).ids) == sorted(names.split())


HALF_TYPED = {
    "": ALL,
    "   ": ALL,
    "*": ALL,
    "(": ALL,
    ")": ALL,
    "()": ALL,
    '"': ALL,
    '""': ALL,
    "-": ALL,
    "AND": ALL,
    "NOT": ALL,
    "OR OR": ALL,
    "NOT (": ALL,
    "space AND": "jwg space",
    "space AND ": "jwg space",
    "space OR": "jwg space",
    "space NOT": "jwg space",
    "space NOT ": "jwg space",
    "space -": "jwg space",
    "AND space": "jwg space",
    "space AND OR group": "jwg jwg-sea group space",
    "space (": "jwg space",
    "(space": "jwg space",
    "space)": "jwg space",
    "space AND (group": "jwg",
    "trade (hydrogen OR": "",
    '"joint wor': "jwg jwg-sea",
    '"joint working group on s': "jwg",
    '"joint working group" on "spa': "jwg",
    "joint worki": "jwg jwg-sea group",
    "hydro": "hydrogen",
    "explorat": "space",
    "space *": "jwg space",
    "차세": "chips",
    "차": "chips",
    "hydrogen OR s*": "hydrogen",
}


@pytest.mark.parametrize(("text", "names"), HALF_TYPED.items())
def test_half_typed(index: Index, text: str, names: str) -> None:
    """A query on its way means what a reader would take it to mean."""
    assert sorted(index.answer(Query(text=text), NO_SYNONYMS).ids) == sorted(names.split())


GOING_ON = {
    "s": ALL,
    "sp": "jwg space",
    "tra": "trade",
    "joint w": "jwg jwg-sea group",
    "joint wo": "jwg jwg-sea group",
    "electric v": "ev trade",
    "electric ve": "ev",
    "electric v ": "",
    "electric OR v": "ev trade",
    "electric -po": "ev trade",  # nothing is excluded before its word is whole
    "electric -power": "ev",
    "차": "chips",
}


@pytest.mark.parametrize(("text", "names"), GOING_ON.items())
def test_a_word_that_is_being_typed_may_go_on(tmp_path: Path, text: str, names: str) -> None:
    """Results narrow letter by letter, also where its beginning is a word by itself."""
    entries = [entry(name, title) for name, title in TITLES.items()]
    short = [entry("letters", "S and V of sp wo tra"), entry("plan", "Plan B")]
    index = made(tmp_path / "index", [*entries, *short])
    found = set(index.answer(Query(text=text, unfinished=True), NO_SYNONYMS).ids)
    assert found & set(TITLES) == set(names.split())


def test_what_a_word_may_become_stands_behind_the_word(tmp_path: Path) -> None:
    """Rare longer words do not push aside what was typed, and leave its order as it is."""
    titles = {"one": "Trade", "two": "Trade and its fair", "long": "Trademarks", "none": "Solar"}
    index = made(tmp_path / "index", [entry(name, title) for name, title in titles.items()])
    typed = index.answer(Query(text="trade", unfinished=True), NO_SYNONYMS)
    whole = index.answer(Query(text="trade"), NO_SYNONYMS)
    assert list(typed.ids) == [*whole.ids, "long"] == ["one", "two", "long"]


HINTS = {
    "hydro": "No word is “hydro”",
    "a*": "two letters",
    "*tion": "end of a word",
    "ele*ic": "end of a word",
    "sector:space": "no sector of this library",
    "colour:space": "no field",
    "date:soon": "no date",
    "jet~": "four letters",
    "space^3": "was searched as words",
    "[2010 TO 2020]": "was searched as words",
    "!!!": "no letter or digit",
    "🙂": "no letter or digit",
    "word " * 500: "characters",
    " ".join(f"w{number}" for number in range(100)): "words",
    "space": "",
    "hydrogen": "",
    "What is R&D?": "",
    "10:30, 50%": "",
    "AND": "",
}


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_hints(index: Index, text: str, hint: str) -> None:
    """What could not be taken as written is told; the rest is not commented on."""
    told = index.answer(Query(text=text), NO_SYNONYMS).hint
    assert hint in told
    assert bool(told) == bool(hint)


def test_a_word_with_a_space_behind_is_finished(index: Index) -> None:
    """Only the last word, still being typed, may be the beginning of one."""
    assert list(index.answer(Query(text="hydro "), NO_SYNONYMS).ids) == []
    assert list(index.answer(Query(text="hydro group"), NO_SYNONYMS).ids) == []


# Parted by "|": operators, fields, signs and words in every script, also broken ones.
_SNIPPETS = (
    'space|AND|OR|NOT|-|*|(|)|"|“| |  |a*|ROK|~2|South Korea|인도|반도체를|समझौते|EV|[a TO b]|tag:x'
    "|\x00|\ud800|👩\u200d🚀|R&D|co-op|'|’s|\n|한-인도|e\u0301|sector:|sector:space|date:20..|title:("
    '|hydrgen~|~|^2|foo:|party:인도|\u202e|\u200f|שלום|a~|date:[|date:=..|:|spac~9|"on group"~3|\\'
)
PIECES = st.lists(
    st.one_of(st.sampled_from(_SNIPPETS.split("|")), st.text(max_size=12)), max_size=24
)
# All ten thousand take a minute or two: ACCORD_CASES=10000.
CASES = int(os.environ.get("ACCORD_CASES", "2000"))


@pytest.mark.timeout(900)
@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.sampled_from(["", " "]), st.booleans())
def test_any_query_is_answered(
    index: Index, synonyms: Lexicon, pieces: list[str], between: str, unfinished: bool
) -> None:
    """No text raises; the work is bounded, counts are consistent, and any text can be matched."""
    query = Query(text=between.join(pieces), unfinished=unfinished)
    answer = index.answer(query, synonyms)
    assert answer.total == len(answer.ids) == len(answer.scores) <= len(TITLES)
    assert _work(query.text, synonyms) <= MOST_WORK
    for title in TITLES.values():
        for start, end in answer.matcher.spans(title):
            assert 0 <= start < end <= len(title)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.booleans())
def test_any_advice_is_true(
    index: Index, synonyms: Lexicon, pieces: list[str], unfinished: bool
) -> None:
    """What is offered instead finds as much as it says."""
    query = Query(text=" ".join(pieces), unfinished=unfinished)
    for item in index.loosened(query, synonyms):
        assert index.answer(item.query, synonyms).total == item.total > 0
    meant = index.correction(query, synonyms)
    if meant is not None:
        again = replace(index.understood(query, synonyms), text=meant.text)
        assert index.answer(again, synonyms).total == meant.total > 0


def _work(text: str, lexicon: Lexicon) -> int:
    """How many words are looked up in all."""
    return sum(
        len(pattern.words) + sum(len(words) for words, _ in pattern.exceptions)
        for leaf in _all_leaves(parse(text, lexicon).node)
        for pattern in leaf.patterns
    )


def _all_leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Without):
        yield from _all_leaves(node.node)
    elif isinstance(node, Both | Either):
        for item in node.nodes:
            yield from _all_leaves(item)


# Words that one query looks up, at most: 64 leaves, the longest of them of some hundred forms.
MOST_WORK = 25_000
LARGE = {
    "words": "agreement on space " * 6_000,
    "one word": "x" * 100_000,
    "hangul": "반도체" * 34_000,
    "parentheses": "(" * 100_000,
    "nested": "(a " * 30_000 + ")" * 30_000,
    "fields": "sector:" * 15_000,
    "conditions": "party:ROK " * 10_000,
    "misspelt": "agrement~ " * 10_000,
    "stars between": "a*b*c*" * 16_000,
    "near": '"a b"~9 ' * 12_000,
    "right to left": "\u202eשלום " * 16_000,
    "quotes": '"' * 100_001,
    "operators": "NOT " * 25_000,
    "minus": "-" * 100_000,
    "stars": "*" * 100_000,
    "control": "\x00\x01\x1e" * 33_000,
    "surrogates": "\ud83d" * 100_000,
    "emoji": "👩‍🚀" * 30_000,
    "accents": "e" + "\u0301" * 100_000,
}


@pytest.mark.parametrize("kind", LARGE)
def test_large_queries_are_bounded(index: Index, synonyms: Lexicon, kind: str) -> None:
    """100 kB of anything is cut to what a person types, and looks up no more than that."""
    text = LARGE[kind]
    assert len(text) > 2 * LONGEST
    answer = index.answer(Query(text=text), synonyms)
    assert answer.hint
    parsed = parse(text, synonyms)
    assert len(parsed.text) <= LONGEST
    assert len(list(_all_leaves(parsed.node))) <= 64
    assert _work(text, synonyms) <= MOST_WORK


def test_fields_are_weighed(tmp_path: Path) -> None:
    """A word in the title counts most, then names and summary, then the evidence."""
    entries = [
        entry("passage", "One", passages=("rocket",)),
        entry("summary", "One", summary="rocket"),
        entry("names", "One", names=("rocket",)),
        entry("title", "rocket"),
        entry("none", "One"),
    ]
    found = made(tmp_path, entries).answer(Query(text="rocket"), NO_SYNONYMS)
    assert list(found.ids) == ["title", "names", "summary", "passage"]
    assert found.scores[1] == found.scores[2]


def test_no_phrase_crosses_pieces(tmp_path: Path) -> None:
    """Title, names, lines and passages are apart."""
    entries = [
        entry("title", "solar\nrail", summary="rail"),
        entry("names", "x", names=("solar", "rail")),
        entry("passages", "x", passages=("solar", "rail")),
        entry("one", "solar", summary="rail fund"),
        entry("two", "x", summary="solar, rail"),
    ]
    found = made(tmp_path, entries).answer(Query(text='"solar rail"'), NO_SYNONYMS)
    assert list(found.ids) == ["two"]
    assert [found.matcher.spans(item.title) for item in entries[:1]] == [()]
