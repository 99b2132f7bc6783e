"""An entry as plain JSON: what ``accord show --json`` prints and the JSON export holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from explorer.domain.detail import EntryDetail, Quotation
from explorer.domain.vocabulary import stage_label
from explorer.domain.wording import date_in_words


def _plain(value: Any) -> Any:
    """A record as JSON builtins, also its fields at their defaults: scripts find every key."""
    match value:
        case msgspec.Struct():
            return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case StrEnum():
            return value.value
    return value


def _quote(detail: EntryDetail, quotation: Quotation) -> dict[str, Any]:
    """A quotation; its page only where the document has pages."""
    document = detail.documents[quotation.document]
    page = {"page": quotation.page} if quotation.page else {}
    return page | {
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
    sentence, page, start, end, exact, orphaned}], records}. Offsets count code points.
    """
    entry = detail.entry
    shown: dict[str, Any] = _plain(entry)
    return shown | {
        "stage": detail.stage.value,
        "stage_label": stage_label(entry.kind, detail.stage),
        "stage_source": detail.stage_source,
        "when": detail.when,
        "when_words": date_in_words(detail.when),
        "when_source": detail.when_source,
        "milestones": _milestones(detail),
        "relations": _relations(detail),
        "evidence": _evidence(detail),
        "institutions": _plain(detail.institutions),
        "documents": _plain(detail.documents),
        "collections": list(detail.collections),
    }
