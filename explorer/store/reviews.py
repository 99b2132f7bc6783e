"""What documents suggest, and what was decided of it: one row a suggestion.

Making suggestions and keeping corrections is no step of the journal; deciding is one, and so is
what becomes of a review when its document goes or comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select

from explorer.domain.entries import Value
from explorer.domain.messages import AccordError, Message
from explorer.domain.review import Decision, Proposal, ReviewItem, Waiting
from explorer.store.entries import chunks, table_of
from explorer.store.library import Unit
from explorer.store.tables import DocumentTable, ReviewItemTable, ReviewTable

REVIEW = "review"  # the two entities in the journal
ITEM = "review_item"


class Head(Value, frozen=True):
    """That there is a review: of which document, made of which text, when (ISO 8601)."""

    document: str
    text_sha256: str
    made: str


class Kept(Value, frozen=True):
    """A suggestion as the journal has it: with its document."""

    document: str
    item: ReviewItem


def _key(unit: Unit, document: str) -> int | None:
    return unit.session.scalar(select(DocumentTable.key).where(DocumentTable.id == document))


def head(unit: Unit, document: str) -> Head | None:
    """The review of a document; None where none was made."""
    query = (
        select(ReviewTable.text_sha256, ReviewTable.made)
        .join(DocumentTable, DocumentTable.key == ReviewTable.document_key)
        .where(DocumentTable.id == document)
    )
    row = unit.session.execute(query).first()
    return None if row is None else Head(document, row.text_sha256, row.made)


def items(unit: Unit, document: str) -> tuple[ReviewItem, ...]:
    """The suggestions of a document in the order of its text.

    Raises:
        AccordError: ``review-damaged``.
    """
    own = ReviewItemTable
    query = (
        select(own.__table__)
        .join(DocumentTable, DocumentTable.key == own.document_key)
        .where(DocumentTable.id == document)
        .order_by(own.start, own.end, own.key)
    )
    return tuple(_item(row) for row in unit.session.execute(query).mappings())


def item(unit: Unit, document: str, key: str) -> ReviewItem | None:
    """One suggestion."""
    own = ReviewItemTable
    query = (
        select(own.__table__)
        .join(DocumentTable, DocumentTable.key == own.document_key)
        .where(DocumentTable.id == document, own.key == key)
    )
    row = unit.session.execute(query).mappings().first()
    return None if row is None else _item(row)


def _item(row: Any) -> ReviewItem:
    decode = msgspec.json.decode
    try:
        return ReviewItem(
            key=row["key"],
            proposal=decode(row["proposal"], type=Proposal),
            suggested=decode(row["suggested"], type=Proposal) if row["suggested"] else None,
            why=tuple(filter(_can_be_told, decode(row["why"], type=tuple[Message, ...]))),
            confidence=row["confidence"],
            decision=Decision(row["decision"]),
            entry_id=row["entry_id"],
            batch=row["batch"],
        )
    except ValueError as error:  # a library may come from anywhere
        raise AccordError("review-damaged", reason=error) from error


def _can_be_told(reason: Message) -> bool:
    """Whether this program has words for a reason; another version may have had other ones."""
    try:
        return bool(reason.english())
    except (KeyError, IndexError, ValueError):
        return False


def _row(document_key: int, one: ReviewItem) -> dict[str, Any]:
    def encode(value: object) -> str:
        return msgspec.json.encode(value).decode()

    return {
        "document_key": document_key,
        "key": one.key,
        "start": one.proposal.start,
        "end": one.proposal.end,
        "decision": one.decision.value,
        "entry_id": one.entry_id,
        "batch": one.batch,
        "confidence": one.confidence,
        "proposal": encode(one.proposal),
        "suggested": None if one.suggested is None else encode(one.suggested),
        "why": encode(one.why),
    }


def make(unit: Unit, document: str, text_sha256: str, found: Iterable[ReviewItem]) -> None:
    """Write the suggestions of a document that is there, in place of those that were.

    No step of the journal.
    """
    key = _key(unit, document)
    if key is None:
        return
    _drop(unit, key)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    _put(unit, key, Head(document, text_sha256, made))
    rows = [_row(key, one) for one in found]
    if rows:
        unit.session.execute(insert(ReviewItemTable), rows)


def keep(unit: Unit, document: str, one: ReviewItem) -> None:
    """Write a suggestion, a new one or its new state, without a word in the journal."""
    key = _key(unit, document)
    assert key is not None, document
    own = ReviewItemTable
    unit.session.execute(delete(own).where(own.document_key == key, own.key == one.key))
    unit.session.execute(insert(own), [_row(key, one)])


def decide(unit: Unit, document: str, decided: Sequence[ReviewItem]) -> None:
    """Write what became of suggestions, as a step of the journal."""
    key = _key(unit, document)
    assert key is not None, document
    if len(decided) == 1:
        before = {one.key: item(unit, document, one.key) for one in decided}
    else:
        before = {one.key: one for one in items(unit, document)}
    table = table_of(ReviewItemTable)
    chosen = table.c.document_key == key, table.c.key == bindparam("gone")
    if decided:
        gone = [{"gone": one.key} for one in decided]
        unit.session.connection().execute(delete(table).where(*chosen), gone)
        unit.session.execute(insert(ReviewItemTable), [_row(key, one) for one in decided])
    for one in decided:
        _note(unit, document, before.get(one.key), one)


def _note(unit: Unit, document: str, before: ReviewItem | None, after: ReviewItem | None) -> None:
    one = after or before
    assert one is not None
    old, new = (None if state is None else Kept(document, state) for state in (before, after))
    unit.note(ITEM, f"{document}/{one.key}", old, new)


def remove(unit: Unit, document: str) -> None:
    """Take the review of a document out; the journal can bring it back."""
    before = head(unit, document)
    key = _key(unit, document)
    if before is None or key is None:
        return
    for one in items(unit, document):
        _note(unit, document, one, None)
    _drop(unit, key)
    unit.note(REVIEW, document, before, None)


def _drop(unit: Unit, key: int) -> None:
    unit.session.execute(delete(ReviewItemTable).where(ReviewItemTable.document_key == key))
    unit.session.execute(delete(ReviewTable).where(ReviewTable.document_key == key))


def _put(unit: Unit, key: int, new: Head) -> None:
    row = {"document_key": key, "text_sha256": new.text_sha256, "made": new.made}
    unit.session.execute(insert(ReviewTable), [row])


def bring_back(unit: Unit, heads: Iterable[Head], kept: Iterable[Kept]) -> None:
    """Write reviews and suggestions as they were, where their documents are."""
    for one in heads:
        key = _key(unit, one.document)
        if key is not None and head(unit, one.document) is None:
            _put(unit, key, one)
            unit.note(REVIEW, one.document, None, one)
    states: defaultdict[str, list[ReviewItem]] = defaultdict(list)
    for state in kept:
        states[state.document].append(state.item)
    for document, own in states.items():
        if head(unit, document) is not None:
            decide(unit, document, own)


def waiting(unit: Unit, documents: Iterable[str]) -> dict[str, Waiting]:
    """How many suggestions wait in each of these documents; without those never reviewed."""
    own = ReviewItemTable
    is_open = func.count().filter(own.decision == Decision.OPEN.value)
    found: dict[str, Waiting] = {}
    for piece in chunks(list(documents)):
        query = (
            select(DocumentTable.id, is_open, func.count(own.key))
            .join(ReviewTable, ReviewTable.document_key == DocumentTable.key)
            .outerjoin(own, own.document_key == ReviewTable.document_key)
            .where(DocumentTable.id.in_(piece))
            .group_by(DocumentTable.id)
        )
        for name, left, total in unit.session.execute(query):
            found[name] = Waiting(left, total)
    return found
