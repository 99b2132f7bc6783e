"""Documents made for the tests: PDFs by Typst, Word documents by hand."""

from __future__ import annotations

import io
import zipfile
from typing import Final

import pikepdf
import typst

from explorer.domain.messages import AccordError
from explorer.domain.structure import LineKind
from explorer.reading.found import ReadText
from explorer.reading.reader import read

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE: Final = "The Parties shall establish a Joint Committee on semiconductors in Seoul."
_PAGE: Final = """#set page(width: 14cm, height: 12cm, margin: 2cm,
  header: [Journal of Treaties, volume 7], footer: context align(center, counter(page).display()))
#set text(size: 11pt, hyphenate: false)
#set par(justify: true)
"""
AGREEMENT: Final = (
    _PAGE
    + f"""#align(center, text(size: 15pt, weight: "bold")[Agreement on Cooperation in Electronics])

= Article 1 #linebreak() Committee
{SENTENCE}
It meets once a year, in turn in each of the two countries, and is led by the two ministers for
industry, who may name deputies for that meeting.

= Article 2 #linebreak() Means
+ Each Party bears its own costs.
+ A fund may be set up by the Parties, on terms that the Joint Committee proposes.

#table(columns: 3, stroke: none, column-gutter: 1cm,
  [Sector], [Body], [Year], [Chips], [KIND-X], [2027], [Ships], [HD Hyundai], [2028])

"""
    + "\n\n".join(
        f"Paragraph {number} of the long part says that co-operation goes on and on, as all long"
        f" parts do, and is written only so that there are several pages here; it is number {number}."
        for number in range(30)
    )
)


def pdf(source: str = AGREEMENT) -> bytes:
    """A PDF of Typst's markup."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def scan(pages: int = 2) -> bytes:
    """A PDF of empty pages, as a scan is to who looks for text."""
    return pdf(
        "#set page(width: 9cm, height: 9cm)\n"
        + "#rect(fill: red)\n#pagebreak(weak: true)\n" * pages
    )


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    """A paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{extra}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


def word(body: str, *, head: str = "", others: dict[str, str] | None = None) -> bytes:
    """A Word document with this body; ``head`` stands before its root element."""
    styles = (
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        **(others or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def footnotes(text: str) -> dict[str, str]:
    """The part of a Word document that holds footnote 2."""
    note = f'<w:footnote w:id="2">{paragraph(text)}</w:footnote>'
    none = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    return {"word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{none}{note}</w:footnotes>'}


def read_all(data: bytes, name: str, encoding: str | None = None) -> ReadText:
    """Read a file to its end."""
    steps = read(data, name, encoding)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: ReadText = end.value
            return found


def refusal(data: bytes, name: str, encoding: str | None = None) -> str:
    """The code of the reason why a file is refused; empty when it is not."""
    try:
        read_all(data, name, encoding)
    except AccordError as error:
        assert str(error)  # the reason has all its parameters
        return error.message.code
    return ""


def lines(found: ReadText) -> list[tuple[str, int, str]]:
    """Kind, level and text of each line; ``p`` for paragraphs."""
    marks = {mark.start: mark for mark in found.structure.marks}
    told = []
    offset = 0
    for line in found.text.split("\n"):
        mark = marks.pop(offset, None)
        told.append((mark.kind.value, mark.level, line) if mark else ("p", 0, line))
        offset += len(line) + 1
    assert not marks  # each stands at the beginning of a line
    return told


def texts(found: ReadText, kind: LineKind) -> list[str]:
    """The lines of one kind."""
    return [text for name, _, text in lines(found) if name == kind.value]
