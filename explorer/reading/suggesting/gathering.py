"""What a document tells, each thing once: a thing that is named twice is one entry."""

from __future__ import annotations

from explorer.domain.vocabulary import Kind
from explorer.reading.suggesting.drafts import Context, Draft
from explorer.reading.suggesting.layout import Block
from explorer.reading.suggesting.naming import title_of

_OF_STATE = "state visit"


class Gathering:
    """Drafts in the order of the text, with the blocks they stand in.

    What is only mentioned gives way to a sentence that tells of it, wherever that stands.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.entries: list[tuple[Draft, Block]] = []
        self._places: set[tuple[int, int, int, int]] = set()
        self._told: dict[Kind, dict[str, int]] = {}
        self._mentioned: dict[Kind, dict[str, int]] = {}

    def add(self, draft: Draft, block: Block) -> None:
        """Take a draft in, unless it is there: by where it stands, or by its name."""
        if not draft.quoted or not any(token.is_word for token in draft.named):
            return
        place = (
            draft.quoted[0].start,
            draft.quoted[-1].end,
            draft.named[0].start,
            draft.named[-1].end,
        )
        if place in self._places:
            return
        self._places.add(place)
        name = title_of(draft.named, self.context.text).lower().replace("–", "-")
        if draft.kind is Kind.EVENT and _OF_STATE in name:
            name = _OF_STATE  # a document tells of one
        mentioned = self._mentioned.setdefault(draft.kind, {})
        told = self._told.setdefault(draft.kind, {})
        if draft.mention and _alike(name, told) is not None:
            return
        again = _alike(name, mentioned) if draft.mention or not _is_new(draft) else None
        if again is None:
            (mentioned if draft.mention else told)[name] = len(self.entries)
            self.entries.append((draft, block))
        elif not draft.mention:
            at = mentioned.pop(again)
            told[name] = at
            self.entries[at] = (draft, block)


def _is_new(draft: Draft) -> bool:
    """“A new Plan of Action” is another one than the plan named before."""
    return any(token.lower == "new" for token in draft.named)


def _alike(name: str, names: dict[str, int]) -> str | None:
    """The name that holds the other, or is held by it."""
    if name in names:
        return name
    return next((old for old in names if name in old or old in name), None)
