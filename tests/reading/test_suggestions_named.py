"""What a sentence only names: texts, bodies and works that are there already."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.drafts import Draft
from explorer.reading.suggesting.mentioned import with_mentioned
from explorer.reading.suggesting.tokens import tokens_of
from tests.reading.test_suggestions import of, one


@pytest.mark.parametrize(
    ("sentence", "kind", "stage", "date"),
    [
        (
            "The leaders reaffirmed the 2018 Mombasa Declaration.",
            Kind.DECLARATION,
            Stage.OPERATING,
            "2018",
        ),
        (
            "Ties rest on the Joint Statement of the 4th Kenya-France Summit (2019).",
            Kind.DECLARATION,
            Stage.OPERATING,
            "2019",
        ),
        (
            "The Reef Fund, launched in 2020, also supports the training of teachers.",
            Kind.PROGRAMME,
            Stage.OPERATING,
            "2020",
        ),
        ("The Reef Partnership was announced in 2021.", Kind.INITIATIVE, Stage.LAUNCHED, "2021"),
        (
            "Ties grew with the Kenya-France Seeds Dialogue, which was set up in July 2018.",
            Kind.MECHANISM,
            Stage.OPERATING,
            "2018-07",
        ),
        (
            "Ties rest on the Treaty of Amity signed by the two of them on 2 May 1971.",
            Kind.AGREEMENT,
            Stage.OPERATING,
            "1971-05-02",
        ),
        (
            "Ties rest on the Memorandum on Visas signed in January 2025.",
            Kind.MOU,
            Stage.SIGNED,
            "2025-01",
        ),
    ],
)
def test_what_is_there_already_works_and_what_is_news_was_done(
    sentence: str, kind: Kind, stage: Stage, date: str
) -> None:
    found = one(sentence)
    assert (found.kind, found.stage, found.date) == (kind, stage, date), found.title


def test_a_text_made_at_a_meeting_is_told_of_and_not_the_meeting() -> None:
    found = of("They recalled the spirit of the Lyon Declaration of the 3rd Kenya-France Summit.")
    assert [item.kind for item in found] == [Kind.DECLARATION]


def test_a_meeting_later_in_the_year_of_the_document_is_to_come() -> None:
    later = one("They spoke of the 10th Kenya-France Summit in November 2025.")
    assert (later.stage, later.date) == (Stage.PROPOSED, "2025-11")
    earlier = one("They spoke of the 10th Kenya-France Summit in February 2025.")
    assert (earlier.stage, earlier.date) == (Stage.COMPLETED, "2025-02")


def test_by_what_something_is_done_is_told_of_and_not_the_aim_that_says_little() -> None:
    found = of("The two sides will deepen ties in farming through the Reef Seeds Dialogue.")
    assert [(item.title, item.stage) for item in found] == [
        ("Reef Seeds Dialogue", Stage.OPERATING)
    ]
    both = of(
        "They will share data on tides through the Reef Watch Network and the Lamu Tide Centre."
    )
    assert [item.title for item in both] == ["Reef Watch Network", "Lamu Tide Centre"]


def test_an_aim_with_a_figure_stays_beside_its_means() -> None:
    found = of("The two sides will train 300 nurses through the Reef Health Programme.")
    assert [item.kind for item in found] == [Kind.PROGRAMME, Kind.PROGRAMME]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides will use the Reef Task Force (RTF) to share data on tides.",
        "France will continue to implement the Reef Action Plan.",
        "France will continue its support for the reef schools.",
        "Kenya is financing a solar school in Lamu.",
    ],
)
def test_what_is_used_and_goes_on_works(sentence: str) -> None:
    assert one(sentence).stage is Stage.OPERATING


def test_what_is_to_be_used_in_full_is_there_and_a_measure_of_a_list_is_not() -> None:
    told = one("The two sides will ensure the full utilisation of the Reef Trade Agreement.")
    assert (told.kind, told.stage) == (Kind.AGREEMENT, Stage.OPERATING)


def test_who_backs_the_membership_of_another_and_who_is_invited() -> None:
    backed = one("France supports the membership of Kenya in the Tea Council.")
    assert backed.kind is Kind.MEMBERSHIP
    asked = one("Ruto accepted an invitation to visit Lyon in the first half of next year.")
    assert (asked.kind, asked.stage, asked.date) == (Kind.EVENT, Stage.AGREED, "2026")


def test_a_name_near_the_beginning_of_what_is_undertaken_has_few_words_before_it() -> None:
    words = tokens_of("Support Reef Dialogue schools", 0, 29)
    told = Draft(words, words, words, Kind.COMMITMENT, Stage.AGREED, ())
    name = words[1:3]
    named = Draft(name, name, name, Kind.MECHANISM, Stage.OPERATING, (), mention=True)
    assert with_mentioned([told], [named]) == [told, named]


def test_a_plan_that_is_only_spoken_of_has_no_known_stage() -> None:
    (found,) = of("The Kenya–France Reef Vision (2026–2030) marks a shift to the sea.")
    assert (found.kind, found.stage) == (Kind.PLAN, Stage.UNKNOWN)
