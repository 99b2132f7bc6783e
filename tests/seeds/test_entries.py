"""Each entry of the built-in library: every field rests on words of its source."""

from __future__ import annotations

import re
from typing import Final

import pytest

from explorer.domain.entries import Entry
from explorer.domain.passages import sentences
from explorer.domain.rules import is_state, supported_fields
from explorer.domain.sectors import parse_sectors
from explorer.domain.vocabulary import (
    Basis,
    Kind,
)
from explorer.domain.when import parse_when
from tests.seeds.library import ROOT, load, quoted, texts

STATES: Final = {"IND", "KOR", "USA"}

per_entry = pytest.mark.parametrize("entry", load().entries, ids=lambda entry: entry.id)


@per_entry
def test_every_field_rests_on_a_passage_and_nothing_else_does(entry: Entry) -> None:
    fields = [item.field for item in entry.evidence]
    assert sorted(fields) == sorted(supported_fields(entry))
    for item in entry.evidence:
        assert item.passages, item.field
        assert not item.records
        assert len(set(item.passages)) == len(item.passages)


@per_entry
def test_bases_fit_their_fields(entry: Entry) -> None:
    for item in entry.evidence:
        sorted_under = item.field == "kind" or item.field.startswith("sector:")
        assert (item.basis is Basis.CLASSIFIED) == sorted_under, item.field
        assert item.basis is not Basis.INFERRED or item.why, f"{item.field}: inferred, but why?"


@per_entry
def test_printed_words_stand_in_what_they_rest_on(entry: Entry) -> None:
    for party in entry.parties:
        assert party.printed
        assert party.printed in quoted(entry, f"party:{party.party}")
    for place in entry.places:
        assert place.printed in quoted(entry, f"place:{place.id}")
    if entry.instrument:
        assert entry.instrument in quoted(entry, "instrument")


@per_entry
def test_names_are_known(entry: Entry) -> None:
    sectors = parse_sectors((ROOT / "resources/vocabulary/sectors.tsv").read_text("utf-8"))
    bodies = {item.id for item in load().institutions}
    entries = {item.id for item in load().entries}
    documents = {item.document.id for item in load().documents}
    assert entry.sectors
    assert set(entry.sectors) <= set(sectors)
    assert len(set(entry.sectors)) == len(entry.sectors)
    assert entry.institution is None or entry.institution in bodies
    assert {item.target for item in entry.relations} <= entries - {entry.id}
    assert entry.parties
    assert all(item.party in (STATES if is_state(item.party) else bodies) for item in entry.parties)
    assert (entry.origin.source, entry.origin.document in documents) == ("seed", True)
    for repeated in (
        [item.party for item in entry.parties],
        [item.target for item in entry.relations],
        [item.id for item in entry.milestones],
    ):
        assert len(set(repeated)) == len(repeated)


@per_entry
def test_a_body_is_named_where_the_kind_asks_for_one(entry: Entry) -> None:
    if entry.kind in {Kind.INSTITUTION, Kind.MECHANISM, Kind.WORKING_GROUP}:
        assert entry.institution


@per_entry
def test_milestones_speak_at_the_date_of_their_document(entry: Entry) -> None:
    published = {item.document.id: item.document.published for item in load().documents}
    for item in entry.milestones:
        assert item.as_of == published[entry.origin.document or ""]
        assert item.due is None
        assert item.when is None or parse_when(item.when).text == item.when


@per_entry
def test_summaries_are_our_own_words(entry: Entry) -> None:
    """No eight words in a row are taken from a source; three sentences at most."""
    words = re.findall(r"\w+", entry.summary.lower())
    sources = [" ".join(re.findall(r"\w+", text.lower())) for text in texts().values()]
    for at in range(len(words) - 7):
        assert not any(" ".join(words[at : at + 8]) in source for source in sources)
    assert 1 <= len(sentences(entry.summary)) <= 3
