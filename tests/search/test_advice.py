"""Did you mean, and which condition to drop."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from explorer.domain.query import Choice, Correction, Facet, Period, Query
from explorer.search.index import Index
from tests.search.corpus import NO_SYNONYMS, entry, made, paragraphs_of

ENTRIES = [
    entry("one", "Semiconductor supply chains", facets={"sector": ("space",), "party": ("IND",)}),
    entry("two", "Semiconductor design", facets={"sector": ("trade",), "party": ("IND", "KOR")}),
    entry("three", "Technology exchange", earliest=735_000, latest=735_000),
    entry("four", "Technology of cooperation", facets={"sector": ("space",)}),
    entry("five", "Solar panels", facets={"party": ("KOR",)}),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Five entries, and a document with a word that no entry has."""
    paragraphs = paragraphs_of("d0", ["Thermodynamics", "Thermodynamics of technologies"])
    return made(tmp_path_factory.mktemp("advice") / "index", ENTRIES, paragraphs)


MEANT = {
    "semiconducter": Correction("semiconductor", ((0, 13),), 2),
    "Semiconducter~ OR x": None,
    "technolgy coperation": Correction("technology cooperation", ((0, 10), (11, 22)), 1),
    "semiconductor desing": Correction("semiconductor design", ((14, 20),), 1),
    "sector:space technolgy": Correction("technology", ((0, 10),), 1),
    "(technolgy) zebra": None,
    '"technolgy exchange"': Correction('"technology exchange"', ((1, 11),), 1),
    "technolgy OR zebra": Correction("technology OR zebra", ((0, 10),), 2),
    "solar": None,
    "soler": Correction("solar", ((0, 5),), 1),
    "title:technolgy zebra OR solar": None,
    "title:technolgy": Correction("title:technology", ((6, 16),), 2),
    "slr": None,
    "반도채": None,
    "-technolgy solar": None,
    "zebra": None,
    "sector:space": None,
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_did_you_mean(index: Index, text: str, meant: Correction | None) -> None:
    """Words that the index has, only where they find more."""
    assert index.correction(Query(text=text), NO_SYNONYMS) == meant


def test_a_correction_finds_what_it_promises(index: Index) -> None:
    """Under the same filters, typed or chosen."""
    query = Query(text="technolgy").choosing(Facet.SECTOR, Choice(("space",)))
    found = index.correction(query, NO_SYNONYMS)
    assert found is not None
    assert index.answer(replace(query, text=found.text), NO_SYNONYMS).total == found.total == 1
    within = index.correction(Query(text="technolgy"), NO_SYNONYMS, within=["three"])
    assert within is not None
    assert within.total == 1


def _told(index: Index, query: Query, **options: list[str]) -> list[tuple[str, int]]:
    found = index.loosened(query, NO_SYNONYMS, **options)
    for item in found:
        left = index.answer(item.query, NO_SYNONYMS)
        assert item.query.collection or left.total == item.total
    return [
        (
            item.text
            or ", ".join(item.values)
            or item.collection
            or (f"{item.period.start}" if item.period else ""),
            item.total,
        )
        for item in found
    ]


def test_each_condition_that_stands_in_the_way(index: Index) -> None:
    """What would be found without it alone; most first, and nothing that does not help."""
    assert _told(index, Query("semiconductor zebra")) == [("zebra", 2)]
    assert _told(index, Query("semiconductor solar")) == [("solar", 2), ("semiconductor", 1)]
    assert _told(index, Query('"supply design" semiconductor')) == [('"supply design"', 2)]
    assert _told(index, Query("semiconductor -semiconductor")) == [
        ("semiconductor", 3),
        ("-semiconductor", 2),
    ]
    assert _told(index, Query("(zebra OR yak) solar")) == [("(zebra OR yak)", 1)]
    assert _told(index, Query("zebra zebra solar")) == [("zebra", 1)]
    assert _told(index, Query("zebra")) == []  # everything is no advice
    assert _told(index, Query("zebra yak")) == []


def test_choices_stand_in_the_way_too(index: Index) -> None:
    """A facet as a whole, or each value where all are wanted; period and collection."""
    query = Query("sector:space solar").choosing(Facet.PARTY, Choice(("KOR", "IND"), every=True))
    assert _told(index, query) == []
    query = Query("solar").choosing(Facet.PARTY, Choice(("KOR", "IND"), every=True))
    assert _told(index, query) == [("solar", 1), ("IND", 1)]
    assert _told(index, Query("sector:space solar")) == [("solar", 2), ("space", 1)]
    query = Query("solar").choosing(Facet.SECTOR, Choice(("space", "trade")))
    assert _told(index, query) == [("solar", 3), ("space, trade", 1)]
    assert _told(index, Query("solar", period=Period("2013", "2013"))) == [
        ("solar", 1),
        ("2013", 1),
    ]
    told = _told(index, Query("solar", collection="mine"), within=["one", "two"])
    assert told == [("solar", 2), ("mine", 1)]


def test_no_advice_for_a_text_that_nobody_types(index: Index) -> None:
    """Of many conditions no single one stands in the way, and trying them all takes long."""
    text = "semiconducter solar " + " ".join(f"word{number}" for number in range(12))
    assert index.loosened(Query(text), NO_SYNONYMS) == ()
    assert index.correction(Query(text), NO_SYNONYMS) is None
    assert index.loosened(Query("semiconductor zebra"), NO_SYNONYMS)
