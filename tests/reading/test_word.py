"""Word documents: paragraphs, headings, lists, tables, footnotes; and zips that mean harm."""

from __future__ import annotations

import io
import zipfile

from explorer.domain.structure import LineKind
from explorer.reading import word as reader
from tests.reading.makers import footnotes, lines, paragraph, read_all, refusal, texts, word

ITEM = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
CELL = "<w:tc>{}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return (
        f"<w:tr>{properties}{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"
    )


def test_what_is_in_it_comes_out_as_it_was_built() -> None:
    body = (
        paragraph("Joint Statement", "T")
        + paragraph("Space", "H1")
        + paragraph("Both sides welcomed the talks.")
        + paragraph("A first point", extra=ITEM)
        + f"<w:tbl>{row('Body', 'Year', head=True)}{row('ISRO', '2026')}</w:tbl>"
        + '<w:p><w:r><w:t>As agreed</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    found = read_all(word(body, others=footnotes("In Seoul.")), "a.docx")
    assert lines(found) == [
        ("heading", 1, "Joint Statement"),
        ("heading", 1, "Space"),
        ("p", 0, "Both sides welcomed the talks."),
        ("item", 2, "A first point"),
        ("row", 1, "Body\tYear"),
        ("row", 0, "ISRO\t2026"),
        ("p", 0, "As agreed[2]"),
        ("note", 0, "[2] In Seoul."),
    ]
    assert found.said.title == "Joint Statement"
    assert found.body == len("Joint Statement\n")


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>shall</w:t></w:r></w:ins><w:r><w:t> meet.</w:t></w:r></w:p>"
    )
    assert read_all(word(body), "a.docx").text == "They shall meet."


def test_fields_and_pictures_leave_no_rubbish() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        "<w:hyperlink><w:r><w:t>MEA</w:t></w:r></w:hyperlink><w:r><w:drawing/><w:t> said so</w:t></w:r></w:p>"
    )
    assert read_all(word(body), "a.docx").text == "MEA said so"


def test_a_table_in_a_cell_is_not_read_twice() -> None:
    inner = f"<w:tbl>{row('inner')}</w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('left')}</w:tc><w:tc>{inner}{paragraph('right')}</w:tc></w:tr></w:tbl>"
    assert texts(read_all(word(body), "a.docx"), LineKind.ROW) == ["left\tinner right"]


def test_entities_are_refused_and_never_resolved() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(word(paragraph("&b;"), head=bomb), "a.docx") == "reading-entities"
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
    assert refusal(word(paragraph("x"), head=outside), "a.docx") == "reading-entities"
    wide = f'<?xml version="1.0" encoding="utf-16"?>{bomb}<a>&b;</a>'.encode("utf-16")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", wide)
    assert refusal(out.getvalue(), "a.docx") == "reading-entities"
    late = "<!-- " + "x" * 9_000 + ' --><!DOCTYPE a [<!ENTITY a "ha">]>'
    assert refusal(word(paragraph("&a;"), head=late), "a.docx") == "reading-entities"


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(reader.MOST_UNPACKED // 1_000_000 + 2):
            part.write(b"\0" * 1_000_000)
    assert len(out.getvalue()) < 1_000_000
    assert refusal(out.getvalue(), "bomb.docx") == "reading-bomb"


def test_a_zip_of_too_many_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(reader.MOST_PARTS + 1):
            archive.writestr(f"word/{number}", "")
    assert refusal(out.getvalue(), "many.docx") == "reading-parts"


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert refusal(word(deep), "deep.docx") == "reading-deep"


def test_damage_is_told() -> None:
    whole = word(paragraph("Words " * 500))
    assert refusal(whole[: len(whole) // 2], "cut.docx") == "reading-damaged"
    assert refusal(word("<w:p><w:r>"), "broken.docx") == "reading-damaged"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
    assert refusal(out.getvalue(), "without.docx") == "reading-damaged"
    assert refusal(word(""), "nothing.docx") == "reading-no-text"
