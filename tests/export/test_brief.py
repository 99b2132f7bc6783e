"""The briefing as a file: tagged, dated by its request, printing every text literally."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.messages import AccordError
from explorer.export import brief, glyphs
from explorer.export.brief import write_pdf
from explorer.export.report import BriefRequest, ExportReport
from tests.export.samples import (
    AGREED,
    DAY,
    GROUP,
    HINDI,
    KOREAN,
    RESOURCES,
    renamed,
    request,
    saying,
)


def written(folder: Path, asked: BriefRequest) -> tuple[ExportReport, Path]:
    target = folder / "brief.pdf"
    return write_pdf(asked, target, resources=RESOURCES), target


def text_of(path: Path) -> str:
    """The text of all pages with white space unified."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[ExportReport, Path]:
    return written(tmp_path_factory.mktemp("brief"), request(GROUP, DAY))


def test_report_counts_what_was_written(sample: tuple[ExportReport, Path]) -> None:
    report, path = sample
    with pikepdf.open(path) as pdf:
        assert report.pages == len(pdf.pages)
    assert report.size == path.stat().st_size
    assert (report.entries, report.missing, report.fonts) == (2, (), ())


def test_is_tagged_and_kept_for_good(sample: tuple[ExportReport, Path]) -> None:
    with pikepdf.open(sample[1]) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert pdf.docinfo["/Title"] == "Space cooperation"
        assert "/OutputIntents" in root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert list(root.PageLabels.Nums)[0::2] == list(range(len(pdf.pages)))


def kinds_of_tags(path: Path) -> set[str]:
    found = set()
    with pikepdf.open(path) as pdf:
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(list(node))
            elif isinstance(node, pikepdf.Dictionary):
                found.add(str(node.get("/S", "")))
                if "/K" in node:
                    waiting.append(node.K)
    return found


def test_structure_names_title_contents_headings_and_quotations(
    sample: tuple[ExportReport, Path],
) -> None:
    assert kinds_of_tags(sample[1]) >= {
        *("/Title", "/H1", "/H2", "/P", "/TOC", "/TOCI", "/BlockQuote", "/Link", "/Em")
    }


def test_bookmarks_are_the_entries_between_documents_and_notes(
    sample: tuple[ExportReport, Path],
) -> None:
    with pikepdf.open(sample[1]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Documents", "Joint Working Group on Space", "Space Day", "Notes"]


def test_texts_in_other_languages_say_so(sample: tuple[ExportReport, Path]) -> None:
    with pikepdf.open(sample[1]) as pdf:
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"/Lang(ko)" in content
    assert b"/Lang(hi)" in content


def test_links_lead_to_entries_and_to_web_pages_only(sample: tuple[ExportReport, Path]) -> None:
    with pikepdf.open(sample[1]) as pdf:
        actions = [
            str(link.A.URI)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/A" in link and "/URI" in link.A
        ]
        inner = [
            link
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link or ("/A" in link and link.A.S == "/GoTo")
        ]
    assert actions == ["https://example.org/space"]
    assert len(inner) == 4 + 2  # contents, and one relation each way


def test_says_everything_a_reader_needs(sample: tuple[ExportReport, Path]) -> None:
    text = text_of(sample[1])
    for expected in (
        "Searched for “joint group”",
        "Narrowed to Party: India",
        "2 of 47 entries in “Built-in library”; 1 undated.",
        "1 of 2 entries rests on an official text.",
        "Commentary, not official · undated · 1 entry rests on it",
        "Official statement · published 20 April 2026",
        "22 November 2026",
        "Agreed undated",
        "Commentary and table rows; no official text in this library says it",
        "India (member) 1, Republic of Korea (member, from April 2026)",
        "Space Research Organisation (ISRO) (India)",
        "The source prints “Korea Aerospace Agency”: the agency’s name is another",
        "20 April 2026 (not counted for how firm) 1, 2, T1 – inferred: “it” is the group",
        "date not stated (as of April 2026)",
        "due 2027",
        "Budget: 5 crore rupees, by 2030",
        "UNTS, volume 2, page 3, registration I-1",
        "In our words The agencies are to plan joint work.",
        "“In space, both agreed to set up a Joint Working Group of their agencies.”",
        "Space · Commentary · paragraph 7, sentence 1",
        "Joint Statement · Official statement · title lines",
        "“1999-10-05” – row 12, column “signed”, file abababababab",
        "See also Space Day, page 3",
        "Outcome of Visit of the President",
        "Held 20 April 2026",
        "Page 1 of ",
    ):
        assert expected in text
    assert "javascript" not in text


def test_korean_and_hindi_can_be_found_in_the_text(sample: tuple[ExportReport, Path]) -> None:
    text = text_of(sample[1])
    assert KOREAN in text
    # Shaped Hindi is one glyph for several letters: letters must come back, spaces aside.
    assert HINDI.split()[0] in text


def test_an_entry_alone_has_no_contents(tmp_path: Path) -> None:
    _, path = written(tmp_path, request(GROUP))
    assert "Contents" not in text_of(path)
    assert "/BlockQuote" in kinds_of_tags(path)


def test_equal_requests_make_equal_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, request(GROUP, DAY))[1].read_bytes()
    decoded = msgspec.json.decode(msgspec.json.encode(request(GROUP, DAY)), type=BriefRequest)
    assert written(tmp_path, decoded)[1].read_bytes() == first
    later = msgspec.structs.replace(request(GROUP, DAY), day="2026-11-23")
    assert written(tmp_path, later)[1].read_bytes() != first


def test_a_date_need_not_be_a_whole_day(tmp_path: Path) -> None:
    asked = msgspec.structs.replace(request(DAY), day="2026-11")
    assert "November 2026" in text_of(written(tmp_path, asked)[1])


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "$x^2$ *bold* _emph_ `raw` = heading",
        "@reference <label> // comment /* more */",
        '#import "@preview/x:1.0.0": *',
        "\\u{41} ~ -- --- ...",
        "<b>bold</b> &amp; {{ data }}",
    ],
)
def test_markup_is_printed_as_it_stands(tmp_path: Path, text: str) -> None:
    report, path = written(tmp_path, request(saying(text), DAY, title=text))
    assert report.missing == ()
    assert text.replace("\u00a0", " ") in text_of(path)
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo["/Title"] == text


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "\ud800", "a\0b\x07\x1b\x7f", "\u200b", "\ufeff", "\n\n", "x" * 5000]
)
def test_no_text_makes_the_export_fail(tmp_path: Path, text: str) -> None:
    report, path = written(tmp_path, request(saying(text), saying(text), title=text))
    assert report.pages >= 3
    assert path.read_bytes().startswith(b"%PDF-1.7")


def test_what_no_font_has_is_printed_as_its_code_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glyphs, "_font_folders", lambda: iter(()))
    report, path = written(tmp_path, request(saying("谅解 தமிழ் 😀 \uf0b7 item"), DAY))
    assert report.missing == (
        *("U+0BA4", "U+0BAE", "U+0BB4", "U+0BBF", "U+0BCD", "U+8C05", "U+1F600"),
    )
    text = text_of(path)
    assert "[U+8C05]解" in text
    assert "[U+1F600] • item" in text
    assert "7 characters" in text
    assert "grinning face" in text


def test_a_system_font_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The only other font "of this machine" is the bundled Korean one, under another name.
    machine = tmp_path / "fonts"
    machine.mkdir()
    (machine / "Elsewhere.ttf").write_bytes((RESOURCES / "fonts/NanumGothic.ttf").read_bytes())
    (machine / "Broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(glyphs, "_font_folders", lambda: iter((machine,)))
    monkeypatch.setattr(glyphs, "COVERING", glyphs.COVERING[:2])
    report, path = written(tmp_path, request(renamed(DAY, summary="了解 谅"), DAY))
    assert report.fonts == ("Elsewhere",)
    assert report.missing == ("U+8C05",)
    assert "Characters that the usual fonts lack are set in Elsewhere." in text_of(path)


def test_a_system_font_that_typst_refuses_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "fonts"
    machine.mkdir()
    (machine / "Liar.ttf").write_bytes((RESOURCES / "fonts/NotoSans-Regular.ttf").read_bytes())
    told = frozenset({ord("ழ")})
    real = glyphs._characters
    monkeypatch.setattr(glyphs, "_font_folders", lambda: iter((machine,)))
    monkeypatch.setattr(glyphs, "_characters", lambda p: told if p.stem == "Liar" else real(p))
    report, path = written(tmp_path, request(renamed(DAY, summary="ழ")))
    assert (report.fonts, report.missing) == ((), ("U+0BB4",))
    assert "[U+0BB4]" in text_of(path)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_exported_with_the_bundled_fonts(text: str) -> None:
    data = brief.composed(request(saying(text), DAY, title=text))
    plan = glyphs.printing(glyphs.characters_of(data), RESOURCES / "fonts", system_fonts=False)
    assert brief._typeset(brief._printable(data, plan), RESOURCES, ()).startswith(b"%PDF")


def test_a_template_that_is_missing_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(AccordError) as caught:
        write_pdf(request(DAY), tmp_path / "brief.pdf", resources=tmp_path)
    assert caught.value.message.code == "export-failed"
    assert list(tmp_path.iterdir()) == []


def test_the_rest_of_a_sentence_is_printed_once(tmp_path: Path) -> None:
    again = msgspec.structs.replace(AGREED, text="a Joint Working Group", before="both set up ")
    asked = request(msgspec.structs.replace(GROUP, quotations=(AGREED, again)))
    text = text_of(written(tmp_path, asked)[1])
    assert text.count("of their agencies.") == 1
    assert "“… a Joint Working Group …”" in text


def test_without_a_title_it_is_called_by_what_was_searched(tmp_path: Path) -> None:
    _, path = written(tmp_path, request(GROUP, title=" "))
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo["/Title"] == "“joint group”"
