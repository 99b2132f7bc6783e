"""Of which kind an entry is that has no noun such as “memorandum” to tell it."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Stage
from tests.reading.test_suggestions import one


@pytest.mark.parametrize(
    "sentence",
    [
        "France will construct a railway from Mombasa to Kisumu.",
        "France agreed to build a battery factory worth 90 million euros in Kisumu.",
        "Kenya will dispatch Swahili teachers to schools in Lyon.",
        "The two sides agreed on the deputation of experts on vaccines.",
        "The two sides will double the quota of the Reef Youth Scheme.",
        "Total Energies agreed to invest 2 billion dollars in geothermal energy.",
        "The two sides agreed to draw up an early warning system for locusts.",
    ],
)
def test_works_and_people_sent_are_programmes(sentence: str) -> None:
    assert one(sentence).kind is Kind.PROGRAMME


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides agreed to raise trade in tea to 5 billion dollars by 2030.",
        "The two sides agreed to lower customs duties on solar panels.",
    ],
)
def test_targets_and_policies_stay_commitments(sentence: str) -> None:
    assert one(sentence).kind is Kind.COMMITMENT


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A Reef Partnership was signed in Lyon.", Kind.AGREEMENT),
        ("The two sides agreed a Reef Partnership.", Kind.AGREEMENT),
        ("The two sides launched a Reef Partnership.", Kind.INITIATIVE),
        ("The two sides agreed to launch a Reef Partnership.", Kind.INITIATIVE),
        ("They signed a declaration of intent on coral.", Kind.DECLARATION),
        ("They will draw up a master plan for ferries.", Kind.PLAN),
    ],
)
def test_what_is_signed_is_a_text_and_what_is_launched_is_not(sentence: str, kind: Kind) -> None:
    assert one(sentence).kind is kind


def test_more_exchanges_are_wished_for_and_a_scheme_of_them_is_a_programme() -> None:
    assert one("They agreed to increase student exchanges in physics.").kind is Kind.COMMITMENT
    made = one("They agreed to launch student exchanges in physics.")
    assert made.kind is Kind.PROGRAMME


def test_what_shall_be_held_is_laid_down_and_what_will_be_is_planned() -> None:
    laid = one("Workshops on reefs shall be held every year.")
    planned = one("Workshops on reefs will be held every year.")
    assert (laid.stage, planned.stage) == (Stage.AGREED, Stage.PROPOSED)


def test_the_start_of_a_construction_is_of_a_programme() -> None:
    found = one("They welcomed the commencement of construction of a solar observatory in Lamu.")
    assert found.kind is Kind.PROGRAMME
