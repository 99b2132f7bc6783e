"""What documents suggest, rule by rule, on sentences made up for it."""

from __future__ import annotations

import pytest

from explorer.domain.vocabulary import Kind, Role, Stage
from explorer.reading.suggestions import Suggestion
from explorer.services.suggesting import suggestions_of

TITLE = "Joint Statement of Kenya and France"
DAY = "14 March 2025"


def of(*paragraphs: str, title: str = TITLE, day: str = DAY) -> tuple[Suggestion, ...]:
    """The suggestions of a statement with these paragraphs."""
    text = "\n\n".join((title, day, *paragraphs, "The visit ended in warm words."))
    found = suggestions_of(text)
    assert all(text[item.start : item.end] == item.quote for item in found)
    return found


def one(*paragraphs: str, title: str = TITLE) -> Suggestion:
    """The only suggestion."""
    found = of(*paragraphs, title=title)
    assert len(found) == 1, [item.title for item in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "kind", "stage"),
    [
        ("The two sides signed an agreement on air services.", "agreement", "signed"),
        ("A memorandum of understanding on fisheries was signed.", "mou", "signed"),
        ("Both countries agreed to establish a joint committee on rail.", "mechanism", "agreed"),
        ("The leaders decided to set up a task force on vaccines.", "working_group", "agreed"),
        ("Both governments pledged to lower customs duties.", "commitment", "pledged"),
        ("The two sides intend to open a museum of music.", "institution", "proposed"),
        ("The ministers will explore a roadmap for hydrogen.", "plan", "proposed"),
        ("France has launched the Green Ports Initiative.", "initiative", "launched"),
        ("We are establishing a fund for coastal towns.", "programme", "launched"),
        ("A scholarship for nurses is planned.", "programme", "proposed"),
        ("Efforts are underway to harmonise patents.", "commitment", "negotiating"),
        ("Kenya is expected to expand rice exports.", "commitment", "mentioned"),
        ("Kenya agreed to join the Ocean Alliance.", "membership", "agreed"),
        ("Kenya is a member of the Ocean Alliance.", "membership", "operating"),
        ("There is a Kenya–France Centre for Geology in Nairobi.", "institution", "operating"),
        ("The two Presidents met in Paris.", "event", "completed"),
        ("They welcomed the launch of a fellowship for teachers.", "programme", "launched"),
        ("They welcomed the signing of a treaty on extradition.", "agreement", "signed"),
        ("Kenya appreciated France’s participation in the Reef Forum.", "membership", "mentioned"),
        (
            "The leaders hailed progress in negotiating a trade agreement.",
            "agreement",
            "negotiating",
        ),
        ("They elevated ties to a Strategic Partnership.", "partnership", "launched"),
        ("They welcomed the decision of both agencies to build a museum.", "institution", "agreed"),
        ("They noted the company’s plans to train 500 nurses.", "programme", "proposed"),
        ("A new treaty between the two coast guards aims to deepen trade.", "agreement", "signed"),
        ("We look forward to the signing of a fisheries agreement.", "agreement", "proposed"),
        ("They held the second Kenya-France Energy Dialogue.", "event", "completed"),
        ("Kenya completed a naval visit to Brest.", "event", "completed"),
        ("The leaders stressed the need to establish a hotline.", "mechanism", "proposed"),
        (
            "France will provide 9 million euros to expand the Reef Initiative.",
            "initiative",
            "pledged",
        ),
        ("The establishment of the Reef Secretariat has deepened trust.", "mechanism", "launched"),
        ("We are pleased to announce a programme for young chefs.", "programme", "launched"),
    ],
)
def test_the_verb_tells_the_stage_and_the_noun_the_kind(
    sentence: str, kind: str, stage: str
) -> None:
    found = one(sentence)
    assert (found.kind, found.stage) == (Kind(kind), Stage(stage)), found.title


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaders reaffirmed their support for peace and stability.",
        "Both sides underscored the importance of human rights.",
        "They exchanged views on matters of mutual interest.",
        "The two countries share a long friendship.",
        "The leaders condemned terrorism in all its forms.",
        "They reiterated their commitment to deepening relations.",
        "The President thanked the people of Kenya for their hospitality.",
        "In 1998 the two countries were hit by drought.",
        "Its success depends on addressing trade imbalances.",
        "The treaties, which will promote trade and support farming, were praised.",
        "The new fund will support farmers and promote trade.",
        "France’s resources could support Kenya’s solar energy.",
        "Our partnership is founded on respect.",
        "All countries should continue to support clean energy.",
        "To deepen trade, the two sides are launching new initiatives in these fields:",
    ],
)
def test_values_background_and_opinion_are_no_entries(sentence: str) -> None:
    assert of(sentence) == ()


def test_a_list_of_verbs_gives_one_each_with_what_governs_them() -> None:
    found = of(
        "Both governments have pledged to streamline customs, to double research grants, and to"
        " train 40 seed scientists."
    )
    assert [item.stage for item in found] == [Stage.PLEDGED] * 3
    assert [item.quote.split()[-1] for item in found] == ["customs", "grants", "scientists"]


def test_a_list_of_things_gives_one_each() -> None:
    found = of("Joint projects will include solar farms, water recycling, and a cancer register.")
    assert [item.title for item in found] == ["Solar farms", "Water recycling", "Cancer register"]
    assert {item.kind for item in found} == {Kind.PROGRAMME}
    assert {item.stage for item in found} == {Stage.PROPOSED}


def test_planned_things_are_the_subject() -> None:
    found = of("Student exchanges and language courses are planned to ease mobility.")
    assert [item.title for item in found] == ["Student exchanges", "Language courses"]


def test_groups_in_the_plural_are_one_for_each_subject() -> None:
    found = of("The two sides established working groups on dairy, fisheries, and forestry.")
    assert [item.kind for item in found] == [Kind.WORKING_GROUP] * 3
    assert [item.quote for item in found] == ["dairy", "fisheries", "forestry"]


def test_measures_that_are_listed_are_entries_beside_the_whole() -> None:
    found = of(
        "They agreed to work on climate measures, including mangrove care and solar ferries."
    )
    assert len(found) == 3


def test_two_clauses_have_their_own_verbs() -> None:
    found = of("France launched a solar fund and a treaty on visas was signed.")
    assert [item.stage for item in found] == [Stage.LAUNCHED, Stage.SIGNED]


def test_an_item_begins_with_its_verb() -> None:
    found = of(
        "Energy",
        "- Launching a dialogue on wind power.",
        "- Expanding cooperation on hydrogen, facilitating trade, and fostering growth.",
        "- Signed an agreement on nuclear safety in July 2024.",
        "- Expand the solar programme.",
    )
    assert [item.stage for item in found] == [
        Stage.LAUNCHED,
        Stage.AGREED,
        Stage.SIGNED,
        Stage.AGREED,
    ]
    assert all("clean-energy-climate" in item.sectors for item in found)


def test_an_item_without_a_verb_takes_the_stage_from_above() -> None:
    found = of(
        "Documents signed",
        "1. Memorandum of Understanding between the Ministry of Water of Kenya and the Geology"
        " Agency of France",
        "2. Declaration on coastal towns",
    )
    assert [(item.kind, item.stage) for item in found] == [
        (Kind.MOU, Stage.SIGNED),
        (Kind.DECLARATION, Stage.SIGNED),
    ]
    assert dict(found[0].parties) == {
        "KEN": Role.CONCERNED,
        "FRA": Role.CONCERNED,
        "Ministry of Water of Kenya": Role.SIGNATORY,
        "Geology Agency of France": Role.SIGNATORY,
    }


def test_what_is_said_of_a_thing_already_told_is_no_entry() -> None:
    found = of(
        "The two sides launched a working group on seeds. This working group will promote trade in"
        " rice. It will also support farmers. The working group will report on irrigation."
    )
    assert [item.kind for item in found] == [Kind.WORKING_GROUP]


def test_a_part_is_no_firmer_than_the_whole() -> None:
    found = of(
        "It is proposed to establish a Digital Harbour, a platform for data. It establishes task"
        " forces on cyber security and semiconductors."
    )
    assert {item.stage for item in found} == {Stage.PROPOSED}
    assert len(found) == 3


def test_a_numbered_paragraph_is_no_item_of_a_list() -> None:
    text = (
        "4. The two sides agreed to open a school of rail engineering in Mombasa by next year. Both"
        " countries intend to promote cooperation on fisheries, and the ministers will review what"
        " was reached. They will also support trade in seeds between the two coasts."
    )
    assert len(of(text)) == 4


def test_a_name_with_its_own_verb_and_date_is_told_beside_the_matter() -> None:
    found = of("Building on the Reef Treaty signed on 5 May 2024, we intend to fund a reef museum.")
    assert [(item.title, item.stage, item.date) for item in found] == [
        ("Reef Treaty", Stage.SIGNED, "2024-05-05"),
        ("Reef museum", Stage.PROPOSED, None),
    ]


def test_a_time_that_opens_the_sentence_holds_for_all_of_it() -> None:
    found = of("In May 2023, we met in Paris and launched a fund for ports.")
    assert [item.date for item in found] == ["2023-05", "2023-05"]


def test_a_body_that_is_only_named_is_in_being_and_told_once() -> None:
    found = of(
        "Their work feeds into the Kenya-France Maritime Dialogue.",
        "The Kenya-France Maritime Dialogue was discussed again.",
    )
    assert [(item.title, item.stage) for item in found] == [
        ("Kenya-France Maritime Dialogue", Stage.OPERATING)
    ]


def test_parties_are_those_of_the_title_or_of_a_chain_of_names() -> None:
    assert [code for code, _ in one("The two sides signed a treaty.").parties] == ["KEN", "FRA"]
    wider = one("They launched the Kenya–France–Italy dialogue on ports.")
    assert [code for code, _ in wider.parties] == ["KEN", "FRA", "ITA"]
    four = one("We launched a health fund.", title="Statement by the Leaders of the Quad")
    assert [code for code, _ in four.parties] == ["AUS", "IND", "JPN", "USA"]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The two sides signed a treaty on visas on 2 May 2019.", "2019-05-02"),
        ("The leaders met today in Paris.", "2025-03-14"),
        ("They launched a solar fund in February this year.", "2025-02"),
        ("They launched a solar fund last year.", "2024"),
        ("France will host a summit on oceans next year.", "2026"),
        ("Both sides agreed to double trade by 2030.", "2030"),
        ("They signed a cultural programme for the years 2025-2028.", "2025/2028"),
        (
            "The President paid a state visit to Kenya from 9 to 12 March 2025.",
            "2025-03-09/2025-03-12",
        ),
    ],
)
def test_dates_are_reckoned_from_the_day_of_the_document(sentence: str, date: str | None) -> None:
    assert one(sentence).date == date


def test_a_date_told_elsewhere_is_known() -> None:
    found = of(
        "The Kenya–France Ocean Day was held in Mombasa.",
        "The Kenya-France Ocean Day held in Mombasa on 3 March 2025 drew crowds.",
    )
    assert [item.date for item in found] == ["2025-03-03"]


def test_every_suggestion_says_why() -> None:
    found = one("The two sides launched the Reef Research Network (RRN) in May 2025.")
    assert [reason.english() for reason in found.why] == [
        "verb “launched”",
        "type from “Network”",
        "acronym “RRN” defined in brackets: Reef Research Network",
        "“The two sides” are the parties of the document",
        "date from “May 2025”",
    ]
    assert found.institutions == ("Reef Research Network (RRN)",)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Kenya and France signed a treaty on reefs.", "parties named: Kenya, France"),
        ("They signed a treaty on reefs.", "“They” are the parties of the document"),
        ("A treaty on reefs was signed.", "no party named here: those of the document"),
        (
            "Kenya will open a museum of reefs.",
            "party named: Kenya; the others are those of the document",
        ),
    ],
)
def test_a_suggestion_says_where_its_parties_come_from(sentence: str, reason: str) -> None:
    assert reason in [item.english() for item in one(sentence).why]


def test_an_ocean_is_no_party() -> None:
    found = one("The two sides launched a patrol programme in the Indian Ocean.")
    assert [party for party, _ in found.parties] == ["KEN", "FRA"]
    assert "“The two sides” are the parties of the document" in [w.english() for w in found.why]


def test_a_body_that_acts_may_begin_its_clause() -> None:
    found = of(
        "In the field of reefs, we will share reef data on storms, in particular through a web"
        " portal, and our Reef Working Group will consult on rules and norms for boats."
    )
    assert "Reef Working Group" in [item.title for item in found]


def test_a_text_without_anything_suggests_nothing() -> None:
    assert suggestions_of("") == ()
    assert suggestions_of("\n\n \n") == ()
    assert suggestions_of("Nothing was said.") == ()
