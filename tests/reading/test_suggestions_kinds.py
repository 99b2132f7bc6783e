"""Of which kind an entry is that has no noun such as “memorandum” to tell it."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind
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
