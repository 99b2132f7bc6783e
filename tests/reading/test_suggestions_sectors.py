"""Of which sectors a thing is: each way of telling it, on sentences made up for it."""

from __future__ import annotations

from collections import Counter

import pytest

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.bodies import acronyms_of
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import read_layout
from explorer.reading.suggesting.sectors import MOST, Matter, weigh
from explorer.reading.suggesting.tokens import tokens_of
from explorer.services import vocabularies
from explorer.services.suggesting import lexicon

TITLE = "Joint Statement of Kenya and France"


def sectors(
    clause: str,
    name: str,
    *,
    kind: Kind = Kind.PROGRAMME,
    before: str = "",
    after: str = "",
    heading: str = "",
    opening: str = "",
) -> tuple[str, ...]:
    """The sectors of ``name`` within a clause, itself between sentences of its paragraph."""
    paragraph = " ".join(part for part in (before, clause, after) if part)
    parts = (TITLE, opening, heading, paragraph, "The visit ended in warm words.")
    text = "\n\n".join(part for part in parts if part)
    layout = read_layout(text)
    context = Context(text, lexicon(), ("KEN", "FRA"), None, acronyms_of(text))
    block = next(item for item in layout.blocks if item.start <= text.index(clause) < item.end)
    assert (block.heading is not None) == bool(heading)
    start = text.index(clause)
    at = text.index(name, start)
    about = tokens_of(text, start, start + len(clause))
    named = tokens_of(text, at, at + len(name))
    draft = Draft(named, about, about, kind, Stage.AGREED, ())
    return Matter(layout.title, context).sectors(draft, block)


def of_name(name: str, kind: Kind = Kind.PROGRAMME) -> set[str]:
    return set(sectors(f"They agreed on {name}.", name, kind=kind))


def weighed(words: str) -> Counter[str]:
    return weigh(tokens_of(words, 0, len(words)), lexicon())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a nursing academy", {"biotech-health", "education-skills"}),
        ("a tidal turbine", {"clean-energy-climate"}),
        ("polar physics", {"science-research"}),
        ("a yen loan for sewers", {"development-cooperation", "finance-payments"}),
        ("lithium batteries", {"critical-minerals-supply-chains", "mobility-ev"}),
        ("joint patrols of the coast guards", {"maritime-blue-economy", "defence-security"}),
        ("a fund against marine litter", {"environment-water", "maritime-blue-economy"}),
        ("cybersecurity standards", {"digital-ai", "standards-ip"}),
        ("the salaries of migrant workers", {"labour-social"}),
        ("satellites and lunar rovers", {"space"}),
        ("trade in wheat", {"trade-investment", "agriculture-food"}),
        ("rolling stock", {"transport-infrastructure"}),
        ("an extradition hotline", {"law-consular"}),
        ("a museum of music", {"people-culture"}),
        ("microchip foundries", {"semiconductors"}),
        ("robots for steel mills", {"robotics-manufacturing"}),
    ],
)
def test_every_sector_has_its_words_and_two_may_be_named(name: str, expected: set[str]) -> None:
    assert of_name(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hospital", "hospitals"),
        ("battery", "batteries"),
        ("ministries of defence", "Ministries of Defense"),
        ("data centre", "Data Centers"),
        ("digitalisation", "Digitalization"),
        ("climate", "climate-related"),
        ("vaccine", "vaccine-making"),
    ],
)
def test_a_word_is_known_in_the_plural_in_american_and_as_part_of_another(
    one: str, other: str
) -> None:
    assert weighed(one) == weighed(other) != Counter()


@pytest.mark.parametrize("words", ["cross-border", "bank-like", "the", "high-level", "–", ""])
def test_parts_that_say_little_say_nothing(words: str) -> None:
    assert not {sector for sector, weight in weighed(words).items() if weight > 1}


def test_the_longest_words_count_and_only_once() -> None:
    assert weighed("artificial intelligence") == weighed("artificial intelligence ") != Counter()
    assert "defence-security" not in weighed("planetary defence")
    assert "biotech-health" not in weighed("plant health")
    assert weighed("rice, rice and rice") == weighed("rice")


def test_what_is_half_sure_is_left_aside_where_another_is_sure() -> None:
    assert of_name("a summit on vaccines", Kind.EVENT) == {"biotech-health"}
    assert of_name("a summit on banks", Kind.EVENT) == {"finance-payments"}
    assert of_name("a summit of the leaders", Kind.EVENT) == {"politics-diplomacy"}
    assert of_name("talks of the foreign ministers on vaccines", Kind.EVENT) == {
        "biotech-health",
        "politics-diplomacy",
    }


def test_no_more_are_named_than_a_reader_would() -> None:
    found = sectors("They spoke of rice, ports, visas, films and space.", "rice, ports, visas")
    assert len(found) == MOST
    assert "space" not in found
    assert len(of_name("plants and firms")) == 1  # neither is sure


def test_the_surest_is_the_main_one() -> None:
    clause = "They will launch satellites for farmers."
    assert sectors(clause, "satellites") == ("space", "agriculture-food")


def test_what_follows_counts_less_and_a_circumstance_least() -> None:
    clause = "They will open a laboratory for vaccines with universities that once taught dance."
    assert sectors(clause, "a laboratory") == ("biotech-health", "science-research")


def test_who_acts_says_little_of_the_matter() -> None:
    clause = "a forum on coral between the Ministry of Fisheries and the Ministry of Energy"
    assert sectors(clause, "a forum on coral") == ("environment-water",)
    only = "talks of the Minister of Energy"
    assert sectors(only, "talks of the Minister of Energy") == ("clean-energy-climate",)


def test_what_an_acronym_stands_for_is_asked() -> None:
    opening = "They recalled the Reef Visa and Extradition Network (RVEN)."
    assert sectors("They will expand the RVEN.", "the RVEN", opening=opening) == ("law-consular",)


def test_a_name_that_says_nothing_takes_the_matter_from_the_nearest_words() -> None:
    clause = "They will set up a working group of both sides."
    name = "a working group of both sides"
    group = Kind.WORKING_GROUP
    railway, orchard = "The railway is old.", "Mangoes are sweet."
    assert sectors(clause, name, kind=group, before=railway) == ("transport-infrastructure",)
    assert sectors(clause, name, kind=group, before=f"{orchard} {railway}", after=orchard) == (
        "transport-infrastructure",
    )
    assert sectors("On seeds, they agree to a pact.", "a pact", before=railway) == (
        "agriculture-food",
    )
    leaders = "The foreign ministers agreed to a pact."
    assert sectors(leaders, "a pact", after=orchard) == ("politics-diplomacy",)
    assert sectors(clause, name, before="Space:", heading="Seeds") == ("space",)
    assert sectors(clause, name, kind=group) == ("politics-diplomacy",)  # a joint statement's


def test_a_heading_of_one_field_tells_and_one_of_several_does_not() -> None:
    clause = "They will set up a working group of both sides."
    name = "a working group of both sides"
    assert sectors(clause, name, heading="Space") == ("space",)
    before = "Mangoes are sweet."
    mixed = "Tourism and Extradition"
    assert sectors(clause, name, heading=mixed, before=before) == ("agriculture-food",)


def test_what_is_done_in_any_field_takes_the_field_from_the_heading() -> None:
    clause = "They will hold a course for managers."
    name = "a course for managers"
    assert sectors(clause, name, heading="Space") == ("education-skills", "space")
    assert sectors(clause, name, heading="Space and Seeds") == ("education-skills",)
    assert sectors(clause, name, heading="Trade") == ("education-skills",)
    assert sectors(clause, name, heading="Engineering") == ("education-skills",)
    wordy = "How Friends May Yet Reach for the Space that They Share"
    assert sectors(clause, name, heading=wordy) == ("education-skills",)
    rice = "They will hold a fair of rice."
    assert sectors(rice, "a fair of rice", heading="Space") == ("agriculture-food",)


def test_a_tier_of_relations_and_a_meeting_of_leaders_are_politics_wherever_they_stand() -> None:
    before = "Hospitals were short of vaccines."
    tier = "They raised ties to a Broad Partnership."
    assert sectors(tier, "a Broad Partnership", kind=Kind.PARTNERSHIP, before=before) == (
        "politics-diplomacy",
    )
    visit = "They planned a visit of the President."
    assert sectors(visit, "a visit of the President", kind=Kind.EVENT, before=before) == (
        "politics-diplomacy",
    )


def test_every_line_of_cues_is_a_known_sector_with_weights_that_are_known() -> None:
    known = set(vocabularies.sectors())
    rows = [line.split("\t") for line in vocabularies.sector_cues().strip().split("\n")[1:]]
    assert len({name for name, _ in rows}) == len(rows)
    for name, cell in rows:
        assert name in known
        cues = [cue.rpartition(":") for cue in cell.split("; ")]
        assert all(words and weight in ("1", "2", "3") for words, _, weight in cues)
        assert len({words for words, _, _ in cues}) == len(cues)
