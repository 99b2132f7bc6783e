"""Fields in a query's text, near and misspelt words, and the two views of one query."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explorer.domain.query import Choice, Facet, Period, Query
from explorer.domain.syntax import FORMS
from explorer.search.answers import Answer
from explorer.search.index import Index
from explorer.search.lexicon import Lexicon
from explorer.search.sources import EntryText
from tests.search.corpus import entry, made, paragraphs_of, vocabulary


def _day(year: int, month: int = 1, day: int = 1) -> int:
    return date(year, month, day).toordinal()


ENTRIES = {
    "alliance": entry(
        "alliance",
        "International Solar Alliance",
        summary="launch of a solar alliance",
        facets={"sector": ("clean-energy-climate",), "kind": ("agreement",), "party": ("IND",)},
        earliest=_day(2015, 11, 30),
        latest=_day(2015, 11, 30),
    ),
    "rocket": entry(
        "rocket",
        "Launch of a satellite",
        passages=("solar panels, and then for once an alliance",),
        facets={
            "sector": ("space",),
            "kind": ("event",),
            "stage": ("completed",),
            "party": ("IND", "KOR"),
            "document": ("d0",),
            "standing": ("press",),
        },
        earliest=_day(2026, 3, 1),
        latest=_day(2026, 3, 31),
    ),
    "space": entry(
        "space",
        "Space talks",
        facets={
            "sector": ("space", "trade-investment"),
            "kind": ("working_group",),
            "stage": ("proposed",),
            "party": ("KOR", "isro"),
            "institution": ("isro",),
            "tag": ("very urgent",),
        },
    ),
    "trade": entry(
        "trade",
        "Semiconductor trade",
        summary="technology without a date that is sure",
        facets={"sector": ("trade-investment",), "kind": ("agreement",), "stage": ("in_force",)},
        earliest=_day(2020),
        latest=_day(2029, 12, 31),
    ),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The vocabulary as the program ships it."""
    return vocabulary()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four entries and a document."""
    paragraphs = paragraphs_of("d0", ["A launch of rockets", "Nothing else", "solar power"])
    return made(tmp_path_factory.mktemp("fields") / "index", ENTRIES.values(), paragraphs)


def _ids(index: Index, lexicon: Lexicon, text: str) -> str:
    return " ".join(sorted(index.answer(Query(text=text), lexicon).ids))


MEANINGS = {
    "sector:space": "rocket space",
    "SECTOR:Space": "rocket space",
    "sector:우주": "rocket space",
    "sector:अंतरिक्ष": "rocket space",
    'sector:"trade and investment"': "space trade",
    "sector: space": "rocket space",
    "sector:space launch": "rocket",
    "launch sector:space": "rocket",
    "sector:space sector:trade-investment": "space",
    "sector:space OR sector:trade-investment": "rocket space trade",
    "sector:(space OR trade-investment)": "rocket space trade",
    "-sector:space": "alliance trade",
    "NOT sector:space": "alliance trade",
    "launch -sector:space": "alliance",
    "launch OR sector:space": "alliance rocket space",
    "(launch OR semiconductor) party:India": "alliance rocket",
    "type:agreement": "alliance trade",
    "kind:agreement": "alliance trade",
    "type:협정": "alliance trade",
    'type:"working group"': "space",
    "firm:proposed": "space",
    "stage:proposed": "space",
    "firm:발효": "trade",
    'firm:"in force"': "trade",
    "firm:in_force": "trade",
    "party:India": "alliance rocket",
    "party:IND": "alliance rocket",
    "party:भारत": "alliance rocket",
    "party:ROK": "rocket space",
    'party:"South Korea"': "rocket space",
    "party:India party:ROK": "rocket",
    "institution:isro": "space",
    "body:isro": "space",
    "document:d0": "rocket",
    "standing:press": "rocket",
    "standing:언론": "rocket",
    'tag:"very urgent"': "space",
    "decade:2020": "rocket trade",
    "decade:2020s": "rocket trade",
    "title:solar": "alliance",
    "title:launch": "rocket",
    "title:(launch OR semiconductor)": "rocket trade",
    'title:"solar alliance"': "alliance",
    "title:sem*": "trade",
    "-title:launch": "alliance space trade",
    "date:2026": "rocket trade",
    "date:=2026": "rocket",
    "date:2026-02..2026-04": "rocket trade",
    "date:=2026-02..2026-04": "rocket",
    "date:..2015": "alliance",
    "date:2016..": "rocket trade",
    "date:[2026..2027]": "rocket trade",
    "date:2026~": "rocket trade",
    "date:2015 OR sector:space": "alliance rocket space",
    "-date:2026": "alliance space",
    '"solar alliance"': "alliance",
    '"solar alliance"~2': "alliance",
    '"solar alliance"~7': "alliance rocket",
    '"alliance solar"~7': "",
    '"solar alliance"~': "alliance",
    "semiconducter~": "trade",
    "semicnductr~": "trade",
    "semicnductr~1": "",
    "solr~": "alliance rocket",
    "solr~2": "alliance rocket",
    "title:solr~": "alliance",
    "technolgy~ OR rockt~": "trade",
    # Half typed, or not known: as a reader would take it.
    "sector:": "alliance rocket space trade",
    "launch sector:": "alliance rocket",
    "launch sector: ": "alliance rocket",
    "launch (sector:": "alliance rocket",
    'launch sector:"': "alliance rocket",
    'sector:"trade and': "space trade",
    "sector:spa": "rocket space",
    "sector:tr": "space trade",
    "sector:s*": "alliance rocket space trade",
    "date:": "alliance rocket space trade",
    "date:2": "alliance rocket space trade",
    "date:20": "alliance rocket trade",
    "date:20..": "alliance rocket trade",
    "date:2026-": "rocket trade",
    "sector:rocket": "",
    "sector:panels": "rocket",
    "sector:alliance satellite": "rocket",
    "colour:launch": "",
    "date:launch": "alliance rocket",
    "sector:panels OR trade": "rocket trade",
    "party:Korea": "rocket space",
    "party:Korea ": "",
}


@pytest.mark.parametrize(("text", "names"), MEANINGS.items())
def test_meaning(index: Index, lexicon: Lexicon, text: str, names: str) -> None:
    """Conditions anywhere in a text, by any of a value's names."""
    assert _ids(index, lexicon, text) == names


HINTS = {
    "sector:rocket": "“rocket” is no sector of this library",
    "sector:spa": "No sector is called “spa”",
    "party:Korea ": "“Korea” is no party of this library",
    "colour:launch": "“colour:” is no field",
    "date:launch": "“launch” is no date",
    "jet~": "four letters",
    "반도체~": "four letters",
    "sector:space": "",
    "sector:s*": "",
    "sector:": "",
    "date:20": "",
    '"solar alliance"~': "",
    "10:30": "",
    "http://launch": "",
}


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_hints(index: Index, lexicon: Lexicon, text: str, hint: str) -> None:
    """What was not taken as written is told."""
    told = index.answer(Query(text=text), lexicon).hint
    assert hint in told
    assert bool(told) == bool(hint)


def test_the_help_explains_what_is_understood(index: Index, lexicon: Lexicon) -> None:
    """Every example of the help is taken as it is written, but for values of other libraries."""
    for form in FORMS:
        hint = index.answer(Query(text=form.typed), lexicon).hint
        assert not hint or "of this library" in hint, form


VIEWS = {
    "sector:space launch": Query("launch").choosing(Facet.SECTOR, Choice(("space",))),
    "launch AND sector:space": Query("launch").choosing(Facet.SECTOR, Choice(("space",))),
    "(sector:space) launch": Query("launch").choosing(Facet.SECTOR, Choice(("space",))),
    "party:ROK": Query().choosing(Facet.PARTY, Choice(("KOR",), every=True)),
    "sector:space sector:trade-investment": Query().choosing(
        Facet.SECTOR, Choice(("space", "trade-investment"), every=True)
    ),
    "date:=2026 solar": Query("solar", period=Period("2026", "2026", certain=True)),
    "south sector:space korea": Query("south korea").choosing(Facet.SECTOR, Choice(("space",))),
    "date:2026 date:2020": Query("date:2020", period=Period("2026", "2026")),
    "launch OR sector:space": Query("launch OR sector:space"),
    "launch -sector:space": Query("launch -sector:space"),
    "sector:(space OR other)": Query("sector:(space OR other)"),
    "sector:tr": Query("sector:tr"),
    "title:launch": Query("title:launch"),
}


@pytest.mark.parametrize(("text", "understood"), VIEWS.items())
def test_two_views(index: Index, lexicon: Lexicon, text: str, understood: Query) -> None:
    """What has to hold whatever else does is a choice; the answer is the same."""
    answer = index.answer(Query(text=text), lexicon)
    assert answer.understood == understood
    _same(answer, index.answer(understood, lexicon))


def test_conditions_join_the_choices(index: Index, lexicon: Lexicon) -> None:
    """A condition is one more; where a choice wants any of its values, it stays in the text."""
    one = Query("sector:space").choosing(Facet.SECTOR, Choice(("trade-investment",)))
    answer = index.answer(one, lexicon)
    assert list(answer.ids) == ["space"]
    both = Choice(("trade-investment", "space"), every=True)
    assert answer.understood == Query().choosing(Facet.SECTOR, both)
    several = Query("sector:space").choosing(Facet.SECTOR, Choice(("other", "trade-investment")))
    answer = index.answer(several, lexicon)
    assert list(answer.ids) == ["space"]
    assert answer.understood == several
    same = Query("sector:space").choosing(Facet.SECTOR, Choice(("space",)))
    assert index.answer(same, lexicon).understood == replace(same, text="")


def _same(one: Answer, other: Answer) -> None:
    assert list(one.ids) == list(other.ids)
    assert np.array_equal(one.scores, other.scores)
    assert one.facets == other.facets
    assert one.paragraphs == other.paragraphs
    assert one.understood == other.understood


_PIECES = (
    "sector:space|sector:trade-investment|party:India|type:agreement|date:2026|date:=2020..2026"
    "|title:launch|tag:nothing|sector:|sector:spa|launch|solar|alliance|on|south|korea|AND|OR|NOT"
    '|-|(|)|"|~|~2|*|sem*|"solar alliance"|"solar alliance"~5'
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=9), st.sampled_from(["", " "]))
def test_any_two_views(index: Index, lexicon: Lexicon, pieces: list[str], end: str) -> None:
    """The answer to the query as understood is that to the query as typed."""
    answer = index.answer(Query(text=" ".join(pieces) + end), lexicon)
    _same(answer, index.answer(answer.understood, lexicon))


def test_a_paragraph_has_a_document_and_nothing_else(index: Index, lexicon: Lexicon) -> None:
    """Conditions of entries leave no paragraph, unless only excluded or one of several."""

    def total(text: str) -> int:
        return index.answer(Query(text=text), lexicon).paragraph_total

    assert total("launch") == total("launch document:d0") == total("launch -sector:space") == 1
    assert total("launch standing:press") == total("launch OR sector:space") == 1
    assert total("launch sector:space") == total("title:launch") == total("launch date:2026") == 0
    assert total("launch -standing:press") == total("sector:space") == total("-launch") == 0


def test_names_are_those_of_the_newest_entries(index: Index, lexicon: Lexicon) -> None:
    """A tag that came a moment ago can be asked for."""
    changed: list[EntryText] = [
        replace(ENTRIES["trade"], facets={"tag": ("brand-new",)}),
    ]
    later = index.with_changes(2, changed)
    assert _ids(later, lexicon, "tag:brand-new") == "trade"
    assert _ids(index, lexicon, "tag:brand-new") == ""
