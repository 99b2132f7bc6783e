"""A selection as the plain data that ``resources/brief.typ`` lays out: every word decided here."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from textwrap import shorten
from typing import Any, Final
from urllib.parse import urlsplit

from explorer.domain.detail import EntryDetail
from explorer.domain.entries import Document
from explorer.domain.vocabulary import (
    FIRMNESS,
    OFFICIAL,
    STAGE_LABELS,
    STANDING_LABELS,
    Stage,
    Standing,
)
from explorer.domain.when import parse_when
from explorer.domain.wording import date_in_words, when_in_words
from explorer.export.compose_entry import composed_entry, language
from explorer.export.report import BriefRequest, Picture

_VIEW_BOX: Final = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_LINK_SCHEMES: Final = ("http", "https", "mailto")


def link(url: str) -> str:
    """A URL that may stand as a link in a file handed on: http, https or mailto; else empty."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in _LINK_SCHEMES or not (parts.netloc or parts.path):
        return ""
    return url.strip()


def plural(number: int, one: str, many: str) -> str:
    """ "1 entry", "12 entries", "1,200 entries"."""
    return f"{number:,} {one if number == 1 else many}"


def _counts(request: BriefRequest) -> str:
    shown, total = len(request.details), request.total
    undated = sum(detail.when is None for detail in request.details)
    entries = plural(total, "entry", "entries")
    first = f"All {entries}" if shown == total > 1 else f"{shown:,} of {entries}"
    if total == 1 == shown:
        first = "The one entry"
    return f"{first} in “{request.library}”; {undated:,} undated."


def _official(details: tuple[EntryDetail, ...]) -> str:
    number = sum(
        any(detail.documents[item.document].standing in OFFICIAL for item in detail.quotations)
        for detail in details
    )
    rest = "rests" if number == 1 else "rest"
    return f"{number:,} of {plural(len(details), 'entry', 'entries')} {rest} on an official text."


def _standings(details: tuple[EntryDetail, ...]) -> list[dict[str, Any]]:
    """How many entries rest on a document of each standing; one may rest on several."""
    counts = Counter(
        standing
        for detail in details
        for standing in {detail.documents[item.document].standing for item in detail.quotations}
    )
    found = [
        {"label": STANDING_LABELS[item], "count": counts[item]} for item in Standing if counts[item]
    ]
    tables = sum(bool(detail.records) for detail in details)
    return [*found, *([{"label": "Table rows", "count": tables}] if tables else [])]


def _stages(details: tuple[EntryDetail, ...]) -> list[dict[str, Any]]:
    counts = Counter(detail.stage for detail in details)
    return [
        {"word": STAGE_LABELS[stage], "firm": FIRMNESS[stage].value, "count": counts[stage]}
        for stage in Stage
        if counts[stage]
    ]


def _document(document: Document, entries: int) -> dict[str, Any]:
    by = [document.author, document.affiliation, document.publisher]
    dates = [
        f"published {date_in_words(document.published)}" if document.published else "undated",
        f"read on {date_in_words(document.accessed)}" if document.accessed else "",
    ]
    return {
        "title": document.title.strip() or document.short_title or document.id,
        "by": ", ".join(filter(None, by)),
        "standing": STANDING_LABELS[document.standing],
        "official": document.standing in OFFICIAL,
        "dates": ", ".join(filter(None, dates)),
        "url": link(document.url),
        "note": document.note,
        "lang": language(document.language),
        "entries": plural(entries, "entry rests on it", "entries rest on it"),
    }


def _documents(details: tuple[EntryDetail, ...]) -> list[dict[str, Any]]:
    found: dict[str, Document] = {}
    resting: Counter[str] = Counter()
    for detail in details:
        quoted = dict.fromkeys(item.document for item in detail.quotations)
        resting.update(list(quoted))
        found |= {item: detail.documents[item] for item in quoted if item not in found}
    return [_document(document, resting[key]) for key, document in found.items()]


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    """A picture with its height to its width, so that it fits on a page."""
    if picture is None:
        return None
    size = _VIEW_BOX.search(picture.svg)
    if size is None:
        return None
    width, height = float(size[1]), float(size[2])
    return {"svg": picture.svg, "words": picture.words, "ratio": height / width}


def composed(request: BriefRequest) -> dict[str, Any]:
    """The whole briefing as JSON builtins; texts are still as they came, see `glyphs`.

    Raises:
        AccordError: ``date-not-edtf``.
    """
    places = {detail.entry.id: place for place, detail in enumerate(request.details)}
    asked = f"“{request.query.strip()}”" if request.query.strip() else request.library
    title = " ".join(request.title.split()) or asked
    day = parse_when(request.day)
    first = date.fromordinal(day.earliest)  # for the file's properties, which know only days
    return {
        "title": title,
        "running-title": shorten(title, 90, placeholder="…"),
        "day": when_in_words(day),
        "date": [first.year, first.month, first.day],
        "library": request.library,
        "query": request.query.strip(),
        "filters": list(request.filters),
        "counts": _counts(request),
        "official": _official(request.details),
        "standings": _standings(request.details),
        "stages": _stages(request.details),
        "documents": _documents(request.details),
        "entries": [composed_entry(item, request.labels, places) for item in request.details],
        "timeline": _picture(request.timeline),
        "missing": [],
        "fonts": [],
    }
