"""Counts, filters, orders and timeline against a plain computation over the entries."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from explorer.domain.query import Choice, Facet, Period, Query, Sort
from explorer.domain.when import FIRST_DAY, LAST_DAY
from explorer.search.index import Index
from explorer.search.sources import EntryText
from tests.search.corpus import (
    NO_SYNONYMS,
    entry,
    made,
    paragraphs_of,
    random_entries,
    random_paragraphs,
)

ENTRIES = {item.id: item for item in random_entries(400)}


def _values(item: EntryText, facet: Facet) -> set[str]:
    if facet is not Facet.DECADE:
        return set(item.facets.get(facet, ()))
    if item.earliest < 0:
        return set()
    first, last = (date.fromordinal(day).year for day in (item.earliest, item.latest))
    return {str(year) for year in range(first // 10 * 10, last + 1, 10)}


def _allowed(item: EntryText, facet: Facet, choice: Choice) -> bool:
    have = _values(item, facet)
    return set(choice.values) <= have if choice.every else bool(set(choice.values) & have)


def _counts(items: Sequence[EntryText], query: Query) -> dict[Facet, tuple[tuple[str, int], ...]]:
    counts = {}
    for facet in Facet:
        left = [
            item
            for item in items
            if all(
                _allowed(item, other, choice)
                for other, choice in query.choices
                if other is not facet or choice.every
            )
        ]
        counted = Counter(value for item in left for value in _values(item, facet))
        for value in query.choice(facet).values:
            counted.setdefault(value, 0)
        counts[facet] = tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return counts


def _random_query(chance: random.Random) -> Query:
    query = Query(text=chance.choice(["", "satellit", "port OR visa", "solar"]))
    values = {
        Facet.SECTOR: ["space", "other", "semiconductors"],
        Facet.PARTY: ["IND", "KOR", "isro", "nobody"],
        Facet.KIND: ["agreement", "mou"],
        Facet.DECADE: ["1990", "2000", "2020"],
        Facet.TAG: ["urgent"],
    }
    for facet in chance.sample(list(values), chance.randint(0, 3)):
        chosen = tuple(chance.sample(values[facet], min(len(values[facet]), chance.randint(1, 2))))
        query = query.choosing(facet, Choice(chosen, every=chance.random() < 0.4))
    return query


@pytest.mark.parametrize("seed", range(60))
def test_counts_are_those_of_a_plain_count(random_index: Index, seed: int) -> None:
    """Results and all facet counts, for any mixture of choices."""
    query = _random_query(random.Random(seed))
    answer = random_index.answer(query, NO_SYNONYMS)
    matching = random_index.answer(Query(text=query.text), NO_SYNONYMS).ids
    items = [ENTRIES[name] for name in matching]
    left = {i.id for i in items if all(_allowed(i, facet, c) for facet, c in query.choices)}
    assert set(answer.ids) == left
    assert answer.total == len(left)
    assert answer.undated == sum(ENTRIES[name].earliest < 0 for name in left)
    assert answer.facets == _counts(items, query)


def _by_date(item: EntryText) -> tuple[bool, int, int, str, str]:
    return item.earliest < 0, item.earliest, item.latest, item.sort_title, item.id


def _names(items: Iterable[EntryText]) -> list[str]:
    return [item.id for item in items]


def test_orders(random_index: Index) -> None:
    """By date with undated last, by title, by score; equal ones by title, then id."""
    items = list(ENTRIES.values())
    by_title = sorted(items, key=lambda item: (item.sort_title, item.id))
    everything = random_index.answer(Query(), NO_SYNONYMS)
    assert list(everything.ids) == _names(by_title)
    dated = random_index.answer(Query(sort=Sort.DATE), NO_SYNONYMS)
    assert list(dated.ids) == _names(sorted(items, key=_by_date))
    best = random_index.answer(Query(text="port OR visa"), NO_SYNONYMS)
    scores = dict(zip(best.ids, best.scores.tolist(), strict=True))
    place = {item.id: number for number, item in enumerate(by_title)}
    assert list(best.ids) == sorted(scores, key=lambda name: (-scores[name], place[name]))
    titled = random_index.answer(Query(text="port OR visa", sort=Sort.TITLE), NO_SYNONYMS)
    assert list(titled.ids) == sorted(scores, key=place.__getitem__)


def test_timeline_follows_the_order(random_index: Index) -> None:
    """Its columns are those of the entries, in the order of the ids."""
    answer = random_index.answer(Query(text="solar", sort=Sort.DATE), NO_SYNONYMS)
    items = [ENTRIES[name] for name in answer.ids]
    line = answer.timeline
    assert line.start.tolist() == [item.earliest for item in items]
    assert line.end.tolist() == [item.latest for item in items]
    assert line.stage.tolist() == [item.stage for item in items]
    assert line.family.tolist() == [item.family for item in items]
    events = [line.events[place] if place >= 0 else None for place in line.event.tolist()]
    assert events == [item.event for item in items]
    types = [column.dtype.name for column in (line.start, line.flags, line.stage, line.event)]
    assert types == ["int32", "uint8", "int8", "int32"]


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


@pytest.fixture
def dated(tmp_path: Path) -> Index:
    """Entries of 2011, from 2011 to 2026, since 2020, until 1999, and of no date."""
    days = {
        "2011": (_day(2011, 3, 1), _day(2011, 3, 31)),
        "2011/2026": (_day(2011, 1, 1), _day(2026, 12, 31)),
        "2020/..": (_day(2020, 1, 1), LAST_DAY),
        "../1999": (FIRST_DAY, _day(1999, 12, 31)),
        "none": (-1, -1),
    }
    entries = [entry(name, name, earliest=low, latest=high) for name, (low, high) in days.items()]
    return made(tmp_path, entries)


@pytest.mark.parametrize(
    ("period", "names"),
    [
        (Period("2011", "2011"), "2011 2011/2026"),
        (Period("2011", "2011", certain=True), "2011"),
        (Period("2010", "2030", certain=True), "2011 2011/2026"),
        (Period("2030", None), "2020/.."),
        (Period(None, "1990"), "../1999"),
        (Period(None, None), "2011 2011/2026 2020/.. ../1999"),
        (Period("2011-03-31", "2011-04"), "2011 2011/2026"),
        (Period("2011-04", "2011-04"), "2011/2026"),
    ],
)
def test_periods(dated: Index, period: Period, names: str) -> None:
    """May fall in, or surely in; the undated never."""
    found = dated.answer(Query(period=period), NO_SYNONYMS)
    assert sorted(found.ids) == sorted(names.split())
    assert found.undated == 0


def test_decades(dated: Index) -> None:
    """An interval counts in each decade it touches, an open side only at its known end."""
    counts = dict(dated.answer(Query(), NO_SYNONYMS).facets[Facet.DECADE])
    assert counts == {"1990": 1, "2010": 2, "2020": 2}


def test_within(random_index: Index) -> None:
    """Only the entries of a collection; unknown ids do no harm; no loose paragraphs."""
    answer = random_index.answer(Query(), NO_SYNONYMS, within=["e5", "e7", "gone"])
    assert sorted(answer.ids) == ["e5", "e7"]
    assert answer.facets[Facet.KIND] == _counts([ENTRIES["e5"], ENTRIES["e7"]], Query())[Facet.KIND]
    assert not random_index.answer(Query(text="solar"), NO_SYNONYMS, within=["e5"]).paragraphs


def test_paragraphs_follow_the_filters_that_they_can(random_index: Index) -> None:
    """Document and standing narrow paragraphs; under other filters there are none."""
    query = Query(text="solar")
    rows = [row for row in random_paragraphs(150) if "solar" in row.text.split()]
    answer = random_index.answer(query, NO_SYNONYMS, limit=5)
    assert answer.paragraph_total == len(rows)
    assert len(answer.paragraphs) == 5
    scores = [hit.score for hit in answer.paragraphs]
    assert scores == sorted(scores, reverse=True)
    one = query.choosing(Facet.DOCUMENT, Choice(("d1",)))
    found = random_index.answer(one, NO_SYNONYMS, limit=100).paragraphs
    assert {(hit.document, hit.standing) for hit in found} == {("d1", "treaty_text")}
    assert len(found) == sum(row.document == "d1" for row in rows)
    treaty = query.choosing(Facet.STANDING, Choice(("treaty_text",)))
    assert random_index.answer(treaty, NO_SYNONYMS, limit=100).paragraphs == found
    space = query.choosing(Facet.SECTOR, Choice(("space",)))
    assert random_index.answer(space, NO_SYNONYMS).paragraph_total == 0
    assert random_index.answer(Query(), NO_SYNONYMS).paragraph_total == 0


def test_paragraphs_say_where_they_stand(tmp_path: Path) -> None:
    """Number and offsets are those given."""
    rows = paragraphs_of("paper", ["Of ports.", "Of solar power.", "Of rail."])
    index = made(tmp_path, [], rows)
    (hit,) = index.answer(Query(text="solar"), NO_SYNONYMS).paragraphs
    assert (hit.document, hit.number, hit.start, hit.end) == ("paper", 2, 10, 25)
