"""The entries of a pack, looked at one by one: what they name is there, and they rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from explorer.domain.entries import Entry, Evidence
from explorer.domain.messages import AccordError
from explorer.domain.rules import evidence_by_field, supported_fields
from explorer.domain.vocabulary import Basis
from explorer.domain.when import parse_when


class Names(NamedTuple):
    """What the fields of a pack may name."""

    sectors: Collection[str]
    parties: Collection[str]
    institutions: Collection[str]
    entries: Collection[str]
    documents: Collection[str]
    passages: frozenset[str]
    records: frozenset[str]


def repeated(ids: Collection[str]) -> str | None:
    """The first id that stands there twice, or None."""
    if len(set(ids)) == len(ids):  # nearly always, and quicker than to count
        return None
    return next((item for item, count in Counter(ids).items() if count > 1), None)


def _named(entry: Entry, names: Names) -> Iterator[tuple[str, str]]:
    """The fields of an entry that name something unknown, each with the reason."""
    parties = [item.party for item in entry.parties]
    targets = [item.target for item in entry.relations]
    for field, what, values, known in (
        ("party", "party", parties, names.parties),
        ("sector", "sector", entry.sectors, names.sectors),
        ("relation", "entry", targets, names.entries),
        ("institution", "institution", filter(None, [entry.institution]), names.institutions),
    ):
        for value in values:
            if value not in known:
                yield f"{field}:{value}", f"unknown {what} “{value}”"
    if entry.id in targets:
        yield f"relation:{entry.id}", "an entry cannot stand in relation to itself"
    if entry.origin.document is not None and entry.origin.document not in names.documents:
        yield "origin", f"unknown document “{entry.origin.document}”"


def _doubled(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, ids in (
        ("party", [item.party for item in entry.parties]),
        ("sector", entry.sectors),
        ("milestone", [item.id for item in entry.milestones]),
        ("relation", [item.target for item in entry.relations]),
        ("place", [item.id for item in entry.places]),
        ("reference", [item.id for item in entry.references]),
        ("figure", [item.id for item in entry.figures]),
    ):
        if (twice := repeated(ids)) is not None:
            yield f"{field}:{twice}", "it stands there twice"
    if (twice := repeated([item.field for item in entry.evidence])) is not None:
        yield twice, "two pieces of evidence are for this field"


def _dates(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "period", entry.period
    for milestone in entry.milestones:
        yield f"milestone:{milestone.id}/when", milestone.when
        yield f"milestone:{milestone.id}/due", milestone.due
        yield f"milestone:{milestone.id}/as_of", milestone.as_of
    for party in entry.parties:
        yield f"party:{party.party}", party.since
        yield f"party:{party.party}", party.until
    for figure in entry.figures:
        yield f"figure:{figure.id}", figure.by_when


def _unreadable_dates(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, text in _dates(entry):
        try:
            _ = text is None or parse_when(text)
        except AccordError as error:
            yield field, error.message.english().rstrip(".")


def _evidence_fault(evidence: Evidence, fields: Collection[str], names: Names) -> str | None:
    if evidence.field not in fields:
        return "there is evidence for it, but the entry has no such field"
    # By sets: a pack of a table has a million of these.
    if not names.passages.issuperset(evidence.passages):
        unknown = next(item for item in evidence.passages if item not in names.passages)
        return f"its evidence names an unknown passage “{unknown}”"
    if not names.records.issuperset(evidence.records):
        unknown = next(item for item in evidence.records if item not in names.records)
        return f"its evidence names an unknown record “{unknown}”"
    if not (evidence.passages or evidence.records):
        return "its evidence names no passage and no table cell"
    if evidence.basis is Basis.INFERRED and not evidence.why:
        return "it is inferred, but not said why"
    return None


def check_entry(path: Path, entry: Entry, names: Names) -> None:
    """See that an entry is sound: all that it names is there, and each field rests on something.

    Raises:
        AccordError: ``pack-field``.
    """

    def refuse(field: str, reason: str) -> NoReturn:
        raise AccordError("pack-field", path=path, entry=entry.id, field=field, reason=reason)

    if not entry.title.strip():
        refuse("title", "it is empty")
    for check in (_named(entry, names), _doubled(entry), _unreadable_dates(entry)):
        for field, reason in check:
            refuse(field, reason)
    fields = tuple(supported_fields(entry))
    supports = evidence_by_field(entry)
    for field in fields:
        if field not in supports:
            refuse(field, "no evidence supports it")
    for evidence in entry.evidence:
        if (fault_found := _evidence_fault(evidence, fields, names)) is not None:
            refuse(evidence.field, fault_found)
