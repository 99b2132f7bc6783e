"""What is answered beside a `Page`, all frozen: passages of documents, completions, reasons.

`Browsing.passages(query, *, limit, offset)` gives a `PassagePage`, `Browsing.why(query, entry)` a
`Why`, and `Completing.complete(query, cursor)` the `Completion`s of a text that is being typed.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from explorer.domain.query import Coverage, Facet, PassageHit, Query


class DocumentCount(msgspec.Struct, frozen=True):
    """A document in which paragraphs match, and how many of them."""

    document: str
    title: str
    standing: str
    count: int


class PassagePage(msgspec.Struct, frozen=True):
    """Paragraphs that match, document by document (the best first), within one in text order.

    ``hits`` are those from ``offset`` on, as many as were asked for; ``total`` and ``documents``
    count all of them. Under filters that only entries have (a sector, a date) they are the
    paragraphs that entries of the result rest on.
    """

    query: Query
    hits: tuple[PassageHit, ...]
    total: int
    documents: tuple[DocumentCount, ...]
    offset: int
    coverage: Coverage
    revision: int
    elapsed_ms: float
    hint: str = ""


class CompletionGroup(StrEnum):
    """Where completions come from, in the order in which they are listed."""

    PAST = "past"
    CONDITION = "condition"
    INSTITUTION = "institution"
    TITLE = "title"


class Completion(msgspec.Struct, frozen=True):
    """How a search that is being typed may go on.

    ``text`` is the whole search text once it is taken; ``label`` what is listed, with the spans
    ``marks`` (code points) that were typed; ``note`` another name of the same (an acronym's long
    form, the label in the other language). A condition has its ``facet`` and the ``count`` of
    entries; a title has its entry's ``id``, and an institution its own.
    """

    group: CompletionGroup
    text: str
    label: str
    note: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    facet: Facet | None = None
    count: int | None = None
    id: str = ""


class Why(msgspec.Struct, frozen=True):
    """Why an entry was found.

    ``fields``: where (``title``, ``names``, ``summary``, ``passages``) and which words as they
    stand there; ``synonyms``: what was typed and which other name was found for it.
    """

    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
