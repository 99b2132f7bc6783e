"""Packs: a library or a selection in a folder, ``pack.json`` and ``documents/``, as ``seeds/`` is.

A pack comes from outside. It is taken whole and sound, or refused with the entry and the field
that are wrong: every field rests on evidence, and every passage stands where it says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final, NoReturn

import msgspec

from explorer.domain.entries import Pack, PackDocument, Passage
from explorer.domain.messages import AccordError, Message
from explorer.domain.passages import fault, normalise
from explorer.domain.rules import is_state
from explorer.domain.when import parse_when
from explorer.export.pack_entries import Names, check_entry, repeated

FORMAT: Final = 1
MOST: Final = 1 << 31  # rows of a table, letters of a text: what is more is no number of these
ID: Final = re.compile(r"[^\x00-\x1f\x7f]{1,1000}")
TEXT_SUFFIX: Final = ".txt"  # beside an original that is not itself its text: report.pdf.txt

# What a file name may be on every system: no folders, no drive, no stream, not hidden.
_DEEPEST: Final = 1_000
PLAIN_SUFFIX: Final = re.compile(r"(\.[^\x00-\x1f/\\]{1,60})?")
FILE_NAME: Final = re.compile(r"[^\x00-\x1f/\\:*?\"<>|.][^\x00-\x1f/\\:*?\"<>|]*")


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
    _refuse_ids(path, pack)
    originals: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    known = {item.document.id for item in pack.documents}
    for item in pack.documents:
        original = _file(folder, path, item)
        originals[item.document.id] = original
        texts[item.document.id] = _text(folder, path, item, original)
        _check_document(path, item, texts[item.document.id], known)
    _refuse_circles(path, pack)
    _refuse_unnamed(folder, path, pack)
    _check_passages(path, pack, texts)
    institutions = {item.id for item in pack.institutions}
    names = Names(
        sectors=sectors,
        parties={*states, *institutions},
        institutions=institutions,
        entries={item.id for item in pack.entries},
        documents=known,
        passages=frozenset(item.id for item in pack.passages),
        records=frozenset(item.id for item in pack.records),
    )
    for institution in pack.institutions:
        if institution.state is not None and institution.state not in states:
            reason = f"institution “{institution.id}”: unknown state “{institution.state}”"
            raise AccordError("pack-unreadable", path=path, reason=reason)
    for entry in pack.entries:
        check_entry(path, entry, names)
    return pack, texts, originals


def _decoded(path: Path) -> Pack:
    try:
        pack = msgspec.json.decode(path.read_bytes(), type=Pack)
    except OSError as error:
        raise AccordError("pack-unreadable", path=path, reason=error.strerror) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise AccordError("pack-unreadable", path=path, reason=error) from error
    if pack.format != FORMAT:
        reason = f"it has format {pack.format}; this Accord reads {FORMAT}"
        raise AccordError("pack-unreadable", path=path, reason=reason)
    return pack


def _refuse_ids(path: Path, pack: Pack) -> None:
    """Ids that are none, or that two things bear."""

    def refuse(reason: str) -> NoReturn:
        raise AccordError("pack-unreadable", path=path, reason=reason)

    for what, ids in (
        ("documents", [item.document.id for item in pack.documents]),
        ("institutions", [item.id for item in pack.institutions]),
        ("passages", [item.id for item in pack.passages]),
        ("records", [item.id for item in pack.records]),
        ("entries", [item.id for item in pack.entries]),
    ):
        if (twice := repeated(ids)) is not None:
            refuse(f"two {what} are named “{twice}”")
        if (odd := next((item for item in ids if not ID.fullmatch(item)), None)) is not None:
            refuse(f"an id of its {what} is none: {odd[:40]!a}")
    if (twice := repeated([item.file.casefold() for item in pack.documents])) is not None:
        refuse(f"two document files are named “{twice}”")
    outer = [
        f"{item.origin.document} {item.origin.external_id}"
        for item in pack.entries
        if item.origin.document is not None and item.origin.external_id is not None
    ]
    if (twice := repeated(outer)) is not None:
        refuse(f"two entries are the same one of their source: “{twice}”")
    for cell in pack.records:
        if not 0 <= cell.row < MOST:
            refuse(f"the table cell “{cell.id}” stands in row {cell.row}, which no table has")
    for body in pack.institutions:
        if is_state(body.id):
            refuse(f"institution “{body.id}”: its id is one of a state")


def _refuse_unnamed(folder: Path, path: Path, pack: Pack) -> None:
    """A file that no document names: nobody would know what it is for."""
    named = {item.file for item in pack.documents}
    named |= {name + TEXT_SUFFIX for name in named}
    home = folder / "documents"
    found = sorted(file.name for file in home.iterdir()) if home.is_dir() else []
    unnamed = next((name for name in found if name not in named), None)
    if unnamed is not None:
        reason = f"it holds documents/{unnamed}, which it does not name"
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
    if not PLAIN_SUFFIX.fullmatch(Path(document.filename).suffix) or "\0" in document.filename:
        refuse(f"{document.filename[:80]!a} is not the name of a file")
    if not 0 <= document.body <= len(text):
        refuse(f"its body begins at {document.body}, outside the text")
    places = [
        *(mark.start for mark in built.marks),
        *built.pages,
        *(gap.start for gap in built.gaps),
    ]
    if not all(0 <= place <= len(text) for place in places):
        refuse("its structure names places outside the text")
    if not all(0 <= mark.level <= _DEEPEST for mark in built.marks):
        refuse("its structure is nested deeper than any document is")
    if not all(_can_be_told(gap.reason) for gap in built.gaps):
        refuse("its structure gives a reason that this Accord does not know")
    for day in (document.published, document.accessed, document.added):
        try:
            _ = day is None or parse_when(day)
        except AccordError as error:
            refuse(error.message.english().rstrip("."))


def _refuse_circles(path: Path, pack: Pack) -> None:
    """Documents that are versions or translations of themselves, at once or round about."""
    kin = {
        item.document.id: {item.document.version_of, item.document.translation_of} - {None}
        for item in pack.documents
    }
    while kin:
        free = [name for name, others in kin.items() if not others & kin.keys()]
        if not free:
            name = next(iter(kin))
            reason = "it is a version or a translation of itself"
            raise AccordError("pack-document", path=path, document=name, reason=reason)
        for name in free:
            del kin[name]


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
        sound = 0 <= passage.start < passage.end < MOST
        return None if sound else f"{passage.start}–{passage.end} is no stretch of a text"
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
