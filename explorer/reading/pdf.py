"""PDFs by PDFium: pages, and on them lines, from which paragraphs are made again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator
from typing import Any, Final

from explorer.domain.messages import AccordError, Message, Progress
from explorer.reading.blocks import Builder, clean
from explorer.reading.found import Said
from explorer.reading.pdf_flow import Flow, outline_key
from explorer.reading.pdf_lines import Page, PageReader
from explorer.reading.pdf_running import Hyphens, without_running

MOST_PAGES: Final = 20_000
_STEP: Final = 10  # pages between two reports of progress
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_MOST_UNREAD: Final = 0.3  # of the letters: with more the text is worth nothing
_MOST_OUTLINE: Final = 10_000
# What programs write where a title should be.
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\d*$|slide \d|print|layout|scan)"
    r"|\.(?:docx?|pdf|indd|qxd|rtf|odt|wpd|tex|pmd)\b|^[\w\-.]+$|^\W*$",
    re.IGNORECASE,
)


def read_pdf(
    data: bytes, builder: Builder
) -> Generator[Progress, None, tuple[Said, tuple[Message, ...]]]:
    """Read a PDF; what it says of itself, and what is to be told of its pages.

    Raises:
        AccordError: ``reading-encrypted``, ``reading-damaged``, ``reading-textless``,
            ``reading-glyphs``.
    """
    document = _opened(data)
    try:
        pages = yield from _pages(document)
        outline = _outline(document)
        said = _said(document)
    finally:
        document.close()
    empty = sum(1 for page in pages if not page.lines)
    if empty == len(pages):
        raise AccordError("reading-textless", pages=len(pages))
    letters = sum(len(word.text) for page in pages for line in page.lines for word in line.words)
    if sum(page.unread for page in pages) > _MOST_UNREAD * letters:
        raise AccordError("reading-glyphs")
    lines = without_running(pages)
    sizes: Counter[float] = Counter()
    bold = 0
    for own in lines:
        for line in own:
            count = sum(len(word.text) for word in line.words)
            sizes[round(line.size, 1)] += count
            bold += count * line.bold
    share = bold / max(1, sizes.total())
    flow = Flow(builder, Hyphens(lines), sizes, outline, bold=share)
    for page, own in zip(pages, lines, strict=True):
        flow.page(page, own)
    flow.end()
    told = (Message("note-pages", {"count": str(empty), "pages": str(len(pages))}),)
    return said, told if empty else ()


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise AccordError("reading-encrypted") from error
        raise AccordError("reading-damaged", reason=_reason(error)) from error
    if not len(document):
        raise AccordError("reading-damaged", reason="it has no pages")
    if len(document) > MOST_PAGES:
        raise AccordError("reading-deep", most=MOST_PAGES)
    return document


def _pages(document: Any) -> Generator[Progress, None, list[Page]]:
    import pypdfium2

    reader = PageReader()
    pages: list[Page] = []
    count = len(document)
    broken = 0
    for place in range(count):
        if place % _STEP == 0:
            yield Progress("pages", place, count)
        try:
            page = document[place]
            try:
                pages.append(reader.read(page, place + 1))
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            broken += 1
            if broken == count:
                raise AccordError("reading-damaged", reason=_reason(error)) from error
            pages.append(Page(place + 1, (), 595.0, 842.0, 0))
    return pages


def _reason(error: Exception) -> str:
    """PDFium's words without its own name: "Failed to load document (Data format error)"."""
    match = re.search(r"PDFium:\s*([^)]+)\)", str(error))
    return (match[1] if match else str(error)).strip().rstrip(".").lower()


def _outline(document: Any) -> dict[tuple[int, str], int]:
    """The file's own table of contents: levels from 1 by page and text."""
    found: dict[tuple[int, str], int] = {}
    try:
        for number, item in enumerate(document.get_toc(max_depth=6)):
            if number > _MOST_OUTLINE:
                break
            target = item.get_dest()
            place = None if target is None else target.get_index()
            if place is not None:
                found[place + 1, outline_key(clean(item.get_title() or ""))] = item.level + 1
    except Exception:  # noqa: BLE001 - a broken outline is no reason not to read the text
        return found
    return found


def _said(document: Any) -> Said:
    try:
        known = {name: clean(value) for name, value in document.get_metadata_dict().items()}
    except Exception:  # noqa: BLE001 - nor are broken fields
        return Said()
    title, author = known.get("Title", ""), known.get("Author", "")
    return Said(
        title="" if _NO_TITLE.search(title) else title,
        # One word in small letters is the name of an account.
        author="" if re.fullmatch(r"[a-z0-9._\\@-]+", author) else author,
    )
