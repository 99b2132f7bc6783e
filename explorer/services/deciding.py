"""A decision on suggestions, within one unit of work: the entry and the review change together."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from explorer.domain.entries import Document
from explorer.domain.messages import AccordError
from explorer.domain.passages import make_passage
from explorer.domain.review import Decision, Proposal, Review, ReviewItem
from explorer.services.bodies import Bodies
from explorer.services.extending import extended
from explorer.services.recording import Source, check_proposal, entry_of, new_bodies
from explorer.store import documents, entries, resting, reviews, saving, shelving
from explorer.store.library import Unit


def document_of(unit: Unit, identifier: str) -> Document:
    """A document that has to be there.

    Raises:
        AccordError: ``document-unknown``.
    """
    found = shelving.document(unit, identifier)
    if found is None:
        raise AccordError("document-unknown", id=identifier)
    return found


def text_of(unit: Unit, document: str) -> str:
    """The text of a document."""
    return documents.text_of(unit, document) or ""


def review_of(unit: Unit, document: str) -> Review:
    """The review of a document as it is kept."""
    return Review(document, document_of(unit, document).title, reviews.items(unit, document))


def open_item(unit: Unit, document: str, key: str) -> ReviewItem:
    """A suggestion that waits for a decision.

    Raises:
        AccordError: ``document-unknown``, ``review-unknown``, ``review-decided``.
    """
    document_of(unit, document)
    item = reviews.item(unit, document, key)
    if item is None:
        raise AccordError("review-unknown")
    if not item.is_open:
        raise AccordError("review-decided", title=item.proposal.title)
    return item


class Deciding:
    """Decisions on one document's suggestions; all of a unit of work are one batch."""

    def __init__(self, unit: Unit, document: str, batch: str) -> None:
        self._unit, self._batch = unit, batch
        self._document = document_of(unit, document)

    @cached_property
    def _text(self) -> str:
        return text_of(self._unit, self._document.id)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(documents.institutions(self._unit))

    def accept(self, items: Iterable[ReviewItem]) -> tuple[str, ...]:
        """Make entries of suggestions, as their proposals say; the ids.

        Raises:
            AccordError: ``review-text``, or as `check_proposal`.
        """
        items = tuple(items)
        places = self._passages([item.proposal for item in items])
        made = []
        for item in items:
            source = self._source(item.proposal, places)
            made.append(entry_of(item.proposal, item, source, self._bodies))
        documents.save_institutions(self._unit, new_bodies(self._bodies))
        saving.save(self._unit, made)
        self._decide(
            replace(item, decision=Decision.ACCEPTED, entry_id=entry.id)
            for item, entry in zip(items, made, strict=True)
        )
        return tuple(entry.id for entry in made)

    def merge(self, item: ReviewItem, identifier: str) -> None:
        """Let an entry rest on a suggestion too, and have what it lacked.

        Raises:
            AccordError: ``entry-unknown``, or as `accept`.
        """
        found = entries.load(self._unit, [identifier])
        if identifier not in found:
            raise AccordError("entry-unknown", id=identifier)
        source = self._source(item.proposal, self._passages([item.proposal]))
        entry = extended(found[identifier], item.proposal, item, source, self._bodies)
        documents.save_institutions(self._unit, new_bodies(self._bodies))
        saving.save(self._unit, [entry])
        self._decide([replace(item, decision=Decision.MERGED, entry_id=identifier)])

    def dismiss(self, item: ReviewItem) -> None:
        """Make nothing of a suggestion."""
        self._decide([replace(item, decision=Decision.DISMISSED, entry_id=None)])

    def _decide(self, decided: Iterable[ReviewItem]) -> None:
        batch = [replace(item, batch=self._batch) for item in decided]
        reviews.decide(self._unit, self._document.id, batch)

    def _source(self, proposal: Proposal, places: Mapping[tuple[int, int], str]) -> Source:
        return Source(self._document, places[proposal.start, proposal.end], self._batch)

    def _passages(self, proposals: Sequence[Proposal]) -> dict[tuple[int, int], str]:
        """The passages that proposals stand in, by start and end; written where there are none."""
        document, text = self._document, self._text
        for proposal in proposals:
            check_proposal(proposal)
            start, end = proposal.start, proposal.end
            if not 0 <= start < end <= len(text) or text[start:end] != proposal.quote:
                raise AccordError("review-text", title=document.title)
        stretches = dict.fromkeys((proposal.start, proposal.end) for proposal in proposals)
        found = resting.passages_at(self._unit, document.id, stretches)
        new = {stretch: str(uuid.uuid4()) for stretch in stretches if stretch not in found}
        documents.save_passages(
            self._unit,
            [make_passage(name, document.id, text, *stretch) for stretch, name in new.items()],
        )
        return {**found, **new}
