"""PDFs: paragraphs are whole again, and it is known on which page they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.passages import normalise
from explorer.domain.structure import LineKind
from explorer.domain.vocabulary import Standing
from tests.reading.makers import (
    AGREEMENT,
    SENTENCE,
    locked_pdf,
    pdf,
    read_all,
    refusal,
    scan,
    texts,
)

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "formats" / "pdf"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real PDFs are not here")


def test_broken_lines_become_sentences_again() -> None:
    found = read_all(pdf(), "a.pdf")
    assert SENTENCE in found.text
    assert (
        "led by the two ministers for industry, who may name deputies for that meeting."
        in found.text
    )
    for number in range(30):
        assert f"several pages here; it is number {number}." in found.text


def test_headings_items_and_tables_are_told() -> None:
    found = read_all(pdf(), "a.pdf")
    headings = texts(found, LineKind.HEADING)
    assert "Agreement on Cooperation in Electronics" in headings
    assert any(text.startswith("Article 1") for text in headings)
    assert "1. Each Party bears its own costs." in texts(found, LineKind.ITEM)
    assert "Chips\tKIND-X\t2027" in texts(found, LineKind.ROW)


def test_running_heads_and_page_numbers_are_gone() -> None:
    found = read_all(pdf(), "a.pdf")
    assert len(found.structure.pages) > 3
    assert "Journal of Treaties" not in found.text
    numbers = {str(number) for number in range(1, 20)}
    assert not numbers & set(found.text.split("\n"))


def test_the_page_of_a_sentence_is_known() -> None:
    parts = [f"Page {name} tells of the {name} thing." for name in ("first", "second", "third")]
    found = read_all(pdf("#set page(height: 8cm)\n" + "\n#pagebreak()\n".join(parts)), "a.pdf")
    for number, part in enumerate(parts, start=1):
        assert found.structure.page_at(found.text.index(part)) == number


def test_a_paragraph_that_goes_on_overleaf_is_one() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    found = read_all(
        pdf(f"#set page(width: 12cm, height: 9cm)\n#set par(justify: true)\n{words}."), "a.pdf"
    )
    assert found.text == f"{words}."
    starts = found.structure.pages
    assert len(starts) > 2
    assert all(found.text[start - 1] == " " for start in starts[1:])


@pytest.mark.parametrize(
    ("first", "second", "said", "meant"),
    [
        ("co-", "operation", "Our cooperation goes on. Their cooperation too.", "cooperation"),
        ("non-", "tariff", "Non-tariff things. All non-tariff things.", "non-tariff"),
        ("ASEAN-", "Australia", "Nothing else.", "ASEAN-Australia"),
    ],
)
def test_hyphens_at_the_ends_of_lines_are_mended_as_the_text_has_the_word(
    first: str, second: str, said: str, meant: str
) -> None:
    source = f"#set page(width: 20cm)\n{said}\n\nThe matter of {first} \\ {second} is settled by this line."
    assert f"The matter of {meant} is settled" in read_all(pdf(source), "a.pdf").text


def test_tables_that_lie_on_their_side_are_read_like_others() -> None:
    table = "#table(columns: (4cm, 6cm, 3cm), stroke: none, [0101], [Horses], [CC], [0102], [Cattle], [CTH])"
    source = f"#set page(width: 16cm, height: 20cm)\n#rotate(-90deg, reflow: true)[{table}]"
    assert texts(read_all(pdf(source), "a.pdf"), LineKind.ROW) == [
        "0101\tHorses\tCC",
        "0102\tCattle\tCTH",
    ]


def test_korean_and_hindi_come_out_in_normal_form() -> None:
    source = '#set text(font: ("Noto Serif", "Nanum Gothic", "Noto Sans Devanagari"))\n대한민국과 인도의 반도체 협력\n\nभारत और कोरिया ने समझौता किया'
    made = pdf(source)
    found = read_all(made, "a.pdf")
    assert found.text == normalise(found.text)


def test_what_it_is_is_guessed_and_what_is_not_known_stays_unknown() -> None:
    said = read_all(pdf(), "a.pdf").said
    assert said.title == "Agreement on Cooperation in Electronics"
    assert said.language == "en"
    assert (said.author, said.published, said.publisher) == ("", None, "")
    more = "\n\nIN WITNESS WHEREOF the undersigned have signed. Done at Seoul in two copies. It shall enter into force."
    assert read_all(pdf(AGREEMENT + more), "a.pdf").said.standing is Standing.TREATY_TEXT


def test_pages_without_text_are_named() -> None:
    source = "#set page(height: 8cm)\nA page with words on it.\n#pagebreak()\n#rect(fill: red)\n#pagebreak()\nThe last page."
    found = read_all(pdf(source), "a.pdf")
    assert [note.code for note in found.notes] == ["note-pages"]
    (gap,) = found.structure.gaps
    assert gap.reason.english() == "Page 2 is a picture without text."
    assert found.text[gap.start :] == "The last page."


def test_refusals() -> None:
    whole = pdf()
    assert refusal(scan(), "scan.pdf") == "reading-textless"
    assert refusal(locked_pdf(), "locked.pdf") == "reading-encrypted"
    assert refusal(whole[: len(whole) // 4], "cut.pdf") in ("reading-damaged", "reading-textless")
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 40, "noise.pdf") == "reading-damaged"


@real
@pytest.mark.parametrize(
    ("name", "pages", "sentence"),
    [
        (
            "RCEP_Agreement_(All_Chapters).pdf",
            510,
            "A Party shall not adopt or maintain any non-tariff measure on the importation of any good of another Party or on the exportation of any good destined for the territory of another Party,",
        ),
        (
            "AANZFTA-legal-text-PRINTED-Signed.pdf",
            249,
            "RECALLING the Framework for the AFTA-CER Closer Economic Partnership endorsed by Ministers in Ha Noi, Viet Nam on 16 September 2001;",
        ),
        (
            "AANZFTA_-_Implementing_Arrangement_for_the_AANZFTA_Economic_Co-Operation_Work_Programme.pdf",
            17,
            "ACKNOWLEDGING the breadth of their ongoing co-operation relationship, encompassing political and security co-operation, socio-cultural co-operation,",
        ),
    ],
)
def test_real_ones(name: str, pages: int, sentence: str) -> None:
    found = read_all((REAL / name).read_bytes(), name)
    assert sentence in found.text
    assert len(found.structure.pages) == pages
    assert found.text == normalise(found.text)


@real
def test_a_real_scan_is_named_as_one() -> None:
    assert (
        refusal((REAL / "AHKFTA_annex_2-11.pdf").read_bytes(), "AHKFTA.pdf") == "reading-textless"
    )
