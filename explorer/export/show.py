"""An entry as plain JSON: what ``accord show --json`` prints and the JSON export holds."""

from __future__ import annotations

from typing import Any

import msgspec

from explorer.domain.detail import EntryDetail, Quotation
from explorer.domain.vocabulary import stage_label
from explorer.domain.wording import date_in_words


def _plain(value: msgspec.Struct) -> dict[str, Any]:
    """All fields of a record, also those left at their defaults: scripts find every key."""
    return {
        name: msgspec.to_builtins(getattr(value, name)) for name in type(value).__struct_fields__
    }


def _quote(detail: EntryDetail, quotation: Quotation) -> dict[str, Any]:
    document = detail.documents[quotation.document]
    return {
        "document": quotation.document,
        "standing": document.standing.value,
        "paragraph": quotation.paragraph,
        "sentence": quotation.sentence,
        "start": quotation.start,
        "end": quotation.end,
        "exact": quotation.text,
        "orphaned": quotation.orphaned,
    }


def _evidence(detail: EntryDetail) -> list[dict[str, Any]]:
    return [
        {
            "field": field,
            "basis": support.basis,
            "why": support.why,
            "quotes": [_quote(detail, detail.quotations[place]) for place in support.quotations],
            "records": [_plain(detail.records[place]) for place in support.records],
        }
        for field, support in detail.supports.items()
    ]


def _milestones(detail: EntryDetail) -> list[dict[str, Any]]:
    supports = {
        item.id: detail.supports.get(f"milestone:{item.id}/stage")
        for item in detail.entry.milestones
    }
    return [
        _plain(item) | {"basis": support.basis if (support := supports[item.id]) else None}
        for item in detail.entry.milestones
    ]


def _relations(detail: EntryDetail) -> list[dict[str, Any]]:
    return [
        {"kind": item.kind.value, "target": item.id, "title": item.title, "back": item.back}
        for item in detail.related
    ]


def entry_json(detail: EntryDetail) -> dict[str, Any]:
    """The entry with stage, date, milestones, relations and evidence, as JSON builtins.

    Keys are those of `Entry`, and: ``stage``, ``stage_label``, ``stage_source``; ``when`` (EDTF or
    None), ``when_words``, ``when_source``; ``institutions`` and ``documents`` by id;
    ``collections``. A milestone also has ``basis`` (of its stage). ``relations``: {kind, target,
    title, back}. ``evidence``: {field, basis, why, quotes: [{document, standing, paragraph,
    sentence, start, end, exact, orphaned}], records}. Offsets count code points.
    """
    entry = detail.entry
    return _plain(entry) | {
        "stage": detail.stage.value,
        "stage_label": stage_label(entry.kind, detail.stage),
        "stage_source": detail.stage_source,
        "when": detail.when,
        "when_words": date_in_words(detail.when),
        "when_source": detail.when_source,
        "parties": [_plain(item) for item in entry.parties],
        "milestones": _milestones(detail),
        "places": [_plain(item) for item in entry.places],
        "references": [_plain(item) for item in entry.references],
        "figures": [_plain(item) for item in entry.figures],
        "origin": _plain(entry.origin),
        "relations": _relations(detail),
        "evidence": _evidence(detail),
        "institutions": {key: _plain(item) for key, item in detail.institutions.items()},
        "documents": {key: _plain(item) for key, item in detail.documents.items()},
        "collections": list(detail.collections),
    }
