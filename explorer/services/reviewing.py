"""Reviewing what a document suggests: nothing enters the library but by a decision.

A review is kept with its document: it goes on where it was left, with the corrections so far.
Each decision is one transaction and one batch of the journal, with the entry that it makes, so
that `reverting.revert` opens the suggestion again and takes the entry away together.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Final

from msgspec.structs import replace

from explorer.domain.entries import Document
from explorer.domain.messages import AccordError, Progress
from explorer.domain.passages import Span
from explorer.domain.review import Likeness, Proposal, Review, ReviewChange, Waiting
from explorer.reading.suggestions import Suggestion
from explorer.services.children import Child
from explorer.services.deciding import Deciding, document_of, open_item, review_of, text_of
from explorer.services.indexing import Indexing
from explorer.services.likening import candidates, likenesses
from explorer.services.proposing import items_of, own_item, selected, without_known
from explorer.services.shelf import Reading, Shelf
from explorer.services.suggesting import suggest_in_child
from explorer.store import resting, reviews, shelving
from explorer.store.library import Library, Unit

Tell = Callable[[Progress], object]
Started = Callable[[Child], None]

BATCH: Final = "review:"  # how the names of these batches begin


def _untold(_progress: Progress) -> None:
    """For those who do not look."""


def _never() -> bool:
    return False


class Reviewing:
    """The reviews of one library; every method blocks, and is safe off the GUI thread."""

    def __init__(self, library: Library, indexing: Indexing, shelf: Shelf) -> None:
        self._library = library
        self._indexing = indexing
        self._shelf = shelf

    def open(
        self,
        document: str,
        progress: Tell = _untold,
        cancelled: Callable[[], bool] = _never,
        *,
        started: Started | None = None,
    ) -> Review:
        """The review of a document as it was left; made where there is none.

        Suggestions are read by a child, which ``started`` gets so that another thread can kill
        it; ``cancelled`` is asked whenever it has told how far it is. In a read-only library they
        are shown and not kept.

        Raises:
            AccordError: ``document-unknown``, ``review-cancelled``, ``child-…``, ``library-…``.
        """
        with self._library.reading() as unit:
            about = document_of(unit, document)
            head = reviews.head(unit, document)
            if head is not None and head.text_sha256 == about.text_sha256:
                return Review(document, about.title, reviews.items(unit, document))
        return self._made(document, progress, cancelled, started)

    def again(
        self,
        document: str,
        progress: Tell = _untold,
        cancelled: Callable[[], bool] = _never,
        *,
        started: Started | None = None,
    ) -> Review:
        """The review with new suggestions for what is still open.

        What was decided stays, and so does what the user added or corrected. Not to be undone.

        Raises:
            AccordError: as `open`.
        """
        return self._made(document, progress, cancelled, started)

    def _made(
        self,
        document: str,
        progress: Tell,
        cancelled: Callable[[], bool],
        started: Started | None,
    ) -> Review:
        with self._library.reading() as unit:
            about = document_of(unit, document)
        found = self._suggested(about, None, progress, cancelled, started)
        items = items_of(found, about.published)
        if self._library.read_only:
            return Review(document, about.title, items, kept=False)
        with self._library.writing(f"{BATCH}{uuid.uuid4()}") as unit:
            now = document_of(unit, document)
            # Another program may have been faster, and its user have decided something since.
            old = reviews.items(unit, document)
            kept = [one for one in old if not one.is_open or one.corrected or not one.suggested]
            fresh = without_known(items, kept)
            reviews.make(unit, document, about.text_sha256, (*kept, *fresh))
            return Review(document, now.title, reviews.items(unit, document))

    def _suggested(
        self,
        about: Document,
        within: Span | None,
        progress: Tell,
        cancelled: Callable[[], bool],
        started: Started | None,
    ) -> tuple[Suggestion, ...]:
        with self._library.reading() as unit:
            text = text_of(unit, about.id)
            structure = shelving.structure_of(unit, about.id)
        own: list[Child] = []

        def begun(child: Child) -> None:
            own.append(child)
            if started is not None:
                started(child)

        steps = suggest_in_child(text, structure, within=within, started=begun)
        try:
            while True:
                if cancelled():
                    raise AccordError("review-cancelled")
                progress(next(steps))
        except StopIteration as end:
            found: tuple[Suggestion, ...] = end.value
            return found
        except AccordError as error:
            if own and own[0].cancelled:
                raise AccordError("review-cancelled") from error
            raise
        finally:
            steps.close()

    def correct(self, document: str, key: str, proposal: Proposal) -> Review:
        """Keep a correction that is not decided on yet; no step of undo.

        Raises:
            AccordError: ``review-unknown``, ``review-decided``, ``library-…``.
        """
        with self._library.writing(f"{BATCH}{uuid.uuid4()}") as unit:
            item = open_item(unit, document, key)
            reviews.keep(unit, document, replace(item, proposal=proposal))
            return review_of(unit, document)

    def add(self, document: str, start: int, end: int) -> tuple[Review, str]:
        """A suggestion for words that the user selected (code points), and its key.

        The rules read the words in their place and fill the fields; the quote is what was
        selected, without the blanks around it. No step of undo: dismiss it.

        Raises:
            AccordError: ``review-selection``, ``document-unknown``, ``child-…``, ``library-…``.
        """
        if self._library.read_only:
            raise AccordError("library-read-only", path=self._library.folder)
        with self._library.reading() as unit:
            about = document_of(unit, document)
            text = text_of(unit, document)
        chosen = selected(text, start, end)
        found = self._suggested(about, chosen, _untold, _never, None)
        with self._library.writing(f"{BATCH}{uuid.uuid4()}") as unit:
            now = document_of(unit, document)
            if now.text_sha256 != about.text_sha256:
                raise AccordError("review-text", title=now.title)
            old = reviews.items(unit, document)
            item = own_item(text, chosen, found, now.published, [one.key for one in old])
            if reviews.head(unit, document) is None:
                reviews.make(unit, document, now.text_sha256, ())
            reviews.keep(unit, document, item)
            return review_of(unit, document), item.key

    def accept(self, document: str, key: str, proposal: Proposal) -> ReviewChange:
        """Make an entry of a suggestion.

        Raises:
            AccordError: ``review-…`` (``review-decided``: another Accord was faster),
                ``document-unknown``, ``date-not-edtf``, ``value-unknown``, ``library-…``.
        """

        def step(unit: Unit, batch: str) -> tuple[str, ...]:
            item = open_item(unit, document, key)
            return Deciding(unit, document, batch).accept([replace(item, proposal=proposal)])

        return self._decided(document, step)

    def accept_above(self, document: str, least: float) -> ReviewChange:
        """Make entries of all suggestions that are open and have at least this confidence.

        As `Review.above` lists them, with the corrections so far.

        Raises:
            AccordError: as `accept`; then none of them was accepted.
        """

        def step(unit: Unit, batch: str) -> tuple[str, ...] | None:
            chosen = review_of(unit, document).above(least)
            return Deciding(unit, document, batch).accept(chosen) if chosen else None

        return self._decided(document, step)

    def merge(self, document: str, key: str, proposal: Proposal, entry: str) -> ReviewChange:
        """Add what a suggestion says to an entry that is there; what that has stays as it is.

        Raises:
            AccordError: as `accept`, and ``entry-unknown``.
        """

        def step(unit: Unit, batch: str) -> tuple[str, ...]:
            item = open_item(unit, document, key)
            Deciding(unit, document, batch).merge(replace(item, proposal=proposal), entry)
            return (entry,)

        return self._decided(document, step)

    def dismiss(self, document: str, key: str) -> ReviewChange:
        """Make nothing of a suggestion.

        Raises:
            AccordError: as `accept`.
        """

        def step(unit: Unit, batch: str) -> tuple[str, ...]:
            Deciding(unit, document, batch).dismiss(open_item(unit, document, key))
            return ()

        return self._decided(document, step)

    def _decided(
        self, document: str, step: Callable[[Unit, str], tuple[str, ...] | None]
    ) -> ReviewChange:
        """Take a step in one transaction, which is one batch of the journal.

        The step returns the entries that it changed; None: there was nothing to do.
        """
        batch = f"{BATCH}{uuid.uuid4()}"
        with self._library.writing(batch) as unit:
            changed = step(unit, batch)
            after = review_of(unit, document)
        return ReviewChange(after, None if changed is None else batch, changed or ())

    def likely(self, document: str, key: str, proposal: Proposal) -> tuple[Likeness, ...]:
        """Entries of the whole library that a suggestion may be about already, with the reasons.

        ``key``: of the suggestion; an entry that was made of it is left out.
        """
        index, meaning, _ = self._indexing.current()
        found = candidates(index, meaning, proposal)
        with Reading(self._library) as reading:
            own = reviews.item(reading.unit, document, key)
            over = resting.entries_over(reading.unit, document, proposal.start, proposal.end)
            ids = list({**dict.fromkeys(over), **dict.fromkeys(found)})
            if own is not None and own.entry_id in ids:
                ids.remove(own.entry_id)
            content = self._shelf.at(reading, index.revision)
            rows = [own.row for own in content.entries(reading, ids).values()]
        return likenesses(proposal, rows, over)

    def waiting(self, ids: Iterable[str]) -> dict[str, Waiting]:
        """How many suggestions wait in these documents; those never opened for review are left out.

        Asks for counts only.
        """
        with self._library.reading() as unit:
            return reviews.waiting(unit, ids)
