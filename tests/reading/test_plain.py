"""Plain text, Markdown and e-mails; encodings, and files that are not what their names say."""

from __future__ import annotations

import pytest

from explorer.domain.messages import AccordError
from explorer.domain.passages import normalise
from explorer.reading.encodings import decode, preview
from tests.reading.makers import SENTENCE, lines, pdf, read_all, refusal, word

KOREAN = "대한민국과 인도공화국은 반도체와 우주 분야에서 협력하기로 합의하였다. 양국은 공동위원회를 설치한다. "
RUSSIAN = "Российская Федерация и Республика Индия договорились о сотрудничестве в области науки. "
FRENCH = (
    "La République de Corée et l’Inde sont convenues d’une coopération économique « étroite ». "
)
JAPANESE = "日本国政府とインド共和国政府は、科学技術の分野で協力することに合意した。両国は合同委員会を設置する。"
CHINESE = "中华人民共和国政府和印度共和国政府同意在科学技术领域开展合作。双方设立联合委员会。"
TAIWANESE = "雙方政府同意在科學技術領域開展合作，並設立聯合委員會，每年在兩國輪流舉行會議。"
HINDI = "भारत और कोरिया गणराज्य ने विज्ञान और प्रौद्योगिकी में सहयोग का समझौता किया। "


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", HINDI),
        ("utf-8-sig", KOREAN),
        ("utf-16", HINDI),
        ("utf-16-le", "India and Korea agreed to co-operate. "),
        ("cp949", KOREAN),
        ("windows-1252", FRENCH),
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("gb18030", CHINESE),
        ("big5", TAIWANESE),
        ("euc-jp", JAPANESE),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    found = read_all((text * 4).encode(encoding), "a.txt")
    assert found.text == normalise(text * 4).strip()
    guess = [note for note in found.notes if note.code == "note-encoding"]
    assert bool(guess) == (not encoding.startswith("utf-8") and encoding != "utf-16")


def test_the_user_overrides_and_sees_what_comes_of_it() -> None:
    data = (KOREAN * 2).encode("cp949")
    assert read_all(data, "a.txt", "cp949").text == (KOREAN * 2).strip()
    assert read_all(data, "a.txt", "windows-1252").text != (KOREAN * 2).strip()
    assert preview(data, "cp949").startswith("대한민국과")
    assert "�" in preview(data, "utf-8")
    for name in ("klingon", "rot13", "base64"):
        with pytest.raises(AccordError, match=name):
            decode(data, chosen=name)


def test_what_fits_no_encoding_is_refused_with_those_that_may_be_tried() -> None:
    noise = bytes((number * 7919 + number**3) % 224 + 32 for number in range(4_000))
    with pytest.raises(AccordError) as raised:
        read_all(noise, "a.txt")
    assert raised.value.message.code == "reading-encoding"


def test_a_page_says_its_encoding() -> None:
    page = f'<html><head><meta charset="euc-kr"></head><body><p>{KOREAN}</p></body></html>'
    found = read_all(page.encode("cp949"), "a.html")
    assert found.text == KOREAN.strip()
    assert not found.notes


def test_lines_that_a_width_has_broken_are_mended() -> None:
    text = (
        "JOINT STATEMENT\n\n"
        "The two sides reviewed the progress that was made in the field of tech-\n"
        "nology, and they agreed that the Joint Committee shall meet in Seoul in\n"
        "the course of the coming year, if the budgets of both countries allow it.\n"
        "\n"
        "They also agreed upon the following points, which are to be published in\n"
        "both countries at the same time and in the languages of both countries:\n"
        "1. An exchange of students of semiconductors, of ships and of the space.\n"
        "2. A fund.\n"
    )
    assert read_all(text.encode(), "a.txt").text.split("\n")[1:] == [
        "The two sides reviewed the progress that was made in the field of technology, and they agreed that the Joint Committee shall meet in Seoul in the course of the coming year, if the budgets of both countries allow it.",
        "They also agreed upon the following points, which are to be published in both countries at the same time and in the languages of both countries:",
        "1. An exchange of students of semiconductors, of ships and of the space.",
        "2. A fund.",
    ]


def test_markdown() -> None:
    source = (
        "---\ntitle: Plan of Action\ndate: 2026-04\n---\n# Plan *of* Action\n\nA [committee](http://x)\n"
        "is **named**.\n\n- one\n  goes on\n    - deep\n\n1. first\n\n| Body | Year |\n|---|---|\n| A | 2026 |\n\n"
        "> said so\n\nUnder\n-----\nend"
    )
    found = read_all(source.encode(), "a.md")
    assert lines(found) == [
        ("heading", 1, "Plan of Action"),
        ("p", 0, "A committee is named."),
        ("item", 1, "one goes on"),
        ("item", 3, "deep"),
        ("item", 1, "1. first"),
        ("row", 1, "Body\tYear"),
        ("row", 0, "A\t2026"),
        ("quote", 0, "said so"),
        ("heading", 2, "Under"),
        ("p", 0, "end"),
    ]
    assert (found.said.title, found.said.published) == ("Plan of Action", "2026-04")


MAIL = (
    "From: Kim Min-jun <kim@mofa.example>\r\nTo: all@example.org\r\nSubject: =?utf-8?b?6rO164+Z7ISx66qF?=\r\n"
    "Date: Mon, 20 Apr 2026 10:00:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\n{body}"
)


def test_a_mail_of_plain_text() -> None:
    mail = MAIL.format(type="text/plain; charset=euc-kr", body=KOREAN).encode("cp949")
    found = read_all(mail, "a.eml")
    assert lines(found) == [("heading", 1, "공동성명"), ("p", 0, KOREAN.strip())]
    assert (found.said.author, found.said.published) == ("Kim Min-jun", "2026-04-20")
    assert (found.said.title, found.said.standing.value) == ("공동성명", "unknown")


def test_a_mail_in_parts_with_an_attachment() -> None:
    body = (
        '--x\r\nContent-Type: multipart/alternative; boundary="y"\r\n\r\n'
        f"--y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{SENTENCE}</p>\r\n--y--\r\n"
        "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=mou.pdf\r\n\r\nJVBE\r\n--x--\r\n"
    )
    found = read_all(MAIL.format(type='multipart/mixed; boundary="x"', body=body).encode(), "a.eml")
    assert found.text.split("\n")[1:] == [SENTENCE]
    (gap,) = found.structure.gaps
    assert gap.reason.english() == "Attached, and not read: mou.pdf."


def test_mails_that_mean_harm() -> None:
    deep = "".join(
        f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n'
        for n in range(2_000)
    )
    mail = MAIL.format(type='multipart/mixed; boundary="b0"', body=deep).encode()
    assert refusal(mail, "a.eml") == "reading-deep"


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (pdf(), "a.txt", "PDF"),
        (word("<w:p><w:r><w:t>Agreed words</w:t></w:r></w:p>"), "a.pdf", "a Word document"),
        (b"<!doctype html><p>Agreed words</p>", "a.docx", "a web page"),
        (b"Agreed words, that are plain text.", "a.pdf", "plain text"),
    ],
)
def test_the_content_decides_what_a_file_is(data: bytes, name: str, form: str) -> None:
    found = read_all(data, name)
    assert found.form == form
    assert [note.code for note in found.notes] == ["note-extension"]
    assert form in found.notes[0].english()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reading-empty"),
        (b" \r\n\t ", "reading-empty"),
        (b"-- ** --", "reading-no-text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "reading-picture"),
        (b"{\\rtf1 words}", "reading-rtf"),
        (b"\x1f\x8b\x08\0 packed", "reading-archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "reading-old-word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "reading-encrypted",
        ),
        (b"\x7fELF" + bytes(range(256)) * 20, "reading-unknown"),
    ],
)
def test_what_is_no_document_is_called_by_its_name(data: bytes, code: str) -> None:
    assert refusal(data, "a.txt") == code
