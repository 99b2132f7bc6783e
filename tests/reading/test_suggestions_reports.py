"""How reports, lists of outcomes and commentaries tell it, on texts made up for it."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Stage
from explorer.services.suggesting import suggestions_of
from tests.reading.test_suggestions import of, one


def test_the_day_of_a_report_without_a_year_follows_from_its_weekday() -> None:
    text = (
        "Kenya, France sign coral treaty\n\nNAIROBI, March 3 (Wire) -- Kenya and France signed a"
        " treaty on coral on Monday, officials said. A first text dates from 2021, and ships are to"
        " sail by 2027.\n\nThe ministers will host a coral summit next year."
    )
    # Of the years 2021 to 2027 only 2025 has the third of March on a Monday.
    assert [item.date for item in suggestions_of(text)] == ["2025-03-03", "2026"]


def test_a_report_whose_weekday_fits_no_year_or_several_bears_no_day() -> None:
    text = (
        "Kenya, France sign coral treaty\n\nNAIROBI, March 3 (Wire) -- Kenya and France signed a"
        " treaty on coral on Monday. A first text dates from {}.\n\nThe day ended."
    )
    assert [item.date for item in suggestions_of(text.format("1990 to 2030"))] == [None]
    assert [item.date for item in suggestions_of(text.format("2022"))] == [None]


@pytest.mark.parametrize(
    ("sentence", "kind", "stage"),
    [
        ("A maker of sensors signed an MoU to supply labs.", Kind.MOU, Stage.SIGNED),
        ("Two shipyards are in talks over a battery plant.", Kind.PROGRAMME, Stage.NEGOTIATING),
        ("A Reef Mobility Partnership will bring ports together.", None, Stage.LAUNCHED),
        ("The two sides are increasing cooperation on vaccines.", None, Stage.LAUNCHED),
        ("Both ministries have renewed an MoU on cancer research.", Kind.MOU, Stage.SIGNED),
        ("Kenya is joining the Ocean Alliance.", Kind.MEMBERSHIP, Stage.AGREED),
        ("They signed a new Strategic Reef Partnership.", Kind.AGREEMENT, Stage.SIGNED),
        ("They will set up a 20 million dollar facility for rice.", Kind.PROGRAMME, Stage.PLEDGED),
        ("They agreed to set up a cyber-working group on ports.", Kind.WORKING_GROUP, Stage.AGREED),
        ("They launched an open, lasting and green seed fund.", Kind.PROGRAMME, Stage.LAUNCHED),
    ],
)
def test_other_ways_to_tell_it(sentence: str, kind: Kind | None, stage: Stage) -> None:
    found = one(sentence)
    assert found.stage is stage, found.title
    assert kind is None or found.kind is kind, found.title


@pytest.mark.parametrize(
    "sentence",
    [
        "This looks at what was put in place in farming.",
        "Ours is a partnership of peoples.",
        "France remains committed to improving roads.",
        "The group continues to deliver vaccines.",
        "It was the Third Day of June when rice was short.",
    ],
)
def test_what_a_report_only_remarks_is_no_entry(sentence: str) -> None:
    assert of(sentence) == ()


def test_a_list_of_texts_that_were_signed_gives_one_each() -> None:
    found = of(
        "Other agreements included a memorandum on coral, a declaration of intent on clean"
        " hydrogen, and a memorandum of cooperation on wheat."
    )
    assert [item.stage for item in found] == [Stage.SIGNED] * 3


def test_items_may_begin_with_to() -> None:
    found = of(
        "The two sides decided as follows:",
        "i. to deepen cooperation on malaria;",
        "ii. to open a school of fisheries in Mombasa;",
    )
    assert [item.stage for item in found] == [Stage.AGREED, Stage.AGREED]


def test_a_visit_that_the_title_tells_is_an_entry_once() -> None:
    found = of(
        "The King of France paid a State Visit to Kenya.",
        title="Outcomes of the State Visit of the King of France to Kenya",
    )
    assert [item.kind for item in found] == [Kind.EVENT]


def test_who_signed_may_stand_before_the_verb() -> None:
    found = one("The Kenya Geology Agency and the French Mining Institute signed an MoU on maps.")
    bodies = [name for name, _ in found.parties if len(name) > 3]
    assert bodies == ["Kenya Geology Agency", "French Mining Institute"]


def test_confidence_tells_signed_texts_from_promises() -> None:
    signed = one("The two sides signed a treaty on visas.")
    group = one("The two sides established a working group on seeds.")
    promised = one("France will expand cooperation on wheat.")
    assert signed.confidence > 0.9
    assert group.confidence >= 0.9
    assert promised.confidence < 0.7
