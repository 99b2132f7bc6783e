"""What the reader says of an entry: plain values made from `EntryDetail` and `Labels`.

The document view takes from them what a passage supports.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale

from explorer.domain.detail import EntryDetail
from explorer.domain.entries import Figure, Institution, Involvement, Milestone, Reference
from explorer.domain.labels import Labels, family_place
from explorer.domain.vocabulary import PLACE_LABELS, Basis, RelationKind, Role, Stage
from explorer.ui import words


def tr(text: str) -> str:
    """A text of the reader in the interface's language."""
    return QCoreApplication.translate("ReaderPanel", text)


class Value(msgspec.Struct, frozen=True):
    """One value of a field: what it rests on, and what stands under it.

    ``soft`` follows the text in a quieter colour; ``below`` are further lines; ``warning`` tells
    a misprint. ``quotations`` and ``records`` are places in the detail's.
    """

    text: str
    soft: str = ""
    below: tuple[str, ...] = ()
    warning: str = ""
    warning_why: str = ""
    family: int | None = None
    basis: str = ""
    why: str = ""
    quotations: tuple[int, ...] = ()
    records: tuple[int, ...] = ()


class Field(msgspec.Struct, frozen=True):
    """A named field with its values."""

    name: str
    values: tuple[Value, ...]


class Step(msgspec.Struct, frozen=True):
    """A milestone: ``reached`` is drawn as a filled dot, all else as a ring."""

    word: str
    reached: bool
    value: Value


def _value(detail: EntryDetail, text: str, fields: Iterable[str], **more: object) -> Value:
    """A value with all that its fields rest on; it is inferred where any of them is."""
    supports = [item for name in fields if (item := detail.supports.get(name)) is not None]
    bases = [item.basis for item in supports]
    basis = next((b for b in (Basis.INFERRED, Basis.CLASSIFIED) if b in bases), "")
    return Value(
        text,
        basis=basis or (bases[0] if bases else ""),
        why="; ".join(dict.fromkeys(item.why for item in supports if item.why)),
        quotations=tuple(sorted({place for item in supports for place in item.quotations})),
        records=tuple(sorted({place for item in supports for place in item.records})),
        **more,  # type: ignore[arg-type] # the caller names fields of Value
    )


def fields(detail: EntryDetail, labels: Labels) -> tuple[Field, ...]:
    """The fields in the order in which they are shown, without empty ones."""
    entry = detail.entry
    states = [item for item in entry.parties if item.party not in detail.institutions]
    rows: list[tuple[str, list[Value]]] = [
        (tr("Parties"), _parties(detail, states, labels)),
        (tr("Bodies"), [_body(detail, item, labels) for item in detail.institutions.values()]),
        (
            tr("Sector") if len(entry.sectors) == 1 else tr("Sectors"),
            [
                _value(detail, labels.sector(item), (f"sector:{item}",), family=_family(item))
                for item in entry.sectors
            ],
        ),
        (
            tr("Covers"),
            [_value(detail, words.when_text(entry.period), ("period",))] if entry.period else [],
        ),
        (
            tr("Place"),
            [
                _value(
                    detail,
                    item.name,
                    (f"place:{item.id}",),
                    soft=words.vocabulary_word(PLACE_LABELS[item.role]).lower(),
                    below=_printed(item.printed, item.name),
                )
                for item in entry.places
            ],
        ),
        (tr("Instrument"), [_value(detail, entry.instrument, ("instrument",))]),
        (tr("Figures"), [_value(detail, *_figure(item)) for item in entry.figures]),
        (
            tr("Treaty series"),
            [
                _value(detail, _reference(item), (f"reference:{item.id}",))
                for item in entry.references
            ],
        ),
        (tr("Languages"), [Value(", ".join(_language(code) for code in entry.languages))]),
        (tr("Tags"), [Value(", ".join(entry.tags))]),
    ]
    return tuple(
        Field(name, filled)
        for name, values in rows
        if (filled := tuple(value for value in values if value.text))
    )


def _family(sector: str) -> int:
    return family_place((sector,))


def _printed(printed: str, usual: str) -> tuple[str, ...]:
    return (tr("printed as “{name}”").format(name=printed),) if printed not in ("", usual) else ()


def _parties(detail: EntryDetail, states: list[Involvement], labels: Labels) -> list[Value]:
    """States in the same role, resting on the same, share a line."""
    grouped: dict[tuple[object, ...], list[Involvement]] = {}
    for item in states:
        own = (f"party:{item.party}", f"role:{item.party}")
        key = (item.role, item.since, item.until, *(detail.supports.get(name) for name in own))
        grouped.setdefault(tuple(map(repr, key)), []).append(item)
    values = []
    for group in grouped.values():
        first = group[0]
        soft = [] if first.role is Role.CONCERNED else [words.role_label(first.role).lower()]
        if first.since:
            soft.append(tr("from {date}").format(date=words.when_text(first.since)))
        if first.until:
            soft.append(tr("until {date}").format(date=words.when_text(first.until)))
        names = ", ".join(labels.party(item.party) for item in group)
        own = (f"party:{first.party}", f"role:{first.party}")
        values.append(_value(detail, names, own, soft=", ".join(soft)))
    return values


def _body(detail: EntryDetail, body: Institution, labels: Labels) -> Value:
    name = body.name
    if body.acronym and body.acronym not in name:
        name = f"{name} ({body.acronym})"
    roles = [item.role for item in detail.entry.parties if item.party == body.id]
    soft = [labels.party(body.state)] if body.state else []
    soft += [words.role_label(role).lower() for role in roles if role is not Role.CONCERNED]
    misprints = ", ".join(f"“{item.printed}”" for item in body.misprints)
    return _value(
        detail,
        name,
        (f"institution:{body.id}", f"party:{body.id}", f"role:{body.id}"),
        soft=", ".join(soft),
        below=tuple(text for text in body.names.values() if text != body.name),
        warning=tr("printed as {name}").format(name=misprints) if misprints else "",
        warning_why="\n".join(item.note for item in body.misprints),
    )


def _figure(figure: Figure) -> tuple[str, tuple[str, ...]]:
    by_when = f", {tr('by {date}').format(date=words.when_text(figure.by_when))}"
    text = f"{figure.what}: {figure.printed}{by_when if figure.by_when else ''}"
    return text, (f"figure:{figure.id}",)


def _reference(reference: Reference) -> str:
    parts = (
        reference.series,
        tr("volume {number}").format(number=reference.volume) if reference.volume else "",
        tr("page {number}").format(number=reference.page) if reference.page else "",
        tr("no. {number}").format(number=reference.registration) if reference.registration else "",
    )
    return ", ".join(filter(None, parts))


def _language(code: str) -> str:
    locale = QLocale(code)
    known = locale.language() not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    return QLocale.languageToString(locale.language()) if known else code


def steps(detail: EntryDetail) -> tuple[Step, ...]:
    """The milestones: those reached and those to come, as the entry gives them."""
    return tuple(_step(detail, item) for item in detail.entry.milestones)


def _step(detail: EntryDetail, item: Milestone) -> Step:
    stage = detail.supports.get(f"milestone:{item.id}/stage")
    inferred = stage is None or stage.basis != Basis.STATED
    if item.due:
        text = tr("due {date}").format(date=words.when_text(item.due))
    else:
        text = words.when_text(item.when) if item.when else tr("date not stated")
    notes = []
    if item.as_of:
        notes.append(tr("as of {date}").format(date=words.when_text(item.as_of)))
    if inferred and not item.due:
        notes.append(tr("not counted"))
    names = [f"milestone:{item.id}/{part}" for part in ("stage", "when", "due")]
    value = _value(
        detail,
        text,
        names,
        soft=", ".join(notes),
        below=(item.note,) if item.note else (),
    )
    word = words.stage_label(item.stage, detail.entry.kind)
    return Step(word, reached=not inferred and item.due is None, value=value)


def stage_value(detail: EntryDetail) -> Value:
    """What stands beside the pill: as an outcome of what, and when."""
    parts = []
    outcome = next(
        (r for r in detail.related if r.kind is RelationKind.OUTCOME_OF and not r.back), None
    )
    if outcome is not None:
        title = outcome.short_title or outcome.title
        parts.append(tr("as an outcome of {event}").format(event=title))
    if detail.when is None:
        parts.append(tr("undated"))
    elif detail.when_source == "period":
        parts.append(tr("covers {period}").format(period=words.when_text(detail.when)))
    else:
        parts.append(words.when_text(detail.when))
    names = [f"milestone:{detail.stage_source}/stage"] if detail.stage_source else []
    if detail.when_source not in ("", "period"):
        names.append(f"milestone:{detail.when_source}/when")
    if detail.stage is Stage.UNKNOWN:
        parts.insert(0, tr("no source says how firm"))
    return _value(detail, ", ".join(parts), names)


def relation_values(detail: EntryDetail) -> tuple[Value, ...]:
    """What each relation rests on, in the order of ``detail.related``."""
    return tuple(
        Value("") if item.back else _value(detail, "", (f"relation:{item.id}",))
        for item in detail.related
    )
