"""Where a stretch of a document stands, as a footnote says it."""

from __future__ import annotations

from explorer.domain.detail import DocumentText, Quotation
from explorer.domain.passages import Span, sentences
from explorer.ui import words
from explorer.ui.panels.reader_sources import on_page, place_line
from explorer.ui.panels.reader_words import tr


def cited_place(text: DocumentText, span: Span) -> str:
    """The sentence a stretch begins in; the paragraphs where it goes over several."""
    touched = [item for item in text.paragraphs if item.start < span.end and item.end > span.start]
    if not touched:
        return ""
    first, last = touched[0], touched[-1]
    page = text.structure.page_at(span.start)
    if first is not last and last.number:
        place = tr("¶{first}–{last}").format(
            first=words.number(first.number), last=words.number(last.number)
        )
        return on_page(page, place)
    found = sentences(text.text, first.start, first.end)
    under = [
        n for n, item in enumerate(found, 1) if item.start < span.end and item.end > span.start
    ]
    sentence = under[0] if under else 1
    exact = text.text[span.start : span.end]
    quotation = Quotation("", text.document.id, exact, *span, first.number, sentence, page=page)
    if len(under) > 1 and first.number:
        place = tr("¶{paragraph}, sentences {first}–{last}").format(
            paragraph=words.number(first.number),
            first=words.number(sentence),
            last=words.number(under[-1]),
        )
        return on_page(page, place)
    return place_line(quotation)
