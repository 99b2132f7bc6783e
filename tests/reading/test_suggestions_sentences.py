"""Ways in which statements build their sentences, one test a way, on sentences made up for it."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Stage
from tests.reading.test_suggestions import of, one


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("France will expand cooperation on wheat.", Stage.PLEDGED),
        ("We will launch a fund for coral.", Stage.PLEDGED),
        ("The two sides will explore a hydrogen corridor.", Stage.PROPOSED),
        ("The ministers will convene an oceans summit.", Stage.PROPOSED),
        ("Kenya would expand rice exports.", Stage.PROPOSED),
    ],
)
def test_what_a_party_will_do_is_promised(sentence: str, stage: Stage) -> None:
    assert one(sentence).stage is stage


def test_numbers_of_a_list_within_a_sentence_do_not_part_its_verbs() -> None:
    found = of(
        "The two sides agreed to: (a) strengthen cooperation on coral; (b) establish a hotline for"
        " seafarers; and (c) expand the naval exercises."
    )
    assert [item.stage for item in found] == [Stage.AGREED] * 3
    assert found[1].kind is Kind.MECHANISM


def test_phrases_that_only_join_thoughts_are_passed_over() -> None:
    found = one("The leaders stressed peace and, to this end, agreed to launch a coral fund.")
    assert (found.kind, found.stage) == (Kind.PROGRAMME, Stage.AGREED)
    noted = one("They noted with satisfaction the launch of the coral fund.")
    assert noted.stage is Stage.LAUNCHED


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("They expressed satisfaction at the signing of a treaty on visas.", Stage.SIGNED),
        ("They reached agreement on fisheries and seeds.", Stage.AGREED),
        ("France reaffirmed its support for the solar schools.", Stage.PLEDGED),
        ("The two sides will step up research on malaria.", Stage.PLEDGED),
    ],
)
def test_a_light_verb_and_its_noun_are_one_verb(sentence: str, stage: Stage) -> None:
    assert one(sentence).stage is stage


def test_a_purpose_of_two_verbs_is_no_doing() -> None:
    found = of("The two sides agreed to set up a fund to finance and monitor solar farms.")
    assert [item.kind for item in found] == [Kind.PROGRAMME]


def test_with_whom_one_works_is_passed_over_for_what_is_done() -> None:
    found = one("The two sides will work with the ports of both coasts to cut methane emissions.")
    assert "clean-energy-climate" in found.sectors
    assert "port" not in found.title.lower()


def test_an_adjective_that_is_also_a_verb_begins_no_doing() -> None:
    assert len(of("They agreed to develop open, trusted and secure 6G networks.")) == 1


def test_who_acts_may_be_told_anew_behind_a_preposition() -> None:
    found = of(
        "Contribute to food security through a rice reserve, to which France intends to donate"
        " 40 tonnes of rice."
    )
    assert found[-1].stage is Stage.PROPOSED
    assert found[-1].quote.endswith("40 tonnes of rice")


def test_a_state_with_an_acronym_still_acts() -> None:
    title = "Joint Statement of the Republic of Korea (ROK) and Kenya"
    assert one("Kenya and the ROK will enhance exchanges on cancer.", title=title)


def test_what_is_only_named_in_a_preamble_is_in_being() -> None:
    found = of("NOTING the work of the Kenya-France Centre for Coral in Mombasa;")
    assert [(item.kind, item.stage) for item in found] == [(Kind.INSTITUTION, Stage.OPERATING)]


def test_a_numbered_item_of_one_long_sentence_begins_with_its_verb() -> None:
    long = (
        "4. Promote maritime safety, including search and rescue at sea, the care of wrecks, the"
        " training of harbour pilots, and the exchange of charts, in support of fishers and ports"
        " on both coasts of the ocean;"
    )
    assert of(long)[0].quote.startswith("Promote maritime safety")
