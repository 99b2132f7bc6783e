"""One entry of a briefing as plain data: fields with the numbers of the quotations under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from explorer.domain.detail import EntryDetail, Quotation
from explorer.domain.entries import Figure, Institution, Involvement, Milestone, Record, Reference
from explorer.domain.labels import Labels
from explorer.domain.vocabulary import (
    FIRMNESS,
    KIND_LABELS,
    OFFICIAL,
    PLACE_LABELS,
    RELATION_LABELS,
    RELATION_LABELS_BACK,
    ROLE_LABELS,
    STANDING_LABELS,
    Basis,
    stage_label,
)
from explorer.domain.wording import UNDATED, date_in_words

_INLINE: Final = frozenset({"Parties", "Sectors", "Places"})  # short: side by side
_LANGUAGES: Final = {"en": "English", "ko": "Korean", "hi": "Hindi", "ja": "Japanese"}


def language(code: str) -> str:
    """A code that Typst takes as a text's language: two or three letters; else English."""
    primary = code.partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) in (2, 3) else "en"


def _value(
    detail: EntryDetail,
    text: str,
    fields: Iterable[str],
    *,
    note: str = "",
    also: list[dict[str, str]] | None = None,
) -> dict[str, Any]:
    """A printed value: {text, marks}, marks being "1", or "T1" for table cells.

    ``note``, ``also`` (further lines under it: {text, lang}), ``inferred`` (true) and ``why`` are
    there only where there is something to say: most values have none, and a long briefing has
    ten thousand.
    """
    supports = [item for field in fields if (item := detail.supports.get(field)) is not None]
    quotations = sorted({place for item in supports for place in item.quotations})
    records = sorted({place for item in supports for place in item.records})
    value: dict[str, Any] = {
        "text": text,
        "marks": [str(place + 1) for place in quotations] + [f"T{place + 1}" for place in records],
    }
    if note:
        value["note"] = note
    if also:
        value["also"] = also
    if inferred := [item for item in supports if item.basis == Basis.INFERRED]:
        value["inferred"] = True
        if why := "; ".join(dict.fromkeys(item.why.rstrip(".") for item in inferred if item.why)):
            value["why"] = why
    return value


def _party(detail: EntryDetail, party: Involvement, name: str) -> dict[str, Any]:
    note = ROLE_LABELS[party.role].lower()
    if party.since:
        note += f", from {date_in_words(party.since)}"
    if party.until:
        note += f", until {date_in_words(party.until)}"
    return _value(detail, name, (f"party:{party.party}", f"role:{party.party}"), note=note)


def _body(detail: EntryDetail, body: Institution, labels: Labels) -> dict[str, Any]:
    name = body.name
    if body.acronym and f"({body.acronym})" not in name and body.acronym != name:
        name += f" ({body.acronym})"
    acting = [item for item in detail.entry.parties if item.party == body.id]
    notes = [labels.party(body.state)] if body.state else []
    notes += [ROLE_LABELS[item.role].lower() for item in acting]
    also = [
        {"text": text, "lang": language(code)}
        for code, text in body.names.items()
        if text != body.name
    ]
    also += [
        {"text": f"The source prints “{item.printed}”: {item.note}", "lang": "en"}
        for item in body.misprints
    ]
    fields = (f"institution:{body.id}", f"party:{body.id}", f"role:{body.id}")
    return _value(detail, name, fields, note=", ".join(notes), also=also)


def _reference(reference: Reference) -> str:
    parts = (
        reference.series,
        f"volume {reference.volume}" if reference.volume else "",
        f"page {reference.page}" if reference.page else "",
        f"registration {reference.registration}" if reference.registration else "",
    )
    return ", ".join(filter(None, parts))


def _figure(figure: Figure) -> str:
    by_when = f", by {date_in_words(figure.by_when)}" if figure.by_when else ""
    return f"{figure.what}: {figure.printed}{by_when}"


def _facts(detail: EntryDetail, labels: Labels) -> list[dict[str, Any]]:
    """The fields in the order in which they are printed, those without a value left out."""
    entry = detail.entry
    rows: list[tuple[str, list[dict[str, Any]]]] = [
        (
            "Parties",
            [
                _party(detail, item, labels.party(item.party))
                for item in entry.parties
                if item.party not in detail.institutions
            ],
        ),
        ("Bodies", [_body(detail, item, labels) for item in detail.institutions.values()]),
        ("Instrument", [_value(detail, entry.instrument, ("instrument",))]),
        (
            "Sectors",
            [_value(detail, labels.sector(item), (f"sector:{item}",)) for item in entry.sectors],
        ),
        (
            "Places",
            [
                _value(
                    detail, item.name, (f"place:{item.id}",), note=PLACE_LABELS[item.role].lower()
                )
                for item in entry.places
            ],
        ),
        (
            "Period covered",
            [_value(detail, date_in_words(entry.period), ("period",))] if entry.period else [],
        ),
        (
            "Figures",
            [_value(detail, _figure(item), (f"figure:{item.id}",)) for item in entry.figures],
        ),
        (
            "Treaty series",
            [
                _value(detail, _reference(item), (f"reference:{item.id}",))
                for item in entry.references
            ],
        ),
        ("Languages", [_value(detail, _languages(entry.languages), ())]),
        ("Tags", [_value(detail, ", ".join(entry.tags), ())]),
    ]
    return [
        {"label": label, "inline": label in _INLINE, "values": filled}
        for label, values in rows
        if (filled := [value for value in values if value["text"]])
    ]


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(_LANGUAGES.get(code, code) for code in codes)


def _step(detail: EntryDetail, step: Milestone) -> dict[str, Any]:
    if step.due:
        date = f"due {date_in_words(step.due)}"
    else:
        date = date_in_words(step.when) if step.when else "date not stated"
    stage = detail.supports.get(f"milestone:{step.id}/stage")
    notes = [
        step.note,
        f"as of {date_in_words(step.as_of)}" if step.as_of else "",
        "not counted for how firm" if stage and stage.basis == Basis.INFERRED else "",
    ]
    fields = [f"milestone:{step.id}/{part}" for part in ("stage", "when", "due")]
    word = stage_label(detail.entry.kind, step.stage)
    value = _value(detail, date, fields, note="; ".join(filter(None, notes)))
    return value | {"word": word, "firm": FIRMNESS[step.stage].value}


def _when(detail: EntryDetail) -> dict[str, Any]:
    """The entry's one date with where it comes from, where that is not the stage itself."""
    if detail.when is None:
        return _value(detail, UNDATED, ())
    words = date_in_words(detail.when)
    if detail.when_source == "period":
        return _value(detail, f"covers {words}", ("period",))
    note = ""
    if detail.when_source != detail.stage_source:
        steps = [item for item in detail.entry.milestones if item.id == detail.when_source]
        note = ", ".join(stage_label(detail.entry.kind, item.stage).lower() for item in steps)
    value = _value(detail, words, (f"milestone:{detail.when_source}/when",), note=note)
    value.pop("why", None)  # it stands with the step
    return value


def _sentence(quotation: Quotation) -> tuple[str, int, int]:
    return quotation.document, quotation.paragraph, quotation.sentence


def _quotation(detail: EntryDetail, number: int, quotation: Quotation) -> dict[str, Any]:
    """A quotation in its sentence; the rest of a sentence is not printed twice running."""
    document = detail.documents[quotation.document]
    last = detail.quotations[number - 2] if number > 1 else None
    again = last is not None and _sentence(last) == _sentence(quotation)
    place = (
        f"paragraph {quotation.paragraph}, sentence {quotation.sentence}"
        if quotation.paragraph
        else "title lines"
    )
    if quotation.page:
        place = f"page {quotation.page}, {place}"
    return {
        "number": str(number),
        "before": "… " if again and quotation.before else _one_line(quotation.before),
        "text": _one_line(quotation.text),
        "after": " …" if again and quotation.after else _one_line(quotation.after),
        "source": document.short_title or document.title,
        "standing": STANDING_LABELS[document.standing],
        "place": "source text changed" if quotation.orphaned else place,
        "lang": language(document.language),
    }


def _one_line(text: str) -> str:
    """A text whose line breaks are only those of its file; spaces at the ends are kept."""
    return text.replace("\n", " ")


def _record(number: int, record: Record) -> dict[str, str]:
    return {
        "number": f"T{number}",
        "text": record.printed,
        "place": f"row {record.row:,}, column “{record.column}”",
        "file": record.file_sha256[:12],
    }


def _sources(detail: EntryDetail) -> str:
    """Whose word it is: the standings of the documents under the entry, and what is lacking."""
    standings = {detail.documents[item.document].standing for item in detail.quotations}
    words = [label for item, label in STANDING_LABELS.items() if item in standings]
    if detail.records:
        words.append("table rows")
    if not words:
        return "No source given"
    lacking = "" if standings & OFFICIAL else "; no official text in this library says it"
    first, *rest = words
    return " and ".join([first.capitalize(), *(word.lower() for word in rest)]) + lacking


def composed_entry(
    detail: EntryDetail, labels: Labels, places: Mapping[str, int]
) -> dict[str, Any]:
    """The section of one entry; ``places`` are those of the briefing's entries, by id."""
    entry = detail.entry
    return {
        "title": " ".join(entry.title.split()) or entry.short_title or entry.id,
        "kind": KIND_LABELS[entry.kind],
        "stage": stage_label(entry.kind, detail.stage),
        "firm": FIRMNESS[detail.stage].value,
        "when": _when(detail),
        "sources": _sources(detail),
        "facts": _facts(detail, labels),
        "steps": [_step(detail, item) for item in entry.milestones],
        "summary": entry.summary.strip(),
        "note": entry.note.strip(),
        "quotations": [
            _quotation(detail, number, item) for number, item in enumerate(detail.quotations, 1)
        ],
        "records": [_record(number, item) for number, item in enumerate(detail.records, 1)],
        "relations": [
            {
                "label": (RELATION_LABELS_BACK if item.back else RELATION_LABELS)[item.kind],
                "title": item.title,
                "place": places.get(item.id),
            }
            for item in detail.related
        ],
    }
