"""Where a stretch of a document stands, as a footnote says it; where an entry mainly stands."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from explorer.domain.detail import DocumentText, Footing, Quotation
from explorer.domain.passages import Span, sentences
from explorer.ui import words
from explorer.ui.panels.reader_sources import place_line
from explorer.ui.panels.reader_words import tr


def cited_place(text: DocumentText, span: Span) -> str:
    """The sentence a stretch begins in; the paragraphs where it goes over several."""
    touched = [item for item in text.paragraphs if item.start < span.end and item.end > span.start]
    if not touched:
        return ""
    first, last = touched[0], touched[-1]
    if first is not last and last.number:
        return tr("¶{first}–{last}").format(
            first=words.number(first.number), last=words.number(last.number)
        )
    found = sentences(text.text, first.start, first.end)
    under = [
        n for n, item in enumerate(found, 1) if item.start < span.end and item.end > span.start
    ]
    sentence = under[0] if under else 1
    exact = text.text[span.start : span.end]
    quotation = Quotation("", text.document.id, exact, *span, first.number, sentence)
    if len(under) > 1 and first.number:
        return tr("¶{paragraph}, sentences {first}–{last}").format(
            paragraph=words.number(first.number),
            first=words.number(sentence),
            last=words.number(under[-1]),
        )
    return place_line(quotation)


def outlined(text: DocumentText) -> tuple[Footing, ...]:
    """The entries in the order of the text, each with the paragraph that says most of it.

    An entry's parties may rest on the title and its date on the first paragraph; the reader
    looks for it where it is spoken of.
    """
    numbered = [item for item in text.paragraphs if item.number]
    starts = [item.start for item in numbered]
    placed: list[tuple[int, Footing]] = []
    for footing in text.footings:
        amounts: dict[int, int] = {}
        firsts: dict[int, int] = {}
        for span in footing.spans:
            place = bisect_right(starts, span.start) - 1
            amounts[place] = amounts.get(place, 0) + span.end - span.start
            firsts[place] = min(firsts.get(place, span.start), span.start)
        in_body = {place: amount for place, amount in amounts.items() if place >= 0}
        if in_body:
            most = max(in_body.values())
            best = min(place for place, amount in in_body.items() if amount == most)
            number, start = numbered[best].number, firsts[best]
        else:
            number, start = 0, firsts.get(-1, 0)
        placed.append((start, msgspec.structs.replace(footing, paragraph=number)))
    placed.sort(key=lambda pair: pair[0])
    return tuple(footing for _, footing in placed)
