"""Packs: a library or a selection in a folder, ``pack.json`` and ``documents/``, as ``seeds/`` is.

A pack comes from outside. It is taken whole and sound, or refused with the entry and the field
that are wrong: every field rests on evidence, and every passage stands where it says.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import msgspec

from explorer.domain.entries import Entry, Evidence, Pack, PackDocument, Passage
from explorer.domain.messages import AccordError, Message
from explorer.domain.passages import fault, normalise
from explorer.domain.rules import evidence_by_field, supported_fields
from explorer.domain.vocabulary import Basis
from explorer.domain.when import parse_when

FORMAT: Final = 1
TEXT_SUFFIX: Final = ".txt"  # beside an original that is not itself its text: report.pdf.txt

# What a file name may be on every system: no folders, no drive, no stream, not hidden.
FILE_NAME: Final = re.compile(r"[^\x00-\x1f/\\:*?\"<>|.][^\x00-\x1f/\\:*?\"<>|]*")


class _Names(NamedTuple):
    """What the fields of a pack may name."""

    sectors: Collection[str]
    parties: Collection[str]
    institutions: Collection[str]
    entries: Collection[str]
    documents: Collection[str]
    passages: Collection[str]
    records: Collection[str]


def read_pack(
    folder: Path, sectors: Collection[str], states: Collection[str]
) -> tuple[Pack, dict[str, str], dict[str, bytes]]:
    """Read a pack: its records, and by document id the normalised texts and the original files.

    ``sectors`` and ``states`` are the ids that the vocabulary knows. The text of a document is
    the file ``documents/NAME.txt`` beside its original NAME, else the original, as UTF-8.

    Raises:
        AccordError: ``pack-unreadable``, ``pack-document``, ``pack-passage``, ``pack-field``.
    """
    path = folder / "pack.json"
    pack = _decoded(path)
    _refuse_duplicates(path, pack)
    originals: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    known = {item.document.id for item in pack.documents}
    for item in pack.documents:
        original = _file(folder, path, item)
        originals[item.document.id] = original
        texts[item.document.id] = _text(folder, path, item, original)
        _check_document(path, item, texts[item.document.id], known)
    _check_passages(path, pack, texts)
    institutions = {item.id for item in pack.institutions}
    names = _Names(
        sectors=sectors,
        parties={*states, *institutions},
        institutions=institutions,
        entries={item.id for item in pack.entries},
        documents=known,
        passages={item.id for item in pack.passages},
        records={item.id for item in pack.records},
    )
    for institution in pack.institutions:
        if institution.state is not None and institution.state not in states:
            reason = f"institution “{institution.id}”: unknown state “{institution.state}”"
            raise AccordError("pack-unreadable", path=path, reason=reason)
    for entry in pack.entries:
        _check_entry(path, entry, names)
    return pack, texts, originals


def _decoded(path: Path) -> Pack:
    try:
        pack = msgspec.json.decode(path.read_bytes(), type=Pack)
    except OSError as error:
        raise AccordError("pack-unreadable", path=path, reason=error.strerror) from error
    except msgspec.MsgspecError as error:
        raise AccordError("pack-unreadable", path=path, reason=error) from error
    if pack.format != FORMAT:
        reason = f"it has format {pack.format}; this Accord reads {FORMAT}"
        raise AccordError("pack-unreadable", path=path, reason=reason)
    return pack


def _repeated(ids: Collection[str]) -> str | None:
    if len(set(ids)) == len(ids):  # nearly always, and quicker than to count
        return None
    return next((item for item, count in Counter(ids).items() if count > 1), None)


def _refuse_duplicates(path: Path, pack: Pack) -> None:
    for what, ids in (
        ("documents", [item.document.id for item in pack.documents]),
        ("document files", [item.file.casefold() for item in pack.documents]),
        ("institutions", [item.id for item in pack.institutions]),
        ("passages", [item.id for item in pack.passages]),
        ("records", [item.id for item in pack.records]),
        ("entries", [item.id for item in pack.entries]),
    ):
        if (twice := _repeated(ids)) is not None:
            reason = f"two {what} are named “{twice}”"
            raise AccordError("pack-unreadable", path=path, reason=reason)


def _read_inside(folder: Path, name: str) -> bytes | None:
    """The bytes of a file of ``documents/``, or None where it is not there or leads outside."""
    home = (folder / "documents").resolve()
    file = (home / name).resolve()
    if file.parent != home or not file.is_file():
        return None
    return file.read_bytes()


def _file(folder: Path, path: Path, item: PackDocument) -> bytes:
    def refuse(reason: str) -> NoReturn:
        raise AccordError("pack-document", path=path, document=item.document.id, reason=reason)

    if not FILE_NAME.fullmatch(item.file):
        refuse(f"“{item.file}” is not a plain file name")
    try:
        content = _read_inside(folder, item.file)
    except OSError as error:
        refuse(f"“{item.file}” cannot be read: {error.strerror}")
    if content is None:
        refuse(f"there is no file documents/{item.file}")
    if hashlib.sha256(content).hexdigest() != item.document.sha256:
        refuse(f"documents/{item.file} does not have the SHA-256 that the pack gives")
    return content


def _text(folder: Path, path: Path, item: PackDocument, original: bytes) -> str:
    def refuse(reason: str) -> NoReturn:
        raise AccordError("pack-document", path=path, document=item.document.id, reason=reason)

    beside = _read_inside(folder, item.file + TEXT_SUFFIX)
    content = original if beside is None else beside
    try:
        text = normalise(content.decode("utf-8"))
    except UnicodeDecodeError:
        refuse(f"no UTF-8 text of documents/{item.file} in the pack")
    if hashlib.sha256(text.encode()).hexdigest() != item.document.text_sha256:
        refuse("its text does not have the SHA-256 that the pack gives")
    return text


def _check_document(path: Path, item: PackDocument, text: str, known: Collection[str]) -> None:
    document, built = item.document, item.structure

    def refuse(reason: str) -> NoReturn:
        raise AccordError("pack-document", path=path, document=document.id, reason=reason)

    for other in (document.version_of, document.translation_of):
        if other is not None and other not in known:
            refuse(f"it names an unknown document “{other}”")
    if not 0 <= document.body <= len(text):
        refuse(f"its body begins at {document.body}, outside the text")
    places = [
        *(mark.start for mark in built.marks),
        *built.pages,
        *(gap.start for gap in built.gaps),
    ]
    if not all(0 <= place <= len(text) for place in places):
        refuse("its structure names places outside the text")
    if not all(_can_be_told(gap.reason) for gap in built.gaps):
        refuse("its structure gives a reason that this Accord does not know")
    for day in (document.published, document.accessed, document.added):
        try:
            _ = day is None or parse_when(day)
        except AccordError as error:
            refuse(error.message.english().rstrip("."))


def _can_be_told(message: Message) -> bool:
    try:
        return bool(message.english())
    except (KeyError, ValueError, IndexError, AttributeError):
        return False


def _passage_fault(passage: Passage, texts: dict[str, str]) -> str | None:
    text = texts.get(passage.document)
    if text is None:
        return "the pack has no such document"
    if passage.orphaned:  # said to have lost its place: kept, and shown as such
        return None
    if (reason := fault(passage, text)) is not None:
        return reason
    around = text[: passage.start].endswith(passage.prefix) and text.startswith(
        passage.suffix, passage.end
    )
    return None if around else "the text around it is different"


def _check_passages(path: Path, pack: Pack, texts: dict[str, str]) -> None:
    used = {
        passage: (entry.id, evidence.field)
        for entry in pack.entries
        for evidence in entry.evidence
        for passage in evidence.passages
    }
    for passage in pack.passages:
        if (reason := _passage_fault(passage, texts)) is not None:
            entry, field = used.get(passage.id, ("–", "–"))
            raise AccordError(
                "pack-passage",
                path=path,
                entry=entry,
                field=field,
                passage=passage.id,
                document=passage.document,
                reason=reason,
            )


def _named(entry: Entry, names: _Names) -> Iterator[tuple[str, str]]:
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
        if (twice := _repeated(ids)) is not None:
            yield f"{field}:{twice}", "it stands there twice"
    if (twice := _repeated([item.field for item in entry.evidence])) is not None:
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


def _evidence_fault(evidence: Evidence, fields: Collection[str], names: _Names) -> str | None:
    if evidence.field not in fields:
        return "there is evidence for it, but the entry has no such field"
    for what, ids, known in (
        ("passage", evidence.passages, names.passages),
        ("record", evidence.records, names.records),
    ):
        unknown = next((item for item in ids if item not in known), None)
        if unknown is not None:
            return f"its evidence names an unknown {what} “{unknown}”"
    if not (evidence.passages or evidence.records):
        return "its evidence names no passage and no table cell"
    if evidence.basis is Basis.INFERRED and not evidence.why:
        return "it is inferred, but not said why"
    return None


def _check_entry(path: Path, entry: Entry, names: _Names) -> None:
    def refuse(field: str, reason: str) -> NoReturn:
        raise AccordError("pack-field", path=path, entry=entry.id, field=field, reason=reason)

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
