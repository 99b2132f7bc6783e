"""“Projects will include A, B and C”: cooperation that is told by its list, one entry an item."""

from __future__ import annotations

from typing import Final

from explorer.domain.vocabulary import Kind, Stage
from explorer.reading.suggesting.clauses import Clause
from explorer.reading.suggesting.doings import new_draft
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.lists import list_items
from explorer.reading.suggesting.things import first_phrase_end
from explorer.reading.suggesting.tokens import Token, word_set
from explorer.reading.suggesting.wholes import object_thing, with_topic

_DOCUMENTS: Final = word_set(
    "documents agreements memoranda memorandums mous texts outcomes these they others"
)

_COOPERATION: Final = frozenset(
    ["cooperation", "projects", "programmes", "programs", "activities", "project", "collaboration"]
)


def through(clause: Clause) -> list[Draft]:
    """“Cooperation would be effected through A as well as B”: one each."""
    about = {token.lower for token in clause.subject}
    at = next((i for i, token in enumerate(clause.object[:3]) if token.lower == "through"), None)
    if at is None or not about & _COOPERATION:
        return []
    return [
        new_draft(
            clause, item[: first_phrase_end(item)], Kind.PROGRAMME, Stage.PROPOSED, quoted=item
        )
        for item in list_items(clause.object[at + 1 :])
    ]


def listing(clause: Clause, context: Context, stage: Stage) -> list[Draft]:
    """“Projects will include A, B and C”, “cooperation focuses on A, B and C”: one each."""
    listed = clause.object
    while listed and listed[0].lower in ("on", "upon"):
        listed = listed[1:]
    items = [item for item in list_items(listed) if not _is_aside(item)]
    about = {token.lower for token in clause.subject}
    if not about & _COOPERATION or stage is Stage.SIGNED:
        return _texts(clause, items, context) if about & _DOCUMENTS else []
    return [
        new_draft(clause, item[: first_phrase_end(item)], Kind.PROGRAMME, stage, quoted=item)
        for item in items
    ]


def _is_aside(item: tuple[Token, ...]) -> bool:
    return item[0].lower.endswith("ing") and len(item) > 4


def _texts(clause: Clause, items: list[tuple[Token, ...]], context: Context) -> list[Draft]:
    """“The documents include a memorandum on A and a treaty on B”: those were signed."""
    drafts = []
    for item in items:
        thing = object_thing(item, context.lexicon)
        if thing is not None and thing.kind in (Kind.MOU, Kind.AGREEMENT, Kind.DECLARATION):
            named = item[: with_topic(item, thing)]
            drafts.append(new_draft(clause, named, thing.kind, Stage.SIGNED, quoted=item))
    return drafts
