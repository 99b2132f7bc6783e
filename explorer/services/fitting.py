"""A pack put into a library's own ids: what the library has already need not come again.

Documents are known by their texts, passages and table cells by where they stand and what stands
there, bodies by their names. What bears an id that here is another thing's gets an id of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from explorer.domain.entries import (
    Document,
    Entry,
    Evidence,
    Institution,
    Pack,
    Passage,
    Record,
)
from explorer.domain.rules import institution_terms
from explorer.store import cells, documents, shelving
from explorer.store.library import Unit

_T = TypeVar("_T", Passage, Record)


class Names(msgspec.Struct, frozen=True):
    """How what a pack names is called here, where that is not by the same id."""

    documents: dict[str, str]
    passages: dict[str, str]
    records: dict[str, str]
    institutions: dict[str, str]


class Fitted(msgspec.Struct, frozen=True):
    """What of a pack is new to a library, in the library's ids, and how its entries name it."""

    documents: tuple[Document, ...]
    sources: dict[str, str]  # of a new document: its id in the pack
    passages: tuple[Passage, ...]
    records: tuple[Record, ...]
    institutions: tuple[Institution, ...]
    names: Names

    def entry(self, entry: Entry) -> Entry:
        """An entry of the pack as it is to be here."""
        return in_names(entry, self.names)


def fit(unit: Unit, pack: Pack) -> Fitted:
    """Put a pack into the library's ids; nothing is written."""
    named, new_documents, sources = _documents(unit, pack)
    moved = [replace(passage, document=named[passage.document]) for passage in pack.passages]
    own = {item.id: item for item in cells.passages(unit, [item.id for item in moved])}
    passages, renamed = _apart(moved, own)
    # One of the same name may have come by an earlier merge.
    own = {item.id: item for item in cells.passages(unit, [item.id for item in passages])}
    passages = [item for item in passages if own.get(item.id) != item]
    cell_of = {item.id: item for item in cells.records(unit, {item.id for item in pack.records})}
    records, cells_renamed = _apart(pack.records, cell_of)
    cell_of = {item.id: item for item in cells.records(unit, {item.id for item in records})}
    records = [item for item in records if item.id not in cell_of]
    bodies, bodies_renamed = _bodies(documents.institutions(unit), pack.institutions)
    return Fitted(
        documents=tuple(new_documents),
        sources=sources,
        passages=tuple(passages),
        records=tuple(records),
        institutions=tuple(bodies),
        names=Names(
            {old: new for old, new in named.items() if old != new},
            renamed,
            cells_renamed,
            bodies_renamed,
        ),
    )


def _documents(unit: Unit, pack: Pack) -> tuple[dict[str, str], list[Document], dict[str, str]]:
    """How each document is called here; those that are new; and their ids in the pack."""
    known = documents.documents(unit)
    names: dict[str, str] = {}
    new: list[Document] = []
    sources: dict[str, str] = {}
    for item in pack.documents:
        document = item.document
        own = known.get(document.id)
        if own is not None and own.text_sha256 == document.text_sha256:
            names[document.id] = document.id
        elif (same := shelving.with_text(unit, document.text_sha256)) is not None:
            names[document.id] = same
        else:
            name = document.id if own is None else f"{document.id}~{document.text_sha256[:8]}"
            names[document.id] = name
            new.append(replace(document, id=name))
            sources[name] = document.id
    return names, [_with_kin(document, names) for document in new], sources


def _with_kin(document: Document, names: Mapping[str, str]) -> Document:
    kin = document.version_of, document.translation_of
    version, translation = (names.get(name or "") for name in kin)
    return replace(document, version_of=version, translation_of=translation)


def _apart(items: Iterable[_T], own: Mapping[str, _T]) -> tuple[list[_T], dict[str, str]]:
    """Those that are new; what bears the id of something else here gets another."""
    new: list[_T] = []
    renamed: dict[str, str] = {}
    for item in items:
        here = own.get(item.id)
        if here is None:
            new.append(item)
        elif here != item:
            renamed[item.id] = f"{item.id}~{short(item)}"
            new.append(replace(item, id=renamed[item.id]))
    return new, renamed


def _bodies(
    own: Mapping[str, Institution], theirs: Iterable[Institution]
) -> tuple[list[Institution], dict[str, str]]:
    """The bodies that are new. Two of one id that share no name are two bodies."""
    new: list[Institution] = []
    renamed: dict[str, str] = {}
    for body in theirs:
        here, name = own.get(body.id), body.id
        if here is not None and not _terms(here) & _terms(body):
            name = renamed[body.id] = f"{body.id}-{short(body)}"
        if name not in own:
            new.append(replace(body, id=name))
    return new, renamed


def _terms(body: Institution) -> set[str]:
    return {name.casefold() for name in institution_terms(body)}


def short(value: msgspec.Struct) -> str:
    """A few letters that tell one value from another of the same id."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:8]


def in_names(entry: Entry, names: Names) -> Entry:
    """An entry whose parts are called otherwise here."""
    bodies = names.institutions
    touched = bool(names.passages or names.records) and any(
        any(name in names.passages for name in item.passages)
        or any(name in names.records for name in item.records)
        for item in entry.evidence
    )
    acting = {item.party for item in entry.parties} | {entry.institution}
    if bodies and not acting.isdisjoint(bodies):
        parties = [replace(i, party=bodies.get(i.party, i.party)) for i in entry.parties]
        about = entry.institution
        entry = replace(
            entry,
            parties=tuple(parties),
            institution=None if about is None else bodies.get(about, about),
        )
        touched = True
    if touched:
        entry = replace(entry, evidence=tuple(_evidence_in(i, names) for i in entry.evidence))
    origin = entry.origin
    if origin.document in names.documents:
        entry = replace(entry, origin=replace(origin, document=names.documents[origin.document]))
    return entry


def _evidence_in(item: Evidence, names: Names) -> Evidence:
    head, _, name = item.field.partition(":")
    if head in ("party", "role", "institution") and name in names.institutions:
        item = replace(item, field=f"{head}:{names.institutions[name]}")
    return replace(
        item,
        passages=tuple(names.passages.get(name, name) for name in item.passages),
        records=tuple(names.records.get(name, name) for name in item.records),
    )
