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


def test_a_plan_that_is_announced_is_one_entry() -> None:
    found = one("The two leaders announced plans to create a coral research centre.")
    assert (found.kind, found.stage) == (Kind.INSTITUTION, Stage.PROPOSED)


@pytest.mark.parametrize(
    ("sentence", "kind", "stage"),
    [
        ("The King of France is to visit Kenya.", Kind.EVENT, Stage.PROPOSED),
        ("A joint group on rail is to be formed.", Kind.WORKING_GROUP, Stage.PROPOSED),
        ("Flights between Lyon and Mombasa are expected to resume.", None, Stage.MENTIONED),
        ("Talks on a fisheries treaty are under way.", None, Stage.NEGOTIATING),
        ("The third seed fair took place in Lyon in May 2024.", Kind.EVENT, Stage.COMPLETED),
        ("The treaty on visas entered into force in May 2024.", Kind.AGREEMENT, Stage.IN_FORCE),
        ("Both take part in the Ocean Alliance.", Kind.MEMBERSHIP, Stage.OPERATING),
        ("Kenya became a member of the Ocean Alliance.", Kind.MEMBERSHIP, Stage.OPERATING),
        ("They called for expanded collaboration in nuclear medicine.", None, Stage.PROPOSED),
        ("France announced a grant of 15 million euros for coral.", None, Stage.PLEDGED),
        ("The ministers agreed on a roadmap for hydrogen.", Kind.PLAN, Stage.AGREED),
        ("Ties were raised to a Strategic Partnership.", Kind.PARTNERSHIP, Stage.LAUNCHED),
        ("They decided to hold talks on ports every year.", Kind.MECHANISM, Stage.AGREED),
        ("They instructed their ministers to open a museum.", Kind.INSTITUTION, Stage.PROPOSED),
        ("We supported the establishment of a school of rice.", None, Stage.PLEDGED),
        ("They recognised the need to expand trade in seeds.", None, Stage.PROPOSED),
    ],
)
def test_how_a_sentence_is_built_tells_the_stage(
    sentence: str, kind: Kind | None, stage: Stage
) -> None:
    found = one(sentence)
    assert found.stage is stage, found.title
    assert kind is None or found.kind is kind, found.title


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaders called on all states to respect the law of the sea.",
        "Both leaders urged all states to end trade in ivory.",
        "The two sides discussed ways to enhance cooperation in textiles.",
        "We are committed to fostering open digital markets.",
        "They agreed on the importance of farming.",
        "France has committed 2 billion euros to this effort.",
        "We will undertake the following work on energy.",
        "Their work will pave the way for trade in seeds.",
    ],
)
def test_what_others_should_do_and_what_one_is_are_no_entries(sentence: str) -> None:
    assert of(sentence) == ()


def test_a_past_verb_goes_on_behind_an_infinitive() -> None:
    found = of("They underlined the need to augment trade and called for a study of rail fares.")
    assert [item.stage for item in found][-1] is Stage.PROPOSED
    assert "rail" in found[-1].quote


def test_rows_of_a_table_are_items_and_names_of_persons_are_not() -> None:
    found = of(
        "Agreements exchanged",
        "S. No.\tName of MoU\tFrom Kenya\tFrom France",
        "1.\tMoU on fisheries\tMs. Ann Otieno, Minister of Trade\tMr. Luc Roy, Minister of Ports",
        "2.\tMoU on malaria\tDr. Joe Kamau, Minister of Health\tMs. Zoé Petit, Minister of Health",
    )
    assert [(item.title, item.stage) for item in found] == [
        ("MoU on fisheries", Stage.SIGNED),
        ("MoU on malaria", Stage.SIGNED),
    ]


def test_a_line_that_names_a_text_is_an_item_without_a_mark() -> None:
    found = of(
        "List of Outcomes",
        "Memorandum of Understanding on fisheries",
        "Letter of Intent on nurses",
    )
    assert [item.kind for item in found] == [Kind.MOU, Kind.MOU]


def test_items_tell_what_became_of_a_thing_by_a_noun_or_a_headline() -> None:
    found = of(
        "Announcements",
        "- Launch of the second phase of the solar ferries",
        "- Kenya to open an office in Lyon",
        "- Visas on arrival for nurses",
    )
    assert [item.stage for item in found] == [Stage.LAUNCHED, Stage.AGREED, Stage.AGREED]


@pytest.mark.parametrize(
    ("sentence", "stage", "date"),
    [
        (
            "They recalled the Kenya-France Treaty, which entered into force in May 2001.",
            Stage.IN_FORCE,
            "2001-05",
        ),
        (
            "Based on the Kenya-France Ports Initiative of June 2022, ties grew.",
            Stage.OPERATING,
            "2022-06",
        ),
        (
            "Based on the Kenya-France Plan of Action (2021-2025), ties grew.",
            Stage.OPERATING,
            "2021/2025",
        ),
        ("They praised the work of the Reef Task Force.", Stage.OPERATING, None),
        ("Ties grew under the Reef Watch Dialogue.", Stage.OPERATING, None),
        ("Ties grew by launching the Kenya-France Rice Forum in 2024.", Stage.AGREED, "2024"),
    ],
)
def test_what_is_named_in_passing_has_a_stage_and_a_date(
    sentence: str, stage: Stage, date: str | None
) -> None:
    found = one(sentence)
    assert (found.stage, found.date) == (stage, date), found.title


def test_what_is_told_later_takes_the_place_of_a_mention() -> None:
    found = of(
        "Ties grew under the Kenya-France Rice Forum.",
        "The Kenya-France Rice Forum was launched in May 2020.",
    )
    assert [(item.stage, item.date) for item in found] == [(Stage.LAUNCHED, "2020-05")]


def test_titles_end_before_what_is_said_of_a_thing() -> None:
    assert one("A task force on visas will be created.").title == "Task force on visas"
    assert one("France will draw up a roadmap for reefs.").title == "Roadmap for reefs"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The ministers met on Monday.", "2025-03-10"),
        ("France will host a summit on oceans in the first half of next year.", "2026"),
        ("They launched a programme of 5 million euros over five years.", "2025/2030"),
        ("In May 2024 the two sides signed a treaty on visas.", "2024-05"),
        ("A visa waiver was agreed with effect from 1 May 2024.", "2024-05-01"),
    ],
)
def test_more_ways_to_tell_a_date(sentence: str, date: str) -> None:
    assert one(sentence).date == date
